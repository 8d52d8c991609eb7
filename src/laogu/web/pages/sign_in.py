"""Signing in by a one-time link, or in a practice market as one of its cast; signing out."""

from msgspec import Struct

from laogu.basics import PersonId
from laogu.connectors import first_start
from laogu.journal import LINK_MINUTES, SESSION_HOURS
from laogu.people import MARKET, no_mandate
from laogu.web.exports import Sheet, corner, exported
from laogu.web.forms import Form, Post
from laogu.web.frame import Link
from laogu.web.routes import Route
from laogu.web.shapes import Choice, Exports, Filter
from laogu.web.showing import Page, Shown, moved, page
from laogu.web.submitting import local
from laogu.web.visit import Visit

LINK, PERSON, THEN_TO = "link", "person", "then_to"


class CastRow(Struct, frozen=True, kw_only=True):
    """Somebody of the practice market, and what they may do there."""

    name: str
    may: tuple[str, ...]
    form: Post


class SignInPage(Page, frozen=True, kw_only=True):
    """link: the form that uses up a link; None: the address has none. cast: in practice only."""

    link: Post | None
    link_minutes: int
    cast: tuple[CastRow, ...]


class PersonPage(Page, frozen=True, kw_only=True):
    """The one signed in: what they may do, how long the session lasts, what they chose."""

    name: str
    may: tuple[str, ...]
    exports: Exports
    hours: int
    out: Post
    choices: tuple[Filter, ...]


def sign_in(visit: Visit) -> Shown:
    """Return the ways to sign in."""
    secret = visit.query.get(LINK, "")
    then_to = visit.query.get("back", "")
    action = visit.to("/sign-in")
    link = Form(visit, "/sign-in", {LINK: secret, THEN_TO: then_to}, action=action)
    shown = SignInPage(
        title=visit.said("Sign in"),
        link=link.post() if secret else None,
        link_minutes=LINK_MINUTES,
        cast=_cast(visit, then_to) if visit.books.market.is_practice and not secret else (),
    )
    return page(visit, "sign_in.html", shown)


def signed_in(visit: Visit) -> Shown:
    """Begin a session, by a link's secret or, in a practice market, as one of its cast."""
    fields = visit.sent.fields if visit.sent is not None else {}
    earlier = visit.session
    given = fields.get(PERSON, "")
    if given:
        person = PersonId(given)
        if person not in practice_cast(visit):
            raise no_mandate("act", given[:60])
        secret = visit.running.sign_in.begin(person)
    else:
        secret = visit.running.sign_in.open_link(fields.get(LINK, ""))
    if earlier:
        visit.running.sign_in.end(earlier)
        visit.running.changes.wake()
    visit.set_cookie("session", secret, seconds=SESSION_HOURS * 3600)
    return moved(visit, local(visit, fields.get(THEN_TO, "")))


def signed_out(visit: Visit) -> Shown:
    """End the session."""
    # First the cookie: it goes from this browser even where the disk does not let the session go.
    visit.set_cookie("session", "", seconds=0)
    if visit.session:
        visit.running.sign_in.end(visit.session)
        visit.running.changes.wake()
    return moved(visit, visit.to("/"))


def me(visit: Visit) -> Shown:
    """Return the page of who is signed in."""
    person = visit.must_be_somebody()
    may = mandates_in_words(visit, person)
    if (file := exported(visit, Sheet("may", ("may",), [(one,) for one in may]))) is not None:
        return file
    out = Form(visit, "/sign-out", action=visit.to("/sign-out"))
    shown = PersonPage(
        title=visit.person_name(person),
        name=visit.person_name(person),
        may=may,
        exports=corner(visit, "may"),
        hours=SESSION_HOURS,
        out=out.post(),
        choices=_choices(visit),
    )
    return page(visit, "me.html", shown)


def mandates_in_words(visit: Visit, person: PersonId) -> tuple[str, ...]:
    """Return what a person may do, one sentence each."""
    register = visit.books.register
    said: list[str] = []
    for power, over in visit.books.people.mandates_of.on(person):
        match power:
            case "act":
                said.append(visit.said("acts for {holder}", holder=visit.name(over)))
            case "issue":
                issuer = next(
                    (one for one in register.issuers.values() if one.issuer == over), None
                )
                name = visit.issuer_name(issuer) if issuer else over
                said.append(visit.said("acts for the issuer {issuer}", issuer=name))
            case "operate":
                said.append(visit.said("operates this market"))
            case "inspect":
                said.append(visit.said("sees everything and changes nothing"))
    return tuple(said)


def practice_cast(visit: Visit) -> tuple[PersonId, ...]:
    """Return the people anybody may play in a practice market; in a real one nobody."""
    if not visit.books.market.is_practice:
        return ()
    names = {one.name for one in first_start.CAST}
    names |= {first_start.SECRETARY, first_start.BUYERS_PERSON}
    people = visit.books.people
    return tuple(
        person
        for person in people.persons
        if visit.person_name(person) in names or people.holds(person, "operate", MARKET)
    )


def _cast(visit: Visit, then_to: str) -> tuple[CastRow, ...]:
    return tuple(
        CastRow(
            name=visit.person_name(person),
            may=mandates_in_words(visit, person),
            form=Form(
                visit,
                "/sign-in",
                {PERSON: person, THEN_TO: then_to},
                key=person,
                action=visit.to("/sign-in"),
            ).post(),
        )
        for person in practice_cast(visit)
    )


def _choices(visit: Visit) -> tuple[Filter, ...]:
    """Return what may be chosen for this browser."""

    def one(name: str, says: str, *words: tuple[str, str]) -> Filter:
        otherwise = "on" if name == "keys" else "auto"
        now = visit.shown.get(visit.cookie_name(name), otherwise)
        return Filter(
            says=says,
            choices=tuple(
                Choice(
                    says=word,
                    href=visit.to(f"/{name}", to=to, back=visit.here()),
                    is_chosen=to == now,
                )
                for to, word in words
            ),
        )

    auto = visit.said("as the browser has it")
    own = visit.said("as the language has it")
    return (
        one("theme", visit.said("Theme"), ("auto", auto), ("light", visit.said("light")),
            ("dark", visit.said("dark"))),
        one("up", visit.said("A rise is"), ("auto", own), ("red", visit.said("red")),
            ("green", visit.said("green"))),
        one("keys", visit.said("Single keys"), ("on", visit.said("on")),
            ("off", visit.said("off"))),
    )  # fmt: skip


def sign_in_link(visit: Visit) -> Link:
    """Return the way to sign in and to come back to this page."""
    return Link(says=visit.said("Sign in"), href=visit.to("/sign-in", back=visit.here()))


ROUTES = (
    Route(path="/sign-in", page=sign_in),
    Route(path="/sign-in", page=signed_in, method="POST"),
    Route(path="/sign-out", page=signed_out, method="POST"),
    Route(path="/me", page=me),
)
