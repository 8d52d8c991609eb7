"""What of the books a round is worked out from: shares, options, warrants, pools, convertibles.

Holders, classes and papers go by their ids. Classes count as converted into what they convert into
first; a class without a stated right counts one for one.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from laogu.basics import IssuerId, PlanId, StockClassId
from laogu.operations.books import Books
from laogu.register import capital, convertibles, plans, rounds
from laogu.register.capital import AntiDilution

_PROTECTIONS: dict[AntiDilution | None, rounds.Protection] = {
    None: "none",
    "none": "none",
    "full_ratchet": "full_ratchet",
    "broad_weighted_average": "broad",
    "narrow_weighted_average": "narrow",
}


def capital_of(
    books: Books, issuer: IssuerId, *, on: date, promised: Fraction = Fraction(0)
) -> rounds.Capital:
    """Return who has what of an issuer, in shares, before a round."""
    register = books.register
    classes = register.classes_of[issuer]
    return rounds.Capital(
        kinds=tuple(_kind(books, one, on) for one in classes),
        options=sum((_granted(books, one, on) for one in classes), Fraction(0)),
        warrants=sum(_warrants(books, issuer, on), Fraction(0)),
        unissued=sum(
            (_unissued(books, plan, on) for plan in register.plans.plans_of.on(issuer)),
            Fraction(0),
        ),
        promised=promised,
    )


def papers_of(books: Books, issuer: IssuerId, *, on: date) -> tuple[rounds.Convertible, ...]:
    """Return an issuer's convertibles that stand, each with how it becomes shares."""
    found = []
    standing = convertibles.convertibles_on(books.register.convertibles, issuer, as_of=on)
    for one in standing:
        mechanism = convertibles.mechanism_of(one.issued)
        if mechanism is not None:
            found.append(
                rounds.Convertible(
                    name=one.issued.security,
                    holder=one.issued.holder,
                    mechanism=mechanism,
                    amount=Fraction(one.issued.amount.decimal()),
                    issued_on=one.issued_on,
                )
            )
    return tuple(found)


def right_of(books: Books, stock_class: StockClassId, on: date) -> capital.ConversionRight | None:
    """Return the right by which a class counts as converted; None: it counts one for one."""
    rights = capital.class_standing(books.register.capital, stock_class, as_of=on).rights
    return next((one for one in rights.converts if one.into is not None), None)


def _kind(books: Books, stock_class: StockClassId, on: date) -> rounds.Kind:
    register = books.register
    rights = capital.class_standing(register.capital, stock_class, as_of=on).rights
    right = right_of(books, stock_class, on)
    ratio = Fraction(1) if right is None else capital.as_fraction(right.ratio)
    price = None
    if right is not None and right.price is not None:
        price = Fraction(right.price.decimal())
    elif rights.issue_price is not None:
        price = Fraction(rights.issue_price.decimal()) / ratio
    one = 10 ** register.classes[stock_class].decimals
    return rounds.Kind(
        name=stock_class,
        held={
            holder: Fraction(units, one)
            for holder, units in register.units_of.on(stock_class).items()
        },
        is_preferred=rights.kind == "preferred",
        ratio=ratio,
        conversion_price=price,
        protection=_PROTECTIONS[rights.anti_dilution],
    )


def _granted(books: Books, stock_class: StockClassId, on: date) -> Fraction:
    register = books.register
    units = sum(register.plans.left_units.on(stock_class).values())
    right = right_of(books, stock_class, on)
    ratio = Fraction(1) if right is None else capital.as_fraction(right.ratio)
    return Fraction(units, 10 ** register.classes[stock_class].decimals) * ratio


def _warrants(books: Books, issuer: IssuerId, on: date) -> Iterator[Fraction]:
    standing = convertibles.warrants_on(books.register.convertibles, issuer, as_of=on)
    for one in standing:
        into = one.warrant.issued.into
        right = right_of(books, into, on) if into is not None else None
        ratio = Fraction(1) if right is None else capital.as_fraction(right.ratio)
        yield Fraction(one.left or 0) * ratio


def _unissued(books: Books, plan: PlanId, on: date) -> Fraction:
    register = books.register
    use = plans.pool_use(register.plans, plan, on=on)
    first = register.plans.plans[plan].plan.classes[0]
    return Fraction(max(0, use.left), 10 ** register.classes[first].decimals)
