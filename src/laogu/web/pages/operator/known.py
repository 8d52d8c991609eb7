"""What the operator tells the market: the rest days of a place, and facts of an issuer."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from laogu.basics import InvalidInput, NotADay, day
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, choice
from laogu.web.pages.stating import fact_act
from laogu.web.shapes import Option
from laogu.web.visit import Visit

MOST_DAYS = 4_000
PATH = "/operator/calendar"
RULEBOOK = "/operator/rulebook"
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:to|/|\.\.|至)\s*(\d{4}-\d{2}-\d{2}))?")


class NotRestDays(InvalidInput):
    """A line of rest days is no day and no span of days."""

    code = "web.not_rest_days"
    what = "{given} is not a day or a span of days."
    why = "Each line is one day, or a first and a last day of at most a year."
    fix = "Write 2026-10-01, or 2026-10-01 to 2026-10-07."
    field = "holidays"
    given: str


def calendar_act(visit: Visit) -> Act:
    """Return the form that adopts rest days."""
    form = Form(visit, PATH, key="calendar", action=visit.to(PATH))
    hint = visit.said("one a line, such as 2026-10-01 or 2026-10-01 to 2026-10-07")
    fields = (
        form.field("name", visit.said("Name"), hint=visit.said("as terms name it, such as CN")),
        form.field("years", visit.said("Years it covers"), hint=visit.said("such as 2026, 2027")),
        form.field("holidays", visit.said("Rest days"), kind="area", hint=hint, is_whole=True),
        form.field(
            "makeup_workdays",
            visit.said("Weekend days on which people work"),
            kind="area",
            is_whole=True,
            is_required=False,
        ),
        form.field("source", visit.said("Source"), is_whole=True),
    )
    return Act(
        form=form.post(),
        title=visit.said("Adopt a calendar"),
        note=visit.said("Last days that fall on a rest day move by it, where the terms say so."),
        fields=fields,
        button=visit.said("Adopt the calendar"),
    )


def rulebook_act(visit: Visit) -> Act:
    """Return the form that adopts a rulebook: one that is shipped, or the operator's own."""
    form = Form(visit, RULEBOOK, key="rulebook", action=visit.to(RULEBOOK))
    which = (
        Option(value="window", says=visit.said("Window: the board, and call auctions")),
        Option(value="board", says=visit.said("Board: agreed sales, offers, listings")),
        Option(value="mainland", says=visit.said("Mainland: agreed sales, lawful auctions")),
        Option(value="own", says=visit.said("My own, as a text")),
    )
    whose = (
        Option(value="", says=visit.said("every issuer without one of its own")),
        *(
            Option(value=one.slug, says=visit.issuer_name(one))
            for one in visit.books.register.issuers.values()
        ),
    )
    fields = (
        form.field("which", visit.said("Rulebook"), kind="select", options=which, value="window",
                   is_whole=True),
        form.field("text", visit.said("Its text, where it is my own"), kind="area",
                   is_whole=True, is_required=False),
        form.field("issuer", visit.said("For"), kind="select", options=whose, is_required=False),
        form.field("binds_on", visit.said("Binds from"), kind="date", is_required=False,
                   hint=visit.said("blank: today")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Adopt a rulebook"),
        note=visit.said("It says in which ways shares may find a buyer; without one, the board."),
        fields=fields,
        button=visit.said("Adopt the rulebook"),
    )


def any_fact_act(visit: Visit) -> Act:
    """Return the form that records a fact of any issuer."""
    form = Form(visit, "fact.record", key="fact")
    issuers = ((one.slug, visit.issuer_name(one)) for one in visit.books.register.issuers.values())
    whose = choice(
        form,
        "issuer",
        visit.said("Issuer"),
        issuers,
        is_whole=True,
        hint=visit.said("such as harrow"),
    )
    return fact_act(visit, form, of=(whose,))


def days_of(text: str) -> Iterator[date]:
    """Yield the days of a text: one day or one span a line."""
    said = [line.strip() for line in re.split(r"[\n,;，；]", text) if line.strip()]
    for line in said[:MOST_DAYS]:
        span = _SPAN.fullmatch(line)
        if span is None:
            raise NotRestDays(given=line[:60])
        try:
            first, last = day(span[1]), day(span[2] or span[1])
        except NotADay:
            raise NotRestDays(given=line[:60]) from None
        if not 0 <= (last - first).days <= 366:
            raise NotRestDays(given=line[:60])
        yield from (first + timedelta(days=after) for after in range((last - first).days + 1))
