"""Encumbrances, and who owns shares in the end, as plain data: the same for the shell and HTTP."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from laogu.agreements import RulebookAdopted, TermsAdopted
from laogu.basics import (
    HolderId,
    IssuerId,
    Money,
    Name,
    Personal,
    SecurityId,
    StockClassId,
    day_in,
    say,
)
from laogu.connectors import languages, plain, shipped
from laogu.journal import Journal
from laogu.operations import Books, Sight
from laogu.register import Chain, IssuedStock, LastHolder, issuer_named, look_through
from laogu.register.encumbrances import Standing, in_favour_of, of_holder
from laogu.register.owners import percent
from laogu.rights import LotFree, Proposal, reasons, sellable

QUARTER = Fraction(1, 4)
"""From a quarter on somebody is a beneficial owner: CN-KYC-01."""


def encumbrances(journal: Journal, holder: HolderId, *, lang: str) -> dict[str, Any]:
    """Return what lies on a holder's shares, and what is for it, in the order it was recorded."""
    room = journal.books.register.encumbrances
    return {
        "holder_id": holder,
        "on": [_standing(journal, one, lang) for one in of_holder(room, holder)],
        "in_favour": [_standing(journal, one, lang) for one in in_favour_of(room, holder)],
        "next": None,
    }


def free_lots(journal: Journal, holder: HolderId) -> dict[SecurityId, LotFree]:
    """Return what is free of each lot: by its own restrictions, encumbrances and the terms."""
    register, found = journal.books.register, {}
    lots = register.lots_of.on(holder)
    for stock_class in dict.fromkeys(register.securities[one].stock.stock_class for one in lots):
        issuer = register.issuers[register.classes[stock_class].issuer]
        proposal = Proposal(
            issuer=issuer.issuer,
            stock_class=stock_class,
            seller=holder,
            buyers=(),
            units=1,
            price=None,
            mechanism="negotiated",
            on=day_in(issuer.zone, journal.now()),
        )
        for lot in sellable(journal.books.standing, proposal):
            found[lot.stock.security] = lot
    return found


def reasons_of(books: Books, lot: LotFree, *, lang: str) -> list[dict[str, Any]]:
    """Return why shares of a lot are not free; what they count and what is free make the lot."""
    decimals = books.register.classes[lot.stock.stock_class].decimals
    spoken = languages.words("zh" if lang == "zh" else "en")
    promises = books.market.promised_to.on(lot.stock.security).items()
    issuer = lot.stock.issuer
    return [
        {
            "kind": one.kind,
            "quantity": plain.quantity(one.units, decimals),
            "counted": plain.quantity(one.counted, decimals),
            "rule": one.rule,
            "source": one.source and source_called(books, issuer, one.source, lang),
            "until": one.until.isoformat() if one.until else None,
            "remedy": say(one.remedy, spoken) if one.remedy is not None else None,
            "encumbrance_id": one.encumbrance,
            "promised_to": one.purpose,
        }
        for one in reasons(lot, promises)
    ]


def source_called(books: Books, issuer: IssuerId, source: str, lang: str) -> str:
    """Return where a rule is written as a language calls it.

    What keeps shares names its clause in English; the terms it stands in may have it in Chinese.
    """
    if lang == "zh":
        agreements = books.agreements
        adopted: tuple[TermsAdopted | RulebookAdopted, ...] = (
            *(agreements.terms[one] for one in agreements.terms_of.get(issuer, ())),
            *(
                agreements.rulebooks[one]
                for whose in (None, issuer)
                for one in agreements.rulebooks_of.get(whose, ())
            ),
        )
        for one in reversed(adopted):
            for clause in one.content.clauses:
                if clause.clause == source and clause.clause_zh is not None:
                    return clause.clause_zh
    return shipped.cited(source, lang)


def lies_on(books: Books, stands: Standing) -> tuple[tuple[IssuedStock, int], ...]:
    """Return the living lots that an encumbrance lies on, and on how many units of each."""
    register, one = books.register, stands.encumbrance
    found: dict[str, IssuedStock] = {}
    if one.security is None:
        found |= {lot.security: lot for lot in register.living(one.stock_class, one.holder)}
    for security, _ in stands.lies_on:
        lived = register.securities[security]
        if lived.retired is None:
            found[security] = lived.stock
    lots = ((lot, stands.units_on(lot)) for lot in found.values())
    return tuple((lot, units) for lot, units in lots if units)


def name_told(name: Name | None, personal: Mapping[str, str]) -> str | None:
    """Return a name that is no holder's; None: there is none, or it has been forgotten."""
    return personal.get(name.ref) if isinstance(name, Personal) else name


