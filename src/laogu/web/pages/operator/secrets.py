"""What the operator is shown once and nobody keeps: links and tokens; and forgetting."""

from laogu.basics import InvalidInput, LaoguError, PersonId
from laogu.journal import LINK_MINUTES, token_digest
from laogu.people import MARKET, PersonUnknown
from laogu.register import holder_of_id
from laogu.web.frame import Link
from laogu.web.pages.acts import again, ask_for, record, sent_of
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

DESK = "/operator"


class NotTheName(InvalidInput):
    """A name was to be typed again, and is another one."""

    code = "web.not_the_name"
    what = "This is not the name of that person."
    why = "What is forgotten cannot be brought back, so the name is typed again."
    fix = "Type the name as it stands in the list."
    field = "again"


class SecretPage(Page, frozen=True, kw_only=True):
    """A secret, for whom it is, and how long it works; shown once."""

    head: str
    whom: str
    secret: str
    says: str
    desk: Link


def new_link(visit: Visit) -> Shown | Visit:
    """Make a one-time sign-in link and show it."""
    visit.must("operate", MARKET)
    person = PersonId(sent_of(visit).fields.get("person", ""))
    try:
        secret = visit.running.sign_in.new_link(person)
    except LaoguError as error:
        return again(visit, error, on=DESK)
    shown = SecretPage(
        title=visit.said("One-time sign-in link"),
        place="operator",
        head=visit.said("One-time sign-in link"),
        whom=visit.person_name(person),
        secret=visit.whole(visit.to("/sign-in", link=secret)),
        says=visit.said(
            "It works once, within {minutes} minutes. Nobody keeps it: this page is the only copy.",
            minutes=LINK_MINUTES,
        ),
        desk=_desk(visit),
    )
    return page(visit, "secret.html", shown)


async def new_token(visit: Visit) -> Shown | Visit:
    """Draw an API token, record its hash, and show it."""
    visit.must("operate", MARKET)
    fields = sent_of(visit).fields
    secret = visit.running.sign_in.new_secret()
    asked = {
        "person": fields.get("person", ""),
        "label": fields.get("label", ""),
        "digest": token_digest(secret),
    }
    try:
        await record(visit, "key.issue", asked)
    except LaoguError as error:
        return again(visit, error, on=DESK)
    shown = SecretPage(
        title=visit.said("API token"),
        place="operator",
        head=visit.said("API token"),
        whom=visit.person_name(PersonId(asked["person"])),
        secret=secret,
        says=visit.said("Nobody keeps it: this page is the only copy. The record has its hash."),
        desk=_desk(visit),
    )
    return page(visit, "secret.html", shown)


async def forget(visit: Visit) -> Shown | Visit:
    """Forget a person whose name was typed again."""
    visit.must("operate", MARKET)
    fields = sent_of(visit).fields
    person = PersonId(fields.get("person", ""))

    def check() -> None:
        if person not in visit.books.people.persons:
            raise PersonUnknown(given=person[:60])
        if fields.get("again", "").strip() != visit.person_name(person):
            raise NotTheName

    return await ask_for(
        visit,
        "person.forget",
        {"person": person},
        on=DESK,
        then=lambda _: visit.to(DESK),
        check=check,
    )


async def forget_holder(visit: Visit) -> Shown | Visit:
    """Forget a holder that left, for whom nobody acts and whose name was typed again."""
    visit.must("operate", MARKET)
    fields = sent_of(visit).fields
    given = fields.get("holder", "")

    def check() -> None:
        holder = holder_of_id(visit.books.register, given)
        if fields.get("again", "").strip() != visit.name(holder):
            raise NotTheName

    return await ask_for(
        visit,
        "holder.forget",
        {"holder": given},
        on=DESK,
        then=lambda _: visit.to(DESK),
        check=check,
    )


def _desk(visit: Visit) -> Link:
    return Link(says=visit.said("Back to the desk"), href=visit.to(DESK))
