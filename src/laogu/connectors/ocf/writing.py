"""From a history to a package: a folder or a zip, the same bytes for the same history.

Objects are written one after the other, so that a package is never whole in memory; names of files
are our own and no word of a history becomes one.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import Struct

from laogu.connectors.ocf.findings import Findings, OCFFinding
from laogu.connectors.ocf.fitting import (
    AS_CANCELLATIONS,
    CLIFF_LEFT_OUT,
    GATE_LEFT_OUT,
    RIGHTS_LEFT_OUT,
    VERSIONS,
    Fitting,
    Version,
)
from laogu.connectors.ocf.kept import THE_MANIFEST, Kept
from laogu.connectors.ocf.limits import LIMITS
from laogu.connectors.ocf.manifest import LISTS
from laogu.connectors.ocf.parties import (
    said_class,
    said_document,
    said_financing,
    said_holder,
    said_issuer,
    said_legend,
    said_plan,
    said_valuation,
)
from laogu.connectors.ocf.stating import stated
from laogu.connectors.ocf.vesting import said_terms
from laogu.connectors.ocf.words import Given
from laogu.register import history
from laogu.register.vesting import AfterPeriod

MOST_OBJECTS_A_FILE = 50_000
"""Objects of one file; a list with more of them is written as several files."""

_NAMES: Final = {
    "stakeholders_files": "Stakeholders",
    "stock_classes_files": "StockClasses",
    "stock_legend_templates_files": "StockLegendTemplates",
    "stock_plans_files": "StockPlans",
    "vesting_terms_files": "VestingTerms",
    "valuations_files": "Valuations",
    "financings_files": "Financings",
    "documents_files": "Documents",
    "transactions_files": "Transactions",
}
_FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in a zip, so that the same history gives the same bytes."""

Open = Callable[[str], Any]


class Writing(Struct, frozen=True, kw_only=True):
    """How a package is written.

    generated_at: the moment of which its manifest tells. is_strict: without fields that the
    standard does not have, even where they came with a package.
    """

    generated_at: datetime
    version: Version = "main"
    is_strict: bool = False
    most_objects: int = MOST_OBJECTS_A_FILE


def write_folder(
    path: Path, told: history.History, kept: Kept, writing: Writing
) -> tuple[OCFFinding, ...]:
    """Write a package into a folder that is new or empty, and return what was found on the way."""
    path.mkdir(parents=True, exist_ok=True)
    if any(path.iterdir()):
        raise FileExistsError(f"{path.name} is not empty")

    @contextmanager
    def opened(name: str) -> Iterator[BinaryIO]:
        with (path / name).open("xb") as file:
            yield file

    return _write(opened, path.name, told, kept, writing)