def _standing(journal: Journal, stands: Standing, lang: str) -> dict[str, Any]:
    books, one = journal.books, stands.encumbrance
    kind = books.register.classes[one.stock_class]
    issuer = books.register.issuers[one.issuer]
    on = day_in(issuer.zone, journal.now())
    lots = lies_on(books, stands)
    favours = None if one.favours is None else books.register.holders[one.favours]
    name = (
        name_told(one.favours_name, journal.personal)
        if favours is None
        else plain.name_of(favours, journal.personal, lang)
    )
    return {
        "encumbrance_id": one.encumbrance,
        "kind": one.kind,
        "issuer": issuer.slug,
        "stock_class_id": one.stock_class,
        "holder_id": one.holder,
        "whole_holding": one.security is None,
        "security_ids": [lot.security for lot, _ in lots],
        "quantity": plain.quantity(sum(units for _, units in lots), kind.decimals),
        "favours_id": one.favours,
        "favours": name,
        "basis": one.basis,
        "rule": one.rule,
        "source": source_called(books, one.issuer, one.source, lang),
        "document": one.document,
        "sure": one.sure,
        "starts_on": one.starts_on.isoformat(),
        "through": one.through.isoformat() if one.through else None,
        "lifted_on": stands.lifted.on.isoformat() if stands.lifted else None,
        "binds": stands.binds_on(on),
        "lifted_by": one.lifted_by,
        "public": one.public,
        "claim": _claim(stands, kind.currency),
    }


def _claim(stands: Standing, currency: str) -> dict[str, Any] | None:
    claim = stands.encumbrance.claim
    if claim is None:
        return None

    def exact(minor: int) -> str:
        return f"{Money(minor, currency).decimal():f}"

    return {
        "part": f"{claim.part:f}",
        "above": f"{claim.above.decimal():f}" if claim.above else None,
        "at_most": exact(claim.at_most.minor) if claim.at_most else None,
        "set_apart": exact(stands.held),
        "held": exact(stands.open),
        "currency": currency,
    }


def owners(
    journal: Journal, issuer: str, *, as_of: date | None, lang: str, sight: Sight
) -> dict[str, Any]:
    """Return who owns an issuer's shares in the end on a day; who may not be seen is summed up."""
    register = journal.books.register
    found = issuer_named(register, issuer)
    on = as_of or day_in(found.zone, journal.now())
    told = look_through(register, found.issuer, as_of=on, sees=sight.sees_encumbrance)
    decimals = {one: register.classes[one].decimals for one in told.classes}
    shown: list[LastHolder] = []
    hidden: list[LastHolder] = []
    for one in told.owners:
        (shown if sees_owner(journal.books, sight, one) else hidden).append(one)
    return {
        "issuer": found.issuer,
        "as_of": on.isoformat(),
        "on_register": str(told.on_register),
        "behind_it": str(sum(1 for one in told.owners if one.is_known)),
        "owners": [_owner(journal, one, decimals, lang) for one in shown],
        "not_shown": _units(together(one.units for one in hidden), decimals),
        "totals": {one: plain.quantity(told.totals[one], decimals[one]) for one in told.classes},
        "next": None,
    }


def sees_owner(books: Books, sight: Sight, one: LastHolder) -> bool:
    """Return whether somebody may see a last holder, and every holder on the way to it."""
    if one.nominee is not None:
        return sight.sees_encumbrance(one.nominee)
    assert one.holder is not None, "who is no holder here is named by a nominee"
    return all(
        sight.sees_holder(books.register.holders[holder], _issuer(books, one))
        for holder in {one.holder, *(link.holder for way in one.chains for link in way.links)}
    )


def together(units: Iterable[Mapping[StockClassId, Fraction]]) -> dict[StockClassId, Fraction]:
    """Return units of several, added class by class."""
    found: dict[StockClassId, Fraction] = {}
    for one in units:
        for stock_class, count in one.items():
            found[stock_class] = found.get(stock_class, Fraction(0)) + count
    return found


def figure_of(count: Fraction, decimals: int) -> Decimal:
    """Return exact units as a quantity: rounded down to two places more than the class has."""
    places = decimals if count.denominator == 1 else decimals + 2
    scaled = count.numerator * 10 ** (places - decimals) // count.denominator
    return Decimal(scaled).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


def _issuer(books: Books, one: LastHolder) -> Any:
    return books.register.classes[next(iter(one.units))].issuer


def _owner(
    journal: Journal, one: LastHolder, decimals: Mapping[StockClassId, int], lang: str
) -> dict[str, Any]:
    return {
        "holder_id": one.holder,
        "holder": _name(journal, one, lang),
        "known": one.is_known,
        "encumbrance_id": one.nominee.encumbrance if one.nominee is not None else None,
        "quantities": _units(one.units, decimals),
        "percent": f"{percent(one.part):f}",
        "a_quarter": one.is_known and one.part >= QUARTER,
        "chains": [_chain(journal, way, decimals, lang) for way in one.chains],
        "more_chains": one.is_cut,
    }


def _chain(
    journal: Journal, way: Chain, decimals: Mapping[StockClassId, int], lang: str
) -> dict[str, Any]:
    holders = journal.books.register.holders
    return {
        "steps": [
            {
                "holder_id": link.holder,
                "holder": plain.name_of(holders[link.holder], journal.personal, lang),
                "by": link.by,
                "percent": f"{percent(link.part):f}",
            }
            for link in way.links
        ],
        "quantities": _units(way.units, decimals),
    }


def _name(journal: Journal, one: LastHolder, lang: str) -> str | None:
    if one.holder is not None:
        return plain.name_of(journal.books.register.holders[one.holder], journal.personal, lang)
    assert one.nominee is not None, "who is no holder here is named by a nominee"
    return name_told(one.nominee.favours_name, journal.personal)


def _units(
    units: Mapping[StockClassId, Fraction], decimals: Mapping[StockClassId, int]
) -> dict[str, str]:
    return {
        one: f"{figure_of(units.get(one, Fraction(0)), places):f}"
        for one, places in decimals.items()
    }
