"""Unhindered: a transfer that no rule stands in the way of, seen without a word about it.

An operation goes on where nothing hinders, and that is nearly always so. Only where something does,
or may, the answer is worked out with its rules and their sentences: see `explain`.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from laogu.agreements import FirstRefusal, HolderCap, LockUp
from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId, Way
from laogu.market import Lots, trim
from laogu.rights.explain import restrictions_of
from laogu.rights.first_refusal import may_be_asked
from laogu.rights.holder_cap import is_kept
from laogu.rights.in_force import Standing, in_force
from laogu.rights.lots import restricted_units
from laogu.rights.results import Cite, Proposal


class Ground(Struct, frozen=True, gc=False):
    """What stands in the way of no sale in one company, in one way, on one day, whoever sells what.

    caps, locks: the clauses that look at who sells and what; every other one has been asked.
    is_encumbered: whether anything ever stood on shares of the company.
    lots: of sellers that were asked about, oldest first.
    It holds until the register or the terms change.
    """

    caps: Sequence[Cite]
    locks: Sequence[Cite]
    is_encumbered: bool
    lots: dict[tuple[StockClassId, HolderId], Sequence[SecurityId]]


def unhindered(standing: Standing, proposal: Proposal, *, process: bool = True) -> Lots | None:
    """Return the lots that would go, oldest first, where no rule hinders; None: one may.

    process: whether it must also be known who is asked first. What a sale costs hinders nothing,
    and whoever sets a price has counted it.
    It says lots only where `explain` lets all the units go, at once or when its tasks are done.
    """
    ground = ground_of(standing, proposal.issuer, proposal.mechanism, proposal.on, process=process)
    return None if ground is None else going(standing, proposal, ground)


def ground_of(
    standing: Standing, issuer: IssuerId, way: Way, on: date, *, process: bool = True
) -> Ground | None:
    """Return what many sales have in common where no rule hinders; None: one may hinder all."""
    register = standing.register
    terms = in_force(standing, issuer, on)
    if terms.closed[way]:
        return None
    if process:
        if not terms.have_charter:
            return None
        for cite in terms[FirstRefusal]:
            if not may_be_asked(cite, issuer, register, standing.agreements):
                return None
    is_encumbered = bool(register.encumbrances.of_issuer.get(issuer))
    return Ground(terms[HolderCap], terms[LockUp], is_encumbered, {})


def going(standing: Standing, proposal: Proposal, ground: Ground) -> Lots | None:
    """Return the lots that would go, on the ground of the proposal; None: a rule may hinder."""
    for cite in ground.caps:
        if not is_kept(cite, proposal, standing.register):
            return None
    if proposal.promised:
        return _still_free(standing, proposal, ground)
    return _oldest_free(standing, proposal, ground)


# Each rule by itself keeps no more of the lots than all rules and promises together. So where lots
# that make up the units are free of everything, no rule about lots hinders, whatever it says of the
# others.


def _oldest_free(standing: Standing, proposal: Proposal, ground: Ground) -> Lots | None:
    """Return lots of the seller that make up the units, oldest first; None: too few are free."""
    sold = (proposal.stock_class, proposal.seller)
    lots = ground.lots.get(sold)
    if lots is None:
        lots = ground.lots[sold] = standing.register.living_ids(*sold)
    left = proposal.units
    taken: list[tuple[SecurityId, int]] = []
    for security in lots:
        free = _free(standing, proposal, ground, security)
        if free is None:
            return None
        if free >= left:
            return (*taken, (security, left))
        if free > 0:
            taken.append((security, free))
            left -= free
    return None


def _still_free(standing: Standing, proposal: Proposal, ground: Ground) -> Lots | None:
    """Return the lots that are promised to the proposal; None: something else keeps one of them."""
    own = dict(proposal.promised)
    promised = trim(proposal.promised, proposal.units)
    lots = standing.register.lots.on((proposal.stock_class, proposal.seller))
    for security, units in promised:
        free = _free(standing, proposal, ground, security) if security in lots else None
        if free is None or free + own[security] < units:
            return None
    return promised


def _free(
    standing: Standing, proposal: Proposal, ground: Ground, security: SecurityId
) -> int | None:
    """Return how many units of a lot nothing keeps and nobody was promised; None: who knows.

    What is known from memory alone keeps nothing, but the rule that it names may say more.
    """
    register = standing.register
    stock = register.securities[security].stock
    free = stock.units - standing.market.committed.get(security, 0)
    if ground.locks or stock.restrictions or ground.is_encumbered:
        every = (*stock.restrictions, *restrictions_of(register, proposal, ground.locks, stock))
        binding = [one for one in every if one.binds_on(proposal.on)]
        if any(one.sure == "M" for one in binding):
            return None
        free -= restricted_units(stock, binding, proposal.on)
    return free
