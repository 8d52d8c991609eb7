"""`laogu transfer explain`: may this transfer happen, and what must happen first."""

from typing import TYPE_CHECKING, Any

from laogu.basics import Said, said
from laogu.cli.answers import TransferTold
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.questions import answered, question_command

if TYPE_CHECKING:
    from laogu.journal import Journal

NAME = "transfer.explain"


def ask(database: str | None, **given: Any) -> None:
    """Show the transferability answer."""

    def told(call: Call, journal: "Journal", request: Any, answer: Any) -> dict[str, Any]:
        from laogu.connectors import plain, questions

        decimals = questions.decimals_of(journal.books, request)
        return plain.answer(answer, call.words, decimals=decimals)

    answered(NAME, given, database=database, told=told, shape=TransferTold, show=_draw)


explain = question_command(
    NAME,
    ask,
    help_="""Say whether a transfer may happen, what must happen first, by when, under which clause.

    {request}
    An answer of any kind ends with exit code 0.""",
)


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
