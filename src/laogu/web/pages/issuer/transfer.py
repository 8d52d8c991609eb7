"""The transferability answer as a page: may it be sold, and what must happen first."""

from laogu.basics import Denied, HolderId, LaoguError, in_words
from laogu.connectors import read_typed
from laogu.register import class_named
from laogu.web.exports import exported
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.answers import (
    AnswerShown,
    answer_sheets,
    answer_shown,
    cannot_answer,
    not_asked,
    with_corners,
)
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.rulebook import rulebook_link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import currency_name
from laogu.web.routes import Route
from laogu.web.sent import Sent
from laogu.web.shapes import Field, Option
from laogu.web.showing import Page, Shown, page, part
from laogu.web.visit import Visit

EXPLAIN = "transfer.explain"
FIELDS = ("seller", "buyer", "stock_class", "quantity", "price", "on", "mechanism")
FORM_ID = "ask"


class TransferPage(Page, frozen=True, kw_only=True):
    """A question and its answer; the form asks by its address, so that an answer can be kept."""

    name: str
    fields: tuple[Field, ...]
    action: str
    shown: AnswerShown
    rulebook: Link
    back: Link
    sell: Link | None


def transfer(visit: Visit, slug: str) -> Shown:
    """Return the answer that the address asks for."""
    subject = Subject(visit, slug)
    asked = {name: visit.query[name] for name in FIELDS if visit.query.get(name)}
    if "seller" in asked and subject.kind is not None:
        asked.setdefault("stock_class", subject.kind.name_en)
        asked.setdefault("quantity", _all_of(subject, asked["seller"]))
    shown, error = _answer(subject, asked)
    if (file := exported(visit, *answer_sheets(shown))) is not None:
        return file
    at = visit.at(visit.path, visit.query, Sent(name=EXPLAIN, fields=asked, own={}, wrong=error))
    drawn = TransferPage(
        title=visit.said("May it be sold?"),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        fields=_fields(at, subject),
        action=subject.to("/transfer"),
        shown=shown,
        rulebook=rulebook_link(subject),
        back=Link(says=subject.name(), href=subject.to()),
        sell=_sell(subject, asked),
    )
    return page(at, "issuer/transfer.html", drawn)


def answer_again(visit: Visit, slug: str) -> Shown:
    """Return the answer alone, for a form that is being filled in."""
    subject = Subject(visit, slug)
    typed = visit.sent.fields if visit.sent is not None else {}
    asked = {name: typed[name] for name in FIELDS if typed.get(name)}
    shown, _ = _answer(subject, asked)
    return part(visit, "issuer/answer.html", shown=shown)


def ask_transfer(
    subject: Subject, asked: dict[str, str], *, form_id: str, ask: str
) -> tuple[AnswerShown, LaoguError | None]:
    """Return the answer to what was typed, or why there is none."""
    visit = subject.visit
    if not {"seller", "stock_class", "quantity"} <= asked.keys():
        return not_asked(visit, ask=ask, form_id=form_id), None
    try:
        request = read_typed(EXPLAIN, {"issuer": subject.issuer.slug, **asked})
        given = visit.running.ask(EXPLAIN, request, by=visit.person)
    except Denied:
        visit.must_be_somebody()
        raise
    except LaoguError as error:
        return cannot_answer(visit, error, ask=ask, form_id=form_id), error
    if not subject.books.register.holders[HolderId(asked["seller"])].public:
        visit.saw("holdings", asked["seller"])
    kind = class_named(subject.books.register, subject.issuer.issuer, asked["stock_class"])
    shown = answer_shown(
        visit, given, issuer=subject.issuer, stock_class=kind, ask=ask, form_id=form_id
    )
    path = f"/company/{subject.issuer.slug}/transfer"
    return with_corners(visit, shown, path=path, query=asked), None


def _answer(subject: Subject, asked: dict[str, str]) -> tuple[AnswerShown, LaoguError | None]:
    return ask_transfer(subject, asked, form_id=FORM_ID, ask=subject.to("/transfer/answer"))


def seen_holders(subject: Subject) -> tuple[Option, ...]:
    """Return the holders of the issuer that this visitor may ask about, the largest first."""
    return tuple(
        Option(value=row.holder.holder, says=subject.visit.name(row.holder))
        for row in subject.table.rows
        if subject.sees(row.holder)
    )


def class_options(subject: Subject) -> tuple[Option, ...]:
    """Return the stock classes of the issuer to choose from."""
    return tuple(Option(value=one.name_en, says=subject.class_name(one)) for one in subject.classes)


def _fields(visit: Visit, subject: Subject) -> tuple[Field, ...]:
    form = Form(visit, EXPLAIN)
    kind = subject.kind
    currency = currency_name(visit, kind.currency) if kind is not None else ""
    nobody = Option(value="", says=visit.said("somebody new, not yet known"))
    buyers = [one for one in _buyers(subject) if one.value != visit.query.get("seller")]
    fields = [
        form.field(
            "seller",
            visit.said("Seller"),
            kind="select",
            options=seen_holders(subject),
            is_whole=True,
        ),
        form.field("quantity", visit.said("Quantity"), unit=visit.said("shares"), kind="figure"),
        form.field(
            "price",
            visit.said("Price"),
            unit=visit.said("{currency} a share", currency=currency),
            kind="figure",
            is_required=False,
            hint=visit.said("may be left open"),
        ),
        form.field(
            "buyer",
            visit.said("Buyer"),
            kind="select",
            options=(nobody, *buyers),
            is_required=False,
            is_whole=True,
        ),
        form.field(
            "on",
            visit.said("On"),
            kind="date",
            is_required=False,
            hint=visit.said("left open: today"),
        ),
        form.field(
            "stock_class", visit.said("Class"), kind="select", options=class_options(subject)
        ),
    ]
    return tuple(fields)


def _buyers(subject: Subject) -> tuple[Option, ...]:
    """Return whom this visitor may name as a buyer: holders they see, and those they act for."""
    seen = {one.value: one for one in seen_holders(subject)}
    for holder in subject.visit.over("act"):
        seen.setdefault(holder, Option(value=holder, says=subject.visit.name(holder)))
    return tuple(seen.values())


def _all_of(subject: Subject, seller: str) -> str:
    """Return all that a seller holds of the class, to begin with; one where it is not shown."""
    holder = subject.books.register.holders.get(HolderId(seller))
    if holder is None or subject.kind is None or not subject.sees(holder):
        return "1"
    held = next((one for one in subject.table.rows if one.holder is holder), None)
    units = held.units.get(subject.kind.stock_class, 0) if held is not None else 0
    return f"{in_words(units, subject.kind.decimals):f}" if units else "1"


def _sell(subject: Subject, asked: dict[str, str]) -> Link | None:
    """Return the way to offer these shares, for who acts for the seller."""
    visit = subject.visit
    if subject.is_past or not visit.may("act", asked.get("seller", "")):
        return None
    names = ("seller", "stock_class", "quantity", "price")
    query = {name: asked[name] for name in names if name in asked}
    return Link(says=visit.said("Offer these shares"), href=subject.to("/offer", **query))


ROUTES = (
    Route(path="/company/{slug}/transfer", page=transfer),
    Route(
        path="/company/{slug}/transfer/answer", page=answer_again, method="POST", is_question=True
    ),
)
