"""What changes stock otherwise than by issuance, transfer or cancellation; nothing here records it.

Always true of what is returned: nobody holds more or less for it than its rule says, and what was
known of a lot, its day, its cost, its restrictions, goes on in what comes of it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from laogu.basics import (
    LARGEST,
    IssuerId,
    Money,
    Price,
    Restriction,
    Said,
    SecurityId,
    StockClassId,
    in_words,
    said,
    split,
)
from laogu.register.capital import (
    BeyondAuthorised,
    CapitalUnpaid,
    ConversionRight,
    LotsDiffer,
    PartsDoNotSum,
    as_fraction,
    class_standing,
    issuer_authorised,
    whole,
)
from laogu.register.events import StockClassRegistered, StockRetired
from laogu.register.refusals import CertificateTaken, HoldsTooFew, TooManyUnits
from laogu.register.rules import check_since, living_security
from laogu.register.splitting import scaled
from laogu.register.state import Register
from laogu.register.stock import IssuedStock

MakeId = Callable[[], SecurityId]


def check_authorised(register: Register, stock_class: StockClassId, more: int, *, on: date) -> None:
    """Refuse more units of a class than may be issued on a day."""
    standing = class_standing(register.capital, stock_class, as_of=on)
    issued = register.issued_units[stock_class]
    kind = register.classes[stock_class]
    decimals = kind.decimals
    if issued + more > LARGEST:
        raise TooManyUnits(asked=in_words(more, decimals), largest=in_words(LARGEST, decimals))
    if standing.authorised is not None and issued + more > standing.authorised:
        raise BeyondAuthorised(
            asked=in_words(more, decimals),
            issued=in_words(issued, decimals),
            authorised=in_words(standing.authorised, decimals),
        )
    check_issuer_authorised(register, kind.issuer, in_words(more, decimals), on=on)


def check_issuer_authorised(
    register: Register, issuer: IssuerId, more: Decimal, *, on: date
) -> None:
    """Refuse more shares of an issuer, of whatever class, than may be issued on a day."""
    of_all = issuer_authorised(register.capital, issuer, as_of=on)
    if of_all is None:
        return
    classes = [register.classes[one] for one in register.classes_of[issuer]]
    shares = [in_words(register.issued_units[one.stock_class], one.decimals) for one in classes]
    issued = sum(shares, Decimal(0))
    if issued + more > of_all:
        raise BeyondAuthorised(asked=more, issued=issued, authorised=of_all)


def convert(
    register: Register,
    security: SecurityId,
    *,
    units: int,
    right: ConversionRight,
    into: StockClassRegistered,
    certificate: str | None,
    on: date,
    make_id: MakeId,
) -> tuple[StockRetired, Fraction]:
    """Return the conversion of units of a security, and the part of a unit that is left over.

    What comes of it keeps the day on which the old shares were acquired, and their cost.
    """
    stock = taken(register, security, units, on)
    decimals = register.classes[stock.stock_class].decimals
    contribution = register.capital.contributions.get(security)
    if contribution is not None and contribution.owed_on(on):
        raise CapitalUnpaid(owed=in_words(contribution.owed_on(on), decimals))
    exact = units * as_fraction(right.ratio) * Fraction(10) ** (into.decimals - decimals)
    made = whole(exact, right.rounding)
    check_authorised(register, into.stock_class, made, on=on)
    if certificate is not None:
        check_certificate(register, into.stock_class, certificate)
    moved, balance = _parted(stock, units, make_id)
    by = Fraction(made, units)
    resulting = replace(
        moved,
        security=make_id(),
        stock_class=into.stock_class,
        units=made,
        certificate=certificate,
        restrictions=scaled(moved.restrictions, by, made),
    )
    event = StockRetired(
        effective_on=on,
        by="conversion",
        securities=(security,),
        resulting=(resulting,) if made else (),
        balance=balance,
    )
    left = exact - made if right.rounding == "cash_in_lieu" else Fraction(0)
    return event, left


def repurchase(
    register: Register,
    security: SecurityId,
    *,
    units: int,
    price: Price | None,
    reason: str,
    on: date,
    make_id: MakeId,
) -> StockRetired:
    """Return the taking back of units by the issuer; what is left becomes a new security."""
    stock = taken(register, security, units, on)
    _, balance = _parted(stock, units, make_id)
    return StockRetired(
        effective_on=on,
        by="repurchase",
        securities=(security,),
        balance=balance,
        price=price,
        reason=reason,
    )


def reissue(
    register: Register,
    security: SecurityId,
    *,
    parts: Sequence[tuple[int, str | None]],
    reason: str,
    on: date,
    make_id: MakeId,
    first: Restriction | None = None,
) -> StockRetired:
    """Return new certificates in place of a security. parts: units, and the label of each.

    first: of its restrictions the one that holds the first part before any other.
    """
    stock = taken(register, security, 1, on)
    total = sum(units for units, _ in parts)
    if total != stock.units:
        decimals = register.classes[stock.stock_class].decimals
        raise PartsDoNotSum(parts=in_words(total, decimals), held=in_words(stock.units, decimals))
    labels = [label for _, label in parts if label is not None]
    for place, label in enumerate(labels):
        if label in labels[:place]:
            raise CertificateTaken(certificate=label)
        if label != stock.certificate:
            check_certificate(register, stock.stock_class, label)
    resulting = tuple(
        replace(made, certificate=label)
        for made, (_, label) in zip(
            divided_lot(stock, [units for units, _ in parts], make_id, held=_apart(stock, first)),
            parts,
            strict=True,
        )
    )
    return StockRetired(
        effective_on=on,
        by="reissuance",
        securities=(security,),
        resulting=resulting,
        reason=reason,
    )


def consolidate(
    register: Register,
    securities: Sequence[SecurityId],
    *,
    certificate: str | None,
    reason: str,
    on: date,
    make_id: MakeId,
) -> StockRetired:
    """Return one security in place of several of one holder that are alike."""
    stocks = [taken(register, one, 1, on) for one in securities]
    first = stocks[0]
    differ = tuple(_differ(register, stocks))
    if differ:
        raise LotsDiffer(differ=differ)
    if certificate is not None and all(certificate != one.certificate for one in stocks):
        check_certificate(register, first.stock_class, certificate)
    costs = [one.cost for one in stocks]
    known = [one for one in costs if one is not None]
    resulting = replace(
        first,
        security=make_id(),
        units=sum(one.units for one in stocks),
        certificate=certificate or first.certificate,
        cost=sum(known[1:], known[0]) if len(known) == len(costs) else None,
        origin=None,
    )
    return StockRetired(
        effective_on=on,
        by="consolidation",
        securities=tuple(securities),
        resulting=(resulting,),
        reason=reason,
    )


def check_certificate(register: Register, stock_class: StockClassId, label: str) -> None:
    """Refuse a label that another certificate of the class has."""
    if (stock_class, label) in register.certificates:
        raise CertificateTaken(certificate=label)


Span = tuple[int, int]
"""Units of a lot, counted from its first, that a restriction holds: from which, up to which."""


def divided_lot(
    stock: IssuedStock, units: Sequence[int], make_id: MakeId, *, held: Sequence[Span] | None = None
) -> list[IssuedStock]:
    """Return a lot in parts of so many units, which sum to it: its cost is divided too.

    held: what each of its restrictions on some of its units holds; None: its first units, which
    are of the part that stays. Either way it holds as many as before.
    """
    costs: list[Money | None] = [None] * len(units)
    if stock.cost is not None:
        currency = stock.cost.currency
        costs = [Money(minor, currency) for minor in split(stock.cost.minor, units)]
    spans = [(0, one.units or 0) for one in stock.restrictions] if held is None else held
    found = []
    begins = 0
    for part, cost in zip(units, costs, strict=True):
        restrictions: list[Restriction] = []
        for one, (since, until) in zip(stock.restrictions, spans, strict=True):
            here = min(until, begins + part) - max(since, begins)
            if one.units is None:
                restrictions.append(one)
            elif here > 0:
                restrictions.append(replace(one, units=here))
        begins += part
        found.append(
            replace(
                stock,
                security=make_id(),
                units=part,
                cost=cost,
                restrictions=tuple(restrictions),
                origin=None,
            )
        )
    return found


def _apart(stock: IssuedStock, first: Restriction | None) -> list[Span]:
    """Return units for each restriction of a lot, no two of them the same as far as there are any.

    Restrictions that name no shares are taken as not overlapping, and what they keep together they
    keep of the parts too.
    """
    found: list[Span] = [(0, 0)] * len(stock.restrictions)
    begins = 0
    for place in sorted(range(len(found)), key=lambda place: stock.restrictions[place] != first):
        held = min(stock.restrictions[place].units or 0, stock.units)
        begins = min(begins, stock.units - held)
        found[place] = (begins, begins + held)
        begins += held
    return found


def taken(register: Register, security: SecurityId, units: int, on: date) -> IssuedStock:
    """Return a living security of which so many units may be taken on a day, or refuse."""
    stock = living_security(register, security)
    decimals = register.classes[stock.stock_class].decimals
    if units > stock.units:
        raise HoldsTooFew(asked=in_words(units, decimals), held=in_words(stock.units, decimals))
    check_since(on, register.securities[security].issued_on)
    return stock


def _parted(
    stock: IssuedStock, units: int, make_id: MakeId
) -> tuple[IssuedStock, IssuedStock | None]:
    """Return the units that are taken of a lot, and what is left of it."""
    if units == stock.units:
        return stock, None
    balance, moved = divided_lot(stock, [stock.units - units, units], make_id)
    return moved, balance


def _differ(register: Register, stocks: Sequence[IssuedStock]) -> Iterator[Said]:
    """Yield in what securities differ that one security could not remember."""
    owed = [register.capital.contributions.get(one.security) for one in stocks]
    if len({one.security for one in stocks}) < max(2, len(stocks)):
        yield said("their number: name two or more, each once")
    if len({one.holder for one in stocks}) > 1:
        yield said("the holder")
    if len({one.stock_class for one in stocks}) > 1:
        yield said("the stock class")
    if len({one.acquired_on for one in stocks}) > 1:
        yield said("the day on which they were acquired")
    is_partial = any(one.units is not None for stock in stocks for one in stock.restrictions)
    kept = {
        (one.restrictions, frozenset(one.waived), frozenset(one.waived_through)) for one in stocks
    }
    if is_partial or len(kept) > 1:
        yield said("their restrictions")
    if len({None if one is None else one.due_on for one in owed}) > 1:
        yield said("the day on which they are to be paid in")
