"""Who leaves an issuer, and by when: for the issuer, who says so and whose windows run."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import HolderId, StockClassId, in_words
from laogu.ledger import cash_of_issuer
from laogu.operations import GrantsFound, grants_found
from laogu.register import options, plans
from laogu.web.exports import Sheet, Value, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.leaving.acts import leave
from laogu.web.pages.leaving.ways import label_of
from laogu.web.pages.writing import currency_name, holder_name, listed, minor, units
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class LeaverRow(Struct, frozen=True, kw_only=True):
    """Somebody who left or leaves. grants: those that live, each with the way to its page."""

    name: str
    left_on: str
    reason: str
    may: str
    last_on: str
    grants: tuple[Link, ...]


class LeaversPage(Page, frozen=True, kw_only=True):
    """Everybody who left an issuer or will, and the form for the next. act: None: not theirs."""

    name: str
    back: Link
    cells: tuple[Cell, ...]
    columns: tuple[Column, ...]
    rows: tuple[LeaverRow, ...]
    exports: Exports
    act: Act | None


def leavers(visit: Visit, slug: str) -> Shown:
    """Return the page of those who leave an issuer."""
    subject = at_desk(visit, slug)
    issuer = subject.issuer.issuer
    visit.saw("register", issuer)
    found = list(_found(subject))
    sheet = Sheet("leavers", HEADS, [one for each in found for one in _values(each)])
    holders = _holders(subject)
    shown = LeaversPage(
        title=visit.said("Who leaves"),
        place="desk",
        zone=subject.issuer.zone,
        name=subject.name(),
        back=Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        cells=tuple(_cells(subject, found)),
        columns=_columns(visit),
        rows=tuple(_row(subject, one) for one in found),
        exports=corner(visit, "leavers"),
        act=leave(visit, slug, holders) if holders and visit.may("issue", issuer) else None,
    )
    return exported(visit, sheet) or page(visit, "leavers.html", shown)


HEADS = ("holder_id", "left_on", "reason", "grant", "may_be_exercised", "last_day")


def _found(subject: Subject) -> Iterator[GrantsFound]:
    """Yield whoever left or leaves, with what lives of their grants; the latest first."""
    known = subject.books.register.plans
    ended: dict[HolderId, options.Leaving] = {}
    for holder in known.served.on(subject.issuer.issuer):
        for one in plans.service_ends(known, subject.issuer.issuer, holder):
            ended[holder] = options.Leaving(one.effective_on, one.reason)
    for holder, leaving in sorted(ended.items(), key=lambda pair: pair[1].on, reverse=True):
        found = grants_found(subject.books, subject.issuer, holder, subject.today)
        yield GrantsFound(
            holder=holder,
            issuer=subject.issuer,
            on=subject.today,
            leaving=leaving,
            grants=found.grants,
            split=found.split,
        )


def _cells(subject: Subject, found: list[GrantsFound]) -> Iterator[Cell]:
    visit = subject.visit
    yield Cell(
        name=visit.said("Left, or leaves"),
        figure=visit.show(len(found)),
        says=visit.said("of those whose last day was recorded here"),
    )
    for money in cash_of_issuer(visit.books.ledger, subject.issuer.issuer):
        yield Cell(
            name=visit.said("Cash of the issuer here"),
            aside=currency_name(visit, money.currency),
            figure=minor(money.minor, money.currency),
            says=visit.said("paid here for its shares; the operator pays it out"),
        )


def _row(subject: Subject, one: GrantsFound) -> LeaverRow:
    visit = subject.visit
    assert one.leaving is not None, "who stands here leaves"
    days = [grant.may.last_on for grant in one.grants if grant.may.last_on and grant.may.units]
    counts: dict[StockClassId, int] = {}
    for each in one.grants:
        counts[each.grant.stock_class] = counts.get(each.grant.stock_class, 0) + each.may.units
    may = [units(visit, count, of) for of, count in counts.items()]
    return LeaverRow(
        name=holder_name(visit, one.holder),
        left_on=visit.show(one.leaving.on),
        reason=visit.say(options.REASONS[one.leaving.reason]),
        may=listed(visit, may) or "0",
        last_on=visit.show(max(days)) if days else visit.said("not known") if may else "–",
        grants=tuple(
            Link(says=label_of(each), href=visit.to(f"/grant/{each.grant.granted.security}"))
            for each in one.grants
        ),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    return (
        Column(says=visit.said("Who")),
        Column(says=visit.said("Last day of service")),
        Column(says=visit.said("Why"), drops=True),
        Column(says=visit.said("May be exercised"), is_figure=True),
        Column(says=visit.said("Last day")),
        Column(says=visit.said("Grants"), drops=True),
    )


def _values(one: GrantsFound) -> Iterator[tuple[Value, ...]]:
    assert one.leaving is not None, "who stands here leaves"
    head = (one.holder, one.leaving.on, one.leaving.reason)
    for each in one.grants:
        may = in_words(each.may.units, each.option.decimals)
        yield (*head, each.name, may, each.may.last_on)
    if not one.grants:
        yield (*head, None, None, None)


def _holders(subject: Subject) -> list[tuple[str, str]]:
    """Return whoever may leave: those who serve, or hold grants of this issuer."""
    known = subject.books.register.plans
    held = (known.grants[one].granted.holder for one in known.of_issuer.on(subject.issuer.issuer))
    found = dict.fromkeys((*known.served.on(subject.issuer.issuer), *held))
    named = sorted((subject.visit.name(str(one)), str(one)) for one in found)
    return [(one, says) for says, one in named]


ROUTES = (Route(path="/desk/{slug}/leaving", page=leavers),)
