"""A security that a visitor may see; any other is answered as if it were not there."""

from laogu.basics import SecurityId
from laogu.register import IssuedStock, Security, SecurityUnknown
from laogu.web.pages.cap_table.lots import stood
from laogu.web.pages.cap_table.words import act_name
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import units
from laogu.web.visit import Visit


class Found:
    """A security that the visitor may see, of an issuer on its day."""

    def __init__(self, visit: Visit, slug: str, security: str) -> None:
        self.subject = Subject(visit, slug)
        self.visit = visit
        register = visit.books.register
        lived = register.securities.get(SecurityId(security))
        if (
            lived is None
            or lived.stock.issuer != self.subject.issuer.issuer
            or not self.subject.sees(register.holders[lived.stock.holder])
        ):
            raise SecurityUnknown(given=security[:60])
        self.lived: Security = lived
        self.stock: IssuedStock = lived.stock
        self.kind = register.classes[lived.stock.stock_class]
        self.holder = register.holders[lived.stock.holder]
        self.stands = stood(self.subject, lived)
        if not self.holder.public:
            visit.saw("holdings", lived.stock.holder, owners=(lived.stock.holder,))

    def to(self, security: SecurityId) -> str:
        """Return the address of another security of the same issuer."""
        return self.subject.to(f"/securities/{security}", **self.subject.kept_days)

    def quantity(self, count: int) -> str:
        """Return a quantity of its class."""
        return units(self.visit, count, self.stock.stock_class)

    def state(self) -> str:
        """Return how it stands on the day, in words."""
        visit, end = self.visit, self.lived.retired
        if self.lived.issued_on > self.subject.on:
            return visit.said("It came to be on {day}.", day=self.lived.issued_on)
        if self.stands or end is None:
            return visit.said("stands on the register")
        return visit.said("retired on {day}: {act}", day=end.on, act=act_name(visit, end.by))
