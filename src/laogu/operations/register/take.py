"""Take a history: all that happened to an issuer's securities becomes its register, or nothing.

Asked by: the issuer; the operator, where the issuer is new. Every check is made again first.
Records:  IssuerRegistered, MandateGiven, StockClassRegistered, HolderRegistered, StockIssued,
          HistoryTaken, RegisterLoaded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, TooManyChanges, CannotLoad, RegisterInUse,
          NotAName; of a new issuer BeforeItsTime, AfterToday
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from laogu.basics import (
    LONGEST_TEXT,
    LoadId,
    Name,
    PaperId,
    Personal,
    SecurityId,
    name,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.issuer.register import RegisterIssuer, register_issuer
from laogu.operations.register.findings import refuse_errors
from laogu.operations.register.reviewing import (
    MOST_CHANGES,
    beyond,
    broken,
    unmultiplied,
    unreadable,
    unsound,
)
from laogu.register import (
    HolderRegistered,
    IssuerRegistered,
    IssuerUnknown,
    RegisterInUse,
    RegisterLoaded,
    TooManyChanges,
    history,
    interchange,
    issuer_named,
)
from laogu.register.papers import HistoryTaken


class TakeRegister(Request, frozen=True, kw_only=True):
    """A history to become a register.

    issuer: whose it is, with nothing on its register yet; left out: `new` is registered first.
    kept: what the history has no words for, by the ids of its objects, each as a JSON object.
    partial_exercise: what becomes of the rest of a grant after a part of it was exercised.
    split: after a split, whether only what was issued again counts, or all shares are multiplied:
    they are then recorded as issued again on its day.
    source: where it comes from, such as the name of a file.
    """

    history: history.History
    issuer: str | None = None
    new: RegisterIssuer | None = None
    kept: dict[str, str] = {}  # noqa: RUF012  # A request is never changed.
    partial_exercise: Literal["residual", "strict"] = "residual"
    split: Literal["reissued", "applied"] = "reissued"
    source: str | None = None


def take_register(books: Books, request: TakeRegister, asked: Asked) -> tuple[Event, ...]:
    """Return everything that the history says, or refuse with all findings."""
    told = request.history
    begun, issuer = _issuer(books, request, asked)
    _refuse_longer(len(told.changes))
    refuse_errors([*unsound(told), *unreadable(request.kept)])
    lives = history.Lives(told)
    if request.split == "applied":
        # Each time a security ends and is issued again: counted before any of it is made.
        _refuse_longer(len(told.changes) + 2 * history.times_multiplied(lives))
        refuse_errors(unmultiplied(lives))
        lives = history.Lives(history.written_out(lives))
    refuse_errors(broken(lives))
    register = books.register
    names = [register.classes[one].name_en for one in register.classes_of.get(issuer.issuer, ())]
    taking = _Taking(lives, request, asked, issuer, names)
    refuse_errors(beyond(taking.ground, taking.today))
    return (*begun, *taking.events(begun or (issuer,)))


def _issuer(
    books: Books, request: TakeRegister, asked: Asked
) -> tuple[tuple[Event, ...], IssuerRegistered]:
    """Return the events that register a new issuer, none where it is there, and the issuer."""
    if request.issuer is None:
        if request.new is None:
            raise IssuerUnknown(given="")
        begun = register_issuer(books, request.new, asked)
        return begun, next(one for one in begun if isinstance(one, IssuerRegistered))
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    if interchange.is_in_use(books.register, issuer.issuer):
        raise RegisterInUse(issuer=issuer.named)
    return (), issuer


def _refuse_longer(changes: int) -> None:
    if changes > MOST_CHANGES:
        raise TooManyChanges(changes=changes, most=MOST_CHANGES)


class _Taking:
    """A history on its way into the books."""

    def __init__(
        self,
        lives: history.Lives,
        request: TakeRegister,
        asked: Asked,
        issuer: IssuerRegistered,
        names_taken: list[str],
    ) -> None:
        self.request = request
        self.asked = asked
        self.today = asked.today(issuer.zone)
        self.lives = lives
        self.names: dict[str, str] = {}
        source = request.source
        self.source = name(source, longest=LONGEST_TEXT) if source else None
        self.ground = interchange.Ground(
            lives,
            issuer=issuer.issuer,
            currency=issuer.currency,
            maker=interchange.Maker(make=asked.make, seal=self._seal),
            today=self.today,
            is_strict=request.partial_exercise == "strict",
            names_taken=names_taken,
        )

    def _seal(self, text: str) -> Name:
        sealed = self.asked.seal(text)
        self.names[sealed.ref] = text
        return sealed

    def events(self, begun: tuple[Event, ...]) -> Iterator[Event]:
        """Yield everything, with what the register does not say of it kept beside."""
        found: list[Event] = list(interchange.events_of(self.ground))
        taken = HistoryTaken(
            effective_on=self.today,
            paper=PaperId(self.asked.make("paper")),
            issuer=self.ground.issuer,
            changes=len(self.lives.history.changes),
            holders=tuple(self.ground.holders.values()),
            source=self.source,
        )
        books = Books()
        books.apply((*begun, *found, taken), self.asked.at)
        beside, sealed = self._beside(books)
        for event in found:
            if isinstance(event, HolderRegistered) and event.origin in sealed:
                yield replace(event, details=self.asked.seal(sealed[event.origin]))
            else:
                yield event
        text = msgspec.json.encode(beside).decode()
        kept = hashlib.sha256(text.encode()).hexdigest() if beside != interchange.Beside() else None
        if kept is not None:
            self.asked.keep(kept, text)
        yield replace(taken, kept=kept)
        yield self._loaded(list(books.register.securities))

    def _beside(self, books: Books) -> tuple[interchange.Beside, dict[str, str]]:
        """Return what books that hold nothing else would not tell of the history again."""
        told = interchange.history_of(
            books.register, self.ground.issuer, as_of=date.max, open_name=self._opened
        )
        wanted = self.lives.history
        patch = interchange.difference(told, wanted)
        return interchange.set_apart(wanted, patch, self.request.kept)

    def _opened(self, given: Name) -> str:
        return self.names[given.ref] if isinstance(given, Personal) else given

    def _loaded(self, made: list[SecurityId]) -> RegisterLoaded:
        return RegisterLoaded(
            effective_on=self.today,
            load=LoadId(self.asked.make("load")),
            issuer=self.ground.issuer,
            way="history",
            first=made[0] if made else None,
            securities=len(made),
            source=self.source,
        )
