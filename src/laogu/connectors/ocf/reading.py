"""From a package to a history with everything that was found on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from laogu.connectors.ocf import remarks
from laogu.connectors.ocf.findings import Findings, OCFFinding
from laogu.connectors.ocf.limits import LIMITS, Limits
from laogu.connectors.ocf.manifest import Manifest, read_manifest
from laogu.connectors.ocf.objects import Objects, is_ahead
from laogu.connectors.ocf.package import opened
from laogu.connectors.ocf.translate import CHANGES, class_of, holder_of, plan_of, terms_of
from laogu.register import history

Given = dict[str, Any]


class PackageRead(Struct, frozen=True, kw_only=True):
    """A package, read and checked.

    lives: None: there was nothing that could be read as a history. Where it is not accepted, they
    hold what could be read of it, which may be too little.
    """

    package: str
    version: str
    accepted: bool
    findings: tuple[OCFFinding, ...]
    lives: history.Lives | None
    readings: history.Readings


def read_package(
    path: str, *, readings: history.Readings = history.USUAL, limits: Limits = LIMITS
) -> PackageRead:
    """Read a folder or zip and check it whole. A path that cannot be opened raises an OSError."""
    findings = Findings(limits.findings)
    package = opened(path, limits, findings)
    manifest = None if package is None else read_manifest(package, limits, findings)
    name = package.name if package is not None else path.rstrip("/").rsplit("/", 1)[-1]
    lives = None
    if package is not None and manifest is not None:
        objects = Objects(package, manifest, limits, findings)
        told = _Told(manifest, objects, findings)
        lives = history.Lives(told.history())
        _say(history.check(lives, readings), objects, findings)
    return PackageRead(
        package=name,
        version=manifest.version if manifest is not None else "",
        accepted=not findings.errors,
        findings=findings.all(name),
        lives=lives,
        readings=readings,
    )


class _Told:
    """What the objects of a package come to, gathered in one pass."""

    def __init__(self, manifest: Manifest, objects: Objects, findings: Findings) -> None:
        self._manifest, self._objects, self._findings = manifest, objects, findings
        self._holders: dict[str, history.Holder] = {}
        self._classes: dict[str, history.StockClass] = {}
        self._plans: dict[str, history.Plan] = {}
        self._terms: dict[str, history.VestingTerms] = {}
        self._legends: set[str] = set()
        self._changes: list[history.AnyChange] = []
        self._seen: set[str] = set()
        self._repeated: list[tuple[str, int]] = []
        self._said: set[str] = set()

    def history(self) -> history.History:
        issuer = self._objects.issuer()
        for kind, given, line in self._objects.all():
            translate = CHANGES.get(kind)
            if translate is not None:
                if kind not in self._said:
                    self._said.add(kind)
                    self._note(kind, given, line)
                self._changes.append(translate(given, line))
            else:
                self._take(kind, given, line)
            id_ = given["id"]
            if id_ in self._seen:
                self._repeated.append((id_, line))
            self._seen.add(id_)
        return history.History(
            issuer="" if issuer is None else issuer["id"],
            name="" if issuer is None else issuer["legal_name"],
            holders=self._holders,
            classes=self._classes,
            plans=self._plans,
            terms=self._terms,
            legends=frozenset(self._legends),
            changes=tuple(self._changes),
            repeated=tuple(self._repeated),
            unread=frozenset(self._objects.unread),
            as_of=self._manifest.as_of,
        )

    def _take(self, kind: str, given: Given, line: int) -> None:
        match kind:
            case "STAKEHOLDER":
                self._holders.setdefault(given["id"], holder_of(given, line))
            case "STOCK_CLASS":
                self._classes.setdefault(given["id"], class_of(given, line))
            case "STOCK_PLAN":
                self._plans.setdefault(given["id"], plan_of(given, line))
            case "VESTING_TERMS":
                self._terms.setdefault(given["id"], terms_of(given, line))
            case "STOCK_LEGEND_TEMPLATE":
                self._legends.add(given["id"])
            case _:
                pass

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
        known = one.invariant
        if findings.takes(known.severity):
            where = objects.where(one.line, one.field)
            texts = (known.what, known.why, known.fix)
            findings.keep((known.severity, known.code), texts, where, one.id, one.facts)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave cyclic garbage where it is for a while: a million changes hold no ring of it."""
    import gc

    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
