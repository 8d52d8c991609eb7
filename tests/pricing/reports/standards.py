"""A price standard of an invented company: two rounds, two sales, a part that is locked."""

from datetime import date

from laogu.basics import FactId, IssuerId, StockClassId, said
from laogu.pricing.marks import LEVELS, Kind
from laogu.pricing.standard import (
    Change,
    ClassMark,
    Counted,
    Headline,
    Moment,
    Restricted,
    Standard,
    TakenOff,
)

AS_OF = date(2026, 9, 30)
ORDINARY, PREFERRED = StockClassId("class_ordinary"), StockClassId("class_preferred")
FACT = FactId("fact_round")


def paid(on: date, figure: float, *, kind: Kind = "secondary", weight: float = 0.25) -> Counted:
    """Return a price of an ordinary share that somebody paid."""
    return Counted(
        on=on, kind=kind, basis="per_share", figure=figure, currency="GBP", each=figure,
        weight=weight, stock_class=ORDINARY, without=figure * 0.97,
    )  # fmt: skip


ROUND = Counted(
    on=date(2025, 10, 30), kind="primary_round", basis="per_share", figure=30.0, currency="GBP",
    each=23.0, weight=0.12, fact=FACT, stock_class=PREFERRED, without=23.05,
    taken_off=(TakenOff(what="preference", part=0.2333),),
)  # fmt: skip
ANCHORS = (
    paid(date(2024, 2, 1), 17.5, kind="primary_round", weight=0.06),
    ROUND,
    paid(date(2026, 3, 12), 22.1, weight=0.24),
    paid(date(2026, 7, 17), 23.5, weight=0.58),
)
THROUGH = (
    Moment(on=date(2024, 2, 1), currency="GBP", value=17.5, band=(14.8, 20.6), middle=(16.4, 18.7)),
    Moment(on=date(2025, 10, 29), currency="GBP", value=18.1, band=(10.0, 31.0),
           middle=(14.4, 22.7)),
    Moment(on=date(2025, 10, 30), currency="GBP", value=22.6, band=(19.0, 26.9),
           middle=(21.1, 24.2)),
    Moment(on=date(2026, 3, 12), currency="GBP", value=22.2, band=(19.2, 25.7),
           middle=(20.9, 23.6)),
    Moment(on=date(2026, 7, 17), currency="GBP", value=23.3, band=(20.6, 26.3),
           middle=(22.2, 24.5)),
    Moment(on=AS_OF, currency="GBP", value=23.1, band=(19.6, 27.23), middle=(21.6, 24.7)),
)  # fmt: skip


def ordinary(units: int = 2_100_000) -> ClassMark:
    """Return the ordinary class, a part of it locked until the next June."""
    return ClassMark(
        stock_class=ORDINARY, units=units, value=23.1, band=(19.6, 27.23), middle=(21.6, 24.7),
        grade="B", level=3, headline=30.0,
        reason=said("The last arm's-length price is {days} days old, of {on}.", days=75,
                    on=date(2026, 7, 17)),
        restricted=(
            Restricted(
                until=date(2027, 6, 30), units=400_000, clause="Lock-up deed, 2", years=0.75,
                volatility=0.9, formula="finnerty", discount=0.171, value=19.15,
                band=(16.25, 22.57),
            ),
        ),
    )  # fmt: skip


def preferred() -> ClassMark:
    """Return the class that is paid first."""
    return ClassMark(
        stock_class=PREFERRED, units=300_000, value=29.6, band=(25.95, 33.76), middle=(28.0, 31.3),
        grade="B", level=3, headline=30.0,
        reason=said("The last arm's-length price is {days} days old, of {on}.", days=75,
                    on=date(2026, 7, 17)),
    )  # fmt: skip


STANDARD = Standard(
    issuer=IssuerId("issuer_northlight"),
    as_of=AS_OF,
    basis="per_share",
    currency="GBP",
    value=23.1,
    band=(19.6, 27.23),
    middle=(21.6, 24.7),
    quantiles=tuple(23.1 * (0.75 + level / 2) for level in LEVELS),
    grade="B",
    level=3,
    reason=said("The last arm's-length price is {days} days old, of {on}.", days=75,
                on=date(2026, 7, 17)),
    classes=(preferred(), ordinary()),
    anchors=ANCHORS,
    changes=(
        Change(what="volatility", low=23.44, high=22.62, low_as=0.7, high_as=1.1),
        Change(what="exits", low=22.88, high=23.31, low_as=0.125, high_as=0.5),
        Change(what="anchor", low=22.54, high=22.54, at=3),
    ),
    headline=Headline(on=date(2025, 10, 30), figure=72_000_000.0, counted=57_390_000.0, part=1.0,
                      fact=FACT),
    missing=(said("Orders for the fourth quarter; the July disclosure was the last."),),
    volatility=0.9,
    version="mark.1",
    input_hash="7be2" + "0" * 56 + "19d0",
)  # fmt: skip
"""All figures are invented."""

NO_PRICE = Standard(
    issuer=IssuerId("issuer_northlight"), as_of=AS_OF, basis=None, currency=None, value=None,
    band=None, middle=None, quantiles=(), grade=None, level=None,
    reason=said("No price: nothing was known of it by {day}.", day=AS_OF),
    classes=(
        ClassMark(
            stock_class=ORDINARY, units=2_100_000, value=None, band=None, middle=None, grade=None,
            level=None, reason=said("No price: nothing was known of it by {day}.", day=AS_OF),
        ),
    ),
    anchors=(), changes=(), headline=None,
    missing=(said("Orders for the fourth quarter; the July disclosure was the last."),),
    volatility=None, version="mark.1", input_hash="0" * 64,
)  # fmt: skip
