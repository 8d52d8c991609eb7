"""Questions about convertibles and warrants: what stood on a day, by what was known at a moment."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.register.convertibles.events import WarrantExercised
from laogu.register.convertibles.state import Convertible, Convertibles, Warrant


class StandingWarrant(Struct, frozen=True, kw_only=True):
    """A warrant on a day. left: shares it was then still for; None: it never said."""

    warrant: Warrant
    left: Decimal | None


def convertibles_on(
    room: Convertibles, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> Iterator[Convertible]:
    """Yield an issuer's convertibles that stood on a day, in the order they were issued."""
    for security in room.of_issuer.on(issuer):
        found = room.convertibles.get(security)
        if found is None or not _began(found, as_of, known_at):
            continue
        end = found.ended
        if end is None or end.on > as_of or (known_at is not None and end.at > known_at):
            yield found


def warrants_on(
    room: Convertibles, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> Iterator[StandingWarrant]:
    """Yield an issuer's warrants that stood on a day, with what they were still for."""
    for security in room.of_issuer.on(issuer):
        found = room.warrants.get(security)
        if found is None or not _began(found, as_of, known_at):
            continue
        left, is_there = found.issued.quantity, True
        for act, at in found.acts:
            if act.effective_on > as_of or (known_at is not None and at > known_at):
                continue
            if isinstance(act, WarrantExercised):
                left = act.left
            is_there = isinstance(act, WarrantExercised) and bool(left)
            if not is_there:
                break
        if is_there:
            yield StandingWarrant(warrant=found, left=left)


def _began(found: Convertible | Warrant, as_of: date, known_at: datetime | None) -> bool:
    return found.issued_on <= as_of and (known_at is None or found.issued_at <= known_at)
