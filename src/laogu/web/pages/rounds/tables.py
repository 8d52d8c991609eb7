"""What the page lists: convertibles, warrants, and of a modelled round classes, holders, steps."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from laogu.basics import HolderId, Said, SecurityId, StockClassId, say
from laogu.connectors import figure
from laogu.connectors.rounds import part, plain
from laogu.operations import RoundModelled
from laogu.register import convertibles, rounds
from laogu.web.exports import Sheet, Value, corner
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import class_name, handle, holder_name
from laogu.web.shapes import Column, Exports


class Line(Struct, frozen=True, kw_only=True):
    """One row: its cells as texts, None for none."""

    name: str
    under: str
    cells: tuple[str | None, ...]


class Listed(Struct, frozen=True, kw_only=True):
    """A table with its head. total: the last row; empty: there is none."""

    id: str
    title: str
    note: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    exports: Exports
    total: tuple[str, ...] = ()


def papers(subject: Subject) -> Iterator[Listed]:
    """Yield the convertibles and the warrants that stand on the page's day."""
    visit = subject.visit
    if lines := [_convertible(subject, one) for one in _convertibles(subject)]:
        yield Listed(
            id="convertibles",
            title=visit.said("Convertibles"),
            note=visit.said("what becomes shares in a round"),
            columns=(
                Column(says=visit.said("Paper")),
                Column(says=visit.said("Holder"), drops=True),
                Column(says=visit.said("Amount"), is_figure=True),
                Column(says=visit.said("Valuation cap"), is_figure=True),
                Column(says=visit.said("Discount"), unit="%", is_figure=True),
                Column(says=visit.said("Last day"), drops=True),
            ),
            lines=tuple(lines),
            exports=corner(visit, "convertibles"),
        )
    if lines := [_warrant(subject, one) for one in _warrants(subject)]:
        yield Listed(
            id="warrants",
            title=visit.said("Warrants"),
            note=visit.said("rights to buy shares"),
            columns=(
                Column(says=visit.said("Paper")),
                Column(says=visit.said("Holder"), drops=True),
                Column(says=visit.said("For, shares"), is_figure=True),
                Column(says=visit.said("Price"), is_figure=True),
                Column(says=visit.said("Last day"), drops=True),
            ),
            lines=tuple(lines),
            exports=corner(visit, "warrants"),
        )


def paper_sheets(subject: Subject) -> tuple[Sheet, ...]:
    """Return both lists as tables."""

    def convertibles_() -> list[tuple[Value, ...]]:
        return [
            (one.issued.security, one.issued.certificate, one.issued.holder, one.issued.kind,
             one.issued.amount.decimal(), one.issued.amount.currency, one.issued_on,
             _last_day(one.issued))
            for one in _convertibles(subject)
        ]  # fmt: skip

    def warrants_() -> list[tuple[Value, ...]]:
        return [
            (one.warrant.issued.security, one.warrant.issued.certificate,
             one.warrant.issued.holder, one.left, one.warrant.issued_on,
             one.warrant.issued.expires_on)
            for one in _warrants(subject)
        ]  # fmt: skip

    heads = ("security_id", "label", "holder_id", "kind", "amount", "currency", "issued_on",
             "matures_on")  # fmt: skip
    others = ("security_id", "label", "holder_id", "quantity", "issued_on", "expires_on")
    return (Sheet("convertibles", heads, convertibles_), Sheet("warrants", others, warrants_))


def modelled(subject: Subject, found: RoundModelled) -> Iterator[Listed]:
    """Yield the tables of a modelled round: by class, by holder, and every step."""
    yield _by_class(subject, found.modelled)
    yield _by_holder(subject, found.modelled)
    yield _steps(subject, found.modelled)


