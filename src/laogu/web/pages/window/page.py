"""The page of a window."""

import asyncio
from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from laogu.basics import in_words
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.answers import AnswerShown
from laogu.web.pages.demand.case import Case, case_of
from laogu.web.pages.demand.drawn import draw_curve, in_a_sentence, traded_and_surplus
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.rulebook import rulebook_link
from laogu.web.pages.issuer.windows import counted_down
from laogu.web.pages.marks.beside import beside
from laogu.web.pages.window.orders import Orders, orders, orders_sheet
from laogu.web.pages.window.terms import Decided, decided, how_it_ends, rules, terms
from laogu.web.pages.window.ticket import Ticket, answer, checked, money_of, ticket, typed_in
from laogu.web.pages.writing import sentences
from laogu.web.refusals import PageUnknown
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports, Note, Sum
from laogu.web.showing import Page, Shown, file, page, part
from laogu.web.visit import Visit

MOST_LEVELS = 60
"""Rows of prices, the highest; a file has all of them."""

KINDS = {"csv": "text/csv", "json": "application/json"}


class LevelRow(Struct, frozen=True, kw_only=True):
    """Some neighbouring prices at which as much is wanted and offered; is_at: it clears there."""

    prices: str
    wanted: str
    offered: str
    drawing: Drawing
    is_at: bool


class WindowPage(Page, frozen=True, kw_only=True):
    """live: what its regions listen to. says: what is said aloud when they change.

    ends: what the ticket listens to: not every order, only whether orders are taken.

    curve: wide and narrow; None: no order, or not shown, and why_none says which.
    shown, ticket: None: nobody orders here any more, or the visitor acts for nobody.
    """

    live: str
    ends: str
    says: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    phase: str
    rulebook: Link
    back: Link
    cells: tuple[Cell, ...]
    curve: Drawing | None
    narrow: Drawing | None
    why_none: str
    levels: tuple[LevelRow, ...]
    levels_exports: Exports
    unit: str
    terms: tuple[tuple[str, str], ...]
    rules: tuple[Note, ...]
    how_it_ends: str
    ticket: Ticket | None
    several: Link
    why_no_ticket: str
    sign_in: Link | None
    shown: AnswerShown | None
    orders: Orders
    orders_exports: Exports
    sees_all: bool
    decided: Decided | None


def window(visit: Visit, window: str) -> Shown:
    """Return the page of a window, or one of its tables."""
    case = case_of(checked(visit, window), window)
    visit = case.visit
    if visit.sight.sees_all:
        visit.running.saw(visit.sight, "window", case.id)
    if (found := exported(visit, _levels_sheet(case), orders_sheet(case))) is not None:
        return found
    given = ticket(case)
    typed = typed_in(case)
    drawn = WindowPage(
        title=visit.said("Window of {issuer}", issuer=case.subject.name()),
        place="markets",
        zone=case.zone,
        example=example_sentence(case.subject),
        live=f"window:{case.id} book:{case.id} order:",
        ends=f"window:{case.id}",
        says=_aloud(case),
        name=visit.said("Window of {issuer}", issuer=case.subject.name()),
        other=case.subject.class_name(case.kind),
        is_example=case.subject.issuer.example,
        facts_line=(
            visit.said("call auction, one price"),
            visit.said("opened {moment}", moment=case.moment(case.window.opens_at)),
            visit.said("closes {moment}", moment=case.moment(case.state.closes_at)),
        ),
        phase=visit.show(case.phase, "phase"),
        rulebook=rulebook_link(case.subject),
        back=Link(says=case.subject.name(), href=case.subject.to()),
        cells=_cells(case),
        curve=draw_curve(case, width=456),
        narrow=draw_curve(case, width=358),
        why_none=_why_none(case),
        levels=tuple(_levels(case)),
        levels_exports=corner(visit, "levels"),
        unit=case.unit(),
        terms=terms(case),
        rules=rules(case),
        how_it_ends=how_it_ends(case),
        ticket=given,
        several=Link(
            says=visit.said("Order several at once"), href=visit.to(f"/window/{case.id}/orders")
        ),
        why_no_ticket=why_no_ticket(case),
        sign_in=(
            Link(says=visit.said("Sign in"), href=visit.to("/sign-in", back=visit.here()))
            if visit.person is None
            else None
        ),
        shown=answer(case, typed) if given is not None else None,
        orders=orders(case),
        orders_exports=corner(visit, "orders"),
        sees_all=visit.sight.sees_all,
        decided=decided(case),
    )
    return page(visit, "window/page.html", drawn)


