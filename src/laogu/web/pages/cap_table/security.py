"""The page of a security: what it is on a day, what may be sold of it, and its whole ledger."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from laogu.basics import in_words
from laogu.register import IssuedStock
from laogu.register.papers import DocumentRecorded, FinancingRecorded, papers_of
from laogu.register.views import Act, Ledger, ledger
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act as OnPage
from laogu.web.pages.cap_table.found import Found
from laogu.web.pages.cap_table.lots import beside, drawn, is_own, lot_name, lot_on, notes
from laogu.web.pages.cap_table.words import act_name, class_name
from laogu.web.pages.entries import entry_link
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.writing import amount, units
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports, Note
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

HEADS = ("effective_on", "recorded_at", "act", "side", "security", "certificate", "class",
         "holder_id", "holder", "quantity")  # fmt: skip


class Piece(Struct, frozen=True, kw_only=True):
    """A security in an act: its name, whose, how many. is_here: it is the one of the page."""

    name: str
    href: str
    holder: str
    units: str
    is_here: bool


class ActRow(Struct, frozen=True, kw_only=True):
    """An act of the ledger. source: the grant or paper that was used for it. entry: None: unknown.

    is_here: it made or ended the security of the page.
    """

    day: str
    says: str
    source: Link | None
    ended: tuple[Piece, ...]
    made: tuple[Piece, ...]
    entry: Link | None
    is_here: bool


class SecurityPage(Page, frozen=True, kw_only=True):
    """A security. state: how it stands on the day, in words; is_whole: the ledger is not cut."""

    id: str
    live: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    state: str
    back: Link
    cells: tuple[Cell, ...]
    acts: tuple[ActRow, ...]
    is_whole: bool
    exports: Exports
    reasons: tuple[Note, ...]
    nothing: str
    pairs: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    accept: OnPage | None


def security(visit: Visit, slug: str, security: str) -> Shown:
    """Return the page of a security."""
    found = Found(visit, slug, security)
    subject, stock = found.subject, found.stock
    history = ledger(visit.books.register, stock.security)
    file = exported(visit, Sheet("ledger", HEADS, lambda: list(_values(found, history))))
    if file is not None:
        return file
    holder = visit.name(found.holder)
    shown = SecurityPage(
        title=f"{lot_name(stock)} · {subject.name()}",
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        id=stock.security,
        live=f"issuer:{subject.issuer.issuer}",
        name=lot_name(stock),
        other=holder,
        is_example=subject.issuer.example,
        facts_line=(
            subject.name(),
            class_name(visit, found.kind),
            visit.said("since {day}", day=found.lived.issued_on),
        ),
        state=found.state(),
        back=Link(says=visit.said("cap table"), href=subject.to("/captable", **subject.kept_days)),
        cells=tuple(_cells(found)),
        acts=tuple(_act(found, one) for one in history.acts),
        is_whole=history.is_whole,
        exports=corner(visit, "ledger"),
        reasons=(*notes(subject, lot_on(subject, stock)), *beside(subject, stock))
        if found.stands
        else (),
        nothing=visit.said("Nothing keeps it from sale that the register knows of.")
        if found.stands
        else visit.said("It does not stand on this day, so that nothing of it can be sold."),
        pairs=tuple(_pairs(found)),
        papers=tuple(_papers(found)),
        links=tuple(_links(found)),
        accept=_accept(found),
    )
    return page(visit, "cap_table/security.html", shown)


def _cells(found: Found) -> Iterator[Cell]:
    visit, stock, subject = found.visit, found.stock, found.subject
    yield Cell(
        name=visit.said("Holds"),
        aside=class_name(visit, found.kind),
        figure=found.quantity(stock.units),
        beside=visit.said("shares"),
        says=found.state() + visit.either("。", "."),
    )
    if found.stands:
        lot = lot_on(subject, stock)
        yield Cell(
            name=visit.said("May be sold"),
            aside=visit.said("as far as the register knows"),
            figure=found.quantity(lot.free),
            drawing=drawn(subject, lot, of=stock.units, width=250, height=10),
            says=visit.said(
                "{units} may not: the reasons stand beside.", units=found.quantity(lot.restricted)
            )
            if lot.restricted
            else "",
        )
    yield Cell(
        name=visit.said("Holder"),
        figure=visit.name(found.holder),
        link=Link(
            says=visit.said("everything it has here"),
            href=subject.to(f"/holders/{stock.holder}", **subject.kept_days),
        ),
    )


def _pairs(found: Found) -> Iterator[tuple[str, str]]:
    """Yield what the register says of it; cost only to whom it belongs, and to the issuer."""
    visit, stock, subject = found.visit, found.stock, found.subject
    unknown = visit.said("not stated")
    yield visit.said("Certificate"), stock.certificate or unknown
    yield (
        visit.said("Acquired on"),
        visit.show(stock.acquired_on) if stock.acquired_on is not None else unknown,
    )
    if is_own(subject, stock) or visit.sight.sees_register(stock.issuer):
        yield (
            visit.said("Cost"),
            amount(visit, stock.cost) if stock.cost is not None else unknown,
        )
    yield visit.said("Written down"), visit.moment(found.lived.issued_at, subject.issuer.zone)
    if stock.waived:
        yield visit.said("Passed over by"), ", ".join(stock.waived)
    for rule, last in stock.waived_through:
        through = visit.said("{rule}, through {day}", rule=rule, day=last)
        yield visit.said("Passed over for a time by"), through
    if stock.source is not None:
        yield visit.said("Source"), visit.cited(stock.source)
    if stock.origin is not None:
        yield visit.said("Id in the file it came from"), stock.origin
    accepted = visit.books.register.capital.accepted.get(stock.security)
    if accepted is not None and accepted.on <= subject.on:
        yield visit.said("Taken by the holder on"), visit.show(accepted.on)
    paid = visit.books.register.capital.contributions.get(stock.security)
    if paid is not None:
        yield visit.said("Paid in"), found.quantity(paid.paid_on(subject.on))
        yield visit.said("Still to pay in"), found.quantity(paid.owed_on(subject.on))
        due = visit.show(paid.due_on) if paid.due_on is not None else unknown
        yield visit.said("Due on"), due


def _accept(found: Found) -> OnPage | None:
    """Return the form by which who acts for its holder takes it; None: there is nothing to take."""
    visit, stock = found.visit, found.stock
    if found.subject.is_past or not found.stands or not visit.may("act", stock.holder):
        return None
    if stock.security in visit.books.register.capital.accepted:
        return None
    form = Form(visit, "security.accept", {"security": stock.security})
    return OnPage(
        form=form.post(),
        title=visit.said("Take it"),
        note=visit.said("What was taken is no longer retracted."),
        button=visit.said("Take this security"),
        is_second=True,
    )


def _papers(found: Found) -> Iterator[tuple[str, str]]:
    """Yield what is on file about it: for whom the issuer's whole register is open."""
    visit, stock = found.visit, found.stock
    if not (visit.sight.sees_register(stock.issuer) or is_own(found.subject, stock)):
        return
    papers = visit.books.register.papers
    for financing in papers_of(papers, stock.issuer, FinancingRecorded):
        if stock.security in financing.securities:
            yield visit.show(financing.effective_on), financing.name
    for document in papers_of(papers, stock.issuer, DocumentRecorded):
        if stock.security in document.about:
            digest = document.digest or document.md5 or ""
            yield visit.show(document.effective_on), f"{document.name} {digest[:12]}"


