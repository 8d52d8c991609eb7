"""The inbox: what waits for a person, soonest first, and what silence means."""

from msgspec import Struct

from laogu.basics import HolderId, IssuerId
from laogu.operations import Waiting as Thing
from laogu.operations import waiting as things_waiting
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.writing import (
    class_name,
    handle,
    holder_name,
    issuer_name,
    last_day_of,
    left,
    quantity,
    short_day,
    sold,
    zone_of_issuer,
)
from laogu.web.routes import Route
from laogu.web.shapes import Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class InboxRow(Struct, frozen=True, kw_only=True):
    """One thing that waits.

    what, about: the act wanted, and the sale it is about. who: from whom it comes.
    for_whom:    for whom the person would do it. by, time_left: None: it has no clock.
    """

    what: str
    about: Link
    who: str
    for_whom: str
    by: str | None
    time_left: str | None
    silence: str
    acts: tuple[Link, ...]


class InboxPage(Page, frozen=True, kw_only=True):
    """Everything that waits, soonest first."""

    rows: tuple[InboxRow, ...]
    columns: tuple[Column, ...]
    exports: Exports
    order: str


def inbox_page(visit: Visit) -> InboxPage:
    """Return the values of the inbox of who is signed in."""
    rows = tuple(_row(visit, one) for one in things(visit))
    return InboxPage(
        title=visit.said("Inbox"),
        place="inbox",
        rows=rows,
        columns=(
            Column(says=visit.said("What")),
            Column(says=visit.said("From")),
            Column(says=visit.said("For")),
            Column(says=visit.said("By")),
            Column(says=visit.said("Left")),
            Column(says=visit.said("Silence means")),
            Column(says=visit.said("Acts"), said_only=True),
        ),
        exports=corner(visit, "inbox"),
        order=visit.said("soonest first; what has no clock comes last"),
    )


def things(visit: Visit) -> tuple[Thing, ...]:
    """Return what waits for who is signed in; the number beside the inbox counts these."""
    return things_waiting(visit.books, visit.sight)


def inbox(visit: Visit) -> Shown:
    """Return the inbox."""
    visit.must_be_somebody()
    shown = inbox_page(visit)
    heads = (
        "what",
        "about",
        "from",
        "for",
        "by",
        "ends_at",
        "silence",
        "trade_id",
        "offer_id",
        "window_id",
        "grant_id",
    )
    rows = [
        (one.what, one.about.says, one.who, one.for_whom, thing.due, thing.due_at, one.silence,
         thing.trade, thing.offer, thing.window, thing.grant)
        for one, thing in zip(shown.rows, things(visit), strict=True)
    ]  # fmt: skip
    return exported(visit, Sheet("inbox", heads, rows)) or page(visit, "inbox.html", shown)


def _row(visit: Visit, thing: Thing) -> InboxRow:
    what, acts = _what(visit, thing)
    zone = zone_of_issuer(visit, thing.issuer)
    by = thing.due or (last_day_of(thing.due_at, zone) if thing.due_at is not None else None)
    return InboxRow(
        what=what,
        about=_about(visit, thing),
        who=_from(visit, thing),
        for_whom=_for_whom(visit, thing),
        by=short_day(visit, by) if by is not None else None,
        time_left=left(visit, thing.due_at) if thing.due_at is not None else None,
        silence=_silence(visit, thing),
        acts=acts,
    )


