"""Unhindered: a transfer that no rule stands in the way of, seen without a word about it.

An operation goes on where nothing hinders, and that is nearly always so. Only where something does,
or may, the answer is worked out with its rules and their sentences: see `explain`.
"""

from collections.abc import Sequence

from laogu.agreements import FirstRefusal, HolderCap, LockUp
from laogu.basics import SecurityId
from laogu.market import Lots, trim
from laogu.rights.explain import restrictions_of
from laogu.rights.first_refusal import may_be_asked
from laogu.rights.holder_cap import is_kept
from laogu.rights.in_force import Standing, in_force
from laogu.rights.lots import restricted_units
from laogu.rights.results import Cite, Proposal


def unhindered(standing: Standing, proposal: Proposal, *, process: bool = True) -> Lots | None:
    """Return the lots that would go, oldest first, where no rule hinders; None: one may.

    process: whether it must also be known who is asked first. What a sale costs hinders nothing,
    and whoever sets a price has counted it.
    It says lots only where `explain` lets all the units go, at once or when its tasks are done.
    """
    register = standing.register
    terms = in_force(standing, proposal.issuer, proposal.on)
    if terms.closed[proposal.mechanism]:
        return None
    for cite in terms[HolderCap]:
        if not is_kept(cite, proposal, register):
            return None
    if process:
        if not terms.have_charter:
            return None
        for cite in terms[FirstRefusal]:
            if not may_be_asked(cite, proposal, register, standing.agreements):
                return None
    if proposal.promised:
        return _still_free(standing, proposal, terms[LockUp])
    return _oldest_free(standing, proposal, terms[LockUp])


# Each rule by itself keeps no more of the lots than all rules and promises together. So where lots
# that make up the units are free of everything, no rule about lots hinders, whatever it says of the
# others.


def _oldest_free(standing: Standing, proposal: Proposal, locks: Sequence[Cite]) -> Lots | None:
    """Return lots of the seller that make up the units, oldest first; None: too few are free."""
    going: list[tuple[SecurityId, int]] = []
    left = proposal.units
    for security in standing.register.living_ids(proposal.stock_class, proposal.seller):
        free = _free(standing, proposal, locks, security)
        if free is None:
            return None
        if free > 0:
            going.append((security, min(free, left)))
            if free >= left:
                return tuple(going)
            left -= free
    return None


def _still_free(standing: Standing, proposal: Proposal, locks: Sequence[Cite]) -> Lots | None:
    """Return the lots that are promised to the proposal; None: something else keeps one of them."""
    own = dict(proposal.promised)
    going = trim(proposal.promised, proposal.units)
    lots = standing.register.lots.on((proposal.stock_class, proposal.seller))
    for security, units in going:
        free = _free(standing, proposal, locks, security) if security in lots else None
        if free is None or free + own[security] < units:
            return None
    return going


def _free(
    standing: Standing, proposal: Proposal, locks: Sequence[Cite], security: SecurityId
) -> int | None:
    """Return how many units of a lot nothing keeps and nobody was promised; None: who knows.

    What is known from memory alone keeps nothing, but the rule that it names may say more.
    """
    register = standing.register
    stock = register.securities[security].stock
    free = stock.units - standing.market.committed.get(security, 0)
    if locks or stock.restrictions or register.encumbrances.of_issuer.get(proposal.issuer):
        every = (*stock.restrictions, *restrictions_of(register, proposal, locks, stock))
        binding = [one for one in every if one.binds_on(proposal.on)]
        if any(one.sure == "M" for one in binding):
            return None
        free -= restricted_units(stock, binding, proposal.on)
    return free
