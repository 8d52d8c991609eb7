"""The tape, and the offers that are open: the tape for anybody, offers for who holds a mandate."""

from typing import Literal

from msgspec import Struct

from laogu.basics import cost, in_words
from laogu.market import Print, open_offers, tape
from laogu.web.exports import Sheet, corner
from laogu.web.frame import Link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import currency_name, minor
from laogu.web.shapes import Exports

SHOWN = 10


class TapeRow(Struct, frozen=True, kw_only=True):
    """A settled trade. trade: its id.

    change: against the one before it of the class; None: it is the first.
    """

    trade: str
    day: str
    quantity: str
    price: str
    change: str | None
    way: Literal["up", "down", "still"]


class OfferRow(Struct, frozen=True, kw_only=True):
    """An open offer. seller: blank where it is not shown."""

    href: str
    quantity: str
    price: str
    amount: str
    until: str
    seller: str


class Trading(Struct, frozen=True, kw_only=True):
    """Both sections. says: the last trade in a sentence. sell: a way to offer shares.

    offers: None: not shown to this visitor.
    """

    says: str
    tape: tuple[TapeRow, ...]
    tape_of: int
    tape_exports: Exports
    currency: str
    nothing: str
    offers: tuple[OfferRow, ...] | None
    offers_exports: Exports
    sell: Link | None
    sign_in: Link | None


def trading(subject: Subject) -> Trading:
    """Return the tape and the offers of the class that is shown."""
    visit = subject.visit
    prints = tape_of(subject)
    kind = subject.kind
    return Trading(
        says=_last(subject, prints),
        tape=tuple(_printed(subject, prints, place) for place in range(len(prints[:SHOWN]))),
        tape_of=len(prints),
        tape_exports=corner(visit, "tape"),
        currency=currency_name(visit, kind.currency) if kind else "",
        nothing=visit.said(
            "No trades of this class in this market; {units} shares on the register.",
            units=subject.quantity(subject.total),
        ),
        offers=_offers(subject) if visit.sight.sees_quotes and not subject.is_past else None,
        offers_exports=corner(visit, "offers"),
        sell=_sell(subject),
        sign_in=(
            None
            if visit.person is not None
            else Link(says=visit.said("Sign in"), href=visit.to("/sign-in", back=visit.here()))
        ),
    )


def tape_of(subject: Subject) -> tuple[Print, ...]:
    """Return the settled trades of the class up to the page's day, the latest first."""
    if subject.kind is None:
        return ()
    return tuple(
        one
        for one in tape(subject.books.market, subject.issuer.issuer)
        if one.stock_class == subject.kind.stock_class
        and one.settled_on <= subject.on
        and (subject.known_at is None or one.settled_at <= subject.known_at)
    )


def tape_sheet(subject: Subject) -> Sheet:
    """Return the tape as a table."""
    decimals = subject.kind.decimals if subject.kind else 0
    rows = [
        (one.settled_on, in_words(one.units, decimals), one.price.decimal(), one.price.currency)
        for one in tape_of(subject)
    ]
    return Sheet("tape", ("settled_on", "quantity", "price", "currency"), rows)


def offers_sheet(subject: Subject) -> Sheet:
    """Return the open offers as a table; no rows for who may not see quotes."""
    heads = ("offer_id", "quantity", "price", "currency", "open_until")
    if subject.kind is None or subject.is_past or not subject.visit.sight.sees_quotes:
        return Sheet("offers", heads, ())
    rows = [
        (
            one.offer,
            in_words(one.units, subject.kind.decimals),
            one.price.decimal(),
            one.price.currency,
            one.open_until,
        )
        for one in (
            state.offer for state in open_offers(subject.books.market, subject.issuer.issuer)
        )
        if one.stock_class == subject.kind.stock_class
    ]
    return Sheet("offers", heads, rows)


def _printed(subject: Subject, prints: tuple[Print, ...], place: int) -> TapeRow:
    one = prints[place]
    before = prints[place + 1] if place + 1 < len(prints) else None
    way: Literal["up", "down", "still"] = "still"
    change = None
    if before is not None:
        moved = one.price.ticks - before.price.ticks
        way = "up" if moved > 0 else "down" if moved < 0 else "still"
        change = changed(moved, before.price.ticks)
    return TapeRow(
        trade=one.trade,
        day=subject.visit.show(one.settled_on),
        quantity=subject.quantity(one.units),
        price=subject.visit.show(one.price.decimal()),
        change=change,
        way=way,
    )


def changed(moved: int, before: int) -> str:
    """Return a change in per cent with its arrow and sign, two places, rounded towards nothing."""
    if moved == 0:
        return "0.00"
    hundredths = abs(moved) * 10_000 // before
    arrow, sign = ("↑", "+") if moved > 0 else ("↓", "\u2212")
    return f"{arrow} {sign}{hundredths // 100}.{hundredths % 100:02d}"


def _last(subject: Subject, prints: tuple[Print, ...]) -> str:
    """Return the last trade as it is said aloud; blank where there is none."""
    if not prints:
        return ""
    last = prints[0]
    return subject.visit.said(
        "Last trade: {units} shares at {price}.",
        units=subject.quantity(last.units),
        price=last.price,
    )


def _offers(subject: Subject) -> tuple[OfferRow, ...]:
    visit, rows = subject.visit, []
    for state in open_offers(subject.books.market, subject.issuer.issuer):
        offer = state.offer
        if subject.kind is None or offer.stock_class != subject.kind.stock_class:
            continue
        due = cost(offer.price, offer.units, decimals=subject.kind.decimals)
        seller = subject.books.register.holders[offer.maker]
        rows.append(
            OfferRow(
                href=visit.to(f"/offer/{offer.offer}"),
                quantity=subject.quantity(offer.units),
                price=visit.show(offer.price.decimal()),
                amount=minor(due.minor, due.currency),
                until=(
                    visit.moment(offer.open_until, subject.issuer.zone)
                    if offer.open_until is not None
                    else visit.said("withdrawn or taken")
                ),
                seller=visit.name(seller) if subject.sees(seller) else "",
            )
        )
    return tuple(rows)


def _sell(subject: Subject) -> Link | None:
    """Return the way to offer shares, for who acts for somebody that holds some."""
    if subject.is_past:
        return None
    held = subject.books.register.lot_count.on(subject.issuer.issuer)
    for holder in subject.visit.over("act"):
        if holder in held:
            return Link(
                says=subject.visit.said("Offer shares"),
                href=subject.to("/offer", seller=holder),
            )
    return None
