"""The calendar of a person's grants: a file to download, and an address that needs no signing in.

Always true: the address opens the days of the grants and nothing else; only its hash is kept.
"""

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, KeyId
from laogu.connectors import grants
from laogu.journal import token_digest
from laogu.operations import GrantsFound, Sight, grants_found
from laogu.register import holder_of_id
from laogu.web.forms import Form, Post
from laogu.web.frame import Link
from laogu.web.pages.acts import record
from laogu.web.pages.operator.secrets import SecretPage
from laogu.web.showing import Shown, file, page
from laogu.web.visit import Visit

KIND = "text/calendar; charset=utf-8"
ENDING = ".ics"


class Address(Struct, frozen=True, kw_only=True):
    """A calendar address that works. revoke: the form that ends it."""

    says: str
    revoke: Post


class Calendars(Struct, frozen=True, kw_only=True):
    """The calendar addresses of who is signed in, and the form of a new one."""

    new: Post
    addresses: tuple[Address, ...]


def calendars_of(visit: Visit) -> Calendars:
    """Return the calendar addresses of who is signed in."""
    path = "/calendar"
    return Calendars(
        new=Form(visit, path, key="calendar", action=visit.to(path)).post(),
        addresses=tuple(
            Address(says=one.label, revoke=_revoke(visit, one.key))
            for one in visit.books.people.keys.values()
            if one.person == visit.person and one.only == "calendar"
        ),
    )


def found_for(visit: Visit, holder: HolderId) -> tuple[GrantsFound, ...]:
    """Return a holder's living grants, issuer by issuer, as of today."""
    register = visit.books.register
    issuers = dict.fromkeys(
        register.plans.grants[one].granted.issuer for one in register.plans.grants_of.on(holder)
    )
    found = (
        grants_found(visit.books, issuer, holder, visit.today(issuer.zone))
        for issuer in (register.issuers[one] for one in issuers)
    )
    return tuple(one for one in found if one.grants)


async def new_address(visit: Visit) -> Shown:
    """Draw the secret of a calendar address, record its hash, and show the address once."""
    person = visit.must_be_somebody()
    secret = visit.running.sign_in.new_secret()
    label = visit.said("calendar of {day}", day=visit.today())
    asked = {
        "person": person,
        "label": label,
        "digest": token_digest(secret),
        "only": "calendar",
    }
    await record(visit, "key.issue", asked)
    told = SecretPage(
        title=visit.said("Calendar address"),
        place="holdings",
        head=visit.said("Calendar address"),
        whom=visit.person_name(person),
        secret=visit.whole(visit.to(f"/calendar/{secret}{ENDING}")),
        says=visit.said(
            "Subscribe to it in a calendar program. Who has it sees the days of your grants and "
            "what they cost, and nothing else. Nobody keeps it: this page is the only copy. You "
            "may revoke it at any time."
        ),
        desk=Link(says=visit.said("Back to the options"), href=visit.to("/leaving")),
    )
    return page(visit, "secret.html", told)


def feed(visit: Visit, secret: str) -> Shown:
    """Return the calendar of whoever made this address, of all holders they act for by now."""
    person = visit.running.sign_in.person_of_calendar(secret.removesuffix(ENDING))
    whose = Sight(visit.books, person).acts_for
    found = [one for holder in whose for one in found_for(visit, holder)]
    return _file(visit, tuple(found), visit.person_name(person))


def download(visit: Visit, holder: str) -> Shown:
    """Return the calendar of one holder as a file."""
    visit.must_be_somebody()
    whose = visit.sight.holder_of(holder).holder
    visit.saw("holdings", whose)
    name = visit.name(holder_of_id(visit.books.register, whose))
    return _file(visit, found_for(visit, whose), name, keep=True)


def _file(
    visit: Visit, found: tuple[GrantsFound, ...], holder: str, *, keep: bool = False
) -> Shown:
    content = grants.registered_calendar(found, visit.words, holder=holder).encode()
    found_file = file(visit, content, kind=KIND, name=f"laogu{ENDING}" if keep else "")
    # Its address is a secret: nothing between here and the calendar keeps a copy.
    return replace(found_file, headers={**found_file.headers, "Cache-Control": "no-store"})


def _revoke(visit: Visit, key: KeyId) -> Post:
    return Form(visit, "key.revoke", {"key": key}, key=str(key)[-5:]).post()
