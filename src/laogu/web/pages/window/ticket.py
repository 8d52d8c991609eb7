"""The order ticket: the form, the money, the answer before the order, and looking at it once more.

What is asked for first is drawn again with what it would come to; only then is it placed.
"""

from decimal import Decimal, InvalidOperation

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, LaoguError, Money, cost, price, units
from laogu.connectors import read_typed
from laogu.market import worst
from laogu.rights import NOBODY, Proposal, closing_in_force, explain_purchase
from laogu.web.forms import Form, Post
from laogu.web.frame import Link
from laogu.web.pages.answers import AnswerShown, answer_shown, not_asked
from laogu.web.pages.demand.case import Case
from laogu.web.pages.issuer.transfer import ask_transfer
from laogu.web.pages.offer.money import buyer_pays, seller_gets
from laogu.web.sent import ASK
from laogu.web.shapes import Field, Option, Sum
from laogu.web.visit import Visit

PLACE = "order.place"
TYPED = ("side", "holder", "quantity", "limit")


class Ticket(Struct, frozen=True, kw_only=True):
    """The form. pairs: what it asks for, once it has been looked at; empty: it is filled in.

    button, ask: in the first round it can only be looked at. change: back to filling it in.
    """

    form: Post
    fields: tuple[Field, ...]
    pairs: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]
    button: str
    change: Link | None


def checked(visit: Visit, window: str) -> Visit:
    """Return the visit with what is wrong with a ticket that is only being looked at."""
    sent = visit.sent
    if sent is None or sent.name != PLACE or ASK not in sent.own or sent.wrong is not None:
        return visit
    try:
        person = visit.must_be_somebody()
        request = read_typed(PLACE, {**sent.fields, "window": window})
        visit.running.preview(PLACE, request, by=person)
    except LaoguError as error:
        return visit.at(visit.path, visit.query, replace(sent, wrong=error))
    return visit


def ticket(case: Case) -> Ticket | None:
    """Return the ticket; None: there is nobody for whom this visitor could order."""
    visit = case.visit
    holders = holders_of(visit)
    if not holders or not case.takes_orders:
        return None
    sent = visit.sent
    is_looked_at = (
        sent is not None and sent.name == PLACE and ASK in sent.own and sent.wrong is None
    )
    typed = typed_in(case)
    if is_looked_at:
        return _once_more(case, typed)
    form = Form(visit, PLACE, {"window": case.id})
    fields = _fields(case, form, holders, typed)
    return Ticket(
        form=form.post(),
        fields=fields,
        pairs=(),
        sums=money_of(case, {one.name: one.value for one in fields}),
        button=visit.said("Look at the order"),
        change=None,
    )


def typed_in(case: Case) -> dict[str, str]:
    """Return what was typed, or what the address brings: an order that is changed again."""
    visit = case.visit
    given = visit.query if visit.sent is None else visit.sent.fields
    return {name: given[name] for name in TYPED if given.get(name)}


def answer(case: Case, typed: dict[str, str]) -> AnswerShown:
    """Return whether what was typed may become a trade: asked before the order."""
    visit, subject = case.visit, case.subject
    ask, form_id = visit.to(f"/window/{case.id}/answer"), "order-place"
    if typed.get("side") == "buy":
        return _buyers_answer(case, typed, ask=ask, form_id=form_id)
    asked = {
        "seller": typed.get("holder", ""),
        "stock_class": case.kind.name_en,
        "quantity": typed.get("quantity", ""),
        "price": typed.get("limit", ""),
        "mechanism": "call_auction",
    }
    left = {name: value for name, value in asked.items() if value}
    if not visit.may("act", asked["seller"]):
        return not_asked(visit, ask=ask, form_id=form_id)
    shown, _ = ask_transfer(subject, left, form_id=form_id, ask=ask)
    return shown


def due_of(case: Case, typed: dict[str, str]) -> Money | None:
    """Return what was typed comes to at the worst price it takes; None: it cannot be read."""
    return _worth(case, typed, _worst(case, typed))


def money_of(case: Case, typed: dict[str, str]) -> tuple[Sum, ...]:
    """Return the money of what was typed: at the worst price it takes, and at the price shown."""
    visit, currency = case.visit, case.window.currency
    due = due_of(case, typed)
    shown = case.at
    sums: tuple[Sum, ...] = ()
    if shown is not None:
        now = _worth(case, typed, shown)
        amount = visit.show(now.decimal()) if now is not None else "–"
        sums = (Sum(name=visit.said("At the indicative price"), amount=amount),)
    if typed.get("side") == "buy":
        return (*sums, *buyer_pays(visit, due, currency, buyer=typed.get("holder", "")))
    bps = closing_in_force(visit.books.standing, _proposal(case, NOBODY, ())).fee_bps
    return (*sums, *seller_gets(visit, due, currency, bps=bps))