def answer_again(visit: Visit, window: str) -> Shown:
    """Return the answer and the money for what has been typed so far."""
    case = case_of(visit, window)
    typed = typed_in(case)
    sums: tuple[Sum, ...] = money_of(case, typed)
    return part(visit, "window/answer.html", shown=answer(case, typed), sums=sums)


async def allocation(visit: Visit, window: str) -> Shown:
    """Return the allocation of a window that cleared, as a file that anybody can work out again.

    The file of a large book takes seconds to write, in which others are served.
    """
    from laogu.connectors import auction

    case = case_of(visit, window)
    found = auction.allocation_of(visit.books, case.state)
    if found is None:
        raise auction.NotCleared(phase=case.phase)
    if visit.form == "xlsx":
        raise PageUnknown(path=visit.here()[:200])
    form = visit.form or ("json" if visit.query.get("as_a") == "json" else "csv")
    write = auction.allocation_json if form == "json" else auction.allocation_csv
    content = await asyncio.to_thread(write, found)
    return file(visit, content, kind=KINDS[form], name=f"allocation-{case.id}.{form}")


def _aloud(case: Case) -> str:
    """Return what is said aloud when the figures change."""
    return in_a_sentence(case) if case.at is not None else case.visit.show(case.phase, "phase")


def _cells(case: Case) -> tuple[Cell, ...]:
    return (_price_cell(case), _volume_cell(case), _reference_cell(case), _time_cell(case))


def _price_cell(case: Case) -> Cell:
    visit, at = case.visit, case.at
    name = visit.said("Clearing price") if case.is_over else visit.said("Indicative price")
    if at is None:
        return Cell(name=name, figure=visit.said("no price"), says=_why_none(case))
    moved = case.against_reference()
    mark = beside(visit, case.window.stock_class, case.worth(at))
    return Cell(
        name=name,
        aside=case.unit(),
        figure=case.price(at),
        beside=_moved(visit, *moved) if moved else "",
        drawing=mark.drawing,
        says=sentences(
            visit,
            visit.said("It is what all would pay if the bell rang now.")
            if not case.is_over
            else visit.said("Everybody trades at this price."),
            mark.says,
        ),
        link=mark.why,
        is_why=True,
    )


def _moved(visit: Visit, change: str, way: Literal["up", "down", "still"]) -> Markup:
    """Return a movement with its arrow, sign and colour."""
    says = visit.said("{change}% on the reference", change=change)
    return Markup('<span class="{}">{}</span>').format(way, says)


def _volume_cell(case: Case) -> Cell:
    visit = case.visit
    name = visit.said("Traded") if case.is_over else visit.said("Would trade")
    found = case.state.cleared or (case.indicated.indication if case.indicated else None)
    if found is None or case.at is None:
        return Cell(name=name, figure=visit.show(0) if found is not None else "–")
    traded, surplus = traded_and_surplus(case)
    rest = abs(found.surplus)
    return Cell(
        name=name,
        figure=traded,
        beside=visit.said("shares"),
        drawing=bar(
            (Piece(amount=found.volume, kind="filled"), Piece(amount=rest, kind="hollow")),
            of=found.volume + rest,
            says=surplus,
            width=250,
            height=10,
        ),
        says=surplus,
    )


def _reference_cell(case: Case) -> Cell:
    visit, window = case.visit, case.window
    between = visit.said(
        "Between {floor} and {cap}, in steps of {step}.",
        floor=case.price(window.floor),
        cap=case.price(window.cap),
        step=case.price(window.tick),
    )
    if window.reference is None:
        return Cell(name=visit.said("Reference"), figure=visit.said("none"), says=between)
    mark = beside(visit, window.stock_class, case.worth(window.reference))
    return Cell(
        name=visit.said("Reference"),
        aside=case.unit(),
        figure=case.price(window.reference),
        drawing=mark.drawing if case.at is None else None,
        says=sentences(visit, between, mark.says if case.at is None else ""),
    )


