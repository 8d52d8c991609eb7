"""The page of an issuer's desk."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.connectors import NotUtf8
from laogu.journal import made
from laogu.market import ENDED, TradeState
from laogu.people import MARKET
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Group, again, ask_for, sent_of
from laogu.web.pages.as_of import to_changed_day
from laogu.web.pages.desk.acts import groups_of, windows_of
from laogu.web.pages.desk.cap_table import (
    Table,
    cap_table_of,
    cap_table_sheet,
    changed_days,
    next_release,
)
from laogu.web.pages.desk.grants import ROUTES as LEDGERS
from laogu.web.pages.desk.load import ROUTES as LOADING
from laogu.web.pages.desk.papers import ROUTES as PAPERS
from laogu.web.pages.desk.plans import PlansShown, plans_sheet, plans_shown
from laogu.web.pages.desk.ways import ways_of
from laogu.web.pages.issuer.rulebook import documents_sheet, rulebook_link
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.stages import stage_word, waits_for
from laogu.web.pages.writing import (
    handle,
    in_days,
    invented,
    left,
    quantity,
    short_day,
    short_hash,
    units,
)
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

OTHERS = 5
"""Other desks that are named in the head; who operates a market may act for every issuer."""


class WaitRow(Struct, frozen=True, kw_only=True):
    """A live trade of the issuer's shares. acts: what the issuer has to do about it."""

    link: Link
    what: str
    stage: str
    waits: str
    time_left: str | None
    acts: tuple[Link, ...]


class TermsRow(Struct, frozen=True, kw_only=True):
    """Terms that were adopted: from when they bind, and the hash of their text."""

    link: Link
    version: str
    binds_on: str
    digest: str
    is_in_force: bool


class DeskPage(Page, frozen=True, kw_only=True):
    """The desk of one issuer.

    others:   the desks of other issuers that the person acts for. load: the way to the import.
    plans:    None: it has none.
    table:    None: nothing was ever issued. is_past: another day is shown, so nothing is acted on.
    """

    name: str
    other: str
    is_example: bool
    facts: tuple[str, ...]
    rulebook: Link
    others: tuple[Link, ...]
    cells: tuple[Cell, ...]
    waits: tuple[WaitRow, ...]
    waits_exports: Exports
    table: Table | None
    plans: PlansShown | None
    terms: tuple[TermsRow, ...]
    terms_exports: Exports
    groups: tuple[Group, ...]
    load: Link
    capital: Link
    rights: tuple[Link, ...]
    public_page: Link
    leavers: Link
    is_past: bool


def desk_page(visit: Visit, slug: str) -> DeskPage:
    """Return the values of an issuer's desk, or refuse who does not act for it."""
    return _page_of(at_desk(visit, slug))


def _page_of(subject: Subject) -> DeskPage:
    visit = subject.visit
    issuer = subject.issuer
    has_shares = any(subject.table.totals.values()) or subject.is_past
    waits = tuple(_waits(subject))
    return DeskPage(
        title=visit.said("Desk of {issuer}", issuer=subject.name()),
        is_of_a_day=True,
        place="desk",
        zone=issuer.zone,
        example=invented(visit, issuer),
        name=subject.name(),
        other=visit.either(issuer.name_en, issuer.name_zh)
        if issuer.name_en != issuer.name_zh
        else "",
        is_example=issuer.example,
        facts=tuple(
            one
            for one in (
                visit.either(issuer.legal_name_zh, issuer.legal_name_en),
                subject.country(),
                subject.form(),
            )
            if one != "unknown"
        ),
        rulebook=rulebook_link(subject),
        others=tuple(_others(visit, issuer.issuer)),
        cells=tuple(_cells(subject, waits)),
        waits=waits,
        waits_exports=corner(visit, "waits"),
        table=cap_table_of(subject) if has_shares else None,
        plans=plans_shown(subject),
        terms=tuple(_terms(subject)),
        terms_exports=corner(visit, "documents"),
        groups=_groups(subject),
        load=Link(
            says=visit.said("Load a register from a spreadsheet"),
            href=visit.to(f"/desk/{issuer.slug}/load"),
        ),
        rights=tuple(ways_of(subject)),
        capital=Link(
            says=visit.said("Capital and papers"),
            href=visit.to(f"/desk/{issuer.slug}/capital"),
        ),
        leavers=Link(says=visit.said("Who leaves"), href=visit.to(f"/desk/{issuer.slug}/leaving")),
        public_page=Link(
            says=visit.said("The company's page"), href=visit.to(f"/company/{issuer.slug}")
        ),
        is_past=subject.is_past,
    )


