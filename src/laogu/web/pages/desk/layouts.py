"""How a file is read, as a form shows it and as it comes back: sheet, headings, days, columns."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from laogu.basics import Said
from laogu.connectors import (
    NAMES,
    Column,
    ColumnRead,
    DayOrder,
    Layout,
    LedgerRead,
    Reading,
    shown,
)
from laogu.web.forms import Form
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Field, Option
from laogu.web.visit import Visit

_COLUMN = "column-"
NOT_READ = "-"
DAYS: tuple[DayOrder, ...] = ("year", "month", "day")
LONGEST_SHEET = 60
_SAID = frozenset({"sheet", "heading_row", "days", "rows_class"})


class ReadColumn(Struct, frozen=True, kw_only=True):
    """A column of the file: how it was taken, and the field in which that is changed.

    taken: None: it was not read.
    """

    letters: str
    heading: str
    taken: str | None
    field: Field


class How(Struct, frozen=True, kw_only=True):
    """How a file was read. table: the usual table it was recognised as; blank: none."""

    table: str
    fields: tuple[Field, ...]
    columns: tuple[ReadColumn, ...]


def layout_of(
    fields: Mapping[str, str], subject: Subject, names: Mapping[Column, Said] = NAMES
) -> Layout:
    """Return how a form says that a file is to be read; what it leaves blank is recognised.

    names: the columns that such a file may have.
    """
    columns: dict[str, Column | None] = {}
    for name, value in fields.items():
        if name.startswith(_COLUMN) and value:
            column = next((one for one in names if one == value), None)
            if column is not None or value == NOT_READ:
                columns[name.removeprefix(_COLUMN)] = column
    row = fields.get("heading_row", "").strip()
    only = subject.classes[0].name_en if len(subject.classes) == 1 else None
    return Layout(
        sheet=fields.get("sheet", ""),
        heading_row=int(row) if row.isascii() and row.isdigit() and len(row) < 7 else None,
        columns=columns,
        days=next((one for one in DAYS if one == fields.get("days")), None),
        stock_class=" ".join(fields.get("rows_class", "").split())[:100] or only,
        currency=subject.issuer.currency,
    )


def kept(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a form says of the reading, so that it goes on to the next one."""
    return {
        name: value
        for name, value in fields.items()
        if value and (name in _SAID or name.startswith(_COLUMN))
    }


def placed(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a form says of where a table stands and what its columns hold, no more."""
    others = ("days", "rows_class")
    return {name: one for name, one in kept(fields).items() if name not in others}


def headed(reading: Reading | LedgerRead[Any]) -> str:
    """Return what tells apart tables with other headings, or in other places."""
    headings = "\n".join(f"{one.letters} {one.heading}" for one in reading.columns)
    return hashlib.sha256(headings.encode("utf-8", "replace")).hexdigest()[:16]


def days_said(visit: Visit) -> dict[DayOrder, str]:
    """Return what days may begin with, in words."""
    return {
        "year": visit.said("only with the year first"),
        "month": visit.said("month first: 3/31/2026"),
        "day": visit.said("day first: 31/3/2026"),
    }


def how_read(form: Form, reading: Reading, layout: Layout, fields: Mapping[str, str]) -> How:
    """Return how a file was read, with a field for each part that can be said otherwise."""
    visit = form.visit
    preset = reading.preset
    return How(
        table=visit.either(preset.name_zh, preset.name_en) if preset is not None else "",
        fields=tuple(_fields(form, reading, layout, fields)),
        columns=_columns(form, reading.columns, fields, NAMES),
    )


def ledger_how(
    form: Form, read: LedgerRead[Any], fields: Mapping[str, str], names: Mapping[Column, Said]
) -> How:
    """Return how a ledger was read; how its days are written is asked with the file.

    names: the columns that such a ledger may have.
    """
    return How(
        table="",
        fields=tuple(_place(form, read, read.heading_row, fields)),
        columns=_columns(form, read.columns, fields, names),
    )


def _place(
    form: Form, reading: Reading | LedgerRead[Any], row: int, given: Mapping[str, str]
) -> list[Field]:
    """Return the fields that say in which sheet and row the headings stand."""
    visit = form.visit
    fields = []
    if len(reading.sheets) > 1:
        options = [Option(value=one, says=shown(one, LONGEST_SHEET)) for one in reading.sheets]
        fields.append(
            form.field(
                "sheet", visit.said("Sheet"), kind="select", options=tuple(options),
                value=reading.sheet,
            )
        )  # fmt: skip
    fields.append(
        form.field(
            "heading_row",
            visit.said("Row of the headings"),
            kind="figure",
            value=str(row or given.get("heading_row", "")),
            is_required=False,
        )
    )
    return fields


def _fields(form: Form, reading: Reading, layout: Layout, given: Mapping[str, str]) -> list[Field]:
    visit = form.visit
    fields = _place(form, reading, reading.heading_row, given)
    words = days_said(visit)
    fields.append(
        form.field(
            "days",
            visit.said("Days are written"),
            kind="select",
            options=tuple(Option(value=one, says=words[one]) for one in DAYS),
            value=reading.days,
            is_whole=True,
        )
    )
    preset = reading.preset
    known = given.get("rows_class") or layout.stock_class or (preset and preset.stock_class) or ""
    fields.append(
        form.field(
            "rows_class",
            visit.said("Class of rows that name none"),
            value=known,
            is_required=False,
            is_whole=True,
            hint=visit.said("such as Ordinary shares"),
        )
    )
    return fields


def _columns(
    form: Form,
    columns: Iterable[ColumnRead],
    given: Mapping[str, str],
    names: Mapping[Column, Said],
) -> tuple[ReadColumn, ...]:
    return tuple(_column(form, one, given, names) for one in columns if one.heading)


def _column(
    form: Form, read: ColumnRead, given: Mapping[str, str], names: Mapping[Column, Said]
) -> ReadColumn:
    visit = form.visit
    taken = visit.say(names[read.column]) if read.column is not None else None
    says = taken if taken is not None else visit.said("not read")
    name = f"{_COLUMN}{read.letters}"
    options = (
        Option(value="", says=says if not read.by_hand else visit.said("as recognised")),
        *(Option(value=one, says=visit.say(word)) for one, word in names.items()),
        Option(value=NOT_READ, says=visit.said("not read")),
    )
    return ReadColumn(
        letters=read.letters,
        heading=shown(read.heading, 100),
        taken=taken,
        field=form.field(
            name,
            visit.said("Column {letters}: {heading}", letters=read.letters,
                       heading=shown(read.heading, 60)),
            kind="select",
            options=options,
            value=given.get(name, ""),
            is_required=False,
        ),
    )  # fmt: skip
