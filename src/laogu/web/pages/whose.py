"""Whose page it is: of the holder in the address, else of the first for whom the visitor acts."""

from collections.abc import Sequence

from laogu.basics import HolderId
from laogu.web.pages.writing import holder_name
from laogu.web.shapes import Choice, Filter
from laogu.web.visit import Visit


def holder_of(visit: Visit, given: str, *, rather: Sequence[HolderId] = ()) -> HolderId:
    """Return whose page it is, or refuse. rather: of those for whom the visitor acts."""
    if given:
        return visit.sight.holder_of(given).holder
    if not visit.sight.acts_for:
        visit.must("act", "holder")
    return (rather or visit.sight.acts_for)[0]


def other_holders(visit: Visit, chosen: HolderId, *, of: str) -> tuple[Filter, ...]:
    """Return a row of those for whom the visitor acts; none where that is one. of: the page."""
    holders = visit.sight.acts_for
    if len(holders) < 2:
        return ()
    choices = tuple(
        Choice(
            says=holder_name(visit, one),
            href=visit.to(f"{of}/{one}"),
            is_chosen=one == chosen,
        )
        for one in holders
    )
    return (Filter(says=visit.said("For"), choices=choices),)
