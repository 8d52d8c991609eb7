"""One block at the end of every run: what was skipped, grouped by why.

With LAOGU_NO_SKIPS=1 (as CI runs) a skip is a failure, except where ../shared is not beside the
checkout: that folder is not part of the project.
"""

import os

import pytest

NO_SHARED = "no ../shared folder beside this checkout"


def skips_are_failures() -> bool:
    return os.environ.get("LAOGU_NO_SKIPS") == "1"


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test was skipped, without the place that said so."""
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ").strip()


def fail_if_skips_are_failures(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where that was asked for, and say so."""
    if not report.skipped or hasattr(report, "wasxfail") or not skips_are_failures():
        return
    reason = reason_of(report)
    if reason != NO_SHARED:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and LAOGU_NO_SKIPS=1 allows no skip: {reason}"


def by_reason(reports: list[pytest.TestReport | pytest.CollectReport]) -> dict[str, list[str]]:
    """Return the places that were skipped, by reason, most first."""
    grouped: dict[str, list[str]] = {}
    for report in reports:
        grouped.setdefault(reason_of(report), []).append(report.nodeid)
    return dict(sorted(grouped.items(), key=lambda group: (-len(group[1]), group[0])))


def lines(grouped: dict[str, list[str]]) -> list[str]:
    """Return the summary block: a line for each reason, then where."""
    if not grouped:
        return ["Nothing was skipped."]
    said = []
    for reason, places in grouped.items():
        said.append(f"{len(places)} skipped: {reason}")
        files: dict[str, int] = {}
        for place in places:
            file = place.split("::")[0]
            files[file] = files.get(file, 0) + 1
        said += [f"    {count:>4}  {file}" for file, count in sorted(files.items())]
    return said
