"""A grant at the end of a day, as one visitor may see it, and the strip over its page."""

from collections.abc import Iterator
from datetime import date

from laogu.basics import Money, cost
from laogu.operations import calendar_for
from laogu.register import plans
from laogu.web.drawing import Piece, bar
from laogu.web.pages.writing import handle, in_days, listed, sentences, units
from laogu.web.shapes import Cell
from laogu.web.visit import Visit


class Case:
    """A grant at the end of a day, as one visitor may see it. The day may lie ahead."""

    def __init__(self, visit: Visit, given: str) -> None:
        visit.must_be_somebody()
        self.visit = visit
        self.room = visit.books.register.plans
        self.whole = visit.sight.grant(given)
        self.issuer = visit.books.register.issuers[self.whole.granted.issuer]
        self.decimals = visit.books.register.classes[self.whole.stock_class].decimals
        self.today = visit.today(self.issuer.zone)
        self.on = visit.as_of or self.today
        # In the units of the day: a later split of its class has changed them.
        self.grant = self.whole.as_of(self.on)
        self.granted = self.grant.granted
        timelines = plans.Timelines(self.room)
        self.schedule = timelines.schedule(self.grant)
        self.cancelled = plans.Used.of(self.grant, date.max).cancelled
        self.rows = tuple(plans.rows_of(self.schedule, self.cancelled))
        self.now = plans.standing(
            self.room,
            self.grant,
            decimals=self.decimals,
            on=self.on,
            timelines=timelines,
            calendar=calendar_for(visit.books, self.grant),
        )

    @property
    def name(self) -> str:
        """Return what people call the grant."""
        return self.granted.certificate or handle(self.granted.security)

    def units(self, count: int) -> str:
        """Return units of the grant in figures."""
        return units(self.visit, count, self.grant.stock_class)


def cells(case: Case) -> Iterator[Cell]:
    """Yield the cells of the strip: what is vested, what comes next, what may be done with it."""
    visit, now = case.visit, case.now
    yield Cell(
        name=visit.said("Vested"),
        figure=case.units(now.vested),
        beside=visit.said("of {units} left", units=case.units(now.left)),
        drawing=bar(
            (
                Piece(amount=now.vested, kind="filled2"),
                Piece(amount=now.held, kind="filled3"),
                Piece(amount=now.unvested, kind="hollow"),
            ),
            of=now.left,
            says=visit.said(
                "{vested} of {left} vested",
                vested=case.units(now.vested),
                left=case.units(now.left),
            ),
            width=380,
            height=11,
        ),
        says=visit.said("as of {day}", day=case.on),
    )
    yield _following(case)
    if case.granted.kind == "rsu":
        released = visit.said("Nothing is exercised: what is vested is delivered.")
        yield Cell(name=visit.said("Released"), figure=case.units(now.released), says=released)
    else:
        yield Cell(
            name=visit.said("May be exercised"),
            figure=case.units(now.exercisable),
            says=_cost(case),
        )
    yield _gone(case)


def _following(case: Case) -> Cell:
    visit, now = case.visit, case.now
    name = visit.said("What comes next")
    if now.following is None:
        waits = listed(visit, list(now.waits))
        says = visit.said("It waits for: {waits}.", waits=waits) if waits else ""
        return Cell(name=name, figure=visit.said("nothing"), says=says)
    row = now.following
    return Cell(
        name=name,
        figure=case.units(row.units),
        says=visit.said(
            "on {day}, {ahead}", day=row.on, ahead=in_days(visit, (row.on - case.today).days)
        )
        if row.on >= case.today
        else visit.said("on {day}", day=row.on),
    )


def _cost(case: Case) -> str:
    visit, now = case.visit, case.now
    if now.price is None or not now.exercisable:
        return ""
    amount: Money = cost(now.price, now.exercisable, decimals=case.decimals)
    says = visit.said("All of it costs {amount}.", amount=amount)
    if now.last_on is None:
        return says
    return sentences(visit, says, visit.said("Until {day}.", day=now.last_on))


def _gone(case: Case) -> Cell:
    visit, now = case.visit, case.now
    parts = []
    if now.exercised:
        parts.append(visit.said("{units} exercised", units=case.units(now.exercised)))
    if now.released:
        parts.append(visit.said("{units} released", units=case.units(now.released)))
    if now.ended:
        parts.append(visit.said("{units} ended", units=case.units(now.ended)))
    if now.lost:
        parts.append(visit.said("{units} will not vest", units=case.units(now.lost)))
    return Cell(
        name=visit.said("Granted"),
        figure=case.units(now.units),
        says=listed(visit, parts) or visit.said("all of it is left"),
    )
