"""What an address asks of a cap table: by what, counted how, since when; and words to choose."""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from laogu.basics import day
from laogu.connectors import cap_tables
from laogu.register.views import FULLY_DILUTED, OUTSTANDING, Conventions, WhichGrants
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Choice, Filter
from laogu.web.visit import Visit

By = Literal["holder", "class", "group", "votes"]
BYS: tuple[By, ...] = get_args(By)
WHICH: tuple[WhichGrants, ...] = get_args(WhichGrants)
DILUTED = "fully-diluted"
SWITCHES = ("grants", "pool", "warrants", "converted", "at")


class Asked(Struct, frozen=True, kw_only=True):
    """What the address asks. since: the day with which the table is compared; None: with none."""

    by: By
    is_diluted: bool
    conventions: Conventions
    since: date | None


def asked(visit: Visit, subject: Subject) -> Asked:
    """Return what the address asks; what it does not name is as usual."""
    given = visit.query.get("by", "")
    by = next((one for one in BYS if one == given), BYS[0])
    is_diluted = visit.query.get("counts") == DILUTED and by != "votes"
    since = visit.query.get("since", "")
    return Asked(
        by=by,
        is_diluted=is_diluted,
        conventions=_conventions(visit, subject.issuer.currency) if is_diluted else OUTSTANDING,
        since=day(since) if since else None,
    )


def _conventions(visit: Visit, currency: str) -> Conventions:
    given, at = visit.query.get("grants", ""), visit.query.get("at", "")
    which = next((one for one in WHICH if one == given), FULLY_DILUTED.grants)
    return Conventions(
        grants=which,
        pool=visit.query.get("pool") != "no",
        warrants=visit.query.get("warrants") != "no",
        convertibles_at=cap_tables.stated_price(at, currency) if at else None,
        as_converted=visit.query.get("converted") != "no",
    )


def filters(subject: Subject, chosen: Asked) -> tuple[Filter, ...]:
    """Return the words to choose from: by what, and what is counted."""
    visit = subject.visit
    names: dict[By, str] = {
        "holder": visit.said("Holder"),
        "class": visit.said("Class"),
        "group": visit.said("Group"),
        "votes": visit.said("Votes"),
    }

    def by(one: By) -> Choice:
        kept = {"counts": None, **dict.fromkeys(SWITCHES)} if one == "votes" else {}
        asked_by = None if one == "holder" else one
        href = visit.here(by=asked_by, from_table=None, sort_table=None, **kept) + "#table"
        return Choice(says=names[one], href=href, is_chosen=one == chosen.by)

    found = [Filter(says=visit.said("A row for each"), choices=tuple(by(one) for one in BYS))]
    if chosen.by != "votes":
        found.append(_counts(visit, is_diluted=chosen.is_diluted))
    if chosen.is_diluted:
        found += _switches(visit, chosen.conventions)
    return tuple(found)


def _counts(visit: Visit, *, is_diluted: bool) -> Filter:
    without = dict.fromkeys(SWITCHES)
    return Filter(
        says=visit.said("Counted"),
        choices=(
            Choice(
                says=visit.said("issued"),
                href=visit.here(counts=None, **without) + "#table",
                is_chosen=not is_diluted,
            ),
            Choice(
                says=visit.said("fully diluted"),
                href=visit.here(counts=DILUTED) + "#table",
                is_chosen=is_diluted,
            ),
        ),
    )


def _switches(visit: Visit, now: Conventions) -> list[Filter]:
    def switch(says: str, name: str, *, is_on: bool) -> Filter:
        return Filter(
            says=says,
            choices=(
                _choice(visit, visit.said("counted"), name, None, is_chosen=is_on),
                _choice(visit, visit.said("left out"), name, "no", is_chosen=not is_on),
            ),
        )

    grants = Filter(
        says=visit.said("Grants"),
        choices=(
            _choice(visit, visit.said("all"), "grants", None, is_chosen=now.grants == "all"),
            _choice(
                visit, visit.said("vested"), "grants", "vested", is_chosen=now.grants == "vested"
            ),
            _choice(visit, visit.said("none"), "grants", "none", is_chosen=now.grants == "none"),
        ),
    )
    return [
        grants,
        switch(visit.said("Left to grant"), "pool", is_on=now.pool),
        switch(visit.said("Warrants"), "warrants", is_on=now.warrants),
        switch(visit.said("As converted"), "converted", is_on=now.as_converted),
    ]


def _choice(visit: Visit, says: str, name: str, value: str | None, *, is_chosen: bool) -> Choice:
    return Choice(says=says, href=visit.here(**{name: value}) + "#table", is_chosen=is_chosen)
