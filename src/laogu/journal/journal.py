"""The journal: the append-only record, and the books that follow from it.

A batch of commands is decided and tried one by one on the books in memory, made durable in one
write, and only then answered. It runs in one thread and never gives way between the first try and
the answer: whoever reads, reads between batches, so nobody sees what is not durable.
"""

import heapq
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from laogu.basics import LaoguError, PersonId, Said, made_at_ms
from laogu.journal.chain import Head, link
from laogu.journal.clock import World, new_request_id
from laogu.journal.entries import Entry, decode, encode
from laogu.journal.opening import opened_books
from laogu.journal.repeats import check_same, salts_in, salts_of
from laogu.journal.requests import (
    Command,
    NotForeseen,
    PromiseBroken,
    Recorded,
    Remembered,
    ages,
    digest,
    forget_old,
    why_not,
    wrong_age,
)
from laogu.journal.store import Kept, Row, Store
from laogu.market import ClockMoved
from laogu.operations import (
    OPERATIONS,
    QUESTIONS,
    RINGING,
    Alarm,
    Asked,
    Books,
    Event,
    Request,
    alarms,
    all_alarms,
    fire,
)
from laogu.people import PersonForgotten
from laogu.register import HolderForgotten

Outcome = Recorded | LaoguError

_log = logging.getLogger("laogu.journal")

_RARE = frozenset({PersonForgotten, HolderForgotten, ClockMoved})
_OURS = RINGING | _RARE
"""Events that ask something of the journal itself; most ask nothing of it."""

FORGET_EVERY_MS = 60_000
"""Letting go of old requests walks over those that went before, so it is not done every time."""


class Journal:
    """One market: its record, its books, and what is kept beside them.

    books:    as of the last durable entry, except inside `record`.
    head:     the place of the last durable entry in the chain. last_at: when it was written.
    personal: texts about natural persons by their reference; forgotten ones are gone.
    documents: the hashes of the documents that are kept. remembered: requests of the last day;
    forget_at_ms: when those that are older are let go of, by the world's clock.
    alarms:   what may fall due and when, the earliest first; what is over by then rings in vain.
    stopped:  why no request is taken any more; None while all is well. stands_by: who writes the
    record instead of this process; None where nobody is known to.
    """

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        opened = opened_books(store, now_ms=_ms(world.now()))
        self.books: Books = opened.books
        self.head: Head = opened.head
        self.personal: dict[str, str] = opened.personal
        self.stopped: Said | None = None
        self.stands_by: str | None = None
        self.documents = opened.documents
        self.remembered = opened.remembered
        self.last_at = opened.last_at
        self.forget_at_ms = 0
        self.alarms = list(all_alarms(self.books))
        heapq.heapify(self.alarms)

    def now(self) -> datetime:
        """Return the moment by this market's clock, which never goes back."""
        ahead = timedelta(microseconds=self.books.market.ahead_us)
        return max(self.world.now() + ahead, self.last_at)

    def record(self, commands: Sequence[Command]) -> list[Outcome]:
        """Decide, try and make durable a batch; return what each came to, in order.

        One that is refused does not spoil the others. If the batch cannot be made durable, all of
        it is rolled back and the market takes no more requests.
        """
        if self.stopped is not None:
            return [why_not(self.stopped, self.stands_by) for _ in commands]
        with _batch(self) as batch:
            outcomes = [batch.attempt(command) for command in commands]
            batch.fire_what_may()
            return batch.commit(outcomes)

    def preview(self, command: Command) -> tuple[Event, ...]:
        """Return the events a command would come to, or refuse; always rolled back."""
        mark = self.books.undo.mark()
        try:
            events, _ = self.attempt(command, self.now(), self.world.entropy(32))
        finally:
            self.books.undo.back_to(mark)
        return events

    def ask(self, question: str, request: Request, *, by: PersonId | None) -> Any:
        """Return the answer to a question; nothing is recorded."""
        asked = Asked(
            books=self.books,
            by=by,
            at=self.now(),
            request=new_request_id(self.world),
            secret=b"",
        )
        return QUESTIONS[question].answer(self.books, request, asked)

    def fire_due(self) -> int:
        """Record what has fallen due, and return how many entries that made."""
        before = self.head.seq
        if self.stopped is None and self.alarms and self.alarms[0][0] <= self.now():
            with _batch(self) as batch:
                batch.fire_what_may()
                batch.commit([])
        return self.head.seq - before

    def entries(self, *, after: int = 0, upto: int | None = None) -> Iterator[tuple[Row, Entry]]:
        """Yield stored entries in order, each with its row."""
        for row in self.store.rows(after=after, upto=upto):
            yield row, decode(row.body)

    def document(self, sha256: str) -> str | None:
        """Return a kept document by its hash; None: it was not kept, or is forgotten."""
        return next((one.content.decode() for one in self.store.kept([sha256])), None)

    def attempt(
        self, command: Command, at: datetime, secret: bytes
    ) -> tuple[tuple[Event, ...], Asked]:
        """Decide a command and take its events into the books; the caller rolls back or keeps.

        secret: 32 random bytes that nobody keeps. Every salt is made from it and from a reference
        that no other text has, so that one drawing serves a whole batch.
        """
        asked = Asked(
            books=self.books,
            by=command.by,
            at=at,
            request=command.id,
            secret=secret,
            is_market=command.is_market,
        )
        try:
            decided = OPERATIONS[command.operation].decide(self.books, command.request, asked)
            events = self.books.apply(decided, at)
            self.books.check(events)
        except AssertionError as broken:
            _log.exception("promise broken by request %s", command.id)
            raise PromiseBroken(promise=str(broken), request=str(command.id)) from broken
        except LaoguError:
            raise
        except Exception as broken:
            # Nobody else's request is to fail by it: what it did so far goes back.
            _log.exception("not foreseen, by request %s", command.id)
            raise NotForeseen(request=str(command.id)) from broken
        return events, asked


