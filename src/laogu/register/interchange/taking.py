"""From a history that was checked to the events by which it stands on a register."""

from collections.abc import Iterator

from laogu.register import capital, convertibles, history, papers, plans
from laogu.register.events import HolderRegistered, RegisterEvent, StockClassRegistered
from laogu.register.interchange.convertibles import (
    convertible_acts,
    convertible_of,
    warrant_acts,
    warrant_of,
)
from laogu.register.interchange.figures import quantity
from laogu.register.interchange.grants import grant_acts, grant_of, other_acts
from laogu.register.interchange.ground import Ground
from laogu.register.interchange.parties import paper_events, party_events
from laogu.register.interchange.stock import adjust_ratio, consolidate, issue, retire, split

Taken = (
    RegisterEvent | StockClassRegistered | HolderRegistered | capital.CapitalEvent
    | plans.PlansEvent | convertibles.ConvertiblesEvent | papers.PapersEvent
)  # fmt: skip


def events_of(ground: Ground) -> Iterator[Taken]:
    """Yield everything that a history says, each after what it presupposes.

    The history has no error. What comes of a change is within the event of that change.
    """
    yield from party_events(ground)
    lives = ground.lives
    ended: set[str] = set()
    left: dict[str, int] = {}
    for change in history.Order(lives).ordered():
        match change:
            case history.Issuance():
                if change.security not in lives.causes:
                    yield _issued(ground, change)
            case history.Retirement():
                # Bought back and cancelled is one end, told twice.
                if change.security not in ended:
                    yield from _retired(ground, change, left)
                if history.is_final(change):
                    ended.add(change.security)
            case history.Consolidation():
                yield consolidate(ground, change)
            case _:
                yield from _other(ground, change)
    yield from paper_events(ground)


def _issued(ground: Ground, issued: history.Issuance) -> Taken:
    match issued.kind:
        case "stock":
            return issue(ground, issued)
        case "equity_compensation":
            grant = grant_of(ground, issued)
            return plans.GrantIssued(effective_on=issued.on, grant=grant)
        case "convertible":
            paper = convertible_of(ground, issued)
            return convertibles.ConvertibleIssued(effective_on=issued.on, convertible=paper)
        case "warrant":
            warrant = warrant_of(ground, issued)
            return convertibles.WarrantIssued(effective_on=issued.on, warrant=warrant)


def _retired(ground: Ground, change: history.Retirement, left: dict[str, int]) -> Iterator[Taken]:
    match change.kind:
        case "stock":
            yield retire(ground, change)
        case "equity_compensation":
            yield from grant_acts(ground, change, left)
        case "convertible":
            yield from convertible_acts(ground, change)
        case "warrant":
            yield from warrant_acts(ground, change)


def _other(ground: Ground, change: history.AnyChange) -> Iterator[Taken]:
    """Yield what is no issuance and no end."""
    match change:
        case history.Acceptance(kind="stock"):
            security = ground.security(change.security)
            yield capital.StockAccepted(effective_on=change.on, security=security, origin=change.id)
        case history.Acceptance(kind="convertible"):
            security = ground.security(change.security)
            yield convertibles.ConvertibleAccepted(
                effective_on=change.on, security=security, origin=change.id
            )
        case history.Acceptance(kind="warrant"):
            security = ground.security(change.security)
            yield convertibles.WarrantAccepted(
                effective_on=change.on, security=security, origin=change.id
            )
        case history.Split():
            yield split(ground, change)
        case history.RatioAdjusted():
            yield adjust_ratio(ground, change)
        case history.AuthorizedAdjusted():
            yield _authorised(ground, change)
        case history.VestingNoted() | history.VestingAccelerated() | history.Repricing():
            if change.security in ground.of_grant:
                yield from other_acts(ground, change)
        case history.Acceptance() | history.PoolAdjusted():
            yield from other_acts(ground, change)
        case history.ReturnedToPool() if change.security in ground.of_grant:
            yield from other_acts(ground, change)
        case _:
            pass


def _authorised(ground: Ground, change: history.AuthorizedAdjusted) -> capital.CapitalEvent:
    if change.stock_class is None:
        return capital.IssuerAuthorised(
            effective_on=change.on,
            issuer=ground.issuer,
            shares=quantity(change.units),
            board_approved_on=change.board_on,
            holders_approved_on=change.holders_on,
            origin=change.id,
        )
    return capital.ClassAuthorised(
        effective_on=change.on,
        stock_class=ground.classes[change.stock_class],
        units=ground.scales[change.stock_class].units(change.units),
        board_approved_on=change.board_on,
        holders_approved_on=change.holders_on,
        origin=change.id,
    )
