"""Histories of prices from a file: one company, or many."""

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from laogu.basics import Finding, said
from laogu.connectors.pricing.outside import events, index, sizes
from laogu.connectors.pricing.points import point, rank
from laogu.connectors.pricing.refusals import NotHistories
from laogu.connectors.pricing.remarks import TOO_MANY
from laogu.connectors.spreadsheet.remarks import shown
from laogu.pricing.marks import History, Level, Surroundings

LARGEST_HISTORIES: Final = 64 * 1024 * 1024
"""Bytes of a file of histories."""

MOST_COMPANIES: Final = 10_000
MOST_POINTS: Final = 20_000
MOST_FINDINGS: Final = 200
_UNUSED = (msgspec.DecodeError, RecursionError, UnicodeError, ValueError)


class _CompanyGiven(Struct):
    """A company as it is written: what became of it, and notes, are not read."""

    points: msgspec.Raw
    id: str = ""
    rank: str | None = None
    index: list[msgspec.Raw] = []
    events: list[str] = []
    figures: list[msgspec.Raw] = []


class _FileGiven(Struct):
    """A file: one company, or several with an index that stands for all that have none."""

    companies: msgspec.Raw = msgspec.Raw()
    points: msgspec.Raw = msgspec.Raw()
    index: list[msgspec.Raw] = []


class Histories(Struct, frozen=True, kw_only=True):
    """A file, read. input_hash: SHA-256 of what counts in it, so of nothing that was left out."""

    histories: tuple[History, ...]
    findings: tuple[Finding, ...]
    input_hash: str


def read_histories(content: bytes, file: str) -> Histories:
    """Return the histories of a file: what cannot be used is left out, with a finding."""
    findings: list[Finding] = []
    try:
        given = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_FileGiven)
        if len(given.companies):
            raws = msgspec.json.decode(given.companies, type=list[msgspec.Raw])
            if not raws:
                raise NotHistories(file=file, reason=said("It has neither points nor companies."))
        elif len(given.points):
            raws = [msgspec.Raw(content.removeprefix(b"\xef\xbb\xbf"))]
        else:
            reason = said("It has neither points nor companies.")
            raise NotHistories(file=file, reason=reason)
        if len(raws) > MOST_COMPANIES:
            reason = said("It has more than {most} companies.", most=MOST_COMPANIES)
            raise NotHistories(file=file, reason=reason)
        is_one = not len(given.companies)
        shared = [] if is_one else index(given.index, "/index", findings)
        found = tuple(_companies(raws, findings, is_one=is_one, shared=tuple(shared)))
    except _UNUSED as wrong:
        if isinstance(wrong, NotHistories):
            raise
        reason = said("It is not JSON of that kind: {wrong}.", wrong=shown(str(wrong), 200))
        raise NotHistories(file=file, reason=reason) from None
    counted = msgspec.json.encode(found)
    return Histories(
        histories=found,
        findings=tuple(findings[:MOST_FINDINGS]),
        input_hash=hashlib.sha256(counted).hexdigest(),
    )


def _companies(
    raws: list[msgspec.Raw], findings: list[Finding], *, is_one: bool, shared: tuple[Level, ...]
) -> Iterator[History]:
    for at, raw in enumerate(raws):
        where = "" if is_one else f"/companies/{at}"
        given = msgspec.json.decode(raw, type=_CompanyGiven)
        points = msgspec.json.decode(given.points, type=list[msgspec.Raw])
        for name, many in (("points", points), ("index", given.index), ("figures", given.figures)):
            if len(many) > MOST_POINTS:
                findings.append(TOO_MANY.at(f"{where}/{name}", most=MOST_POINTS))
                del many[MOST_POINTS:]
        read = (point(one, f"{where}/points/{n}", findings) for n, one in enumerate(points))
        levels = tuple(index(given.index, f"{where}/index", findings)) or shared
        yield History(
            issuer=given.id[:200],
            points=tuple(one for one in read if one),
            around=Surroundings(
                index=levels, events=tuple(events(given.events, f"{where}/events", findings))
            ),
            described=tuple(sizes(given.figures, f"{where}/figures", findings)),
            rank=rank(given.rank, where, findings),
        )
