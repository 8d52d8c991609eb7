"""Whether a holder has left every register, and since when: before that nothing is forgotten."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import HolderId, Personal, Said, months_after, said
from laogu.register.encumbrances import in_favour_of, of_holder
from laogu.register.events import HolderRegistered
from laogu.register.refusals import NothingKept, StillKept, StillThere
from laogu.register.state import Register

KEPT_YEARS = 10
"""For so long a register says who a holder was that has left it: as Companies Act 2006 (UK),
s. 121, has it for former members; mainland China's law against money laundering asks the same."""


def erasable(holder: HolderRegistered) -> tuple[str, ...]:
    """Return the references of what is kept of a natural person; of an organisation nothing is."""
    kept = (holder.name, holder.name_en, holder.details)
    return tuple(one.ref for one in kept if isinstance(one, Personal))


def check_left(
    register: Register, holder: HolderRegistered, *, paid_on: date | None, today: date
) -> tuple[str, ...]:
    """Return what may be erased of a holder, or refuse: it is still there, or left just now.

    paid_on: the last day on which cash of it moved; None: none ever did.
    """
    refs = erasable(holder)
    if not refs or holder.holder in register.forgotten:
        raise NothingKept(holder=holder.holder)
    there = next(_stands(register, holder.holder, today), None)
    if there is not None:
        raise StillThere(holder=holder.holder, there=there)
    ends = [*_ends(register, holder.holder), *([] if paid_on is None else [paid_on])]
    left_on = max(ends, default=None)
    if left_on is not None:
        until = months_after(left_on, 12 * KEPT_YEARS)
        if today < until:
            raise StillKept(holder=holder.holder, left_on=left_on, years=KEPT_YEARS, until=until)
    return refs


def _stands(register: Register, holder: HolderId, today: date) -> Iterator[Said]:
    """Yield what a holder still has on a register, or a right in."""
    if register.lots_of.on(holder):
        yield said("It holds shares.")
    grants = (register.plans.grants[one] for one in register.plans.grants_of.on(holder))
    if any(one.lives for one in grants):
        yield said("It has grants.")
    room = register.convertibles
    for security in room.of_holder.on(holder):
        paper = room.convertibles.get(security) or room.warrants[security]
        if paper.ended is None:
            yield said("It has convertibles or warrants.")
    laid = register.encumbrances
    for one in (*of_holder(laid, holder), *in_favour_of(laid, holder)):
        if one.open or one.binds_on(today):
            yield said("Encumbrances on its shares, or for it, are in force.")
    owners = register.owners
    owned = [*owners.owners_of.on(holder).values(), *owners.vehicles_of.on(holder).values()]
    for key in owned:
        interest = owners.interest_on(key, today)
        if interest is not None and interest.part:
            yield said("It stands behind other holders, or others behind it.")


def _ends(register: Register, holder: HolderId) -> Iterator[date]:
    """Yield the days on which what a holder had ended; what came with an undone import never was.

    Of lots that ended there is no index, since nothing else asks for it: all are looked through.
    """
    for lived in register.securities.values():
        retired = lived.retired
        if retired is not None and lived.stock.holder == holder and retired.by != "undoing":
            yield retired.on
    for security in register.plans.grants_of.on(holder):
        grant = register.plans.grants[security]
        if grant.counts():
            yield from (act.event.effective_on for act in grant.acts)
    room = register.convertibles
    for security in room.of_holder.on(holder):
        end = (room.convertibles.get(security) or room.warrants[security]).ended
        if end is not None and end.by != "retraction":
            yield end.on
