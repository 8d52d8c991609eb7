"""What is asked of a round, as the doors give it, and the round that it is."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from laogu.basics import IssuerId, SecurityId, figure, money, name, said
from laogu.operations.books import Books
from laogu.operations.round.standing import capital_of, papers_of
from laogu.register import StockClassRegistered, holder_of_id, rounds
from laogu.register.convertibles import ConvertibleUnknown


class TakerRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who puts in how much."""

    holder: str
    amount: Decimal


class RightRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who has which right to take a part. part: for a stated one, such as 0.05."""

    holder: str
    basis: rounds.Basis
    part: Decimal | None = None


class RoundTerms(Struct, frozen=True, kw_only=True):
    """The terms of a round, with what it is worked out from; everything goes by ids."""

    capital: rounds.Capital
    papers: tuple[rounds.Convertible, ...]
    asked: rounds.Round
    rights: tuple[rounds.Right, ...]

    def modelled(self) -> rounds.Modelled:
        """Return the round as it would come out, or refuse it."""
        return rounds.model(self.capital, self.papers, self.asked, self.rights)


def class_or_new(
    books: Books, issuer: IssuerId, given: str
) -> tuple[StockClassRegistered | None, str]:
    """Return the class of that name or id, None where a round would make it, and its name."""
    folded = given.casefold()
    for one in (books.register.classes[each] for each in books.register.classes_of[issuer]):
        names = {one.name_en.casefold(), one.name_zh.casefold()}
        if given == one.stock_class or folded in names:
            return one, one.stock_class
    return None, name(given)


def chosen(
    papers: Sequence[rounds.Convertible], converts: tuple[str, ...] | None
) -> tuple[rounds.Convertible, ...]:
    """Return the papers that convert: those named by id; None: every safe and note."""
    if converts is None:
        return tuple(one for one in papers if isinstance(one.mechanism, rounds.Safe | rounds.Note))
    known = {one.name: one for one in papers}
    for one in converts:
        if one not in known:
            raise ConvertibleUnknown(given=one[:60])
    return tuple(known[one] for one in dict.fromkeys(converts))


def part(given: Decimal | None) -> Fraction | None:
    """Return a part of one, or refuse a percentage."""
    if given is None:
        return None
    if not 0 <= Decimal(figure(given)) <= 1:
        raise rounds.NotARound(reason=said("A part is from 0 to 1: ten percent is 0.10."))
    return Fraction(given)


def takers(
    books: Books, rows: Sequence[TakerRow], currency: str
) -> tuple[tuple[str, Fraction], ...]:
    """Return who puts in how much, one line for each holder."""
    found: dict[str, Fraction] = {}
    for row in rows:
        holder = holder_of_id(books.register, row.holder).holder
        if holder in found:
            raise rounds.NotARound(reason=said("A holder puts in one amount."))
        found[holder] = Fraction(money(row.amount, currency).decimal())
    return tuple(found.items())


def rights_of(books: Books, rows: Sequence[RightRow]) -> tuple[rounds.Right, ...]:
    """Return rights to take a part of the round."""
    return tuple(
        rounds.Right(
            holder=holder_of_id(books.register, row.holder).holder,
            basis=row.basis,
            part=part(row.part),
        )
        for row in rows
    )


def amount(given: Decimal | None) -> Fraction | None:
    """Return a price or a valuation as an exact figure."""
    return None if given is None else Fraction(figure(given))


def stands(
    books: Books, issuer: IssuerId, *, on: date, promised: Decimal
) -> tuple[rounds.Capital, tuple[rounds.Convertible, ...]]:
    """Return what a round of an issuer is worked out from, or refuse currencies that differ."""
    if Decimal(figure(promised)) < 0:
        raise rounds.NotARound(reason=said("Promised options are not below zero."))
    capital = capital_of(books, issuer, on=on, promised=Fraction(promised))
    return capital, papers_of(books, issuer, on=on)


def check_currency(books: Books, papers: Sequence[rounds.Convertible], currency: str) -> None:
    """Refuse papers in another currency than the round: nothing is converted between currencies."""
    room = books.register.convertibles.convertibles
    for one in papers:
        if room[SecurityId(one.name)].issued.amount.currency != currency:
            raise rounds.NotARound(reason=said("A convertible is in another currency."))
