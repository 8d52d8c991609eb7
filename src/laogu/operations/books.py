"""All the books, where they meet: every event finds its book, and what it touched is checked."""

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from laogu.agreements import Agreements, AgreementsEvent
from laogu.basics import EncumbranceId, SecurityId, Undo, set_aside, take_up
from laogu.evidence import Evidence, EvidenceEvent
from laogu.ledger import BANK, CashMoved, Ledger, LedgerEvent, held
from laogu.market import (
    ENDED,
    LotReplaced,
    Market,
    MarketEvent,
    OfferCountered,
    OfferPosted,
    OrderAmended,
    OrderPlaced,
    OrderWithdrawn,
    TradeMatched,
    WindowCancelled,
    WindowCleared,
    WindowFailed,
)
from laogu.operations.window.promises import (
    check_order,
    check_orders,
    check_result,
    traded_in,
)
from laogu.people import People, PeopleEvent
from laogu.register import (
    LoadUndone,
    Register,
    RegisterEvent,
    StockCancelled,
    StockIssued,
    StockRetired,
    StockTransferred,
    capital,
    convertibles,
    encumbrances,
    owners,
    papers,
    plans,
)
from laogu.rights import Standing

Event = (
    RegisterEvent | convertibles.ConvertiblesEvent
    | encumbrances.EncumbrancesEvent | owners.OwnersEvent | plans.PlansEvent
    | capital.CapitalEvent | papers.PapersEvent | AgreementsEvent | MarketEvent | LedgerEvent
    | EvidenceEvent | PeopleEvent
)  # fmt: skip

# What a room and the register both take in comes through the register, so it stands after them.
_BOOKS = {
    "register.encumbrances": encumbrances.EncumbrancesEvent,
    "register.convertibles": convertibles.ConvertiblesEvent,
    "register.plans": plans.PlansEvent,
    "register.capital": capital.CapitalEvent,
    "register.papers": papers.PapersEvent,
    "register": RegisterEvent,
    "agreements": AgreementsEvent,
    "market": MarketEvent,
    "people": PeopleEvent,
}
_BOOK_OF: dict[type[Any], str] = {
    kind: book for book, union in _BOOKS.items() for kind in union.__args__
}
_BOOK_OF |= {
    CashMoved: "ledger", EvidenceEvent: "evidence", owners.OwnersEvent: "register.owners",
}  # fmt: skip