def model_sheets(subject: Subject, found: RoundModelled) -> tuple[Sheet, ...]:
    """Return the tables of a modelled round as files."""
    name_of = names(subject)
    model, words = found.modelled, subject.visit.words

    def classes() -> list[tuple[Value, ...]]:
        return [
            (row.line, name_of(row.name), Decimal(plain(row.before)), Decimal(plain(row.after)))
            for row in rounds.by_class(model)
        ]

    def holders() -> list[tuple[Value, ...]]:
        return [
            (name_of(row.holder), Decimal(plain(row.before)), Decimal(plain(row.converted)),
             Decimal(plain(row.bought)), Decimal(plain(row.paid)), Decimal(plain(row.after)))
            for row in rounds.by_holder(model)
        ]  # fmt: skip

    def steps() -> list[tuple[Value, ...]]:
        return [
            (say(one.what, words), one.equation, one.result,
             say(one.rounding, words) if one.rounding else None)
            for one in rounds.steps_of(model, name_of)
        ]  # fmt: skip

    return (
        Sheet("round-classes", ("line", "name", "before", "after"), classes),
        Sheet(
            "round-holders", ("holder", "before", "converted", "bought", "paid", "after"), holders
        ),
        Sheet("round-steps", ("step", "equation", "result", "rounded"), steps),
    )


def shown_holders(subject: Subject) -> Iterator[str]:
    """Yield whom the page may show by name: on the register, with a paper, or to be seen at all."""
    visit = subject.visit
    yield from (row.holder.holder for row in subject.table.rows)
    room = visit.books.register.convertibles
    for security in room.of_issuer.on(subject.issuer.issuer):
        one = room.convertibles.get(security) or room.warrants[security]
        yield one.issued.holder
    for holder in visit.books.register.holders.values():
        if visit.sight.sees_holder(holder):
            yield holder.holder


def names(subject: Subject) -> rounds.NameOf:
    """Return what holders, classes and papers are called on this page."""
    visit = subject.visit
    register = visit.books.register
    room = register.convertibles
    known = frozenset(shown_holders(subject))

    def name_of(given: str) -> str:
        if HolderId(given) in register.holders:
            # An id may be typed by anybody who has it; a name is only for who may see it.
            return visit.name(given) if given in known else handle(given)
        if StockClassId(given) in register.classes:
            return class_name(visit, StockClassId(given))
        paper = room.convertibles.get(SecurityId(given))
        return given if paper is None else paper.issued.certificate or handle(given)

    return name_of


def _by_class(subject: Subject, found: rounds.Modelled) -> Listed:
    visit, name_of = subject.visit, names(subject)
    before, after = found.capital.fully_diluted, found.fully_diluted
    return Listed(
        id="by-class",
        title=visit.said("By class, as converted"),
        note=visit.said("before the round, and after it"),
        columns=(
            Column(says=visit.said("Class")),
            Column(says=visit.said("Before"), is_figure=True),
            Column(says=visit.said("Before"), unit="%", is_figure=True, drops=True),
            Column(says=visit.said("After"), is_figure=True),
            Column(says=visit.said("After"), unit="%", is_figure=True),
        ),
        lines=tuple(
            Line(
                name=name_of(row.name) if row.name else visit.show(row.line, of="round_line"),
                under="",
                cells=(
                    in_figures(row.before),
                    _percent(part(row.before, before)),
                    in_figures(row.after),
                    _percent(part(row.after, after)),
                ),
            )
            for row in rounds.by_class(found)
        ),
        exports=corner(visit, "round-classes"),
        total=(in_figures(before), "100.00", in_figures(after), "100.00"),
    )


