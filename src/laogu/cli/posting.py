"""`laogu offer post-all`: a file of offers is posted in one entry, all of them or none."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import said
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, moment, text
from laogu.cli.failures import OffersRefused
from laogu.cli.generated import REQUEST_ID, request_id_of
from laogu.cli.listed import Named, WholeFile

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
    """Post the offers of FILE, a CSV, XLSX or ODS, in one entry: all of them or none.

    Columns: seller (an id, or a name that only one has), class, quantity, price and, where there
    are such, open until, issuer, currency. With an error, nothing is posted, and everything that is
    wrong is said at once, with its row. Asked by: who acts for the sellers.
    """
    from laogu.connectors import read_offers

    call = this_call()
    request = request_id_of(given.pop("request_id"))
    whole = WholeFile(call, file, lambda errors: OffersRefused(errors=errors))
    said_ = {one: given[one] for one in _GIVEN if given[one]}
    rows, findings = whole.rows(
        lambda content, name: read_offers(content, name, given=said_, sheet=sheet or "")
    )
    sellers = whole.holders(((row.issuer, row.seller), row.line) for row in rows)
    offers = [_offer(row, sellers) for row in rows]
    done = whole.sent("offer.post_all", {"offers": offers}, rows, check=check, request=request)
    whole.tell(
        "offer",
        done,
        offers,
        rows,
        findings,
        drawn=lambda offer_ids: _draw(call, rows, offer_ids),
        can=said("They can be posted. Nothing was recorded.") if check else None,
    )


def _offer(row: "OfferRow", sellers: Mapping[Named, str]) -> dict[str, Any]:
    offer = {
        "issuer": row.issuer, "stock_class": row.stock_class,
        "seller": sellers[row.issuer, row.seller],
        "quantity": f"{row.quantity:f}", "price": f"{row.price:f}", "currency": row.currency,
    }  # fmt: skip
    return offer | ({"open_until": row.open_until.isoformat()} if row.open_until else {})


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
