"""The clauses in force for an issuer on a day, made ready once for everybody who asks about it."""

from datetime import date
from typing import get_args

from msgspec import Struct

from laogu.agreements import (
    Agreements,
    Cited,
    Clause,
    Closing,
    Consent,
    FirstRefusal,
    HolderCap,
    LockUp,
    Mechanism,
)
from laogu.basics import IssuerId, Way
from laogu.market import Market
from laogu.register import Register
from laogu.rights.mechanism import mechanism, ways
from laogu.rights.results import Cite

_KINDS = (Mechanism, LockUp, HolderCap, FirstRefusal, Consent, Closing, Cited)


class InForce(dict[type[Clause], list[Cite]]):
    """The clauses in force by their kind, each with its document; and the ways they leave open.

    closed: for each way of finding a buyer, the clauses that close it: none where it is open.
    """

    __slots__ = ("_of_issuer", "_of_market", "_on", "_terms", "closed", "have_charter", "rulebook")

    def __init__(self, agreements: Agreements, issuer: IssuerId, on: date) -> None:
        super().__init__({kind: [] for kind in _KINDS})
        self._on = on
        self._terms = agreements.terms_of.get(issuer)
        self._of_issuer = agreements.rulebooks_of.get(issuer)
        self._of_market = agreements.rulebooks_of.get(None)
        self.rulebook = agreements.rulebook_in_force(issuer, on)
        self.have_charter = False
        for adopted in agreements.in_force(issuer, on):
            content = adopted.content
            if content.layer == "charter":
                self.have_charter = True
            for clause in content.clauses:
                cite = Cite(clause, content.version, content.layer)
                self[type(clause)].append(cite)
        self.closed: dict[Way, tuple[Cite, ...]] = {
            way: tuple(
                cite
                for cite in ways(self.rulebook, self[Mechanism], way)
                if mechanism(cite, way).result == "block"
            )
            for way in get_args(Way)
        }

    def still_holds(self, agreements: Agreements, issuer: IssuerId, on: date) -> bool:
        """Return whether it was read for that day, from the lists that stand now.

        A list of what was adopted is replaced by another whenever something is adopted, and by the
        earlier one when that is rolled back; nobody changes one. So the same list says the same.
        """
        rulebooks = agreements.rulebooks_of
        return (
            self._on == on
            and self._terms is agreements.terms_of.get(issuer)
            and self._of_issuer is rulebooks.get(issuer)
            and self._of_market is rulebooks.get(None)
        )


class Standing(Struct, frozen=True):
    """The books that the answer is read from; nothing in them changes.

    ready: the clauses of each issuer as they were last asked for; see `in_force`.
    """

    register: Register
    agreements: Agreements
    market: Market
    ready: dict[IssuerId, InForce] = {}


def in_force(standing: Standing, issuer: IssuerId, on: date) -> InForce:
    """Return the clauses in force for an issuer on a day.

    They follow from the lists of what was adopted and from the day, and are read again when any of
    these is another: after an adoption, after one that was rolled back, and when a day passes. One
    of them is kept for each issuer, which is as many as the register knows.
    """
    found = standing.ready.get(issuer)
    if found is None or not found.still_holds(standing.agreements, issuer, on):
        found = standing.ready[issuer] = InForce(standing.agreements, issuer, on)
    return found
