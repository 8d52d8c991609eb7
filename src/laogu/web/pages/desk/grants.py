"""Loading a ledger of grants: it is looked at with all that is found in it, then recorded."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Finding, HolderId
from laogu.connectors import LEDGER, NEEDED, LedgerRead, figure, read_ledger
from laogu.operations import GrantRow, LoadGrants, ledger_found
from laogu.web.forms import Form
from laogu.web.pages.acts import sent_of
from laogu.web.pages.desk.columns import to_copy
from laogu.web.pages.desk.ledger_words import WHAT_LEDGERS_HOLD
from laogu.web.pages.desk.ledgers import (
    MOST_SHOWN,
    LedgerLooked,
    LedgerOf,
    LedgerPage,
    Told,
    Words,
    ledger_page,
    look,
    looked_at,
    take,
)
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.plans.words import KINDS
from laogu.web.pages.writing import stated_price
from laogu.web.routes import Route, unless_it_loads
from laogu.web.sent import File
from laogu.web.shapes import Field, Option
from laogu.web.showing import Shown, page
from laogu.web.visit import Visit

EXAMPLE = "your-own-grants.csv"


class GrantLine(Struct, frozen=True, kw_only=True):
    """One grant as it would be recorded. is_new: its holder is registered with it.

    used: what was exercised or ended of it; blank: nothing.
    """

    line: str
    holder: str
    is_new: bool
    label: str | None
    kind: str
    quantity: str
    price: str | None
    granted_on: str
    vests: str
    used: tuple[str, ...]
    left: str


class GrantsPage(LedgerPage, frozen=True, kw_only=True):
    """The import of grants. granted, left: of all its grants together."""

    rows: tuple[GrantLine, ...] = ()
    granted: str = ""
    left: str = ""


class Grants(LedgerOf[GrantRow]):
    """A ledger of options and units. plan: of rows that name none, by its id; blank: none."""

    operation = "grant.load"
    place = "grants"
    headings = LEDGER
    needed = NEEDED
    holds = WHAT_LEDGERS_HOLD
    own = ("plan",)

    def read(self, file: File, told: Told) -> LedgerRead[GrantRow]:
        """Return what a file says; a plan says of which class its grants are."""
        plan = told.own["plan"]
        return read_ledger(
            file.content,
            file.name,
            plan=plan or None,
            stock_class=None if plan else self.only_class,
            currency=self.subject.issuer.currency,
            days=told.days,
            layout=told.layout,
        )

    def holders(self) -> Iterable[HolderId]:
        """Return whom a name may mean: those with shares or grants of the issuer."""
        subject = self.subject
        room = subject.books.register.plans
        grants = (room.grants[one] for one in room.of_issuer.on(subject.issuer.issuer))
        held = [row.holder.holder for row in subject.table.rows]
        return dict.fromkeys([*held, *(one.granted.holder for one in grants if one.counts())])

    def against(
        self, rows: Sequence[GrantRow], *, on: date
    ) -> tuple[Sequence[Finding], Sequence[GrantRow]]:
        """Return what the books say against rows as of a day, and those that can be recorded."""
        books, issuer, today = self.subject.books, self.subject.issuer, self.subject.today
        found, brought = ledger_found(books, issuer, rows, on=on, today=today)
        return found, [one.row for one in brought]

    def request(
        self, rows: tuple[GrantRow, ...], *, on: date, source: str | None, seen: int | None
    ) -> LoadGrants:
        """Return what is asked for: the warnings stand on the page that asks."""
        return LoadGrants(
            issuer=self.subject.issuer.slug, rows=rows, on=on, source=source,
            warnings_seen=True, imports_seen=seen,
        )  # fmt: skip


def ledger(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return _drawn(at_desk(visit, slug, to_act=True), None)


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the ledger that was sent, or record the one that was looked at."""
    return await take(visit, slug, Grants, _drawn, then=visit.to(f"/desk/{slug}") + "#plans")


