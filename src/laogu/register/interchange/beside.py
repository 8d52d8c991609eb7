"""What lies beside a register that came of a history, and how both are told together."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import IssuerId, Name
from laogu.register import history, papers
from laogu.register.interchange.patching import Fields, Patch, patched
from laogu.register.interchange.telling import history_of
from laogu.register.state import Register

Rest = dict[str, str]
"""What a history has no words for, by the ids of its objects, each as a JSON object."""


class Beside(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept beside a register, but for what is said of natural persons."""

    patch: Patch = Patch()
    rest: Rest = {}


class Details(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of one natural person: fields of the holder, and what has no words."""

    fields: Fields = {}
    rest: str | None = None


def set_apart(wanted: history.History, patch: Patch, rest: Rest) -> tuple[Beside, dict[str, str]]:
    """Return what may be kept openly, and what is said of each natural person, as JSON."""
    people = [id_ for id_, one in wanted.holders.items() if one.is_person]
    holders = dict(patch.parties.get("holders", {}))
    openly = dict(rest)
    sealed: dict[str, str] = {}
    for person in people:
        details = Details(fields=holders.pop(person, {}), rest=openly.pop(person, None))
        if details != Details():
            sealed[person] = msgspec.json.encode(details).decode()
    parties = {**patch.parties, "holders": holders}
    if not holders:
        del parties["holders"]
    return Beside(patch=replace(patch, parties=parties), rest=openly), sealed


def told(
    register: Register,
    issuer: IssuerId,
    *,
    as_of: date,
    open_name: Callable[[Name], str],
    document: Callable[[str], str | None],
) -> tuple[history.History, Rest]:
    """Return an issuer's history as of a day, and what it has no words for.

    document: what is kept under a hash; None: it is not, or no more.
    """
    found = history_of(register, issuer, as_of=as_of, open_name=open_name)
    taken = list(papers.papers_of(register.papers, issuer, papers.HistoryTaken))
    if not taken:
        return found, {}
    kept = None if taken[-1].kept is None else document(taken[-1].kept)
    beside = Beside() if kept is None else msgspec.json.decode(kept, type=Beside)
    rest = dict(beside.rest)
    holders: dict[str, Any] = dict(beside.patch.parties.get("holders", {}))
    for one in taken[-1].holders:
        known = register.holders[one]
        text = "" if known.details is None else open_name(known.details)
        if text.startswith("{") and known.origin is not None:
            details = msgspec.json.decode(text, type=Details)
            if details.fields:
                holders[known.origin] = details.fields
            if details.rest is not None:
                rest[known.origin] = details.rest
    patch = replace(beside.patch, parties={**beside.patch.parties, "holders": holders})
    return patched(found, patch), rest
