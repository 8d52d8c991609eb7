"""`laogu offer post-all`: a file of offers is posted in one entry, all of them or none."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import LaoguError, said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, moment, text
from laogu.cli.failures import HolderNameShared, HolderNameUnknown, MarketSaidNo, OffersRefused
from laogu.cli.files import content_of
from laogu.cli.generated import REQUEST_ID, request_id_of, told
from laogu.cli.naming import holders_named, only_named
from laogu.cli.register import FindingsTold, draw_market_findings
from laogu.cli.telling import tell

if TYPE_CHECKING:
    from laogu.connectors import OfferRow

SHOWN_OFFERS = 40
"""Offers that a table shows; `--json` lists all of them."""

_GIVEN = ("issuer", "currency", "stock_class", "open_until")


@click.command("post-all", cls=AskingCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--issuer", help="Whose shares they are, where a row does not say.")
@click.option("--currency", help="Of the prices, where a row does not say.")
@click.option("--stock-class", help="The class of rows that name none.")
@click.option(
    "--open-until", metavar="MOMENT", help="Of rows that do not say. Left out: until withdrawn."
)
@click.option(
    "--sheet", help="The sheet of a workbook. Left out: the first whose headings are known."
)
@click.option("--request-id", metavar="UUID", help=REQUEST_ID)
@click.option("--check", is_flag=True, help="Record nothing: try it on the running market's books.")
def post_all(file: str, *, sheet: str | None, check: bool, **given: Any) -> None:
    """Post the offers of FILE, a CSV or XLSX, in one entry: all of them or none.

    Columns: seller (an id, or a name that only one has), class, quantity, price and, where there
    are such, open until, issuer, currency. With an error, nothing is posted, and everything that is
    wrong is said at once, with its row. Asked by: who acts for the sellers.
    """
    call = this_call()
    request = request_id_of(given.pop("request_id"))
    name = PurePath(file).name
    said_ = {one: given[one] for one in _GIVEN if given[one]}
    rows, findings = _read(call, file, said_, sheet or "")
    sellers = _sellers(call, name, rows)
    body = {"offers": [_offer(row, sellers) for row in rows]}
    try:
        if check:
            done = call.market().preview("offer.post_all", body)
        else:
            done = call.market().post("offer", "post_all", body=body, request=request)
    except MarketSaidNo as no:
        _say_found(call, no, name, rows)
        raise
    made = done.get("made")
    listed = made.get("offer") if isinstance(made, dict) else None
    offer_ids = listed if isinstance(listed, list) else [None] * len(rows)
    if call.json:
        told_rows = [
            {"line": str(row.line), **one, "offer_id": offer_id}
            for row, one, offer_id in zip(rows, body["offers"], offer_ids, strict=True)
        ]
        kept = {"preview": done} if check else {"recorded": done}
        tell({"file": name, "findings": findings, "offers": told_rows, **kept})
        return
    _draw(call, rows, offer_ids)
    if check:
        line(call, said("They can be posted. Nothing was recorded."))
    else:
        told(call, {**done, "made": {}})


def _read(
    call: Call, file: str, given: Mapping[str, str], sheet: str
) -> "tuple[Sequence[OfferRow], list[dict[str, Any]]]":
    """Return the offers of a file and what was found in it, or show that and refuse."""
    from laogu.connectors import LIMITS, plain, read_offers

    content = content_of(file, most_bytes=LIMITS.file_bytes)
    read = read_offers(content, PurePath(file).name, given=given, sheet=sheet)
    findings = [plain.finding(one, call.words) for one in read.findings]
    if findings and (read.errors or not call.json):
        _show(call, file, findings)
    if read.errors:
        raise OffersRefused(errors=read.errors)
    return read.rows, findings


def _show(call: Call, file: str, findings: Sequence[Mapping[str, Any]]) -> None:
    if call.json:
        tell({"file": PurePath(file).name, "findings": list(findings)})
    else:
        draw_market_findings(call, taken({"findings": findings}, FindingsTold, call).findings)


def _sellers(call: Call, file: str, rows: "Sequence[OfferRow]") -> dict[tuple[str, str], str]:
    """Return the id of every seller by issuer and name, or refuse those that nobody has."""
    from laogu.connectors import plain

    first: dict[tuple[str, str], int] = {}
    for row in rows:
        first.setdefault((row.issuer, row.seller), row.line)
    named: dict[str, list[tuple[str, str]]] = {}
    found: dict[tuple[str, str], str] = {}
    findings: list[dict[str, Any]] = []
    for (issuer, seller), at in first.items():
        if seller.startswith("holder_"):
            found[issuer, seller] = seller
            continue
        try:
            if issuer not in named:
                named[issuer] = list(holders_named(call.market(), issuer))
            found[issuer, seller] = only_named(seller, named[issuer])
        except (HolderNameUnknown, HolderNameShared) as no:
            findings.append(_finding(no, f"{file} A{at}", plain.error(no, call.words)))
    if findings:
        _show(call, file, findings)
        raise OffersRefused(errors=len(findings))
    return found


def _finding(no: LaoguError, where: str, told_: Mapping[str, Any]) -> dict[str, Any]:
    said_ = {part: told_[part] for part in ("what", "why", "fix")}
    return {"severity": "error", "code": no.code, "where": where, **said_}


def _offer(row: "OfferRow", sellers: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    offer = {
        "issuer": row.issuer, "stock_class": row.stock_class,
        "seller": sellers[row.issuer, row.seller],
        "quantity": f"{row.quantity:f}", "price": f"{row.price:f}", "currency": row.currency,
    }  # fmt: skip
    return offer | ({"open_until": row.open_until.isoformat()} if row.open_until else {})


def _say_found(call: Call, no: MarketSaidNo, file: str, rows: "Sequence[OfferRow]") -> None:
    """Say what the market found with the row of the file in place of the number in the list."""
    facts = no.body.get("facts")
    listed = facts.get("findings") if isinstance(facts, dict) else None
    if not isinstance(listed, list):
        return
    for one in listed:
        number = str(one.get("number", "")) if isinstance(one, dict) else ""
        if number.isascii() and number.isdigit() and 0 < int(number) <= len(rows):
            one["where"] = f"{file} A{rows[int(number) - 1].line}"
    if listed and not call.json:
        draw_market_findings(call, taken({"findings": listed}, FindingsTold, call).findings)


def _draw(call: Call, rows: "Sequence[OfferRow]", offer_ids: Sequence[str | None]) -> None:
    columns = [figures(said("row")), text(said("seller")), text(said("class"))]
    columns += [figures(said("quantity")), figures(said("price")), text(said("currency"))]
    columns += [ids(said("open until")), ids(said("offer"))]
    places = max([2, *(-int(row.price.as_tuple().exponent) for row in rows)])
    drawn = [
        [figure(row.line), row.seller, row.stock_class, figure(f"{row.quantity:f}"),
         figure(f"{row.price:.{places}f}"), row.currency,
         moment(row.open_until.isoformat() if row.open_until else None), offer_id]
        for row, offer_id in zip(rows, offer_ids, strict=True)
    ]  # fmt: skip
    draw(call, columns, drawn[:SHOWN_OFFERS])
    if len(drawn) > SHOWN_OFFERS:
        more = {"more": len(drawn) - SHOWN_OFFERS, "option": "--json"}
        line(call, said("And {more} more; {option} lists every offer.", **more), indent=True)
