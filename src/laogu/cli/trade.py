"""`laogu trade show`: the life of one trade, with its clocks."""

import click

from laogu.basics import Said, said
from laogu.cli.answers import TradeTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import FORGOTTEN, draw, figure, figures, ids, line, moment, text, word
from laogu.cli.telling import tell


@click.command("show", cls=AskingCommand)
@click.argument("trade")
def show_trade(trade: str) -> None:
    """Show where TRADE stands, what it waits for, and when its clocks run out."""
    call = this_call()
    found = call.market().get("trades", trade)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, TradeTold, call))


def _draw(call: Call, trade: TradeTold) -> None:
    terms = {"quantity": figure(trade.quantity), "price": figure(trade.price)}
    terms |= {"currency": trade.currency, "trade": trade.trade_id}
    line(call, said("{trade}: {quantity} shares at {price} {currency}", **terms))
    for sentence in _facts(trade):
        line(call, sentence, indent=True)
    columns = [text(said("stage")), ids(said("since"))]
    rows = [[word(call, "stage", one.stage), moment(one.at)] for one in trade.stages]
    draw(call, columns, rows, part=said("Life"))
    if trade.parts:
        draw(
            call,
            [text(said("who buys in the end")), figures(said("quantity, shares")), ids(said("id"))],
            [
                [_name(trade, one.holder_id), figure(one.quantity), one.holder_id]
                for one in trade.parts
            ],
            totals=[said("total"), figure(trade.quantity), ""],
            part=said("Parts"),
        )


def _name(trade: TradeTold, holder: str) -> str | Said:
    """Return a holder's name; its id where a market of an earlier version tells no names."""
    return trade.names.get(holder, holder) or FORGOTTEN


def _named(trade: TradeTold, holder: str) -> Said:
    return said("{name}, {id}", name=_name(trade, holder), id=holder)


def _facts(trade: TradeTold) -> list[Said]:
    """Return what stands now: who, which stage, what is waited for, by when."""
    facts = [
        said("stage: {stage}", stage=trade.stage),
        said("seller: {holder}", holder=_named(trade, trade.seller_id)),
        said("buyer: {holder}", holder=_named(trade, trade.buyer_id)),
    ]
    notice, consent = trade.notice, trade.consent
    if notice is not None and notice.waits_for:
        ends = {"rule": notice.rule, "day": notice.last_day, "moment": moment(notice.ends_at)}
        facts.append(said("notice {rule} runs through {day}, until {moment}", **ends))
        waits = tuple(_name(trade, one) for one in notice.waits_for)
        facts.append(said("who has not answered: {holders}", holders=waits))
    if consent is not None and consent.answer is None:
        facts.append(said("consent is asked of: {giver}; it has no clock", giver=consent.giver))
    facts.append(said("long stop: {moment}", moment=moment(trade.long_stop_at)))
    if trade.through is not None:
        facts.append(said("may settle through: {day}", day=trade.through))
    if trade.settled_on is not None:
        facts.append(said("settled on: {day}", day=trade.settled_on))
    if trade.reason:
        facts.append(said("reason: {reason}", reason=str(trade.reason)))
    return facts
