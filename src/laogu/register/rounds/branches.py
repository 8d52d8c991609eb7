"""What a convertible may become, as the ways of which the one with most shares is taken.

Each way is a line in the unknown figures of the round. A way by a capitalization counts what its
paper says, the security's own shares and those of the others among them where it says so.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, assert_never

from msgspec import Struct

from laogu.basics import Money, Said, said
from laogu.register.rounds.capital import Capital, Convertible, Round
from laogu.register.rounds.interest import interest
from laogu.register.rounds.lines import Line
from laogu.register.rounds.mechanisms import (
    POST_MONEY,
    PRE_MONEY,
    ByPrice,
    ByRatio,
    ByValuation,
    Capitalization,
    Counted,
    FixedQuantity,
    InWords,
    Note,
    PartOfCapital,
    Safe,
)

Why = Literal["price", "discount", "cap", "part", "quantity", "valuation"]
"""By what a convertible becomes shares: the price of the round, that less a discount, a cap over a
capitalization, a part of it, a quantity that is fixed, or a fixed valuation."""


class Way(Struct, frozen=True, kw_only=True, gc=False):
    """One way. by: of a capitalization, how much of it; None: `line` says all.

    terms_of: the later paper whose terms it takes; empty: its own.
    """

    why: Why
    line: Line = Line()
    by: Fraction | None = None
    counts: Counted = POST_MONEY
    terms_of: str = ""


class Ways(Struct, frozen=True, kw_only=True):
    """A convertible with its ways. amount: with interest; None: nothing was paid."""

    convertible: Convertible
    amount: Fraction | None
    earned: Fraction
    ways: tuple[Way, ...]


class NotComputable(Struct, frozen=True, kw_only=True):
    """A convertible that no formula follows from, and why; it stays as it is."""

    convertible: Convertible
    why: Said


def ways_of(
    convertible: Convertible, asked: Round, others: Sequence[Convertible]
) -> Ways | NotComputable:
    """Return the ways of a convertible in a round. others: all, for most favoured terms."""
    mechanism, amount = convertible.mechanism, convertible.amount
    earned = Fraction(0)
    no: Said | None = None
    if isinstance(mechanism, InWords):
        no = said("Only a text says how it converts.")
    elif isinstance(mechanism, Note) and mechanism.compounding == "compounding":
        no = said("How its interest compounds is not stated well enough to be worked out.")
    elif isinstance(mechanism, ByRatio) and convertible.quantity is None:
        no = said("It converts by a ratio, and of how many is not stated.")
    elif amount is None and isinstance(mechanism, Safe | Note | ByValuation | ByPrice):
        no = said("It converts an amount, and none is stated.")
    elif _is_curved(mechanism, asked):
        no = said("A discount of an amount needs a round whose price is given.")
    if no is not None:
        return NotComputable(convertible=convertible, why=no)
    if isinstance(mechanism, Note) and amount is not None:
        earned = interest(mechanism, amount, asked.on)
        amount += earned
    found = tuple(_own(convertible, amount or Fraction(0), asked))
    if isinstance(mechanism, Safe | Note) and mechanism.mfn:
        found += tuple(_favoured(convertible, amount or Fraction(0), others))
    return Ways(convertible=convertible, amount=amount, earned=earned, ways=found)


def _is_curved(mechanism: object, asked: Round) -> bool:
    """Return whether a quantity would not be a straight line in one over the price."""
    if not isinstance(mechanism, ByPrice) or mechanism.discount_amount is None:
        return False
    return asked.price is None or asked.price <= _whole(mechanism.discount_amount)


def _own(convertible: Convertible, amount: Fraction, asked: Round) -> Iterator[Way]:
    """Yield the ways that the paper itself gives."""
    match mechanism := convertible.mechanism:
        case FixedQuantity():
            yield Way(why="quantity", line=Line(Fraction(mechanism.quantity)))
        case ByRatio(ratio=ratio):
            each = Fraction(ratio.new) / Fraction(ratio.old)
            yield Way(why="quantity", line=Line((convertible.quantity or Fraction(0)) * each))
        case PartOfCapital():
            counts = _counts(mechanism.capitalization, POST_MONEY)
            yield Way(why="part", by=Fraction(mechanism.part), counts=counts)
        case Safe() | Note():
            yield from _priced(mechanism, amount)
        case ByValuation(kind="fixed", valuation=Money() as valuation):
            yield _at(valuation, amount, mechanism.capitalization, why="valuation")
        case ByValuation():
            yield Way(why="price", line=Line(x=amount))
            if mechanism.kind == "cap" and mechanism.valuation is not None:
                yield _at(mechanism.valuation, amount, mechanism.capitalization, why="cap")
        case ByPrice(discount_amount=Money() as less) if asked.price is not None:
            yield Way(why="discount", line=Line(amount / (asked.price - _whole(less))))
        case ByPrice():
            yield _discounted(amount, mechanism.discount)
        case InWords():
            pass
        case _:
            assert_never(mechanism)


def _priced(mechanism: Safe | Note, amount: Fraction, terms_of: str = "") -> Iterator[Way]:
    """Yield the price of the round with its discount, and the cap."""
    way = _discounted(amount, mechanism.discount)
    yield Way(why=way.why, line=way.line, terms_of=terms_of)
    if mechanism.cap is not None:
        is_pre = isinstance(mechanism, Note) or mechanism.timing == "pre_money"
        counts = _counts(mechanism.capitalization, PRE_MONEY if is_pre else POST_MONEY)
        by = amount / _whole(mechanism.cap)
        yield Way(why="cap", by=by, counts=counts, terms_of=terms_of)


def _favoured(
    convertible: Convertible, amount: Fraction, others: Sequence[Convertible]
) -> Iterator[Way]:
    """Yield the ways of every later paper, for this amount: all terms of one are taken together."""
    since = convertible.issued_on
    for one in others:
        is_later = since is not None and one.issued_on is not None and one.issued_on > since
        if is_later and isinstance(one.mechanism, Safe | Note) and not one.mechanism.mfn:
            yield from _priced(one.mechanism, amount, one.name)


def _discounted(amount: Fraction, discount: object) -> Way:
    if not discount:
        return Way(why="price", line=Line(x=amount))
    return Way(why="discount", line=Line(x=amount / (1 - Fraction(str(discount)))))


def _at(
    valuation: Money, amount: Fraction, capitalization: Capitalization | None, *, why: Why
) -> Way:
    counts = _counts(capitalization, PRE_MONEY)
    return Way(why=why, by=amount / _whole(valuation), counts=counts)


def _counts(capitalization: Capitalization | None, otherwise: Counted) -> Counted:
    if capitalization is None or capitalization.counts is None:
        return otherwise
    return capitalization.counts


def _whole(amount: Money) -> Fraction:
    return Fraction(amount.decimal())


def line_of(way: Way, capital: Capital, gained: Line, raised: Fraction) -> Line | None:
    """Return a way as a line, its own shares solved for; None: it takes the whole company.

    With r of a capitalization that counts c, its own shares and those of the others:
    n = r (c + own n + others (N - n)), so n = r (c + others N) / (1 - r (own - others)).
    gained: what older classes gain by their protection.
    """
    if way.by is None:
        return way.line
    counts, one, none = way.counts, Fraction(1), Fraction(0)
    stands = (
        (counts.shares, capital.as_converted),
        (counts.options, capital.options + capital.warrants),
        (counts.unissued, capital.unissued),
        (counts.promised, capital.uncovered),
    )
    line = Line(
        sum((shares for is_counted, shares in stands if is_counted), none),
        n=one if counts.others else none,
        t=one if counts.more_pool else none,
        x=raised if counts.new_money else none,
    )
    if counts.shares:
        line += gained
    left = 1 - way.by * (int(counts.own) - int(counts.others))
    return None if left <= 0 else line * (way.by / left)
