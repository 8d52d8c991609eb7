"""Change the form of a company: contributions to it become shares of a joint stock company.

Asked by: the issuer. Every holder gets shares in proportion, the last ones by largest remainders;
the old class ends, and a new one takes its place, all in one entry. No promoter is locked up by
law: the Company Law of 2023 has no such article any more (CN-JSC-09).
Records:  StockClassRegistered, StockClassDescribed, IssuerFormChanged, StockRetired
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAnAmount,
          NotARight, NotAName, ClassNameTaken, FormIsTheSame, CapitalUnpaid, SharesAboveNetWorth,
          ClassNotStill, BeforeItsTime, AfterToday
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from laogu.basics import (
    CURRENCIES,
    Money,
    Said,
    SecurityId,
    StockClassId,
    in_words,
    money,
    name,
    said,
    split,
    units,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_still
from laogu.operations.stock_class.following import cannot_follow
from laogu.register import (
    ClassNameTaken,
    Register,
    StockClassRegistered,
    check_day,
    class_named,
    holders_lots,
    issuer_named,
    split_lots,
)
from laogu.register.capital import (
    CapitalUnpaid,
    ClassRights,
    FormIsTheSame,
    IssuerFormChanged,
    Left,
    SharesAboveNetWorth,
    StockClassDescribed,
    per_share,
)


class ChangeForm(Request, frozen=True, kw_only=True):
    """A company that becomes a joint stock company.

    stock_class: of the contributions. quantity: of all shares that take their place.
    net_worth: audited, in the currency of the class. net_worth_on: the day they are stated for.
    name_en, name_zh: of the new class. par: of one share. form: what kind of company it is then.
    legal_name_en, legal_name_zh: from now on; left out: as before.
    """

    issuer: str
    stock_class: str
    quantity: Decimal
    net_worth: Decimal
    net_worth_on: date
    name_en: str
    name_zh: str | None = None
    par: Decimal = Decimal(1)
    form: str = "joint stock company"
    legal_name_en: str | None = None
    legal_name_zh: str | None = None


def change_form(books: Books, request: ChangeForm, asked: Asked) -> tuple[Event, ...]:
    """Return the change of form with every new share, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    source = class_named(register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    form = name(request.form)
    if form == issuer.form:
        raise FormIsTheSame(issuer=issuer.named, form=form)
    must_be_still(books, source.stock_class, *_granted(register, source))
    check_day(request.net_worth_on, since=issuer.established_on, today=today)
    _check_paid(register, source, today)
    shares = units(request.quantity, 0)
    net_worth = money(request.net_worth, source.currency)
    par = per_share(request.par, currency=source.currency, right="par")
    _check_net_worth(shares, request.par, net_worth)
    target = _new_class(register, source, request, StockClassId(asked.make("class")), today)
    lots = holders_lots(register, source.stock_class)
    ordered = sorted(lots, key=lambda one: (-register.units_of[source.stock_class][one], one))
    held = [register.units_of[source.stock_class][one] for one in ordered]
    left = []
    for holder, count in zip(ordered, split(shares, held) if held else (), strict=True):
        parts = split(count, [one.units for one in lots[holder]])
        by_lot = {one.security: n for one, n in zip(lots[holder], parts, strict=True)}
        left.append((Left(holder=holder, units=by_lot, part=Fraction(0)), lots[holder]))
    changed = IssuerFormChanged(
        effective_on=today,
        issuer=issuer.issuer,
        form=form,
        was=issuer.form,
        source=source.stock_class,
        target=target.stock_class,
        net_worth=net_worth,
        net_worth_on=request.net_worth_on,
        before=register.issued_units[source.stock_class],
        after=shares if held else 0,
        legal_name_en=name(request.legal_name_en) if request.legal_name_en else None,
        legal_name_zh=name(request.legal_name_zh) if request.legal_name_zh else None,
    )
    rights = ClassRights(kind="common", votes=Decimal(1), par=par)
    described = StockClassDescribed(
        effective_on=today, stock_class=target.stock_class, rights=rights
    )
    retired = split_lots(
        register,
        left,
        on=today,
        make_id=lambda: SecurityId(asked.make("security")),
        into=target,
    )
    return (target, described, changed, *retired)


def _granted(register: Register, source: StockClassRegistered) -> Iterator[Said]:
    """Say what was granted or promised in contributions, which would have to be granted anew."""
    living = len(register.plans.left_units.on(source.stock_class))
    if living:
        yield said("grants: {grants}", grants=living)
    yield from cannot_follow(register, source)


def _check_paid(register: Register, source: StockClassRegistered, today: date) -> None:
    """Refuse while anything of the contributions is owed."""
    owed = 0
    for security in register.of_class.on(source.stock_class):
        contribution = register.capital.contributions.get(security)
        if contribution is not None and register.securities[security].retired is None:
            owed += contribution.owed_on(today)
    if owed:
        raise CapitalUnpaid(owed=in_words(owed, source.decimals))


def _check_net_worth(shares: int, par: Decimal, net_worth: Money) -> None:
    """Refuse more share capital than there are net worth."""
    capital = shares * par
    if capital > net_worth.decimal():
        minor = int(capital.scaleb(CURRENCIES[net_worth.currency]))
        raise SharesAboveNetWorth(capital=Money(minor, net_worth.currency), net_worth=net_worth)


def _new_class(
    register: Register,
    source: StockClassRegistered,
    request: ChangeForm,
    made: StockClassId,
    today: date,
) -> StockClassRegistered:
    english = name(request.name_en)
    chinese = name(request.name_zh or english)
    names = {english.casefold(), chinese.casefold()}
    for one in (register.classes[one] for one in register.classes_of[source.issuer]):
        if names & {one.name_en.casefold(), one.name_zh.casefold()}:
            raise ClassNameTaken(issuer=register.issuers[source.issuer].named, name=english)
    return StockClassRegistered(
        effective_on=today,
        stock_class=made,
        issuer=source.issuer,
        name_en=english,
        name_zh=chinese,
        decimals=0,
        price_scale=source.price_scale,
        currency=source.currency,
        par=f"{request.par:f}",
    )
