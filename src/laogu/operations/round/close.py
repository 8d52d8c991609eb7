"""Close a round in one entry: new shares, conversions, the pool, and ratios of older classes.

Asked by: the issuer. The new money lies outside this market, and every lot says what was paid.
Records:  StockClassRegistered, StockClassDescribed, StockIssued, ConvertibleConverted,
          PoolAdjusted, RatioAdjusted, FinancingRecorded
Refuses:  IssuerUnknown, HolderUnknown, ConvertibleUnknown, PlanUnknown, NotSignedIn, NoMandate,
          NotAnAmount, NotAFigure, NotAName, NotARound, NoSuchRound, TooManyUnits, BeyondAuthorised
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from laogu.basics import (
    LARGEST,
    HolderId,
    Money,
    PaperId,
    Price,
    SecurityId,
    StockClassId,
    in_words,
    name,
    said,
)
from laogu.operations.asked import Asked
from laogu.operations.books import Books, Event
from laogu.operations.round.cash import cents_down
from laogu.operations.round.model import ModelRound, terms_of
from laogu.operations.round.standing import right_of
from laogu.register import (
    IssuedStock,
    IssuerRegistered,
    StockClassRegistered,
    StockIssued,
    TooManyUnits,
    capital,
    check_authorised,
    check_issuer_authorised,
    issuer_named,
    rounds,
)
from laogu.register.capital import (
    AntiDilution,
    ClassRights,
    ConversionRight,
    RatioAdjusted,
    StockClassDescribed,
)
from laogu.register.convertibles import ConvertibleConverted
from laogu.register.papers import FinancingRecorded
from laogu.register.plans import PoolAdjusted, plan_of, reserved_on


class CloseRound(ModelRound, frozen=True, kw_only=True):
    """A round, closed today, on the terms on which it would be modelled.

    name_zh: of a new class. into: the class that a new one converts into, one for one; left out:
    the first that is not preferred. anti_dilution: of a new class. plan: whose pool grows; left
    out: the only one.
    """

    name_zh: str | None = None
    into: str | None = None
    anti_dilution: AntiDilution = "none"
    plan: str | None = None


def close_round(books: Books, request: CloseRound, asked: Asked) -> tuple[Event, ...]:
    """Return everything that the round comes to, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind, terms = terms_of(books, request, issuer, asked)
    found = terms.modelled()
    if found.not_computable:
        raise rounds.NotARound(reason=found.not_computable[0].why)
    today = asked.today(issuer.zone)
    return tuple(_Closing(books, request, asked, issuer, found, kind, today).events())


