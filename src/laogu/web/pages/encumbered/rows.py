"""Encumbrances as rows: on which shares, for whom, on what basis, until when, who lets go."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Money
from laogu.connectors import encumbered as told
from laogu.register.encumbrances import Lifter, Standing
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.writing import (
    currency_name,
    handle,
    holder_name,
    issuer_name,
    listed,
    minor,
    quantity,
    sentences,
    units,
)
from laogu.web.shapes import Column, Exports
from laogu.web.visit import Visit

HEADS = (
    "encumbrance_id", "kind", "holder", "issuer", "class", "quantity", "for", "basis", "rule",
    "source", "document", "starts_on", "through", "lifted_on", "lifted_by", "part", "set_apart",
    "held", "currency",
)  # fmt: skip


class EncumbranceRow(Struct, frozen=True, kw_only=True):
    """One encumbrance. lots: which shares. whom: for whom. under: its source, in words.

    claim: what a claim takes and holds; blank for the other kinds.
    """

    name: str
    handle: str
    whose: str
    lots: str
    count: str
    whom: str
    rule: Link
    source: str
    basis: str
    until: str
    remedy: str
    claim: str
    is_over: bool


class Encumbered(Struct, frozen=True, kw_only=True):
    """A table of encumbrances with its corner."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[EncumbranceRow, ...]
    exports: Exports


def encumbered(
    visit: Visit, standing: Iterable[Standing], *, title: str, note: str, name: str
) -> Encumbered:
    """Return a table of encumbrances: those in force first, the latest recorded on top."""
    rows = [_row(visit, one) for one in standing][::-1]
    rows.sort(key=lambda row: row.is_over)
    return Encumbered(
        title=title,
        note=note,
        columns=(
            Column(says=visit.said("Encumbrance")),
            Column(says=visit.said("On whose shares")),
            Column(says=visit.said("Shares"), is_figure=True),
            Column(says=visit.said("Who it is for"), drops=True),
            Column(says=visit.said("Basis"), drops=True),
            Column(says=visit.said("Until")),
            Column(says=visit.said("Who lets go of it"), drops=True),
        ),
        rows=tuple(rows),
        exports=corner(visit, name),
    )


def sheet_of(visit: Visit, standing: Iterable[Standing], name: str) -> Sheet:
    """Return encumbrances as a table of figures, in the order they were recorded."""
    return Sheet(name, HEADS, lambda: list(_values(visit, standing)))


def kind_name(visit: Visit, kind: str) -> str:
    """Return a kind of encumbrance, as it begins a line."""
    word = visit.show(kind, of="encumbrance")
    return word[:1].upper() + word[1:]


def _row(visit: Visit, stands: Standing) -> EncumbranceRow:
    one = stands.encumbrance
    issuer = visit.books.register.issuers[one.issuer]
    today = visit.today(issuer.zone)
    lots = told.lies_on(visit.books, stands)
    is_over = stands.ended_on is not None and stands.ended_on <= today
    names = [lot.certificate or handle(lot.security) for lot, _ in lots]
    return EncumbranceRow(
        name=kind_name(visit, one.kind),
        handle=handle(one.encumbrance),
        whose=holder_name(visit, one.holder),
        lots=sentences(
            visit,
            issuer_name(visit, one.issuer),
            visit.said("all that it has of the class")
            if one.security is None
            else listed(visit, names) or visit.said("nothing any more"),
        ),
        count=units(visit, sum(count for _, count in lots), one.stock_class),
        whom=_whom(visit, stands),
        rule=rule_link(visit, issuer, one.rule),
        source=one.source,
        basis=visit.show(one.basis, of="basis"),
        until=_until(visit, stands, is_over=is_over),
        remedy=_remedy(visit, one.lifted_by),
        claim=_claim(visit, stands),
        is_over=is_over,
    )


def _remedy(visit: Visit, lifted_by: Lifter) -> str:
    match lifted_by:
        case "favoured":
            return visit.said("who it is for")
        case "court":
            return visit.said("the court that ordered it")
        case "nobody":
            return visit.said("nobody; it ends by its own day")


def _whom(visit: Visit, stands: Standing) -> str:
    one = stands.encumbrance
    if one.favours is not None:
        return holder_name(visit, one.favours)
    name = told.name_told(one.favours_name, visit.running.journal.personal)
    return name or visit.said("name forgotten")


def _until(visit: Visit, stands: Standing, *, is_over: bool) -> str:
    one = stands.encumbrance
    if stands.lifted is not None:
        return visit.said("lifted on {day}", day=stands.lifted.on)
    if one.through is None:
        return visit.said("until it is lifted")
    return visit.said("ended on {day}", day=one.through) if is_over else visit.show(one.through)


def _claim(visit: Visit, stands: Standing) -> str:
    claim = stands.encumbrance.claim
    if claim is None:
        return ""
    currency = visit.books.register.classes[stands.encumbrance.stock_class].currency
    parts = [visit.said("{percent}% of the proceeds", percent=_percent(claim.part))]
    if claim.above is not None:
        parts.append(visit.said("above {price} a share", price=claim.above))
    if claim.at_most is not None:
        parts.append(visit.said("at most {amount}", amount=claim.at_most))
    parts.append(visit.said("held now: {amount}", amount=Money(stands.open, currency)))
    return listed(visit, parts)


def _percent(part: Decimal) -> Decimal:
    percent = (part * 100).normalize()
    return percent.quantize(Decimal(1)) if percent == percent.to_integral_value() else percent


def _values(visit: Visit, standing: Iterable[Standing]) -> Iterator[tuple[Value, ...]]:
    for stands in standing:
        one = stands.encumbrance
        currency = visit.books.register.classes[one.stock_class].currency
        claim = one.claim
        lots = told.lies_on(visit.books, stands)
        yield (
            one.encumbrance,
            one.kind,
            holder_name(visit, one.holder),
            issuer_name(visit, one.issuer),
            one.stock_class,
            quantity(visit, sum(count for _, count in lots), one.stock_class),
            _whom(visit, stands),
            one.basis,
            one.rule,
            one.source,
            one.document,
            one.starts_on,
            one.through,
            stands.lifted.on if stands.lifted is not None else None,
            one.lifted_by,
            claim.part if claim is not None else None,
            Money(stands.held, currency).decimal() if claim is not None else None,
            Money(stands.open, currency).decimal() if claim is not None else None,
            currency if claim is not None else None,
        )


def label_of(visit: Visit, stands: Standing) -> str:
    """Return an encumbrance in a line, for a list to choose from."""
    one = stands.encumbrance
    held = ""
    if stands.open:
        currency = visit.books.register.classes[one.stock_class].currency
        held = f" · {minor(stands.open, currency)} {currency_name(visit, currency)}"
    return (
        f"{kind_name(visit, one.kind)} {handle(one.encumbrance)} · "
        f"{holder_name(visit, one.holder)} · {_whom(visit, stands)}{held}"
    )
