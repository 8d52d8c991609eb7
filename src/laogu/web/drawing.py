"""A drawing made on the server: lines, boxes and words in whole pixels, with classes for colour.

`templates/parts/drawing.html` turns one into SVG. `kind` is a class of static/chart.css or
static/parts.css; no colour is ever said here.
"""

from typing import Literal

from msgspec import Struct


class Line(Struct, frozen=True, kw_only=True):
    """A straight line."""

    x1: int
    y1: int
    x2: int
    y2: int
    kind: str


class Box(Struct, frozen=True, kw_only=True):
    """A bar or a square: filled, filled2, filled3, gone, hollow, dashed or hatched."""

    x: int
    y: int
    width: int
    height: int
    kind: str


class Label(Struct, frozen=True, kw_only=True):
    """Words in a drawing; y is the line they stand on."""

    x: int
    y: int
    says: str
    kind: str = ""
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Literal["diamond", "circle", "up", "right", "down", "bar", "square"]


class Mark(Struct, frozen=True, kw_only=True):
    """A small figure at a point: filled: money moved; hollow: words only; dotted: little sure."""

    x: int
    y: int
    shape: Shape
    kind: str = "filled"


class Area(Struct, frozen=True, kw_only=True):
    """What lies within a line that ends where it began: a band through time."""

    points: tuple[tuple[int, int], ...]
    kind: str


class Drawing(Struct, frozen=True, kw_only=True):
    """A whole drawing; `says` is what a reader who does not see it is told."""

    width: int
    height: int
    says: str
    areas: tuple[Area, ...] = ()
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    over: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()


class Piece(Struct, frozen=True, kw_only=True):
    """One part of a bar: how much of the whole, and drawn how."""

    amount: int
    kind: str = "filled2"


def bar(
    pieces: tuple[Piece, ...], *, of: int, says: str, width: int = 96, height: int = 7
) -> Drawing:
    """Return a bar whose full width is `of`; pieces follow each other from the left.

    A piece above nothing is at least one pixel wide; lengths are otherwise rounded down.
    """
    boxes: list[Box] = []
    sofar = 0
    for piece in pieces:
        if piece.amount <= 0 or of <= 0:
            continue
        left = min(sofar * width // of, width - 1)
        sofar += piece.amount
        right = min(max(sofar * width // of, left + 1), width)
        boxes.append(Box(x=left, y=0, width=right - left, height=height, kind=piece.kind))
    return Drawing(width=width, height=height, says=says, boxes=tuple(boxes))
