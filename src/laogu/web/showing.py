"""From a page's own values to an answer: the frame round it, the headers on it, the table in it.

Always true: every answer of the pages is made here and carries the security headers.
"""

import re
from collections.abc import AsyncIterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from msgspec import Struct
from msgspec.structs import replace

from laogu.connectors import languages
from laogu.operations import waiting
from laogu.web.files import static_address
from laogu.web.forms import wrong
from laogu.web.frame import Frame, Link, Place
from laogu.web.rendering import environment
from laogu.web.visit import Lang, Visit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HTML = "text/html"


class Shown(Struct, frozen=True, kw_only=True):
    """An answer: its status, its bytes, its headers and the cookies it sets.

    pieces: in place of the bytes, what gives them one after the other; None: they are whole.
    told_by: as a page has it.
    """

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    headers: Mapping[str, str] = {}
    cookies: tuple[str, ...] = ()
    pieces: AsyncIterator[bytes] | None = None
    told_by: frozenset[str] = frozenset()

    def of(self, body: bytes) -> "Shown":
        """Return the same answer with its bytes."""
        return replace(self, body=body)

    def of_pieces(self, pieces: AsyncIterator[bytes]) -> "Shown":
        """Return the same answer with what gives its bytes."""
        return replace(self, pieces=pieces)


class Page(Struct, frozen=True, kw_only=True):
    """What every page says of itself, beside its own values; its template reads it as `page`.

    title:   of the window. place: the entry of the top bar it belongs to, such as *markets*.
    zone:    the time zone whose day the page is drawn for; blank: the market's own.
    is_of_a_day: it shows how things stood on the day that its address names; any other shows how
             they stand now, whatever day is named.
    example: the sentence that says what on it is invented. note: what on it is a model.
    told_by: the subjects that everything on it is drawn from, where a visitor who is not signed in
             may be shown what another was; empty: it is drawn for each.
    """

    title: str
    place: str = ""
    zone: str = ""
    is_of_a_day: bool = False
    example: str = ""
    note: str = ""
    told_by: frozenset[str] = frozenset()


def page(visit: Visit, template: str, shown: Page, status: int = 200) -> Shown:
    """Return a page drawn from its values; a form that was refused gives its error's status."""
    error = visit.sent.wrong if visit.sent is not None else None
    # What was sent may have no form any more: an offer that somebody else took meanwhile.
    unplaced = wrong(visit, error) if error is not None and not visit.is_placed else None
    text = (
        _pages(visit.lang)
        .get_template(f"pages/{template}")
        .render(frame=frame(visit, shown), page=shown, unplaced=unplaced)
    )
    return Shown(
        status=error.http_status if error is not None else status,
        body=text.encode(),
        headers={"Cache-Control": "no-store" if visit.session else "no-cache", "Vary": "Cookie"},
        cookies=tuple(visit.cookies),
        told_by=shown.told_by,
    )


def part(visit: Visit, template: str, **values: Any) -> Shown:
    """Return one part of a page, which a script puts in the place of the earlier one."""
    text = _pages(visit.lang).get_template(f"pages/{template}").render(**values)
    return Shown(
        body=text.encode(), headers={"Cache-Control": "no-store"}, cookies=tuple(visit.cookies)
    )


def moved(visit: Visit, to: str) -> Shown:
    """Return the way to another page, which is then asked for anew."""
    headers = {"Location": to, "Cache-Control": "no-store"}
    return Shown(status=303, headers=headers, cookies=tuple(visit.cookies))


def file(visit: Visit, content: bytes, *, kind: str, name: str = "") -> Shown:
    """Return a file: shown, or with a name, kept."""
    named = {"Content-Disposition": _kept_as(name)} if name else {}
    headers = {"Cache-Control": "no-store" if visit.session else "no-cache", **named}
    return Shown(body=content, kind=kind, headers=headers, cookies=tuple(visit.cookies))


def _kept_as(name: str) -> str:
    """Return the header that names a file; a name that is not ASCII stands in it twice."""
    ascii_only = re.sub(r"[^\w.()-]+", "-", name, flags=re.ASCII)
    named = f'attachment; filename="{ascii_only}"'
    return named if name.isascii() else f"{named}; filename*=UTF-8''{quote(name)}"


