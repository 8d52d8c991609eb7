"""Questions to the capital room: rights on a day, and the table of contributions."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Event, IssuerId, StockClassId
from laogu.register.capital.events import (
    ClassAuthorised,
    ClassEvent,
    ClassRights,
    ConversionRight,
    FractionPaid,
    IssuerAuthorised,
    RatioAdjusted,
    StockClassDescribed,
    StockClassSplit,
)
from laogu.register.capital.splitting import as_fraction, price_times
from laogu.register.capital.state import Capital

UNSTATED = ClassRights()
"""What is known of a class that nobody described."""


class ClassStanding(Struct, frozen=True, kw_only=True):
    """What holds of a class on a day.

    rights: with ratios and prices as they were adjusted since. is_stated: somebody described it.
    authorised: units that may be issued; None: no limit, or nobody stated one.
    """

    rights: ClassRights = UNSTATED
    is_stated: bool = False
    authorised: int | None = None
    is_limited: bool = False


def class_standing(
    capital: Capital, stock_class: StockClassId, *, as_of: date, known_at: datetime | None = None
) -> ClassStanding:
    """Return what holds of a class on a day, by what was written at a moment."""
    found = ClassStanding()
    own = Fraction(1)
    for event in class_events(capital, stock_class, as_of=as_of, known_at=known_at):
        match event:
            case StockClassDescribed():
                found = replace(found, rights=event.rights, is_stated=True)
            case ClassAuthorised():
                is_limited = event.units is not None
                found = replace(found, authorised=event.units, is_limited=is_limited)
            case RatioAdjusted():
                found = replace(
                    found, rights=_with(_followed(found.rights, event, own), event.right)
                )
                own = Fraction(1)
            case StockClassSplit():
                own *= as_fraction(event.ratio)
                rights = replace(
                    found.rights,
                    par=event.par or found.rights.par,
                    issue_price=event.issue_price or found.rights.issue_price,
                )
                found = replace(found, rights=rights)
            case FractionPaid():
                pass
            case _:
                assert_never(event)
    return found


def class_events(
    capital: Capital, stock_class: StockClassId, *, as_of: date, known_at: datetime | None = None
) -> Iterator[ClassEvent]:
    """Yield what had happened to a class by a day, in the order in which it counts."""
    known = [
        event
        for event, at in capital.happened_to(stock_class)
        if event.effective_on <= as_of and (known_at is None or at <= known_at)
    ]
    yield from sorted(known, key=_day)


def right_into(
    capital: Capital, stock_class: StockClassId, into: StockClassId, *, as_of: date
) -> ConversionRight | None:
    """Return the right by which a class converts into another on a day; None: it has none."""
    rights = class_standing(capital, stock_class, as_of=as_of).rights
    return next((one for one in rights.converts if one.into == into), None)


def issuer_authorised(
    capital: Capital, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> Decimal | None:
    """Return how many shares of all classes may be issued; None: no limit is stated."""
    found = None
    changes = [
        event
        for event, at in capital.of_issuer.get(issuer, ())
        if event.effective_on <= as_of and (known_at is None or at <= known_at)
    ]
    for event in sorted(changes, key=_day):
        if isinstance(event, IssuerAuthorised):
            found = event.shares
    return found


def _followed(rights: ClassRights, event: RatioAdjusted, own: Fraction) -> ClassRights:
    """Return rights after a split: what an offering has to bring for a share follows that share.

    own: by how much the class itself was split just now, which changes its ratio and not what it
    becomes. A ratio that follows cheaper shares changes neither.
    """
    listing, known = rights.listing, _first(rights)
    if event.cause != "split" or listing is None or listing.per_share is None or known is None:
        return rights
    if known.into != event.right.into:
        return rights
    by = as_fraction(known.ratio) / as_fraction(event.right.ratio) / own
    return replace(rights, listing=replace(listing, per_share=price_times(listing.per_share, by)))


def _first(rights: ClassRights) -> ConversionRight | None:
    """Return the right to convert by which a class is counted; None: it counts one for one."""
    return next((one for one in rights.converts if one.into is not None), None)


def _with(rights: ClassRights, right: ConversionRight) -> ClassRights:
    others = tuple(one for one in rights.converts if one.into != right.into)
    return replace(rights, converts=(*others, right))


def _day(event: Event) -> date:
    return event.effective_on


def last_split_on(capital: Capital, stock_class: StockClassId) -> date | None:
    """Return the day of the last split of a class, in whose units a table of now counts."""
    happened = capital.happened_to(stock_class)
    days = (one.effective_on for one, _ in happened if isinstance(one, StockClassSplit))
    return max(days, default=None)
