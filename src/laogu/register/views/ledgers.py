"""The ledger of a security: where it came from, what became of it, and every act on the way."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import IssuerId, SecurityId
from laogu.register.convertibles import ConvertibleConverted, WarrantExercised
from laogu.register.lives import RetiredBy, Security
from laogu.register.plans import GrantExercised, GrantReleased
from laogu.register.state import Register
from laogu.register.stock import IssuedStock

MOST_ACTS = 200
"""Acts that a ledger holds on either side of its security; beyond, it says that it is cut."""

Origin = Literal["issuance", "exercise", "release", "conversion"]
"""What a security came of for which no share was retired."""


class Act(Struct, frozen=True, kw_only=True):
    """What happened to securities of one line, on which day, and when that was written.

    ended: what was retired by it; none where shares came to be. made: what came of it.
    source: the grant, convertible or warrant that was used for it; None: there is none.
    """

    how: RetiredBy | Origin
    on: date
    at: datetime
    ended: tuple[IssuedStock, ...]
    made: tuple[IssuedStock, ...]
    source: SecurityId | None = None


class Ledger(Struct, frozen=True, kw_only=True):
    """A security with everything that led to it and everything that came of it, oldest act first.

    is_whole: nothing was left out for length.
    """

    security: Security
    acts: tuple[Act, ...]
    is_whole: bool


def ledger(register: Register, security: SecurityId) -> Ledger:
    """Return the ledger of a security, both ways as far as the register goes."""
    lived = register.securities[security]
    sources = _sources(register, lived.stock.issuer)
    came_of = sources_beside_stock(register, lived.stock.issuer)
    before, all_before = _walk(security, lambda one: sources.get(one, ()))
    after, all_after = _walk(security, lambda one: _into(register, one))
    acts = [_begun(register, one, came_of) for one in (*before, security) if one not in sources]
    ends: dict[tuple[SecurityId, ...] | SecurityId, SecurityId] = {}
    for one in (*before, security, *after):
        end = register.securities[one].retired
        if end is not None:
            ends.setdefault(end.into or one, one)
    acts += [_ended(register, one, sources) for one in ends.values()]
    return Ledger(
        security=lived,
        acts=tuple(sorted(acts, key=lambda act: (act.at, act.on))),
        is_whole=all_before and all_after,
    )


def origins(register: Register, issuer: IssuerId) -> Mapping[SecurityId, Origin]:
    """Return of what shares came that stand for something else than money: by their securities."""
    return {
        security: origin for security, (origin, _) in sources_beside_stock(register, issuer).items()
    }


def sources_beside_stock(
    register: Register, issuer: IssuerId
) -> dict[SecurityId, tuple[Origin, SecurityId]]:
    """Return for each security that came of a grant, convertible or warrant how, and of which."""
    found: dict[SecurityId, tuple[Origin, SecurityId]] = {}
    for security in register.plans.of_issuer.on(issuer):
        for act in register.plans.grants[security].acts:
            event = act.event
            if isinstance(event, GrantExercised | GrantReleased):
                origin: Origin = "exercise" if isinstance(event, GrantExercised) else "release"
                for stock in event.shares:
                    found[stock.security] = (origin, security)
    room = register.convertibles
    for security in room.of_issuer.on(issuer):
        if (convertible := room.convertibles.get(security)) is not None:
            end = convertible.ended
            if end is not None and isinstance(end.event, ConvertibleConverted):
                for stock in end.event.shares:
                    found[stock.security] = ("conversion", security)
        else:
            for exercise, _ in room.warrants[security].acts:
                if isinstance(exercise, WarrantExercised):
                    for stock in exercise.shares:
                        found[stock.security] = ("exercise", security)
    return found


def _sources(register: Register, issuer: IssuerId) -> dict[SecurityId, list[SecurityId]]:
    """Return for each security those that were retired for it."""
    found: dict[SecurityId, list[SecurityId]] = {}
    for stock_class in register.classes_of[issuer]:
        for security in register.of_class.on(stock_class):
            end = register.securities[security].retired
            if end is not None:
                for one in end.into:
                    found.setdefault(one, []).append(security)
    return found


def _into(register: Register, security: SecurityId) -> tuple[SecurityId, ...]:
    end = register.securities[security].retired
    return () if end is None else end.into


def _walk(
    start: SecurityId, ahead: Callable[[SecurityId], Iterable[SecurityId]]
) -> tuple[tuple[SecurityId, ...], bool]:
    """Return what is reached from a security, nearest first, and whether that is all of it."""
    found: dict[SecurityId, None] = {}
    waiting = [start]
    while waiting:
        following = []
        for one in waiting:
            for other in ahead(one):
                if other not in found:
                    if len(found) == MOST_ACTS:
                        return tuple(found), False
                    found[other] = None
                    following.append(other)
        waiting = following
    return tuple(found), True


def _begun(
    register: Register,
    security: SecurityId,
    came_of: Mapping[SecurityId, tuple[Origin, SecurityId]],
) -> Act:
    lived = register.securities[security]
    found = came_of.get(security)
    return Act(
        how="issuance" if found is None else found[0],
        on=lived.issued_on,
        at=lived.issued_at,
        ended=(),
        made=(lived.stock,),
        source=None if found is None else found[1],
    )


def _ended(
    register: Register, security: SecurityId, sources: Mapping[SecurityId, list[SecurityId]]
) -> Act:
    end = register.securities[security].retired
    assert end is not None, "only what ended is told as ended"
    ended = sources[end.into[0]] if end.into else [security]
    return Act(
        how=end.by,
        on=end.on,
        at=end.at,
        ended=tuple(register.securities[one].stock for one in ended),
        made=tuple(register.securities[one].stock for one in end.into),
    )