def _once_more(case: Case, typed: dict[str, str]) -> Ticket:
    """Return the ticket as it was looked at: nothing is typed any more, it is placed or changed."""
    visit = case.visit
    form = Form(visit.at(visit.path, {}, None), PLACE, {"window": case.id, **typed})
    limit = typed.get("limit")
    pairs = (
        (visit.said("Side"), visit.show(typed.get("side", ""), "side")),
        (visit.said("For"), visit.name(typed["holder"])),
        (visit.said("Quantity"), visit.show(Decimal(typed["quantity"]))),
        (visit.said("Limit"), visit.show(Decimal(limit)) if limit else visit.said("any price")),
    )
    return Ticket(
        form=form.post(),
        fields=(),
        pairs=pairs,
        sums=money_of(case, typed),
        button=visit.said("Place order"),
        change=Link(says=visit.said("Change it"), href=visit.to(visit.path, **typed) + "#ticket"),
    )


def _fields(
    case: Case, form: Form, holders: tuple[Option, ...], typed: dict[str, str]
) -> tuple[Field, ...]:
    visit = case.visit
    sides = tuple(
        Option(value=one, says=visit.show(one, "side").capitalize()) for one in ("buy", "sell")
    )
    return (
        form.field("side", visit.said("Side"), kind="choice", options=sides, is_whole=True,
                   value=typed.get("side", "buy")),
        form.field("holder", visit.said("For"), kind="select", options=holders, is_whole=True,
                   value=typed.get("holder", holders[0].value)),
        form.field("quantity", visit.said("Quantity"), unit=visit.said("shares"), kind="figure",
                   value=typed.get("quantity", "")),
        form.field("limit", visit.said("Limit"), unit=case.unit(), kind="figure",
                   is_required=False, value=typed.get("limit", ""),
                   hint=visit.said("left open: at any price")),
    )  # fmt: skip


def holders_of(visit: Visit) -> tuple[Option, ...]:
    """Return for whom the visitor may order."""
    return tuple(Option(value=one, says=visit.name(one)) for one in visit.sight.acts_for)


def _buyers_answer(case: Case, typed: dict[str, str], *, ask: str, form_id: str) -> AnswerShown:
    """Return the answer for a buyer, whoever sells."""
    visit = case.visit
    holder = HolderId(typed.get("holder", ""))
    wanted = _units(case, typed)
    if not visit.may("act", holder) or not wanted:
        return not_asked(visit, ask=ask, form_id=form_id)
    proposal = _proposal(case, NOBODY, (holder,), wanted)
    # Who else has ordered is sealed, also as a count of those who would come onto the register.
    found = explain_purchase(visit.books.standing, proposal, others=tuple)
    shown = answer_shown(
        visit, found, issuer=case.subject.issuer, stock_class=case.kind, ask=ask, form_id=form_id
    )
    note = visit.said("A trade that comes of it still asks first those whom the articles name.")
    return replace(shown, answer=replace(shown.answer, note=note))


def _proposal(
    case: Case, seller: HolderId, buyers: tuple[HolderId, ...], count: int = 1
) -> Proposal:
    return Proposal(
        issuer=case.window.issuer,
        stock_class=case.window.stock_class,
        seller=seller,
        buyers=buyers,
        units=count,
        price=None,
        mechanism="call_auction",
        on=case.subject.today,
    )


def _worst(case: Case, typed: dict[str, str]) -> int | None:
    """Return the worst price in ticks that the order takes; None: its limit cannot be read."""
    limit: int | None = None
    if typed.get("limit"):
        try:
            limit = price(
                Decimal(typed["limit"]), scale=case.kind.price_scale, currency=case.kind.currency
            ).ticks
        except (InvalidOperation, LaoguError):
            return None
    return worst(case.window, "buy" if typed.get("side") == "buy" else "sell", limit)


def _units(case: Case, typed: dict[str, str]) -> int:
    """Return the units that were typed; 0: they cannot be read."""
    try:
        return units(Decimal(typed.get("quantity", "")), case.kind.decimals)
    except (InvalidOperation, LaoguError):
        return 0


def _worth(case: Case, typed: dict[str, str], ticks: int | None) -> Money | None:
    count = _units(case, typed)
    if not count or ticks is None:
        return None
    try:
        return cost(case.worth(ticks), count, decimals=case.kind.decimals)
    except LaoguError:
        return None
