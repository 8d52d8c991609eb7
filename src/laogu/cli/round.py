"""`laogu round model` and `round close`: what a round comes to, and closing one, from a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

import click
import msgspec

from laogu.basics import Said, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, shares, text, word
from laogu.cli.failures import FileUnreadable
from laogu.cli.files import content_of, text_of
from laogu.cli.generated import command_of
from laogu.cli.telling import harmless, tell
from laogu.operations import OPERATIONS

Row = Sequence[str | Said | None]

LARGEST_BYTES = 1024 * 1024
"""Bytes of a file with the terms of a round to close."""


@click.command("model", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
def model(file: str) -> None:
    """Model the round in FILE: what a share costs, who has how much after, and every step.

    FILE is a TOML or JSON with what stands before the round and what is asked of it. Everything is
    worked out exactly, then rounded by named rules. Nothing is recorded, no market is needed.
    """
    from laogu.connectors import rounds

    call = this_call()
    content = content_of(file, most_bytes=4 * rounds.LARGEST_ROUND_FILE)
    read = rounds.read_round(content, PurePath(file).name, today=_today())
    found = rounds.told(read.modelled(), call.words)
    if call.json:
        tell(found)
        return
    _draw(call, found)


def _terms(path: str) -> Mapping[str, Any]:
    content = text_of(path, most_bytes=LARGEST_BYTES)
    try:
        if content.lstrip()[:1] == "{":
            found = msgspec.json.decode(content)
        else:
            found = msgspec.toml.decode(content)
    except (msgspec.DecodeError, RecursionError) as wrong:
        reason = said("It is no TOML and no JSON: {wrong}.", wrong=str(wrong)[:200])
        raise FileUnreadable(path=path, reason=reason) from None
    if not isinstance(found, dict):
        raise FileUnreadable(path=path, reason=said("It is not a list of names and values."))
    fields: Mapping[str, Any] = msgspec.to_builtins(found)
    return fields


close = command_of(
    "round.close",
    file=",".join(OPERATIONS["round.close"].request.__struct_fields__),
    reads=_terms,
)


def _today() -> date:
    from laogu.journal import RealWorld

    return RealWorld().now().date()


def _draw(call: Call, found: Mapping[str, Any]) -> None:
    facts = {"stock_class": found["class"], "price": figure(found["price"])}
    line(
        call, said("{stock_class}: {price} {currency} a share", **facts, currency=found["currency"])
    )
    facts = {"money": _short(found["new_money"]), "post_money": _short(found["post_money"])}
    line(call, said("New money {money}; valuation after it {post_money}.", **facts), indent=True)
    for one in found["not_computable"]:
        sentence = said("{convertible} does not convert: {why}", **one)
        line(call, sentence, indent=True)
    columns = [text(said("class")), figures(said("before")), figures(said("before"), "%")]
    columns += [figures(said("after")), figures(said("after"), "%")]
    rows: list[Row] = [_class(call, one) for one in found["classes"]]
    totals: Row = [
        said("Fully diluted"), _short(found["fully_diluted_before"]), "100",
        _short(found["fully_diluted_after"]), "100",
    ]  # fmt: skip
    draw(call, columns, rows, totals=totals, part=said("By class, as converted"))
    columns = [text(said("holder")), figures(said("before")), figures(said("converted"))]
    columns += [figures(said("bought")), figures(said("after")), figures(said("after"), "%")]
    rows = [_holder(one) for one in found["holders"]]
    draw(call, columns, rows, part=said("By holder, as converted"))
    if found["conversions"]:
        _conversions(call, found)
    if found["protections"]:
        _protections(call, found)
    if found["pro_rata"]:
        _rights(call, found)
    _steps(call, found)


def _class(call: Call, one: Mapping[str, Any]) -> Row:
    called = harmless(one["name"]) if one["name"] else word(call, "round_line", one["line"])
    return [called, _short(one["before"]), _percent(one["part_before"]), _short(one["after"]),
            _percent(one["part_after"])]  # fmt: skip


def _holder(one: Mapping[str, Any]) -> Row:
    figures_ = [_short(one[name]) for name in ("before", "converted", "bought", "after")]
    return [harmless(one["holder"]), *figures_, _percent(one["part_after"])]


def _conversions(call: Call, found: Mapping[str, Any]) -> None:
    columns = [ids(said("convertible")), text(said("by")), figures(said("amount"))]
    columns += [figures(said("interest")), figures(said("price")), shares(call)]
    columns += [figures(said("left in cash"))]
    rows: list[Row] = [
        [harmless(one["convertible"]), word(call, "converts_by", one["by"]), _short(one["amount"]),
         _short(one["interest"]), figure(one["price"]), figure(one["shares"]),
         _short(one["left_over"])]
        for one in found["conversions"]
    ]  # fmt: skip
    draw(call, columns, rows, part=said("What converts"))


def _protections(call: Call, found: Mapping[str, Any]) -> None:
    columns = [text(said("class")), text(said("protection")), figures(said("base"))]
    columns += [figures(said("converted at")), figures(said("converts at"))]
    columns += [figures(said("ratio after"))]
    rows: list[Row] = [
        [harmless(one["class"]), word(call, "protection", one["protection"]), _short(one["base"]),
         figure(one["price_before"]), figure(one["price_after"]), figure(one["ratio_after"])]
        for one in found["protections"]
    ]  # fmt: skip
    draw(call, columns, rows, part=said("Older classes that are protected"))


def _rights(call: Call, found: Mapping[str, Any]) -> None:
    columns = [text(said("holder")), text(said("right")), figures(said("part"), "%")]
    columns += [shares(call), figures(said("cost"))]
    rows: list[Row] = [
        [harmless(one["holder"]), word(call, "pro_rata", one["basis"]), _percent(one["part"]),
         figure(one["shares"]), _short(one["cost"])]
        for one in found["pro_rata"]
    ]  # fmt: skip
    draw(call, columns, rows, part=said("Who may take how much"))


def _steps(call: Call, found: Mapping[str, Any]) -> None:
    columns = [text(said("step")), text(said("equation")), figures(said("result"))]
    columns += [text(said("rounded"))]
    rows: list[Row] = [
        [harmless(one["what"]), harmless(one["equation"]), one["result"], one["rounding"]]
        for one in found["steps"]
    ]
    draw(call, columns, rows, part=said("Steps"))
    letters = found["letters"].items()
    legend = [said("{letter}: {means}", letter=letter, means=means) for letter, means in letters]
    line(call, said("{legend}", legend=legend), indent=True)


def _short(value: str | None) -> str:
    """Return a figure with two decimals at most, cut off: `--json` has all of them."""
    if value is None:
        return figure(None)
    whole, _, rest = value.partition(".")
    kept = rest[:2].rstrip("0")
    return figure(f"{whole}.{kept}" if kept else whole)


def _percent(part: str) -> str:
    """Return a part of one as a percentage with two decimals."""
    from decimal import Decimal

    return f"{(Decimal(part) * 100).quantize(Decimal('0.01'))}"
