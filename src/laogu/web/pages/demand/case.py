"""A window as one visitor may see it, and how its figures are written."""

from datetime import datetime
from functools import cached_property
from typing import Literal

from laogu.basics import Price, in_words
from laogu.journal import Indicated
from laogu.market import Step, WindowState, window_of_id
from laogu.register import StockClassRegistered
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import changed
from laogu.web.pages.writing import currency_name
from laogu.web.visit import Visit


class Case:
    """One window and who looks at it."""

    def __init__(self, visit: Visit, state: WindowState) -> None:
        self.visit = visit
        self.state = state
        self.window = state.window
        register = visit.books.register
        self.subject = Subject(visit, register.issuers[self.window.issuer].slug)
        self.kind: StockClassRegistered = register.classes[self.window.stock_class]
        self.zone: str = self.subject.issuer.zone
        self.phase = state.phase(visit.now)

    @property
    def is_over(self) -> bool:
        """Whether its bell has rung for the last time, or it was called off."""
        return self.state.stage != "open"

    @property
    def takes_orders(self) -> bool:
        """Whether an order may be placed now."""
        return self.phase in ("open", "locked")

    @property
    def id(self) -> str:
        """The window's id."""
        return self.window.window

    @cached_property
    def indicated(self) -> Indicated | None:
        """What it would clear at, where this visitor may see it; None: not shown, or over."""
        visit = self.visit
        if not visit.sight.sees_indication(self.state):
            return None
        return visit.running.indications.of(visit.books.market, self.state)

    @cached_property
    def curve(self) -> tuple[Step, ...]:
        """Demand and supply by price; after a clearing as they stood then; else where shown."""
        if self.indicated is not None:
            return self.indicated.curve
        if self.state.cleared is None:
            return ()
        visit = self.visit
        return visit.running.indications.at_the_bell(visit.books.market, self.state)

    @property
    def at(self) -> int | None:
        """The price in ticks: it cleared there, or would; None: there is none, or none is shown."""
        if self.state.cleared is not None:
            return self.state.cleared.price
        return self.indicated.indication.price if self.indicated is not None else None

    def price(self, ticks: int) -> str:
        """Return a price in figures, without its currency."""
        return self.visit.show(self.worth(ticks).decimal())

    def worth(self, ticks: int) -> Price:
        """Return a price of the class."""
        return Price(ticks, self.kind.price_scale, self.window.currency)

    def quantity(self, units: int) -> str:
        """Return units in figures."""
        return self.visit.show(in_words(units, self.kind.decimals))

    def moment(self, at: datetime) -> str:
        """Return a moment by the company's clock."""
        return self.visit.moment(at, self.zone)

    def unit(self) -> str:
        """Return what prices are counted in."""
        currency = currency_name(self.visit, self.window.currency)
        return self.visit.said("{currency} a share", currency=currency)

    def against_reference(self) -> tuple[str, Literal["up", "down", "still"]] | None:
        """Return how far the price is from the reference, with its arrow; None: there is none."""
        reference, at = self.window.reference, self.at
        if reference is None or at is None:
            return None
        moved = at - reference
        return changed(moved, reference), "up" if moved > 0 else "down" if moved < 0 else "still"


def case_of(visit: Visit, given: str) -> Case:
    """Return the window of an address, or refuse one that nobody knows."""
    return Case(visit, window_of_id(visit.books.market, given))
