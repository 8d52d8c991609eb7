"""`laogu captable`: who holds what of an issuer on a day."""

import os
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from laogu.basics import NotADay, Said, day, day_not_there, said
from laogu.cli.answers import CapTableTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.counted import asked_of, counting_options, draw_changed, draw_counted
from laogu.cli.drawing import FORGOTTEN, Column, draw, figure, figures, ids, line, moment, text
from laogu.cli.failures import ValueUnreadable
from laogu.cli.ocf import captable_of, reading_options
from laogu.cli.securities import draw_securities
from laogu.cli.telling import tell

Fields = Mapping[str, str]
HELP = "laogu captable --help"


@click.command("captable", cls=AskingCommand)
@click.argument("issuer")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
@click.option(
    "--known-at", metavar="MOMENT", help="By what had been recorded then. Left out: by now."
)
@click.option("--database", metavar="URL", help="Read this database, as its operator does.")
@counting_options
@reading_options
def captable(
    issuer: str, as_of: str | None, known_at: str | None, database: str | None, **given: Any
) -> None:
    """Show who held what of ISSUER on a day, by what was known at a moment; largest holder first.

    Who may not be seen is summed up in one row. Where ISSUER is the path of an Open Cap Format
    package, with a / or .zip in it or a folder of that name, the package is read, and no market.
    """
    call = this_call()
    counting = asked_of(given)
    if is_path(issuer):
        _check_offline({"--known-at": known_at, "--database": database, **counting.options})
        captable_of(call, issuer, day(as_of) if as_of else None, given)
        return
    days = {"as_of": as_of, "known_at": known_at}
    if database is None:
        found = call.market().get("captable", issuer, **days, **counting.fields)
    else:
        found = _read(call, issuer, database, days=days, fields=counting.fields)
    if call.json:
        tell(found)
        return
    told = taken(found, CapTableTold, call)
    if told.securities is not None:
        draw_securities(call, issuer, told)
    elif told.counted is None and told.changed is None:
        _draw(call, issuer, told)
    if told.counted is not None:
        draw_counted(call, issuer, told)
    if told.changed is not None:
        draw_changed(call, issuer, told)


def is_path(issuer: str) -> bool:
    """Return whether somebody means a package, and not an issuer by its short name."""
    if os.sep in issuer or "/" in issuer or issuer.lower().endswith(".zip") or issuer == ".":
        return True
    return Path(issuer, "Manifest.ocf.json").is_file()


def _check_offline(asked: Mapping[str, str | None]) -> None:
    """Refuse what only a market knows."""
    for name, given in asked.items():
        if given is not None:
            raise ValueUnreadable(name=name, reason=said("A package has none."), help=HELP)


def _read(
    call: Call, issuer: str, database: str, *, days: Mapping[str, str | None], fields: Fields
) -> dict[str, Any]:
    from laogu.cli.opened import opened
    from laogu.connectors import cap_tables, questions
    from laogu.register import issuer_named

    as_of, known_at = days["as_of"], days["known_at"]
    on = day(as_of) if as_of else None
    at = moment_of(known_at) if known_at else None
    with opened(database) as (journal, sight):
        currency = issuer_named(journal.books.register, issuer).currency
        asked = cap_tables.table_asked(fields, currency=currency)
        return questions.captable(
            journal, issuer, as_of=on, known_at=at, lang=call.lang, sight=sight, asked=asked
        )


def moment_of(given: str) -> datetime:
    """Return a moment with its time zone, or refuse."""
    try:
        moment_ = datetime.fromisoformat(given)
    except ValueError:
        if (no_day := day_not_there(given)) is not None:
            raise NotADay(day=no_day) from None
        moment_ = None
    if moment_ is None or moment_.tzinfo is None:
        reason = said("A moment is written 2026-11-21T09:00:00Z, with its time zone.")
        raise ValueUnreadable(name="--known-at", reason=reason, help=HELP)
    return moment_


def _draw(call: Call, issuer: str, table: CapTableTold) -> None:
    title = said("{issuer}: cap table as of {day}", issuer=issuer, day=table.as_of)
    if table.known_at is not None:
        known = {"issuer": issuer, "day": table.as_of, "moment": moment(table.known_at)}
        title = said("{issuer}: cap table as of {day}, as known at {moment}", **known)
    one = table.classes[0] if len(table.classes) == 1 else None
    columns: list[Column] = [text(said("holder"))]
    columns += [figures(each.name) for each in table.classes]
    columns += [figures(said("share"), "%")] if one is not None else []
    columns.append(ids(said("id")))

    def row(name: str | Said | None, units: dict[str, str], id_: str | None) -> list[Any]:
        cells: list[Any] = [name]
        cells += [figure(units.get(each.stock_class_id)) for each in table.classes]
        if one is not None:
            cells.append(share(units.get(one.stock_class_id, "0"), one.quantity))
        return [*cells, id_]

    rows = [row(each.holder or FORGOTTEN, each.quantities, each.holder_id) for each in table.rows]
    if any(Decimal(units) for units in table.not_shown.values()):
        rows.append(row(said("holders who are not shown"), table.not_shown, None))
    if not rows:
        line(call, title)
        line(call, said("Nobody held anything on that day."), indent=True)
        return
    totals = {each.stock_class_id: each.quantity for each in table.classes}
    last: Any = row(said("total"), totals, "")
    draw(call, columns, rows, totals=last, title=title)


def share(units: str, total: str) -> str | None:
    """Return a share in hundredths of a per cent, rounded half to even; None of nothing."""
    try:
        return figure(f"{Decimal(units) / Decimal(total) * 100:.2f}")
    except (InvalidOperation, ZeroDivisionError):
        return None
