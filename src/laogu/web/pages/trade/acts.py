"""What a person may do about a trade: the acts that are theirs, and no other's, as forms."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from laogu.basics import HolderId, InvalidInput, Money
from laogu.basics import units as units_of
from laogu.ledger import free
from laogu.rights import allocate
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.trade.case import Case, answers_by
from laogu.web.pages.trade.ways import fee_of, price_of
from laogu.web.pages.writing import currency_name, holder_name, minor, quantity, units
from laogu.web.shapes import Sum

LIVE = ("matched", "noticed", "cleared", "funded")


def acts_of(case: Case) -> tuple[Act, ...]:
    """Return the acts that are this person's to do, what waits first."""
    if case.is_over:
        return ()
    sight = case.visit.sight
    trade, stage = case.trade, case.state.stage
    found: list[Act] = []
    is_seller = sight.holds("act", trade.seller)
    if stage == "matched" and (is_seller or sight.operates):
        found.append(_give_notice(case))
    for holder in case.waits_for:
        if sight.holds("act", holder):
            found.extend(_answer(case, holder))
    if case.consent_is_open and sight.holds("issue", trade.issuer):
        found.extend(_consent(case))
    if stage == "funded" and sight.operates:
        found.append(_settle(case))
    if is_seller and case.closing.withdrawal:
        found.append(_withdraw(case))
    if sight.operates:
        found.append(_default(case))
    return tuple(found)


def _give_notice(case: Case) -> Act:
    visit = case.visit
    form = Form(visit, "notice.give", {"trade": case.trade.trade})
    payment = visit.said("cash in escrow, paid at settlement")
    term = visit.said("all at settlement")
    fields = (
        form.field("payment_method", visit.said("Payment"), value=payment, is_whole=True),
        form.field("term", visit.said("Term"), value=term, is_whole=True),
    )
    note = visit.said(
        "Those who may take first are told quantity, price, payment and term; their clock starts."
    )
    return Act(
        form=form.post(),
        title=visit.said("Give notice"),
        button=visit.said("Give notice"),
        note=note,
        fields=fields,
    )


def _answer(case: Case, holder: HolderId) -> Iterator[Act]:
    visit, trade = case.visit, case.trade
    by = answers_by(case)
    last = by[0] if by is not None else None
    name = holder_name(visit, holder)
    key = str(holder)[-8:]
    hidden = {"trade": trade.trade, "holder": holder}
    form = Form(visit, "notice.elect", hidden, key=key)
    shares = allocate(
        trade.units, dict.fromkeys(case.weights, trade.units), case.weights, partial="allowed"
    )
    stock_class = trade.stock_class
    share = trade.units if case.partial == "refused" else shares.get(holder, 0) or trade.units
    wanted = form.field(
        "quantity",
        visit.said("Shares to take"),
        unit=visit.said("of {units}", units=quantity(visit, trade.units, stock_class)),
        value=quantity(visit, share, stock_class),
        kind="figure",
        is_whole=True,
    )
    typed = _units_typed(case, wanted.value)
    yield Act(
        form=form.post(),
        title=visit.said("Take, for {holder}", holder=name),
        note=visit.said(
            "On the same terms, {price} a share. Silence after {last} lets the right go.",
            price=trade.price,
            last=last,
        ),
        fields=(wanted,),
        sums=_cost(case, holder, typed or share),
        ask=(visit.said("Work out the cost"), "cost"),
        button=visit.said("Take shares"),
        for_good=visit.said("An answer binds, and its cash is held at once."),
    )
    waive = Form(visit, "notice.waive", hidden, key=key)
    yield Act(
        form=waive.post(),
        title=visit.said("Let it go, for {holder}", holder=name),
        is_second=True,
        button=visit.said("Let the right go"),
        for_good=visit.said("An answer binds; it cannot be changed."),
    )


def _units_typed(case: Case, typed: str) -> int | None:
    """Return the units that were typed; None: no quantity that this class has."""
    try:
        return units_of(Decimal(typed.replace(",", "")), case.kind.decimals)
    except (InvalidInput, InvalidOperation):
        return None


