"""A visit: who asks for a page, in which language, as of which day; and words for them.

Always true: a visit is made from one request and lives as long as its answer; nothing in it is
kept. A session that is over is nobody's, and says so where somebody is needed.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlencode

from laogu.basics import PersonId, Said, Words, day, day_in, in_words, say, zone_of
from laogu.connectors import languages, plain, shipped
from laogu.journal import SESSION_HOURS, Running, form_proof, is_form_proof
from laogu.operations import Sight
from laogu.people import NotSignedIn, Power, SessionOver
from laogu.register import HolderRegistered, IssuerRegistered
from laogu.web.sent import Sent
from laogu.web.settings import Settings

Lang = Literal["zh", "en"]
Seen = Literal["holdings", "register", "trade"]
LANGS: tuple[Lang, ...] = ("zh", "en")
# What a browser names so: a name or a number, and a port.
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
YEAR_SECONDS = 366 * 24 * 3600


class Visit:
    """One request, read once.

    path:    without the language: /company/zhipu. query: its last value by name.
    form:    in which a table of the page is asked for: csv, xlsx or json; blank: the page itself.
    person:  who is signed in; None: an anonymous visitor. session: the secret of the cookie.
             token: what a program shows in place of it, for whom a table is made.
    sight:   what that person may see.
    is_over: a cookie was shown whose session is over.
    known:   another page of the same visitor, so that nobody asks again who it is.
    address: from where it is asked; blank: not known.
    host:    where this market is reached, as the reader's browser says; blank: not known.
    sent:    the form that is drawn again, or that is read now; None: a page like any other.
    is_placed: the form that was sent stands on the page that is drawn, with its error.
    cookies: what the answer sets, as values of Set-Cookie.
    """

    def __init__(
        self,
        running: Running,
        settings: Settings,
        *,
        lang: Lang,
        path: str,
        query: Mapping[str, str],
        shown: Mapping[str, str],
        sent: Sent | None = None,
        form: str = "",
        token: str = "",
        known: "Visit | None" = None,
        address: str = "",
        host: str = "",
    ) -> None:
        self.running = running
        self.settings = settings
        self.lang: Lang = lang
        self.path = path
        self.query = query
        self.shown = shown
        self.sent = sent
        self.form = form
        self.is_placed = False
        self.address = address
        self.host = host
        self.cookies: list[str] = []
        self.words: Words = languages.words(lang)
        self.books = running.books
        self.now: datetime = running.journal.now()
        self.session = shown.get(self.cookie_name("session"))
        self.person: PersonId | None = None
        self.is_over = False
        if known is not None:
            self.person, self.is_over = known.person, known.is_over
        elif token:
            self.person = running.sign_in.person_of_token(token)
        elif self.session:
            try:
                self.person = running.sign_in.person_of_session(self.session)
            except SessionOver:
                self.is_over = True
        self.sight = Sight(self.books, self.person)
        if shown.get(self.cookie_name("lang")) != lang:
            self.set_cookie("lang", lang)

    def at(self, path: str, query: Mapping[str, str], sent: Sent | None) -> "Visit":
        """Return the same visitor at another page of this language."""
        other = Visit(
            self.running,
            self.settings,
            lang=self.lang,
            path=path,
            query=query,
            shown=self.shown,
            sent=sent,
            known=self,
            address=self.address,
            host=self.host,
        )
        other.cookies = self.cookies
        return other

    # Who

    def may(self, power: Power, over: str) -> bool:
        """Return whether who is signed in holds a mandate."""
        return self.sight.holds(power, over)

    def must_be_somebody(self) -> PersonId:
        """Return who is signed in, or refuse."""
        if self.person is not None:
            return self.person
        if self.is_over:
            raise SessionOver(hours=SESSION_HOURS)
        raise NotSignedIn

    def must(self, power: Power, over: str) -> PersonId:
        """Return who is signed in and holds a mandate, or refuse."""
        person = self.must_be_somebody()
        if not self.may(power, over):
            raise self.sight.no_mandate(power, over)
        return person

    def over(self, power: Power) -> tuple[str, ...]:
        """Return over whom who is signed in holds a power, in the order it was given."""
        return tuple(over for kind, over in self.sight.mandates if kind == power)

    def saw(self, what: Seen, of: str, *, owners: Iterable[str] = ()) -> None:
        """Note that the page shows what is not public, unless it is the visitor's own."""
        self.running.saw(self.sight, what, of, owners=owners)

    # When

    @property
    def as_of(self) -> date | None:
        """The day the page is asked for; None: of today. Refused: a day that does not exist."""
        given = self.query.get("as_of", "")
        return day(given) if given else None

    def today(self, zone: str | None = None) -> date:
        """Return the day it is by the market's clock."""
        return day_in(zone or self.zone, self.now)

    @property
    def zone(self) -> str:
        """The time zone in which pages of no issuer count days: that of all issuers, else UTC."""
        zones = {one.zone for one in self.books.register.issuers.values()}
        return zones.pop() if len(zones) == 1 else "UTC"

    # Words

    def said(self, template: str, **facts: object) -> str:
        """Return a sentence in the reader's language, filled with facts as it writes them."""
        return say(Said(template, facts), self.words)

    def say(self, sentence: Said) -> str:
        """Return a sentence of the rules in the reader's language."""
        return say(sentence, self.words)

    def show(self, fact: object, of: str = "") -> str:
        """Return a figure, a day, an amount as the reader's language writes it.

        of: what the fact is called, for a word of a closed set, such as a `stage`.
        """
        return self.words.show(fact, of)

    def quantity(self, units: int, decimals: int) -> str:
        """Return a quantity in whole shares with the decimals of its class."""
        return self.words.show(in_words(units, decimals))

    def moment(self, at: datetime, zone: str | None = None) -> str:
        """Return a moment by the clock of a zone: 2026-11-21 20:00 UTC+8."""
        local = at.astimezone(zone_of(zone or self.zone))
        hours, minutes = divmod(int((local.utcoffset() or _NO_TIME).total_seconds()) // 60, 60)
        offset = f"{hours:+d}" + (f":{minutes:02d}" if minutes else "") if hours or minutes else ""
        return f"{self.words.show(local.date())} {local:%H:%M} UTC{offset}"

    def name(self, holder: HolderRegistered | str) -> str:
        """Return a holder's name in the reader's language, or that it was forgotten."""
        kept = self.books.register.holders[_holder(holder)] if isinstance(holder, str) else holder
        found = plain.name_of(kept, self.running.journal.personal, self.lang)
        return found if found is not None else self.said("name erased")

    def person_name(self, person: PersonId) -> str:
        """Return a person's name, or that it was forgotten."""
        known = self.books.people.persons.get(person)
        kept = self.running.journal.personal.get(known.name.ref) if known else None
        return kept if kept is not None else self.said("name erased")

    def cited(self, source: str) -> str:
        """Return a source as the reader's language calls it, where it came with the program."""
        return shipped.cited(source, self.lang)

    def either(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in the reader's language."""
        return zh if self.lang == "zh" else en

    def issuer_name(self, issuer: IssuerRegistered) -> str:
        """Return an issuer's name in the reader's language."""
        return self.either(issuer.name_zh, issuer.name_en)

    # Addresses

    def to(self, path: str, **query: object) -> str:
        """Return the address of a page of this market in the reader's language."""
        left = {name: str(value) for name, value in query.items() if value not in (None, "")}
        return f"/{self.lang}{path}" + (f"?{urlencode(left)}" if left else "")

    def here(self, **query: object) -> str:
        """Return this page's address with some of its query changed; None takes one away."""
        return self.to(self.path, **{**self.query, **query})

    def whole(self, address: str) -> str:
        """Return an address of a page as it is sent to somebody: with where this market is."""
        scheme = "https" if self.settings.is_https else "http"
        return f"{scheme}://{self.host}{address}" if _HOST.fullmatch(self.host) else address

    # Cookies and proofs

    def cookie_name(self, name: str) -> str:
        """Return a cookie's name; over https the browser itself keeps it to this host."""
        return f"__Host-laogu-{name}" if self.settings.is_https else f"laogu-{name}"

    def set_cookie(self, name: str, value: str, *, seconds: int = YEAR_SECONDS) -> None:
        """Set a cookie with the answer; `seconds` 0 takes it away."""
        secure = "; Secure" if self.settings.is_https else ""
        self.cookies.append(
            f"{self.cookie_name(name)}={value}; Path=/; Max-Age={seconds}; "
            f"HttpOnly; SameSite=Lax{secure}"
        )

    def proof(self) -> str:
        """Return the proof that a form was made for this visitor, who is known by a cookie."""
        return form_proof(self._secret() or self._new_secret())

    def is_proof(self, given: str) -> bool:
        """Return whether a form was made for this visitor."""
        secret = self._secret()
        return bool(secret) and is_form_proof(given, secret)

    def _secret(self) -> str:
        return self.session or self.shown.get(self.cookie_name("visitor"), "")

    def _new_secret(self) -> str:
        secret = self.running.sign_in.new_secret()
        self.set_cookie("visitor", secret)
        self.shown = {**self.shown, self.cookie_name("visitor"): secret}
        return secret


_NO_TIME = timedelta()


def _holder(given: str) -> Any:
    return given
