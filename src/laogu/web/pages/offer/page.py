"""One offer: what it asks, whether it may become a trade, and what the visitor may do with it."""

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, OfferId, cost, in_words, said
from laogu.market import Lots, Offer, OfferState, OfferUnknown, counters_to, promised_to_orders
from laogu.rights import Proposal, RuleResult, combine, explain
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.answers import AnswerShown, answer_sheets, answer_shown, with_corners
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.rulebook import rulebook_link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.beside import beside
from laogu.web.pages.marks.words import model_note
from laogu.web.pages.offer.answering import accept, buyers_of, counter, withdraw
from laogu.web.pages.writing import currency_name, minor
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class CounterRow(Struct, frozen=True, kw_only=True):
    """A counter-offer as its two sides see it."""

    buyer: str
    href: str
    quantity: str
    price: str
    amount: str
    until: str


class OfferPage(Page, frozen=True, kw_only=True):
    """acts: what the visitor may do. shown: None: the offer is not open any more.

    live: what its regions listen to.
    """

    live: str
    name: str
    other: str
    facts_line: tuple[str, ...]
    stage: str
    trade: Link | None
    cells: tuple[Cell, ...]
    acts: tuple[Act, ...]
    why_none: str
    shown: AnswerShown | None
    counters: tuple[CounterRow, ...]
    counters_exports: Exports
    currency: str
    rulebook: Link
    back: Link


def offer(visit: Visit, offer: str) -> Shown:
    """Return an offer's page, for who may see it."""
    visit.must_be_somebody()
    state = visit.books.market.offers.get(OfferId(offer))
    if state is None or not visit.sight.sees_offer(state):
        raise OfferUnknown(given=offer[:60])
    given = state.offer
    subject = Subject(visit, visit.books.register.issuers[given.issuer].slug)
    kind = visit.books.register.classes[given.stock_class]
    is_open = state.stage == "open"
    counters = [
        one for one in counters_to(visit.books.market, state) if visit.sight.sees_offer(one)
    ]
    answer = _answer(subject, given) if is_open else None
    file = exported(visit, *answer_sheets(answer), _counters_sheet(subject, counters))
    if file is not None:
        return file
    acts = _acts(subject, state, counters) if is_open else ()
    drawn = OfferPage(
        title=visit.said("Offer {handle}", handle=given.offer[-5:]),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        note=model_note(visit),
        live=f"offer:{given.offer}",
        name=_name(subject, given),
        other=subject.name(),
        facts_line=_facts_line(subject, state),
        stage=visit.show(state.stage, "stage"),
        trade=_trade(visit, state),
        cells=_cells(subject, state),
        acts=acts,
        why_none="" if acts or not is_open else _why_none(visit),
        shown=answer,
        counters=tuple(_counter(subject, one.offer) for one in counters),
        counters_exports=corner(visit, "counters"),
        currency=currency_name(visit, kind.currency),
        rulebook=rulebook_link(subject),
        back=Link(says=subject.name(), href=subject.to()),
    )
    return page(visit, "offer/page.html", drawn)


def _acts(subject: Subject, state: OfferState, counters: list[OfferState]) -> tuple[Act, ...]:
    """Return what the visitor may do with an open offer, what it waits for first."""
    visit, given = subject.visit, state.offer
    is_mine = visit.may("act", given.maker)
    if given.answers is not None:
        asked = visit.books.market.offers[given.answers].offer
        taken = (accept(subject, given),) if visit.may("act", asked.maker) else ()
        return (*taken, withdraw(subject, given)) if is_mine else taken
    if is_mine:
        return (*(accept(subject, one.offer) for one in counters), withdraw(subject, given))
    buyers = buyers_of(visit, given)
    if not buyers:
        return ()
    return (accept(subject, given, buyers), counter(subject, given, buyers))


def _why_none(visit: Visit) -> str:
    return visit.said("You act for no holder that could buy; the operator gives mandates.")


def _answer(subject: Subject, given: Offer) -> AnswerShown:
    """Return the answer for the buyer who is chosen, or for somebody new.

    Who may not know what the seller holds is not told it by the rules either.
    """
    visit = subject.visit
    market = visit.books.market
    asked = market.offers[given.answers].offer if given.answers is not None else given
    chosen = visit.query.get("buyer") or _typed_buyer(visit)
    if given.answers is not None:
        buyers: tuple[HolderId, ...] = (given.maker,)
    else:
        buyers = (HolderId(chosen),) if chosen in visit.books.register.holders else ()
    answer = explain(
        visit.books.standing,
        Proposal(
            issuer=asked.issuer,
            stock_class=asked.stock_class,
            seller=asked.maker,
            buyers=buyers,
            units=given.units,
            price=given.price,
            mechanism=asked.mechanism,
            on=subject.today,
            promised=asked.lots,
            sealed=_sealed(subject, asked),
        ),
    )
    if not subject.sees(visit.books.register.holders[asked.maker]):
        answer = combine(tuple(_discreet(one) for one in answer.rules), asked=answer.asked)
    kind = visit.books.register.classes[given.stock_class]
    shown = answer_shown(visit, answer, issuer=subject.issuer, stock_class=kind)
    return with_corners(visit, shown)