def _by_holder(subject: Subject, found: rounds.Modelled) -> Listed:
    visit, name_of, after = subject.visit, names(subject), found.fully_diluted
    return Listed(
        id="by-holder",
        title=visit.said("By holder, as converted"),
        note=visit.said("largest after the round first"),
        columns=(
            Column(says=visit.said("Holder")),
            Column(says=visit.said("Before"), is_figure=True),
            Column(says=visit.said("Converted"), is_figure=True, drops=True),
            Column(says=visit.said("Bought"), is_figure=True, drops=True),
            Column(says=visit.said("After"), is_figure=True),
            Column(says=visit.said("After"), unit="%", is_figure=True),
        ),
        lines=tuple(
            Line(
                name=name_of(row.holder),
                under="",
                cells=(
                    in_figures(row.before),
                    in_figures(row.converted) if row.converted else None,
                    in_figures(row.bought) if row.bought else None,
                    in_figures(row.after),
                    _percent(part(row.after, after)),
                ),
            )
            for row in rounds.by_holder(found)
        ),
        exports=corner(visit, "round-holders"),
    )


def _steps(subject: Subject, found: rounds.Modelled) -> Listed:
    visit = subject.visit
    letters = ", ".join(f"{letter}: {visit.say(means)}" for letter, means in rounds.SYMBOLS)
    return Listed(
        id="steps",
        title=visit.said("Steps"),
        note=letters,
        columns=(
            Column(says=visit.said("Step")),
            Column(says=visit.said("Equation"), drops=True),
            Column(says=visit.said("Result"), is_figure=True),
        ),
        lines=tuple(
            Line(
                name=visit.say(one.what),
                under=_rounded(subject, one.rounding),
                cells=(one.equation, one.result),
            )
            for one in rounds.steps_of(found, names(subject))
        ),
        exports=corner(visit, "round-steps"),
    )


def in_figures(value: Fraction) -> str:
    """Return a figure with its thousands set apart, and two decimals at most; files have all."""
    cut = int(value * 100)
    return figure(Decimal(cut) / 100 if cut % 100 else Decimal(cut // 100))


def _rounded(subject: Subject, rounding: Said | None) -> str:
    if rounding is None:
        return ""
    visit = subject.visit
    return visit.said("rounded {rule}", rule=rounding)


def _convertibles(subject: Subject) -> Iterator[convertibles.Convertible]:
    room = subject.books.register.convertibles
    issuer = subject.issuer.issuer
    yield from convertibles.convertibles_on(
        room, issuer, as_of=subject.on, known_at=subject.known_at
    )


def _warrants(subject: Subject) -> Iterator[convertibles.StandingWarrant]:
    room = subject.books.register.convertibles
    issuer = subject.issuer.issuer
    yield from convertibles.warrants_on(room, issuer, as_of=subject.on, known_at=subject.known_at)


def _convertible(subject: Subject, one: convertibles.Convertible) -> Line:
    visit, issued = subject.visit, one.issued
    terms = convertibles.mechanism_of(issued)
    cap, discount = getattr(terms, "cap", None), getattr(terms, "discount", None)
    last = _last_day(issued)
    kind = visit.show(issued.kind, of="convertible_kind")
    return Line(
        name=issued.certificate or handle(issued.security),
        under=visit.said("{kind}, {day}", kind=kind, day=one.issued_on),
        cells=(
            holder_name(visit, issued.holder),
            visit.show(issued.amount),
            None if cap is None else visit.show(cap),
            None if discount is None else figure(discount * 100),
            None if last is None else visit.show(last),
        ),
    )


def _last_day(issued: convertibles.IssuedConvertible) -> date | None:
    """Return the day on which a note is to be repaid; None: it states none, or is none."""
    found: date | None = getattr(convertibles.mechanism_of(issued), "matures_on", None)
    return found


def _warrant(subject: Subject, one: convertibles.StandingWarrant) -> Line:
    visit, issued = subject.visit, one.warrant.issued
    return Line(
        name=issued.certificate or handle(issued.security),
        under=class_name(visit, issued.into) if issued.into else "",
        cells=(
            holder_name(visit, issued.holder),
            None if one.left is None else figure(one.left),
            None if issued.exercise_price is None else visit.show(issued.exercise_price),
            None if issued.expires_on is None else visit.show(issued.expires_on),
        ),
    )


def _percent(of_one: str) -> str:
    return f"{(Decimal(of_one) * 100).quantize(Decimal('0.01'))}"
