"""Small pictures beside figures: a mark on its scale, a weight, and what would change the mark."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from laogu.connectors.reports.figures import letters_px, milli, shown
from laogu.connectors.reports.paper import Area, Picture, Stroke, Words

WIDE, HIGH = 160, 18
"""Pixels of a scale in a table."""

BAR = 44
"""Pixels of the weight that is the whole."""


class Scale:
    """One logarithmic scale down a column: every band of the table has room on it."""

    def __init__(self, figures: Sequence[str]) -> None:
        places = [milli(one) for one in figures]
        room = max((max(places) - min(places)) // 10, 20)
        self._low, self._high = min(places) - room, max(places) + room

    def x(self, given: str) -> int:
        """Return the pixel of a figure."""
        return (milli(given) - self._low) * (WIDE - 1) // (self._high - self._low)

    def axis(self) -> Picture:
        """Return the head of the column: the ends of the scale, as figures."""
        ends = [shown(f"{Decimal(10) ** (Decimal(at) / 1000):f}", 2)
                for at in (self._low, self._high)]  # fmt: skip
        words = (
            Words(x=0, y=13, says=ends[0], kind="quiet"),
            Words(x=WIDE, y=13, says=ends[1], kind="quiet", anchor="end"),
        )
        return Picture(width=WIDE, height=16, says=f"{ends[0]}–{ends[1]}", words=words)

    def drawn(
        self, value: str, band: tuple[str, str], middle: tuple[str, str] | None, says: str
    ) -> Picture:
        """Return a mark on the scale: the whole hairline, grey 5 to 95 %, dark 25 to 75 %."""
        areas = [_box(self.x(band[0]), self.x(band[1]), 6, 12, "band")]
        if middle is not None:
            areas.append(_box(self.x(middle[0]), self.x(middle[1]), 5, 13, "middle"))
        at = self.x(value)
        return Picture(
            width=WIDE, height=HIGH, says=says, areas=tuple(areas),
            strokes=(
                Stroke(x1=0, y1=9, x2=WIDE, y2=9, kind="hair"),
                Stroke(x1=at, y1=2, x2=at, y2=16, kind="tick"),
            ),
        )  # fmt: skip


def weight(part: str) -> Picture:
    """Return a weight as a bar from zero."""
    wide = max(int(Decimal(part) * BAR), 1)
    return Picture(width=BAR, height=10, says=part, areas=(_box(0, wide, 1, 9, "filled"),))


def changes(
    rows: Sequence[tuple[str, str, str]], mark: str, *, says: str, width: int = 400
) -> Picture:
    """Return what the mark would be, a bar a row on the mark's own scale, both ends printed.

    rows: what is assumed, and the mark at either end; equal ends are a point.
    """
    left, row = _left(rows, width), 22
    ends = [Decimal(one) for _, *both in rows for one in both] + [Decimal(mark)]
    low, high = min(ends), max(ends)
    span = max(high - low, Decimal(mark) / 100)
    inner = width - left - 2 * _ROOM

    def x(given: str) -> int:
        return left + _ROOM + int((Decimal(given) - low) / span * inner)

    areas, strokes, words = [], [], []
    bottom = len(rows) * row
    for number, (name, one, other) in enumerate(rows):
        y = number * row
        first, last = sorted((one, other), key=Decimal)
        words.append(Words(x=0, y=y + 15, says=name))
        is_point = first == last
        if is_point:
            strokes.append(Stroke(x1=x(mark), y1=y + 11, x2=x(first), y2=y + 11, kind="axis"))
            areas.append(_box(x(first) - 3, x(first) + 3, y + 8, y + 14, "filled"))
        else:
            areas.append(_box(x(first), x(last), y + 6, y + 16, "middle"))
        if not is_point or Decimal(first) < Decimal(mark):
            words.append(Words(x=x(first) - 6, y=y + 15, says=shown(first), anchor="end"))
        if not is_point or Decimal(first) >= Decimal(mark):
            words.append(Words(x=x(last) + 6, y=y + 15, says=shown(last)))
        strokes.append(Stroke(x1=0, y1=y + row, x2=width, y2=y + row, kind="grid"))
    strokes.append(Stroke(x1=x(mark), y1=0, x2=x(mark), y2=bottom, kind="tick"))
    words.append(Words(x=x(mark), y=bottom + 15, says=shown(mark), kind="strong", anchor="middle"))
    return Picture(
        width=width, height=bottom + 20, says=says, areas=tuple(areas), strokes=tuple(strokes),
        words=tuple(words),
    )  # fmt: skip


def _left(rows: Sequence[tuple[str, str, str]], width: int) -> int:
    """Return how many pixels the names need, at most three fifths of all."""
    return min(max(letters_px(name) for name, *_ in rows) + 4, width * 3 // 5)


_ROOM = 48
"""Pixels beside the bars, for the figure at their ends."""


def _box(x1: int, x2: int, y1: int, y2: int, kind: Literal["band", "middle", "filled"]) -> Area:
    wide = max(x2, x1 + 1)
    return Area(points=((x1, y1), (wide, y1), (wide, y2), (x1, y2)), kind=kind)
