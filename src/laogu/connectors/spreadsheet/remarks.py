"""What can be said of a file, where it is said, and how much of it is kept."""

import unicodedata
from typing import Literal

from msgspec import Struct

from laogu.basics import Finding, Remark

Severity = Literal["error", "warning", "note"]


class Findings:
    """Everything found in one file, in file order, within a limit.

    Of each severity as many are kept as the limit allows, so that a flood of notes hides no error.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._seen = 0
        self._kept: dict[Severity, list[tuple[int, Finding]]] = {
            "error": [],
            "warning": [],
            "note": [],
        }
        self.counts: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}

    @property
    def errors(self) -> int:
        """How many errors were found, also those beyond the limit."""
        return self.counts["error"]

    def add(self, remark: Remark, where: str, **facts: object) -> None:
        """Keep a finding, or count it where the limit is reached."""
        self._seen += 1
        self.counts[remark.severity] += 1
        kept = self._kept[remark.severity]
        if len(kept) < self._limit:
            kept.append((self._seen, remark.at(where, **facts)))

    def all(self, file: str) -> tuple[Finding, ...]:
        """Return the findings in file order, errors before others where not all fit.

        The last one says how many are not shown.
        """
        by_weight = [*self._kept["error"], *self._kept["warning"], *self._kept["note"]]
        shown = sorted(by_weight[: self._limit], key=lambda each: each[0])
        found = [finding for _, finding in shown]
        rest = self._seen - len(found)
        if rest:
            cut = MORE_ERRORS if self.errors > self._limit else MORE
            found.append(cut.at(file, rest=rest, limit=self._limit))
        return tuple(found)


class Spot(Struct, frozen=True):
    """A place in the file, and the findings it belongs to."""

    findings: Findings
    where: str

    def say(self, remark: Remark, **facts: object) -> None:
        """Add a finding at this place."""
        self.findings.add(remark, self.where, **facts)


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shown(text: str, longest: int = 60) -> str:
    """Return text from outside so that it can be read inside a finding.

    What would not show as it is becomes its code point; what is too long ends in an ellipsis.
    """
    visible = "".join(
        f"\\u{{{ord(each):X}}}" if unicodedata.category(each)[0] in "CZ" and each != " " else each
        for each in text[: longest + 1]
    )
    return visible if len(text) <= longest else visible[:longest] + "…"


MORE = Remark(
    severity="note",
    code="spreadsheet.more_findings",
    what="Findings not shown: {rest}.",
    why="At most {limit} are shown one by one; errors come before warnings and notes.",
    fix="Correct what is shown and read the file again.",
)
MORE_ERRORS = Remark(
    severity="error",
    code="spreadsheet.more_errors",
    what="Findings not shown, errors among them: {rest}.",
    why="At most {limit} are shown one by one; errors come before warnings and notes.",
    fix="Correct what is shown and read the file again.",
)
