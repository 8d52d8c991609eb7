"""The manifest: which version it is, whose history it holds, and which files belong to it."""

import posixpath
import re
from datetime import date
from typing import Any, Final

import msgspec
from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.kept import as_kept
from laogu.connectors.ocf.limits import Limits
from laogu.connectors.ocf.package import FILE_TOO_LARGE, MIB, Package, is_within
from laogu.connectors.ocf.values import day_of

# Which list of the manifest names the files of which type, holding which objects.
LISTS: Final = {
    "stakeholders_files": ("OCF_STAKEHOLDERS_FILE", "STAKEHOLDER"),
    "stock_classes_files": ("OCF_STOCK_CLASSES_FILE", "STOCK_CLASS"),
    "stock_legend_templates_files": ("OCF_STOCK_LEGEND_TEMPLATES_FILE", "STOCK_LEGEND_TEMPLATE"),
    "stock_plans_files": ("OCF_STOCK_PLANS_FILE", "STOCK_PLAN"),
    "vesting_terms_files": ("OCF_VESTING_TERMS_FILE", "VESTING_TERMS"),
    "valuations_files": ("OCF_VALUATIONS_FILE", "VALUATION"),
    "financings_files": ("OCF_FINANCINGS_FILE", "FINANCING"),
    "documents_files": ("OCF_DOCUMENTS_FILE", "DOCUMENT"),
    "transactions_files": ("OCF_TRANSACTIONS_FILE", "TX_"),
}
OPTIONAL: Final = frozenset({"financings_files", "documents_files"})
KNOWN: Final = frozenset(
    {*LISTS, "ocf_version", "file_type", "issuer", "as_of", "generated_at", "comments"}
)
_VERSION = re.compile(r"1\.[0-2](?:\.\d+)?(?:-[0-9A-Za-z.]+)?(?:\+[0-9A-Za-z.]+)?")
_MAIN = re.compile(r".*\+main")


class FileNamed(Struct, frozen=True, kw_only=True):
    """A file of the package. md5: as the manifest states it; blank: it states none."""

    name: str
    listed: str
    md5: str


class Manifest(Struct, frozen=True, kw_only=True):
    """What a manifest says. is_main: of the standard's unreleased branch.

    issuer: as it is written. rest: fields that a history has no words for; blank: there are none.
    """

    name: str
    version: str
    is_main: bool
    issuer: bytes
    rest: str
    as_of: date | None
    files: tuple[FileNamed, ...]


