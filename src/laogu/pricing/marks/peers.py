"""Companies without a figure of their own: what others of their size say, which is grade E."""

from collections.abc import Iterable, Sequence
from datetime import date

from laogu.basics import Said, said
from laogu.pricing.marks.choosing import chosen
from laogu.pricing.marks.filtering import filtered, rolled
from laogu.pricing.marks.frozen import parameters_for
from laogu.pricing.marks.histories import History
from laogu.pricing.marks.pooling import By, Described, Peer, Prior, pooled


def peers_of(histories: Iterable[History], as_of: date) -> tuple[Peer, ...]:
    """Return those of some companies that have a size and a value as a company on a day."""
    found: list[Peer] = []
    for history in histories:
        described = described_by(history, as_of)
        found_on = None if described is None else chosen(history, as_of, ("valuation",))
        if described is None or found_on is None:
            continue
        _, currency, known = found_on
        parameters, around = parameters_for(history.issuer), history.around.until(as_of)
        state = filtered(known, parameters, around=around)
        assert state is not None, "there is an anchor that tells a figure"
        today = rolled(state, as_of, parameters, around=around)
        found.append(Peer(today.mean, today.variance**0.5, currency, described))
    return tuple(found)


def described_by(history: History, as_of: date) -> Described | None:
    """Return what was last said of a company's size by a day; None: nothing was."""
    known = [one for one in history.described if one.on <= as_of]
    return max(known, key=lambda one: one.on) if known else None


def told_by_peers(
    history: History, as_of: date, peers: Sequence[Peer]
) -> tuple[str, Prior, Said] | None:
    """Return currency, distribution and reason of a company's value by others of its size.

    None: nothing is known of its size, or too few others are of one that can be compared.
    """
    described = described_by(history, as_of)
    if described is None:
        return None
    currencies = sorted({one.currency for one in peers})
    if described.currency in currencies:
        currencies = [described.currency]
    for currency in currencies:
        found = pooled(described, peers, currency=currency)
        if found is not None:
            return currency, found, _by_whom(found.by, found.peers)
    return None


def _by_whom(by: By, count: int) -> Said:
    match by:
        case "revenue":
            return said(
                "Nobody has named a price: it is told by its revenue, as {count} others are.",
                count=count,
            )
        case "headcount":
            return said(
                "Nobody has named a price: it is told by its staff, as {count} others are.",
                count=count,
            )
        case "stage":
            return said(
                "Nobody has named a price: it is told by its stage, as {count} others are.",
                count=count,
            )
