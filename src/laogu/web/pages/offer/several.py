"""Several offers at once: lines or a file, each row with its answer and all findings, then posted.

Always true: what is posted is what was shown: the form that posts carries what was looked at, and
whom each name was found to mean; sent twice, it is answered as the first time.
"""

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, request_id
from laogu.operations import CannotPostAll
from laogu.register import StockClassRegistered, class_named
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, again, sent_of
from laogu.web.pages.desk.findings import FindingGroup, counts, groups
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.transfer import ask_transfer
from laogu.web.pages.offer.looked import LINES, Looked, look, read
from laogu.web.pages.offer.money import worth
from laogu.web.pages.offer.posting import currency_of, sellers_of
from laogu.web.routes import Route
from laogu.web.sent import REQUEST_ID
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.visit import Visit

MOST_SHOWN = 50
"""Rows that are drawn with their answer; all are looked at, and all are posted."""


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


class SeveralPage(Page, frozen=True, kw_only=True):
    """look: None: the visitor acts for nobody who holds shares of this company.

    sentence: blank: nothing was looked at yet. post: None: it cannot be posted as it stands.
    """

    name: str
    back: Link
    look: Act | None
    post: Act | None = None
    sentence: str = ""
    counts: str = ""
    file: str = ""
    currency: str = ""
    groups: tuple[FindingGroup, ...] = ()
    rows: tuple[OfferLine, ...] = ()
    rows_of: int = 0


