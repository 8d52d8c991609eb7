"""A report as it lies on paper: words, tables and pictures, ready for a page or for a typesetter.

Everything is already in one language, and every figure written. A page draws the parts that are
here and knows nothing of what they mean, and so does the file for print: they cannot differ.
"""

from typing import Literal

from msgspec import Struct

Shape = Literal["diamond", "circle", "up", "right", "down", "bar", "square"]
Anchored = Literal["start", "middle", "end"]


class Stroke(Struct, frozen=True, kw_only=True):
    """A straight line: axis, grid, step, hair, tick, today, or dotted."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


class Area(Struct, frozen=True, kw_only=True):
    """A closed shape: band, wide; or the half of what is expected, middle; or filled."""

    points: tuple[tuple[int, int], ...]
    kind: Literal["band", "middle", "filled"]


class Sign(Struct, frozen=True, kw_only=True):
    """A small figure at a point: is_filled: money moved."""

    x: int
    y: int
    shape: Shape
    is_filled: bool


class Words(Struct, frozen=True, kw_only=True):
    """Words in a picture; y is the line they stand on."""

    x: int
    y: int
    says: str
    kind: Literal["", "quiet", "strong"] = ""
    anchor: Anchored = "start"


class Picture(Struct, frozen=True, kw_only=True):
    """A drawing in whole pixels. says: what a reader who does not see it is told."""

    width: int
    height: int
    says: str
    areas: tuple[Area, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    signs: tuple[Sign, ...] = ()
    words: tuple[Words, ...] = ()


class Column(Struct, frozen=True, kw_only=True):
    """The head of a column. is_figure: right-aligned. picture: in place of words, an axis."""

    says: str
    unit: str = ""
    is_figure: bool = False
    picture: Picture | None = None


class Cell(Struct, frozen=True, kw_only=True):
    """What stands in a row. second: a smaller line under it. sign: before the words."""

    says: str = ""
    second: str = ""
    is_strong: bool = False
    sign: Sign | None = None
    picture: Picture | None = None


class Row(Struct, frozen=True, kw_only=True):
    """A row. is_total: with a line above and a double one below."""

    cells: tuple[Cell, ...]
    is_total: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Section(Struct, frozen=True, kw_only=True):
    """A part under its head. name: in addresses. is_half: beside another, where there is room.

    narrow: the picture drawn again for a narrow screen; None: the one picture is narrow enough.
    Of table, picture, questions and lines those that are there come in this order.
    questions: what is not known. lines: sentences one after the other.
    """

    name: str
    title: str
    note: str = ""
    is_half: bool = False
    table: Table | None = None
    picture: Picture | None = None
    narrow: Picture | None = None
    questions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class Run(Struct, frozen=True, kw_only=True):
    """Words of the lead, heavy where they are what the reader came for."""

    says: str
    is_strong: bool = False


class Paper(Struct, frozen=True, kw_only=True):
    """A whole report.

    head: over every page: whose it is, and for whom. example: the tag beside the title; blank: it
    is none. foot: under every page: inputs and method, and the command that makes it again.
    pages: with {page} and {pages} in it. signed: who signs, each on a line of its own.
    """

    lang: Literal["zh", "en"]
    file_name: str
    title: str
    about: str
    example: str
    head: tuple[str, str]
    lead: tuple[Run, ...]
    sections: tuple[Section, ...]
    signed: tuple[str, ...]
    foot: tuple[str, str]
    pages: str
