"""A cap table as a page shows it, and as a program reads it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from laogu.register.views import Source
from laogu.web.drawing import Drawing, bar
from laogu.web.exports import Row, Sheet
from laogu.web.pages.cap_table.lines import Drawn, Line
from laogu.web.pages.cap_table.words import class_name, source_name
from laogu.web.pages.issuer.holders import percent
from laogu.web.paging import Paged
from laogu.web.shapes import Column
from laogu.web.sorting import Sorting

HEADS: Mapping[Source, str] = {
    "stock": "issued", "grants": "granted", "warrants": "warrants",
    "convertibles": "convertibles", "pool": "left_to_grant",
}  # fmt: skip


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of the table. kind: blank, subtotal or total. cells: None: there is none of it."""

    name: str
    cells: tuple[str | None, ...]
    part: str
    kind: str = ""
    href: str = ""
    under: str = ""
    bar: Drawing | None = None


class Table(Struct, frozen=True, kw_only=True):
    """A page of the cap table, with its sums. withheld: who may see what is not shown."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    sums: tuple[TableRow, ...]
    paged: Paged[Line]
    withheld: bool


def table_of(drawn: Drawn) -> Table:
    """Return the page of the table that the address asks for."""
    order = Sorting(drawn.visit, "table", _keys(drawn), at="table")
    lines = drawn.lines()
    rows = [one for one in lines if not one.kind]
    paged = Paged(drawn.visit, "table", order.of(rows), at="table")
    largest = max((one.counts for one in rows), default=Decimal(0))
    whole = sum((one.counts for one in lines), Decimal(0))
    columns = _columns(drawn)
    last = len(columns) - 2
    return Table(
        columns=(
            order.column("name", columns[0]),
            *(order.column(f"c{place}", one) for place, one in enumerate(columns[1:last], 1)),
            columns[last],
            order.column("part", columns[-1]),
        ),
        rows=tuple(_row(drawn, one, largest, whole) for one in paged.rows),
        sums=tuple(_sums(drawn, lines, whole)),
        paged=paged,
        withheld=any(one.kind == "hidden" for one in lines),
    )


def _columns(drawn: Drawn) -> list[Column]:
    """Return the heads: the name, its figures, what it comes to."""
    visit, chosen = drawn.visit, drawn.chosen
    shares, figures = visit.said("shares"), []
    names = {
        "holder": visit.said("Holder"), "class": visit.said("Class"),
        "group": visit.said("Group"), "votes": visit.said("Holder"),
    }  # fmt: skip
    if chosen.by == "votes":
        figures = [visit.said("Votes")]
        shares = ""
    elif chosen.by == "holder" and not chosen.is_diluted:
        figures = [class_name(visit, one) for one in drawn.subject.classes]
        if len(figures) > 1:
            figures.append(visit.said("Together"))
    else:
        if chosen.by == "group":
            figures.append(visit.said("Holders"))
        figures += [source_name(visit, one) for one in drawn.sources]
        if len(drawn.sources) > 1:
            figures.append(visit.said("Together"))
    last = len(figures) - 1
    return [
        Column(says=names[chosen.by]),
        *(
            Column(
                says=one,
                unit=shares if place == last else "",
                is_figure=True,
                drops=place != last,
            )
            for place, one in enumerate(figures)
        ),
        Column(says=visit.said("Part, drawn"), said_only=True, drops=True),
        Column(says=visit.said("Part"), unit="%", is_figure=True),
    ]


def sheet_of(drawn: Drawn) -> Sheet:
    """Return the table as a program reads it: the same lines, exact."""
    return Sheet(
        f"by_{drawn.chosen.by}", ("id", "name", *_heads(drawn)), lambda: _sheet_rows(drawn)
    )


def _heads(drawn: Drawn) -> list[str]:
    if drawn.chosen.by == "votes":
        return ["votes"]
    if drawn.chosen.by == "holder" and not drawn.chosen.is_diluted:
        heads = [one.name_en for one in drawn.subject.classes]
    else:
        heads = [HEADS[one] for one in drawn.sources]
    several = ["together"] if len(heads) > 1 else []
    return [*(["holders"] if drawn.chosen.by == "group" else []), *heads, *several]


def _sheet_rows(drawn: Drawn) -> list[Row]:
    return [(one.id or None, one.name, *one.figures) for one in drawn.lines()]


def _row(drawn: Drawn, line: Line, largest: Decimal, whole: Decimal) -> TableRow:
    visit = drawn.visit
    scale = 10 ** (0 if drawn.chosen.by == "votes" else drawn.counted.decimals)
    return TableRow(
        name=line.name,
        cells=tuple(visit.show(one) if one is not None else None for one in line.figures),
        part=_part(line.counts, whole),
        href=line.href,
        under=line.under,
        bar=bar(line.pieces, of=int(largest * scale), says=_part(line.counts, whole) + "%")
        if line.pieces
        else None,
    )


def _sums(drawn: Drawn, lines: Sequence[Line], whole: Decimal) -> list[TableRow]:
    sums = [
        TableRow(
            kind="subtotal",
            name=one.name,
            cells=tuple(
                drawn.visit.show(each) if each is not None else None for each in one.figures
            ),
            part=_part(one.counts, whole),
        )
        for one in lines
        if one.kind == "hidden"
    ]
    if not lines:
        return sums
    by_column = zip(*(one.figures for one in lines), strict=True)
    totals = [sum((one for one in each if one is not None), Decimal(0)) for each in by_column]
    cells = tuple(drawn.visit.show(one) for one in totals)
    part = _part(whole, whole)
    return [
        *sums,
        TableRow(kind="total", name=drawn.visit.said("Total"), cells=cells, part=part),
    ]


def _keys(drawn: Drawn) -> dict[str, Callable[[Line], object]]:
    def figure(place: int) -> Callable[[Line], object]:
        return lambda line: line.figures[place]

    places = len(_columns(drawn)) - 3
    return {
        "name": lambda line: line.name.casefold(),
        "part": lambda line: line.counts,
        **{f"c{place + 1}": figure(place) for place in range(places)},
    }


def _part(units: Decimal, of: Decimal) -> str:
    scaled = max(-units.as_tuple().exponent, -of.as_tuple().exponent, 0)  # type: ignore[operator]
    return percent(int(units.scaleb(scaled)), int(of.scaleb(scaled)))
