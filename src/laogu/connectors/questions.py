"""Answers to questions as plain data, the same for the shell and over HTTP."""

from datetime import date, datetime
from typing import Any

from laogu.basics import HolderId, Money, day_in
from laogu.connectors import cap_tables, encumbered, plain
from laogu.connectors.cap_tables import TableAsked
from laogu.connectors.securities import securities
from laogu.journal import Journal, Looking, Verified
from laogu.ledger import cash_of
from laogu.ledger import statement as statement_of
from laogu.market import TradeState, open_offers
from laogu.market import tape as tape_of
from laogu.operations import Books, Request, Sight, waiting
from laogu.register import cap_table, check_day, class_named, issuer_named
from laogu.register import holdings as holdings_of


def decimals_of(books: Books, asked: Request) -> int:
    """Return the decimals of the class that a question about a transfer names."""
    issuer = issuer_named(books.register, getattr(asked, "issuer", ""))
    kind = class_named(books.register, issuer.issuer, getattr(asked, "stock_class", ""))
    return kind.decimals


def captable(
    journal: Journal,
    issuer: str,
    *,
    as_of: date | None,
    known_at: datetime | None,
    lang: str,
    sight: Sight,
    asked: TableAsked | None = None,
) -> dict[str, Any]:
    """Return the cap table of an issuer on a day, or refuse one that is still to come.

    as_of: None: today where the issuer is.
    asked: what beside it: a table counted by conventions, or compared with another day.
    """
    register = journal.books.register
    found = issuer_named(register, issuer)
    today = day_in(found.zone, journal.now())
    on = as_of or today
    check_day(on, since=None, today=today)
    table = cap_table(register, found.issuer, as_of=on, known_at=known_at)
    told = plain.cap_table(
        table,
        register,
        journal.personal,
        lang=lang,
        sees=lambda holder: sight.sees_holder(holder, found.issuer),
    )
    if asked is None:
        return told
    counting = cap_tables.Counting(
        journal=journal, issuer=found, as_of=on, known_at=known_at, sight=sight, lang=lang
    )
    if asked.by == "security":
        told["securities"] = securities(counting)
    if asked.is_counted:
        told["counted"] = cap_tables.counted_table(counting, asked)
    if asked.since is not None:
        told["changed"] = cap_tables.changes(counting, asked.since)
    return told


def issuers(books: Books, *, lang: str) -> dict[str, Any]:
    """Return the issuers of the market with their classes."""
    register = books.register
    rows = [
        {
            "issuer_id": one.issuer,
            "slug": one.slug,
            "name": one.name_zh if lang == "zh" else one.name_en,
            "jurisdiction": one.jurisdiction,
            "example": one.example,
            "classes": [
                {
                    "stock_class_id": kind.stock_class,
                    "name": kind.name_zh if lang == "zh" else kind.name_en,
                    "currency": kind.currency,
                    "quantity": plain.quantity(
                        register.issued_units[kind.stock_class], kind.decimals
                    ),
                }
                for kind in (register.classes[each] for each in register.classes_of[one.issuer])
            ],
        }
        for one in register.issuers.values()
    ]
    return {"issuers": rows, "next": None}


def offers(books: Books, issuer: str) -> dict[str, Any]:
    """Return the open offers of an issuer, the lowest price first."""
    found = issuer_named(books.register, issuer)
    rows = []
    for state in open_offers(books.market, found.issuer):
        offer = state.offer
        decimals = books.register.classes[offer.stock_class].decimals
        rows.append(
            {
                "offer_id": offer.offer,
                "stock_class_id": offer.stock_class,
                "quantity": plain.quantity(offer.units, decimals),
                "price": f"{offer.price.decimal():f}",
                "currency": offer.price.currency,
                "posted_at": state.posted_at.isoformat(),
                "open_until": offer.open_until.isoformat() if offer.open_until else None,
            }
        )
    return {"offers": rows, "next": None}


def tape(books: Books, issuer: str) -> dict[str, Any]:
    """Return an issuer's settled trades, the latest first; whose they were is withheld."""
    found = issuer_named(books.register, issuer)
    rows = [
        {
            "stock_class_id": one.stock_class,
            "settled_on": one.settled_on.isoformat(),
            "settled_at": one.settled_at.isoformat(),
            "quantity": plain.quantity(one.units, books.register.classes[one.stock_class].decimals),
            "price": f"{one.price.decimal():f}",
            "currency": one.price.currency,
        }
        for one in tape_of(books.market, found.issuer)
    ]
    return {"prints": rows, "next": None}


def trade(journal: Journal, state: TradeState, *, lang: str) -> dict[str, Any]:
    """Return a trade's life so far, with the names of its holders by their ids."""
    books, given = journal.books, state.trade
    decimals = books.register.classes[given.stock_class].decimals
    notice = books.agreements.notices.get(given.trade)
    consent = books.agreements.consents.get(given.trade)
    return {
        "trade_id": given.trade,
        "issuer_id": given.issuer,
        "stock_class_id": given.stock_class,
        "seller_id": given.seller,
        "buyer_id": given.buyer,
        "quantity": plain.quantity(given.units, decimals),
        "price": f"{given.price.decimal():f}",
        "currency": given.price.currency,
        "stage": state.stage,
        "stages": [{"stage": stage, "at": at.isoformat()} for stage, at in state.stages],
        "parts": [
            {"holder_id": part.holder, "quantity": plain.quantity(part.units, decimals)}
            for part in state.parts
        ],
        "notice": notice
        and {
            "rule": notice.given.rule,
            "last_day": notice.given.last_day.isoformat(),
            "ends_at": notice.given.ends_at.isoformat(),
            "waits_for": list(notice.waits_for),
        },
        "consent": consent and {"giver": consent.asked.giver, "answer": consent.answer},
        "long_stop_at": given.long_stop_at.isoformat(),
        "through": state.through.isoformat() if state.through else None,
        "settled_on": state.settled_on.isoformat() if state.settled_on else None,
        "reason": state.reason,
        "names": {
            one: plain.name_of(books.register.holders[one], journal.personal, lang)
            for one in (
                given.seller,
                given.buyer,
                *(part.holder for part in state.parts),
                *(notice.waits_for if notice is not None else ()),
            )
        },
    }


