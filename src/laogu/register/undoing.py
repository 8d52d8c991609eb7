"""Taking an import back: which one, what came of it since, and what ends with it."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import HolderId, IssuerId, LoadId
from laogu.register.brought import acts_on, grants_of, papers_of
from laogu.register.convertibles import ConvertibleEnded, Warrant, WarrantEnded
from laogu.register.events import IssuerRegistered
from laogu.register.lives import Load
from laogu.register.plans import Grant, GrantEnded, leaving_of, serving
from laogu.register.plans.lives import Act
from laogu.register.refusals import LoadedMeanwhile, LoadTakenBack, LoadUnknown
from laogu.register.state import Register

Ending = GrantEnded | ConvertibleEnded | WarrantEnded


def load_named(register: Register, given: str) -> Load:
    """Return the import with that id."""
    found = register.loads.get(LoadId(given))
    if found is None:
        raise LoadUnknown(given=given[:60])
    return found


def standing_load(register: Register, given: str) -> Load:
    """Return the import with that id, which was not undone."""
    found = load_named(register, given)
    if found.undone_at is not None:
        raise LoadTakenBack(load=found.loaded.load)
    return found


def loads_of(register: Register, issuer: IssuerId) -> tuple[Load, ...]:
    """Return the imports of an issuer, the latest first."""
    of_it = [one for one in register.loads.values() if one.loaded.issuer == issuer]
    return tuple(reversed(of_it))


def check_imports(register: Register, issuer: IssuerRegistered, seen: int | None) -> None:
    """Refuse what was looked at beside other imports than there are. seen: None: nobody counted."""
    there = len(loads_of(register, issuer.issuer))
    if seen is not None and seen != there:
        raise LoadedMeanwhile(issuer=issuer.named, seen=seen, there=there)


def acted_since(register: Register, load: Load) -> int:
    """Return how often anything of an import was acted on since; what only the clock did is not.

    What ends a grant or a warrant by the clock stops counting with it, on every day.
    """
    by_clock = sum(_is_by_clock(load, act) for one in _grants(register, load) for act in one.acts)
    for name in papers_of(register, load):
        warrant = register.convertibles.warrants.get(name)
        by_clock += warrant is not None and _is_expired_since(load, warrant)
    return acts_on(register, load) - by_clock - load.acts


def moved_since(register: Register, load: Load) -> Iterator[str]:
    """Yield what of an import was acted on since, by its label or id."""
    if not acted_since(register, load):
        return
    is_rows = load.loaded.way == "rows"
    for security in register.loaded(load):
        lived = register.securities[security]
        # Of a history, most of what ended did so within it.
        if lived.retired is not None and (is_rows or lived.retired.at > load.at):
            yield lived.stock.certificate or security
    for grant in _grants(register, load):
        if any(act.at > load.at and not _is_by_clock(load, act) for act in grant.acts):
            yield _label(grant)
    room = register.convertibles
    for name in papers_of(register, load):
        convertible, warrant = room.convertibles.get(name), room.warrants.get(name)
        if convertible is not None:
            end = convertible.ended
            yield from [convertible.issued.certificate or name] if end and end.at > load.at else []
        if warrant is not None and not _is_expired_since(load, warrant):
            acts = (warrant.issued.certificate or name for _, at in warrant.acts if at > load.at)
            yield from acts


def left_with(register: Register, load: Load) -> Iterator[str]:
    """Yield the grants beside a ledger's own that go by a last day of service only it tells.

    They are those that ended with that day since, which nothing brings back, and those of later
    ledgers that stand: what their rows say of the same day was known by then.
    """
    days = _last_days(register, load)
    own = frozenset(grants_of(register, load))
    loads = list(register.loads.values())
    later = frozenset(
        security
        for one in loads[loads.index(load) + 1 :]
        if one.loaded.way == "grants" and one.undone_at is None
        for security in grants_of(register, one)
    )
    for holder, told in days.items():
        for grant in serving(register.plans, load.loaded.issuer, holder):
            if grant.granted.security in own or not grant.counts():
                continue
            leaving = leaving_of(register.plans, grant)
            if leaving is None or leaving.on not in told:
                continue
            if grant.granted.security in later or any(
                act.at > load.at and _is_end_in_time(act) for act in grant.acts
            ):
                yield _label(grant)


def _last_days(register: Register, load: Load) -> dict[HolderId, set[date]]:
    """Return the last days of service that end to be told with a ledger, by holder."""
    found = dict[HolderId, set[date]]()
    for grant in _grants(register, load) if load.loaded.way != "rows" else ():
        holder = grant.granted.holder
        if holder in found:
            continue
        ended = register.plans.service_of(load.loaded.issuer, holder).ended
        came, others = set[date](), set[date]()
        for event, at in ended:
            is_its = not event.by_clock and at == load.at
            (came if is_its else others).add(event.effective_on)
        found[holder] = came - others
    return found


def _is_by_clock(load: Load, act: Act) -> bool:
    """Return whether an act on a grant of an import was the clock's, after that was told."""
    return act.at > load.at and _is_end_in_time(act)


def _is_expired_since(load: Load, warrant: Warrant) -> bool:
    """Return whether the clock ended a warrant of an import; who says so by hand gives a reason."""
    end = warrant.acts[-1] if warrant.acts else None
    return (
        end is not None
        and isinstance(end[0], WarrantEnded)
        and (end[0].by, end[0].reason) == ("expiry", "")
        and end[1] > load.at
    )


def _is_end_in_time(act: Act) -> bool:
    return isinstance(act.event, GrantEnded) and act.event.by in ("forfeiture", "lapse")


def endings(register: Register, load: Load, *, reason: str) -> Iterator[Ending]:
    """Yield what ends grants, convertibles and warrants of an import, as of when they came to be.

    Shares need none: `LoadUndone` says of all of them that they never counted.
    """
    for grant in _grants(register, load):
        if grant.lives:
            yield GrantEnded(
                effective_on=grant.issued_on,
                security=grant.granted.security,
                by="retraction",
                units=grant.left,
                reason=reason,
            )
    room = register.convertibles
    for name in papers_of(register, load):
        convertible, warrant = room.convertibles.get(name), room.warrants.get(name)
        if convertible is not None:
            if convertible.ended is None:
                yield ConvertibleEnded(
                    effective_on=convertible.issued_on,
                    security=name,
                    by="retraction",
                    amount=convertible.issued.amount,
                    reason=reason,
                )
        elif warrant is not None and (warrant.ended is None or _is_expired_since(load, warrant)):
            yield WarrantEnded(
                effective_on=warrant.issued_on,
                security=name,
                by="retraction",
                quantity=warrant.left,
                reason=reason,
            )


def _grants(register: Register, load: Load) -> Iterator[Grant]:
    """Yield the grants that came to be with an import."""
    return (register.plans.grants[security] for security in grants_of(register, load))


def _label(grant: Grant) -> str:
    return grant.granted.certificate or grant.granted.security
