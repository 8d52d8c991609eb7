"""Several offers at once: lines or a file, each row with its answer, then posted."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from msgspec import Struct

from laogu.basics import HolderId, LaoguError
from laogu.connectors import OfferRow, OffersRead, read_offers
from laogu.operations import PostOffer, PostOffers
from laogu.register import StockClassRegistered, class_named, issuer_named
from laogu.web.frame import Link
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.transfer import ask_transfer
from laogu.web.pages.listed import (
    MOST_SHOWN,
    ListOf,
    ListPage,
    Looked,
    Name,
    Named,
    Words,
    holder_of,
    list_page,
    look_at,
    record_it,
)
from laogu.web.pages.offer.money import worth
from laogu.web.pages.offer.posting import currency_of, may_sell, sellers_of
from laogu.web.routes import Route
from laogu.web.showing import Shown, page
from laogu.web.visit import Visit


class OfferLine(Struct, frozen=True, kw_only=True):
    """One row: what it offers, what that comes to, and whether it may become a trade.

    until: blank: until it is withdrawn or taken.
    comes_to, answer: None: the row is not one that could be asked about.
    """

    line: str
    seller: str
    stock_class: str
    quantity: str
    price: str
    comes_to: str | None
    answer: str | None
    until: str


class SeveralPage(ListPage, frozen=True, kw_only=True):
    """The page. currency: of what the rows come to; blank: none was looked at."""

    currency: str = ""
    rows: tuple[OfferLine, ...] = ()


class Offers(ListOf[OfferRow]):
    """Offers of an issuer's shares; of another's where a row says so."""

    operation: ClassVar[str] = "offer.post_all"

    def __init__(self, subject: Subject) -> None:
        super().__init__(subject.visit, _path(subject))
        self.subject = subject

    def read(self, content: bytes, name: str, *, holder: str) -> OffersRead:
        """Return what a file says; the issuer and its only class go without saying."""
        subject = self.subject
        given = {
            "issuer": subject.issuer.slug, "currency": currency_of(subject), "holder": holder,
        }  # fmt: skip
        if len(subject.classes) == 1:
            given["stock_class"] = subject.classes[0].name_en
        return read_offers(content, name, given=given)

    def name(self, row: OfferRow) -> Name:
        """Return who sells, on the register of which issuer."""
        return row.issuer, row.seller

    def holders(self, of: str) -> Iterable[HolderId]:
        """Return whom a seller's name may mean; nobody where there is no such issuer."""
        try:
            issuer = issuer_named(self.visit.books.register, of).issuer
        except LaoguError:
            return ()  # the books say so
        return may_sell(self.visit, issuer)

    def request(self, rows: Sequence[OfferRow], named: Named) -> PostOffers:
        """Return an offer a row."""
        offers = (
            PostOffer(
                issuer=row.issuer,
                stock_class=row.stock_class,
                seller=holder_of(named, self.name(row)),
                quantity=row.quantity,
                price=row.price,
                currency=row.currency,
                open_until=row.open_until,
            )
            for row in rows
        )
        return PostOffers(offers=tuple(offers))


def several(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return _drawn(visit, slug)


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the rows that were sent."""
    return await look_at(Offers(Subject(visit, slug)), lambda at, it: _drawn(at, slug, it))


async def post(visit: Visit, slug: str) -> Shown:
    """Post what was looked at, or show it again with what is wrong with it now."""
    subject = Subject(visit, slug)
    then = subject.to() + "#offers"
    return await record_it(Offers(subject), lambda at, it: _drawn(at, slug, it), then=then)


def _drawn(visit: Visit, slug: str, looked: Looked[OfferRow] | None = None) -> Shown:
    return page(visit, "offer/several.html", several_page(Subject(visit, slug), looked))


def several_page(subject: Subject, looked: Looked[OfferRow] | None = None) -> SeveralPage:
    """Return the values of the page."""
    visit = subject.visit
    visit.must_be_somebody()
    rows = looked.rows[:MOST_SHOWN] if looked is not None else ()
    return SeveralPage(
        title=visit.said("Offer several at once"),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        back=Link(says=visit.said("Offer shares"), href=subject.to("/offer")),
        currency=currency_of(subject) if subject.kind else "",
        rows=tuple(_row(subject, row, looked.named) for row in rows) if looked is not None else (),
        **list_page(
            visit,
            _path(subject),
            _words(visit, len(looked.rows) if looked is not None else 0),
            sellers_of(subject) if subject.kind else (),
            looked,
        ),
    )


def _path(subject: Subject) -> str:
    return f"/company/{subject.issuer.slug}/offers"


def _words(visit: Visit, rows: int) -> Words:
    is_one = rows == 1
    return Words(
        heading=visit.said("The offers"),
        holder=visit.said("Seller, where a row names none"),
        example=visit.either("类别,数量,价格\n", "class,quantity,price\n"),
        look=visit.said("Look at the offers"),
        can=visit.said("1 offer can be posted.")
        if is_one
        else visit.said("{rows} offers can be posted.", rows=rows),
        title=visit.said("Post them all"),
        note=visit.said(
            "The shares are promised to the offers until they are taken, withdrawn or over."
        ),
        button=visit.said("Post 1 offer")
        if is_one
        else visit.said("Post {rows} offers", rows=rows),
    )


def _row(subject: Subject, row: OfferRow, named: Named) -> OfferLine:
    """Return a row as it is drawn; its answer is of this row alone."""
    visit, seller = subject.visit, holder_of(named, (row.issuer, row.seller))
    quantity, price = f"{row.quantity:f}", f"{row.price:f}"
    typed = {"seller": seller, "stock_class": row.stock_class,
             "quantity": quantity, "price": price}  # fmt: skip
    is_own = row.issuer in (subject.issuer.slug, subject.issuer.issuer)
    kind = _kind(subject, row.stock_class) if is_own else None
    other = row.stock_class if is_own else f"{row.issuer} · {row.stock_class}"
    due = worth(kind, each=price, quantity=quantity) if kind is not None else None
    known = visit.may("act", seller)
    told = ask_transfer(subject, typed, form_id="", ask="")[0] if known and due else None
    places = max(kind.price_scale if kind is not None else 0, len(price.partition(".")[2]))
    return OfferLine(
        line=str(row.line),
        seller=visit.name(seller) if known else row.seller,
        stock_class=subject.class_name(kind) if kind is not None else other,
        quantity=f"{row.quantity:,f}",
        price=f"{row.price:,.{places}f}",
        comes_to=f"{due.decimal():,f}" if due is not None else None,
        answer=told.answer.sentence if told is not None else None,
        until=visit.said("until {day}", day=visit.moment(row.open_until, subject.issuer.zone))
        if row.open_until is not None
        else "",
    )


def _kind(subject: Subject, given: str) -> StockClassRegistered | None:
    """Return the class that a row names; None: the issuer has none of that name."""
    try:
        return class_named(subject.books.register, subject.issuer.issuer, given)
    except LaoguError:
        return None


ROUTES = (
    Route(path="/company/{slug}/offers", page=several),
    Route(path="/company/{slug}/offers", page=sent, method="POST", is_question=True),
    Route(path="/company/{slug}/offers/post", page=post, method="POST"),
)
