"""Every anchor of a company, and what a holding would have fetched at each."""

from laogu.basics import Denied, HolderId, LaoguError
from laogu.connectors import figure, read_typed
from laogu.operations import AnchorsFound
from laogu.web.exports import exported
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.issuer.anchored import Anchors, anchors_sheet, section
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.routes import Route
from laogu.web.sent import Sent
from laogu.web.shapes import Field, Option
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

ASK = "issuer.anchors"
FIELDS = ("holder", "quantity", "percent")


class AnchorsPage(Page, frozen=True, kw_only=True):
    """Every anchor, and the form that asks what a holding comes to.

    held: the holding in words; blank: none was asked about.
    """

    name: str
    back: Link
    anchors: Anchors
    fields: tuple[Field, ...]
    action: str
    held: str
    how: tuple[str, ...]
    answers: bool


def all_anchors(visit: Visit, slug: str) -> Shown:
    """Return every anchor of a company, and what the holding that the address names comes to."""
    subject = Subject(visit, slug)
    asked = {name: visit.query[name].strip() for name in FIELDS if visit.query.get(name)}
    found, error = _found(subject, asked)
    file = exported(visit, anchors_sheet(subject, found))
    if file is not None:
        return file
    at = visit.at(visit.path, visit.query, Sent(name=ASK, fields=asked, own={}, wrong=error))
    rows = [(one, amount) for one, amount in found.anchors]
    drawn = AnchorsPage(
        title=visit.said("Anchors"),
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        back=Link(says=subject.name(), href=subject.to()),
        anchors=section(subject, [one for one, _ in rows], rows, more=None),
        fields=_fields(at, subject),
        action=subject.to("/anchors"),
        held=_held(subject, found, asked),
        how=_how(visit),
        answers=found.holding is not None,
    )
    return page(at, "issuer/anchors.html", drawn)


def _found(subject: Subject, asked: dict[str, str]) -> tuple[AnchorsFound, LaoguError | None]:
    """Return the anchors with what was asked about; without it, and why, where that is refused."""
    visit = subject.visit
    fields = {"issuer": subject.issuer.slug, "on": visit.query.get("as_of", "")}
    try:
        typed = {name: one.replace(",", "") for name, one in asked.items()}
        request = read_typed(ASK, {**fields, **typed})
        found = visit.running.ask(ASK, request, by=visit.person)
    except Denied:
        visit.must_be_somebody()
        raise
    except LaoguError as error:
        if not asked:
            raise
        return visit.running.ask(ASK, read_typed(ASK, fields), by=visit.person), error
    if "holder" in asked and not subject.books.register.holders[HolderId(asked["holder"])].public:
        visit.saw("holdings", asked["holder"])
    return found, None


def _fields(visit: Visit, subject: Subject) -> tuple[Field, ...]:
    form = Form(visit, ASK)
    holders = [
        Option(value=row.holder.holder, says=subject.visit.name(row.holder))
        for row in (subject.table.rows if subject.kind is not None else ())
        if subject.sees(row.holder)
    ]
    none = Option(value="", says=visit.said("nobody"))
    fields = []
    if holders:
        fields.append(
            form.field(
                "holder",
                visit.said("A holder"),
                kind="select",
                options=(none, *holders),
                is_required=False,
                is_whole=True,
            )
        )
    fields.append(
        form.field(
            "quantity",
            visit.said("Or a quantity"),
            unit=visit.said("shares"),
            kind="figure",
            is_required=False,
        )
    )
    fields.append(
        form.field(
            "percent",
            visit.said("Or a part of the company"),
            unit="%",
            kind="figure",
            is_required=False,
        )
    )
    return tuple(fields)  # fmt: skip


def _held(subject: Subject, found: AnchorsFound, asked: dict[str, str]) -> str:
    visit, held = subject.visit, found.holding
    if held is None:
        return ""
    if held.percent is not None:
        return visit.said("{percent}% of the company", percent=figure(held.percent))
    shares = figure(held.quantity) if held.quantity is not None else ""
    if "holder" in asked:
        name = visit.name(asked["holder"])
        return visit.said("{holder}: {shares} shares", holder=name, shares=shares)
    return visit.said("{shares} shares", shares=shares)


def _how(visit: Visit) -> tuple[str, ...]:
    """Return how the amounts are got, in sentences."""
    return (
        visit.said("Shares times the price of one share, or in proportion to so many shares."),
        visit.said("A part times what was said of the whole company, or in proportion to the part "
                   "that was sold."),
        visit.said("Shares are not made a part, nor a part shares: how many there were on a day is "
                   "another fact."),
        visit.said("The holding is taken as it stands on the day of this page. Whether it could be "
                   "sold on the day of the anchor is not looked at."),
        visit.said("Each amount is in the currency of its anchor. Nothing is converted, and "
                   "nothing here is a mark."),
    )  # fmt: skip


ROUTES = (Route(path="/company/{slug}/anchors", page=all_anchors),)
