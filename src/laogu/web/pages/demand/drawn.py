"""Demand and supply, drawn: two lines of steps, the price at which they meet, what would trade.

Made twice, as wide as its column and again for a narrow page. The axes say their units once; floor,
cap and reference stand under theirs; the same figures stand in the table beside it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from laogu.basics import in_words
from laogu.connectors import figure
from laogu.market import Step
from laogu.web.drawing import Drawing, Label, Line
from laogu.web.measure import width_px
from laogu.web.pages.demand.case import Case

HEIGHT, TOP, FOOT = 330, 24, 44
LINES = 4


class _Scale(Struct, frozen=True, kw_only=True):
    """Which pixel a price in ticks and a quantity in units stand at."""

    floor: int
    cap: int
    most: int
    left: int
    right: int

    def x(self, ticks: int) -> int:
        span = max(self.cap - self.floor, 1)
        return self.left + (ticks - self.floor) * (self.right - self.left) // span

    def y(self, units: int) -> int:
        return HEIGHT - FOOT - units * (HEIGHT - FOOT - TOP) // max(self.most, 1)


def draw_curve(case: Case, *, width: int) -> Drawing | None:
    """Return the drawing; None: there is no order, or none is shown."""
    steps = case.curve
    most = max((max(one.wanted, one.offered) for one in steps), default=0)
    if not most:
        return None
    rows = _round_rows(most, case.kind.decimals)
    names = [figure(in_words(one, case.kind.decimals)) for one in rows]
    left = max(width_px(one) for one in names) + 8
    scale = _Scale(floor=case.window.floor, cap=case.window.cap, most=max(most, rows[-1]),
                   left=left, right=width - 4)  # fmt: skip
    lines = [Line(x1=left, y1=scale.y(one), x2=width, y2=scale.y(one), kind="grid")
             for one in rows[1:]]  # fmt: skip
    lines.append(Line(x1=left, y1=scale.y(0), x2=width, y2=scale.y(0), kind="axis"))
    labels = [
        Label(x=left - 6, y=scale.y(one) + 4, says=name, kind="quiet", anchor="end")
        for one, name in zip(rows, names, strict=True)
    ]
    lines.extend(_line(steps, [one.offered for one in steps], scale, "supply"))
    lines.extend(_line(steps, [one.wanted for one in steps], scale, "demand"))
    labels.extend(_under(case, scale, width))
    labels.extend(_on_the_lines(case, steps, scale, width))
    over, said = _meeting(case, scale, width)
    return Drawing(
        width=width,
        height=HEIGHT,
        says=in_a_sentence(case),
        lines=tuple(lines),
        over=tuple(over),
        labels=(*labels, *said),
    )


def in_a_sentence(case: Case) -> str:
    """Return what a reader is told who does not see the drawing."""
    visit, at = case.visit, case.at
    name = visit.said("Demand and supply by price.")
    if at is None:
        return name
    traded, surplus = traded_and_surplus(case)
    says = (
        visit.said("{units} shares trade at {price}.", units=traded, price=case.price(at))
        if case.is_over
        else visit.said("{units} shares would trade at {price}.", units=traded,
                        price=case.price(at))
    )  # fmt: skip
    return visit.either("", " ").join((name, says, surplus))


def traded_and_surplus(case: Case) -> tuple[str, str]:
    """Return how many shares meet at the price, and in a sentence what is left over there."""
    found = case.state.cleared or (case.indicated.indication if case.indicated else None)
    assert found is not None, "asked only where there is a price to show"
    visit = case.visit
    if found.surplus == 0:
        return case.quantity(found.volume), visit.said("Nothing is left over there.")
    left = case.quantity(abs(found.surplus))
    if found.surplus > 0:
        return case.quantity(found.volume), visit.said("{units} more to buy.", units=left)
    return case.quantity(found.volume), visit.said("{units} more for sale.", units=left)


def _round_rows(most: int, decimals: int) -> list[int]:
    """Return nought and three to five round quantities, the last not below the most."""
    step = 10**decimals
    while step * LINES * 10 < most:
        step *= 10
    for times in (1, 2, 5, 10):
        if step * times * (LINES + 1) >= most:
            step *= times
            break
    return list(range(0, most + step, step))


def _line(steps: Sequence[Step], amounts: list[int], scale: _Scale, kind: str) -> Iterator[Line]:
    """Yield a line of steps: level over each price, upright between them."""
    before: int | None = None
    for place, (step, units) in enumerate(zip(steps, amounts, strict=True)):
        y = scale.y(units)
        x = scale.x(step.lowest)
        if before is not None and before != y:
            yield Line(x1=x, y1=before, x2=x, y2=y, kind=kind)
        ends = steps[place + 1].lowest if place + 1 < len(steps) else step.highest
        yield Line(x1=x, y1=y, x2=scale.x(ends), y2=y, kind=kind)
        before = y


def _under(case: Case, scale: _Scale, width: int) -> Iterator[Label]:
    """Yield the prices under the axis: floor, cap, and between them the reference."""
    visit, window, foot = case.visit, case.window, HEIGHT - FOOT
    floor, cap = case.price(window.floor), case.price(window.cap)
    yield Label(x=scale.left, y=foot + 17, says=floor, kind="quiet")
    yield Label(x=scale.left, y=foot + 34, says=visit.said("floor"), kind="quiet")
    yield Label(x=width, y=foot + 17, says=cap, kind="quiet", anchor="end")
    yield Label(x=width, y=foot + 34, says=visit.said("cap"), kind="quiet", anchor="end")
    middle = visit.said("{unit}, step {step}", unit=case.unit(), step=case.price(window.tick))
    half = (scale.left + width) // 2
    yield Label(x=half, y=foot + 34, says=middle, kind="quiet", anchor="middle")
    if window.reference is not None:
        at = scale.x(window.reference)
        says = visit.said("reference {price}", price=case.price(window.reference))
        room = width_px(says) // 2
        free = scale.left + width_px(floor) + 8 + room, width - width_px(cap) - 8 - room
        yield Label(x=min(max(at, free[0]), free[1]), y=foot + 17, says=says, kind="quiet",
                    anchor="middle")  # fmt: skip


def _on_the_lines(case: Case, steps: Sequence[Step], scale: _Scale, width: int) -> Iterator[Label]:
    """Yield the names of both lines, on them: demand where it is highest, supply likewise."""
    visit = case.visit
    demand = scale.y(steps[0].wanted)
    yield Label(x=scale.left + 4, y=demand - 6, says=visit.said("Demand"), kind="halo")
    supply = scale.y(steps[-1].offered)
    near = supply - 6 if abs(supply - scale.y(steps[-1].wanted)) > 16 else supply - 18
    yield Label(x=width - 2, y=near, says=visit.said("Supply"), kind="halo", anchor="end")


def _meeting(case: Case, scale: _Scale, width: int) -> tuple[list[Line], list[Label]]:
    """Return the line at the price, the dotted one to the volume, and what they say."""
    visit, at = case.visit, case.at
    lines: list[Line] = []
    if case.window.reference is not None:
        x = scale.x(case.window.reference)
        lines.append(Line(x1=x, y1=HEIGHT - FOOT, x2=x, y2=HEIGHT - FOOT - 24, kind="dotted"))
    if at is None:
        return lines, []
    found = case.state.cleared or (case.indicated.indication if case.indicated else None)
    assert found is not None, "there is a price"
    x, y = scale.x(at), scale.y(found.volume)
    lines.append(Line(x1=x, y1=TOP - 8, x2=x, y2=HEIGHT - FOOT, kind="today"))
    lines.append(Line(x1=scale.left, y1=y, x2=x, y2=y, kind="dotted"))
    price = case.price(at)
    says = (
        visit.said("{price} cleared", price=price)
        if case.is_over
        else visit.said("{price} indicative", price=price)
    )
    ends = x + 6 + width_px(says) <= width
    labels = [
        Label(x=x + 6 if ends else x - 6, y=TOP, says=says, kind="halo today",
              anchor="start" if ends else "end"),
    ]  # fmt: skip
    traded, surplus = traded_and_surplus(case)
    volume = visit.said("{units} trade", units=traded)
    if scale.left + 4 + width_px(volume) < x:
        labels.append(Label(x=scale.left + 4, y=y - 5, says=volume, kind="halo"))
    if found.surplus and x + 14 + width_px(surplus) <= width:
        labels.append(Label(x=x + 14, y=min(y + 18, HEIGHT - FOOT - 6), says=surplus,
                            kind="halo quiet"))  # fmt: skip
    return lines, labels