async def at_its_page(subject: Subject) -> Shown:
    """Return what a ledger says that was sent to the page of another table."""
    of = Grants(subject)
    return looked_at(of, await look(of, sent_of(subject.visit)), _drawn)


def example(visit: Visit, slug: str) -> Shown:
    """Return the ledger to copy."""
    at_desk(visit, slug, to_act=True)
    return to_copy(visit, EXAMPLE)


def _drawn(subject: Subject, looked: LedgerLooked[GrantRow] | None) -> Shown:
    """Return the page; looked: None: nothing was, or what was sent cannot be."""
    of, right = Grants(subject), looked.sound if looked is not None else ()
    words, plan = _words(subject.visit, looked), looked.own["plan"] if looked is not None else ""

    def own(form: Form) -> tuple[Field, ...]:
        return (_plan(subject, form, plan),)

    values = GrantsPage(
        **ledger_page(of, words, looked, example=EXAMPLE, own=own),
        rows=tuple(_row(subject, one) for one in right[:MOST_SHOWN]),
        granted=figure(sum((one.quantity for one in right), Decimal(0))),
        left=figure(sum((_left(one) for one in right), Decimal(0))),
    )
    return page(subject.visit, "grants.html", values)


def _plan(subject: Subject, form: Form, given: str) -> Field:
    visit, room = subject.visit, subject.books.register.plans
    known = (room.plans[one].plan for one in room.plans_of.on(subject.issuer.issuer))
    plans = [Option(value=one.plan, says=one.name) for one in known]
    return form.field(
        "plan", visit.said("Plan of rows that name none"), kind="select",
        options=(Option(value="", says=visit.said("none")), *plans),
        value=given, is_required=False, is_whole=True,
    )  # fmt: skip


def _words(visit: Visit, looked: LedgerLooked[GrantRow] | None) -> Words:
    count = len(looked.rows) if looked is not None else 0
    is_one, day = count == 1, looked.on if looked is not None else None
    can, button = visit.said("1 grant can be loaded."), visit.said("Load 1 grant")
    return Words(
        title=visit.said("Load a ledger of options"),
        example=visit.said("An example file of 12 grants"),
        yours=visit.said("Your option ledger"),
        such_as=visit.said("such as the option ledger"),
        can=can if is_one else visit.said("{rows} grants can be loaded.", rows=count),
        as_of=visit.said("as of {day}; all grants or none, in one entry", day=day),
        button=button if is_one else visit.said("Load {rows} grants", rows=count),
    )


def _row(subject: Subject, row: GrantRow) -> GrantLine:
    visit = subject.visit
    used = (
        (row.exercised, visit.said("{units} exercised", units=figure(row.exercised))),
        (row.forfeited, visit.said("{units} forfeited", units=figure(row.forfeited))),
        (row.lapsed, visit.said("{units} lapsed", units=figure(row.lapsed))),
        (row.cancelled, visit.said("{units} cancelled", units=figure(row.cancelled))),
    )
    return GrantLine(
        line=str(row.line),
        holder=visit.name(row.holder) if row.holder is not None else row.name or "",
        is_new=row.holder is None,
        label=row.certificate,
        kind=visit.say(KINDS[row.kind]),
        quantity=figure(row.quantity),
        price=stated_price(row.price) if row.price is not None else None,
        granted_on=visit.show(row.granted_on),
        vests=row.vests or visit.said("at once"),
        used=tuple(says for count, says in used if count),
        left=figure(_left(row)),
    )


def _left(row: GrantRow) -> Decimal:
    return row.quantity - row.exercised - row.forfeited - row.lapsed - row.cancelled


ROUTES = (
    Route(path="/desk/{slug}/grants", page=ledger),
    Route(path="/desk/{slug}/grants", page=sent, method="POST", only_looks=unless_it_loads),
    Route(path=f"/desk/{{slug}}/grants/{EXAMPLE}", page=example),
)
"""The addresses of the import of grants; the ledger to copy stands beside it."""
