"""On which basis and in which currency a company is marked: that of what was last paid for it."""

from collections.abc import Sequence
from datetime import date

from laogu.pricing.marks.anchoring import Anchor, anchors
from laogu.pricing.marks.histories import History
from laogu.pricing.marks.points import Basis


def chosen(
    history: History, as_of: date, bases: Sequence[Basis] = ("per_share", "valuation")
) -> tuple[Basis, str, tuple[Anchor, ...]] | None:
    """Return on which basis and in which currency the latest trade was told, with the anchors.

    Currencies are not converted: what is in another one than the latest trade does not count.
    Per share comes first where the latest trade was told in both. Where there are only bids, or
    only asks, there is nothing to choose.
    """
    known = [one for one in history.points if one.on <= as_of]
    best: tuple[tuple[bool, date, bool], Basis, str, tuple[Anchor, ...]] | None = None
    for currency in sorted({one.currency for one in known}):
        for basis in bases:
            found = anchors(known, basis=basis, currency=currency, rank=history.rank)
            if all(one.side != "at" for one in found):
                continue
            trades = [one.on for one in found if one.is_trade]
            rank = (bool(trades), max(trades or [one.on for one in found]), basis == "per_share")
            if best is None or rank > best[0]:
                best = rank, basis, currency, found
    return None if best is None else best[1:]
