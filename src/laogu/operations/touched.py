"""Which subjects an event of the register touched: the issuer it is of, and the holders."""

from collections.abc import Iterator
from typing import assert_never

from laogu.basics import IssuerId
from laogu.register import (
    HolderForgotten,
    HolderRegistered,
    IssuedStock,
    IssuerRegistered,
    LoadUndone,
    Register,
    RegisterEvent,
    RegisterLoaded,
    RestrictionAttached,
    RestrictionLifted,
    StockCancelled,
    StockClassRegistered,
    StockIssued,
    StockRetired,
    StockTransferred,
    capital,
    convertibles,
    encumbrances,
    owners,
    papers,
    plans,
)

MARKET = "market"


Touching = (
    RegisterEvent | convertibles.ConvertiblesEvent
    | encumbrances.EncumbrancesEvent | owners.OwnersEvent | plans.PlansEvent
    | capital.CapitalEvent | papers.PapersEvent
)  # fmt: skip
"""What changes the register or one of its rooms."""


def touched(register: Register, event: Touching) -> Iterator[str]:
    """Yield the subjects of an event; the register stands at its entry or later."""
    if isinstance(event, encumbrances.EncumbrancesEvent):
        yield from _of_encumbrances(register, event)
        return
    if isinstance(event, owners.InterestRecorded):
        yield from (MARKET, f"holder:{event.vehicle}", f"holder:{event.owner}")
        return
    if isinstance(event, convertibles.ConvertiblesEvent):
        yield from _of_convertibles(register, event)
        return
    if isinstance(event, plans.PlansEvent):
        yield from _of_plans(register, event)
        return
    if isinstance(event, capital.CapitalEvent):
        yield from _of_capital(register, event)
        return
    if isinstance(event, papers.PapersEvent):
        yield _issuer(event.issuer)
        return
    match event:
        case StockIssued(stock=stock):
            yield from _stock(stock)
        case (
            StockTransferred() | StockCancelled() | RestrictionAttached() | RestrictionLifted()
        ):  # fmt: skip
            yield from _stock(register.securities[event.security].stock)
            if isinstance(event, StockTransferred):
                for one in event.resulting:
                    yield f"holder:{one.holder}"
        case StockRetired():
            for security in event.securities:
                yield from _stock(register.securities[security].stock)
            for one in event.resulting:
                yield f"holder:{one.holder}"
        case RegisterLoaded(issuer=issuer):
            yield _issuer(issuer)
        case LoadUndone(load=load):
            taken = register.loads[load]
            yield _issuer(taken.loaded.issuer)
            for security in register.loaded(taken):
                yield f"holder:{register.securities[security].stock.holder}"
        case IssuerRegistered(issuer=issuer):
            yield from (MARKET, _issuer(issuer))
        case StockClassRegistered(issuer=issuer):
            yield _issuer(issuer)
        case HolderRegistered(holder=holder):
            yield f"holder:{holder}"
        case HolderForgotten(holder=holder):
            # A name may stand wherever anything of the market is told.
            yield from (MARKET, f"holder:{holder}")
        case _:
            assert_never(event)


def _of_encumbrances(register: Register, event: encumbrances.EncumbrancesEvent) -> Iterator[str]:
    """Yield the holder and who it favours; the company only where anybody may know of it."""
    match event:
        case encumbrances.EncumbranceRecorded(encumbrance=one):
            pass
        case (
            encumbrances.EncumbranceLifted() | encumbrances.ProceedsHeld()
            | encumbrances.ClaimPaid() | encumbrances.ClaimReleased()
        ):  # fmt: skip
            one = register.encumbrances.standing[event.encumbrance].encumbrance
        case _:
            assert_never(event)
    yield f"holder:{one.holder}"
    if one.public:
        yield _issuer(one.issuer)
    if one.favours is not None:
        yield f"holder:{one.favours}"


def _of_capital(register: Register, event: capital.CapitalEvent) -> Iterator[str]:
    match event:
        case (
            capital.StockAccepted() | capital.ContributionSubscribed() | capital.ContributionPaid()
        ):
            yield from _stock(register.securities[event.security].stock)
        case capital.IssuerAuthorised():
            yield _issuer(event.issuer)
        case capital.IssuerFormChanged():
            yield from (MARKET, _issuer(event.issuer))
        case (
            capital.StockClassDescribed()
            | capital.ClassAuthorised()
            | capital.RatioAdjusted()
            | capital.StockClassSplit()
            | capital.FractionPaid()
        ):
            yield _issuer(register.classes[event.stock_class].issuer)
        case _:
            assert_never(event)


def _of_convertibles(register: Register, event: convertibles.ConvertiblesEvent) -> Iterator[str]:
    room = register.convertibles
    match event:
        case convertibles.ConvertibleIssued(convertible=issued):
            yield from (_issuer(issued.issuer), f"holder:{issued.holder}")
        case convertibles.WarrantIssued(warrant=warrant):
            yield from (_issuer(warrant.issuer), f"holder:{warrant.holder}")
        case (
            convertibles.ConvertibleAccepted() | convertibles.ConvertibleEnded()
            | convertibles.ConvertibleConverted()
        ):  # fmt: skip
            was = room.convertibles[event.security].issued
            yield from (_issuer(was.issuer), f"holder:{was.holder}")
        case (
            convertibles.WarrantAccepted() | convertibles.WarrantEnded()
            | convertibles.WarrantExercised()
        ):  # fmt: skip
            held = room.warrants[event.security].issued
            yield from (_issuer(held.issuer), f"holder:{held.holder}")
        case _:
            assert_never(event)
    if isinstance(event, convertibles.ConvertibleEnded | convertibles.WarrantEnded):
        for made in event.resulting:
            yield f"holder:{made.holder}"


def _of_plans(register: Register, event: plans.PlansEvent) -> Iterator[str]:
    match event:
        case plans.GrantIssued(grant=grant):
            yield from (_issuer(grant.issuer), f"holder:{grant.holder}")
        case (
            plans.GrantAccepted() | plans.GrantExercised() | plans.GrantReleased()
            | plans.GrantEnded() | plans.GrantRepriced() | plans.VestingStarted()
            | plans.VestingEventNoted() | plans.VestingAccelerated() | plans.GrantSplit()
        ):  # fmt: skip
            granted = register.plans.grants[event.security].granted
            yield from (_issuer(granted.issuer), f"holder:{granted.holder}")
            if isinstance(event, plans.GrantEnded):
                for made in event.resulting:
                    yield f"holder:{made.holder}"
        case plans.PlanRegistered(plan=plan):
            yield _issuer(plan.issuer)
        case plans.PoolAdjusted() | plans.ReturnedToPool() | plans.PoolSplit():
            yield _issuer(register.plans.plans[event.plan].plan.issuer)
        case plans.VestingTermsRegistered(issuer=issuer):
            yield _issuer(issuer)
        case plans.ServiceEnded() | plans.HolderRelated():
            yield from (_issuer(event.issuer), f"holder:{event.holder}")
        case _:
            assert_never(event)


def _stock(stock: IssuedStock) -> tuple[str, str]:
    return _issuer(stock.issuer), f"holder:{stock.holder}"


def _issuer(issuer: IssuerId) -> str:
    return f"issuer:{issuer}"
