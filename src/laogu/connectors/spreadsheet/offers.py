"""A table of offers: one row an offer, in CSV, XLSX or ODS."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from msgspec import Struct

from laogu.basics import NotADay, Remark, day_not_there, said
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.days import NO_SUCH_DAY, OUT_OF_RANGE
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.spreadsheet.wishes import Row, RowsRead, Sort, known_as, read

SELLER: Final[Column] = "holder"
"""Who sells is read as who holds."""


class OfferRow(Struct, frozen=True, kw_only=True):
    """One offer as a row says it. line: of the file. open_until: None: until it is withdrawn."""

    line: int
    issuer: str
    seller: str
    stock_class: str
    quantity: Decimal
    price: Decimal
    currency: str
    open_until: datetime | None = None


OffersRead = RowsRead[OfferRow]
"""What a file of offers says."""


def read_offers(
    content: bytes,
    file: str,
    *,
    given: Mapping[str, str],
    sheet: str = "",
    limits: Limits = LIMITS,
) -> OffersRead:
    """Return what the bytes of a CSV, XLSX or ODS file offer; never raises for bad input.

    given: what holds of a row that does not say it itself, by the names of columns: issuer,
    currency, stock_class, open_until, and holder, who sells; a blank says nothing.
    """
    return read(content, file, OFFERS, _row, given=given, sheet=sheet, limits=limits)


def _row(row: Row) -> OfferRow | None:
    """Return one offer; None with findings."""
    quantity, price = row.number("quantity"), row.number("price")
    seller = row.word(SELLER)
    issuer, currency, stock_class = (
        row.word("issuer"),
        row.word("currency"),
        row.word("stock_class"),
    )
    open_until = _moment(row)
    row.must_say({
        SELLER: seller, "stock_class": stock_class, "quantity": quantity, "price": price,
        "issuer": issuer, "currency": currency,
    })  # fmt: skip
    if not row.is_sound:
        return None
    assert seller, "a row without a seller has a finding"
    assert stock_class, "a row without a class has a finding"
    assert issuer, "a row without an issuer has a finding"
    assert currency, "a row without a currency has a finding"
    assert quantity is not None, "a row without a quantity has a finding"
    assert price is not None, "a row without a price has a finding"
    return OfferRow(
        line=row.line,
        issuer=issuer,
        seller=seller,
        stock_class=stock_class,
        quantity=quantity,
        price=price,
        currency=currency,
        open_until=open_until,
    )


def _moment(row: Row) -> datetime | None:
    """Return until when a row is open; None: until it is withdrawn, or unreadable with a finding.

    A day, or an hour without its zone, is not guessed to be of any place.
    """
    cell, given = row.cell("open_until"), row.given.get("open_until", "")
    written = given if cell == "" else cell.isoformat() if isinstance(cell, date) else str(cell)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        if day_not_there(written) is not None:
            row.spot("open_until").say(NO_SUCH_DAY, text=shown(written))
            return None
        moment = None
    if moment is None or moment.tzinfo is None:
        row.spot("open_until").say(OFFER_NOT_A_MOMENT, text=shown(written))
        return None
    if not NotADay.first < moment.date() < NotADay.last:  # A day apart, whatever the zone.
        ends = {"first": NotADay.first, "last": NotADay.last}
        row.spot("open_until").say(OUT_OF_RANGE, text=shown(written), **ends)
        return None
    return moment


NO_OFFERS = Remark(
    severity="error",
    code="spreadsheet.no_offers",
    what="There is no offer below the headings.",
    why="One row is one offer.",
    fix="Write a row for each offer.",
)
NO_OFFER_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_offer_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name what the columns hold.",
    fix="Name the columns: seller (卖方), class (类别), quantity (数量), price (价格).",
)
OFFER_COLUMN_UNKNOWN = Remark(
    severity="error",
    code="spreadsheet.offer_column_unknown",
    what="The column “{heading}” is not known.",
    why="An offer binds, so nothing that the file says of it is passed over. Known: {known}.",
    fix="Remove the column, or name it as one of these.",
)
OFFER_COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.offer_column_missing",
    what="The column {missing} is missing.",
    why="An offer names its issuer, seller, class, quantity, price and currency.",
    fix="Add the column; issuer, class and currency can also be said once for all rows.",
)
OFFER_CELL_BLANK = Remark(
    severity="error",
    code="spreadsheet.offer_cell_blank",
    what="The row does not state: {column}.",
    why="An offer names its issuer, seller, class, quantity, price and currency.",
    fix="Write it into the row, or remove the row.",
)
OFFER_BELOW_ZERO = Remark(
    severity="error",
    code="spreadsheet.offer_below_zero",
    what="“{text}” is below zero.",
    why="Who offers gives shares for money; neither is below zero.",
    fix="Check the sign.",
)
OFFER_NOT_A_MOMENT = Remark(
    severity="error",
    code="spreadsheet.offer_not_a_moment",
    what="“{text}” is not a moment with its time zone.",
    why="A day ends at another moment in each place, and an offer is open until one.",
    fix="Write day, time and zone as text, as in 2026-12-31T17:00Z; or leave it blank.",
)
OFFERS = Sort(
    headings={
        SELLER: said("seller"),
        "stock_class": said("class"),
        "quantity": said("quantity"),
        "price": said("price"),
        "open_until": said("open until"),
        "issuer": said("issuer"),
        "currency": said("currency"),
    },
    known=known_as(
        {
            SELLER: "seller, offered by, 卖方, 出让方, 转让方, 要约人",
            "price": "price, limit, price per share, price a share, price for one share, "
            "价格, 单价, 每股价格, 转让价格",
            "open_until": "open until, until, expires, expires on, valid until, 有效至, 有效期至, "
            "截止, 截止时间",
            "issuer": "issuer, company, slug, 公司, 发行人, 标的公司",
            "currency": "currency, 币种, 货币",
        }
    ),
    optional=frozenset({"open_until"}),
    no_rows=NO_OFFERS,
    no_headings=NO_OFFER_HEADINGS,
    unknown=OFFER_COLUMN_UNKNOWN,
    missing=OFFER_COLUMN_MISSING,
    blank=OFFER_CELL_BLANK,
    below_zero=OFFER_BELOW_ZERO,
)
