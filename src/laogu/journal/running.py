"""A market that runs: what every door asks of it."""

from uuid import UUID

from laogu.basics import PersonId
from laogu.journal.clock import World, new_request_id
from laogu.journal.journal import Journal
from laogu.journal.requests import Command, Recorded
from laogu.journal.signing_in import SignIn
from laogu.journal.store import Store
from laogu.journal.writer import Writer
from laogu.operations import Books, Event, Request
from laogu.rights import Answer


class Running:
    """One market, opened for writing.

    journal: the record and its books, for reading between batches. sign_in: who somebody is.
    """

    def __init__(self, store: Store, world: World) -> None:
        self.journal = Journal(store, world)
        self.writer = Writer(self.journal)
        self.sign_in = SignIn(self.journal)

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

    def ask(self, question: str, request: Request, *, by: PersonId | None) -> Answer:
        """Return the answer to a question; nothing is recorded."""
        return self.journal.ask(question, request, by=by)

    def new_request_id(self) -> UUID:
        """Return a request id for a form or a command."""
        return new_request_id(self.journal.world)

    def close(self) -> None:
        """Save a snapshot and let go of the database."""
        self.writer.save_snapshot()
        self.journal.store.close()
