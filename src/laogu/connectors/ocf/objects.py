"""Every object of a package, one after the other, with what is wrong with its shape."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from laogu.connectors.ocf import remarks
from laogu.connectors.ocf.files import Files, Piece, twice_around
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.kept import SURE
from laogu.connectors.ocf.limits import Limits
from laogu.connectors.ocf.manifest import FIELD_TWICE, LISTS, FileNamed, Manifest
from laogu.connectors.ocf.mending import Mender
from laogu.connectors.ocf.package import Package
from laogu.connectors.ocf.shapes import LEFT_OUT_OF_THE_FILE, ONLY_ON_MAIN, SHAPES, Field
from laogu.connectors.ocf.texts import (
    fields_in,
    may_hold_twice,
    twice_in,
)

Given = dict[str, Any]
Raw = msgspec.Raw | bytes
Read = tuple[str, Given, int, tuple[str, ...], Raw]
"""Type, object and line; the fields that may say more than we do; the object as it is written."""

_decode = msgspec.json.Decoder().decode
MOST_PLANS = 2_000
"""Ways of writing an object that are remembered; more are looked at anew each time."""


class Plan(Struct, frozen=True):
    """What to look at in every object with these fields, and what to say of each of them.

    loose: fields that may hold more than a history has words for.
    """

    kind: str
    checks: tuple[Field, ...]
    unknown: tuple[str, ...]
    missing: tuple[Field, ...]
    loose: tuple[str, ...]


class Objects:
    """The objects of a package in the order of the manifest, each with its line.

    A line counts from 1; 0 is the issuer in the manifest. What could not be read is passed over,
    with a finding; `unread` holds the securities that it named.
    """

    def __init__(
        self, package: Package, manifest: Manifest, limits: Limits, findings: Findings
    ) -> None:
        self._of_package = Files(package, limits, findings)
        self._manifest, self._limits, self._findings = manifest, limits, findings
        self._starts: list[int] = []
        self._files: list[str] = []
        self._count = 0
        self._plans: dict[tuple[Any, ...], Plan | None] = {}
        self._mender = Mender(findings)
        self.unread: set[str] = set()

    def where(self, line: int, field: str = "") -> str:
        """Return the file and pointer of an object, or of a field of it."""
        tail = f"/{field}" if field else ""
        if line == 0:
            return f"{self._manifest.name}#/issuer{tail}"
        at = bisect_right(self._starts, line) - 1
        return f"{self._files[at]}#/items/{line - self._starts[at]}{tail}"

    def issuer(self) -> Read | None:
        """Return the issuer; None: it cannot be read."""
        raw = self._manifest.issuer
        given = {"object_type": "ISSUER", **msgspec.json.decode(raw)}
        return self._looked_at(given, raw, 0, "ISSUER")

    def all(self) -> Iterator[Read]:
        """Yield everything that can be read."""
        for file in self._manifest.files:
            yield from self._of_file(file)

    def _of_file(self, file: FileNamed) -> Iterator[Read]:
        self._starts.append(self._count + 1)
        self._files.append(file.name)
        forgotten = 0
        for piece in self._of_package.pieces(file):
            first, fields = self._count + 1, piece.fields
            for raw in piece.items:
                self._count += 1
                if self._count > self._limits.objects:
                    limit = self._limits.objects
                    self._findings.say(remarks.TOO_MANY_OBJECTS, file.name, limit=limit)
                    return
                given, its = self._decoded(raw)
                fields += its
                kind = self._kind(given, file)
                if kind is not None:
                    forgotten += kind in LEFT_OUT_OF_THE_FILE
                    found = self._looked_at(given, raw, self._count, kind)
                    if found is not None:
                        yield found
            if may_hold_twice(piece.text, fields):
                self._find_twice(file, piece, first)
        if forgotten:
            self._findings.say(remarks.FORGOTTEN_TYPES, file.name, count=forgotten)

    def _decoded(self, raw: msgspec.Raw) -> tuple[Any, int]:
        """Return an object and its fields; None with a finding where it cannot be read."""
        if len(raw) > self._limits.object_bytes:
            self._findings.say(remarks.NOT_AN_OBJECT, self.where(self._count))
            return None, 0
        try:
            given = _decode(raw)
            fields = fields_in(given)
        except (msgspec.DecodeError, RecursionError, UnicodeError) as wrong:
            reason = str(wrong)[:200]
            self._findings.say(remarks.OBJECT_NOT_JSON, self.where(self._count), reason=reason)
            return None, 0
        if type(given) is not dict:
            self._findings.say(remarks.NOT_AN_OBJECT, self.where(self._count))
        return given, fields

    def _kind(self, given: Any, file: FileNamed) -> str | None:
        """Return the type of an object; None with a finding where it is not one for its file."""
        if type(given) is not dict:
            return None
        kind = given.get("object_type")
        wanted = LISTS[file.listed][1]
        if type(kind) is str and (kind.startswith(wanted) or wanted + kind[:3] == "TX_CE_"):
            return kind
        where = self.where(self._count, "object_type")
        facts = {"type": str(kind), "name": file.name}
        self._findings.say(remarks.TYPE_NOT_OF_FILE, where, given.get("id"), **facts)
        return None

    def _find_twice(self, file: FileNamed, piece: Piece, first: int) -> None:
        """Say which fields stand twice: object by object, and around them."""
        for line, raw in enumerate(piece.items, first):
            one = bytes(raw)
            if len(one) <= self._limits.object_bytes:
                for field in twice_in(one):
                    self._findings.say(FIELD_TWICE, self.where(line), field=field)
        if not piece.fields:
            return
        for field in twice_around(piece, self._limits.object_bytes):
            self._findings.say(FIELD_TWICE, file.name, field=field)

    def _looked_at(self, given: Given, raw: Raw, line: int, kind: str) -> Read | None:
        """Return an object as it may be translated; None with findings where it may not."""
        key = (kind, *given)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plan(kind, given)
            if plan is None:
                where = self.where(line, "object_type")
                self._findings.say(remarks.TYPE_UNKNOWN, where, given.get("id"), type=kind)
                return None
            if len(self._plans) < MOST_PLANS:
                self._plans[key] = plan
        wrong = [field for field in plan.checks if not field.check(given[field.name])]
        if not wrong and not plan.unknown and not plan.missing:
            return kind, given, line, plan.loose, raw
        mended = self._mended(given, raw, line, plan, wrong)
        return None if mended is None else (kind, mended, line, plan.loose, raw)

    def _mended(
        self, given: Given, raw: Raw, line: int, plan: Plan, wrong: list[Field]
    ) -> Given | None:
        id_ = given.get("id")
        for name in plan.unknown:
            where = self.where(line, name)
            self._findings.say(remarks.FIELD_UNKNOWN, where, id_, field=name, type=plan.kind)
        is_sound = True
        for field in plan.missing:
            known = remarks.FIELD_MISSING if field.need == "!" else remarks.FIELD_LEFT_OUT
            where = self.where(line)
            self._findings.say(known, where, id_, field=field.name, type=plan.kind)
            is_sound = is_sound and field.need != "!"
        if wrong:
            given = dict(given)
            exact = json.loads(bytes(raw), parse_int=str, parse_float=str)
            for field in wrong:
                where = self.where(line, field.name)
                is_sound &= self._mender.mend(given, field, exact.get(field.name), where)
        if is_sound:
            return given
        self._note_unread(given)
        return None

    def _note_unread(self, given: Given) -> None:
        name = given.get("security_id")
        if isinstance(name, str) and str(given.get("object_type")).endswith("_ISSUANCE"):
            self.unread.add(name)

    def _plan(self, kind: str, given: Given) -> Plan | None:
        shape = SHAPES.get(kind)
        if shape is None:
            return None
        return Plan(
            kind,
            tuple([shape[name] for name in given if name in shape and shape[name].kind != "any"]),
            tuple([name for name in given if name not in shape]),
            tuple([one for name, one in shape.items() if one.need and name not in given]),
            tuple([name for name in given if name not in shape or name not in SURE]),
        )


def is_ahead(kind: str, manifest: Manifest) -> bool:
    """Return whether a type is newer than the version that the manifest states."""
    return kind in ONLY_ON_MAIN and not manifest.is_main
