"""`laogu vesting`: what of a file of grants is vested, and what may be exercised until when."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import InvalidInput, Said, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, shares, text, word
from laogu.cli.files import content_of, text_of
from laogu.cli.telling import harmless, tell

if TYPE_CHECKING:
    from laogu.connectors import grants
    from laogu.register import vesting

_KINDS = {
    "iso": said("incentive stock option (ISO)"),
    "nso": said("nonstatutory option (NSO)"),
    "option": said("option"),
    "rsu": said("restricted stock unit"),
    "csar": said("appreciation right, paid in cash"),
    "ssar": said("appreciation right, paid in shares"),
}

SHOWN_ROWS = 6
"""Instalments that a table shows of each grant; `--json` gives all of them."""

AS_OF = "The day. Left out: today, by UTC."
READING = "How to read what terms leave open, such as cliff=share; may be given several times."
REST_DAYS = "A calendar (TOML), where the plan moves a last day at rest to the next working day."


class ReadingUnknown(InvalidInput):
    """A way of reading was named that there is not."""

    code = "cli.reading_unknown"
    what = "There is no reading {given}."
    why = "A reading is a switch and one of its names, such as cliff=share."
    fix = "Name one of {known}."
    given: str
    known: tuple[str, ...]


class RestDaysUnreadable(InvalidInput):
    """A file of rest days is no calendar."""

    code = "cli.rest_days_unreadable"
    what = "{file} cannot be read as a calendar."
    why = "{reason}"
    fix = "Give the TOML of a calendar, as laogu calendar adopt takes it."
    file: str
    reason: Said


@click.command("show", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--as-of", metavar="YYYY-MM-DD", help=AS_OF)
@click.option("--reading", "readings", multiple=True, metavar="SWITCH=NAME", help=READING)
@click.option("--rest-days", metavar="FILE", help=REST_DAYS)
def show(file: str, as_of: str | None, readings: Sequence[str], rest_days: str | None) -> None:
    """Show what of the grants in FILE is vested, and what may be exercised until when.

    FILE is a TOML or JSON of one person's grants. Nothing is recorded, and no market is needed.
    Where terms can be read in two ways, both totals are shown.
    """
    from laogu.connectors import grants

    call = this_call()
    stand = _stand(call, file, as_of, readings, rest_days)
    if call.json:
        tell(grants.told(stand, call.words))
        return
    _draw(call, stand)


@click.command("calendar", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--as-of", metavar="YYYY-MM-DD", help=AS_OF)
@click.option("--reading", "readings", multiple=True, metavar="SWITCH=NAME", help=READING)
@click.option("--rest-days", metavar="FILE", help=REST_DAYS)
def calendar(file: str, as_of: str | None, readings: Sequence[str], rest_days: str | None) -> None:
    """Write the days of the grants in FILE as an iCalendar feed, last days with reminders."""
    from laogu.connectors import grants

    call = this_call()
    feed = grants.calendar_feed(_stand(call, file, as_of, readings, rest_days), call.words)
    if call.json:
        tell({"calendar": feed})
        return
    click.echo(feed, nl=False)


def _stand(
    call: Call, file: str, as_of: str | None, readings: Sequence[str], rest_days: str | None
) -> "grants.Stand":
    from laogu.basics import day
    from laogu.connectors import grants

    on = day(as_of) if as_of else _today()
    reading = _reading(readings)
    content = content_of(file, most_bytes=4 * grants.LARGEST_GRANTS_FILE)
    rests = None
    if rest_days is not None:
        from laogu.connectors import read_calendar

        read = read_calendar(text_of(rest_days, most_bytes=grants.LARGEST_GRANTS_FILE))
        if isinstance(read, Said):
            raise RestDaysUnreadable(file=PurePath(rest_days).name, reason=read)
        rests = read
    try:
        found = grants.read_grants(content, PurePath(file).name)
    except grants.GrantsWrong as wrong:
        if not call.json:
            _findings(call, wrong.findings)
        raise
    return grants.stand_on(found, on, reading, rests)


def _today() -> date:
    from laogu.journal import RealWorld

    return RealWorld().now().date()


def _reading(given: Sequence[str]) -> "vesting.Reading":
    from msgspec.structs import replace

    from laogu.register import vesting

    reading = vesting.USUAL
    for one in given:
        switch, _, name = one.partition("=")
        if (switch, name) not in vesting.WORDS:
            known = tuple(f"{switch}={name}" for switch, name in vesting.WORDS)
            raise ReadingUnknown(given=harmless(one[:60]), known=known)
        reading = replace(reading, **{switch: name})
    return reading


def _findings(call: Call, found: Sequence[Any]) -> None:
    columns = [text(said("severity")), ids(said("where")), text(said("what is found"))]
    columns += [text(said("how to mend it"))]
    rows = []
    for one in found:
        what, _, fix = one.say(call.words)
        where = harmless(one.place(call.words))
        rows.append([word(call, "severity", one.severity), where, what, fix])
    draw(call, columns, rows)


def _draw(call: Call, stand: "grants.Stand") -> None:
    facts = {"holder": stand.holder, "day": stand.on}
    line(
        call,
        said("Grants of {holder} as of {day}", **facts)
        if stand.holder
        else said("Grants as of {day}", day=stand.on),
    )
    if (leaving := stand.leaving) is not None:
        from laogu.register import options

        facts = {"left_on": leaving.on, "reason": options.REASONS[leaving.reason]}
        line(call, said("The last day of service is {left_on}: {reason}.", **facts), indent=True)
    if stand.warnings:
        _findings(call, stand.warnings)
    for one in stand.grants:
        _draw_grant(call, one, stand)
    _draw_limit(call, stand)


def _draw_grant(call: Call, one: "grants.Standing", stand: "grants.Stand") -> None:
    option, position = one.held.option, one.position

    def units(count: int) -> str:
        return _units(count, option.decimals)

    click.echo()
    facts = {"grant": option.name, "granted_on": option.grant.granted_on}
    line(call, said("{grant}: {kind}, granted on {granted_on}", kind=_KINDS[option.kind], **facts))
    columns = [figures(said("granted")), figures(said("vested")), figures(said("unvested"))]
    columns += [figures(said("forfeited")), figures(said("exercised"))]
    row: list[str | Said | None] = [
        units(position.units), units(position.vested), units(position.unvested),
        units(position.forfeited), units(one.may.exercised),
    ]  # fmt: skip
    if position.held:
        columns.insert(2, figures(said("kept by the gate")))
        row.insert(2, units(position.held))
    draw(call, columns, [row])
    later = [row for row in one.rows if row.on > stand.on and row.units]
    if later:
        shown = [
            [_day(call, row.on), units(row.units), units(row.total)] for row in later[:SHOWN_ROWS]
        ]
        headings = [ids(said("vests on")), shares(call), figures(said("vested then"))]
        draw(call, headings, shown)
        if len(later) > SHOWN_ROWS:
            facts = {"more": len(later) - SHOWN_ROWS, "day": later[-1].on, "option": "--json"}
            line(
                call, said("And {more} more until {day}; {option} gives all.", **facts), indent=True
            )
    if one.waits:
        line(call, said("Waits for: {events}.", events=one.waits), indent=True)
    _draw_exercise(call, one)
    _draw_differs(call, one)


def _draw_exercise(call: Call, one: "grants.Standing") -> None:
    may, decimals = one.may, one.held.option.decimals
    if may.units:
        facts = {"units": _units(may.units, decimals), "day": may.on}
        line(call, said("May be exercised, as of {day}: {units}.", **facts), indent=True)
        if may.cost is not None:
            line(call, said("It costs {cost}.", cost=may.cost), indent=True)
    elif may.lapsed:
        facts = {"units": _units(may.lapsed, decimals), "day": may.last_on}
        line(call, said("Lapsed after {day}: {units}.", **facts), indent=True)
    for why in may.why:
        line(call, why, indent=True)
    if may.rights:
        columns = [shares(call), ids(said("from")), ids(said("until"))]
        columns += [text(said("taxed as")), figures(said("cost")), text(said("why"))]
        rows = [
            [
                _units(right.units, decimals),
                _day(call, right.from_on),
                _day(call, right.until_on) if right.until_on else said("unknown"),
                right.treated.upper() if right.treated else None,
                call.words.show(right.cost) if right.cost else None,
                right.why,
            ]
            for right in may.rights
        ]
        draw(call, columns, rows)


def _draw_differs(call: Call, one: "grants.Standing") -> None:
    from laogu.register import vesting

    if not one.differs:
        return
    decimals = one.held.option.decimals
    columns = [text(said("Read otherwise")), ids(said("switch")), figures(said("vested"))]
    columns += [figures(said("in the end")), ids(said("last day"))]
    rows = [
        [
            vesting.WORDS[other.switch, other.name],
            f"{other.switch}={other.name}",
            _units(other.vested, decimals),
            _units(other.total, decimals),
            _day(call, other.last_on) if other.last_on else None,
        ]
        for other in one.differs
    ]
    draw(call, columns, rows)


def _draw_limit(call: Call, stand: "grants.Stand") -> None:
    from laogu.register import options

    over = [part for part in stand.split.parts if part.nso_units]
    if over:
        title = said(
            "Above {dollars} dollars a year ({source})",
            dollars=options.LIMIT,
            source=options.SOURCE,
        )
        columns = [
            ids(said("year")),
            text(said("grant")),
            figures(said("ISO")),
            figures(said("NSO")),
        ]
        rows = [
            [
                str(part.year),
                part.grant,
                _units(part.iso_units, part.decimals),
                _units(part.nso_units, part.decimals),
            ]
            for part in over
        ]
        draw(call, columns, rows, part=title)
    if stand.split.unknown:
        click.echo()
        names = stand.split.unknown
        line(
            call,
            said(
                "Not held against the limit, for want of a fair value in dollars: {names}.",
                names=names,
            ),
        )


def _units(count: int, decimals: int) -> str:
    from laogu.basics import in_words

    return figure(f"{in_words(count, decimals):f}")


def _day(call: Call, day: date) -> str:
    return call.words.show(day)
