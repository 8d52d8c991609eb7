"""What a person may see: facts are for everybody, quotes and holdings for those with a mandate.

Denied by default, for every door alike. What may not be seen is answered as if it were not there,
where its being there would tell something.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, PersonId
from laogu.market import (
    OfferState,
    OrderAmended,
    OrderPlaced,
    OrderState,
    OrderUnknown,
    OrderWithdrawn,
    TradeState,
    TradeUnknown,
    WindowState,
    order_of_id,
    trade_of_id,
)
from laogu.operations.books import Books, Event
from laogu.people import MARKET, NoMandate, NotSignedIn, Power, no_mandate
from laogu.register import HolderRegistered, HolderUnknown, holder_of_id, plans
from laogu.register.encumbrances import Encumbrance
from laogu.register.views import Counted, CountedRow

_SEALED = (OrderPlaced, OrderAmended, OrderWithdrawn)


class Sight:
    """The books as one person may see them; None: an anonymous visitor."""

    def __init__(self, books: Books, person: PersonId | None) -> None:
        self._books = books
        self.person = person

    def holds(self, power: Power, over: str) -> bool:
        """Return whether the person holds a mandate."""
        return self._books.people.holds(self.person, power, over)

    def no_mandate(self, power: Power, over: str) -> NoMandate:
        """Return the refusal for want of a mandate, which names what the person may know of."""
        register = self._books.register
        if (issuer := register.issuers.get(IssuerId(over))) is not None:
            return no_mandate(power, over, named=issuer.named)
        holder = register.holders.get(HolderId(over))
        # The name of a natural person is not in the books.
        if holder is None or not isinstance(holder.name, str) or not self.sees_holder(holder):
            return no_mandate(power, over)
        return no_mandate(power, over, named=holder.name)

    @property
    def mandates(self) -> tuple[tuple[Power, str], ...]:
        """Every mandate of the person, as power and what it is over."""
        if self.person is None:
            return ()
        return tuple(self._books.people.mandates_of.on(self.person))

    @property
    def acts_for(self) -> tuple[HolderId, ...]:
        """The holders for whom the person may act, in the order the mandates were given."""
        return tuple(HolderId(over) for power, over in self.mandates if power == "act")

    @property
    def issues_for(self) -> tuple[IssuerId, ...]:
        """The issuers for whom the person may act."""
        return tuple(IssuerId(over) for power, over in self.mandates if power == "issue")

    @property
    def operates(self) -> bool:
        """Whether the person operates the market."""
        return self.holds("operate", MARKET)

    @property
    def sees_all(self) -> bool:
        """Whether the person operates or inspects the market."""
        return self.operates or self.holds("inspect", MARKET)

    @property
    def sees_quotes(self) -> bool:
        """Whether the person may see who offers what at which price: not the public."""
        return bool(self.mandates)

    def sees_register(self, issuer: IssuerId) -> bool:
        """Return whether the person may see every holder of an issuer."""
        return self.sees_all or self.holds("issue", issuer)

    def sees_holder(self, holder: HolderRegistered, issuer: IssuerId | None = None) -> bool:
        """Return whether the person may see this holder by name on the register of `issuer`."""
        if holder.public or self.holds("act", holder.holder):
            return True
        return self.sees_all if issuer is None else self.sees_register(issuer)

    def sees_offer(self, state: OfferState) -> bool:
        """Return whether the person may see an offer; a counter only its two sides see."""
        if self.sees_all:
            return True
        offer = state.offer
        if offer.answers is None:
            return self.sees_quotes
        seller = self._books.market.offers[offer.answers].offer.maker
        return self.holds("act", offer.maker) or self.holds("act", seller)

    def sees_order(self, state: OrderState) -> bool:
        """Return whether the person may see an order: orders are sealed, before and after."""
        return self.sees_orders_of(state.order.maker)

    def sees_orders_of(self, holder: HolderId) -> bool:
        """Return whether the person may see what a holder orders, and what it promised to that."""
        return self.sees_all or self.holds("act", holder)

    def sees_indication(self, state: WindowState) -> bool:
        """Return whether the person may see at what a window would clear now."""
        return self.sees_all or (state.window.indicative == "shown" and self.sees_quotes)

    def sees_encumbrance(self, one: Encumbrance) -> bool:
        """Return whether the person may know of an encumbrance: public, or one that concerns it."""
        if one.public or self.sees_register(one.issuer) or self.holds("act", one.holder):
            return True
        return one.favours is not None and self.holds("act", one.favours)

    def order(self, given: str) -> OrderState:
        """Return an order that the person may see; any other is unknown to them."""
        state = order_of_id(self._books.market, given)
        if not self.sees_order(state):
            raise OrderUnknown(given=given[:60])
        return state

    def events_of(self, events: Sequence[Event]) -> Sequence[Event]:
        """Return those events of an entry of which the person may know that they happened.

        Of a sealed order that is the order alone: cash moves for those who buy and for nobody else,
        so it would tell its side.
        """
        if self.sees_all:
            return events
        return [one for one in events if isinstance(one, _SEALED)] or events

    def sides_of(self, state: TradeState) -> tuple[str, ...]:
        """Return whose trade it is: its sides, those who were asked, and the issuer."""
        trade = state.trade
        notice = self._books.agreements.notices.get(trade.trade)
        asked = [one.holder for one in notice.given.asked] if notice is not None else []
        return (trade.seller, trade.buyer, *asked, trade.issuer)

    def sees_trade(self, state: TradeState) -> bool:
        """Return whether the person may see a trade: whose it is, and operator and inspector."""
        own = self.sides_of(state)
        return self.sees_all or any(
            self.holds("act", one) or self.holds("issue", one) for one in own
        )

    def trade(self, given: str) -> TradeState:
        """Return a trade that the person may see; any other is unknown to them."""
        state = trade_of_id(self._books.market, given)
        if not self.sees_trade(state):
            raise TradeUnknown(given=given[:60])
        return state

    def holder_of(self, given: str) -> HolderRegistered:
        """Return a holder whose lots and cash the person may see; any other is unknown to them."""
        holder = holder_of_id(self._books.register, given)
        if not (self.sees_all or self.holds("act", holder.holder)):
            raise HolderUnknown(given=given[:60])
        return holder

    def sees_grant(self, grant: plans.Grant) -> bool:
        """Return whether the person may see a grant: whose it is, and the issuer."""
        granted = grant.granted
        return self.sees_register(granted.issuer) or self.holds("act", granted.holder)

    def grant(self, given: str) -> plans.Grant:
        """Return a grant that the person may see; any other is unknown to them."""
        grant = plans.grant_of(self._books.register.plans, given)
        if not self.sees_grant(grant):
            raise plans.GrantUnknown(given=given[:60])
        return grant

    def sees_plan(self, pool: plans.Pool) -> bool:
        """Return whether the person may see a plan: the issuer, and who was granted out of it."""
        if self.sees_register(pool.plan.issuer):
            return True
        room = self._books.register.plans
        own = (room.grants[one] for holder in self.acts_for for one in room.grants_of.on(holder))
        return any(one.granted.plan == pool.plan.plan for one in own)

    def plan(self, given: str) -> plans.Pool:
        """Return a plan that the person may see; any other is unknown to them."""
        pool = plans.plan_of(self._books.register.plans, given)
        if not self.sees_plan(pool):
            raise plans.PlanUnknown(given=given[:60])
        return pool

    def counted(self, found: Counted) -> tuple[list[CountedRow], list[CountedRow]]:
        """Return the rows of a counted table that the person may see, and what is only summed up.

        Of a holder that a published source names only what is issued is public.
        """
        if self.sees_register(found.issuer):
            return list(found.rows), []
        shown: list[CountedRow] = []
        hidden: list[CountedRow] = []
        for row in found.rows:
            if row.holder is not None and self.holds("act", row.holder):
                shown.append(row)
            elif row.holder is None or not self._books.register.holders[row.holder].public:
                hidden.append(row)
            else:
                issued = {key: part for key, part in row.parts.items() if key[0] == "stock"}
                others = {key: part for key, part in row.parts.items() if key[0] != "stock"}
                shown += [replace(row, parts=issued)] if issued else []
                hidden += [replace(row, parts=others)] if others else []
        return shown, hidden

    def must_have_a_mandate(self) -> None:
        """Refuse who holds no mandate at all."""
        if self.person is None:
            raise NotSignedIn
        if not self.mandates:
            raise no_mandate("act", "holder")

    def must_operate_or_inspect(self) -> None:
        """Refuse who neither operates nor inspects the market."""
        if self.person is None:
            raise NotSignedIn
        if not self.sees_all:
            raise no_mandate("operate", MARKET)
