"""Taking an import back: which one, what came of it since, and what ends with it."""

from collections.abc import Iterator

from laogu.basics import IssuerId, LoadId
from laogu.register.convertibles import ConvertibleEnded, WarrantEnded
from laogu.register.lives import Load
from laogu.register.plans import Grant, GrantEnded
from laogu.register.refusals import LoadTakenBack, LoadUnknown
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


def moved_since(register: Register, load: Load) -> Iterator[str]:
    """Yield what of an import was acted on since, by its label or id."""
    if register.acts_on(load) == load.acts:
        return
    is_rows = load.loaded.way == "rows"
    for security in register.loaded(load):
        lived = register.securities[security]
        # Of a history, most of what ended did so within it.
        if lived.retired is not None and (is_rows or lived.retired.at > load.at):
            yield lived.stock.certificate or security
    for grant in _grants(register, load):
        if any(act.at > load.at for act in grant.acts):
            yield grant.granted.certificate or grant.granted.security
    room = register.convertibles
    for name in register.papers_loaded(load):
        convertible, warrant = room.convertibles.get(name), room.warrants.get(name)
        if convertible is not None:
            end = convertible.ended
            yield from [convertible.issued.certificate or name] if end and end.at > load.at else []
        if warrant is not None:
            acts = (warrant.issued.certificate or name for _, at in warrant.acts if at > load.at)
            yield from acts


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
    for name in register.papers_loaded(load):
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
        elif warrant is not None and warrant.ended is None:
            yield WarrantEnded(
                effective_on=warrant.issued_on,
                security=name,
                by="retraction",
                quantity=warrant.left,
                reason=reason,
            )


def _grants(register: Register, load: Load) -> Iterator[Grant]:
    """Yield the grants that came to be with an import."""
    return (register.plans.grants[security] for security in register.granted(load))
