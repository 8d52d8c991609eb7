"""How the operator of a practice market moves its clock, and what falls due where it stops."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from laogu.operations import all_alarms
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.writing import handle
from laogu.web.visit import Visit

DUE = {
    "departure": "somebody leaves",
    "grant": "a last day of grant {handle}",
    "notice": "the first refusal of trade {handle} ends",
    "offer": "offer {handle} ends",
    "trade": "trade {handle} has to be settled by then",
    "warrant": "the last day of warrant {handle}",
    "window": "window {handle} closes",
}
"""What falls due at an alarm, so that nobody moves the clock without knowing what for."""


def clock_acts(visit: Visit) -> tuple[Act, ...]:
    """Return the ways to move a practice market's clock on; none in a real one."""
    if not (visit.books.market.is_practice and visit.sight.operates):
        return ()
    form = Form(visit, "clock.move", key="to", zone=visit.zone)
    to = form.field(
        "to", visit.said("Move to"), unit=visit.zone, kind="datetime-local", is_whole=True
    )
    own = Act(
        form=form.post(),
        title=visit.said("To a moment"),
        fields=(to,),
        button=visit.said("Move the clock"),
        for_good=visit.said("The clock never goes back. What falls due on the way happens."),
    )
    return (*_jumps(visit), own)


def _jumps(visit: Visit) -> Iterator[Act]:
    now = visit.now
    ahead = [
        ("day", visit.said("One day on"), now + timedelta(days=1)),
        ("fortnight", visit.said("Fifteen days on"), now + timedelta(days=15)),
    ]
    for key, title, moment in ahead:
        yield _jump(visit, key, title, moment)
    due = min((one for one in all_alarms(visit.books) if one[0] > now), default=None)
    if due is not None:
        moment, kind, of = due
        why = visit.said(DUE[kind], handle=handle(of))
        yield _jump(visit, "due", visit.said("To the next deadline"), moment, why)


def _jump(visit: Visit, key: str, title: str, to: datetime, *why: str) -> Act:
    form = Form(visit, "clock.move", {"to": to.isoformat()}, key=key)
    note = " · ".join((visit.moment(to), *why))
    return Act(form=form.post(), title=title, note=note, button=title, is_second=True)
