"""What can have happened to convertibles and warrants.

What is left of a convertible, or of a warrant that is cancelled or transferred in part, is a new
one: `balance`. The open formats know no balance for an exercise, so a warrant exercised in part
goes on: `left`.
"""

from decimal import Decimal
from typing import Literal

from laogu.basics import Event, Money, Price, SecurityId
from laogu.register.convertibles.terms import IssuedConvertible, IssuedWarrant
from laogu.register.stock import IssuedStock

ConvertibleEndedBy = Literal["cancellation", "transfer", "retraction", "repayment"]
"""By the issuer or by agreement; to another holder; before it was accepted; the loan was repaid."""

WarrantEndedBy = Literal["cancellation", "transfer", "retraction", "expiry"]
"""By the issuer or by agreement; to another holder; before it was accepted; its last day passed."""

WarrantPaidBy = Literal["cash", "net", "not_told"]
"""In cash; with shares held back, at what a share was worth; nobody told."""


class ConvertibleIssued(Event, frozen=True, kw_only=True, tag="register.convertible_issued.1"):
    """Somebody paid for a paper that becomes shares."""

    convertible: IssuedConvertible


class ConvertibleAccepted(Event, frozen=True, kw_only=True, tag="register.convertible_accepted.1"):
    """The holder took the paper."""

    security: SecurityId
    origin: str | None = None


class ConvertibleEnded(Event, frozen=True, kw_only=True, tag="register.convertible_ended.1"):
    """A convertible ended otherwise than by becoming shares.

    amount: of it that ended or moved. resulting: to whom a transfer took it. balance: what is left.
    """

    security: SecurityId
    by: ConvertibleEndedBy
    amount: Money
    resulting: tuple[IssuedConvertible, ...] = ()
    balance: IssuedConvertible | None = None
    reason: str = ""
    origin: str | None = None


class ConvertibleConverted(
    Event, frozen=True, kw_only=True, tag="register.convertible_converted.1"
):
    """A convertible became shares.

    amount:   of what was paid that converted. interest: that converted with it; None: none did.
    trigger:  its name in the paper; None: nobody told. price: of one share; None: none was needed.
    left_over: too little for a share, and paid in cash outside this market; None: nothing was.
    reason:   why, in words; how it was worked out.
    """

    security: SecurityId
    shares: tuple[IssuedStock, ...]
    amount: Money
    interest: Money | None = None
    trigger: str | None = None
    price: Price | None = None
    left_over: Money | None = None
    balance: IssuedConvertible | None = None
    reason: str = ""
    origin: str | None = None


class WarrantIssued(Event, frozen=True, kw_only=True, tag="register.warrant_issued.1"):
    """Somebody got a right to buy shares."""

    warrant: IssuedWarrant


class WarrantAccepted(Event, frozen=True, kw_only=True, tag="register.warrant_accepted.1"):
    """The holder took a right to buy."""

    security: SecurityId
    origin: str | None = None


class WarrantEnded(Event, frozen=True, kw_only=True, tag="register.warrant_ended.1"):
    """A warrant ended without an exercise, in part or whole.

    quantity: shares it was for; None: it did not say. resulting: to whom a transfer took it.
    """

    security: SecurityId
    by: WarrantEndedBy
    quantity: Decimal | None = None
    resulting: tuple[IssuedWarrant, ...] = ()
    balance: IssuedWarrant | None = None
    reason: str = ""
    origin: str | None = None


class WarrantExercised(Event, frozen=True, kw_only=True, tag="register.warrant_exercised.1"):
    """A warrant became shares.

    quantity: shares it was exercised for; None: it does not say how many. shares: what came of
    it, fewer where some were held back. paid: in cash outside this market; None: nothing, or nobody
    told. value: of one share, at which some were held back. left: shares it is still for.
    """

    security: SecurityId
    shares: tuple[IssuedStock, ...]
    quantity: Decimal | None = None
    by: WarrantPaidBy = "not_told"
    paid: Money | None = None
    value: Price | None = None
    trigger: str | None = None
    left: Decimal = Decimal(0)
    reason: str = ""
    origin: str | None = None


ConvertiblesEvent = (
    ConvertibleIssued | ConvertibleAccepted | ConvertibleEnded | ConvertibleConverted
    | WarrantIssued | WarrantAccepted | WarrantEnded | WarrantExercised
)  # fmt: skip
"""`ConvertibleConverted` and `WarrantExercised` make shares as well: they come through the
register."""
