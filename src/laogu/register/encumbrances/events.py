"""What can have happened to encumbrances, and to proceeds that are held for a claim."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import (
    EncumbranceId,
    Event,
    HolderId,
    IssuerId,
    Money,
    Name,
    Price,
    SecurityId,
    StockClassId,
    Sure,
    TradeId,
)

EncumbranceKind = Literal["pledge", "freeze", "dispute_hold", "nominee", "claim_on_proceeds"]
Basis = Literal["law", "contract", "court"]
Lifter = Literal["nobody", "favoured", "court"]


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """Which part of what shares are sold for somebody else may claim.

    part:    above 0 and at most 1, of what the seller gets after the fee.
    above:   a price of one share that stays the seller's before anything is claimed: what it cost.
             None: nothing does.
    at_most: in all sales together; None: without a limit.
    """

    part: Decimal
    above: Price | None = None
    at_most: Money | None = None


class Encumbrance(Struct, frozen=True, kw_only=True, gc=False):
    """A right of somebody else in shares that a holder has on the register.

    security: None: every share of the class that the holder has, those that come later among them.
    units:    of that security; None: all of it.
    favours:  the holder it is for; None: somebody who is no holder here, whom `favours_name` names.
    basis:    what it rests on, which also says who may let go of it. rule, source: where written.
    document: SHA-256 of the paper; None: no paper is kept here.
    through:  its last day; None: until it is lifted.
    public:   a published source names it, so that anybody may know of it.
    """

    encumbrance: EncumbranceId
    kind: EncumbranceKind
    issuer: IssuerId
    stock_class: StockClassId
    holder: HolderId
    security: SecurityId | None = None
    units: int | None = None
    favours: HolderId | None = None
    favours_name: Name | None = None
    basis: Basis
    rule: str
    source: str
    document: str | None = None
    sure: Sure = "T"
    starts_on: date
    through: date | None = None
    public: bool = False
    claim: Claim | None = None

    @property
    def lifted_by(self) -> Lifter:
        """Who may let go of it: by law nobody, by contract who it favours, by order the court."""
        return _LIFTERS[self.basis]

    @property
    def hinders(self) -> bool:
        """Whether shares under it may not be sold while it stands."""
        return self.kind in _HINDERING


_LIFTERS: dict[Basis, Lifter] = {"law": "nobody", "contract": "favoured", "court": "court"}
_HINDERING = frozenset({"pledge", "freeze", "dispute_hold"})


class EncumbranceRecorded(Event, frozen=True, kw_only=True, tag="register.encumbrance_recorded.1"):
    """Somebody else has a right in shares of a holder."""

    encumbrance: Encumbrance


class EncumbranceLifted(Event, frozen=True, kw_only=True, tag="register.encumbrance_lifted.1"):
    """Who may let go of an encumbrance did; from that day on it binds nobody.

    document: SHA-256 of the paper that says so; None: who it favours said so here.
    """

    encumbrance: EncumbranceId
    reason: str
    document: str | None = None


class ProceedsHeld(
    Event, frozen=True, kw_only=True, omit_defaults=True, tag="register.proceeds_held.1"
):
    """Of what shares brought, the part that somebody claims was set apart.

    trade: the sale; None: they were bought back. security: what was bought back; None: a sale.
    """

    encumbrance: EncumbranceId
    trade: TradeId | None = None
    amount: Money
    security: SecurityId | None = None

    @property
    def source(self) -> str:
        """The id of what brought the cash: of a trade, or of the security that was bought back."""
        found = self.trade or self.security
        assert found is not None, "proceeds come of something"
        return found


class ClaimPaid(Event, frozen=True, kw_only=True, tag="register.claim_paid.1"):
    """What was set apart went to who claims it."""

    encumbrance: EncumbranceId
    amount: Money
    reason: str = ""


class ClaimReleased(Event, frozen=True, kw_only=True, tag="register.claim_released.1"):
    """Who claims it let go of what was set apart, and it went to the seller."""

    encumbrance: EncumbranceId
    amount: Money
    reason: str = ""


EncumbrancesEvent = (
    EncumbranceRecorded | EncumbranceLifted | ProceedsHeld | ClaimPaid | ClaimReleased
)
