"""Who owns how much, drawn: a bar for each class and each group, all on one scale."""

from collections.abc import Sequence

from msgspec import Struct

from laogu.web.drawing import Box, Drawing, Label, Line, bar
from laogu.web.measure import shortened
from laogu.web.pages.cap_table.lines import Drawn
from laogu.web.pages.cap_table.lines import Line as TableLine
from laogu.web.pages.issuer.holders import percent

WIDTH = 352
ROW = 32
BAR = 9
MOST = 8
"""Rows of a drawing; what is smaller than these is drawn together."""


class Picture(Struct, frozen=True, kw_only=True):
    """The drawings, each with its title; legend: what fills say."""

    drawings: tuple[tuple[str, Drawing], ...]
    legend: str


def picture(drawn: Drawn) -> Picture:
    """Return how the whole is owned, by class and by group."""
    visit = drawn.visit
    drawings = []
    for title, lines in (
        (visit.said("By class"), drawn.by_class()),
        (visit.said("By group"), drawn.by_group()),
    ):
        there = [one for one in lines if one.counts]
        if len(there) > 1:
            drawings.append((title, _bars(drawn, title, there)))
    legend = ""
    if len(drawn.sources) > 1:
        legend = visit.said("filled is issued, hollow is granted, hatched is left to grant")
    return Picture(drawings=tuple(drawings), legend=legend)


def _bars(drawn: Drawn, title: str, lines: Sequence[TableLine]) -> Drawing:
    """Return a row for each line: its name and part, and its bar under them."""
    first = lines if len(lines) <= MOST else lines[: MOST - 1]
    rows = [(one.name, drawn.exact(one.counts), one.pieces) for one in first]
    rest = lines[len(first) :]
    if rest:
        name = drawn.visit.said("{count} more", count=len(rest))
        rows.append((name, sum(drawn.exact(one.counts) for one in rest), ()))
    whole = sum(units for _, units, _ in rows)
    boxes: list[Box] = []
    labels: list[Label] = []
    for place, (name, units, pieces) in enumerate(rows):
        top = place * ROW
        part = percent(units, whole)
        labels.append(Label(x=0, y=top + 13, says=shortened(name, room_px=WIDTH - 72)))
        labels.append(Label(x=WIDTH, y=top + 13, says=f"{part}%", anchor="end"))
        drawn_bar = bar(pieces or drawn.hidden(units), of=whole, says="", width=WIDTH, height=BAR)
        boxes += [
            Box(x=one.x, y=top + 18, width=one.width, height=one.height, kind=one.kind)
            for one in drawn_bar.boxes
        ]
    height = len(rows) * ROW + 4
    says = "; ".join(f"{name} {percent(units, whole)}%" for name, units, _ in rows)
    axis = Line(x1=0, y1=0, x2=0, y2=height - 4, kind="grid")
    return Drawing(
        width=WIDTH,
        height=height,
        says=f"{title}: {says}",
        lines=(axis,),
        boxes=tuple(boxes),
        labels=tuple(labels),
    )