def read_manifest(package: Package, limits: Limits, findings: Findings) -> Manifest | None:
    """Return the one manifest of a package, or None with a finding."""
    names = [one for one in package.sizes if _base(one) == "manifest.ocf.json"]
    if len(names) != 1:
        known = TWO_MANIFESTS if names else NO_MANIFEST
        findings.say(known, package.name, names=names[:10])
        return None
    name = names[0]
    content = package.content(name, limits.manifest_bytes)
    if content is None:
        findings.say(FILE_TOO_LARGE, name, name=name, limit=limits.manifest_bytes // MIB)
        return None
    found = _decoded(content, name, findings)
    if found is None:
        return None
    given, written = found
    if given.get("file_type") != "OCF_MANIFEST_FILE":
        findings.say(WRONG_FILE_TYPE, f"{name}#/file_type", wanted="OCF_MANIFEST_FILE", name=name)
    for field in given.keys() - KNOWN:
        findings.say(MANIFEST_FIELD_UNKNOWN, f"{name}#/{field}", field=field)
    version = given.get("ocf_version")
    version = version if isinstance(version, str) else ""
    if not _VERSION.fullmatch(version):
        findings.say(VERSION_UNKNOWN, f"{name}#/ocf_version", version=version or "?")
    raw = msgspec.json.decode(written, type=dict[str, msgspec.Raw])
    if not isinstance(given.get("issuer"), dict):
        findings.say(NO_ISSUER, f"{name}#/issuer")
        raw["issuer"] = msgspec.Raw(b"{}")
    carried = KNOWN if not given.get("comments") else KNOWN - {"comments"}
    rest = {field: raw[field] for field in given if field not in carried}
    as_of = given.get("as_of")
    on = day_of(as_of[:10]) if isinstance(as_of, str) else None
    if on is None:
        findings.say(AS_OF_UNREADABLE, f"{name}#/as_of")
    return Manifest(
        name=name,
        version=version,
        is_main=bool(_MAIN.fullmatch(version)),
        issuer=bytes(raw["issuer"]),
        rest=as_kept(rest) if rest else "",
        as_of=on,
        files=tuple(_files(given, name, package, findings)),
    )


def _base(name: str) -> str:
    return name.rsplit("/", 1)[-1].lower()


def _decoded(content: bytes, name: str, findings: Findings) -> tuple[dict[str, Any], bytes] | None:
    """Return what a manifest says, and the text it stands in; None with a finding."""
    from laogu.connectors.ocf.texts import text_in_utf8, twice_in

    text = text_in_utf8(content, name, findings)
    if text is None:
        return None
    try:
        given = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as wrong:
        findings.say(NOT_JSON, name, name=name, reason=str(wrong)[:200])
        return None
    if not isinstance(given, dict):
        findings.say(NOT_JSON, name, name=name, reason=type(given).__name__)
        return None
    for field in twice_in(text):
        findings.say(FIELD_TWICE, f"{name}#", field=field)
    return given, text


def _files(
    given: dict[str, Any], name: str, package: Package, findings: Findings
) -> list[FileNamed]:
    found: dict[str, FileNamed] = {}
    folder = posixpath.dirname(name)
    for listed in LISTS:
        where = f"{name}#/{listed}"
        entries = given.get(listed, [] if listed in OPTIONAL else None)
        if not isinstance(entries, list):
            findings.say(LIST_MISSING, where, field=listed)
            continue
        for at, entry in enumerate(entries):
            path = entry.get("filepath") if isinstance(entry, dict) else None
            if not isinstance(path, str) or not is_within(path.removeprefix("./")):
                told = path if isinstance(path, str) else "?"
                findings.say(PATH_UNREADABLE, f"{where}/{at}/filepath", name=told)
                continue
            inner = posixpath.normpath(posixpath.join(folder, path))
            if inner in found:
                findings.say(FILE_TWICE, f"{where}/{at}/filepath", name=path)
            elif inner not in package.sizes:
                findings.say(FILE_MISSING, f"{where}/{at}/filepath", name=path)
            else:
                md5 = entry.get("md5")
                md5 = md5 if isinstance(md5, str) else ""
                found[inner] = FileNamed(name=inner, listed=listed, md5=md5)
    for inner in package.sizes:
        if inner not in found and inner != name and _base(inner).endswith(".ocf.json"):
            findings.say(NOT_IN_MANIFEST, inner, name=inner)
    return list(found.values())


NO_MANIFEST = Remark(
    severity="error",
    code="ocf.no_manifest",
    what="There is no Manifest.ocf.json.",
    why="The manifest says which files belong to the package, and whose history they hold.",
    fix="Export the package again, or give the folder in which the manifest lies.",
)
TWO_MANIFESTS = Remark(
    severity="error",
    code="ocf.two_manifests",
    what="There are several manifests: {names}.",
    why="Each of them would be another package.",
    fix="Give one package at a time.",
)
NOT_JSON = Remark(
    severity="error",
    code="ocf.not_json",
    what="{name} is not JSON of the kind that is wanted: {reason}.",
    why="What cannot be read to its end may say anything.",
    fix="Export the package again.",
)
FIELD_TWICE = Remark(
    severity="error",
    code="ocf.field_twice",
    what="The field {field} is there twice in one object.",
    why="One reader would take the first and another the last, so neither counts.",
    fix="Write it once.",
)
WRONG_FILE_TYPE = Remark(
    severity="warning",
    code="ocf.wrong_file_type",
    what="{name} does not call itself {wanted}.",
    why="It is read as what the manifest lists it for.",
    fix="Write the file's type as the standard has it.",
)
MANIFEST_FIELD_UNKNOWN = Remark(
    severity="note",
    code="ocf.manifest_field_unknown",
    what="The manifest has a field that the standard does not: {field}.",
    why="It is kept and means nothing here.",
    fix="Nothing needs to be done.",
)
VERSION_UNKNOWN = Remark(
    severity="warning",
    code="ocf.version_unknown",
    what="The version {version} is not one that is read: 1.0 to 1.2, and what follows it on main.",
    why="It is read as the nearest of them; fields may have changed their meaning.",
    fix="Export it in a version of 1.2.",
)
NO_ISSUER = Remark(
    severity="error",
    code="ocf.no_issuer",
    what="The manifest does not say whose history it is.",
    why="The issuer stands inside the manifest.",
    fix="Add the issuer to the manifest.",
)
AS_OF_UNREADABLE = Remark(
    severity="warning",
    code="ocf.as_of_unreadable",
    what="The manifest does not say of which day it speaks.",
    why="Positions are then those after everything that is in the package.",
    fix="Write as_of as 2026-11-22.",
)
LIST_MISSING = Remark(
    severity="warning",
    code="ocf.list_missing",
    what="The manifest has no list {field}.",
    why="It is taken for an empty one.",
    fix="Add the list, empty where there is none.",
)
PATH_UNREADABLE = Remark(
    severity="error",
    code="ocf.path_unreadable",
    what="The manifest names {name}, which is no file inside the package.",
    why="Only what lies inside the package is read.",
    fix="Put the file inside, and name it from the manifest on.",
)
FILE_TWICE = Remark(
    severity="error",
    code="ocf.file_twice",
    what="The manifest names {name} twice.",
    why="Everything in it would have happened twice.",
    fix="Name each file once.",
)
FILE_MISSING = Remark(
    severity="error",
    code="ocf.file_missing",
    what="The manifest names {name}, which is not in the package.",
    why="What is missing may say who holds what.",
    fix="Put the file inside, and name it from the manifest on.",
)
NOT_IN_MANIFEST = Remark(
    severity="note",
    code="ocf.not_in_manifest",
    what="{name} is in the package, and the manifest does not name it; it was not read.",
    why="The manifest says which files belong to the package, and whose history they hold.",
    fix="Name it in the manifest, or leave it out.",
)
