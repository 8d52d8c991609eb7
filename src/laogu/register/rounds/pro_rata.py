"""Who may take how much of a round, by their agreements.

`fully_diluted`: what the holder has as converted, over the fully diluted company before the round:
the right of first offer of the NVCA form. `preferred`: its preferred shares over all preferred
ones, as converted. `converted`: what its convertibles become over the capitalization before the
money: the side letter of the post-money safe. `stated`: a part that the agreement names.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from laogu.basics import said
from laogu.register.rounds.capital import Capital, Right
from laogu.register.rounds.figures import down
from laogu.register.rounds.refusals import NotARound


class MayTake(Struct, frozen=True, kw_only=True):
    """How much of the new shares a right is for. has, of: what the part follows from."""

    right: Right
    has: Fraction | None
    of: Fraction | None
    part: Fraction
    shares: Fraction
    cost: Fraction


def may_take(
    capital: Capital,
    rights: Sequence[Right],
    became: Mapping[str, Fraction],
    *,
    sold: Fraction,
    price: Fraction,
    decimals: int,
) -> tuple[MayTake, ...]:
    """Return what each right is for. became: shares that convertibles become, by holder."""
    before = capital.fully_diluted
    total = before + sum(became.values(), Fraction(0))
    found = []
    for right in rights:
        has: Fraction | None
        of: Fraction | None
        match right.basis:
            case "fully_diluted":
                has, of = _held(capital, right.holder, preferred=False), before
            case "preferred":
                has = _held(capital, right.holder, preferred=True)
                of = _preferred(capital)
            case "converted":
                has, of = became.get(right.holder, Fraction(0)), total
            case "stated":
                has, of = None, None
        part = right.part if has is None or of is None else (has / of if of else Fraction(0))
        if part is None or not 0 <= part <= 1:
            raise NotARound(reason=said("A stated right is a part from nothing to the whole."))
        shares = down(part * sold, decimals)
        found.append(
            MayTake(right=right, has=has, of=of, part=part, shares=shares, cost=shares * price)
        )
    return tuple(found)


def _held(capital: Capital, holder: str, *, preferred: bool) -> Fraction:
    return sum(
        (
            one.held.get(holder, Fraction(0)) * one.ratio
            for one in capital.kinds
            if one.is_preferred or not preferred
        ),
        Fraction(0),
    )


def _preferred(capital: Capital) -> Fraction:
    return sum((one.as_converted for one in capital.kinds if one.is_preferred), Fraction(0))
