"""In which group a holder stands: what it is to the issuer, or else of what kind it is."""

from collections.abc import Mapping
from datetime import date, datetime

from laogu.basics import HolderId, IssuerId
from laogu.register import plans
from laogu.register.state import Register

ORDER = (
    "founder", "executive", "officer", "board_member", "employee", "non_us_employee", "advisor",
    "consultant", "investor", "immediate_family", "ex_employee", "ex_advisor", "ex_consultant",
    "other",
)  # fmt: skip
"""Relationships in the order in which one stands for a holder that has several."""

BY_KIND = ("vehicle", "organisation", "person", "residual")
"""Where nobody said what a holder is to the issuer: of what kind it is."""


def group_of(
    register: Register,
    issuer: IssuerId,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> "Groups":
    """Return in which group each holder stands on a day, one for each, so that groups sum up."""
    related = plans.relations(register.plans, issuer, on=as_of, known_at=known_at)
    return Groups(register, {one: found.relationships for one, found in related.items()}, as_of)


class Groups:
    """The group of each holder on a day."""

    __slots__ = ("_as_of", "_register", "_related")

    def __init__(
        self, register: Register, related: Mapping[HolderId, tuple[str, ...]], as_of: date
    ) -> None:
        self._register, self._related, self._as_of = register, related, as_of

    def of(self, holder: HolderId) -> str:
        """Return a word of `ORDER` or of `BY_KIND`."""
        said = self._related.get(holder, ())
        for word in ORDER:
            if word in said:
                return word
        if said:
            return "other"
        if self._register.owners.parts_on(holder, self._as_of):
            return "vehicle"
        return self._register.holders[holder].kind
