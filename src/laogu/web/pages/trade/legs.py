"""Both legs of a trade as they stand: shares and cash, what is owed, what the seller gets."""

from collections.abc import Iterator

from laogu.basics import HolderId
from laogu.market import TradeState
from laogu.settlement import claimed_of
from laogu.web.pages.trade.case import Case
from laogu.web.pages.trade.ways import fee_of, price_of
from laogu.web.pages.writing import currency_name, handle, holder_name, minor, units
from laogu.web.shapes import Leg, Sum


def legs_of(case: Case) -> tuple[Leg, ...]:
    """Return both legs and the fee."""
    return (*_shares(case), *_cash(case), *_fee(case), *_claims(case))


def seller_gets(case: Case) -> Sum:
    """Return what the seller gets as things stand, or got."""
    visit = case.visit
    stage = case.state.stage
    if stage == "settled":
        name = visit.said("Seller got")
    elif case.is_over:
        name = visit.said("Seller gets")
    else:
        name = visit.said("Seller gets if it settles")
    gets = 0 if case.is_over and stage != "settled" else (price_of(case) - fee_of(case)).minor
    return Sum(
        name=name,
        amount=minor(gets, case.currency),
        unit=currency_name(visit, case.currency),
        is_total=True,
    )


def _shares(case: Case) -> Iterator[Leg]:
    visit, trade = case.visit, case.trade
    securities = visit.books.register.securities
    for security, promised in trade.lots:
        lot = securities[security].stock
        label = lot.certificate or handle(security)
        name = visit.said("Shares, lot {certificate}", certificate=label)
        under = visit.said(
            "{stock_class}, of {held}",
            stock_class=visit.either(case.kind.name_zh, case.kind.name_en),
            held=units(visit, lot.units, trade.stock_class),
        )
        yield Leg(
            name=name,
            under=under,
            amount=units(visit, promised, trade.stock_class),
            state=_state_of_shares(case, case.state),
        )


def _state_of_shares(case: Case, state: TradeState) -> str:
    if state.stage == "settled":
        return case.visit.said("delivered")
    return case.visit.said("free again") if case.is_over else case.visit.said("promised")


def _cash(case: Case) -> Iterator[Leg]:
    """Return the cash of the buyer and of every taker, as far as who looks may see it."""
    visit, trade = case.visit, case.trade
    parts = {part.holder: part.due for part in case.state.parts}
    takers = list(case.notice.taken()) if case.notice is not None else []
    holders = dict.fromkeys([*parts, *takers, trade.buyer])
    sight = visit.sight
    shown = [one for one in holders if case.sees_answers or sight.holds("act", one)]
    if trade.buyer in holders and trade.buyer not in shown:
        shown.append(trade.buyer)
    for holder in shown:
        yield _cash_of(case, holder, parts)
    hidden = [one for one in holders if one not in shown]
    if hidden:
        sums = [parts.get(one, case.held_by(one)) for one in hidden]
        yield Leg(
            name=visit.said("Cash of other takers"),
            under=currency_name(visit, case.currency),
            amount=minor(sum(sums), case.currency),
            state=_state_of_cash(case, promised=True),
        )


def _cash_of(case: Case, holder: HolderId, parts: dict[HolderId, int]) -> Leg:
    visit = case.visit
    stage = case.state.stage
    due = parts.get(holder, 0)
    held = due if stage in ("funded", "settled") else case.held_by(holder)
    if case.is_over and stage != "settled":
        held = 0
    return Leg(
        name=visit.said("Cash, {holder}", holder=holder_name(visit, holder)),
        under=_account(case),
        amount=minor(held, case.currency),
        state=_state_of_cash(case, promised=bool(held)),
    )


def _account(case: Case) -> str:
    visit = case.visit
    unit = currency_name(visit, case.currency)
    if case.state.stage in ("cleared", "funded"):
        return visit.said("escrow account, {currency}", currency=unit)
    return visit.said("held account, {currency}", currency=unit) if not case.is_over else unit


def _state_of_cash(case: Case, *, promised: bool) -> str:
    visit, stage = case.visit, case.state.stage
    if stage == "settled":
        return visit.said("paid") if promised else visit.said("free again")
    if case.is_over or not promised:
        return visit.said("free again")
    return visit.said("in escrow") if stage == "funded" else visit.said("held")


def _fee(case: Case) -> Iterator[Leg]:
    visit, trade = case.visit, case.trade
    if not trade.fee_bps or (case.is_over and case.state.stage != "settled"):
        return
    percent = visit.said("Fee, {percent}% of the price", percent=_percent(trade.fee_bps))
    is_settled = case.state.stage == "settled"
    yield Leg(
        name=percent,
        under=visit.said("seller, at settlement, {currency}",
                         currency=currency_name(visit, case.currency)),
        amount=minor(fee_of(case).minor, case.currency),
        state=visit.said("paid") if is_settled else visit.said("owed if settled"),
        is_still_to_come=not is_settled,
    )  # fmt: skip


def _claims(case: Case) -> Iterator[Leg]:
    """Return what others claim of what the seller gets, to those who may know of it."""
    visit, room = case.visit, case.visit.books.register.encumbrances
    is_settled = case.state.stage == "settled"
    if is_settled:
        held = [(room.standing[one].encumbrance, minor_)
                for one, minor_ in room.held_of.on(case.trade.trade).items()]  # fmt: skip
    elif case.is_over:
        held = []
    else:
        net = price_of(case) - fee_of(case)
        today = visit.today(visit.books.register.issuers[case.trade.issuer].zone)
        found = claimed_of(visit.books.register, case.state, net, on=today)
        held = [(one.encumbrance, one.amount.minor) for one in found]
    for claim, amount in held:
        if not visit.sight.sees_encumbrance(claim):
            continue
        whom = visit.said("somebody who is no holder here")
        if claim.favours is not None:
            whom = holder_name(visit, claim.favours)
        yield Leg(
            name=visit.said("Of it for a claim, {holder}", holder=whom),
            under=visit.said("held for {rule}, {currency}", rule=claim.rule,
                             currency=currency_name(visit, case.currency)),
            amount=minor(amount, case.currency),
            state=visit.said("set apart") if is_settled else visit.said("set apart if settled"),
            is_still_to_come=not is_settled,
        )  # fmt: skip


def _percent(bps: int) -> str:
    return f"{bps // 100}.{bps % 100:02d}"