def _groups(subject: Subject) -> tuple[Group, ...]:
    """Return what may be done here: nothing on a day that is over."""
    visit = subject.visit
    if subject.is_past:
        return ()
    if visit.may("issue", subject.issuer.issuer):
        return groups_of(subject)
    return (windows_of(subject),) if visit.may("operate", MARKET) else ()


def desk(visit: Visit, slug: str) -> Shown:
    """Return an issuer's desk, or its cap table as a file."""
    subject = at_desk(visit, slug)
    if (way := to_changed_day(visit, changed_days(subject), at="holders")) is not None:
        return way
    subject.note_look()
    sheets = (
        cap_table_sheet(subject),
        _waits_sheet(subject),
        plans_sheet(subject),
        documents_sheet(subject, every=True),
    )
    return exported(visit, *sheets) or page(visit, "desk.html", _page_of(subject))


def _waits_sheet(subject: Subject) -> Sheet:
    """Return the trades that run as a table."""

    def rows() -> list[tuple[Value, ...]]:
        visit = subject.visit
        return [
            (one.trade.trade, quantity(visit, one.trade.units, one.trade.stock_class),
             one.trade.price.decimal(), one.trade.price.currency, one.stage,
             waits_for(visit, one) or None, _ends_at(subject, one))
            for one in sorted(_live(subject), key=lambda one: _ends_at(subject, one))
        ]  # fmt: skip

    heads = ("trade_id", "quantity", "price", "currency", "stage", "waits_for", "ends_at")
    return Sheet("waits", heads, rows)


async def adopt(visit: Visit, slug: str) -> Shown | Visit:
    """Adopt terms: from a file, if one was chosen, else from the text."""
    sent = sent_of(visit)
    fields: dict[str, str] = {**sent.fields, "issuer": slug}
    chosen = sent.files.get("file")
    on = f"/desk/{slug}"
    if chosen is not None and chosen.content:
        try:
            fields["text"] = chosen.content.decode("utf-8-sig")
        except UnicodeDecodeError as wrong:
            return again(visit, NotUtf8(at=wrong.start), on=on)
    sent.fields["text"] = fields.get("text", "")
    fields.pop("file", None)
    return await ask_for(
        visit,
        "terms.adopt",
        fields,
        on=on,
        then=lambda _: visit.to(on) + "#terms",
    )


async def register_holder(visit: Visit, slug: str) -> Shown | Visit:
    """Register a holder for this register, and go on to issuing shares to it."""
    fields: Mapping[str, str] = {**sent_of(visit).fields, "issuer": slug}
    return await ask_for(
        visit,
        "holder.register",
        fields,
        on=f"/desk/{slug}",
        then=lambda done: (
            visit.to(f"/desk/{slug}", holder=made(done.events)["holder"][0]) + "#register"
        ),
    )


def _may_act(subject: Subject) -> bool:
    """Return whether who looks may act for the issuer, and the page is of today."""
    return not subject.is_past and subject.visit.may("issue", subject.issuer.issuer)


def _others(visit: Visit, here: IssuerId) -> Iterator[Link]:
    known = visit.books.register.issuers
    others = [known[one] for one in visit.sight.issues_for if one in known and one != here]
    for issuer in others[:OTHERS]:
        yield Link(says=visit.issuer_name(issuer), href=visit.to(f"/desk/{issuer.slug}"))
    if len(others) > OTHERS:
        yield Link(says=visit.said("all companies"), href=visit.to("/"))


def _cells(subject: Subject, waits: tuple[WaitRow, ...]) -> Iterator[Cell]:
    visit = subject.visit
    kind = subject.kind
    rows = subject.table.rows
    named = sum(1 for row in rows if row.holder.kind != "residual")
    rest = len(rows) - named
    several = visit.said("{classes} stock classes", classes=len(subject.classes))
    as_of = visit.said("as of {day}", day=subject.on)
    named_all = visit.said("all by name") if rows else visit.said("nothing is issued yet")
    yield Cell(
        name=visit.said("Shares issued"),
        aside=subject.class_name(kind) if kind is not None else "",
        figure=subject.quantity(subject.total) if kind is not None else "0",
        says=several if len(subject.classes) > 1 else as_of,
    )
    yield Cell(
        name=visit.said("Holders"),
        figure=visit.show(named),
        says=visit.said("and a row that names nobody") if rest else named_all,
    )
    yield _next_date(subject)
    boards = sum(1 for one in waits if one.acts)
    yield Cell(
        name=visit.said("Open notices"),
        figure=visit.show(_open_notices(subject)),
        says=visit.said("board asked: {trades}", trades=boards)
        if boards
        else visit.said("nothing waits for the board"),
    )


