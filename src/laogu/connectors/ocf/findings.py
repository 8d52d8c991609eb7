"""What is found in a package: errors before warnings before notes, within a limit."""

from collections.abc import Mapping

from laogu.basics import Finding, Remark
from laogu.connectors.spreadsheet.remarks import Severity, shown

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class OCFFinding(Finding, frozen=True, kw_only=True):
    """One thing found in a package. object_id: of the object at fault; None: it has none."""

    object_id: str | None = None


class Findings:
    """Everything found in one package; of each severity as many are kept as the limit allows."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[Severity, list[OCFFinding]] = {one: [] for one in SEVERITIES}
        self.counts: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)

    @property
    def errors(self) -> int:
        """How many errors were found, also those beyond the limit."""
        return self.counts["error"]

    def takes(self, severity: Severity) -> bool:
        """Count a finding and return whether there is room to keep it."""
        self.counts[severity] += 1
        return len(self._kept[severity]) < self._limit

    def say(self, remark: Remark, where: str, object_id: object = None, **facts: object) -> None:
        """Keep a finding, or count it where the limit is reached."""
        if self.takes(remark.severity):
            texts = (remark.what, remark.why, remark.fix)
            self.keep((remark.severity, remark.code), texts, where, object_id, facts)

    def keep(
        self,
        kind: tuple[Severity, str],
        texts: tuple[str, str, str],
        where: str,
        object_id: object,
        facts: Mapping[str, object],
    ) -> None:
        """Keep a finding that was counted before. kind: its severity and code."""
        severity, code = kind
        what, why, fix = texts
        found = OCFFinding(
            severity=severity,
            code=code,
            where=shown(where, 300),
            what=what,
            why=why,
            fix=fix,
            facts={name: _readable(fact) for name, fact in facts.items()},
            object_id=shown(object_id, 120) if isinstance(object_id, str) else None,
        )
        self._kept[severity].append(found)

    def all(self, where: str) -> tuple[OCFFinding, ...]:
        """Return what was found, the gravest first; the last says how many are not shown."""
        found = [one for severity in SEVERITIES for one in self._kept[severity]]
        rest = sum(self.counts.values()) - len(found)
        if rest:
            known = MORE_ERRORS if self.errors > self._limit else MORE
            texts = (known.what, known.why, known.fix)
            facts = {"rest": rest, "limit": self._limit}
            self.keep((known.severity, known.code), texts, where, None, facts)
            found.append(self._kept[known.severity].pop())
        return tuple(found)


def _readable(fact: object) -> object:
    match fact:
        case str():
            return shown(fact)
        case list() | tuple():
            return [_readable(one) for one in fact]
        case _:
            return fact


MORE = Remark(
    severity="note",
    code="ocf.more_findings",
    what="Findings not shown: {rest}.",
    why="At most {limit} of each severity are shown one by one.",
    fix="Correct what is shown and read the package again.",
)
MORE_ERRORS = Remark(
    severity="error",
    code="ocf.more_errors",
    what="Findings not shown, errors among them: {rest}.",
    why="At most {limit} of each severity are shown one by one.",
    fix="Correct what is shown and read the package again.",
)