def _links(found: Found) -> Iterator[Link]:
    visit, subject, stock = found.visit, found.subject, found.stock
    yield Link(
        says=visit.said("Certificate to print"),
        href=subject.to(f"/securities/{stock.security}/certificate", **subject.kept_days),
    )
    if found.stands and not subject.is_past:
        asked = {"seller": stock.holder, "stock_class": found.kind.name_en}
        yield Link(says=visit.said("Ask what may be sold"), href=subject.to("/transfer", **asked))


def _act(found: Found, act: Act) -> ActRow:
    visit = found.visit
    here = found.stock.security
    at: datetime = act.at
    named = (act.ended or act.made)[0].security
    return ActRow(
        day=visit.show(act.on),
        says=act_name(visit, act.how),
        source=_source(found, act),
        ended=tuple(_piece(found, one) for one in act.ended),
        made=tuple(_piece(found, one) for one in act.made),
        entry=entry_link(visit, at, named, "register."),
        is_here=any(one.security == here for one in (*act.ended, *act.made)),
    )


def _source(found: Found, act: Act) -> Link | None:
    """Return the way to the grant that was exercised; None: there is none, or it has no page."""
    grant = found.visit.books.register.plans.grants.get(act.source) if act.source else None
    if grant is None or not found.visit.sight.sees_grant(grant):
        return None
    name = grant.granted.certificate or found.visit.said("grant")
    return Link(says=name, href=found.visit.to(f"/grant/{act.source}"))


def _piece(found: Found, stock: IssuedStock) -> Piece:
    visit = found.visit
    holder = visit.books.register.holders[stock.holder]
    is_shown = found.subject.sees(holder)
    is_here = stock.security == found.stock.security
    return Piece(
        name=lot_name(stock) if is_shown else "",
        href=found.to(stock.security) if is_shown and not is_here else "",
        holder=visit.name(holder) if is_shown else visit.said("a holder not shown to you"),
        units=units(visit, stock.units, stock.stock_class),
        is_here=is_here,
    )


def _values(found: Found, history: Ledger) -> Iterator[tuple[Value, ...]]:
    visit = found.visit
    for act in history.acts:
        for side, stocks in (("ended", act.ended), ("made", act.made)):
            for stock in stocks:
                holder = visit.books.register.holders[stock.holder]
                is_shown = found.subject.sees(holder)
                kind = visit.books.register.classes[stock.stock_class]
                yield (
                    act.on,
                    act.at,
                    act.how,
                    side,
                    stock.security if is_shown else None,
                    stock.certificate if is_shown else None,
                    class_name(visit, kind),
                    stock.holder if is_shown else None,
                    visit.name(holder) if is_shown else None,
                    in_words(stock.units, kind.decimals),
                )


ROUTES = (Route(path="/company/{slug}/securities/{security}", page=security),)
