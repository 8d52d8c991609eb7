"""`laogu inbox`: what waits for whoever asks."""

import click

from laogu.basics import said
from laogu.cli.answers import InboxTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import draw, ids, line, moment, text, word
from laogu.cli.telling import tell

WAITING = {
    "answer_notice": said("answer the notice: take or waive"),
    "consent": said("give or refuse consent"),
    "give_notice": said("give notice"),
    "settle": said("settle"),
    "answer_counter": said("answer the counter-offer"),
    "watch_window": said("watch the window, or call it off"),
    "exercise": said("exercise, or let the options lapse"),
    "accept_grant": said("accept the grant"),
}


@click.command("inbox", cls=AskingCommand)
def inbox() -> None:
    """Show what waits for you: notices, consents, counter-offers, trades; soonest first."""
    call = this_call()
    found = call.market().get("inbox")
    if call.json:
        tell(found)
        return
    waiting = taken(found, InboxTold, call).waiting
    if not waiting:
        line(call, said("Nothing waits for you."))
        return
    columns = [text(said("what waits")), ids(said("last day")), ids(said("until"))]
    columns += [text(said("if nobody answers")), ids(said("trade, offer, window or grant"))]
    rows = [
        [WAITING.get(one.what, one.what), one.due, said("no clock") if one.due_at is None else
         moment(one.due_at), word(call, "silence", one.silence),
         one.trade_id or one.offer_id or one.window_id or one.grant_id]
        for one in waiting
    ]  # fmt: skip
    draw(call, columns, rows)