def _what(visit: Visit, thing: Thing) -> tuple[str, tuple[Link, ...]]:
    """Return what is wanted in words, and the ways to do it."""
    trade = visit.to(f"/trade/{thing.trade}")
    key = str(thing.for_whom)[-8:]
    match thing.what:
        case "answer_notice":
            take = Link(says=visit.said("take"), href=f"{trade}#act-notice-elect-{key}")
            waive = Link(says=visit.said("let it go"), href=f"{trade}#act-notice-waive-{key}")
            return visit.said("Take the shares first, or let it go"), (take, waive)
        case "consent":
            give = Link(says=visit.said("consent"), href=f"{trade}#act-consent-give")
            refuse = Link(says=visit.said("refuse"), href=f"{trade}#act-consent-refuse-refuse")
            return visit.said("The board is asked to consent"), (give, refuse)
        case "give_notice":
            notice = Link(says=visit.said("give notice"), href=f"{trade}#act-notice-give")
            return visit.said("Give notice to those who may take first"), (notice,)
        case "settle":
            settle = Link(says=visit.said("settle"), href=f"{trade}#acts")
            return visit.said("Settle the trade"), (settle,)
        case "answer_counter":
            answer = Link(says=visit.said("answer"), href=visit.to(f"/offer/{thing.offer}"))
            return visit.said("A counter-offer waits for an answer"), (answer,)
        case "exercise":
            see = Link(
                says=visit.said("see the ways out"), href=visit.to(f"/leaving/{thing.for_whom}")
            )
            return visit.said("Exercise, or let the options lapse"), (see,)
        case "accept_grant":
            to = visit.to(f"/grant/{thing.grant}") + "#act-grant-accept"
            accept = Link(says=visit.said("accept"), href=to)
            return visit.said("A grant waits for its holder"), (accept,)
        case "watch_window":
            look = Link(says=visit.said("look"), href=visit.to(f"/window/{thing.window}"))
            says = visit.said("A window takes orders; until it closes it may be called off")
            return says, (look,)


def _about(visit: Visit, thing: Thing) -> Link:
    market = visit.books.market
    if thing.trade is not None:
        trade = market.trades[thing.trade].trade
        says = visit.said("{sold} at {price}", sold=sold(visit, trade), price=trade.price)
        return Link(says=says, href=visit.to(f"/trade/{thing.trade}"))
    if thing.window is not None:
        window = market.windows[thing.window].window
        says = visit.said("{stock_class} of {issuer}", issuer=issuer_name(visit, thing.issuer),
                          stock_class=class_name(visit, window.stock_class))  # fmt: skip
        return Link(says=says, href=visit.to(f"/window/{thing.window}"))
    if thing.grant is not None:
        grant = visit.books.register.plans.grants[thing.grant]
        says = visit.said(
            "grant {grant} of {issuer}",
            grant=grant.granted.certificate or handle(thing.grant),
            issuer=issuer_name(visit, thing.issuer),
        )
        return Link(says=says, href=visit.to(f"/grant/{thing.grant}"))
    assert thing.offer is not None, "what waits is about a trade, an offer, a window or a grant"
    offer = market.offers[thing.offer].offer
    what = visit.said(
        "{units} {stock_class} of {issuer}",
        units=quantity(visit, offer.units, offer.stock_class),
        stock_class=class_name(visit, offer.stock_class),
        issuer=issuer_name(visit, offer.issuer),
    )
    says = visit.said("{sold} at {price}", sold=what, price=offer.price)
    return Link(says=says, href=visit.to(f"/offer/{offer.offer}"))


def _from(visit: Visit, thing: Thing) -> str:
    market = visit.books.market
    if thing.offer is not None:
        return holder_name(visit, market.offers[thing.offer].offer.maker)
    if thing.window is not None:
        return visit.said("the market")
    if thing.grant is not None:
        return issuer_name(visit, thing.issuer)
    assert thing.trade is not None, "what waits is about a trade, an offer or a window"
    trade = market.trades[thing.trade].trade
    if thing.what == "give_notice":
        return holder_name(visit, trade.buyer)
    return holder_name(visit, trade.seller)


def _for_whom(visit: Visit, thing: Thing) -> str:
    if thing.for_whom is None:
        return visit.said("the market")
    if thing.for_whom in visit.books.register.issuers:
        return issuer_name(visit, IssuerId(thing.for_whom))
    return holder_name(visit, HolderId(thing.for_whom))


def _silence(visit: Visit, thing: Thing) -> str:
    if thing.silence == "waives":
        return visit.said("the right is let go")
    if thing.silence == "never_consents":
        return visit.said("never consent: the trade waits until it expires")
    if thing.what == "accept_grant":
        return visit.said("it stays open")
    if thing.what == "exercise":
        return visit.said("they lapse with the end of that day")
    if thing.what == "watch_window":
        return visit.said("it clears at its bell, or goes on, or fails")
    if thing.what == "answer_counter":
        if thing.due_at is None:
            return visit.said("it stays open")
        return visit.said("the counter-offer lapses")
    return visit.said("the trade expires, both legs are released")


ROUTES = (Route(path="/inbox", page=inbox),)
