"""Grants of the register in the same form as those of a file: told, drawn, and as a calendar."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from laogu.basics import Words, in_words, said
from laogu.connectors.grants.calendar_feed import feed_of
from laogu.connectors.grants.reading import Held
from laogu.connectors.grants.standing import Stand, Standing
from laogu.connectors.grants.told import told
from laogu.operations import GrantNow, GrantsFound
from laogu.register import vesting


def stand_of(found: GrantsFound, *, holder: str, before: str = "") -> Stand:
    """Return registered grants as those of a file. before: what stands before every name."""
    return Stand(
        on=found.on,
        holder=holder,
        leaving=found.leaving,
        reading=vesting.USUAL,
        grants=tuple(_standing(one, found, before) for one in found.grants),
        split=found.split,
        warnings=(),
    )


def told_registered(
    found: Sequence[GrantsFound], words: Words, *, holder: str | None
) -> dict[str, Any]:
    """Return a holder's grants as plain data, issuer by issuer. holder: None: it was forgotten."""
    return {
        "holder_id": found[0].holder if found else None,
        "holder": holder,
        "issuers": [_issuer(one, words) for one in found],
    }


def registered_calendar(found: Sequence[GrantsFound], words: Words, *, holder: str) -> str:
    """Return the days of a holder's grants as an iCalendar feed, of every issuer."""
    stands = [
        stand_of(one, holder=holder, before=f"{words.show(one.issuer.named)} · ") for one in found
    ]
    return feed_of(stands, said("Grants of {holder}", holder=holder), words)


def _issuer(found: GrantsFound, words: Words) -> dict[str, Any]:
    given = told(stand_of(found, holder=""), words)
    for one, grant in zip(given["grants"], found.grants, strict=True):
        one["security_id"] = grant.grant.granted.security
        one["plan"] = grant.plan or None
        one["left"] = f"{in_words(grant.grant.left, grant.option.decimals):f}"
        one["ends_on"] = grant.ends_on.isoformat() if grant.ends_on else None
    return {
        "issuer": found.issuer.slug,
        **{key: given[key] for key in ("as_of", "left", "reading", "grants", "iso_limit")},
    }


def _standing(one: GrantNow, found: GrantsFound, before: str) -> Standing:
    named = f"{before}{one.name}"
    return Standing(
        held=Held(
            option=replace(one.option, name=named), history=one.history, exercised=one.exercised
        ),
        position=one.schedule.position(found.on),
        rows=one.rows,
        waits=one.schedule.timeline.waits(found.on),
        may=one.may,
        differs=(),
    )
