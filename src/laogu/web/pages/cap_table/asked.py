"""What an address asks of a cap table: by what, counted how, since when; and words to choose."""

from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from laogu.connectors import cap_tables
from laogu.register.views import OUTSTANDING, Conventions
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Choice, Filter
from laogu.web.visit import Visit

By = Literal["holder", "class", "group", "votes"]
BYS: tuple[By, ...] = get_args(By)
DILUTED = "fully-diluted"
SWITCHES = ("grants", "without", "at")


class Asked(Struct, frozen=True, kw_only=True):
    """What the address asks. since: the day with which the table is compared; None: with none."""

    by: By
    is_diluted: bool
    conventions: Conventions
    since: date | None


def asked(visit: Visit, subject: Subject) -> Asked:
    """Return what the address asks, in the words of the other doors; the rest is as usual."""
    found = cap_tables.table_asked(visit.query, currency=subject.issuer.currency)
    is_diluted = found.is_diluted and found.by != "votes"
    return Asked(
        by=next((one for one in BYS if one == found.by), BYS[0]),
        is_diluted=is_diluted,
        conventions=found.conventions if is_diluted else OUTSTANDING,
        since=found.since,
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
    without = [one for one, is_on in (
        ("pool", now.pool), ("warrants", now.warrants), ("conversion", now.as_converted),
    ) if not is_on]  # fmt: skip

    def switch(says: str, name: str) -> Filter:
        others = [one for one in without if one != name]
        return Filter(
            says=says,
            choices=(
                _choice(visit, visit.said("counted"), "without", ",".join(others) or None,
                        is_chosen=name not in without),
                _choice(visit, visit.said("left out"), "without", ",".join([*others, name]),
                        is_chosen=name in without),
            ),
        )  # fmt: skip

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
        switch(visit.said("Left to grant"), "pool"),
        switch(visit.said("Warrants"), "warrants"),
        switch(visit.said("As converted"), "conversion"),
    ]


def _choice(visit: Visit, says: str, name: str, value: str | None, *, is_chosen: bool) -> Choice:
    # A switch is of what is fully diluted, so the address says that too.
    href = visit.here(**{name: value, "counts": DILUTED}) + "#table"
    return Choice(says=says, href=href, is_chosen=is_chosen)
