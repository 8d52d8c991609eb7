"""`laogu transfer explain`: may this transfer happen, and what must happen first."""

import inspect
from collections.abc import Mapping
from typing import Any

from laogu.basics import Said, said
from laogu.cli.answers import TransferTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.fields import body_of, options_of
from laogu.cli.naming import HOLDERS, holder_id, holder_id_in
from laogu.cli.opened import database_option, opened
from laogu.cli.telling import tell
from laogu.operations import QUESTIONS

NAME = "transfer.explain"
REQUEST = QUESTIONS[NAME].request


def ask(database: str | None, **given: Any) -> None:
    """Show the transferability answer."""
    call = this_call()
    fields = body_of(REQUEST, given)
    found = _read(call, fields, database) if database else _asked(call, fields)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, TransferTold, call))


explain = AskingCommand(
    "explain",
    callback=ask,
    params=[*options_of(REQUEST), database_option("Read this database, as its operator does.")],
    help=f"""Say whether a transfer may happen, what must happen first, by when, under which clause.

    {" ".join((inspect.getdoc(REQUEST) or "").split(chr(10) * 2)[0].split())}
    An answer of any kind ends with exit code 0.""",
    epilog="The same over HTTP: GET /api/transfer/explain",
)


def _asked(call: Call, fields: Mapping[str, Any]) -> dict[str, Any]:
    market = call.market()
    issuer = str(fields["issuer"])
    named = {one: holder_id(market, fields[one], issuer=issuer) for one in HOLDERS & fields.keys()}
    return market.get("transfer", "explain", **{**fields, **named})


def _read(call: Call, fields: Mapping[str, Any], database: str) -> dict[str, Any]:
    from laogu.connectors import plain, questions, reading

    with opened(database) as (journal, sight):
        named = {one: holder_id_in(journal, fields[one]) for one in HOLDERS & fields.keys()}
        request = reading.read_fields(NAME, {**fields, **named})
        answer = journal.ask(NAME, request, by=sight.person)
        decimals = questions.decimals_of(journal.books, request)
        return plain.answer(answer, call.words, decimals=decimals)


def _draw(call: Call, answer: TransferTold) -> None:
    line(call, _first(answer))
    if answer.until is not None:
        line(call, said("Until {day}.", day=answer.until))
    for one in answer.missing:
        line(call, said("missing: {fact}", fact=one), indent=True)
    _rules(call, answer)
    if answer.tasks:
        columns = [text(said("who")), text(said("what has to happen first")), ids(said("last day"))]
        columns.append(text(said("if nobody answers")))
        rows = [
            [one.who, one.what, one.due, word(call, "silence", one.silence)] for one in answer.tasks
        ]
        draw(call, columns, rows, part=said("Steps"))
    if answer.charges:
        _charges(call, answer)
    if answer.attach:
        _attached(call, answer)


def _first(answer: TransferTold) -> Said:
    """Return the answer itself, which comes before everything that it stands on."""
    facts = {"quantity": figure(answer.quantity), "asked": figure(answer.asked or answer.quantity)}
    match answer.result:
        case "pass":
            return said("Yes: all {asked} may go at once.", **facts)
        case "pending":
            return said("Yes, after these steps: {quantity} of {asked} may go.", **facts)
        case "adjust":
            return said("In part: {quantity} of {asked} may go.", **facts)
        case "block":
            return said("No: none of {asked} may go.", **facts)
        case "unknown":
            return said("Not known yet: facts are missing.")
        case other:
            return said("{result}: {quantity} of {asked} may go.", result=other, **facts)


def _rules(call: Call, answer: TransferTold) -> None:
    columns = [ids(said("rule")), text(said("result")), ids(said("until")), text(said("says"))]
    columns += [text(said("what would change it")), text(said("clause"))]
    rows = [
        [one.id, word(call, "result", one.result), one.until, one.why, one.fix, one.source]
        for one in answer.rules
    ]
    draw(call, columns, rows, part=said("Rules"))


def _charges(call: Call, answer: TransferTold) -> None:
    columns = [text(said("kind")), text(said("payer")), text(said("collector"))]
    columns += [figures(said("amount")), text(said("currency")), ids(said("last day"))]
    rows = [
        [
            word(call, "charge", one.kind),
            one.payer,
            one.collector,
            figure(one.amount),
            one.currency,
            one.due,
        ]
        for one in answer.charges
    ]
    draw(call, columns, rows, part=said("Charges"))


def _attached(call: Call, answer: TransferTold) -> None:
    columns = [text(said("kind")), text(said("rule")), figures(said("quantity"))]
    columns += [ids(said("last locked day")), text(said("clause"))]
    rows = [
        [
            word(call, "restriction", one.kind),
            one.rule,
            said("all") if one.quantity is None else figure(one.quantity),
            one.locked_through,
            one.source,
        ]
        for one in answer.attach
    ]
    draw(call, columns, rows, part=said("Stays with what is bought"))
