"""The page of a trade."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from laogu.market import trade_of_id
from laogu.web.clocks import Clock
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, corner, exported, figure_or_text
from laogu.web.frame import Link
from laogu.web.pages.acts import Act, ask_for, sent_of
from laogu.web.pages.issuer.rulebook import rulebook_link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.beside import beside
from laogu.web.pages.refusals import NotTypedAgain
from laogu.web.pages.stages import stage_word, waits_for
from laogu.web.pages.trade.acts import acts_of
from laogu.web.pages.trade.asked import Asked, asked_of, taken_pieces
from laogu.web.pages.trade.case import Case, answers_by, case_of
from laogu.web.pages.trade.clocks import clocks_of, drawn_clocks
from laogu.web.pages.trade.legs import legs_of, seller_gets
from laogu.web.pages.trade.life import stages_of
from laogu.web.pages.trade.ways import attached_to, price_of, ways_of
from laogu.web.pages.writing import (
    clock_time,
    currency_name,
    handle,
    holder_name,
    holders,
    invented,
    last_day_of,
    left,
    sentences,
    short_day,
    short_hash,
    sold,
    units,
)
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Column, Exports, Leg, Note, Stage, Sum
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

TABLES = ("life", "legs", "asked", "clocks", "ways", "attached", "papers")


class Paper(Struct, frozen=True, kw_only=True):
    """A document or an id of the trade; `href` blank where it leads nowhere."""

    says: str
    value: str
    href: str = ""


class TradePage(Page, frozen=True, kw_only=True):
    """A trade as one person may see it.

    head, other: what it is. facts: the line under them. stage, waits: the state in words.
    asked:       None: nobody is asked first.
    """

    head: str
    other: str
    is_example: bool
    facts: tuple[str, ...]
    stage: str
    waits: str
    rulebook: Link
    cells: tuple[Cell, ...]
    clocks: tuple[Clock, ...]
    clocks_wide: Drawing
    clocks_narrow: Drawing
    clocks_note: str
    stages: tuple[Stage, ...]
    asked: Asked | None
    asked_columns: tuple[Column, ...]
    ways: tuple[Note, ...]
    legs: tuple[Leg, ...]
    legs_total: Sum
    legs_note: str
    attached: tuple[Note, ...]
    papers: tuple[Paper, ...]
    trade: str
    exports: dict[str, Exports]
    acts: tuple[Act, ...]
    acts_note: str


def trade_page(visit: Visit, given: str) -> TradePage:
    """Return the values of a trade's page, or refuse who may not know of it."""
    case = case_of(visit, given)
    wide, narrow = drawn_clocks(case)
    acts = acts_of(case)
    word = visit.said("Trade {handle}", handle=handle(case.trade.trade))
    return TradePage(
        title=word,
        place="operator" if visit.sight.operates else "",
        zone=case.zone,
        example=invented(visit, case.issuer),
        head=word,
        other=sold(visit, case.trade),
        is_example=case.issuer.example,
        facts=_facts(case),
        stage=stage_word(visit, case.state.stage),
        waits=waits_for(visit, case.state),
        rulebook=rulebook_link(Subject(visit, case.issuer.slug)),
        cells=tuple(_cells(case, has_acts=bool(acts))),
        clocks=tuple(clocks_of(case)),
        clocks_wide=wide,
        clocks_narrow=narrow,
        clocks_note=visit.said(
            "bars: gone, running, to come; hatched has no last day; days of {zone}", zone=case.zone
        ),
        stages=stages_of(case),
        asked=asked_of(case),
        asked_columns=_asked_columns(visit),
        ways=ways_of(case),
        legs=legs_of(case),
        legs_total=seller_gets(case),
        legs_note=_legs_note(case),
        attached=attached_to(case) if case.state.stage == "settled" or not case.is_over else (),
        papers=_papers(case),
        trade=case.trade.trade,
        exports={name: corner(visit, name) for name in TABLES},
        acts=acts,
        acts_note=visit.said("an answer binds") if case.state.stage == "noticed" else "",
    )


def trade(visit: Visit, trade: str) -> Shown:
    """Return the page of a trade, or one of its tables."""
    shown = trade_page(visit, trade)
    sides = trade_of_id(visit.books.market, trade).trade
    notice = visit.books.agreements.notices.get(sides.trade)
    asked = [one.holder for one in notice.given.asked] if notice is not None else []
    visit.saw("trade", trade, owners=(sides.seller, sides.buyer, sides.issuer, *asked))
    return exported(visit, *_sheets(shown)) or page(visit, "trade.html", shown)


