"""What is told of a whole company, in millions or in 亿: a table has no room for ten digits."""

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from laogu.connectors.reports.shapes import (
    AnchorTold,
    CalibrationTold,
    ChangeTold,
    DoneTold,
    Ends,
    MissTold,
    MomentTold,
    ReportTold,
    StandardTold,
)

LEAST: Final = 10**7
"""Of a smaller company every digit is written."""

POWERS: Final = {"zh": 8, "en": 6}


def power_of(told: ReportTold) -> int:
    """Return by how many powers of ten the figures of a report are shortened; 0: by none."""
    found = told.standard
    if found.basis != "valuation" or found.mark is None or Decimal(found.mark) < LEAST:
        return 0
    return POWERS[told.lang]


def shortened(told: ReportTold) -> ReportTold:
    """Return a report of a company's whole value in its short unit; any other as it is."""
    power = power_of(told)
    if not power:
        return told
    short = _Short(power)
    return replace(
        told,
        standard=short.standard(told.standard),
        through=tuple(
            short.moment(one) if one.basis == "valuation" else one for one in told.through
        ),
        calibration=short.calibration(told.calibration) if told.calibration is not None else None,
        done=short.done(told.done) if told.done is not None else None,
    )


class _Short:
    def __init__(self, power: int) -> None:
        self._power = power

    def figure(self, given: str) -> str:
        return f"{Decimal(given).scaleb(-self._power):f}"

    def maybe(self, given: str | None) -> str | None:
        return None if given is None else self.figure(given)

    def ends(self, given: Ends) -> Ends:
        return self.figure(given[0]), self.figure(given[1])

    def standard(self, one: StandardTold) -> StandardTold:
        return replace(
            one,
            mark=self.maybe(one.mark),
            band=None if one.band is None else self.ends(one.band),
            classes=tuple(
                replace(each, headline=self.maybe(each.headline)) for each in one.classes
            ),
            anchors=tuple(self.anchor(each) for each in one.anchors),
            changes=tuple(self.change(each) for each in one.changes),
        )

    def anchor(self, one: AnchorTold) -> AnchorTold:
        return replace(one, figure=self.figure(one.figure), each=self.figure(one.each))

    def change(self, one: ChangeTold) -> ChangeTold:
        return replace(one, low=self.figure(one.low), high=self.figure(one.high))

    def moment(self, one: MomentTold) -> MomentTold:
        return replace(
            one,
            mark=self.figure(one.mark),
            band=self.ends(one.band),
            middle=self.ends(one.middle),
        )

    def calibration(self, one: CalibrationTold) -> CalibrationTold:
        before, after = one.before, one.after
        return replace(
            one,
            figure=self.figure(one.figure),
            each=self.figure(one.each),
            before=None if before is None else self.moment(before),
            after=None if after is None else self.moment(after),
        )

    def done(self, one: DoneTold) -> DoneTold:
        return replace(one, trades=tuple(self.miss(each) for each in one.trades))

    def miss(self, one: MissTold) -> MissTold:
        return replace(
            one,
            came=self.figure(one.came),
            expected=self.figure(one.expected),
            band=self.ends(one.band),
            kept=self.maybe(one.kept),
        )
