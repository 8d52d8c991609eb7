"""A drawing made on the server: lines, boxes and words in whole pixels, with classes for colour.

`templates/parts/drawing.html` turns one into SVG. `kind` is a class of static/chart.css or
static/parts.css; no colour is ever said here.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
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

    @property
    def path(self) -> str:
        """Where its line goes, as SVG writes it; a point that stands on the one before is left."""
        return "M" + "L".join(f"{x} {y}" for (x, y), _ in groupby(self.points)) + "z"


class Stroke(Struct, frozen=True, kw_only=True):
    """Lines of one kind, drawn as one."""

    path: str
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

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """The lines under boxes, each kind together as long as none of another comes between."""
        return tuple(_strokes(self.lines))

    @property
    def strokes_over(self) -> tuple[Stroke, ...]:
        """The same of the lines over boxes."""
        return tuple(_strokes(self.over))


def _strokes(lines: Iterable[Line]) -> Iterator[Stroke]:
    """Yield lines as few elements: one for each would be half of a page."""
    for kind, alike in groupby(lines, key=lambda one: one.kind):
        path, end = "", None
        for one in alike:
            if (one.x1, one.y1) != end:
                path += f"M{one.x1} {one.y1}"
            path += f"H{one.x2}" if one.y1 == one.y2 else f"L{one.x2} {one.y2}"
            end = one.x2, one.y2
        yield Stroke(path=path, kind=kind)


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