def _time_cell(case: Case) -> Cell:
    visit, state = case.visit, case.state
    if case.is_over:
        ended = state.ended_at or state.closes_at
        return Cell(
            name=visit.said("Ended"),
            figure=visit.show(case.phase, "phase"),
            says=state.reason or _failed(case) or case.moment(ended),
        )
    is_ahead = case.phase == "announced"
    until = state.window.opens_at if is_ahead else state.closes_at
    return Cell(
        name=visit.said("Opens in") if is_ahead else visit.said("Closes in"),
        aside=case.moment(until),
        figure=counted_down(visit, until),
        says=visit.said(
            "From {moment} no order is amended or withdrawn.", moment=case.moment(state.locks_at)
        ),
    )


def _failed(case: Case) -> str:
    failed = case.state.failed
    if failed is None:
        return ""
    visit = case.visit
    return {
        "no_cross": visit.said("No buyer paid as much as any seller asked."),
        "minimum": visit.said("Fewer shares met than the window needs."),
        "closed": visit.said("The rulebook no longer lets a call auction be held."),
    }.get(failed.reason, "")


def _why_none(case: Case) -> str:
    """Return why there is no price to show; blank: there is one."""
    visit = case.visit
    if case.at is not None:
        return ""
    if case.is_over:
        return visit.said("It ended without a price; every order was let go of.")
    if not visit.sight.sees_indication(case.state):
        if case.window.indicative == "hidden":
            return visit.said("This window shows no price before its bell.")
        return visit.said("Shown to persons who act for a holder, an issuer or the market.")
    return visit.said("No two orders meet yet.")


def why_no_ticket(case: Case) -> str:
    """Return why this visitor can place no order here."""
    visit = case.visit
    if case.phase == "announced":
        return visit.said("It takes orders from {moment} on.",
                          moment=case.moment(case.window.opens_at))  # fmt: skip
    if not case.takes_orders:
        return visit.said("Its bell has rung; it takes no order any more.")
    if visit.person is None:
        return visit.said("Orders are placed by persons who act for a holder.")
    return visit.said("You act for no holder; the operator gives mandates.")


def _levels(case: Case) -> list[LevelRow]:
    """Return demand and supply, the highest price on top, where either of them changes."""
    steps = [one for one in case.curve if one.wanted or one.offered]
    largest = max((max(one.wanted, one.offered) for one in steps), default=0)
    merged: list[tuple[int, int, int, int]] = []
    for one in steps:
        if merged and merged[-1][2:] == (one.wanted, one.offered):
            merged[-1] = (merged[-1][0], one.highest, one.wanted, one.offered)
        else:
            merged.append((one.lowest, one.highest, one.wanted, one.offered))
    rows = []
    for lowest, highest, wanted, offered in reversed(merged[-MOST_LEVELS:]):
        meets = min(wanted, offered)
        prices = case.price(lowest)
        if highest != lowest:
            prices += "–" + case.price(highest)
        pieces = (Piece(amount=meets, kind="filled"),
                  Piece(amount=max(wanted, offered) - meets, kind="hollow"))  # fmt: skip
        rows.append(
            LevelRow(
                prices=prices,
                wanted=case.quantity(wanted),
                offered=case.quantity(offered),
                drawing=bar(pieces, of=largest, says=case.quantity(meets), width=64),
                is_at=case.at is not None and lowest <= case.at <= highest,
            )
        )
    return rows


def _levels_sheet(case: Case) -> Sheet:
    decimals = case.kind.decimals
    rows = [
        (
            case.worth(one.lowest).decimal(),
            case.worth(one.highest).decimal(),
            in_words(one.wanted, decimals),
            in_words(one.offered, decimals),
            in_words(min(one.wanted, one.offered), decimals),
        )
        for one in case.curve
    ]
    return Sheet("levels", ("lowest", "highest", "wanted", "offered", "meets"), rows)


ROUTES = (
    Route(path="/window/{window}", page=window),
    Route(path="/window/{window}/allocation", page=allocation),
    Route(path="/window/{window}/answer", page=answer_again, method="POST", is_question=True),
)
