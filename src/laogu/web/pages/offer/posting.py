"""Posting an offer: the form, the money, and beside it whether the shares may be sold at all."""

from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, Money, price, units
from laogu.rights import Proposal
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.answers import AnswerShown
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.rulebook import rulebook, rulebook_link, way_name
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.transfer import ask_transfer, class_options
from laogu.web.pages.marks.cells import mark_cells
from laogu.web.pages.marks.words import model_note
from laogu.web.pages.offer.money import fee_bps, seller_gets, set_apart, worth
from laogu.web.pages.writing import currency_name
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Field, Option, Sum
from laogu.web.showing import Page, Shown, page, part
from laogu.web.visit import Visit

POST = "offer.post"
WAYS = ("negotiated", "board", "listing")
TYPED = ("seller", "stock_class", "quantity", "price", "mechanism")


class PostingPage(Page, frozen=True, kw_only=True):
    """act: None: the visitor acts for nobody who holds shares of this company."""

    name: str
    cells: tuple[Cell, ...]
    act: Act | None
    shown: AnswerShown | None
    rulebook: Link
    back: Link
    several: Link


def posting(visit: Visit, slug: str) -> Shown:
    """Return the form of an offer with the answer beside it."""
    visit.must_be_somebody()
    subject = Subject(visit, slug)
    sellers = sellers_of(subject)
    form = Form(visit, POST, {"issuer": slug, "currency": currency_of(subject)},
                zone=subject.issuer.zone)  # fmt: skip
    act, shown = None, None
    if sellers and subject.kind is not None:
        fields = _fields(subject, form, sellers)
        typed = {one.name: one.value for one in fields if one.name in TYPED and one.value}
        shown, _ = _answer(subject, typed)
        act = Act(
            form=form.post(),
            title=visit.said("Offer shares"),
            note=visit.said(
                "The shares are promised to the offer until it is taken, withdrawn or over; "
                "it is taken whole or not at all."
            ),
            fields=fields,
            sums=money_of(subject, typed),
            button=visit.said("Post offer"),
            ask=(visit.said("Ask first"), "1"),
        )
    drawn = PostingPage(
        title=visit.said("Offer shares"),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        note=model_note(visit),
        name=subject.name(),
        cells=mark_cells(subject)[:2],
        act=act,
        shown=shown,
        rulebook=rulebook_link(subject),
        back=Link(says=subject.name(), href=subject.to()),
        several=Link(says=visit.said("Offer several at once"), href=subject.to("/offers")),
    )
    return page(visit, "offer/posting.html", drawn)


def answer_again(visit: Visit, slug: str) -> Shown:
    """Return the answer and the money for what has been typed so far."""
    subject = Subject(visit, slug)
    sent = visit.sent.fields if visit.sent is not None else {}
    typed = {name: sent[name] for name in TYPED if sent.get(name)}
    shown, _ = _answer(subject, typed)
    return part(visit, "offer/answer.html", shown=shown, sums=money_of(subject, typed))


def sellers_of(subject: Subject) -> tuple[Option, ...]:
    """Return the holders of this issuer's shares for whom the visitor acts."""
    return tuple(
        Option(value=one, says=subject.visit.name(one))
        for one in may_sell(subject.visit, subject.issuer.issuer)
    )


def may_sell(visit: Visit, issuer: IssuerId) -> tuple[HolderId, ...]:
    """Return the holders of an issuer's shares for whom the visitor acts."""
    held = visit.books.register.lot_count.on(issuer)
    return tuple(one for one in visit.sight.acts_for if one in held)


def money_of(subject: Subject, typed: dict[str, str]) -> tuple[Sum, ...]:
    """Return what the seller would get for what was typed."""
    kind = subject.kind
    if kind is None:
        return ()
    proposal = Proposal(
        issuer=subject.issuer.issuer,
        stock_class=kind.stock_class,
        seller=HolderId(typed.get("seller", "")),
        buyers=(),
        units=1,
        price=None,
        mechanism="negotiated",
        on=subject.on,
    )
    due = worth(kind, each=typed.get("price", ""), quantity=typed.get("quantity", ""))
    bps = fee_bps(subject.visit, proposal)
    apart: tuple[tuple[str, Money], ...] = ()
    if due is not None and subject.visit.may("act", proposal.seller):
        asked = replace(
            proposal,
            units=units(Decimal(typed["quantity"]), kind.decimals),
            price=price(Decimal(typed["price"]), scale=kind.price_scale, currency=kind.currency),
        )
        apart = set_apart(subject.visit, asked)
    return seller_gets(subject.visit, due, kind.currency, bps=bps, apart=apart)


def _answer(subject: Subject, typed: dict[str, str]) -> tuple[AnswerShown, object]:
    return ask_transfer(subject, typed, form_id="offer-post", ask=subject.to("/offer/answer"))


def currency_of(subject: Subject) -> str:
    """Return in which currency this issuer's shares are offered."""
    return subject.kind.currency if subject.kind is not None else subject.issuer.currency


def _fields(subject: Subject, form: Form, sellers: tuple[Option, ...]) -> tuple[Field, ...]:
    visit, query = subject.visit, subject.visit.query
    kind = subject.kind
    assert kind is not None, "there is a class to offer"
    first = query.get("seller") or sellers[0].value
    fields = [
        form.field(
            "seller",
            visit.said("Seller"),
            kind="select",
            options=sellers,
            value=first,
            is_whole=True,
        ),
        form.field(
            "stock_class",
            visit.said("Class"),
            kind="select",
            options=class_options(subject),
            value=kind.name_en,
            is_whole=len(subject.classes) > 1,
        ),
        form.field(
            "mechanism",
            visit.said("In which way"),
            kind="select",
            options=_ways(subject),
            value="negotiated",
        ),
        form.field(
            "quantity",
            visit.said("Quantity"),
            unit=visit.said("shares"),
            kind="figure",
            value=query.get("quantity", ""),
        ),
        form.field(
            "price",
            visit.said("Price"),
            unit=visit.said("{currency} a share", currency=currency_name(visit, kind.currency)),
            kind="figure",
            value=query.get("price", ""),
        ),
        form.field(
            "open_until",
            visit.said("Open until"),
            kind="datetime-local",
            is_required=False,
            is_whole=True,
            hint=visit.said(
                "by the company's clock, {zone}; left open: until it is withdrawn or taken",
                zone=subject.issuer.zone,
            ),
        ),
    ]
    return tuple(fields)


def _ways(subject: Subject) -> tuple[Option, ...]:
    """Return the ways of offering that are open here; the first of them where none is."""
    shut = {one.name for one in rulebook(subject).ways if not one.is_on}
    named = [Option(value=way, says=way_name(subject.visit, way)) for way in WAYS]
    return tuple(one for one in named if one.says not in shut) or (named[0],)


ROUTES = (
    Route(path="/company/{slug}/offer", page=posting),
    Route(path="/company/{slug}/offer/answer", page=answer_again, method="POST", is_question=True),
)
