"""`laogu window list` and `laogu window show`: windows, what they would clear at, what they did."""

import click
from msgspec import Struct

from laogu.basics import Said, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, moment, text, word
from laogu.cli.telling import tell


class ResultTold(Struct, frozen=True, kw_only=True):
    """What a window cleared at, or would now. price: None: nobody would trade."""

    price: str | None
    quantity: str
    surplus: str
    decided_by: str


class StepTold(Struct, frozen=True, kw_only=True):
    """From `lowest` to `highest` price so much is wanted and offered."""

    lowest: str
    highest: str
    wanted: str
    offered: str


class OrderTold(Struct, frozen=True, kw_only=True):
    """One of the orders that who asks may see. limit: None: at any price."""

    order_id: str
    side: str
    quantity: str
    limit: str | None
    stage: str
    filled: str


class WindowTold(Struct, frozen=True, kw_only=True):
    """A window. result: once it cleared. failed, reason: why it did not."""

    window_id: str
    currency: str
    phase: str
    opens_at: str
    locks_at: str
    closes_at: str
    floor: str
    cap: str
    tick: str
    reference: str | None
    minimum: str | None
    rationing: str
    result: ResultTold | None
    failed: str | None
    reason: str | None
    indication: ResultTold | None = None
    curve: tuple[StepTold, ...] = ()
    orders: tuple[OrderTold, ...] = ()


class WindowsTold(Struct, frozen=True, kw_only=True):
    """The windows of an issuer."""

    windows: tuple[WindowTold, ...]


@click.command("list", cls=AskingCommand)
@click.argument("issuer")
def list_windows(issuer: str) -> None:
    """List the windows of ISSUER, the newest first."""
    call = this_call()
    found = call.market().get("windows", issuer=issuer)
    if call.json:
        tell(found)
        return
    windows = taken(found, WindowsTold, call).windows
    if not windows:
        line(call, said("No window of {issuer} was ever opened.", issuer=issuer))
        return
    columns = [ids(said("window")), text(said("phase")), ids(said("opens")), ids(said("closes"))]
    columns += [figures(said("price")), text(said("currency")), figures(said("quantity, shares"))]
    rows = [
        [one.window_id, word(call, "phase", one.phase), moment(one.opens_at),
         moment(one.closes_at), figure(one.result.price if one.result else None), one.currency,
         figure(one.result.quantity if one.result else None)]
        for one in windows
    ]  # fmt: skip
    draw(call, columns, rows)


@click.command("show", cls=AskingCommand)
@click.argument("window")
def show_window(window: str) -> None:
    """Show WINDOW: its times and prices, what it would clear at, your orders, its result."""
    call = this_call()
    found = call.market().get("windows", window)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, WindowTold, call))


def _draw(call: Call, window: WindowTold) -> None:
    terms = {"floor": figure(window.floor), "cap": figure(window.cap), "window": window.window_id}
    terms |= {"currency": window.currency, "tick": figure(window.tick)}
    line(call, said("{window}: from {floor} to {cap} {currency} in steps of {tick}", **terms))
    for sentence in _facts(window):
        line(call, sentence, indent=True)
    if window.curve:
        columns = [figures(said("buyers want")), figures(said("price"), window.currency)]
        columns += [figures(said("sellers offer"))]
        rows: list[list[str | Said | None]] = [
            [figure(one.wanted), _prices(one), figure(one.offered)]
            for one in reversed(window.curve)
        ]
        draw(call, columns, rows, part=said("At each price"))
    if window.orders:
        columns = [ids(said("order")), text(said("side")), figures(said("quantity, shares"))]
        columns += [figures(said("limit"), window.currency), text(said("stage"))]
        columns += [figures(said("got, shares"))]
        given = [
            [one.order_id, word(call, "side", one.side), figure(one.quantity),
             figure(one.limit) if one.limit else said("at any price"),
             word(call, "stage", one.stage), figure(one.filled)]
            for one in window.orders
        ]  # fmt: skip
        draw(call, columns, given, part=said("Orders"))


def _prices(step: StepTold) -> str:
    lowest, highest = figure(step.lowest), figure(step.highest)
    return lowest if lowest == highest else f"{lowest}\N{EN DASH}{highest}"


def _facts(window: WindowTold) -> list[Said]:
    """Return where it stands, its times, and at what it would clear, or did."""
    facts = [
        said("phase: {phase}", phase=window.phase),
        said("takes orders from {moment}", moment=moment(window.opens_at)),
        said("orders are locked from {moment}", moment=moment(window.locks_at)),
        said("closes at {moment}", moment=moment(window.closes_at)),
    ]
    if window.minimum is not None:
        facts.append(said("clears from {quantity} shares on", quantity=figure(window.minimum)))
    if window.indication is not None:
        facts.append(_clears(window, window.indication, is_over=False))
    if window.result is not None:
        facts.append(_clears(window, window.result, is_over=True))
    if window.failed is not None:
        facts.append(said("it did not clear: {why}", why=window.failed))
    if window.reason is not None:
        facts.append(said("called off: {reason}", reason=window.reason))
    return facts


def _clears(window: WindowTold, found: ResultTold, *, is_over: bool) -> Said:
    terms = {"quantity": figure(found.quantity), "price": figure(found.price)}
    terms |= {"currency": window.currency, "surplus": figure(found.surplus)}
    if found.price is None:
        return said("If it closed now: nobody would trade.")
    if is_over:
        return said("cleared: {quantity} shares at {price} {currency}; surplus {surplus}", **terms)
    return said(
        "If it closed now: {quantity} shares at {price} {currency}; surplus {surplus}.", **terms
    )
