"""A question that is put by a command: to a market that runs, or to a database that is read."""

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.fields import body_of, options_of
from laogu.cli.naming import HOLDERS, holder_id, holder_id_in
from laogu.cli.opened import database_option, opened
from laogu.cli.telling import tell
from laogu.operations import QUESTIONS

if TYPE_CHECKING:
    from laogu.journal import Journal
    from laogu.operations import Request

Shape = TypeVar("Shape", bound=Struct)
Told = Callable[[Call, "Journal", "Request", Any], dict[str, Any]]
"""What turns an answer into plain data, as the market that runs would tell it."""


def question_command(name: str, callback: Callable[..., None], *, help_: str) -> AskingCommand:
    """Return the command of a question by its public name.

    help_: first a line of its own; `{request}` stands for what the request says of itself.
    """
    subject, verb = name.split(".")
    request = QUESTIONS[name].request
    says = " ".join((inspect.getdoc(request) or "").split("\n" * 2)[0].split())
    return AskingCommand(
        verb,
        callback=callback,
        params=[*options_of(request), database_option("Read this database, as its operator does.")],
        help=help_.replace("{request}", says),
        epilog=f"The same over HTTP: GET /api/{subject}/{verb}",
    )


def answered(
    name: str,
    given: Mapping[str, Any],
    *,
    database: str | None,
    told: Told,
    shape: type[Shape],
    show: Callable[[Call, Shape], None],
) -> None:
    """Put a question and show its answer, in words or as the data that it is."""
    call = this_call()
    found = answer_to(call, name, given, database=database, told=told)
    if call.json:
        tell(found)
    else:
        show(call, taken(found, shape, call))


def answer_to(
    call: Call, name: str, given: Mapping[str, Any], *, database: str | None, told: Told
) -> dict[str, Any]:
    """Return the answer to a question, as plain data. database: None: the market that runs."""
    fields = body_of(QUESTIONS[name].request, given)
    if database is None:
        market = call.market()
        issuer = str(fields.get("issuer", ""))
        named = {
            one: holder_id(market, fields[one], issuer=issuer) for one in HOLDERS & fields.keys()
        }
        return market.get(*name.split("."), **{**fields, **named})
    from laogu.connectors import reading

    with opened(database) as (journal, sight):
        named = {one: holder_id_in(journal, fields[one]) for one in HOLDERS & fields.keys()}
        request = reading.read_fields(name, {**fields, **named})
        return told(call, journal, request, journal.ask(name, request, by=sight.person))
