"""What is known of a company's price by a day: facts, sales and windows of this market, as told.

A sale that only an unsure source tells is counted as talk. Of closes of one day the surest counts.
A fact of a month or a year stands for its middle, as far as that has come.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict, replace

from laogu.basics import FactId, IssuerId, Price, StockClassId, TradeId, WindowId, day_in
from laogu.evidence import Anchor, AnchorKind, Evidence, anchors_of
from laogu.market import Market, trades_of, windows_of
from laogu.pricing.marks import Basis, Kind
from laogu.register import Register

KINDS: Final[Mapping[AnchorKind, Kind]] = {
    "round": "primary_round",
    "transfer": "secondary",
    "tender": "tender",
    "offer": "ipo_price",
    "placing": "placing",
    "close": "market_close",
    "reserve": "ask",
    "talks": "talks",
    "valuation": "estimate",
    "fund_mark": "fund_mark",
    "appraisal": "estimate",
}
"""What kind of price an anchor is. A reserve that nobody met only says that the
value lies below."""

OPTIONS: Final[Kind] = "internal_409a"
"""An appraisal that the issuer made for the price of its options."""

UNSURE: Final[frozenset[Kind]] = frozenset(("primary_round", "secondary"))
"""Kinds that count as talk where only an unsure source tells of them."""

MET_DAYS: Final = 60
"""Days after a reserve within which a sale at no less says that somebody met it."""


class Books(Struct, frozen=True):
    """What a mark is read from."""

    register: Register
    evidence: Evidence
    market: Market


class Lock(Struct, frozen=True, kw_only=True):
    """Units of a class that may not be sold, until a day (None: nobody knows), and by what."""

    stock_class: StockClassId
    until: date | None
    units: int
    clause: str


class Told(Struct, frozen=True, kw_only=True):
    """A price as it was told. said_on: the day that was said; on: the one it counts for.

    figure: of one share on that day, or of the whole company; in whole units of its currency.
    stock_class: for which was paid; None: nobody said. is_new: shares were made for it. is_after:
    it counts all shares after a round, at its price. is_firm: as far as its source is sure of it.
    by: which fund says so.
    """

    said_on: date
    on: date
    kind: Kind
    basis: Basis
    figure: float
    currency: str
    precision: Literal["day", "month", "year"] = "day"
    stock_class: StockClassId | None = None
    is_new: bool = False
    is_after: bool = False
    is_firm: bool = True
    by: str | None = None
    fact: FactId | None = None
    trade: TradeId | None = None


class Passed(Told, frozen=True, kw_only=True):
    """A price that counted until a day and from it on no more: it was met, or its sale fell."""

    until: date


def told_by(
    books: Books, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> tuple[Told, ...]:
    """Return every price of an issuer that was known on a day, in order of days.

    One that no longer counts on that day is there as `Passed`: on an earlier day it did.
    """
    found = [
        *_facts(books, issuer, as_of, known_at),
        *_windows(books, issuer, as_of, known_at),
        *_sales(books, issuer, as_of, known_at),
    ]
    return tuple(sorted((_until_met(one, found) for one in found), key=_place))


def _until_met(one: Told, found: Sequence[Told]) -> Told:
    """Return a price; a reserve that was met, somebody buying at no less, as passed that day."""
    if one.kind != "ask":
        return one
    met = [
        other.said_on
        for other in found
        if other.kind == "secondary" and (other.basis, other.currency) == (one.basis, one.currency)
        and 0 <= (other.on - one.on).days <= MET_DAYS and other.figure >= one.figure
    ]  # fmt: skip
    return _passed(one, min(met)) if met else one


def _passed(one: Told, until: date) -> Passed:
    return Passed(**asdict(one), until=until)


def _place(one: Told) -> tuple[date, date, str, float, str]:
    return one.on, one.said_on, one.kind, one.figure, one.fact or one.trade or ""


def _facts(
    books: Books, issuer: IssuerId, as_of: date, known_at: datetime | None
) -> Iterator[Told]:
    evidence = books.evidence
    known = [
        one
        for one in anchors_of(evidence, issuer, as_of=as_of)
        if known_at is None or evidence.facts[one.said.fact].recorded_at <= known_at
    ]
    offered = {one.on for one in known if one.kind == "offer"}
    surest: dict[tuple[date, str], Anchor] = {}
    for one in reversed(known):
        if one.kind == "close":
            best = surest.get((one.on, one.currency))
            if best is None or best.rank <= one.rank:
                surest[one.on, one.currency] = one
    for one in known:
        if one.kind == "close" and surest[one.on, one.currency] is not one:
            continue
        told = _of_fact(one, as_of)
        if told is not None:
            is_first = told.kind == "market_close" and told.said_on in offered
            yield replace(told, kind="first_day_close") if is_first else told


def _of_fact(one: Anchor, as_of: date) -> Told | None:
    """Return an anchor as a price; None: it is none that a mark reads."""
    kind = OPTIONS if one.said.question == "appraisal.options" else KINDS.get(one.kind)
    if kind is None:
        return None
    figure = float(one.value)
    basis: Basis = "valuation"
    match one.basis:
        case "share":
            basis = "per_share"
        case "shares":
            assert one.of is not None, "an anchor for a part says for how much"
            basis, figure = "per_share", figure / float(one.of)
        case "percent":
            assert one.of is not None, "an anchor for a part says for how much"
            figure = figure / float(one.of) * 100
        case _:
            pass
    is_new = kind == "primary_round"
    return Told(
        said_on=one.on,
        on=min(_middle(one), as_of),
        kind=kind,
        basis=basis,
        figure=figure,
        currency=one.currency,
        precision=one.said.precision,
        stock_class=one.said.stock_class,
        is_new=is_new,
        is_after=is_new and one.basis == "after",
        is_firm=one.said.sure != "low" or kind not in UNSURE,
        by=one.said.question.partition(".")[2] or None if kind == "fund_mark" else None,
        fact=one.said.fact,
    )


def _middle(one: Anchor) -> date:
    """Return the middle of the month or the year that a fact names."""
    match one.said.precision:
        case "day":
            return one.on
        case "month":
            return one.on.replace(day=15)
        case "year":
            return one.on.replace(month=7, day=1)


def _sales(
    books: Books, issuer: IssuerId, as_of: date, known_at: datetime | None
) -> Iterator[Told]:
    """Yield what was paid in this market by agreement; what a window cleared is told by it."""
    for state in trades_of(books.market, issuer):
        trade, on = state.trade, state.settled_on
        if trade.window is not None or state.stage != "settled" or on is None or on > as_of:
            continue
        if known_at is not None and state.stages[-1][1] > known_at:
            continue
        yield Told(
            said_on=on,
            on=on,
            kind="secondary",
            basis="per_share",
            figure=float(trade.price.decimal()),
            currency=trade.price.currency,
            stock_class=trade.stock_class,
            trade=trade.trade,
        )


def _windows(
    books: Books, issuer: IssuerId, as_of: date, known_at: datetime | None
) -> Iterator[Told]:
    """Yield the prices at which windows cleared; one of which nothing was settled has passed."""
    zone = books.register.issuers[issuer].zone
    sold: dict[WindowId, TradeId] = {}
    fell: dict[WindowId, tuple[date, TradeId]] = {}
    for state in trades_of(books.market, issuer):
        ended_at = state.stages[-1][1]
        is_off = state.is_over and state.stage != "settled" and day_in(zone, ended_at) <= as_of
        is_off = is_off and (known_at is None or ended_at <= known_at)
        if state.trade.window is None:
            continue
        if not is_off:
            sold[state.trade.window] = state.trade.trade
            continue
        last = day_in(zone, ended_at), state.trade.trade
        fell[state.trade.window] = max(fell.get(state.trade.window, last), last)
    for stands in windows_of(books.market, issuer):
        window, at = stands.window, stands.ended_at
        if stands.cleared is None or at is None or window.window not in sold | fell:
            continue
        on = day_in(zone, at)
        if on > as_of or (known_at is not None and at > known_at):
            continue
        scale = books.register.classes[window.stock_class].price_scale
        cleared = Price(stands.cleared.price, scale, window.currency)
        told = Told(
            said_on=on,
            on=on,
            kind="secondary",
            basis="per_share",
            figure=float(cleared.decimal()),
            currency=window.currency,
            stock_class=window.stock_class,
            trade=sold[window.window] if window.window in sold else fell[window.window][1],
        )
        yield told if window.window in sold else _passed(told, fell[window.window][0])
