"""How what stands on a register is called in a history: by the id it came with, or by our own."""

from collections.abc import Callable, Mapping
from datetime import date

from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, Name, SecurityId, StockClassId
from laogu.register import history, plans
from laogu.register.interchange.figures import Scale
from laogu.register.interchange.undone import Undone
from laogu.register.state import Register


def besides(there: Mapping[history.Besides, object]) -> tuple[history.Besides, ...]:
    """Return the names of what is there, of all that a history has no words for."""
    return tuple([name for name, is_there in there.items() if is_there])


class Telling:
    """A register that is being told: of one issuer, as of a day.

    open_name: a name as it may be read; that of a natural person may be sealed, or forgotten.
    """

    def __init__(
        self,
        register: Register,
        issuer: IssuerId,
        *,
        as_of: date,
        open_name: Callable[[Name], str],
    ) -> None:
        self.register = register
        self.issuer = issuer
        self.as_of = as_of
        self.open_name = open_name
        self.undone = Undone(register, issuer)
        # Of classes of one id, all but the last came with imports that were undone.
        named = {register.classes[one].origin or one: one for one in register.classes_of[issuer]}
        self.classes = tuple(named.values())
        self.scales = {
            one: Scale(kind.decimals, kind.price_scale, kind.currency)
            for one in register.classes_of[issuer]
            for kind in [register.classes[one]]
        }
        self.holders: dict[HolderId, None] = {}
        self.changes: list[history.AnyChange] = []

    def stock_class(self, stock_class: StockClassId) -> str:
        """Return how a class is called."""
        return self.register.classes[stock_class].origin or stock_class

    def holder(self, holder: HolderId) -> str:
        """Return how a holder is called, who is then among those that are told."""
        self.holders[holder] = None
        return self.register.holders[holder].origin or holder

    def security(self, security: SecurityId) -> str:
        """Return how a security of any kind is called."""
        room = self.register.convertibles
        stock = self.register.securities.get(security)
        if stock is not None:
            return stock.stock.origin or security
        grant = self.register.plans.grants.get(security)
        if grant is not None:
            return grant.granted.origin or security
        paper = room.convertibles.get(security) or room.warrants.get(security)
        return (None if paper is None else paper.issued.origin) or security

    def service_of(self, holder: HolderId) -> plans.Tenure:
        """Return what a holder is and was, but for what came with imports that were undone."""
        found = self.register.plans.service_of(self.issuer, holder)
        moments = self.undone.moments
        if not moments:
            return found
        related = tuple([one for one in found.related if one[1] not in moments])
        ended = tuple([one for one in found.ended if one[1] not in moments])
        return replace(found, related=related, ended=ended)

    def is_told(self, on: date) -> bool:
        """Return whether what happened on a day is told."""
        return on <= self.as_of

    def add(self, change: history.AnyChange) -> None:
        """Tell a change, if it happened by the day."""
        if change.on <= self.as_of:
            self.changes.append(change)
