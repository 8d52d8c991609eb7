"""Points of a history as they are written, read one by one: what cannot be used is left out."""

from datetime import date
from typing import Final, get_args

import msgspec
from msgspec import Struct

from laogu.basics import FIRST_DAY, LAST_DAY, Finding
from laogu.connectors.pricing.remarks import (
    CROSSED,
    DAYS_BACKWARDS,
    KIND_UNKNOWN,
    NO_CURRENCY,
    NO_DAY,
    NO_SUCH_PART,
    NOT_ABOVE_ZERO,
    ONE_SIDE_ONLY,
    ONLY_TALK,
    UNREADABLE,
    WORD_UNKNOWN,
)
from laogu.connectors.spreadsheet.remarks import shown
from laogu.pricing.marks import TRADES, Kind, Point, Rank, Seller, Venue

KINDS: Final = frozenset(get_args(Kind))
WORDS: Final = {"seller": get_args(Seller), "venue": get_args(Venue), "rank": get_args(Rank)}
MOST: Final = 10**30
"""The largest figure that a point of a history may tell."""

UNUSED = (msgspec.DecodeError, RecursionError, UnicodeError, ValueError)
_PRECISIONS = frozenset({"day", "month", "year"})


class PointGiven(Struct):
    """A point as it is written. What became of the company, and notes, are not read.

    bid, ask: of a share. marked_by: the fund whose mark it is. firm: false where nothing is agreed.
    floor: it says what a share is worth at least.
    """

    date: str
    kind: str
    currency: str | None = None
    date_precision: str | None = None
    price_adj: float | None = None
    valuation: float | None = None
    bid: float | None = None
    ask: float | None = None
    valuation_low: float | None = None
    valuation_high: float | None = None
    since: str | None = None
    marked_by: str | None = None
    seller: str | None = None
    venue: str | None = None
    rank: str | None = None
    fee: float = 0
    carry: float = 0
    floor: bool = False
    firm: bool = True
    inside: bool = False
    large: bool = False


_FIGURES = ("price_adj", "valuation", "bid", "ask", "valuation_low", "valuation_high")


def point(raw: msgspec.Raw, where: str, findings: list[Finding]) -> Point | None:
    """Return a point; None with a finding where it cannot be used."""
    try:
        given = msgspec.json.decode(raw, type=PointGiven, strict=False)
    except UNUSED as wrong:
        findings.append(UNREADABLE.at(where, wrong=shown(str(wrong), 200)))
        return None
    found = list(_wrong(given, where))
    findings += found
    if found:
        return None
    low, high = _ends(given)
    price, valuation = given.price_adj, given.valuation
    if given.kind in {"bid", "ask"} and price is None and valuation is None:
        price = given.bid if given.kind == "bid" else given.ask
    if price is None and valuation is None and low is None:
        return None
    if not given.currency:
        findings.append(NO_CURRENCY.at(where))
        return None
    if given.kind in TRADES and not given.firm:
        findings.append(ONLY_TALK.at(where, given=given.kind))
    on = day_of(given.date)
    assert on is not None, "a point without a day was left out"
    return Point(
        on=on,
        kind=given.kind,  # type: ignore[arg-type]
        currency=given.currency[:10],
        price=price,
        valuation=valuation,
        precision=given.date_precision if given.date_precision in _PRECISIONS else "day",  # type: ignore[arg-type]
        low=low,
        high=high,
        since=day_of(given.since) if given.since else None,
        by=given.marked_by[:200] if given.marked_by else None,
        seller=given.seller,  # type: ignore[arg-type]
        venue=given.venue,  # type: ignore[arg-type]
        rank=given.rank,  # type: ignore[arg-type]
        fee=given.fee or 0,
        carry=given.carry or 0,
        is_floor=given.floor,
        is_firm=given.firm,
        is_inside=given.inside,
        is_large=given.large,
    )


def rank(given: str | None, where: str, findings: list[Finding]) -> Rank | None:
    """Return which share the marks of a company are of; None: nobody said."""
    if given is not None and given not in WORDS["rank"]:
        findings.append(_unknown_word("rank", given, f"{where}/rank"))
        return None
    return given  # type: ignore[return-value]


def day_of(text: str) -> date | None:
    """Return a day; None: it is none on which prices were told."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _ends(given: PointGiven) -> tuple[float | None, float | None]:
    """Return the ends of a quote or range; None: it has none."""
    if given.bid is not None and given.ask is not None:
        return given.bid, given.ask
    if given.price_adj is None and None not in {given.valuation_low, given.valuation_high}:
        return given.valuation_low, given.valuation_high
    return None, None


def _wrong(given: PointGiven, where: str) -> "list[Finding]":
    """Return the first thing that keeps a point from being used, in a list; or nothing."""
    on = day_of(given.date)
    if on is None:
        return [NO_DAY.at(where, given=shown(given.date, 40))]
    if given.kind not in KINDS:
        return [KIND_UNKNOWN.at(where, given=shown(given.kind, 40))]
    for field in _FIGURES:
        figure = getattr(given, field)
        if figure is not None and not 0 < figure <= MOST:
            return [NOT_ABOVE_ZERO.at(f"{where}/{field}", given=str(figure)[:40])]
    for field in ("fee", "carry"):
        part = getattr(given, field)
        if not 0 <= part < 1:
            return [NO_SUCH_PART.at(f"{where}/{field}", given=str(part)[:40])]
    for field, choices in WORDS.items():
        word = getattr(given, field)
        if word is not None and word not in choices:
            return [_unknown_word(field, word, f"{where}/{field}")]
    return _wrong_sides(given, on, where)


def _wrong_sides(given: PointGiven, on: date, where: str) -> "list[Finding]":
    low, high = _ends(given)
    if low is not None and high is not None and low > high:
        return [CROSSED.at(where, low=str(low)[:40], high=str(high)[:40])]
    if given.kind == "quote" and low is None:
        return [ONE_SIDE_ONLY.at(where)]
    if given.since is not None:
        since = day_of(given.since)
        if since is None:
            return [NO_DAY.at(f"{where}/since", given=shown(given.since, 40))]
        if since > on:
            return [DAYS_BACKWARDS.at(where, on=on, since=since)]
    return []


def _unknown_word(field: str, given: str, where: str) -> Finding:
    choices = ", ".join(WORDS[field])
    return WORD_UNKNOWN.at(where, given=shown(given, 40), field=field, choices=choices)