def frame(visit: Visit, shown: Page) -> Frame:
    """Return what stands round a page."""
    journal = visit.running.journal
    today = visit.today(shown.zone or None)
    as_of = visit.as_of if shown.is_of_a_day else None
    is_practice = visit.books.market.is_practice
    seq = journal.head.seq
    person = visit.person
    keys_on = visit.shown.get(visit.cookie_name("keys")) != "off"
    return Frame(
        lang=visit.lang,
        theme=_theme(visit),
        up=_up(visit),
        title=shown.title,
        home=visit.to("/"),
        places=_places(visit, shown.place),
        as_of=visit.show(as_of or today),
        today_href=visit.here(as_of=None) if as_of is not None and as_of != today else None,
        other_lang=_other_lang(visit),
        other_theme=_other_theme(visit, _theme(visit)),
        theme_from_dark=_other_theme(visit, "dark") if _theme(visit) == "auto" else None,
        person=Link(says=visit.person_name(person), href=visit.to("/me")) if person else None,
        sign_in=visit.to("/sign-in"),
        practice=_practice(visit) if is_practice else None,
        begin=_begin(visit) if is_practice else None,
        example=shown.example,
        entry=visit.show(seq) if seq else "",
        # The whole chain is checked whenever a market is opened, or it does not open.
        is_verified=True,
        model_note=shown.note,
        printed_at=visit.moment(visit.now, shown.zone or None),
        made_again_by=visit.here(as_of=(as_of or today).isoformat() if shown.is_of_a_day else None),
        keys_on=keys_on,
        keys_href=visit.to("/keys", to="off" if keys_on else "on", back=visit.here()),
        search=visit.to("/search"),
        head_hash=journal.head.hash.hex(),
        chosen=_chosen(visit),
        is_live=visit.sent is None and (as_of is None or as_of == today),
        seq=seq,
        now=visit.now.isoformat(timespec="seconds"),
        visitor=str(person or ""),
    )


def _chosen(visit: Visit) -> str:
    """Return what the address chooses besides the day: class, order, rows."""
    kept = {name: one for name, one in visit.query.items() if name not in ("as_of", "link", "back")}
    return "; ".join(f"{name} {value}" for name, value in kept.items())[:300]


def _begin(visit: Visit) -> Link | None:
    """Return where a visitor of a practice market goes first, or the operator again and again."""
    if visit.person is None:
        return Link(says=visit.said("Sign in as anybody"), href=visit.to("/sign-in"))
    if visit.sight.operates:
        return Link(says=visit.said("Move the clock"), href=visit.to("/operator") + "#clock")
    return None


def _practice(visit: Visit) -> str:
    return visit.said("It now stands at {moment}.", moment=visit.moment(visit.now))


def _theme(visit: Visit) -> Any:
    given = visit.shown.get(visit.cookie_name("theme"))
    return given if given in ("light", "dark") else "auto"


def _up(visit: Visit) -> Any:
    given = visit.shown.get(visit.cookie_name("up"))
    return given if given in ("red", "green") else visit.either("red", "green")


def _other_lang(visit: Visit) -> Link:
    other, says = visit.either("en", "zh"), visit.either("EN", "中文")
    return Link(says=says, href=f"/{other}{visit.here().removeprefix(f'/{visit.lang}')}")


def _other_theme(visit: Visit, theme: str) -> Link:
    turns = {"auto": ("dark", "Dark"), "dark": ("light", "Light"), "light": ("auto", "Auto")}
    to, says = turns[theme]
    words = {"Dark": visit.said("Dark"), "Light": visit.said("Light"), "Auto": visit.said("Auto")}
    return Link(says=words[says], href=visit.to("/theme", to=to, back=visit.here()))


def _places(visit: Visit, here: str) -> tuple[Place, ...]:
    """Return the entries of the top bar that this person has a use for."""

    def place(name: str, says: str, path: str, key: str, waits: int = 0) -> Place:
        return Place(says=says, href=visit.to(path), key=key, waiting=waits, is_here=name == here)

    places = [place("markets", visit.said("Markets"), "/", "m")]
    if visit.person is not None:
        if visit.over("act"):
            places.append(place("holdings", visit.said("Holdings"), "/holdings", "h"))
        waits = len(waiting(visit.books, visit.sight))
        places.append(place("inbox", visit.said("Inbox"), "/inbox", "i", waits))
    desks = visit.sight.issues_for
    if desks:
        slug = visit.books.register.issuers[desks[0]].slug
        places.append(place("desk", visit.said("Issuer desk"), f"/desk/{slug}", "d"))
    if visit.sight.sees_all:
        places.append(place("operator", visit.said("Operator desk"), "/operator", "o"))
    places.append(place("record", visit.said("Record"), "/record", "l"))
    return tuple(places)


@cache
def _pages(lang: Lang) -> Environment:
    return environment(lang, translate=languages.words(lang).translate, static=static_address)
