"""Loading a ledger of convertibles and warrants: it is looked at, then it is recorded."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Finding, HolderId
from laogu.connectors import (
    NEEDED_OF_PAPERS,
    PAPERS,
    LedgerRead,
    figure,
    read_papers,
    shipped,
)
from laogu.operations import LoadConvertibles, PaperRow, papers_found
from laogu.web.pages.desk.ledgers import (
    MOST_SHOWN,
    LedgerLooked,
    LedgerOf,
    LedgerPage,
    Told,
    Words,
    ledger_page,
    take,
)
from laogu.web.pages.desk.papers_words import KINDS_OF_PAPERS, WHAT_PAPERS_HOLD
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.writing import stated_price
from laogu.web.routes import Route, unless_it_loads
from laogu.web.sent import File
from laogu.web.showing import Shown, file, page
from laogu.web.visit import Visit

EXAMPLE = "your-own-convertibles.csv"


class PaperLine(Struct, frozen=True, kw_only=True):
    """One paper as it would be recorded. is_new: its holder is registered with it.

    size: what was paid, or for how many shares it is still; terms: each in a few words.
    """

    line: str
    holder: str
    is_new: bool
    label: str | None
    kind: str
    issued_on: str
    size: str
    terms: tuple[str, ...]


class PapersPage(LedgerPage, frozen=True, kw_only=True):
    """The import of convertibles and warrants."""

    rows: tuple[PaperLine, ...] = ()


class Papers(LedgerOf[PaperRow]):
    """A ledger of convertibles and warrants."""

    operation = "convertible.load"
    place = "convertibles"
    headings = PAPERS
    needed = NEEDED_OF_PAPERS
    holds = WHAT_PAPERS_HOLD

    def read(self, file: File, told: Told) -> LedgerRead[PaperRow]:
        """Return what a file says."""
        return read_papers(
            file.content,
            file.name,
            stock_class=self.only_class,
            currency=self.subject.issuer.currency,
            days=told.days,
            layout=told.layout,
        )

    def holders(self) -> Iterable[HolderId]:
        """Return whom a name may mean: those with shares, convertibles or warrants."""
        subject = self.subject
        room = subject.books.register.convertibles
        papers = (
            room.convertibles.get(one) or room.warrants[one]
            for one in room.of_issuer.on(subject.issuer.issuer)
        )
        held = [row.holder.holder for row in subject.table.rows]
        return dict.fromkeys([*held, *(one.issued.holder for one in papers)])

    def against(
        self, rows: Sequence[PaperRow], *, on: date
    ) -> tuple[Sequence[Finding], Sequence[PaperRow]]:
        """Return what the books say against rows as of a day, and those that can be recorded."""
        found, brought = papers_found(self.subject.books, self.subject.issuer, rows, on=on)
        return found, [one.row for one in brought]

    def request(
        self, rows: tuple[PaperRow, ...], *, on: date, source: str | None, seen: int | None
    ) -> LoadConvertibles:
        """Return what is asked for: the warnings stand on the page that asks."""
        return LoadConvertibles(
            issuer=self.subject.issuer.slug, rows=rows, on=on, source=source,
            warnings_seen=True, imports_seen=seen,
        )  # fmt: skip


def papers(visit: Visit, slug: str) -> Shown:
    """Return the first step: the form."""
    return _drawn(at_desk(visit, slug, to_act=True), None)


async def sent(visit: Visit, slug: str) -> Shown:
    """Look at the ledger that was sent, or record the one that was looked at."""
    return await take(visit, slug, Papers, _drawn, then=visit.to(f"/desk/{slug}/rounds"))


def example(visit: Visit, slug: str) -> Shown:
    """Return the ledger to copy."""
    at_desk(visit, slug, to_act=True)
    content = shipped.content(f"example/{EXAMPLE}")
    return file(visit, content, kind="text/csv; charset=utf-8", name=EXAMPLE)


def _drawn(subject: Subject, looked: LedgerLooked[PaperRow] | None) -> Shown:
    """Return the page; looked: None: nothing was, or what was sent cannot be."""
    of, right = Papers(subject), looked.sound if looked is not None else ()
    values = PapersPage(
        **ledger_page(of, _words(subject.visit, looked), looked, example=EXAMPLE),
        rows=tuple(_line(subject, one) for one in right[:MOST_SHOWN]),
    )
    return page(subject.visit, "papers.html", values)


def _words(visit: Visit, looked: LedgerLooked[PaperRow] | None) -> Words:
    count = len(looked.rows) if looked is not None else 0
    is_one, day = count == 1, looked.on if looked is not None else None
    can, button = visit.said("1 paper can be loaded."), visit.said("Load 1 paper")
    return Words(
        title=visit.said("Load convertibles and warrants"),
        example=visit.said("An example file of 7 convertibles and warrants"),
        yours=visit.said("Your convertibles and warrants"),
        such_as=visit.said("such as the ledger of safes and notes"),
        can=can if is_one else visit.said("{rows} papers can be loaded.", rows=count),
        as_of=visit.said("as of {day}; all of them or none, in one entry", day=day),
        button=button if is_one else visit.said("Load {rows} papers", rows=count),
    )


def _line(subject: Subject, row: PaperRow) -> PaperLine:
    visit = subject.visit
    if row.kind == "warrant":
        left = (row.quantity or Decimal(0)) - row.exercised - row.cancelled
        size = visit.said("{units} shares", units=figure(left))
    else:
        size = f"{row.amount or Decimal(0):,.2f} {row.currency or subject.issuer.currency}"
    return PaperLine(
        line=str(row.line),
        holder=visit.name(row.holder) if row.holder is not None else row.name or "",
        is_new=row.holder is None,
        label=row.certificate,
        kind=visit.say(KINDS_OF_PAPERS[row.kind]),
        issued_on=visit.show(row.issued_on),
        size=size,
        terms=tuple(_terms(subject, row)),
    )


def _terms(subject: Subject, row: PaperRow) -> Iterator[str]:
    visit = subject.visit
    if row.cap is not None:
        pre = row.kind == "safe" and row.timing == "pre_money"
        cap = figure(row.cap)
        yield (
            visit.said("cap {cap}, pre-money", cap=cap) if pre else visit.said("cap {cap}", cap=cap)
        )
    if row.discount:
        yield visit.said("{percent}% off", percent=_percent(row.discount))
    if row.is_mfn:
        yield visit.said("the terms of a later one, if better")
    if row.rate:
        yield visit.said("{percent}% a year", percent=_percent(row.rate))
    for one in row.later_rates:
        later = {"percent": _percent(one.rate), "day": one.from_on}
        yield visit.said("{percent}% a year from {day}", **later)
    if row.matures_on is not None:
        yield visit.said("due {day}", day=row.matures_on)
    if row.price is not None:
        yield visit.said("at {price} a share", price=stated_price(row.price))
    if row.expires_on is not None:
        yield visit.said("until {day}", day=row.expires_on)
    if row.says:
        yield row.says


def _percent(part: Decimal) -> str:
    return f"{(part * 100).normalize():f}"


ROUTES = (
    Route(path="/desk/{slug}/convertibles", page=papers),
    Route(path="/desk/{slug}/convertibles", page=sent, method="POST", only_looks=unless_it_loads),
    Route(path=f"/desk/{{slug}}/convertibles/{EXAMPLE}", page=example),
)
"""The addresses of the import of convertibles; the ledger to copy stands beside it."""
