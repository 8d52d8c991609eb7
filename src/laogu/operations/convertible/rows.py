"""A row of a ledger of convertibles and warrants, as a file says it, once it has been read."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from laogu.operations.convertible.issue import LaterRate
from laogu.register import HolderKind
from laogu.register.convertibles import ConvertibleKind
from laogu.register.rounds import DayCount, Payout, Timing

PaperKind = ConvertibleKind | Literal["warrant"]
"""What a row is: a safe, a note, another paper that becomes shares, or a right to buy some."""


class PaperRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One convertible or warrant that stands on the day of the file.

    line:       where it stands in the file, for findings.
    holder:     the id of somebody on the register; or name, of somebody new, with holder_kind.
    amount:     paid for it; of a warrant, for the warrant itself. currency: left out: the issuer's.
    cap:        the valuation at most. discount: a part of the price, such as 0.20.
    timing:     whether the cap of a safe is pre_money or post_money. is_mfn: it may take the terms
                of a later one.
    rate:       of interest a year, such as 0.08, from the day of issue on; later_rates take its
                place, each from a later day on; day_count; payout.
    matures_on: the last day of a note. says: how it converts, in words. condition: what it waits
                for, in words.
    seniority:  1 is the highest. approved_on: by the board.
    stock_class, quantity, price, expires_on: of a warrant: shares it was for, at which price of
                one, and its last day. exercised, cancelled: of these, what is not open any more.
    outstanding: what the file says is open; compared, and not recorded.
    """

    line: Annotated[int, Meta(ge=1, le=1_048_576)]
    kind: PaperKind
    issued_on: date
    holder: str | None = None
    name: str | None = None
    holder_kind: HolderKind = "organisation"
    certificate: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    cap: Decimal | None = None
    discount: Decimal | None = None
    timing: Timing | None = None
    is_mfn: bool = False
    rate: Decimal | None = None
    later_rates: tuple[LaterRate, ...] = ()
    day_count: DayCount | None = None
    payout: Payout | None = None
    matures_on: date | None = None
    says: str | None = None
    condition: str | None = None
    seniority: int | None = None
    approved_on: date | None = None
    stock_class: str | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None
    expires_on: date | None = None
    exercised: Decimal = Decimal(0)
    cancelled: Decimal = Decimal(0)
    outstanding: Decimal | None = None
