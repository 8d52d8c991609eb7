"""What the columns of a ledger of convertibles and warrants hold, and what each kind is called."""

from laogu.basics import Said, said
from laogu.connectors import Column
from laogu.operations import PaperKind

WHAT_PAPERS_HOLD: dict[Column, Said] = {
    "holder": said("a name on the register, or of somebody new; or an id"),
    "kind": said("person, organisation or residual; left out, it is read from the name"),
    "certificate": said("its label; no two alike"),
    "award": said("safe, note, convertible security or warrant"),
    "granted_on": said("the year first, such as 2024-02-01"),
    "cost": said("paid for it; of a warrant, for the warrant itself"),
    "currency": said("left out: that of the company"),
    "cap": said("the valuation at most"),
    "timing": said("of a safe's cap: post-money or pre-money; left out: post-money"),
    "discount": said("taken off the price: 20% or 0.20"),
    "is_mfn": said("yes, where it may take the terms of a later one"),
    "rate": said("of interest a year: 8% or 0.08; in steps: 8%; 10% from 2026-01-01"),
    "day_count": said("actual/365 or 30/360; left out: actual/365"),
    "payout": said("deferred or cash; left out: deferred, so that it converts"),
    "matures_on": said("the last day of a note"),
    "says": said("of another paper: how it converts, in words"),
    "condition": said("what it waits for, in words"),
    "stock_class": said("of a warrant; left out where there is only one"),
    "quantity": said("shares a warrant was for"),
    "price": said("of one share, at which a warrant may be exercised"),
    "expires_on": said("the last day of a warrant"),
    "exercised": said("shares of a warrant so far"),
    "cancelled": said("of a warrant, ended otherwise"),
    "outstanding": said("compared only"),
    "status": said("what has ended or is a draft is left out"),
}
"""Columns that are worth a line on the page; the others are read all the same."""

KINDS_OF_PAPERS: dict[PaperKind, Said] = {
    "safe": said("safe"),
    "note": said("note"),
    "convertible_security": said("convertible security"),
    "warrant": said("warrant"),
}
