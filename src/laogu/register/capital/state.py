"""How the rights of classes and the contributions to them stand."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, SecurityId, Shelves, StockClassId, Table, Undo
from laogu.register.capital.contributions import (
    Contribution,
    Payment,
    Transferor,
    divided,
    joined,
)
from laogu.register.capital.events import (
    CapitalEvent,
    ClassAuthorised,
    ClassEvent,
    ContributionPaid,
    ContributionSubscribed,
    FractionPaid,
    IssuerAuthorised,
    IssuerEvent,
    IssuerFormChanged,
    RatioAdjusted,
    StockAccepted,
    StockClassDescribed,
    StockClassSplit,
)
from laogu.register.stock import IssuedStock


class Accepted(Struct, frozen=True, gc=False):
    """On which day a holder took a security, and when that was written down."""

    on: date
    at: datetime


class Capital:
    """Rights of classes, how many shares may be issued, and what is paid in."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "class_events": dict[int, tuple[ClassEvent, datetime]],
        "of_issuer": dict[IssuerId, tuple[tuple[IssuerEvent, datetime], ...]],
        "accepted": dict[SecurityId, Accepted],
        "contributions": dict[SecurityId, Contribution],
    }

    def __init__(self, undo: Undo) -> None:
        # By number: a split may pay every holder a fraction, in one entry.
        self.class_events: Table[int, tuple[ClassEvent, datetime]] = Table(undo)
        self.of_issuer: Table[IssuerId, tuple[tuple[IssuerEvent, datetime], ...]] = Table(undo)
        self.accepted: Table[SecurityId, Accepted] = Table(undo)
        self.contributions: Table[SecurityId, Contribution] = Table(undo)
        # What follows from the tables above.
        self.of_class: Shelves[StockClassId, int, None] = Shelves(undo)

    def apply(self, event: CapitalEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        match event:
            case (
                StockClassDescribed()
                | ClassAuthorised()
                | RatioAdjusted()
                | StockClassSplit()
                | FractionPaid()
            ):
                number = len(self.class_events) + 1
                self.class_events[number] = event, recorded_at
                self.of_class[event.stock_class][number] = None
            case IssuerAuthorised() | IssuerFormChanged():
                known = self.of_issuer.get(event.issuer, ())
                self.of_issuer[event.issuer] = (*known, (event, recorded_at))
            case StockAccepted():
                self.accepted[event.security] = Accepted(event.effective_on, recorded_at)
            case ContributionSubscribed():
                self.contributions[event.security] = Contribution(
                    units=event.units, due_on=event.due_on
                )
            case ContributionPaid():
                paid = Payment(event.effective_on, event.units)
                self.contributions.change(
                    event.security, lambda one: replace(one, payments=(*one.payments, paid))
                )
            case _:
                assert_never(event)

    def happened_to(self, stock_class: StockClassId) -> Iterator[tuple[ClassEvent, datetime]]:
        """Yield what happened to a class, and when that was written down, in that order."""
        for number in self.of_class.on(stock_class):
            yield self.class_events[number]

    def follow(
        self, ended: Sequence[IssuedStock], by: str, made: Sequence[IssuedStock], on: date
    ) -> None:
        """Let what is owed on securities that ended go on in those that came of them.

        A change into another class ends it: only what is paid in may be changed so. Once a part is
        forfeited, what is sold is what was paid in.
        """
        owed = [self.contributions.get(one.security) for one in ended]
        if not any(owed) or by == "conversion":
            return
        whole = joined([one for one in owed if one is not None])
        reduces = by in {"cancellation", "repurchase", "retraction"}
        forfeited = any(one.kind == "unpaid_capital" for one in ended[0].restrictions)
        units = [one.units for one in made]
        parts = divided(whole, units, reduces=reduces, paid_first=forfeited)
        for stock, part in zip(made, parts, strict=True):
            is_sold = stock.holder != ended[0].holder and part.owed_on(on) > 0
            sold = (Transferor(ended[0].holder, on),) if is_sold else ()
            self.contributions[stock.security] = replace(part, sold_by=(*part.sold_by, *sold))

    def sellers_of(self, security: SecurityId) -> tuple[HolderId, ...]:
        """Return who transferred what is owed on a security, first to last."""
        found = self.contributions.get(security)
        return () if found is None else tuple(one.holder for one in found.sold_by)

    def reindex(self) -> None:
        """Work out the table that follows from the primary ones."""
        for number, (event, _) in self.class_events.items():
            self.of_class[event.stock_class][number] = None
