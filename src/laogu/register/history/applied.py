"""A history that tells a split by its ratio alone, told again with its shares issued again.

What the reading `applied` multiplies is issued again on the day of the split, so that whatever
knows only the usual reading comes to the same: the same holdings on every day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import CURRENCIES
from laogu.register.history.changes import (
    DECIMALS,
    ONE,
    Acceptance,
    AnyChange,
    Consolidation,
    History,
    Issuance,
    Repricing,
    Retirement,
    Split,
    VestingAccelerated,
    VestingNoted,
)
from laogu.register.history.conversions import Amount
from laogu.register.history.lives import Lives, is_final
from laogu.register.history.soundness import MOST_DIGITS

_WIDE = Context(prec=80, rounding=ROUND_HALF_EVEN)
"""Wide enough for any price times any quantity."""

_BEYOND: int = 10**MOST_DIGITS

Names = dict[str, list[tuple[date, str]]]
"""What a security is called after each split, with the day of the split."""


class Multiplied(Struct, frozen=True):
    """What a split makes of a security that was not issued again. made: as it is issued again."""

    split: Split
    before: Issuance
    made: Issuance

    @property
    def leaves_a_part(self) -> bool:
        """Whether a part of a share is left over where there was none before."""
        before, made = self.before.units or 0, self.made.units or 0
        is_exact = before * self.split.ratio.new == made * self.split.ratio.old
        return not is_exact or bool(made % ONE and not before % ONE)


def times_multiplied(lives: Lives) -> int:
    """Return how many `multiplied` would yield, without making any of them.

    A split and a security are two changes, and a split of every security is a change for each
    pair: whoever sets a limit asks here first.
    """
    days = {name: [split.on for split in splits] for name, splits in lives.splits.items()}
    found = 0
    for issued in lives.issued.values():
        of_class = days.get(issued.stock_class or "")
        if of_class and issued.units is not None:
            after, end = bisect_right(of_class, issued.on), ended(lives, issued)
            found += max(0, bisect_left(of_class, end) - after)
    return found


def multiplied(lives: Lives) -> Iterator[Multiplied]:
    """Yield what every split makes of each security that lived through it, in the order of days.

    Of every kind, stock or not: whatever names the class that was split. What outgrows all counting
    is multiplied no further, so that no figure gets longer with every split.
    """
    for issued in lives.issued.values():
        end = ended(lives, issued)
        now = issued
        for split in lives.splits.get(issued.stock_class or "", ()):
            if issued.on < split.on < end and now.units is not None:
                made = _again(now, split, issued.security, lives)
                yield Multiplied(split, now, made)
                now = made
                if is_beyond_counting(made):
                    break


def is_beyond_counting(issued: Issuance) -> bool:
    """Return whether a security has more units than a quantity of a history can have."""
    return (issued.units or 0) >= _BEYOND


def ended(lives: Lives, issued: Issuance) -> date:
    """Return the day on which nothing of a security was left; the last day of all: there is."""
    ends = (act.on for act in lives.acts.get(issued.security, ()) if is_final(act))
    return next(ends, date.max)


def written_out(lives: Lives) -> History:
    """Return the history in which the stock that a split multiplied was issued again."""
    if not lives.splits:
        return lives.history
    names: Names = {}
    of: dict[str, str] = {}
    more: list[AnyChange] = []
    for one in multiplied(lives):
        if one.before.kind != "stock":
            continue
        first = of[one.made.security] = of.get(one.before.security, one.before.security)
        names.setdefault(first, []).append((one.split.on, one.made.security))
        retired = Retirement(
            id=f"{one.made.id}-ends",
            on=one.split.on,
            line=one.split.line,
            how="reissuance",
            security=one.before.security,
            kind="stock",
            results=(one.made.security,),
            split=one.split.id,
        )
        more += [retired, one.made]
    if not more:
        return lives.history
    changes = tuple([_renamed(change, names) for change in lives.history.changes])
    return replace(lives.history, changes=(*changes, *more))


def _again(before: Issuance, split: Split, first: str, lives: Lives) -> Issuance:
    """Return a security issued again: what was paid for it in all stays what it was."""
    assert before.units is not None, "nobody multiplies what nobody counted"
    security = f"{first}~{split.id}"
    while security in lives.issued:
        security += "~"
    return Issuance(
        id=f"{split.id}-{first}",
        on=split.on,
        line=split.line,
        security=security,
        kind=before.kind,
        holder=before.holder,
        certificate=before.certificate,
        units=before.units * split.ratio.new // split.ratio.old,
        stock_class=before.stock_class,
        currency=before.currency,
        cost=_paid(before),
        legends=before.legends,
    )


def _paid(issued: Issuance) -> Amount | None:
    """Return what was paid for all of a security, as it is told or by its price; None: not told."""
    if issued.cost is not None or issued.price is None or issued.currency not in CURRENCIES:
        return issued.cost
    shares = Decimal(issued.units or 0).scaleb(-DECIMALS)
    minor = Decimal(1).scaleb(-CURRENCIES[issued.currency])
    paid = _WIDE.quantize(_WIDE.multiply(Decimal(issued.price), shares), minor)
    return Amount(f"{paid:f}", issued.currency)


def _renamed(change: AnyChange, names: Names) -> AnyChange:
    match change:
        case Retirement() | Acceptance() | Repricing() | VestingNoted() | VestingAccelerated():
            named = _name_on(change.security, change.on, names)
            return change if named == change.security else replace(change, security=named)
        case Consolidation():
            named_all = tuple([_name_on(one, change.on, names) for one in change.securities])
            return replace(change, securities=named_all)
        case _:
            return change


def _name_on(security: str, on: date, names: Names) -> str:
    """Return what a security is called on a day; on that of the split it has its first name."""
    for day, named in reversed(names.get(security, ())):
        if day < on:
            return named
    return security