class Books:
    """The six books of one market and their rooms, with one way back for all of them."""

    NAMES = (
        "register", "register.convertibles",
        "register.encumbrances", "register.owners", "register.plans",
        "register.capital", "register.papers", "agreements", "market", "ledger", "evidence",
        "people",
    )  # fmt: skip

    def __init__(self) -> None:
        self.undo = Undo()
        self.register = Register(self.undo)
        self.agreements = Agreements(self.undo)
        self.market = Market(self.undo)
        self.ledger = Ledger(self.undo)
        self.evidence = Evidence(self.undo)
        self.people = People(self.undo)
        self.standing = Standing(self.register, self.agreements, self.market)
        """What the transferability answer is read from."""
        self._apply = {kind: self.part(book).apply for kind, book in _BOOK_OF.items()}

    def part(self, name: str) -> Any:
        """Return a book, or a room of one, by its name."""
        return attrgetter(name)(self)

    def apply(self, events: Iterable[Event], recorded_at: datetime) -> tuple[Event, ...]:
        """Take in what happened and return it; nothing is refused here.

        Each is taken in before the next is asked for: they may be decided one by one.
        """
        taken = []
        for event in events:
            self._apply[type(event)](event, recorded_at)
            taken.append(event)
        return tuple(taken)

    def check(self, events: Collection[Event]) -> None:
        """Break, if the books do not keep their promises where `events` touched them."""
        promised: dict[SecurityId, int] = {}  # Many offers of a list may sell of one lot.
        for event in events:
            match event:
                # What happens most stands first: the cases are tried in turn.
                case CashMoved():
                    self._check_cash(event)
                case OfferPosted():
                    promised.update(event.offer.lots)
                case OfferCountered():
                    promised.update(event.counter.lots)
                case StockIssued():
                    self._check_class(event.stock.stock_class)
                case StockTransferred() | StockCancelled():
                    self._check_retired((event.security,))
                case StockRetired():
                    self._check_retired(event.securities)
                    for stock in event.resulting:
                        self._check_class(stock.stock_class)
                case plans.GrantExercised() | plans.GrantReleased() | plans.GrantEnded():
                    self._check_grant(event.security)
                    if not isinstance(event, plans.GrantEnded):
                        self._check_class(self.register.plans.grants[event.security].stock_class)
                case capital.ContributionSubscribed() | capital.ContributionPaid():
                    self._check_contribution(event.security)
                case convertibles.ConvertibleEnded() | convertibles.WarrantEnded():
                    self._check_papers((event.security,))
                case convertibles.ConvertibleConverted() | convertibles.WarrantExercised():
                    self._check_papers((event.security,))
                    for stock in event.shares:
                        self._check_class(stock.stock_class)
                case LoadUndone():
                    taken = tuple(self.register.loaded(self.register.loads[event.load]))
                    self._check_retired(taken)
                case (
                    encumbrances.ProceedsHeld() | encumbrances.ClaimPaid()
                    | encumbrances.ClaimReleased()
                ):  # fmt: skip
                    self._check_claim(event.encumbrance)
                case TradeMatched(trade=trade):
                    promised.update(trade.lots)
                    assert sum(units for _, units in trade.lots) == trade.units, (
                        "a trade promises as many units as it sells"
                    )
                case OrderPlaced(order=order):
                    check_order(self.register, self.market, self.ledger, order.order)
                    promised.update(order.lots)
                case OrderAmended() | OrderWithdrawn():
                    check_order(self.register, self.market, self.ledger, event.order)
                    promised.update(self.market.orders[event.order].order.lots)
                case WindowCleared() | WindowFailed() | WindowCancelled():
                    check_orders(self.register, self.market, self.ledger, event.window)
                    matched = (one.trade for one in events if isinstance(one, TradeMatched))
                    check_result(self.market, event.window, traded_in(matched)[event.window])
                case LotReplaced():
                    self._check_promises((event.security, event.by))
                case _:
                    pass
        self._check_promises(promised)

    def set_aside(self, *, but: Collection[str] = ()) -> dict[str, Any]:
        """Return the primary tables of every book, for a snapshot. but: names of books left out."""
        return {name: set_aside(self.part(name)) for name in self.NAMES if name not in but}

    def take_up(self, tables: dict[str, Any]) -> None:
        """Fill empty books from a snapshot."""
        for name in self.NAMES:
            take_up(self.part(name), tables[name])

    def differences(self, other: "Books") -> tuple[str, ...]:
        """Return the names of the tables in which these books and `other` differ."""
        return tuple(
            f"{name}.{table}"
            for name in self.NAMES
            for table in self.part(name).PRIMARY
            if getattr(self.part(name), table) != getattr(other.part(name), table)
        )

    def check_all(self) -> None:
        """Break, if any promise is broken anywhere: every class, every currency, every lot."""
        for stock_class in self.register.classes:
            self._check_class(stock_class)
            changed = sum(self.register.changes.columns(stock_class)[2])
            assert changed == self.register.held_units[stock_class], (
                "what changed of a class does not sum to what is held of it"
            )
        for currency, total in self.ledger.sums.items():
            assert total == 0, f"{currency} does not sum to zero"
        room = self.register.convertibles
        self._check_papers((*room.convertibles, *room.warrants))
        for grant in self.register.plans.grants:
            self._check_grant(grant)
        for owed in self.register.capital.contributions:
            self._check_contribution(owed)
        for currency, accounts in self.ledger.accounts.items():
            for account, stands in accounts.items():
                assert stands >= 0 or account == BANK, f"{account} is below zero in {currency}"
        for claim in self.register.encumbrances.standing:
            self._check_claim(claim)
        self._check_promises(self.market.committed)
        traded = traded_in(state.trade for state in self.market.trades.values())
        for window in self.market.windows:
            check_orders(self.register, self.market, self.ledger, window)
            check_result(self.market, window, traded[window])
        for state in self.market.trades.values():
            if state.stage in {"cleared", "funded", "settled"}:
                assert sum(part.units for part in state.parts) == state.trade.units, (
                    "bought equals sold"
                )
            assert state.stage in ENDED or state.trade.trade in self.market.live_trades["all"], (
                "a trade that is not over is among the live ones"
            )

    def _check_class(self, stock_class: Any) -> None:
        register = self.register
        assert register.held_units[stock_class] == register.issued_units[stock_class], (
            "the shares held of a class do not sum to the shares issued"
        )
        assert register.issued_units[stock_class] >= 0, "more was cancelled than was issued"

    def _check_retired(self, securities: Iterable[SecurityId]) -> None:
        for security in securities:
            self._check_class(self.register.securities[security].stock.stock_class)
            assert security not in self.market.committed, (
                "a security was retired that is still promised"
            )

    def _check_contribution(self, security: SecurityId) -> None:
        contribution = self.register.capital.contributions[security]
        stock = self.register.securities[security].stock
        assert contribution.units == stock.units, (
            "what is subscribed for a security is what it holds"
        )
        assert contribution.paid <= contribution.units, "more is paid in than was subscribed"

    def _check_papers(self, securities: Iterable[SecurityId]) -> None:
        room = self.register.convertibles
        for security in securities:
            if (convertible := room.convertibles.get(security)) is not None:
                convertibles.check_convertible(convertible)
            if (warrant := room.warrants.get(security)) is not None:
                convertibles.check_warrant(warrant)

    def _check_grant(self, security: SecurityId) -> None:
        grant = self.register.plans.grants[security]
        assert grant.left >= 0, "more of a grant was used than it had"
        assert grant.left + grant.used == grant.granted.units, (
            "what was granted is what was used, what ended and what is left"
        )

    def _check_claim(self, claim: EncumbranceId) -> None:
        stands = self.register.encumbrances.standing[claim]
        one = stands.encumbrance
        currency = self.register.classes[one.stock_class].currency
        assert self.ledger.stands_at(held(one.holder, claim), currency) == stands.open, (
            "what is held for a claim is what was set apart, less what was paid or let go"
        )

    def _check_cash(self, event: CashMoved) -> None:
        accounts = self.ledger.accounts[event.currency]
        assert self.ledger.sums[event.currency] == 0, "the ledger does not balance"
        for posting in event.postings:
            # What cash came into is not lower than it was.
            if posting.minor < 0 and posting.account != BANK:
                assert accounts[posting.account] >= 0, "an account is below zero"

    def _check_promises(self, securities: Iterable[Any]) -> None:
        for security in securities:
            lived = self.register.securities[security]
            promised = self.market.committed.get(security, 0)
            assert lived.retired is None or not promised, "a retired security is promised"
            assert promised <= lived.stock.units, "more is promised of a lot than it holds"
