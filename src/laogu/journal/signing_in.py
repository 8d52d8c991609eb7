"""Signing in: one-time links, sessions, and API tokens. None of it is history.

Secrets are drawn here and kept only as hashes. They run by the world's clock, not by the market's,
which a practice market may move.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from laogu.basics import PersonId
from laogu.journal.journal import Journal
from laogu.journal.requests import StandsBy
from laogu.people import KeyRefused, LinkUsed, PersonUnknown, SessionOver

SESSION_HOURS = 12
LINK_MINUTES = 60


class SignIn:
    """Who somebody is, by the secret they show."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._links: dict[bytes, tuple[PersonId, datetime]] = {}

    def new_link(self, person: PersonId) -> str:
        """Return the secret of a link that signs `person` in once, within the hour."""
        self._known(person)
        secret = self.new_secret()
        until = self._journal.world.now() + timedelta(minutes=LINK_MINUTES)
        self._links[_hash(secret)] = (person, until)
        return secret

    def open_link(self, secret: str) -> str:
        """Return the secret of a new session for a link's secret, which is used up by this.

        A link whose session could not be kept opens one another time.
        """
        person, until = self._links.get(_hash(secret), (None, None))
        if person is None or until is None or until <= self._journal.world.now():
            raise LinkUsed
        session = self.begin(person)
        del self._links[_hash(secret)]
        return session

    def begin(self, person: PersonId) -> str:
        """Return the secret of a new session of `person`."""
        self._known(person)
        secret = self.new_secret()
        ends = self._journal.world.now() + timedelta(hours=SESSION_HOURS)
        sessions = self._journal.store.sessions
        sessions.prune(_us(self._journal.world.now()))
        sessions.put(_hash(secret), person, _us(ends))
        return secret

    def person_of_session(self, secret: str) -> PersonId:
        """Return whose session it is, or refuse one that is over."""
        person = self._in_session(secret)
        if person is None:
            raise SessionOver(hours=SESSION_HOURS)
        return person

    def person_of_token(self, secret: str) -> PersonId:
        """Return in whose name a program may ask: by an API token, or by a session of its own."""
        try:
            return self._person_of_key(secret, only=None)
        except KeyRefused:
            person = self._in_session(secret)
            if person is None:
                raise
            return person

    def person_of_calendar(self, secret: str) -> PersonId:
        """Return whose calendar is read with this secret, which opens nothing else."""
        return self._person_of_key(secret, only="calendar")

    def _in_session(self, secret: str) -> PersonId | None:
        """Return whose session it is; None: it is over, or never was one."""
        self._must_write()
        session = self._journal.store.sessions.get(_hash(secret))
        now = _us(self._journal.world.now())
        if session is None or session.expires_at_us <= now:
            return None
        return session.person if session.person in self._journal.books.people.persons else None

    def _person_of_key(self, secret: str, *, only: str | None) -> PersonId:
        self._must_write()
        people = self._journal.books.people
        key = people.key_of_digest.get(_hash(secret).hex())
        if key is None:
            raise KeyRefused
        issued = people.keys[key]
        is_over = issued.expires_at is not None and issued.expires_at <= self._journal.world.now()
        if is_over or issued.only != only:
            raise KeyRefused
        return issued.person

    def end(self, secret: str) -> None:
        """End a session."""
        self._journal.store.sessions.delete(_hash(secret))

    def new_secret(self) -> str:
        """Return a secret nobody can guess: 256 bits, for a link, a session or an API token."""
        return urlsafe_b64encode(self._journal.world.entropy(32)).decode().rstrip("=")

    def _must_write(self) -> None:
        """Send whoever signs in to the writer: who looks at what is on record there.

        A standby shows what anybody may see.
        """
        if self._journal.stands_by is not None:
            raise StandsBy(writer=self._journal.stands_by)

    def _known(self, person: PersonId) -> None:
        if person not in self._journal.books.people.persons:
            raise PersonUnknown(given=person[:60])


def token_digest(secret: str) -> str:
    """Return what the record holds of an API token: its SHA-256 in hexadecimal."""
    return _hash(secret).hex()


def form_proof(session: str) -> str:
    """Return the proof a form carries that it was made for this session."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_proof(given: str, session: str) -> bool:
    """Return whether a form was made for this session."""
    return hmac.compare_digest(given.encode(), form_proof(session).encode())


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _us(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1_000_000)