class _Closing:
    """One round being closed: its events, in the order in which they build on each other."""

    def __init__(  # noqa: PLR0917
        self,
        books: Books,
        request: CloseRound,
        asked: Asked,
        issuer: IssuerRegistered,
        found: rounds.Modelled,
        kind: StockClassRegistered | None,
        today: date,
    ) -> None:
        self.books, self.request, self.asked, self.issuer = books, request, asked, issuer
        self.found, self.today = found, today
        self.is_new = kind is None
        self.kind = self._class() if kind is None else kind
        self.price = self._price(found.price)
        self.made: list[SecurityId] = []

    def events(self) -> Iterator[Event]:
        """Yield the class, the new shares, the conversions, the pool, the ratios, the financing."""
        self._check_units()
        if self.is_new:
            yield self.kind
            yield self._described()
        for sale in self.found.sales:
            if sale.shares:
                paid = cents_down(sale.amount - sale.left_over, self.kind.currency)
                stock = self._stock(sale.holder, sale.shares, paid)
                yield StockIssued(effective_on=self.today, stock=stock)
        for one in self.found.conversions:
            yield self._converted(one)
        if self.found.more_pool:
            yield self._pool()
        for protected in self.found.protected:
            yield self._adjusted(protected)
        yield FinancingRecorded(
            effective_on=self.today,
            paper=PaperId(self.asked.make("paper")),
            issuer=self.issuer.issuer,
            name=self.kind.name_en,
            securities=tuple(self.made),
        )

    def _class(self) -> StockClassRegistered:
        english = name(self.request.stock_class)
        return StockClassRegistered(
            effective_on=self.today,
            stock_class=StockClassId(self.asked.make("class")),
            issuer=self.issuer.issuer,
            name_en=english,
            name_zh=name(self.request.name_zh) if self.request.name_zh else english,
            decimals=0,
            price_scale=self.found.asked.scale,
            currency=self.issuer.currency,
        )

    def _described(self) -> StockClassDescribed:
        into = self._into()
        right = ConversionRight(into=into, ratio=capital.ratio_of(Fraction(1)), price=self.price)
        rights = ClassRights(
            kind="preferred",
            issue_price=self.price,
            converts=(right,),
            anti_dilution=self.request.anti_dilution,
        )
        return StockClassDescribed(
            effective_on=self.today, stock_class=self.kind.stock_class, rights=rights
        )

    def _into(self) -> StockClassId:
        register = self.books.register
        for one in register.classes_of[self.issuer.issuer]:
            kind = register.classes[one]
            given = self.request.into
            if given is not None and given in {one, kind.name_en, kind.name_zh}:
                return one
            standing = capital.class_standing(register.capital, one, as_of=self.today)
            if given is None and standing.rights.kind != "preferred":
                return one
        raise rounds.NotARound(reason=said("No class is there that the new one converts into."))

    def _check_units(self) -> None:
        more = self._units(self.found.new_shares + self.found.converted)
        if self.is_new:
            if more > LARGEST:
                largest = in_words(LARGEST, 0)
                raise TooManyUnits(asked=in_words(more, 0), largest=largest)
            shares = in_words(more, self.kind.decimals)
            register, issuer = self.books.register, self.issuer.issuer
            check_issuer_authorised(register, issuer, shares, on=self.today)
            return
        check_authorised(self.books.register, self.kind.stock_class, more, on=self.today)

    def _units(self, shares: Fraction) -> int:
        return int(shares * 10**self.kind.decimals)

    def _price(self, price: Fraction) -> Price:
        scale = self.found.asked.scale
        return Price(int(price * 10**scale), scale, self.found.asked.currency)

    def _stock(self, holder: str, shares: Fraction, cost: Money | None) -> IssuedStock:
        security = SecurityId(self.asked.make("security"))
        self.made.append(security)
        return IssuedStock(
            security=security,
            issuer=self.issuer.issuer,
            stock_class=self.kind.stock_class,
            holder=HolderId(holder),
            units=self._units(shares),
            acquired_on=self.today,
            cost=cost,
        )

    def _converted(self, one: rounds.Conversion) -> ConvertibleConverted:
        room = self.books.register.convertibles.convertibles
        issued = room[SecurityId(one.convertible.name)].issued
        if not one.shares:
            raise rounds.NotARound(reason=said("A convertible would become less than one share."))
        currency = self.kind.currency
        amount = one.amount or Fraction(0)
        left_over = cents_down(one.left_over, currency)
        cost = cents_down(amount - one.left_over, currency)
        return ConvertibleConverted(
            effective_on=self.today,
            security=issued.security,
            shares=(self._stock(issued.holder, one.shares, cost),),
            amount=issued.amount,
            interest=cents_down(one.earned, currency) if one.earned else None,
            trigger=issued.triggers[0].name if issued.triggers else None,
            price=None if one.price is None else self._price(one.price),
            left_over=left_over if left_over.minor else None,
            reason=self._reason(one),
        )

    def _reason(self, one: rounds.Conversion) -> str:
        by = f"{one.why}, {self.kind.name_en}"
        return f"{by}, terms of {one.terms_of}" if one.terms_of else by

    def _pool(self) -> PoolAdjusted:
        register = self.books.register
        known = tuple(register.plans.plans_of.on(self.issuer.issuer))
        if self.request.plan is not None:
            pool = plan_of(register.plans, self.request.plan, self.issuer.issuer)
        elif len(known) == 1:
            pool = register.plans.plans[known[0]]
        else:
            raise rounds.NotARound(reason=said("Which plan's pool grows has to be said."))
        plan = pool.plan.plan
        one = 10 ** register.classes[pool.plan.classes[0]].decimals
        before = reserved_on(register.plans, plan, on=self.today)
        return PoolAdjusted(
            effective_on=self.today,
            plan=plan,
            units=before + int(self.found.more_pool * one),
            reason=self.kind.name_en,
        )

    def _adjusted(self, one: rounds.Protected) -> RatioAdjusted:
        stock_class = StockClassId(one.kind)
        right = right_of(self.books, stock_class, self.today)
        if right is None:
            raise rounds.NotARound(reason=said("A protected class states no right to convert."))
        after = replace(
            right,
            ratio=capital.ratio_of(one.ratio_after),
            price=self._price(one.price_after),
        )
        base = "" if one.base is None else f", base {rounds.shown(one.base)}"
        return RatioAdjusted(
            effective_on=self.today,
            stock_class=stock_class,
            right=after,
            cause="down_round",
            basis=f"{one.protection}, {self.kind.name_en}{base}",
        )
