"""What a file needs that is sent to be loaded: its columns, how large it may be, one to copy."""

import codecs
from collections.abc import Collection, Mapping

from msgspec import Struct

from laogu.basics import Said
from laogu.connectors import LIMITS, Column, languages, shipped
from laogu.web.showing import Shown, file
from laogu.web.visit import Visit


class ColumnWords(Struct, frozen=True, kw_only=True):
    """A column a file may have: its heading in both languages, and what it holds."""

    english: str
    chinese: str
    needed: bool
    holds: str


def column_words(
    visit: Visit,
    headings: Mapping[Column, Said],
    hold: Mapping[Column, Said],
    *,
    needed: Collection[Column],
) -> tuple[ColumnWords, ...]:
    """Return the columns that are worth a line, in the order of their headings.

    hold: what each of them holds; the others are read all the same.
    """
    chinese = languages.words("zh")
    return tuple(
        ColumnWords(
            english=heading.template,
            chinese=chinese.translate(heading.template),
            needed=column in needed,
            holds=visit.say(hold[column]),
        )
        for column, heading in headings.items()
        if column in hold
    )


def limits_said(visit: Visit) -> str:
    """Return which files are read, and how large they may be."""
    return visit.said(
        "CSV, XLSX or ODS, at most {rows} rows and {size} MiB.",
        rows=LIMITS.rows,
        size=LIMITS.file_bytes // 1024 // 1024,
    )


def to_copy(visit: Visit, name: str) -> Shown:
    """Return the example file of a name, as whoever reads Chinese or English would write it."""
    chinese = name.replace(".csv", ".zh.csv")
    # Spreadsheets take Chinese without this mark for another encoding.
    mark = codecs.BOM_UTF8 if visit.lang == "zh" else b""
    content = shipped.content(f"example/{visit.either(chinese, name)}")
    return file(visit, mark + content, kind="text/csv; charset=utf-8", name=name)
