"""A market that runs: what every door asks of it."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from laogu.basics import LaoguError, PersonId
from laogu.journal.changes import Changes
from laogu.journal.clock import World, new_request_id
from laogu.journal.following import Following
from laogu.journal.indications import Indications
from laogu.journal.journal import Journal
from laogu.journal.looking import Looking, What
from laogu.journal.remembering import Remembering
from laogu.journal.requests import Command, Recorded
from laogu.journal.signing_in import SignIn
from laogu.journal.store import Store
from laogu.journal.writer import Writer
from laogu.operations import Books, Event, Request, Sight

_log = logging.getLogger("laogu.journal")


class Running:
    """One market, opened for writing.

    journal: the record and its books, for reading between batches. sign_in: who somebody is.
    looking: who looked at whose holdings. changes: what changed, for those who listen.
    remembered: what was worked out of the books, until they change.
    indications: at what open windows would clear.
    """

    def __init__(self, store: Store, world: World) -> None:
        self.journal = Journal(store, world)
        self.writer = Writer(self.journal)
        self.sign_in = SignIn(self.journal)
        self.looking = Looking(store, world)
        self.changes = Changes(self.journal)
        self.remembered = Remembering(self.journal, self.changes)
        self.indications = Indications()
        self.following = Following(self.journal, self.looking)

    @property
    def books(self) -> Books:
        """The books, as of the last durable entry."""
        return self.journal.books

    async def execute(
        self, operation: str, request: Request, *, by: PersonId | None, request_id: UUID
    ) -> Recorded:
        """Return what a request came to once it is durable, or raise its refusal."""
        return await self.writer.execute(
            Command(operation=operation, request=request, id=request_id, by=by)
        )

    def preview(
        self, operation: str, request: Request, *, by: PersonId | None
    ) -> tuple[Event, ...]:
        """Return the events a request would come to, or raise its refusal; nothing is recorded."""
        return self.journal.preview(
            Command(operation=operation, request=request, id=self.new_request_id(), by=by)
        )

    def ask(self, question: str, request: Request, *, by: PersonId | None) -> Any:
        """Return the answer to a question; nothing is recorded."""
        return self.journal.ask(question, request, by=by)

    def saw(self, sight: Sight, what: What, of: str, *, owners: Iterable[str] = ()) -> None:
        """Note that somebody sees what is not public, unless it is their own.

        of: the holder, issuer or trade. owners: whose it is besides, such as a trade's sides.
        """
        person = sight.person
        is_own = any(sight.holds("act", one) or sight.holds("issue", one) for one in (of, *owners))
        if person is not None and not is_own:
            self.looking.note(person, what, of)

    def new_request_id(self) -> UUID:
        """Return a request id for a form or a command."""
        return new_request_id(self.journal.world)

    async def keep_time(self) -> None:
        """Fire what falls due though nobody asks, and write down looks; runs until cancelled.

        A fault that nobody foresaw is logged, and time goes on: clocks that stand still would keep
        everybody's cash and shares.
        """
        while True:
            await asyncio.sleep(1)
            try:
                await self._keep_time_once()
            except Exception:  # noqa: BLE001 - whatever it is, the next second is another try
                _log.exception("keeping time went wrong, and goes on")

    async def _keep_time_once(self) -> None:
        """Do what a second asks for; while no requests are taken, see whether they can be again."""
        if self.journal.stopped is None:
            await self.following.make_sure()
        if self.journal.stopped is not None:
            await self.following.look_again()
        if self.journal.stands_by is not None:
            return
        self.journal.fire_due()
        try:
            self.looking.write_down()
        except LaoguError as failed:
            self.journal.stopped = failed.sentence("why")

    def close(self) -> None:
        """Save a snapshot and let go of the database."""
        try:
            if self.journal.stands_by is None:
                self.looking.write_down()
                self.writer.save_snapshot()
        finally:
            self.journal.store.close()
