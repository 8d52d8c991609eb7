"""What has a claim beside shares: options by strike, what is left to grant, loans that convert.

Everything is told in common shares of the day. What is owed on a loan is counted as it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from laogu.basics import IssuerId, Price, Said, StockClassId, said
from laogu.pricing.structure import Holding
from laogu.pricing.terms import Note
from laogu.register import Register, convertibles, plans, rounds
from laogu.register.convertibles import Convertible

_Option = tuple[float, str | None, float]
"""A strike, in which currency, and for how many common shares; None: it costs nothing."""

_Loan = tuple[Convertible, float, float | None, float, bool]
"""A paper, what is owed on it, its cap, its discount, and whether the cap is of the company with
it."""


class Beside:
    """What there is beside shares on a day. left_out: what cannot be counted."""

    def __init__(
        self,
        register: Register,
        issuer: IssuerId,
        on: date,
        *,
        known_at: datetime | None,
        ratios: Mapping[StockClassId, float],
        common: StockClassId,
    ) -> None:
        self.register, self.issuer, self.on, self.known_at = register, issuer, on, known_at
        self.ratios = ratios
        self.currency = register.classes[common].currency
        self.left_out: list[Said] = []

    def options(self) -> list[Holding]:
        """Return what grants and warrants are for, by strike."""
        by_strike: dict[float, float] = {}
        others = 0
        for strike, currency, shares in (*self._grants(), *self._warrants()):
            if currency not in {None, self.currency}:
                others += 1
                continue
            by_strike[strike] = by_strike.get(strike, 0.0) + shares
        if others:
            # Whether there are any is told, and not how many: that is the issuer's to say.
            self.left_out.append(said("Options in another currency are not counted."))
        return [
            Holding(name=f"options at {strike:.10g}", shares=shares, strike=strike)
            for strike, shares in sorted(by_strike.items())
        ]

    def unissued(self) -> float:
        """Return how many shares plans have left to grant."""
        total = Fraction(0)
        for plan in self.register.plans.plans_of.on(self.issuer):
            room = self.register.plans
            use = plans.pool_use(room, plan, on=self.on, known_at=self.known_at)
            first = room.plans[plan].plan.classes[0]
            decimals = self.register.classes[first].decimals
            total += Fraction(max(0, use.left), 10**decimals)
        return float(total)

    def loans(self, shares: float, classes: Sequence[Holding]) -> list[Holding]:
        """Return the papers that become shares: paid with the first class, or converted.

        shares: as converted, with options and what is left to grant. A loan comes before all
        classes, any other paper with the first of them.
        """
        found = list(self._loans())
        part = sum(owed / cap for _, owed, cap, _, is_after in found if cap and is_after)
        first = min((one.rank for one in classes if one.price is not None), default=1)
        holdings = []
        for paper, owed, cap, discount, is_after in found:
            left = 1 - part if is_after else 1.0
            at = cap * left / shares if cap and shares and left > 0 else None
            is_loan = paper.issued.kind == "note"
            holdings.append(
                Holding(
                    name=paper.issued.security,
                    shares=1.0,
                    rank=first - 1 if is_loan else first,
                    note=Note(principal=owed, converts_at=at, discount=discount),
                )
            )
        return holdings

    def _grants(self) -> Iterator[_Option]:
        room = self.register.plans
        for grant in plans.grants_of_issuer(room, self.issuer, on=self.on, known_at=self.known_at):
            used = plans.Used.of(grant, self.on, self.known_at)
            left = grant.granted.units - used.exercised - used.released - used.ended
            expires = grant.granted.expires_on
            if left <= 0 or (expires is not None and expires < self.on):
                continue
            price = plans.price_on(grant, self.on, known_at=self.known_at)
            decimals = self.register.classes[grant.stock_class].decimals
            yield self._option(grant.stock_class, price, left / 10**decimals)

    def _warrants(self) -> Iterator[_Option]:
        standing = convertibles.warrants_on(
            self.register.convertibles, self.issuer, as_of=self.on, known_at=self.known_at
        )
        for one in standing:
            issued = one.warrant.issued
            is_over = issued.expires_on is not None and issued.expires_on < self.on
            if one.left and not is_over:
                yield self._option(issued.into, issued.exercise_price, float(one.left))

    def _option(
        self, stock_class: StockClassId | None, price: Price | None, count: float
    ) -> _Option:
        """Return what an option is for, told in common shares: more of them, each for less."""
        ratio = 1.0 if stock_class is None else self.ratios.get(stock_class, 1.0)
        if price is None:
            return 0.0, None, count * ratio
        return float(price.decimal()) / ratio, price.currency, count * ratio

    def _loans(self) -> Iterator[_Loan]:
        others = 0
        for paper in convertibles.convertibles_on(
            self.register.convertibles, self.issuer, as_of=self.on, known_at=self.known_at
        ):
            mechanism = convertibles.mechanism_of(paper.issued)
            if paper.issued.amount.currency != self.currency or not isinstance(
                mechanism, rounds.Safe | rounds.Note
            ):
                others += 1
                continue
            cap = None if mechanism.cap is None else float(mechanism.cap.decimal())
            discount = float(mechanism.discount or 0)
            is_after = isinstance(mechanism, rounds.Safe) and mechanism.timing == "post_money"
            yield paper, self._owed(paper, mechanism), cap, discount, is_after
        if others:
            self.left_out.append(
                said("Papers that become shares in a way that is not read here are not counted.")
            )

    def _owed(self, paper: Convertible, mechanism: rounds.Safe | rounds.Note) -> float:
        """Return what is owed on a paper, with the interest that was not paid in cash."""
        amount = float(paper.issued.amount.decimal())
        if isinstance(mechanism, rounds.Safe):
            return amount
        return amount + float(rounds.interest(mechanism, Fraction(amount), self.on))
