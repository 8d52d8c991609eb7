"""Every operation as a command, made from its request: what can be asked can be typed."""

import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import click

from laogu.basics import said
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import line, moment, word
from laogu.cli.failures import OptionMissing, TwoValues
from laogu.cli.fields import body_of, lists_of_objects, objects, options_of, subject_of
from laogu.cli.naming import HOLDERS, holder_id
from laogu.cli.telling import harmless, tell
from laogu.operations import OPERATIONS

Read = Callable[[str], Mapping[str, Any]]
"""Reads a file into fields of a request, by its path."""

REQUEST_ID = "A UUID of version 7, to send the same request again: it is recorded once."


def command_of(name: str, *, file: str = "", reads: Read | None = None) -> click.Command:
    """Return the command of an operation.

    reads: fields that come from a file named on the command line. file: those fields, by comma.
    """
    operation = OPERATIONS[name]
    verb = name.replace("_", "-").partition(".")[2]
    without = tuple(file.split(",")) if file else ()
    options = options_of(operation.request, without=without)
    if reads is not None:
        options.insert(0, click.Argument(["file"], type=click.Path(dir_okay=False)))

    def ask(**given: Any) -> None:
        call = this_call()
        request = request_id_of(given.pop("request_id"))
        read = reads(given.pop("file")) if reads is not None else {}
        body = _body(name, {**given, **read}, call)
        told(call, call.market().post(*name.split("."), body=body, request=request))

    return AskingCommand(
        verb,
        callback=ask,
        params=[*options, request_id_option()],
        help=help_of(name),
        short_help=operation.summary,
        epilog=f"The same over HTTP: POST /api/{name.replace('.', '/')}",
    )


def help_of(name: str) -> str:
    """Return what an operation does, and who may ask for it."""
    operation = OPERATIONS[name]
    page = inspect.getdoc(inspect.getmodule(operation.decide)) or ""
    first, _, rest = page.partition("\n\n")
    asked_by = rest.partition("\nRecords:")[0]
    return "\n\n".join([" ".join(first.split()), " ".join(asked_by.split())])


def request_id_option() -> click.Parameter:
    """Return the option by which the same request is sent again."""
    return click.Option(
        ["--request-id"],
        metavar="UUID",
        help=REQUEST_ID,
    )


def request_id_of(given: str | None) -> UUID:
    """Return the request's own id, made now where none was given."""
    if given is not None:
        from laogu.basics import request_id

        return request_id(given)
    from laogu.journal import new_request_id

    return new_request_id()


def told(call: Call, done: Mapping[str, Any]) -> None:
    """Say what a request came to: its entry, and the ids that came to be."""
    if call.json:
        tell(done)
        return
    facts = {
        "operation": harmless(done.get("operation")),
        "entry": harmless(done.get("entry")),
        "at": moment(done.get("recorded_at")),
    }
    line(call, said("{operation} is recorded as entry {entry}, {at}.", **facts))
    made = done.get("made")
    for kind, ids in made.items() if isinstance(made, dict) else ():
        for one in ids:
            click.echo(f"  {came_to_be(call, kind)}  {harmless(one)}")


def came_to_be(call: Call, kind: object) -> str:
    """Return what came to be, such as a security, as the call's language names it."""
    return harmless(word(call, "made", str(kind)))


def _body(name: str, given: Mapping[str, Any], call: Call) -> dict[str, Any]:
    """Return the body of the request; names of holders have become their ids."""
    request = OPERATIONS[name].request
    values = {**given, **_subject(name, given)}
    body = body_of(request, values)
    for field in lists_of_objects(request) & body.keys():
        issuer = body.get("issuer")
        body[field] = [_with_ids(_object(one, field), call, issuer) for one in body[field]]
    for field in objects(request) & body.keys():
        body[field] = _object(body[field], field)
    for field in HOLDERS & body.keys():
        body[field] = holder_id(call.market(), body[field], issuer=body.get("issuer"))
    return body


def _with_ids(one: object, call: Call, issuer: str | None) -> object:
    """Return one thing of a list; names of holders in it have become their ids."""
    if not isinstance(one, dict):
        return one
    named = {
        field: holder_id(call.market(), given, issuer=issuer)
        for field, given in one.items()
        if field in HOLDERS and isinstance(given, str)
    }
    return {**one, **named}


def _object(given: object, field: str) -> object:
    """Return one thing of a list: typed as JSON, or read from a file already."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except (ValueError, RecursionError):
        from laogu.connectors import FieldUnreadable

        reason = said("An object with fields is needed.")
        raise FieldUnreadable(name=field, reason=reason) from None


def _subject(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the command is about, whether it was given as an option or without one."""
    subject = subject_of(OPERATIONS[name].request)
    if subject is None or f"{subject}_given" not in given:
        return {}
    bare, named = given[f"{subject}_given"], given[subject]
    if bare and named and bare != named:
        raise TwoValues(name=f"--{subject}", first=bare[:60], second=named[:60])
    if not (bare or named):
        help_ = f"{click.get_current_context().command_path} --help"
        raise OptionMissing(name=subject.upper(), help=help_)
    return {subject: bare or named}
