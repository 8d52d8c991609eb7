"""Everything that was found in a file, by how grave it is, and as a file of its own."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from laogu.basics import Finding
from laogu.web.exports import Sheet, Value, exported
from laogu.web.refusals import FormUnreadable
from laogu.web.shapes import Result
from laogu.web.showing import Shown
from laogu.web.visit import Visit

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SEALS: dict[Severity, Result] = {"error": "block", "warning": "flag", "note": "flag"}
FILES = ("csv", "xlsx", "json")
"""The forms in which findings can be taken along."""

HEADS = ("severity", "where", "what", "why", "fix", "code")


class FindingRow(Struct, frozen=True, kw_only=True):
    """One finding: how heavy, where, what, why, and what to do."""

    seal: Result
    severity: str
    where: str
    what: str
    why: str
    fix: str
    code: str


class FindingGroup(Struct, frozen=True, kw_only=True):
    """All findings of one severity. is_open: they are shown at once, the others on a click."""

    says: str
    rows: tuple[FindingRow, ...]
    is_open: bool


def groups(visit: Visit, findings: Sequence[Finding]) -> tuple[FindingGroup, ...]:
    """Return the findings by severity, the gravest first; a severity of none is left out."""
    words = {
        "error": visit.said("Errors: nothing is recorded while there is one"),
        "warning": visit.said("Warnings: worth a look before anything is recorded"),
        "note": visit.said("Notes: said so that nothing happens in silence"),
    }
    found = []
    for severity in SEVERITIES:
        rows = tuple(_row(visit, one) for one in findings if one.severity == severity)
        if rows:
            opened = severity != "note" or len(rows) == len(findings)
            found.append(FindingGroup(says=words[severity], rows=rows, is_open=opened))
    return tuple(found)


def counts(visit: Visit, findings: Sequence[Finding]) -> str:
    """Return how many of each severity there are."""

    def count(severity: str) -> int:
        return sum(1 for one in findings if one.severity == severity)

    return visit.said(
        "errors {errors} · warnings {warnings} · notes {notes}",
        errors=count("error"),
        warnings=count("warning"),
        notes=count("note"),
    )


def to_correct(visit: Visit, errors: int) -> str:
    """Return that so many places keep a file from being recorded."""
    if errors == 1:
        return visit.said("1 place needs a correction first.")
    return visit.said("{errors} places need a correction first.", errors=errors)


def as_file(visit: Visit, findings: Sequence[Finding], *, kind: str) -> Shown:
    """Return all findings as CSV, XLSX or JSON."""
    if kind not in FILES:
        raise FormUnreadable(reason=f"{kind[:20]}: {', '.join(FILES)}")

    def rows() -> list[tuple[Value, ...]]:
        shown = [_row(visit, one) for one in _by_weight(findings)]
        return [(one.severity, one.where, one.what, one.why, one.fix, one.code) for one in shown]

    there = visit.at(visit.path, {"table": "findings"}, None)
    there.form = kind
    file = exported(there, Sheet("findings", HEADS, rows))
    assert file is not None, "a form was asked for"
    return file


def _by_weight(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


def _row(visit: Visit, found: Finding) -> FindingRow:
    what, why, fix = found.say(visit.words)
    return FindingRow(
        seal=SEALS[found.severity],
        severity=visit.show(found.severity, of="severity"),
        where=found.place(visit.words),
        what=what,
        why=why,
        fix=fix,
        code=found.code,
    )
