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
    return _free_lots(standing, proposal, terms[LockUp])


def _free_lots(standing: Standing, proposal: Proposal, locks: Sequence[Cite]) -> Lots | None:
    """Return lots that make up the units and that nothing keeps; None: there may be too few.

    Each rule by itself keeps no more than all rules and promises together. So where these lots are
    free of everything, no rule about lots hinders, whatever it says of the others.
    """
    register, committed = standing.register, standing.market.committed
    is_bound = bool(locks or register.encumbrances.of_issuer.on(proposal.issuer))
    own = dict(proposal.promised)
    wanted = dict(trim(proposal.promised, proposal.units)) if own else None
    going: list[tuple[SecurityId, int]] = []
    left = proposal.units
    for stock in register.living(proposal.stock_class, proposal.seller):
        security = stock.security
        most = left if wanted is None else wanted.get(security, 0)
        free = stock.units - committed.get(security, 0) + own.get(security, 0)
        if most and (is_bound or stock.restrictions):
            binding = [
                one
                for one in (*stock.restrictions, *restrictions_of(register, proposal, locks, stock))
                if one.binds_on(proposal.on)
            ]
            if any(one.sure == "M" for one in binding):
                return None  # What is known from memory keeps nothing, but a rule may say more.
            free -= restricted_units(stock, binding, proposal.on)
        taken = min(free, most)
        if taken > 0:
            going.append((security, taken))
            left -= taken
            if not left:
                return tuple(going) if wanted is None else tuple(wanted.items())
    return None
