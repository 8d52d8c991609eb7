"""The circumstances of a request: who asks, when, and what would otherwise need chance."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from laogu.basics import IdMaker, Name, Personal, PersonId, commitment, day_in, salt_of
from laogu.operations.books import Books
from laogu.operations.sight import Sight
from laogu.people import MARKET, NotSignedIn, Power
from laogu.register import HolderKind


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """What somebody asks for: its fields as the doors read them, nothing more allowed."""

    @property
    def weight(self) -> int:
        """How many acts it asks for: what waits behind it waits for each of them."""
        return 1


class Asked(Struct, kw_only=True):
    """Who asks, on which books, at which moment; and the makers of ids and seals.

    books: those on which it is decided: they say what who asks may do, and may know by name.
    by:   the person; None: an anonymous visitor. is_market: the market itself asks: it opens, loads
          the shipped data, or fires what is due.
    at:   the moment, aware, in UTC. secret: 32 random bytes of its batch, drawn by the journal.
    """

    books: Books
    by: PersonId | None
    at: datetime
    request: UUID
    secret: bytes
    is_market: bool = False
    sealed: list[tuple[str, bytes, str]] = []
    documents: list[tuple[str, str]] = []
    ids: IdMaker | None = None

    def __repr__(self) -> str:
        # Not the secret: every salt of a batch follows from it.
        return f"Asked(by={self.by!r}, at={self.at!r}, request={self.request!r})"

    def make(self, kind: str) -> str:
        """Return the next identifier of a kind."""
        if self.ids is None:
            self.ids = IdMaker(self.request)
        return self.ids.make(kind)

    def today(self, zone: str) -> date:
        """Return the day it is in a time zone."""
        return day_in(zone, self.at)

    def seal(self, text: str) -> Personal:
        """Return what the record may hold of a text about a natural person."""
        ref = self.make("personal")
        salt = salt_of(self.secret, ref)
        self.sealed.append((ref, salt, text))
        return Personal(ref, commitment(salt, text))

    def keep(self, digest: str, text: str) -> None:
        """Keep a document beside the record, under the SHA-256 of its bytes."""
        self.documents.append((digest, text))

    def name(self, kind: HolderKind, text: str) -> Name:
        """Return a name as the record may hold it: sealed for a natural person."""
        return self.seal(text) if kind == "person" else text

    def may(self, power: Power, over: str) -> bool:
        """Return whether who asks holds a mandate."""
        return self.is_market or self.books.people.holds(self.by, power, over)

    def must(self, power: Power, over: str, *, of: str | None = None) -> None:
        """Refuse, if who asks holds no mandate for it.

        of: what whose holder is not told, such as an offer: who made it is not everybody's to know.
        """
        if self.is_market or self.books.people.holds(self.by, power, over):
            return
        if self.by is None:
            raise NotSignedIn
        raise Sight(self.books, self.by).no_mandate(power, over if of is None else of)

    def must_operate(self) -> None:
        """Refuse, if who asks does not operate this market."""
        self.must("operate", MARKET)

    def must_issue(self, issuer: str) -> None:
        """Refuse, if who asks may not act for the issuer."""
        self.must("issue", issuer)

    def must_act(self, holder: str, *, of: str | None = None) -> None:
        """Refuse, if who asks may not act for the holder. of: the offer or trade that names it."""
        self.must("act", holder, of=of)