def _cost(case: Case, holder: HolderId, count: int) -> tuple[Sum, ...]:
    """Return what so many units cost, and what the holder has free for it."""
    visit, currency = case.visit, case.currency
    unit = currency_name(visit, currency)
    shown = units(visit, count, case.trade.stock_class)
    each = visit.show(case.trade.price.decimal())
    available = visit.books.ledger.stands_at(free(holder), currency)
    cost = case.cost(count).minor
    sums = [
        Sum(name=f"{shown} × {each}", amount=minor(cost, currency), is_total=True, unit=unit),
        Sum(name=visit.said("Cash free"), amount=minor(available, currency)),
    ]
    if available < cost:
        short = minor(cost - available, currency)
        sums.append(Sum(name=visit.said("Still missing"), amount=short))
    return tuple(sums)


def _consent(case: Case) -> Iterator[Act]:
    visit, trade = case.visit, case.trade
    give = Form(visit, "consent.give", {"trade": trade.trade})
    yield Act(
        form=give.post(),
        title=visit.said("Consent, for the board of {issuer}",
                         issuer=visit.issuer_name(case.issuer)),
        note=visit.said("There is no clock: until the board answers, the trade waits."),
        button=visit.said("Consent to the transfer"),
        for_good=visit.said("An answer binds; it cannot be changed."),
    )  # fmt: skip
    refuse = Form(visit, "consent.refuse", {"trade": trade.trade}, key="refuse")
    reason = refuse.field("reason", visit.said("Reason, told to both sides"), is_whole=True)
    yield Act(
        form=refuse.post(),
        title=visit.said("Refuse consent"),
        is_second=True,
        fields=(reason,),
        button=visit.said("Refuse the transfer"),
        for_good=visit.said("The trade ends, and both legs are released."),
    )


def _settle(case: Case) -> Act:
    visit, trade = case.visit, case.trade
    path = f"/trade/{trade.trade}/settle"
    form = Form(visit, path, action=visit.to(path))
    again = form.field(
        "again",
        visit.said("Shares, typed again"),
        unit=units(visit, trade.units, trade.stock_class),
        kind="figure",
        is_whole=True,
    )
    unit = currency_name(visit, case.currency)
    price, fee = price_of(case), fee_of(case)
    return Act(
        form=form.post(),
        title=visit.said("Settle"),
        note=visit.said("Cash and shares change hands in one entry, both or neither."),
        fields=(again,),
        sums=(
            Sum(name=visit.said("From escrow"), amount=_minor(price), unit=unit),
            Sum(name=visit.said("Fee to this market"), amount=_minor(fee)),
            Sum(name=visit.said("To the seller"), amount=_minor(price - fee), is_total=True),
        ),
        button=visit.said("Settle the trade"),
        for_good=visit.said("A settled trade cannot be undone."),
    )


def _minor(money: Money) -> str:
    return minor(money.minor, money.currency)


def _withdraw(case: Case) -> Act:
    visit = case.visit
    form = Form(visit, "trade.withdraw", {"trade": case.trade.trade}, key="withdraw")
    reason = form.field("reason", visit.said("Reason, told to the other side"), is_whole=True)
    return Act(
        form=form.post(),
        title=visit.said("Withdraw"),
        is_second=True,
        fields=(reason,),
        button=visit.said("Withdraw the sale"),
        for_good=visit.said("The trade ends, and both legs are released."),
    )


def _default(case: Case) -> Act:
    visit = case.visit
    form = Form(visit, "trade.default", {"trade": case.trade.trade}, key="default")
    reason = form.field("reason", visit.said("Who failed to do what, kept for ever"), is_whole=True)
    return Act(
        form=form.post(),
        title=visit.said("Declare default"),
        is_second=True,
        fields=(reason,),
        button=visit.said("Declare default"),
        for_good=visit.said("The trade ends, and both legs are released."),
    )
