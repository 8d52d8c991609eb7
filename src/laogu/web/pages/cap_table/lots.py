"""One lot on a day: what of it may be sold, and the reason for every share that may not."""

from collections.abc import Iterator

from laogu.register import IssuedStock, Security
from laogu.register.encumbrances import of_issuer, on_lot, restrictions_on
from laogu.register.views import undone_by
from laogu.rights import LotFree, Reason, locked, lot_free, reasons
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.pages.answers import rule_link
from laogu.web.pages.holdings.lots import promises
from laogu.web.pages.issuer.clauses import source_called
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import handle, sentences, units
from laogu.web.shapes import Note


def stood(subject: Subject, lived: Security) -> bool:
    """Return whether a security stood on the subject's day, by what was known at its moment."""
    on, known_at, end = subject.on, subject.known_at, lived.retired
    if lived.issued_on > on or (known_at is not None and lived.issued_at > known_at):
        return False
    if lived.stock.security in undone_by(subject.books.register, known_at):
        return False
    return end is None or end.on > on or (known_at is not None and end.at > known_at)


def is_own(subject: Subject, stock: IssuedStock) -> bool:
    """Return whether the visitor may know of a lot what only its holder does: cost, promises."""
    return subject.visit.sight.sees_orders_of(stock.holder)


def lot_on(subject: Subject, stock: IssuedStock) -> LotFree:
    """Return what is free of a lot on the subject's day, as far as its visitor may know."""
    register, sight = subject.books.register, subject.visit.sight
    unseen = frozenset(
        one.encumbrance.encumbrance
        for one in of_issuer(register.encumbrances, stock.issuer)
        if not sight.sees_encumbrance(one.encumbrance)
    )
    (kept,) = locked(subject.books.agreements, stock.issuer, [stock], on=subject.on)
    restrictions = (
        *kept.locks,
        *restrictions_on(register.encumbrances, stock, on=subject.on, but=unseen),
    )
    is_promised = is_own(subject, stock) and not subject.is_past
    promised = subject.books.market.committed.get(stock.security, 0) if is_promised else 0
    return lot_free(stock, restrictions, promised=promised, on=subject.on)


def drawn(subject: Subject, lot: LotFree, *, of: int, width: int = 96, height: int = 7) -> Drawing:
    """Return the bar of a lot: restricted filled, promised grey, free hollow."""
    visit, stock = subject.visit, lot.stock
    return bar(
        (
            Piece(amount=lot.restricted, kind="filled2"),
            Piece(amount=min(lot.promised, stock.units - lot.restricted), kind="filled3"),
            Piece(amount=lot.free, kind="hollow"),
        ),
        of=of,
        says=visit.said(
            "{free} of {held} free",
            free=units(visit, lot.free, stock.stock_class),
            held=units(visit, stock.units, stock.stock_class),
        ),
        width=width,
        height=height,
    )


def notes(subject: Subject, lot: LotFree) -> Iterator[Note]:
    """Yield why shares of a lot are not free, each with its end, its clause, and who may help."""
    visit, stock = subject.visit, lot.stock
    given = promises(visit, stock.security) if lot.promised else ()
    for one in reasons(lot, given):
        yield Note(
            result="restriction",
            says=sentences(
                visit,
                _says(subject, one, units(visit, one.units, stock.stock_class)),
                visit.say(one.remedy) if one.remedy is not None else "",
            ),
            until=visit.show(one.until) if one.until is not None else "",
            source=source_called(subject, one.source) if one.source else "",
            clause=rule_link(visit, subject.issuer, one.rule) if one.rule else None,
        )


def beside(subject: Subject, stock: IssuedStock) -> Iterator[Note]:
    """Yield what lies on a lot and keeps nothing from sale: held for another, claimed proceeds."""
    visit = subject.visit
    for one in on_lot(subject.books.register.encumbrances, stock, on=subject.on):
        lies = one.encumbrance
        if lies.hinders or not visit.sight.sees_encumbrance(lies):
            continue
        count = units(visit, one.units, stock.stock_class)
        yield Note(
            result="attach",
            says=visit.said("{units} are held for somebody else.", units=count)
            if lies.kind == "nominee"
            else visit.said("Somebody may claim a part of what {units} bring.", units=count),
            until=visit.show(lies.through) if lies.through is not None else "",
            source=source_called(subject, lies.source),
            clause=rule_link(visit, subject.issuer, lies.rule),
        )


def _says(subject: Subject, one: Reason, count: str) -> str:
    said = subject.visit.said
    match one.kind:
        case "pledge":
            return said("{units} are pledged.", units=count)
        case "freeze":
            return said("{units} are frozen.", units=count)
        case "dispute_hold":
            return said("{units} are held in a dispute.", units=count)
        case "lock_up":
            return said("{units} are locked up.", units=count)
        case "unpaid_capital":
            return said("{units} are not paid in.", units=count)
        case "refusal_cloud":
            return said("{units} are under somebody's first refusal.", units=count)
        case "legend":
            return said("{units} carry a legend.", units=count)
        case "promised":
            return said("{units} are promised to {purpose}.", units=count, purpose=one.purpose)


def lot_name(stock: IssuedStock) -> str:
    """Return by what people name a lot: the number of its certificate, or the end of its id."""
    return stock.certificate or handle(stock.security)
