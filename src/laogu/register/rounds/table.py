"""Before and after a round, by class and by holder: the table that everybody looks at first."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from laogu.register.rounds.modelling import Modelled

Line = Literal["class", "new", "options", "warrants", "pool"]


class ClassRow(Struct, frozen=True, kw_only=True):
    """A class, or what stands beside the classes. name: of a class; empty: `line` says it.

    before, after: as converted. shares_after: of the class itself.
    """

    line: Line
    name: str
    before: Fraction
    after: Fraction
    shares_after: Fraction


class HolderRow(Struct, frozen=True, kw_only=True):
    """A holder: as converted before, what it gets by conversion, for money, and as converted after.

    paid: for the new shares.
    """

    holder: str
    before: Fraction
    converted: Fraction
    bought: Fraction
    paid: Fraction
    after: Fraction


def by_class(found: Modelled) -> Iterator[ClassRow]:
    """Yield every class, then what is granted, warranted and not granted; the sum is all."""
    capital, none = found.capital, Fraction(0)
    new = found.new_shares + found.converted
    is_known = any(one.name == found.asked.name for one in capital.kinds)
    for kind in capital.kinds:
        more = new if kind.name == found.asked.name else none
        yield ClassRow(
            line="class",
            name=kind.name,
            before=kind.as_converted,
            after=(kind.shares + more) * found.ratio_after(kind),
            shares_after=kind.shares + more,
        )
    if not is_known:
        yield ClassRow(line="new", name=found.asked.name, before=none, after=new, shares_after=new)
    beside: tuple[tuple[Line, Fraction, Fraction], ...] = (
        ("options", capital.options, capital.options),
        ("warrants", capital.warrants, capital.warrants),
        ("pool", capital.pool, found.pool_after),
    )
    for line, before, after in beside:
        if before or after:
            yield ClassRow(line=line, name="", before=before, after=after, shares_after=after)


def by_holder(found: Modelled) -> Iterator[HolderRow]:
    """Yield every holder of shares before or after, the largest after first."""
    holders = dict.fromkeys(
        [
            *(holder for kind in found.capital.kinds for holder in kind.held),
            *(one.convertible.holder for one in found.conversions),
            *(one.holder for one in found.sales),
        ]
    )
    rows = [_row(found, one) for one in holders]
    yield from sorted(rows, key=lambda one: (-one.after, one.holder))


def _row(found: Modelled, holder: str) -> HolderRow:
    none = Fraction(0)
    kinds = [(one, one.held.get(holder, none)) for one in found.capital.kinds]
    became = [one.shares for one in found.conversions if one.convertible.holder == holder]
    bought = [one for one in found.sales if one.holder == holder]
    converted, new = sum(became, none), sum((one.shares for one in bought), none)
    older = sum((held * found.ratio_after(one) for one, held in kinds), none)
    return HolderRow(
        holder=holder,
        before=sum((held * one.ratio for one, held in kinds), none),
        converted=converted,
        bought=new,
        paid=sum((one.amount - one.left_over for one in bought), none),
        after=older + converted + new,
    )
