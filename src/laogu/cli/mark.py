"""`laogu issuer mark` and `marks`: what an issuer's shares are worth, class by class, and why."""

from typing import Any

from laogu.basics import said
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, ids, line, shares, short, text, word
from laogu.cli.marks_told import MarksTold, MarkTold
from laogu.cli.questions import answered, question_command

NAME, THROUGH_TIME = "issuer.mark", "issuer.marks"
SHOWN_DIGITS = 4
"""Digits that count of a mark and of its band: the rest is noise."""

USUAL = ("preference", "participation")
"""What a class has that is seen in its price; what it has besides is told in a line."""

SHOWN_ANCHORS = 12
"""Anchors that a table shows, the heaviest; `--json` gives all of them."""


def ask(database: str | None, **given: Any) -> None:
    """Show the mark."""
    from laogu.connectors import pricing

    answered(
        NAME,
        given,
        database=database,
        told=lambda call, journal, _, answer: pricing.told_standard(
            answer, journal.books.register, call.words
        ),
        shape=MarkTold,
        show=_draw,
    )


def ask_through_time(database: str | None, **given: Any) -> None:
    """Show the marks of some days."""
    from laogu.connectors import pricing

    answered(
        THROUGH_TIME,
        given,
        database=database,
        told=lambda _, __, ___, answer: pricing.told_moments(answer.issuer.slug, answer.marks),
        shape=MarksTold,
        show=_draw_marks,
    )


mark = question_command(
    NAME,
    ask,
    help_="""Say what an issuer's shares are worth on a day, class by class, how sure, and why.

    {request}
    Where nothing can be said of a class there is no price, and why. What the market knows is all
    that is read; currencies are not converted.""",
)

marks = question_command(
    THROUGH_TIME,
    ask_through_time,
    help_="""List what an issuer's shares were worth through time, by what was known on each day.

    {request}""",
)


def _short(given: str | None) -> str:
    return short(given, SHOWN_DIGITS)


def _draw(call: Call, found: MarkTold) -> None:
    facts: dict[str, Any] = {"issuer": found.issuer, "day": found.on}
    if found.mark is None or found.band is None:
        line(call, said("{issuer}, {day}: no price", **facts))
        line(call, said("{reason}", reason=found.reason), indent=True)
    else:
        facts |= {"mark": _short(found.mark), "currency": found.currency, "grade": found.grade}
        facts |= {"low": _short(found.band[0]), "high": _short(found.band[1])}
        line(call, _title(found, facts))
        line(call, said("{reason}", reason=found.reason), indent=True)
    if found.classes:
        _draw_classes(call, found)
    if found.headline is not None:
        facts = {"figure": short(found.headline.figure), "day": found.headline.on}
        line(call, said("The headline of {day} counts all shares at {figure}.", **facts))
    if found.anchors:
        _draw_anchors(call, found)
    for one in (*found.missing, *found.remarks):
        line(call, said("{reason}", reason=one))


def _title(found: MarkTold, facts: dict[str, Any]) -> Any:
    if found.basis == "per_share":
        return said(
            "{issuer}, {day}: {currency} {mark} a share, {low} to {high}, grade {grade}", **facts
        )
    return said(
        "{issuer}, {day}: {currency} {mark} for the company, {low} to {high}, grade {grade}",
        **facts,
    )


def _draw_classes(call: Call, found: MarkTold) -> None:
    columns = [text(said("class")), shares(call), figures(said("a share"))]
    columns += [figures(said("from")), figures(said("to")), text(said("grade"))]
    columns += [figures(said("at the headline")), text(said("why not"))]
    rows: list[list[Any]] = []
    for one in found.classes:
        low, high = one.band or (None, None)
        row: list[Any] = [one.stock_class, figure(one.quantity), _short(one.mark)]
        row += [_short(low), _short(high), one.grade, _short(one.headline)]
        rows.append([*row, one.reason if one.mark is None else ""])
        for each in one.restricted:
            low, high = each.band
            row = [
                said("locked until {day}, {clause}", day=each.until, clause=each.clause),
                figure(each.quantity),
                _short(each.mark),
                _short(low),
                _short(high),
            ]
            rows.append([*row, "", "", ""])
    draw(call, columns, rows, part=said("Classes"))
    for one in found.classes:
        more = [word(call, "varied", term) or "" for term in one.terms if term not in USUAL]
        if more:
            facts = {"stock_class": one.stock_class, "terms": tuple(more)}
            line(call, said("{stock_class} counts with {terms}.", **facts))


def _draw_anchors(call: Call, found: MarkTold) -> None:
    columns = [ids(said("date")), text(said("kind")), figures(said("figure"))]
    columns += [figures(said("a common share")), figures(said("weight"))]
    columns += [figures(said("the mark without it"))]
    heavy = sorted(found.anchors, key=lambda one: one.weight, reverse=True)[:SHOWN_ANCHORS]
    rows = [
        [
            one.on,
            word(call, "price_kind", one.kind),
            short(one.figure),
            _short(one.each) if one.basis == "per_share" else None,
            one.weight,
            _short(one.without),
        ]
        for one in sorted(heavy, key=lambda one: one.on)
        if one.weight != "0.0000"
    ]
    draw(call, columns, rows, part=said("From"))


def _draw_marks(call: Call, found: MarksTold) -> None:
    columns = [ids(said("date")), text(said("currency")), figures(said("mark"))]
    columns += [figures(said("from")), figures(said("to"))]
    rows = [
        [one.on, one.currency, _short(one.mark), _short(one.band[0]), _short(one.band[1])]
        for one in found.marks
    ]
    draw(call, columns, rows, title=said("{issuer}: marks", issuer=found.issuer))
