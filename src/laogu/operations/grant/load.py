"""Load grants: a ledger of options and units becomes grants on the register, or nothing does.

Asked by: the issuer. Everything that is wrong with the rows is found before anything is recorded.
Records:  VestingTermsRegistered, HolderRegistered, GrantIssued, GrantAccepted, GrantExercised,
          GrantReleased, GrantEnded, ReturnedToPool, ServiceEnded, RegisterLoaded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, LoadedMeanwhile, BeforeItsTime, AfterToday,
          CannotLoad, WarningsUnseen, NotAName
"""

from collections.abc import Iterator
from datetime import date

from laogu.basics import (
    LONGEST_TEXT,
    Finding,
    HolderId,
    LoadId,
    Refusal,
    Said,
    VestingTermsId,
    name,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.brought import Brought, events_of
from laogu.operations.grant.looking import ledger_found
from laogu.operations.grant.rows import GrantRow
from laogu.operations.holder.brought import Whose
from laogu.operations.register.findings import refuse_errors
from laogu.register import (
    IssuerRegistered,
    RegisterLoaded,
    check_day,
    check_imports,
    issuer_named,
    vesting,
)
from laogu.register.plans import (
    GrantIssued,
    ServiceEnded,
    VestingTermsRegistered,
    service_ends,
)


class WarningsUnseen(Refusal):
    """Something in a ledger wants a look, and nobody said that it was looked at."""

    code = "grant.warnings_unseen"
    what = "Nothing was recorded. Places that want a look: {warnings}."
    why = "{first}"
    fix = "Look at the findings; then send the whole file again, with warnings_seen."
    warnings: int
    first: Said
    findings: tuple[object, ...]


class LoadGrants(Request, frozen=True, kw_only=True):
    """A ledger of grants as it stood on a day.

    on: the day as of which it stands; left out: today. source: where it comes from.
    warnings_seen: what only wants a look was looked at; without it a warning refuses as well.
    imports_seen: how many imports of the issuer were there when the file was looked at, undone ones
    too; where there are more by now, nothing is recorded. Left out: nobody counted.
    """

    issuer: str
    rows: tuple[GrantRow, ...]
    on: date | None = None
    source: str | None = None
    warnings_seen: bool = False
    imports_seen: int | None = None


def load_grants(books: Books, request: LoadGrants, asked: Asked) -> tuple[Event, ...]:
    """Return everything the rows say, or refuse with all findings."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    check_imports(books.register, issuer, request.imports_seen)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=issuer.established_on, today=today)
    findings, brought = ledger_found(books, issuer, request.rows, on=on, today=today)
    refuse_unlooked(findings, warnings_seen=request.warnings_seen)
    source = name(request.source, longest=LONGEST_TEXT) if request.source else None
    loading = _Loading(books, issuer, asked, on)
    return tuple(loading.events(brought, source))


def refuse_unlooked(findings: list[Finding], *, warnings_seen: bool) -> None:
    """Refuse what has errors, and what has warnings that nobody looked at."""
    refuse_errors(findings)
    if findings and not warnings_seen:
        raise WarningsUnseen(
            warnings=len(findings),
            first=findings[0].sentence("what"),
            findings=tuple(findings),
        )


class _Loading:
    """A ledger on its way into the books: terms and holders are made once, at their first row."""

    def __init__(self, books: Books, issuer: IssuerRegistered, asked: Asked, on: date) -> None:
        self._books, self._issuer, self._asked, self._on = books, issuer, asked, on
        self._whose = Whose(asked, on)
        self._terms: dict[vesting.Terms, VestingTermsId] = {}
        self._left: set[tuple[HolderId, date]] = set()

    def events(self, brought: list[Brought], source: str | None) -> Iterator[Event]:
        """Yield the events of every row, in order, and what they are together."""
        first = None
        for one in brought:
            vests = one.vests
            if isinstance(vests, vesting.Terms):
                yield from self._registered(vests, one.row.vests or "")
                vests = self._terms[vests]
            yield from self._whose.made(one.who, one.row.holder_kind, one.row.name)
            holder = self._whose[one.who]
            issuer, make = self._issuer.issuer, self._asked.make
            for event in events_of(one, issuer, holder, vests, on=self._on, make=make):
                if first is None and isinstance(event, GrantIssued):
                    first = event.grant.security
                yield event
            yield from self._leaves(one, holder)
        yield RegisterLoaded(
            effective_on=self._on,
            load=LoadId(self._asked.make("load")),
            issuer=self._issuer.issuer,
            way="grants",
            first=None,
            securities=0,
            source=source,
            first_grant=first,
            grants=len(brought),
        )

    def _registered(self, terms: vesting.Terms, words: str) -> Iterator[Event]:
        if terms not in self._terms:
            self._terms[terms] = VestingTermsId(self._asked.make("vesting"))
            yield VestingTermsRegistered(
                effective_on=self._on,
                vesting=self._terms[terms],
                issuer=self._issuer.issuer,
                name=name(words),
                terms=terms,
            )

    def _leaves(self, one: Brought, holder: HolderId) -> Iterator[Event]:
        """Yield the end of service that a row tells, where it is not known yet."""
        left_on, why = one.row.left_on, one.row.left_for
        if left_on is None or why is None or (holder, left_on) in self._left:
            return
        self._left.add((holder, left_on))
        issuer = self._issuer.issuer
        known = service_ends(self._books.register.plans, issuer, holder)
        if all(event.effective_on != left_on for event in known):
            yield ServiceEnded(effective_on=left_on, issuer=issuer, holder=holder, reason=why)