def _sheets(shown: TradePage) -> Iterator[Sheet]:
    yield Sheet(
        "life",
        ("stage", "when", "says", "who", "entry"),
        [
            (one.name, one.when, str(one.says), one.who, one.entry.says if one.entry else None)
            for one in shown.stages
        ],
    )
    legs = [
        (one.name, one.under, figure_or_text(one.amount), one.state)
        for one in (*shown.legs, *_as_legs(shown.legs_total))
    ]
    yield Sheet("legs", ("leg", "under", "amount", "state"), legs)
    asked = shown.asked.rows if shown.asked is not None else ()
    heads = ("holder", "held", "may_take", "took", "answered", "silence")
    rows = [
        (
            one.name,
            *map(figure_or_text, (one.held, one.may_take, one.took)),
            one.answered,
            one.silence,
        )
        for one in asked
    ]
    yield Sheet("asked", heads, rows)
    clocks = [(one.name, one.under, one.says, one.starts_at, one.ends_at) for one in shown.clocks]
    yield Sheet("clocks", ("clock", "under", "says", "starts_at", "ends_at"), clocks)
    ways = [(one.says, one.until or None, one.source or None) for one in shown.ways]
    yield Sheet("ways", ("says", "until", "source"), ways)
    attached = [
        (one.says, one.until or None, one.clause.says if one.clause else None)
        for one in shown.attached
    ]
    yield Sheet("attached", ("says", "until", "rule"), attached)
    papers = [(one.says, one.value) for one in shown.papers]
    yield Sheet("papers", ("paper", "value"), papers)


def _as_legs(total: Sum) -> tuple[Leg, ...]:
    return (Leg(name=total.name, under=total.unit, amount=total.amount, state=""),)


async def settle(visit: Visit, trade: str) -> Shown | Visit:
    """Settle a trade, if its quantity was typed again."""
    on = f"/trade/{trade}"
    state = trade_of_id(visit.books.market, trade)
    wanted = units(visit, state.trade.units, state.trade.stock_class)

    def check() -> None:
        typed = sent_of(visit).fields.get("again", "")
        if typed.replace(",", "").strip() != wanted.replace(",", ""):
            raise NotTypedAgain(wanted=wanted)

    return await ask_for(
        visit,
        "trade.settle",
        {"trade": trade},
        on=on,
        then=lambda _: visit.to(on),
        check=check,
    )


def _facts(case: Case) -> tuple[str, ...]:
    visit = case.visit
    issuer = case.issuer
    return (
        f"{visit.either(issuer.legal_name_zh, issuer.legal_name_en)}",
        visit.said("Seller: {holder}", holder=holder_name(visit, case.trade.seller)),
        visit.said("Buyer: {holder}", holder=holder_name(visit, case.trade.buyer)),
    )


def _cells(case: Case, *, has_acts: bool) -> list[Cell]:
    visit, trade = case.visit, case.trade
    mark = beside(visit, trade.stock_class, trade.price)
    price = Cell(
        name=visit.said("Price agreed"),
        aside=visit.said("{currency} a share", currency=currency_name(visit, case.currency)),
        figure=visit.show(trade.price.decimal()),
        drawing=mark.drawing,
        says=sentences(visit, visit.said("{cost} in all.", cost=price_of(case)), mark.says),
        link=mark.why,
        is_why=True,
    )
    to_acts = Link(says=visit.said("What is yours to do"), href="#acts") if has_acts else None
    return [price, _taken(case), replace(_next(case), link=to_acts), _could_fail(case)]