def write_zip(
    into: BinaryIO, name: str, told: history.History, kept: Kept, writing: Writing
) -> tuple[OCFFinding, ...]:
    """Write a package as a zip, and return what was found on the way."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:

        @contextmanager
        def opened(inner: str) -> Iterator[Any]:
            entry = zipfile.ZipInfo(inner, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as file:
                yield file

        return _write(opened, name, told, kept, writing)


def _write(
    opened: Open, name: str, told: history.History, kept: Kept, writing: Writing
) -> tuple[OCFFinding, ...]:
    findings = Findings(LIMITS.findings)
    days = [one.on for one in told.changes]
    as_of = told.as_of or max(days, default=writing.generated_at.date())
    fitting = Fitting(
        writing.version,
        findings,
        is_strict=writing.is_strict,
        currency=history.usual_currency(told) or "USD",
        first_day=min(days, default=as_of).isoformat(),
        first_class=next(iter(told.classes), None),
    )
    manifest: dict[str, Any] = {
        "ocf_version": VERSIONS[writing.version],
        "file_type": "OCF_MANIFEST_FILE",
        "issuer": fitting.whole(said_issuer(told), kept.get(told.issuer)),
        "as_of": as_of.isoformat(),
        "generated_at": f"{writing.generated_at:%Y-%m-%dT%H:%M:%SZ}",
    }
    for listed, objects in _lists(told, kept, fitting).items():
        manifest[listed] = [
            {"filepath": file, "md5": md5}
            for file, md5 in _files(opened, listed, objects, writing.most_objects)
        ]
    fitting.say_what_lacks()
    rest = msgspec.json.decode(kept.get(THE_MANIFEST, "{}"), type=dict[str, msgspec.Raw])
    for field, raw in rest.items():
        if field == "comments" or not writing.is_strict:
            manifest.setdefault(field, raw)
    with opened("Manifest.ocf.json") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    return findings.all(name)


def _lists(told: history.History, kept: Kept, fitting: Fitting) -> dict[str, Iterator[Given]]:
    """Return the objects of every list of the manifest, none of them made yet."""
    is_main = fitting.is_main

    def whole(objects: Iterable[Given]) -> Iterator[Given]:
        for said in objects:
            if fitting.fits(said):
                yield fitting.whole(said, kept.get(said["id"]))

    return {
        "stakeholders_files": whole(
            said_holder(one, is_main=is_main) for one in told.holders.values()
        ),
        "stock_classes_files": whole(_classes(told, fitting)),
        "stock_legend_templates_files": whole(map(said_legend, told.legends.values())),
        "stock_plans_files": whole(_plans(told, fitting)),
        "vesting_terms_files": whole(_terms(told, fitting)),
        "valuations_files": whole(map(said_valuation, told.valuations.values())),
        "financings_files": whole(
            said_financing(one) for one in told.financings.values() if one.issuances
        ),
        "documents_files": whole(map(said_document, told.documents.values())),
        "transactions_files": whole(_changes(told, fitting)),
    }


def _classes(told: history.History, fitting: Fitting) -> Iterator[Given]:
    for one in told.classes.values():
        if one.besides:
            id_ = one.stock_class
            fitting.say(RIGHTS_LEFT_OUT, id_, id=id_, name=one.name, varied=one.besides)
        yield said_class(one)


def _plans(told: history.History, fitting: Fitting) -> Iterator[Given]:
    for one in told.plans.values():
        fitting.lack(one.plan, "STOCK_PLAN", one.besides)
        yield said_plan(one)


def _terms(told: history.History, fitting: Fitting) -> Iterator[Given]:
    for one in told.terms.values():
        triggers = (each.trigger for each in one.vests.conditions)
        periods = [each.period for each in triggers if isinstance(each, AfterPeriod)]
        if not fitting.is_main and any(each.cliff is not None for each in periods):
            fitting.say(CLIFF_LEFT_OUT, one.terms, id=one.terms, version=fitting.version)
        if one.vests.gate is not None:
            fitting.say(GATE_LEFT_OUT, one.terms, id=one.terms)
            if one.vests.gate_until is not None:
                fitting.lack(one.terms, "VESTING_TERMS", ("last day of the event",))
        yield said_terms(one, is_main=fitting.is_main)


def _changes(told: history.History, fitting: Fitting) -> Iterator[Given]:
    issued = {one.security: one for one in told.changes if isinstance(one, history.Issuance)}
    for change in told.changes:
        if isinstance(change, history.VestingNoted) and _is_of_gate(told, change, issued):
            # Its terms are written without the gate, so nothing there has this name.
            fitting.lack(change.id, "TX_VESTING_EVENT", ("what vesting waited for",))
            continue
        if isinstance(change, history.Consolidation) and not fitting.is_main:
            fitting.say(AS_CANCELLATIONS, change.id, version=fitting.version)
            for security in change.securities:
                yield stated(
                    history.Retirement(
                        id=f"{change.id}-{security}",
                        on=change.on,
                        line=change.line,
                        how="cancellation",
                        security=security,
                        kind="stock",
                        units=None if security not in issued else issued[security].units,
                        reason=f"Consolidated into {change.result}",
                    )
                )
        else:
            said = stated(change)
            fitting.lack(change.id, said["object_type"], _beyond(change))
            yield said


def _beyond(change: history.AnyChange) -> tuple[str, ...]:
    """Return what a change says for which the standard has no words."""
    if isinstance(change, history.Issuance):
        rights = [one.right for one in change.triggers if one.right is not None]
        if any(one.mechanism.matures_on is not None for one in rights):
            return ("last day of a note", *change.besides)
    return change.besides


def _is_of_gate(
    told: history.History, noted: history.VestingNoted, issued: Mapping[str, history.Issuance]
) -> bool:
    """Return whether what came about is the gate of a whole schedule, and no condition of it."""
    grant = issued.get(noted.security)
    terms = None if grant is None else told.terms.get(grant.terms or "")
    if terms is None or noted.condition in terms.conditions:
        return False
    return noted.condition == terms.vests.gate


def _files(
    opened: Open, listed: str, objects: Iterator[Given], most: int
) -> Iterator[tuple[str, str]]:
    """Write a list as one file, or several; yield the name and MD5 of each.

    A list without objects is an empty file, but for those that a manifest may leave out.
    """
    waiting = next(objects, None)
    if waiting is None and listed in {"financings_files", "documents_files"}:
        return
    number = 0
    encode = msgspec.json.Encoder().encode
    while number == 0 or waiting is not None:
        number += 1
        name = f"{_NAMES[listed]}{'' if number == 1 else f'-{number}'}.ocf.json"
        digest = hashlib.md5(usedforsecurity=False)
        with opened(name) as file:

            def write(part: bytes, into: Any = file, md5: Any = digest) -> None:
                md5.update(part)
                into.write(part)

            write(b'{"file_type": "' + LISTS[listed][0].encode() + b'", "items": [')
            count = 0
            while waiting is not None and count < most:
                write((b",\n" if count else b"\n") + encode(waiting))
                count += 1
                waiting = next(objects, None)
            write(b"\n]}\n")
        yield name, digest.hexdigest()