def _next_date(subject: Subject) -> Cell:
    """Return the next day on which something ends: a clock of a trade, or a lock-up."""
    visit = subject.visit
    found: list[tuple[date, str]] = []
    for state in _live(subject):
        notice = visit.books.agreements.notices.get(state.trade.trade)
        if notice is not None and notice.waits_for:
            found.append((notice.given.last_day, visit.said("last day to answer a notice")))
        stop = state.trade.long_stop_at.date()
        found.append((stop, visit.said("long stop of a trade")))
    release = next_release(subject)
    if release is not None:
        lots = visit.said("a lock-up ends; lots: {lots}", lots=release[1])
        found.append((release[0], lots))
    name = visit.said("Next date")
    if not found:
        return Cell(name=name, figure=visit.said("none"), says=visit.said("No clock runs."))
    day, says = min(found)
    beside = in_days(visit, (day - subject.today).days)
    return Cell(name=name, figure=short_day(visit, day), beside=beside, says=says)


def _live(subject: Subject) -> list[TradeState]:
    market = subject.books.market
    states = [market.trades[one] for one in market.trades_of.on(subject.issuer.issuer)]
    return [one for one in states if one.stage not in ENDED]


def _open_notices(subject: Subject) -> int:
    notices = subject.books.agreements.notices
    found = [notices.get(one.trade.trade) for one in _live(subject)]
    return sum(1 for one in found if one is not None and one.waits_for)


def _waits(subject: Subject) -> Iterator[WaitRow]:
    visit = subject.visit
    agreements = subject.books.agreements
    for state in sorted(_live(subject), key=lambda one: _ends_at(subject, one)):
        trade = state.trade
        to = visit.to(f"/trade/{trade.trade}")
        consent = agreements.consents.get(trade.trade)
        notice = agreements.notices.get(trade.trade)
        is_asked = consent is not None and consent.answer is None
        acts = (
            Link(says=visit.said("consent"), href=f"{to}#act-consent-give"),
            Link(says=visit.said("refuse"), href=f"{to}#act-consent-refuse-refuse"),
        )
        runs = notice is not None and notice.waits_for
        yield WaitRow(
            link=Link(says=visit.said("Trade {handle}", handle=handle(trade.trade)), href=to),
            what=visit.said(
                "{units} at {price}",
                units=units(visit, trade.units, trade.stock_class),
                price=trade.price,
            ),
            stage=stage_word(visit, state.stage),
            waits=waits_for(visit, state),
            time_left=left(visit, notice.given.ends_at) if notice is not None and runs else None,
            acts=acts if is_asked and visit.may("issue", subject.issuer.issuer) else (),
        )


def _ends_at(subject: Subject, state: TradeState) -> datetime:
    notice = subject.books.agreements.notices.get(state.trade.trade)
    if notice is not None and notice.waits_for:
        return notice.given.ends_at
    return state.trade.long_stop_at


def _terms(subject: Subject) -> Iterator[TermsRow]:
    visit = subject.visit
    agreements = subject.books.agreements
    in_force = {one.terms for one in subject.terms}
    for given in reversed(agreements.terms_of.get(subject.issuer.issuer, ())):
        adopted = agreements.terms[given]
        content = adopted.content
        yield TermsRow(
            link=Link(
                says=visit.either(content.title_zh, content.title_en),
                href=subject.to(f"/terms/{adopted.document}"),
            ),
            version=content.version,
            binds_on=visit.show(adopted.effective_on),
            digest=short_hash(adopted.document),
            is_in_force=given in in_force,
        )


ROUTES = (
    Route(path="/desk/{slug}", page=desk),
    Route(path="/desk/{slug}/terms", page=adopt, method="POST"),
    Route(path="/desk/{slug}/holder", page=register_holder, method="POST"),
    *LOADING,
    *LEDGERS,
    *PAPERS,
)
