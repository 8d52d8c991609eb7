"""Rounds in few words, and a slow, obvious twin of their solution."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from laogu.basics import Money
from laogu.register import rounds

DAY = date(2026, 3, 2)
EARLIER = date(2025, 1, 1)


def usd(amount: float | str) -> Money:
    return Money(int(Decimal(str(amount)) * 100), "USD")


def capital(
    common: int, *, options: int = 0, unissued: int = 0, promised: int = 0, warrants: int = 0
) -> rounds.Capital:
    """Return a company whose founder holds everything there is."""
    return rounds.Capital(
        kinds=(rounds.Kind(name="Common", held={"founder": Fraction(common)}),),
        options=Fraction(options),
        warrants=Fraction(warrants),
        unissued=Fraction(unissued),
        promised=Fraction(promised),
    )


def safe(
    amount: float | str,
    cap: float | str | None = None,
    *,
    discount: str | None = None,
    timing: rounds.Timing = "post_money",
    mfn: bool = False,
    name: str = "safe",
    issued_on: date = EARLIER,
) -> rounds.Convertible:
    return rounds.Convertible(
        name=name,
        holder=name,
        amount=Fraction(str(amount)),
        issued_on=issued_on,
        mechanism=rounds.Safe(
            cap=None if cap is None else usd(cap),
            discount=None if discount is None else Decimal(discount),
            timing=timing,
            mfn=mfn,
        ),
    )


def a_round(*money: float | str, **more: object) -> rounds.Round:
    """Return a round in which one after the other puts in so much."""
    given: dict[str, object] = {"name": "Series A", "currency": "USD", "on": DAY, **more}
    for name in ("price", "pre_money", "post_money"):
        if name in given:
            given[name] = Fraction(str(given[name]))
    takers = tuple((f"new {place}", Fraction(str(one))) for place, one in enumerate(money, 1))
    return rounds.Round(money=takers, **given)  # type: ignore[arg-type]


def settled(
    capital: rounds.Capital, safes: Iterable[rounds.Convertible], asked: rounds.Round
) -> tuple[Fraction, list[Fraction], Fraction]:
    """Return price, conversions and growth of the pool, by going round the circle until it stands.

    Safes and a pool only, counted before the money. Each turn takes what the last one found.
    """
    safes, turns = list(safes), 4_000
    shares, growth = [Fraction(0)] * len(safes), Fraction(0)
    price = Fraction(1)
    stands = capital.as_converted + capital.options + capital.warrants
    stands += max(capital.unissued, capital.promised)
    for _ in range(turns):
        assert asked.pre_money is not None
        price = asked.pre_money / (stands + sum(shares) + growth)
        before = (shares, growth)
        shares = [_fine(_bought(one, price, stands, shares, growth)) for one in safes]
        after = stands + sum(shares) + growth + asked.raised / price
        target = (asked.pool.part or Fraction(0)) * after
        growth = _fine(
            max(Fraction(0), target - max(Fraction(0), capital.unissued - capital.promised))
        )
        if before == (shares, growth):
            break
    return price, shares, growth


def _bought(
    one: rounds.Convertible,
    price: Fraction,
    stands: Fraction,
    shares: list[Fraction],
    growth: Fraction,
) -> Fraction:
    terms = one.mechanism
    assert isinstance(terms, rounds.Safe)
    assert one.amount is not None
    prices = [price * (1 - Fraction(str(terms.discount or 0)))]
    if terms.cap is not None:
        counted = stands + (sum(shares) if terms.timing == "post_money" else growth)
        prices.append(Fraction(terms.cap.decimal()) / counted)
    return one.amount / min(prices)


def _fine(figure: Fraction) -> Fraction:
    """Return a figure with 18 decimals, or its digits would double with every turn."""
    return Fraction(round(figure * 10**18), 10**18)
