"""What can be done with an open offer: take it, answer it with other terms, take it back."""

from laogu.basics import cost, in_words
from laogu.market import Offer
from laogu.rights import Proposal
from laogu.web.forms import Form
from laogu.web.pages.acts import Act
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.offer.money import buyer_pays, fee_bps, seller_gets, set_apart, worth
from laogu.web.pages.writing import currency_name
from laogu.web.shapes import Field, Option, Sum
from laogu.web.visit import Visit


def buyers_of(visit: Visit, given: Offer) -> tuple[Option, ...]:
    """Return the holders for whom the visitor may buy."""
    return tuple(
        Option(value=one, says=visit.name(one))
        for one in visit.sight.acts_for
        if one != given.maker
    )


def accept(subject: Subject, given: Offer, buyers: tuple[Option, ...] = ()) -> Act:
    """Return the act of taking an offer, or a counter-offer, which needs no buyer named."""
    visit = subject.visit
    kind = visit.books.register.classes[given.stock_class]
    form = Form(visit, "offer.accept", {"offer": given.offer}, key=given.offer[-5:])
    due = cost(given.price, given.units, decimals=kind.decimals)
    facts = {
        "units": in_words(given.units, kind.decimals),
        "price": given.price.decimal(),
        "currency": currency_name(visit, kind.currency),
    }
    if given.answers is not None:
        asked = visit.books.market.offers[given.answers].offer
        proposal = _proposal(subject, asked, given)
        bps, apart = fee_bps(visit, proposal), set_apart(visit, proposal)
        return Act(
            form=form.post(),
            title=visit.said("Take the counter-offer of {who}", who=visit.name(str(given.maker))),
            note=visit.said("Their cash is promised already; the trade begins its life."),
            sums=seller_gets(visit, due, kind.currency, bps=bps, apart=apart),
            button=visit.said("Sell {units} at {price} {currency}", **facts),
        )
    chosen = visit.query.get("buyer") or buyers[0].value
    buyer = form.field(
        "buyer", visit.said("Buyer"), kind="select", options=buyers, value=chosen, is_whole=True
    )
    return Act(
        form=form.post(),
        title=visit.said("Take the offer"),
        note=visit.said("The cash is promised to the trade at once, and paid when it settles."),
        fields=(buyer,),
        sums=buyer_pays(visit, due, kind.currency, buyer=buyer.value),
        button=visit.said("Buy {units} at {price} {currency}", **facts),
        ask=(visit.said("Ask for this buyer"), "1"),
    )


def counter(subject: Subject, given: Offer, buyers: tuple[Option, ...]) -> Act:
    """Return the act of answering an offer with another price or quantity."""
    visit = subject.visit
    kind = visit.books.register.classes[given.stock_class]
    form = Form(
        visit,
        "offer.counter",
        {"offer": given.offer, "currency": kind.currency},
        key="counter",
        zone=subject.issuer.zone,
    )
    quantity = f"{in_words(given.units, kind.decimals):f}"
    fields = (
        form.field("buyer", visit.said("Buyer"), kind="select", options=buyers, is_whole=True,
                   value=buyers[0].value),
        form.field("quantity", visit.said("Quantity"), unit=visit.said("shares"), kind="figure",
                   value=quantity),
        form.field("price", visit.said("Price"), kind="figure",
                   unit=visit.said("{currency} a share",
                                   currency=currency_name(visit, kind.currency))),
        form.field("open_until", visit.said("Open until"), kind="datetime-local", is_required=False,
                   is_whole=True,
                   hint=visit.said("by the company's clock, {zone}; left open: until it is "
                                   "withdrawn or taken", zone=subject.issuer.zone)),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Propose other terms"),
        note=visit.said("The cash is promised to the counter-offer until it is taken or over."),
        fields=fields,
        sums=_counter_sums(visit, fields, kind.currency, given),
        button=visit.said("Send counter-offer"),
        ask=(visit.said("Work out the money"), "1"),
        is_second=True,
    )


def withdraw(subject: Subject, given: Offer) -> Act:
    """Return the act of taking an offer back."""
    visit = subject.visit
    form = Form(visit, "offer.withdraw", {"offer": given.offer}, key="back")
    is_counter = given.answers is not None
    return Act(
        form=form.post(),
        title=visit.said("Take it back"),
        note=(
            visit.said("The cash that was promised to it is free again.")
            if is_counter
            else visit.said("The shares are free again, and every counter-offer to it is over.")
        ),
        button=visit.said("Withdraw counter-offer") if is_counter else visit.said("Withdraw offer"),
        is_second=True,
    )


def _counter_sums(
    visit: Visit, fields: tuple[Field, ...], currency: str, given: Offer
) -> tuple[Sum, ...]:
    typed = {one.name: one.value for one in fields}
    kind = visit.books.register.classes[given.stock_class]
    due = worth(kind, each=typed["price"], quantity=typed["quantity"])
    return buyer_pays(visit, due, currency, buyer=typed["buyer"])


def _proposal(subject: Subject, asked: Offer, given: Offer) -> Proposal:
    return Proposal(
        issuer=asked.issuer,
        stock_class=asked.stock_class,
        seller=asked.maker,
        buyers=(given.maker,),
        units=given.units,
        price=given.price,
        mechanism=asked.mechanism,
        on=subject.today,
        promised=asked.lots,
    )
