"""Which of an issuer's securities came with an import that was undone, and so never counted."""

from datetime import datetime

from laogu.basics import IssuerId, SecurityId
from laogu.register.brought import grants_of, papers_of
from laogu.register.state import Register


class Undone:
    """What came with imports that were undone: the securities, and when all of it was recorded."""

    def __init__(self, register: Register, issuer: IssuerId) -> None:
        self._register = register
        loads = [
            one
            for one in register.loads.values()
            if one.loaded.issuer == issuer and one.undone_at is not None
        ]
        self.stock = frozenset(security for one in loads for security in register.loaded(one))
        self.grants = frozenset(security for one in loads for security in grants_of(register, one))
        self.papers = frozenset(security for one in loads for security in papers_of(register, one))
        # A history brings more than securities; nothing else of an issuer is there before it.
        histories = (one for one in loads if one.loaded.way == "history")
        self.moments: frozenset[datetime] = frozenset(one.at for one in histories)

    def holds(self, security: SecurityId) -> bool:
        """Return whether a security of any kind never counted."""
        if security in self._register.securities:
            return security in self.stock
        if security in self._register.plans.grants:
            return security in self.grants
        room = self._register.convertibles
        found = room.convertibles.get(security) or room.warrants.get(security)
        return found is not None and (security in self.papers or found.issued_at in self.moments)


def is_in_use(register: Register, issuer: IssuerId) -> bool:
    """Return whether anything of an issuer counts or ever did."""
    undone = Undone(register, issuer)
    kept = (
        *register.plans.of_issuer.on(issuer),
        *register.convertibles.of_issuer.on(issuer),
        *(
            one
            for stock_class in register.classes_of[issuer]
            for one in register.of_class.on(stock_class)
        ),
    )
    return not all(undone.holds(one) for one in kept)
