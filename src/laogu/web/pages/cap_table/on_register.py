"""A holder on the register of one company: its lots, its grants and every change of what it has."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, StockClassId
from laogu.register import HolderUnknown, plans
from laogu.web.pages.cap_table.lots import lot_on, stood
from laogu.web.pages.issuer.subject import Subject
from laogu.web.visit import Visit


class Change(Struct, frozen=True, kw_only=True):
    """A change of what a holder has of a class, with what it had after it."""

    on: date
    at: datetime
    how: str
    stock_class: StockClassId
    units: int
    after: int
    security: str


class OnRegister:
    """A holder that the visitor may see, on the register of an issuer on its day."""

    def __init__(self, visit: Visit, slug: str, holder: str) -> None:
        self.subject, self.visit = Subject(visit, slug), visit
        register = self.register = visit.books.register
        found = register.holders.get(HolderId(holder))
        if found is None or not self.subject.sees(found):
            raise HolderUnknown(given=holder[:60])
        self.holder = found
        lots = [
            register.securities[one]
            for kind in self.subject.classes
            for one in register.of_class.on(kind.stock_class)
            if register.securities[one].stock.holder == found.holder
        ]
        self.had = lots
        self.lots = [lot_on(self.subject, one.stock) for one in lots if stood(self.subject, one)]
        if not found.public:
            visit.saw("holdings", found.holder, owners=(found.holder,))

    @property
    def sees_cost(self) -> bool:
        """Whether the visitor may know what the lots cost."""
        sight = self.visit.sight
        return sight.sees_register(self.subject.issuer.issuer) or sight.sees_orders_of(
            self.holder.holder
        )

    def changes(self) -> list[Change]:
        """Return every change up to the day, oldest first, with what the holder had after it."""
        subject, found = self.subject, []
        for kind in subject.classes:
            after = 0
            rows = [
                (on, place, at, units_more, how, security)
                for place, (on, at, holder, units_more, how, security) in enumerate(
                    self.register.changes.between(
                        kind.stock_class, date.min, subject.on, known_at=subject.known_at
                    )
                )
                if holder == self.holder.holder and units_more
            ]
            for on, _, at, more, how, security in sorted(rows, key=lambda row: row[:2]):
                after += more
                found.append(
                    Change(
                        on=on, at=at, how=how, stock_class=kind.stock_class, units=more,
                        after=after, security=security,
                    )
                )  # fmt: skip
        return sorted(found, key=lambda one: (one.on, one.at))

    def grants(self) -> Iterator[plans.Grant]:
        """Yield the holder's grants of this issuer that the visitor may see."""
        for grant in plans.grants_of_holder(
            self.register.plans,
            self.holder.holder,
            on=self.subject.on,
            known_at=self.subject.known_at,
        ):
            is_here = grant.granted.issuer == self.subject.issuer.issuer
            if is_here and self.visit.sight.sees_grant(grant):
                yield grant

    def standing(self, grant: plans.Grant) -> plans.GrantStanding:
        """Return how a grant stands on the day."""
        return plans.standing(
            self.register.plans,
            grant,
            decimals=self.register.classes[grant.stock_class].decimals,
            on=self.subject.on,
            known_at=self.subject.known_at,
        )
