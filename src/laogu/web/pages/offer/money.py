"""What a sale comes to: price times quantity, the fee, what each side gets or pays."""

from decimal import Decimal, InvalidOperation

from laogu.basics import HolderId, LaoguError, Money, cost, part_of, price, units
from laogu.ledger import cash_of
from laogu.register import StockClassRegistered
from laogu.rights import Proposal, closing_in_force, explain
from laogu.web.pages.writing import currency_name, minor
from laogu.web.shapes import Sum
from laogu.web.visit import Visit


def worth(kind: StockClassRegistered, *, each: str, quantity: str) -> Money | None:
    """Return what was typed as price and quantity comes to; None: it cannot be read."""
    try:
        wanted = units(Decimal(quantity), kind.decimals)
        at = price(Decimal(each), scale=kind.price_scale, currency=kind.currency)
        return cost(at, wanted, decimals=kind.decimals)
    except (InvalidOperation, LaoguError):
        return None


def fee_bps(visit: Visit, proposal: Proposal) -> int:
    """Return the fee in ten-thousandths of the price, by the terms in force."""
    return closing_in_force(visit.books.standing, proposal).fee_bps


def seller_gets(
    visit: Visit,
    due: Money | None,
    currency: str,
    *,
    bps: int,
    apart: tuple[tuple[str, Money], ...] = (),
) -> tuple[Sum, ...]:
    """Return the money of the seller: the price, the fee, what is left.

    apart: what of it would be held for claims, and for whom.
    """
    fee = part_of(due, bps) if due is not None else None
    left = due - fee if due is not None and fee is not None else None
    for _, amount in apart if left is not None else ():
        left = left - amount if left is not None else None
    percent = visit.show(Decimal(bps).scaleb(-2))
    return (
        Sum(name=visit.said("Price of all"), amount=_amount(due)),
        Sum(
            name=visit.said("Fee, {percent}%", percent=percent), amount=_amount(fee, sign="\u2212")
        ),
        *(
            Sum(
                name=visit.said("Held for a claim, {holder}", holder=whom),
                amount=_amount(amount, sign="\u2212"),
            )
            for whom, amount in apart
        ),
        Sum(
            name=visit.said("Seller gets"),
            unit=currency_name(visit, currency),
            amount=_amount(left),
            is_total=True,
        ),
    )


def set_apart(visit: Visit, proposal: Proposal) -> tuple[tuple[str, Money], ...]:
    """Return what would be held for claims if shares were sold like this, and for whom."""
    room = visit.books.register.encumbrances
    if proposal.price is None or not room.of_holder.on(proposal.seller):
        return ()
    found = []
    for charge in explain(visit.books.standing, proposal).charges:
        if charge.kind == "claim":
            known = charge.collector in visit.books.register.holders
            whom = visit.name(charge.collector) if known else visit.said("somebody by name")
            found.append((whom, charge.amount))
    return tuple(found)


def buyer_pays(visit: Visit, due: Money | None, currency: str, *, buyer: str) -> tuple[Sum, ...]:
    """Return the money of the buyer: what is free, the price, what is left free."""
    free = _free(visit, buyer, currency)
    sums = [Sum(name=visit.said("Free cash of the buyer"), amount=_amount(free))]
    if free is not None and due is not None:
        after = Money(free.minor - due.minor, currency)
        sums.append(Sum(name=visit.said("Free cash after it"), amount=_amount(after)))
    return (
        *sums,
        Sum(
            name=visit.said("Most the buyer pays"),
            unit=currency_name(visit, currency),
            amount=_amount(due),
            is_total=True,
        ),
    )


def _free(visit: Visit, buyer: str, currency: str) -> Money | None:
    """Return a holder's free cash of a currency; None: it is not for the visitor to know."""
    holder = HolderId(buyer)
    # Who buys is read from what was sent, or from the address: it may name anybody.
    if not visit.may("act", holder):
        return None
    found = cash_of(visit.books.ledger, holder)
    return next((one.free for one in found if one.free.currency == currency), Money(0, currency))


def _amount(money: Money | None, sign: str = "") -> str:
    if money is None:
        return "–"
    return f"{sign if money.minor else ''}{minor(money.minor, money.currency)}"
