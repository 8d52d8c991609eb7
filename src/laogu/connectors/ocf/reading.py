"""From a package to a history with everything that was found on the way."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from laogu.connectors.ocf import remarks
from laogu.connectors.ocf.findings import Findings, OCFFinding
from laogu.connectors.ocf.kept import THE_MANIFEST, Kept, telling, unsaid
from laogu.connectors.ocf.limits import LIMITS, Limits
from laogu.connectors.ocf.manifest import Manifest, read_manifest
from laogu.connectors.ocf.objects import Objects, Raw, Read, is_ahead
from laogu.connectors.ocf.package import opened
from laogu.connectors.ocf.parties import authorized_of, said_issuer
from laogu.connectors.ocf.stating import stated
from laogu.connectors.ocf.translate import CHANGES, PARTIES
from laogu.connectors.ocf.words import Given, optional_day, text_of
from laogu.register import history


class PackageRead(Struct, frozen=True, kw_only=True):
    """A package, read and checked.

    lives: None: there was nothing that could be read as a history. Where it is not accepted, they
    hold what could be read of it, which may be too little.
    kept: what a history has no words for, by the ids of the objects, as it was written.
    """

    package: str
    version: str
    accepted: bool
    findings: tuple[OCFFinding, ...]
    lives: history.Lives | None
    readings: history.Readings
    kept: Kept = {}


def read_package(
    path: str, *, readings: history.Readings = history.USUAL, limits: Limits = LIMITS
) -> PackageRead:
    """Read a folder or zip and check it whole. A path that cannot be opened raises an OSError."""
    findings = Findings(limits.findings)
    package = opened(path, limits, findings)
    manifest = None if package is None else read_manifest(package, limits, findings)
    name = package.name if package is not None else path.rstrip("/").rsplit("/", 1)[-1]
    lives = None
    kept: Kept = {}
    if package is not None and manifest is not None:
        objects = Objects(package, manifest, limits, findings)
        told = _Told(manifest, objects, findings)
        lives = history.Lives(told.history())
        kept = told.kept
        _say(history.check(lives, readings), objects, findings)
    return PackageRead(
        package=name,
        version=manifest.version if manifest is not None else "",
        accepted=not findings.errors,
        findings=findings.all(name),
        lives=lives,
        readings=readings,
        kept=kept,
    )


NO_ISSUER: Read = ("ISSUER", {"id": "", "legal_name": ""}, 0, (), b"{}")
"""Stands for an issuer that cannot be read, of which a finding tells."""


class _Told:
    """What the objects of a package come to, gathered in one pass."""

    def __init__(self, manifest: Manifest, objects: Objects, findings: Findings) -> None:
        self._manifest, self._objects, self._findings = manifest, objects, findings
        self._changes: list[history.AnyChange] = []
        self._parties: dict[str, dict[str, Any]] = {kind: {} for kind in PARTIES}
        self._seen: set[str] = set()
        self._repeated: list[tuple[str, int]] = []
        self._said: set[str] = set()
        self.kept: Kept = {}

    def history(self) -> history.History:
        changes, seen = self._changes, self._seen
        _, issuer, _, loose_fields, issuer_raw = self._objects.issuer() or NO_ISSUER
        for kind, given, line, loose, raw in self._objects.all():
            translate = CHANGES.get(kind)
            fields = telling(given, loose) if loose else ()
            if translate is not None:
                if kind not in self._said:
                    self._said.add(kind)
                    self._note(kind, given, line)
                change = translate(given, line)
                changes.append(change)
                if fields:
                    self._keep(given, fields, stated(change), raw)
            else:
                self._take(kind, given, line, fields, raw)
            id_ = given["id"]
            if id_ in seen:
                self._repeated.append((id_, line))
            seen.add(id_)
        found = self._parties
        told = history.History(
            issuer=issuer["id"],
            name=issuer["legal_name"],
            holders=found["STAKEHOLDER"],
            classes=found["STOCK_CLASS"],
            plans=found["STOCK_PLAN"],
            terms=found["VESTING_TERMS"],
            legends=found["STOCK_LEGEND_TEMPLATE"],
            valuations=found["VALUATION"],
            financings=found["FINANCING"],
            documents=found["DOCUMENT"],
            changes=tuple(changes),
            repeated=tuple(self._repeated),
            unread=frozenset(self._objects.unread),
            as_of=self._manifest.as_of,
            formed_on=optional_day(issuer, "formation_date"),
            country=text_of(issuer, "country_of_formation"),
            authorized=authorized_of(issuer.get("initial_shares_authorized")),
        )
        self._keep(issuer, telling(issuer, loose_fields), said_issuer(told), issuer_raw)
        if self._manifest.rest:
            self.kept[THE_MANIFEST] = self._manifest.rest
        return told

    def _take(self, kind: str, given: Given, line: int, fields: tuple[str, ...], raw: Raw) -> None:
        read, again = PARTIES[kind]
        party = self._parties[kind].setdefault(given["id"], read(given, line))
        if fields:
            self._keep(given, fields, again(party), raw)

    def _keep(
        self, given: Given, fields: tuple[str, ...], said: Mapping[str, Any], raw: Raw
    ) -> None:
        found = unsaid(given, fields, said, raw)
        if found is not None:
            self.kept[given["id"]] = found

    def _note(self, kind: str, given: Given, line: int) -> None:
        """Say once of each type what is odd about it."""
        where = self._objects.where(line, "object_type")
        if kind.startswith("TX_PLAN_SECURITY_"):
            self._findings.say(remarks.OLD_NAME, where, given["id"], type=kind)
        if is_ahead(kind, self._manifest):
            facts = {"type": kind, "version": self._manifest.version}
            self._findings.say(remarks.TYPE_AHEAD, where, given["id"], **facts)


def _say(breaches: tuple[history.Breach, ...], objects: Objects, findings: Findings) -> None:
    for one in breaches:
        known = one.remark
        if findings.takes(known.severity):
            where = objects.where(one.line, one.field)
            texts = (known.what, known.why, known.fix)
            findings.keep((known.severity, known.code), texts, where, one.id, one.facts)