def several(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return page(visit, "offer/several.html", several_page(visit, slug))


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the rows that were sent."""
    try:
        looked = await look(Subject(visit, slug))
    except LaoguError as error:
        there = again(visit, error, on=f"/company/{slug}/offers")
        return page(there, "offer/several.html", several_page(there, slug))
    return _shown(visit, slug, looked)


async def post(visit: Visit, slug: str) -> Shown:
    """Post what was looked at, or show it again with what is wrong with it now."""
    try:
        subject = Subject(visit, slug)
        looked = await read(subject, carried=sent_of(visit).fields.get("sellers", ""))
        refused = await _refused(visit, looked) if looked.can_post else looked
    except LaoguError as error:
        there = again(visit, error, on=f"/company/{slug}/offers")
        return page(there, "offer/several.html", several_page(there, slug))
    return _shown(visit, slug, refused) if refused else moved(visit, subject.to() + "#offers")


async def _refused(visit: Visit, looked: Looked) -> Looked | None:
    """Post it, or return it with what the books say; None: it is posted, now or by the same form.

    Nothing is tried first: what was posted by this form would stand against itself.
    """
    try:
        await visit.running.execute(
            "offer.post_all",
            looked.request,
            by=visit.must_be_somebody(),
            request_id=request_id(sent_of(visit).own.get(REQUEST_ID, "")),
        )
    except CannotPostAll as no:
        return looked.refused(no)
    return None


def several_page(visit: Visit, slug: str, looked: Looked | None = None) -> SeveralPage:
    """Return the values of the page."""
    visit.must_be_somebody()
    subject = Subject(visit, slug)
    drawn = SeveralPage(
        title=visit.said("Offer several at once"),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        back=Link(says=visit.said("Offer shares"), href=subject.to("/offer")),
        look=_form(subject, looked) if sellers_of(subject) and subject.kind else None,
    )
    if looked is None:
        return drawn
    return replace(
        drawn,
        post=_post(subject, looked) if looked.can_post else None,
        sentence=_sentence(visit, looked),
        counts=counts(visit, looked.findings),
        file=looked.file.name,
        currency=currency_of(subject),
        groups=groups(visit, looked.findings),
        rows=tuple(
            _row(subject, looked, at) for at in range(min(MOST_SHOWN, len(looked.read.rows)))
        ),
        rows_of=len(looked.read.rows),
    )


def _shown(visit: Visit, slug: str, looked: Looked) -> Shown:
    there = visit.at(f"/company/{slug}/offers", {}, None)
    return page(there, "offer/several.html", several_page(there, slug, looked))


def _sentence(visit: Visit, looked: Looked) -> str:
    errors = sum(one.severity == "error" for one in looked.findings)
    rows = len(looked.read.rows)
    if looked.can_post:
        one = visit.said("1 offer can be posted.")
        return one if rows == 1 else visit.said("{rows} offers can be posted.", rows=rows)
    if errors == 1:
        return visit.said("1 place needs a correction first.")
    return visit.said("{errors} places need a correction first.", errors=errors)


def _row(subject: Subject, looked: Looked, at: int) -> OfferLine:
    """Return a row as it is drawn; its answer is of this row alone."""
    visit, row, asked = subject.visit, looked.read.rows[at], looked.request.offers[at]
    quantity, price = f"{row.quantity:f}", f"{row.price:f}"
    typed = {"seller": asked.seller, "stock_class": row.stock_class,
             "quantity": quantity, "price": price}  # fmt: skip
    is_own = row.issuer in (subject.issuer.slug, subject.issuer.issuer)
    kind = _kind(subject, row.stock_class) if is_own else None
    other = row.stock_class if is_own else f"{row.issuer} · {row.stock_class}"
    due = worth(kind, each=price, quantity=quantity) if kind is not None else None
    known = asked.seller in subject.books.register.holders
    told = ask_transfer(subject, typed, form_id="", ask="")[0] if known and due else None
    places = max(kind.price_scale if kind is not None else 0, len(price.partition(".")[2]))
    return OfferLine(
        line=str(row.line),
        seller=visit.name(asked.seller) if known else row.seller,
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


def _form(subject: Subject, looked: Looked | None) -> Act:
    """Return the form that looks at rows."""
    visit = subject.visit
    path = f"/company/{subject.issuer.slug}/offers"
    form = Form(visit, path, {}, action=visit.to(path))
    sellers = sellers_of(subject)
    lines = visit.either("类别,数量,价格\n", "class,quantity,price\n")
    if looked is not None and looked.file.name == LINES:
        lines = looked.file.content.decode(errors="replace")
    fields = (
        form.field(
            "seller", visit.said("Seller, where a row names none"), kind="select", options=sellers,
            value=looked.seller if looked is not None else sellers[0].value, is_whole=True,
        ),
        form.field(
            "lines", visit.said("Lines"), kind="area", value=lines, is_whole=True,
            is_required=False,
            hint=visit.said("the first names the columns"),
        ),
        form.field(
            "file", visit.said("Or a file: CSV, XLSX or ODS"), kind="file", is_whole=True,
            is_required=False,
        ),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Lines or a file"),
        note=visit.said("All of them are posted in one entry, or none. Nothing is recorded yet."),
        fields=fields,
        button=visit.said("Look again") if looked else visit.said("Look at the offers"),
        has_file=True,
        is_second=looked is not None and looked.can_post,
    )


def _post(subject: Subject, looked: Looked) -> Act:
    visit = subject.visit
    path = f"/company/{subject.issuer.slug}/offers/post"
    hidden = {
        "kept": pack(looked.file), "file_name": looked.file.name,
        "seller": looked.seller, "sellers": looked.carried,
    }  # fmt: skip
    form = Form(visit, path, hidden, action=visit.to(path))
    rows = len(looked.read.rows)
    one = visit.said("Post 1 offer")
    return Act(
        form=form.post(),
        title=visit.said("Post them all"),
        note=visit.said(
            "The shares are promised to the offers until they are taken, withdrawn or over."
        ),
        button=one if rows == 1 else visit.said("Post {rows} offers", rows=rows),
    )


ROUTES = (
    Route(path="/company/{slug}/offers", page=several),
    Route(path="/company/{slug}/offers", page=sent, method="POST", is_question=True),
    Route(path="/company/{slug}/offers/post", page=post, method="POST"),
)
