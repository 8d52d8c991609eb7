"""What waits for a person: notices, consents, counters and trades that only they can move."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, OfferId, SecurityId, TradeId, WindowId, end_of
from laogu.operations.books import Books
from laogu.operations.grant.ending import calendar_for
from laogu.operations.sight import Sight
from laogu.register import options, plans

What = Literal[
    "answer_notice", "consent", "give_notice", "settle", "answer_counter", "watch_window",
    "exercise", "accept_grant",
]  # fmt: skip


class Waiting(Struct, frozen=True, kw_only=True):
    """One thing that waits for somebody.

    for_whom: the holder or issuer for whom the person would do it; None: for the market.
    due:      the last day; due_at: the moment it is over; None: it has no clock.
    silence:  what happens if nobody does it by then.
    """

    what: What
    issuer: IssuerId
    trade: TradeId | None = None
    offer: OfferId | None = None
    window: WindowId | None = None
    grant: SecurityId | None = None
    for_whom: HolderId | IssuerId | None = None
    due: date | None = None
    due_at: datetime | None = None
    silence: Literal["waives", "never_consents", "expires", "clears", "lapses", "nothing"] = (
        "expires"
    )


def waiting(books: Books, sight: Sight) -> tuple[Waiting, ...]:
    """Return what waits for a person, soonest first, what has no clock last."""
    found = [*_trades(books, sight), *_counters(books, sight), *_windows(books, sight)]
    found += [*_leavings(books, sight), *_grants(books, sight)]
    return tuple(sorted(found, key=_soonest))


def _soonest(one: Waiting) -> tuple[bool, float, str]:
    moment = one.due_at.timestamp() if one.due_at is not None else 0
    return one.due_at is None, moment, str(one.trade or one.offer or one.window or one.grant)


def _trades(books: Books, sight: Sight) -> Iterator[Waiting]:
    for trade_id in books.market.live_trades["all"]:
        state = books.market.trades[trade_id]
        trade = state.trade
        if state.stage == "matched" and (sight.holds("act", trade.seller) or sight.operates):
            yield Waiting(
                what="give_notice",
                issuer=trade.issuer,
                trade=trade_id,
                for_whom=trade.seller,
                due_at=trade.long_stop_at,
            )
        if state.stage == "funded" and sight.operates:
            yield Waiting(
                what="settle",
                issuer=trade.issuer,
                trade=trade_id,
                due=state.through,
                due_at=trade.long_stop_at,
            )
        yield from _answers(books, sight, trade_id, trade.issuer)


def _answers(books: Books, sight: Sight, trade: TradeId, issuer: IssuerId) -> Iterator[Waiting]:
    notice = books.agreements.notices.get(trade)
    for holder in notice.waits_for if notice is not None else ():
        if notice is not None and sight.holds("act", holder):
            yield Waiting(
                what="answer_notice",
                issuer=issuer,
                trade=trade,
                for_whom=holder,
                due=notice.given.last_day,
                due_at=notice.given.ends_at,
                silence="waives",
            )
    consent = books.agreements.consents.get(trade)
    if consent is not None and consent.answer is None and sight.holds("issue", issuer):
        yield Waiting(
            what="consent", issuer=issuer, trade=trade, for_whom=issuer, silence="never_consents"
        )


def _counters(books: Books, sight: Sight) -> Iterator[Waiting]:
    for holder in sight.acts_for:
        for offer in books.market.offers_by.on(holder):
            for answer in books.market.answers_to.on(offer):
                counter = books.market.offers[answer]
                if counter.stage == "open":
                    yield Waiting(
                        what="answer_counter",
                        issuer=counter.offer.issuer,
                        offer=answer,
                        for_whom=holder,
                        due_at=counter.offer.open_until,
                    )


def _leavings(books: Books, sight: Sight) -> Iterator[Waiting]:
    """Yield what somebody who leaves has vested by then, from the day of notice on."""
    known = books.register.plans
    for holder in sight.acts_for:
        for security in known.grants_of.on(holder):
            grant = known.grants[security]
            leaving = plans.leaving_of(known, grant) if grant.lives else None
            if leaving is None or grant.granted.kind in options.COSTLESS:
                continue
            issuer = books.register.issuers[grant.granted.issuer]
            decimals = books.register.classes[grant.stock_class].decimals
            ends_on = plans.ends_on(known, grant, calendar_for(books, grant))
            if plans.standing(known, grant, decimals=decimals, on=leaving.on).vested:
                yield Waiting(
                    what="exercise",
                    issuer=issuer.issuer,
                    grant=security,
                    for_whom=holder,
                    due=ends_on,
                    due_at=None if ends_on is None else end_of(ends_on, issuer.zone),
                    silence="lapses",
                )


def _grants(books: Books, sight: Sight) -> Iterator[Waiting]:
    """Yield the grants that were made here and nobody has accepted, to who acts for the holder."""
    known = books.register.plans
    for holder in sight.acts_for:
        for security in known.grants_of.on(holder):
            grant = known.grants[security]
            is_new = grant.lives and grant.granted.origin is None
            if is_new and plans.accepted_on(grant) is None:
                yield Waiting(
                    what="accept_grant",
                    issuer=grant.granted.issuer,
                    grant=security,
                    for_whom=holder,
                    silence="nothing",
                )


def _windows(books: Books, sight: Sight) -> Iterator[Waiting]:
    """Yield the windows that run, to those who may call them off: the issuer and the operator."""
    for window in books.market.open_windows.values():
        state = books.market.windows[window]
        issuer = state.window.issuer
        if sight.holds("issue", issuer) or sight.operates:
            yield Waiting(
                what="watch_window",
                issuer=issuer,
                window=window,
                for_whom=issuer if sight.holds("issue", issuer) else None,
                due_at=state.closes_at,
                silence="clears",
            )
