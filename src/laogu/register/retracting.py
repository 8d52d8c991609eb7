"""A security is taken back as if it never was: only one that was issued, and that nobody took."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import IssuerId, SecurityId
from laogu.register.capital import AlreadyAccepted, NotAsIssued
from laogu.register.changing import taken
from laogu.register.convertibles import WarrantExercised
from laogu.register.events import StockRetired
from laogu.register.plans import GrantExercised, GrantReleased
from laogu.register.state import Register


def retract(register: Register, security: SecurityId, *, reason: str, on: date) -> StockRetired:
    """Return the taking back of a security that its holder never took."""
    taken(register, security, 1, on)
    accepted = register.capital.accepted.get(security)
    if accepted is not None:
        raise AlreadyAccepted(on=accepted.on)
    if _came_of_another(register, security):
        raise NotAsIssued
    return StockRetired(effective_on=on, by="retraction", securities=(security,), reason=reason)


def _came_of_another(register: Register, security: SecurityId) -> bool:
    """Return whether a security took the place of another, or of a grant, a warrant or a paper."""
    lived = register.securities[security]
    issuer = lived.stock.issuer
    took_the_place = any(
        security in other.retired.into
        for stock_class in register.classes_of[issuer]
        for other in (register.securities[one] for one in register.of_class.on(stock_class))
        if other.retired is not None and other.retired.on == lived.issued_on
    )
    return took_the_place or any(security == one for one in _shares_of_papers(register, issuer))


def _shares_of_papers(register: Register, issuer: IssuerId) -> Iterator[SecurityId]:
    """Yield the shares that came of grants, warrants and convertibles of an issuer."""
    for grant in (register.plans.grants[one] for one in register.plans.of_issuer.on(issuer)):
        for act in grant.acts:
            if isinstance(act.event, GrantExercised | GrantReleased):
                yield from (one.security for one in act.event.shares)
    room = register.convertibles
    for paper in room.of_issuer.on(issuer):
        if paper in room.warrants:
            for event, _ in room.warrants[paper].acts:
                if isinstance(event, WarrantExercised):
                    yield from (one.security for one in event.shares)
        elif (ended := room.convertibles[paper].ended) is not None:
            yield from ended.into