def holdings(journal: Journal, holder: HolderId, *, lang: str) -> dict[str, Any]:
    """Return a holder's lots with what is free of each and why the rest is not, and its cash."""
    books = journal.books
    lots = []
    frees = encumbered.free_lots(journal, holder)
    for lived in holdings_of(books.register, holder):
        stock = lived.stock
        kind = books.register.classes[stock.stock_class]
        issuer = books.register.issuers[stock.issuer]
        promised = books.market.committed.get(stock.security, 0)
        free = frees[stock.security]
        lots.append(
            {
                "security_id": stock.security,
                "issuer": issuer.name_zh if lang == "zh" else issuer.name_en,
                "stock_class": kind.name_zh if lang == "zh" else kind.name_en,
                "certificate": stock.certificate,
                "quantity": plain.quantity(stock.units, kind.decimals),
                "restricted": plain.quantity(free.restricted, kind.decimals),
                "promised": plain.quantity(promised, kind.decimals),
                "free": plain.quantity(free.free, kind.decimals),
                "acquired_on": stock.acquired_on.isoformat() if stock.acquired_on else None,
                "cost": f"{stock.cost.decimal():f}" if stock.cost else None,
                "currency": stock.cost.currency if stock.cost else None,
                "reasons": encumbered.reasons_of(books, free, lang=lang),
            }
        )
    cash = [
        {
            "currency": one.free.currency,
            "free": f"{one.free.decimal():f}",
            "held": f"{one.held.decimal():f}",
        }
        for one in cash_of(books.ledger, holder)
    ]
    known = books.register.holders[holder]
    return {
        "holder_id": holder,
        "holder": plain.name_of(known, journal.personal, lang),
        "lots": lots,
        "cash": cash,
    }


def statement(books: Books, holder: HolderId) -> dict[str, Any]:
    """Return every move of a holder's cash, oldest first, with what is free after each."""

    def exact(minor: int, currency: str) -> str:
        return f"{Money(minor, currency).decimal():f}"

    rows = [
        {
            "at": line.at.isoformat(),
            "kind": line.kind,
            "for": line.purpose,
            "currency": line.currency,
            "free": exact(line.free, line.currency),
            "held": exact(line.held, line.currency),
            "free_after": exact(line.free_after, line.currency),
        }
        for line in statement_of(books.ledger, holder)
    ]
    return {"lines": rows, "next": None}


def inbox(books: Books, sight: Sight) -> dict[str, Any]:
    """Return what waits for a person, soonest first."""
    rows = [
        {
            "what": one.what,
            "issuer_id": one.issuer,
            "trade_id": one.trade,
            "offer_id": one.offer,
            "window_id": one.window,
            "grant_id": one.grant,
            "for": one.for_whom,
            "due": one.due.isoformat() if one.due else None,
            "due_at": one.due_at.isoformat() if one.due_at else None,
            "silence": one.silence,
        }
        for one in waiting(books, sight)
    ]
    return {"waiting": rows, "next": None}


def record(journal: Journal, sight: Sight, *, after: int, limit: int) -> dict[str, Any]:
    """Return entries in order: for everybody their hash and what kind of thing happened.

    Who operates or inspects the market gets the events themselves and who asked.
    """
    rows = []
    for row, entry in journal.entries(after=after, upto=after + limit):
        told: dict[str, Any] = {
            "entry": row.seq,
            "recorded_at": entry.recorded_at.isoformat(),
            "operation": entry.operation,
            "events": [
                type(event).__struct_config__.tag for event in sight.events_of(entry.events)
            ],
            "hash": row.hash.hex(),
        }
        if sight.sees_all:
            told["by"] = entry.by
            told["body"] = row.body.decode()
        rows.append(told)
    last = rows[-1]["entry"] if rows else after
    return {"entries": rows, "next": str(last) if last < journal.head.seq else None}


def looks(looking: Looking, *, of: str | None) -> dict[str, Any]:
    """Return who looked at what, newest first. of: a holder, an issuer or a trade; None: all."""
    found = looking.latest(of=None if of is None else [of])
    rows = [
        {"at": one.at.isoformat(), "by": one.by, "what": one.what, "of": one.of} for one in found
    ]
    return {"looks": rows, "next": None}


def verified(found: Verified) -> dict[str, Any]:
    """Return what a verification found."""
    return {
        "sound": found.is_sound,
        "kind": found.kind,
        "entries": found.entries,
        "events": found.events,
        "head": found.head,
        "snapshot": found.snapshot_seq,
        "compared_live": found.compared_live,
        "commitments": found.commitments,
        "looks": found.looks,
        "differences": list(found.differences),
        "earlier_head": found.earlier_head,
    }
