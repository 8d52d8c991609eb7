"""A ledger of convertibles and warrants as it was sent: read, and looked at beside the books.

Always true: as of a ledger of grants, whom a name was found to mean is carried by the form.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from laogu.basics import Finding, HolderId, day, name
from laogu.connectors import DayOrder, PapersRead, read_papers
from laogu.operations import LoadConvertibles, PaperRow, papers_found
from laogu.web.pages import whom
from laogu.web.pages.desk.kept import chosen
from laogu.web.pages.desk.ledger_looked import DAYS, Named, names_in, shared_in, with_holder
from laogu.web.pages.issuer.subject import Subject
from laogu.web.sent import File, Sent


class PapersLooked(Struct, frozen=True, kw_only=True):
    """A ledger that was read, as of which day, and everything found in it.

    rows: with the id of who is known; sound: those that have no error.
    """

    file: File
    read: PapersRead
    rows: tuple[PaperRow, ...]
    sound: tuple[PaperRow, ...]
    named: Named
    findings: tuple[Finding, ...]
    on: date
    source: str
    days: DayOrder

    @property
    def can_load(self) -> bool:
        """Whether there is a paper and no error."""
        wrong = self.read.errors or any(one.severity == "error" for one in self.findings)
        return bool(self.rows) and not wrong

    def request(self, slug: str, seen: int | None) -> LoadConvertibles:
        """Return what is asked for: the warnings stand on the page that asks."""
        source = name(self.source, longest=500) if self.source.strip() else None
        return LoadConvertibles(
            issuer=slug,
            rows=self.rows,
            on=self.on,
            source=source,
            warnings_seen=True,
            imports_seen=seen,
        )


async def look_at_papers(
    subject: Subject, form: Sent, *, carried: str | None = None
) -> PapersLooked:
    """Return a ledger that was sent; the reading itself leaves the market free to go on.

    carried: whom each name was found to mean when it was looked at; None: it is looked up. Then
    the books are not asked: what this form recorded already would stand against itself.
    """
    file = chosen(form)
    days = next((one for one in DAYS if one == form.fields.get("days")), DAYS[0])
    only = subject.classes[0].name_en if len(subject.classes) == 1 else None
    read = await asyncio.to_thread(
        read_papers,
        file.content,
        file.name,
        stock_class=only,
        currency=subject.issuer.currency,
        days=days,
    )
    names = names_in(read.rows)
    if carried is None:
        known = whom.HoldersByName(subject.visit, _holders(subject))
        named: Named = {one: known.ids(one) for one in names}
    else:
        named = whom.brought_back(names, carried)
    given = form.fields.get("on", "")
    on = day(given) if given else subject.today
    rows = tuple(with_holder(row, named) for row in read.rows)
    shared = shared_in(read.rows, named, file.name)
    against: Sequence[Finding] = ()
    sound = rows
    if rows and not shared and carried is None:
        against, brought = papers_found(subject.books, subject.issuer, rows, on=on)
        sound = tuple(one.row for one in brought)
    return PapersLooked(
        file=file,
        read=read,
        rows=rows,
        sound=sound,
        named=named,
        findings=(*read.findings, *shared, *against),
        on=on,
        source=form.fields.get("source", ""),
        days=days,
    )


def _holders(subject: Subject) -> Iterable[HolderId]:
    """Return whom a name may mean: those with shares, convertibles or warrants of the issuer."""
    room = subject.books.register.convertibles
    papers = (
        room.convertibles.get(one) or room.warrants[one]
        for one in room.of_issuer.on(subject.issuer.issuer)
    )
    held = [row.holder.holder for row in subject.table.rows]
    return dict.fromkeys([*held, *(one.issued.holder for one in papers)])