def _taken(case: Case) -> Cell:
    visit, trade = case.visit, case.trade
    takes = list(taken_pieces(case))
    taken = sum(count for _, count in takes)
    stock_class = trade.stock_class
    kinds = ("filled", "filled2", "filled3")
    pieces = [
        Piece(amount=count, kind=kinds[min(place, 2)]) for place, (_, count) in enumerate(takes)
    ]
    rest = "dashed" if case.waits_for else "hollow"
    drawing = bar(
        (*pieces, Piece(amount=trade.units - taken, kind=rest)),
        of=trade.units,
        says=visit.said("{taken} of {units} taken first", taken=units(visit, taken, stock_class),
                        units=units(visit, trade.units, stock_class)),
        width=260,
        height=11,
    )  # fmt: skip
    if not case.weights and case.notice is None:
        says = visit.said("Nobody is asked first.")
    elif not takes:
        says = visit.said("Nobody has taken any.") if case.notice else visit.said("Not yet asked.")
    elif case.sees_answers and len(takes) <= 3:
        says = " · ".join(
            f"{holder_name(visit, one)} {units(visit, count, stock_class)}" for one, count in takes
        )
    else:
        says = visit.said("by {who}", who=holders(visit, len(takes)))
    return Cell(
        name=visit.said("Taken first") if case.is_over else visit.said("Taken so far"),
        figure=units(visit, taken, stock_class),
        beside=visit.said("of {units}", units=units(visit, trade.units, stock_class)),
        drawing=drawing,
        says=says,
    )


def _next(case: Case) -> Cell:
    visit, stage = case.visit, case.state.stage
    name = visit.said("Next to answer")
    by = answers_by(case)
    if case.is_over:
        at = case.reached(stage) or visit.now
        return Cell(
            name=stage_word(visit, stage),
            figure=short_day(visit, last_day_of(at, case.zone)),
            says=clock_time(visit, at, case.zone),
        )
    if stage == "matched":
        return Cell(
            name=visit.said("Next"),
            figure=visit.said("Notice"),
            says=visit.said("The seller gives it, or the operator for it."),
        )
    if case.waits_for and by is not None:
        return Cell(
            name=name,
            figure=left(visit, by[1]),
            beside=holders(visit, len(case.waits_for)),
            says=visit.said("Silence counts as not taking after {last}.", last=by[0]),
        )
    if case.consent_is_open:
        return Cell(
            name=name,
            figure=visit.said("The board"),
            says=visit.said("There is no last day; silence is not consent."),
        )
    return Cell(
        name=visit.said("Next"),
        figure=visit.said("Settlement"),
        says=visit.said("The operator settles by {day}.", day=case.state.through),
    )


def _could_fail(case: Case) -> Cell:
    visit = case.visit
    name = visit.said("Could it still fail?")
    if case.state.stage == "settled":
        says = visit.said("Cash and shares changed hands in one entry.")
        return Cell(name=name, figure=visit.said("No"), says=says)
    if case.is_over:
        says = visit.said("It ended, and both legs were released.")
        return Cell(name=name, figure=visit.said("It did"), says=says)
    day = short_day(visit, case.long_stop_on)
    beside = (
        visit.said("if consent is refused, or after {day}", day=day)
        if case.consent_is_open or case.board is not None
        else visit.said("after {day}", day=day)
    )
    says = visit.said("Then both legs are released and all cash goes back in full.")
    return Cell(name=name, figure=visit.said("Yes"), beside=beside, says=says)


def _asked_columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Holder")),
        Column(says=visit.said("Stock held"), is_figure=True, drops=True),
        Column(says=visit.said("May take"), is_figure=True),
        Column(says=visit.said("Took"), is_figure=True),
        Column(says=visit.said("Answered")),
        Column(says=visit.said("Silence"), drops=True),
    )


def _legs_note(case: Case) -> str:
    visit = case.visit
    if case.is_over:
        return visit.said("As it ended. Before tax.")
    if case.waits_for:
        return visit.said("As things stand; before tax.")
    return visit.said("Before tax.")


def _papers(case: Case) -> tuple[Paper, ...]:
    visit, trade = case.visit, case.trade
    agreements = visit.books.agreements
    at = case.reached("matched")
    on = last_day_of(at, case.zone) if at else visit.today(case.zone)
    found = [
        Paper(
            says=visit.either(one.content.title_zh, one.content.title_en)
            + f" {one.content.version}",
            value=short_hash(one.document),
        )
        for one in agreements.in_force(trade.issuer, on)
    ]
    if trade.offer is not None:
        origin = Paper(says=visit.said("Offer"), value=handle(trade.offer),
                       href=visit.to(f"/offer/{trade.offer}"))  # fmt: skip
    else:
        origin = Paper(says=visit.said("Window"), value=handle(str(trade.window)),
                       href=visit.to(f"/window/{trade.window}"))  # fmt: skip
    return (*found, origin)


ROUTES = (
    Route(path="/trade/{trade}", page=trade),
    Route(path="/trade/{trade}/settle", page=settle, method="POST"),
)
