"""How a file of grants becomes grants: once, with every finding at its place."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct, structs

from laogu.basics import (
    FIRST_DAY,
    LAST_DAY,
    MOST_DECIMALS,
    Finding,
    InvalidInput,
    NotADay,
    NotAPrice,
    NotAQuantity,
    Price,
    check_currency,
    name,
    price,
    said,
    units,
)
from laogu.connectors.forms import read_form
from laogu.connectors.grants.form import (
    ConditionGiven,
    EveryGiven,
    Figure,
    GrantGiven,
    GrantsGiven,
    OnGiven,
)
from laogu.connectors.grants.refusals import (
    GrantsWrong,
    NotGrants,
    PartUnreadable,
    SeveralSchedules,
)
from laogu.connectors.spreadsheet.remarks import shown
from laogu.operations import VestingCondition
from laogu.register import options, vesting
from laogu.register.plans import ScheduleUnreadable

LARGEST_GRANTS_FILE = 256 * 1024
"""Bytes: some thousand instalments written out."""

MOST_GRANTS = 200
"""Grants of one file."""

MOST_DAYS_GIVEN = 2_400
"""Accelerations or exercises of one grant."""

T = TypeVar("T")
_PLAIN = re.compile(r"[0-9]{1,28}(?:\.[0-9]{1,10})?")


class Held(Struct, frozen=True, kw_only=True):
    """One grant of a file: what it is, what has happened to it, and what was exercised of it."""

    option: options.Option
    history: vesting.History
    exercised: tuple[options.Exercise, ...]


class Grants(Struct, frozen=True, kw_only=True):
    """A file of grants, read. holder: empty: the file does not say. warnings: what wants a look."""

    holder: str
    leaving: options.Leaving | None
    held: tuple[Held, ...]
    warnings: tuple[Finding, ...] = ()


def read_grants(content: bytes, file: str) -> Grants:
    """Return the grants of a file; a file with an error is refused, with every finding in it."""
    given = read_form(
        content,
        GrantsGiven,
        lambda reason: NotGrants(file=file, reason=reason),
        most_bytes=LARGEST_GRANTS_FILE,
    )
    findings: list[Finding] = []
    held: list[Held] = []
    if not 0 < len(given.grants) <= MOST_GRANTS:
        reason = said("It has {count} grants; from 1 to {most} are read.", **_counted(given))
        raise NotGrants(file=file, reason=reason)
    names = [one.name for one in given.grants]
    if len(set(names)) < len(names):
        raise NotGrants(file=file, reason=said("Two of its grants have one name."))
    for at, one in enumerate(given.grants):
        read = _Reader(f"grants[{at}]", findings)
        found = read.held(one, given.left.on if given.left else None)
        if found is not None:
            held.append(found)
    reader = _Reader("", findings)
    holder = reader.of("holder", lambda: name(given.holder) if given.holder else "")
    left = given.left
    leaving = options.Leaving(left.on, left.reason) if left else None
    if left is not None:
        reader.of("left.on", lambda: _day(left.on))
    _refuse(file, findings)
    return Grants(holder=holder or "", leaving=leaving, held=tuple(held), warnings=tuple(findings))


def _counted(given: GrantsGiven) -> dict[str, int]:
    return {"count": len(given.grants), "most": MOST_GRANTS}


def _refuse(file: str, findings: list[Finding]) -> None:
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        first = errors[0]
        raise GrantsWrong(
            file=file,
            errors=len(errors),
            where=first.place(),
            first=first.sentence("what"),
            remedy=first.sentence("fix"),
            findings=tuple(findings),
        )


class _Reader:
    """Reads one grant, and keeps what is wrong at its place."""

    def __init__(self, where: str, findings: list[Finding]) -> None:
        self._where, self._findings = where, findings

    def of(self, field: str, read: Callable[[], T]) -> T | None:
        """Return what `read` finds; None: it was refused, and the finding is kept."""
        try:
            return read()
        except InvalidInput as wrong:
            self._findings.append(wrong.found_at(self._at(field)))
            return None

    def _at(self, field: str) -> str:
        return f"{self._where}.{field}" if self._where else field

    def held(self, given: GrantGiven, left_on: date | None) -> Held | None:
        """Return a grant with its history; None: something in it is wrong."""
        known = len(self._findings)
        label = self.of("name", lambda: name(given.name))
        decimals = self.of("decimals", lambda: _decimals(given.decimals))

        def counted(field: str, one: Figure) -> int | None:
            return self.of(field, lambda: _units(one, decimals or 0))

        total = counted("quantity", given.quantity)
        self.of("currency", lambda: check_currency(given.currency))
        if len(self._findings) > known or total is None or label is None:
            return None
        for field in ("granted_on", "expires_on", "starts_on", "gate_until"):
            self.of(field, lambda field=field: _day(getattr(given, field)))  # type: ignore[misc]
        prices = {
            field: self.of(field, lambda field=field: _price(given, field))  # type: ignore[misc]
            for field in ("exercise_price", "fair_value")
        }
        lists = {
            field: self._on(field, getattr(given, field), counted)
            for field in ("instalments", "accelerated", "exercised")
        }
        vests = self.of("conditions", lambda: self._vests(given, lists["instalments"], counted))
        if len(self._findings) > known:
            return None
        grant = vesting.Grant(units=total, granted_on=given.granted_on, vests=vests)
        history = vesting.History(
            started_on=given.starts_on or (given.granted_on if given.every else None),
            events=tuple((one.event, one.on) for one in given.happened),
            accelerations=tuple(vesting.Acceleration(*one) for one in lists["accelerated"]),
            left_on=left_on,
        )
        self._findings += vesting.check(grant, history, f"{self._where}.conditions")
        return Held(
            option=options.Option(
                name=label,
                kind=given.kind,
                grant=grant,
                decimals=given.decimals,
                exercise_price=prices["exercise_price"],
                fair_value=prices["fair_value"],
                expires_on=given.expires_on,
                windows=_windows(given),
                is_early_exercisable=given.early_exercise,
            ),
            history=history,
            exercised=tuple(options.Exercise(*one) for one in lists["exercised"]),
        )

    def _on(
        self,
        field: str,
        given: tuple[OnGiven, ...] | None,
        counted: Callable[[str, Figure], int | None],
    ) -> list[tuple[date, int]]:
        found: list[tuple[date, int]] = []
        for at, one in enumerate((given or ())[:MOST_DAYS_GIVEN]):
            self.of(f"{field}[{at}].on", lambda one=one: _day(one.on))  # type: ignore[misc]
            if (count := counted(f"{field}[{at}].quantity", one.quantity)) is not None:
                found.append((one.on, count))
        if len(given or ()) > MOST_DAYS_GIVEN:
            self.of(field, lambda: _too_long(field, len(given or ())))
        return found

    def _vests(
        self,
        given: GrantGiven,
        instalments: list[tuple[date, int]],
        counted: Callable[[str, Figure], int | None],
    ) -> vesting.Terms | tuple[vesting.Instalment, ...] | None:
        ways = (given.every, given.conditions, given.instalments)
        if sum(one is not None for one in ways) > 1:
            raise SeveralSchedules
        if given.instalments is not None:
            if given.gate is not None:
                raise SeveralSchedules
            return tuple(vesting.Instalment(*one) for one in instalments)
        if given.every is not None:
            conditions = _every(given.every)
        elif given.conditions is not None:
            found = [
                self.of(f"conditions[{at}]", lambda one=one: _condition(one, counted))  # type: ignore[misc]
                for at, one in enumerate(given.conditions)
            ]
            conditions = tuple(one for one in found if one is not None)
        elif given.gate is not None:
            conditions = (
                vesting.Condition(
                    id="grant", trigger=vesting.OnDay(given.granted_on), vests=vesting.Portion(1, 1)
                ),
            )
        else:
            return None
        return vesting.Terms(
            conditions=conditions,
            allocation=given.allocation,
            gate=given.gate,
            gate_until=given.gate_until,
        )


def _every(given: EveryGiven) -> tuple[vesting.Condition, ...]:
    period = vesting.Period(
        length=given.length,
        unit=given.unit,
        occurrences=given.times,
        day_of_month=given.day_of_month,
        cliff=given.cliff,
    )
    # A count that is no count is found with the period; the part only must not be none.
    part = vesting.Portion(1, max(given.times, 1))
    return (
        vesting.Condition(id="start", trigger=vesting.AtStart(), following=("every",)),
        vesting.Condition(id="every", trigger=vesting.AfterPeriod("start", period), vests=part),
    )


def _condition(
    given: ConditionGiven, counted: Callable[[str, Figure], int | None]
) -> vesting.Condition:
    quantity = given.quantity
    if quantity is not None and str(quantity) != "0":
        quantity = counted(f"conditions.{shown(given.id)}.quantity", quantity)
    _day(given.on)
    said_of = {**structs.asdict(given), "quantity": None if quantity is None else int(quantity)}
    try:
        return VestingCondition(**said_of).condition()
    except ScheduleUnreadable as no:
        raise PartUnreadable(part=shown(given.id), reason=no.reason) from None


def _windows(given: GrantGiven) -> tuple[options.Window, ...] | None:
    if given.windows is None:
        return None
    return tuple(
        options.Window(reason=one.reason, period=one.period, unit=one.unit) for one in given.windows
    )


def _decimals(given: int) -> int:
    if not 0 <= given <= MOST_DECIMALS:
        reason = said("It is a whole number from 0 to {most}.", most=MOST_DECIMALS)
        raise PartUnreadable(part="decimals", reason=reason)
    return given


def _units(given: Figure, decimals: int) -> int:
    return units(_decimal(given, lambda text: _no_quantity(text, decimals)), decimals)


def _no_quantity(text: str, decimals: int) -> NotAQuantity:
    return NotAQuantity(quantity=text, decimals=decimals, largest=Decimal(2**63 - 1))


def _price(given: GrantGiven, field: str) -> Price | None:
    text: Figure | None = getattr(given, field)
    if text is None:
        return None
    value = _decimal(text, lambda shown_: NotAPrice(price=shown_))
    exponent = value.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    return price(value, scale=scale, currency=given.currency)


def _decimal(given: Figure, no: Callable[[str], InvalidInput]) -> Decimal:
    text = str(given)
    if not _PLAIN.fullmatch(text):
        raise no(shown(text, 40))
    return Decimal(text)


def _day(given: date | None) -> date | None:
    if given is not None and not FIRST_DAY <= given <= LAST_DAY:
        raise NotADay(day=given.isoformat())
    return given


def _too_long(field: str, count: int) -> None:
    reason = said("It has {count}; {most} are read.", count=count, most=MOST_DAYS_GIVEN)
    raise PartUnreadable(part=field, reason=reason)