class _Batch:
    """One batch on its way: what was tried so far, and the way back."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.books = journal.books
        self.seq = journal.head.seq
        self.last_at = journal.last_at
        self.mark = self.books.undo.mark()
        # What becomes durable together was asked at one moment.
        self.moment = journal.world.now()
        self.secret = journal.world.entropy(32)
        self.moment_ms = _ms(self.moment)
        self.ages = ages(now_ms=self.moment_ms)
        self.at = self._now()
        self.entries: list[Entry] = []
        self.keep: list[Kept] = []
        self.forget: list[str] = []

    def attempt(self, command: Command) -> Outcome:
        """Try one command; roll back what it did if it is refused."""
        # The same text as str() gives, in a sixth of the time.
        request: str = msgspec.to_builtins(command.id)
        journal = self.journal
        try:
            if made_at_ms(command.id) not in self.ages:
                raise wrong_age(command.id, now_ms=self.moment_ms)
            before = journal.remembered.get(request)
            if before is not None:
                return self._came_before(command, before)
            if journal.alarms and self._rings():
                self._fire_due()
        except LaoguError as no:
            return no
        mark = self.books.undo.mark()
        try:
            events, asked = journal.attempt(command, self.at, self.secret)
        except LaoguError as no:
            self.books.undo.back_to(mark)
            return no
        return self._append(command, request, events, asked)

    def _rings(self) -> bool:
        """Return whether anything may have fallen due by now."""
        clocks = self.journal.alarms
        return bool(clocks) and clocks[0][0] <= self.at

    def fire_what_may(self) -> None:
        """Record what has fallen due; what breaks a promise is logged, and is nobody's fault."""
        with suppress(PromiseBroken):
            self._fire_due()

    def _fire_due(self) -> None:
        """Record what has fallen due by now, each thing as an entry of its own.

        An alarm that breaks a promise goes on ringing.
        """
        clocks = self.journal.alarms
        while self._rings():
            events = self._fire(clocks[0])
            heapq.heappop(clocks)
            for one in alarms(self.books, events):
                heapq.heappush(clocks, one)

    def _fire(self, alarm: Alarm) -> tuple[Event, ...]:
        """Record what falls due at an alarm; nothing of it, if it breaks a promise."""
        mark = self.books.undo.mark()
        try:
            events = fire(self.books, alarm)
            self.books.apply(events, self.at)
            self.books.check(events)
        except AssertionError as broken:
            self.books.undo.back_to(mark)
            _log.exception("promise broken by what fell due")
            raise PromiseBroken(promise=str(broken), request="clock.fire") from broken
        if events:
            self.seq += 1
            self.last_at = self.at
            entry = Entry(seq=self.seq, recorded_at=self.at, operation="clock.fire", events=events)
            self.entries.append(entry)
        return events

    def roll_back(self) -> None:
        """Put the books and the clocks back as they were before this batch."""
        self.books.undo.back_to(self.mark)
        for entry in self.entries:
            if entry.request is not None:
                self.journal.remembered.pop(entry.request, None)
        self.journal.alarms = list(all_alarms(self.books))
        heapq.heapify(self.journal.alarms)

    def commit(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Make the batch durable and return its outcomes; or roll it back and stop the market."""
        journal = self.journal
        if self.entries:
            rows = self._sealed()
            try:
                journal.store.append(rows, keep=self.keep, forget=self.forget)
            except LaoguError as failed:
                return self._give_up(outcomes, failed)
            journal.head = Head(rows[-1].seq, rows[-1].hash)
            journal.last_at = self.last_at
        self.books.undo.forget()
        if self.moment_ms >= journal.forget_at_ms:
            forget_old(journal.remembered, now_ms=self.moment_ms)
            journal.forget_at_ms = self.moment_ms + FORGET_EVERY_MS
        for one in self.keep:
            if one.key.startswith("personal_"):
                journal.personal[one.key] = one.content.decode()
            else:
                journal.documents.add(one.key)
        for ref in self.forget:
            journal.personal.pop(ref, None)
        return outcomes

    def _sealed(self) -> list[Row]:
        """Return the rows of the batch: the bytes of each entry, and the hash that chains it."""
        rows, last = [], self.journal.head.hash
        for entry in self.entries:
            body = encode(entry)
            last = link(last, body)
            rows.append(Row(entry.seq, last, body))
        return rows

    def _give_up(self, outcomes: list[Outcome], failed: LaoguError) -> list[Outcome]:
        self.roll_back()
        self.journal.stopped = failed.sentence("why")
        _log.error("the market stops: %s", failed)
        return [failed if isinstance(one, Recorded) else one for one in outcomes]

    def _now(self) -> datetime:
        """Return the moment of this batch by the market's clock; it never goes back."""
        ahead = timedelta(microseconds=self.books.market.ahead_us)
        return max(self.moment + ahead, self.last_at)

    def _came_before(self, command: Command, remembered: Remembered) -> Recorded:
        """Return what the same request came to before; refuse another one under its id."""
        if not remembered.salted:
            check_same(command, remembered)  # Before its entry is read, which may be long.
        earlier = self.journal.head.seq
        if remembered.seq > earlier:
            recorded = self.entries[remembered.seq - earlier - 1]
        else:
            entries = self.journal.entries(after=remembered.seq - 1, upto=remembered.seq)
            recorded = next(entries)[1]
        if remembered.salted:
            salts = salts_of(recorded, self.keep, self.journal.store)
            check_same(command, remembered, salts)
        return recorded

    def _append(
        self, command: Command, request: str, events: tuple[Event, ...], asked: Asked
    ) -> Recorded:
        if asked.sealed or asked.documents:
            self._keep(asked)
        seq, salted = self.seq + 1, bool(asked.sealed)
        known_by = digest(command, salts_in(events, asked) if salted else b"")
        entry = Entry(
            seq=seq,
            recorded_at=self.at,
            operation=command.operation,
            events=events,
            by=command.by,
            request=request,
            digest=known_by,
            salted=salted,
        )
        self.seq = seq
        self.last_at = self.at
        self.entries.append(entry)
        # At once, so that the same request is known again later in this very batch.
        self.journal.remembered[request] = Remembered(seq, known_by, salted)
        if not _OURS.isdisjoint(map(type, events)):
            self._follow(events)
        return entry

    def _follow(self, events: tuple[Event, ...]) -> None:
        """Do what events ask of the journal itself."""
        for one in alarms(self.books, events):
            heapq.heappush(self.journal.alarms, one)
        if _RARE.isdisjoint(map(type, events)):
            return
        for event in events:
            if isinstance(event, PersonForgotten | HolderForgotten):
                self.forget.extend(event.erased)
            elif isinstance(event, ClockMoved):
                self.at = self._now()

    def _keep(self, asked: Asked) -> None:
        """Keep what a command sealed, and the documents that are not kept yet."""
        for ref, salt, text in asked.sealed:
            self.keep.append(Kept(ref, salt, text.encode()))
        for sha256, text in asked.documents:
            if sha256 not in self.journal.documents and all(one.key != sha256 for one in self.keep):
                self.keep.append(Kept(sha256, b"", text.encode()))


@contextmanager
def _batch(journal: Journal) -> Iterator[_Batch]:
    """Give a batch; a fault of ours that nobody foresaw leaves the books as the record says."""
    batch = _Batch(journal)
    try:
        yield batch
    except BaseException:
        batch.roll_back()
        raise


def _ms(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1000)