def _discreet(rule: RuleResult) -> RuleResult:
    """Return what a rule says without what the seller holds besides."""
    if "held" not in rule.facts:
        return rule
    says = said("It speaks of what the seller holds, which is not shown to you.")
    return replace(rule, says=says, facts={}, fix=None)


def _sealed(subject: Subject, asked: Offer) -> Lots:
    """Return what the seller promised to orders that the visitor may not know of."""
    if subject.visit.sight.sees_orders_of(asked.maker):
        return ()
    return promised_to_orders(subject.books.market, asked.maker, asked.stock_class)


def _typed_buyer(visit: Visit) -> str:
    return visit.sent.fields.get("buyer", "") if visit.sent is not None else ""


def _name(subject: Subject, given: Offer) -> str:
    kind = subject.books.register.classes[given.stock_class]
    facts = {
        "units": subject.visit.quantity(given.units, kind.decimals),
        "stock_class": subject.class_name(kind),
    }
    if given.answers is not None:
        return subject.visit.said("Counter-offer for {units} {stock_class}", **facts)
    return subject.visit.said("Offer of {units} {stock_class}", **facts)


def _facts_line(subject: Subject, state: OfferState) -> tuple[str, ...]:
    visit, given = subject.visit, state.offer
    maker = visit.books.register.holders[given.maker]
    seen = subject.sees(maker) or given.answers is not None
    who = visit.name(maker) if seen else visit.said("a holder that is not shown to you")
    posted = visit.moment(state.posted_at, subject.issuer.zone)
    if given.answers is not None:
        return (
            visit.said("from {who}", who=who),
            visit.said("made {moment}", moment=posted),
        )
    return (visit.said("from {who}", who=who), visit.said("posted {moment}", moment=posted))


def _trade(visit: Visit, state: OfferState) -> Link | None:
    """Return the way to the trade that an offer became, for who may see it."""
    if state.trade is None or not visit.sight.sees_trade(visit.books.market.trades[state.trade]):
        return None
    return Link(says=visit.said("the trade"), href=visit.to(f"/trade/{state.trade}"))


def _cells(subject: Subject, state: OfferState) -> tuple[Cell, ...]:
    visit, given = subject.visit, state.offer
    kind = visit.books.register.classes[given.stock_class]
    due = cost(given.price, given.units, decimals=kind.decimals)
    currency = currency_name(visit, kind.currency)
    until = given.open_until
    mark = beside(visit, given.stock_class, given.price)
    return (
        Cell(
            name=visit.said("Price"),
            aside=visit.said("{currency} a share", currency=currency),
            figure=visit.show(given.price.decimal()),
            drawing=mark.drawing,
            says=mark.says,
            link=mark.why,
            is_why=True,
        ),
        Cell(
            name=visit.said("Quantity"),
            figure=visit.quantity(given.units, kind.decimals),
            beside=visit.said("shares"),
            says=visit.said("All or nothing; a counter-offer may ask for fewer."),
        ),
        Cell(
            name=visit.said("In all"),
            aside=currency,
            figure=minor(due.minor, due.currency),
            says=visit.said("The fee is the seller's."),
        ),
        Cell(
            name=visit.said("Open until"),
            figure=visit.show(until.date()) if until is not None else visit.said("no end"),
            says=(
                visit.moment(until, subject.issuer.zone)
                if until is not None
                else visit.said("Until it is withdrawn or taken.")
            ),
        ),
    )


def _counters_sheet(subject: Subject, counters: list[OfferState]) -> Sheet:
    classes = subject.books.register.classes
    rows = [
        (one.offer, subject.visit.name(str(one.maker)), one.price.decimal(), one.price.currency,
         in_words(one.units, classes[one.stock_class].decimals), one.open_until)
        for one in (state.offer for state in counters)
    ]  # fmt: skip
    heads = ("offer_id", "buyer", "price", "currency", "quantity", "open_until")
    return Sheet("counters", heads, rows)


def _counter(subject: Subject, given: Offer) -> CounterRow:
    visit = subject.visit
    kind = visit.books.register.classes[given.stock_class]
    due = cost(given.price, given.units, decimals=kind.decimals)
    return CounterRow(
        buyer=visit.name(str(given.maker)),
        href=visit.to(f"/offer/{given.offer}"),
        quantity=visit.quantity(given.units, kind.decimals),
        price=visit.show(given.price.decimal()),
        amount=minor(due.minor, due.currency),
        until=(
            visit.moment(given.open_until, subject.issuer.zone)
            if given.open_until is not None
            else visit.said("withdrawn or taken")
        ),
    )


ROUTES = (Route(path="/offer/{offer}", page=offer),)
