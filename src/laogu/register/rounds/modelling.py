"""A round, modelled: solved exactly, then rounded by named rules, every step kept.

The rules: the price is rounded to the decimals of the class, and with that price everything else is
solved again. A conversion price is rounded likewise; what is sold and what converts is rounded down
to the smallest unit, so that price times shares never exceeds the money and less than one share is
left over, in cash. An increase of the pool is rounded up, because its target is a floor. The price
at which an older class converts is rounded half up.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import said
from laogu.register.rounds.branches import NotComputable, Ways, Why, ways_of
from laogu.register.rounds.capital import Capital, Convertible, Kind, Protection, Right, Round
from laogu.register.rounds.figures import down, nearest, rounded_price, up
from laogu.register.rounds.mechanisms import ByRatio
from laogu.register.rounds.pro_rata import MayTake, may_take
from laogu.register.rounds.protecting import base_of, full_ratchet, weighted_average
from laogu.register.rounds.refusals import NotARound
from laogu.register.rounds.solving import Solved, solve


class Conversion(Struct, frozen=True, kw_only=True):
    """What a convertible becomes.

    amount: what converts, `earned` interest included; None: nothing was paid.
    price: rounded; None: no price is needed. capitalization: what the cap was divided by.
    terms_of: the later paper whose terms it took. left_over: in cash.
    """

    convertible: Convertible
    amount: Fraction | None
    earned: Fraction
    why: Why
    terms_of: str
    price: Fraction | None
    capitalization: Fraction | None
    exact: Fraction
    shares: Fraction
    left_over: Fraction


class Sale(Struct, frozen=True, kw_only=True):
    """New shares for new money. left_over: of the amount, in cash."""

    holder: str
    amount: Fraction
    shares: Fraction
    left_over: Fraction


class Protected(Struct, frozen=True, kw_only=True):
    """An older class whose conversion price a down round lowers. base: A; None: a full ratchet."""

    kind: str
    protection: Protection
    base: Fraction | None
    price_before: Fraction
    price_after: Fraction
    ratio_before: Fraction
    ratio_after: Fraction


class Modelled(Struct, frozen=True, kw_only=True):
    """A round as it would come out. exact: before anything was rounded; of no price, of the price.

    more_pool: by what the pool grows, promised options included.
    """

    asked: Round
    capital: Capital
    price: Fraction
    exact: Solved
    conversions: tuple[Conversion, ...]
    sales: tuple[Sale, ...]
    more_pool: Fraction
    protected: tuple[Protected, ...]
    may_take: tuple[MayTake, ...]
    not_computable: tuple[NotComputable, ...]

    @property
    def new_shares(self) -> Fraction:
        """The shares sold for new money."""
        return sum((one.shares for one in self.sales), Fraction(0))

    @property
    def converted(self) -> Fraction:
        """The shares that convertibles become."""
        return sum((one.shares for one in self.conversions), Fraction(0))

    @property
    def pool_after(self) -> Fraction:
        """What is not granted after the round, promised options included."""
        return self.capital.unissued + self.more_pool

    def ratio_after(self, kind: Kind) -> Fraction:
        """Return what a share of a class converts into after the round."""
        return next(
            (one.ratio_after for one in self.protected if one.kind == kind.name), kind.ratio
        )

    @property
    def fully_diluted(self) -> Fraction:
        """All shares as converted, options, warrants and the pool, after the round."""
        older = sum((one.shares * self.ratio_after(one) for one in self.capital.kinds), Fraction(0))
        granted = self.capital.options + self.capital.warrants
        return older + granted + self.pool_after + self.new_shares + self.converted

    @property
    def post_money(self) -> Fraction:
        """The price of the round times the fully diluted company after it."""
        return self.price * self.fully_diluted


def model(
    capital: Capital,
    convertibles: Sequence[Convertible],
    asked: Round,
    rights: Sequence[Right] = (),
) -> Modelled:
    """Return the round as it would come out, or refuse one that cannot be."""
    _check(capital, asked)
    every = [ways_of(one, asked, convertibles) for one in convertibles]
    ways = [one for one in every if isinstance(one, Ways)]
    exact = solve(capital, ways, asked)
    price = rounded_price(exact.price, asked.scale, asked.price_rounding)
    if not price:
        raise NotARound(reason=said("The price rounds to nothing; it needs more decimals."))
    priced = replace(asked, price=price)
    solved = solve(capital, ways, priced)
    sales = tuple(_sale(holder, amount, price, asked) for holder, amount in asked.money)
    sold = sum((one.shares for one in sales), Fraction(0))
    conversions = tuple(_conversions(ways, solved, asked))
    found = Modelled(
        asked=asked,
        capital=capital,
        price=price,
        exact=exact,
        conversions=conversions,
        sales=sales,
        more_pool=up(capital.uncovered + solved.more_pool, asked.decimals),
        protected=tuple(_protected(capital, price, sold, asked)),
        may_take=(),
        not_computable=tuple(one for one in every if isinstance(one, NotComputable)),
    )
    became = {one.convertible.holder: Fraction(0) for one in conversions}
    for one in conversions:
        became[one.convertible.holder] += one.shares
    return replace(
        found,
        may_take=may_take(capital, rights, became, sold=sold, price=price, decimals=asked.decimals),
    )


def _check(capital: Capital, asked: Round) -> None:
    """Refuse what leaves out or contradicts."""
    stated = [one for one in (asked.price, asked.pre_money, asked.post_money) if one is not None]
    if len(stated) != 1:
        raise NotARound(reason=said("One of a price, a pre-money and a post-money is stated."))
    amounts = [*stated, *(amount for _, amount in asked.money)]
    if any(one <= 0 for one in amounts):
        raise NotARound(reason=said("A price, a valuation and an amount are above zero."))
    if capital.as_converted <= 0:
        raise NotARound(reason=said("Nobody holds a share yet."))
    same = next((one for one in capital.kinds if one.name == asked.name), None)
    if same is not None and (same.ratio != 1 or same.protection != "none"):
        raise NotARound(reason=said("A class with a ratio or a protection is not sold again."))
    part = asked.pool.part
    if part is not None and not 0 <= part < 1:
        raise NotARound(reason=said("The pool is less than the whole company."))
    if asked.post_money is not None and asked.raised >= asked.post_money:
        raise NotARound(reason=said("The money is less than the valuation after it."))


def _sale(holder: str, amount: Fraction, price: Fraction, asked: Round) -> Sale:
    shares = down(amount / price, asked.decimals)
    return Sale(holder=holder, amount=amount, shares=shares, left_over=amount - price * shares)


def _conversions(ways: Sequence[Ways], solved: Solved, asked: Round) -> Iterator[Conversion]:
    for one, taken, exact in zip(ways, solved.taken, solved.shares, strict=True):
        way = one.ways[taken]
        price, left_over, shares = None, Fraction(0), down(exact, asked.decimals)
        if one.amount and way.why not in ("part", "quantity"):
            price = rounded_price(one.amount / exact, asked.scale, asked.price_rounding)
            if not price:
                raise NotARound(reason=said("The price rounds to nothing; it needs more decimals."))
            shares = down(one.amount / price, asked.decimals)
            left_over = one.amount - price * shares
        elif isinstance(one.convertible.mechanism, ByRatio):
            rule = {"up": up, "down": down, "nearest": nearest}
            shares = rule[one.convertible.mechanism.rounded](exact, asked.decimals)
        yield Conversion(
            convertible=one.convertible,
            amount=one.amount,
            earned=one.earned,
            why=way.why,
            terms_of=way.terms_of,
            price=price,
            capitalization=exact / way.by if way.by else None,
            exact=exact,
            shares=shares,
            left_over=left_over,
        )


def _protected(
    capital: Capital, price: Fraction, sold: Fraction, asked: Round
) -> Iterator[Protected]:
    for kind in capital.kinds:
        before = kind.conversion_price
        if kind.protection == "none" or before is None or price >= before or not sold:
            continue
        base = None if kind.protection == "full_ratchet" else base_of(capital, kind)
        if base is None:
            after = full_ratchet(before, price)
        else:
            after = weighted_average(before, price, base=base, shares=sold)
        after = rounded_price(after, asked.scale, "half_up")
        yield Protected(
            kind=kind.name,
            protection=kind.protection,
            base=base,
            price_before=before,
            price_after=after,
            ratio_before=kind.ratio,
            ratio_after=kind.ratio * before / after,
        )
