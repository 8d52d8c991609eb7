"""What kind of file this is, by its bytes; and a workbook's parts, unpacked within limits.

What reads the workbook later sees only a container that we packed ourselves, from parts whose
size and checksum were verified: no encryption, no links to other archives, no lying directory.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Literal

from laogu.basics import Remark
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.remarks import Spot, shown

Kind = Literal["text", "workbook", "document"]
"""A text file; a workbook (XLSX); a document of the OpenDocument format (ODS)."""

_MIB = 1024 * 1024
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
_MAIN: Mapping[Kind, str] = {"workbook": "xl/workbook.xml", "document": "content.xml"}
_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xls", ".7z", ".rar", ".gz", ".tar")
_ENCRYPTED_DOCUMENT = {"META-INF/manifest.xml", "encrypted-package"}
"""What a document holds that is encrypted as one, instead of part by part."""

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def kind_of(content: bytes, spot: Spot) -> Kind | None:
    """Return what the bytes are, whatever the file is called; None for what is not read."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_archive(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        spot.say(ENCRYPTED if _ENCRYPTED_PACKAGE in content else OLD_WORKBOOK)
        return None
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        spot.say(WEB_PAGE)
        return None
    if start.startswith((b"%pdf", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"rar!", b"par1")):
        spot.say(OTHER_KIND)
        return None
    return "text"


def _kind_of_archive(content: bytes) -> Kind:
    """Return what an archive is by the parts it names, in whatever order they are packed.

    One whose directory cannot be read is said to be damaged when it is unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except _BROKEN_ZIP:
        return "workbook"
    is_document = _MAIN["workbook"] not in names and (
        _MAIN["document"] in names or names >= _ENCRYPTED_DOCUMENT
    )
    return "document" if is_document else "workbook"


def parts_of(content: bytes, kind: Kind, limits: Limits, spot: Spot) -> dict[str, bytes] | None:
    """Return the parts of a workbook that its cells need; None with a finding where there are none.

    The directory is checked before anything is unpacked, and what is unpacked is held to it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if not _may_unpack(entries, _MAIN[kind], limits, spot):
                return None
            found = {entry.filename: archive.read(entry) for entry in entries if _is_needed(entry)}
    except _BROKEN_ZIP:
        spot.say(DAMAGED_WORKBOOK)
        return None
    if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
        spot.say(ENCRYPTED)
        return None
    return found


def _is_needed(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    if name in {"[Content_Types].xml", "_rels/.rels", "content.xml", "META-INF/manifest.xml"}:
        return True
    folder, _, part = name.rpartition("/")
    return folder in {"xl", "xl/_rels", "xl/worksheets"} and part.endswith((".xml", ".rels"))


def _may_unpack(entries: list[zipfile.ZipInfo], main: str, limits: Limits, spot: Spot) -> bool:
    names = [entry.filename for entry in entries]
    is_whole = main not in names and _ENCRYPTED_DOCUMENT.issubset(names)
    if is_whole or any(entry.flag_bits & 0x1 for entry in entries):
        spot.say(ENCRYPTED)
    elif main not in names:
        nested = next((name for name in names if name.lower().endswith(_ARCHIVES)), None)
        if nested is not None:
            spot.say(ARCHIVE, name=shown(nested))
        else:
            spot.say(OTHER_KIND)
    elif len(names) > limits.zip_parts:
        spot.say(TOO_MANY_PARTS, count=len(names), limit=limits.zip_parts)
    elif sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        unpacked = sum(entry.file_size for entry in entries)
        spot.say(UNPACKS_TOO_LARGE, size=-(-unpacked // _MIB), limit=limits.unpacked_bytes // _MIB)
    elif any(
        entry.file_size > max(_MIB, entry.compress_size * limits.unpack_ratio) for entry in entries
    ):
        spot.say(UNPACKS_TOO_FAR, limit=limits.unpack_ratio)
    elif len(set(names)) < len(names) or any(
        entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries
    ):
        spot.say(DAMAGED_WORKBOOK)
    else:
        return True
    return False


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Return the parts as a plain archive, nothing compressed."""
    packing = io.BytesIO()
    with zipfile.ZipFile(packing, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            # A fixed day: writing the same parts gives the same bytes, whatever the clock says.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part)
    packing.seek(0)
    return packing


EMPTY_FILE = Remark(
    severity="error",
    code="spreadsheet.empty_file",
    what="The file is empty.",
    why="There is nothing in it that could be read.",
    fix="Choose the file again; it may not have been saved yet.",
)
FILE_TOO_LARGE = Remark(
    severity="error",
    code="spreadsheet.file_too_large",
    what="The file has {size} MiB; at most {limit} MiB are read.",
    why="One import is decided and recorded in one piece, so its size has a limit.",
    fix="Remove pictures and sheets that are not the register, or divide the file.",
)
ENCRYPTED = Remark(
    severity="error",
    code="spreadsheet.encrypted",
    what="The workbook is protected by a password.",
    why="Its cells cannot be read without the password, and we ask for none.",
    fix="Save it without a password, or save the sheet as “CSV UTF-8”.",
)
OLD_WORKBOOK = Remark(
    severity="error",
    code="spreadsheet.old_workbook",
    what="The file is an old workbook (XLS) or another old office document.",
    why="Only XLSX, ODS and CSV are read.",
    fix="Open it and save it as XLSX.",
)
WEB_PAGE = Remark(
    severity="error",
    code="spreadsheet.web_page",
    what="The file is a web page or XML, not a spreadsheet.",
    why="Some programs save a web page under a spreadsheet's name.",
    fix="Open it in a spreadsheet program and save it as XLSX.",
)
OTHER_KIND = Remark(
    severity="error",
    code="spreadsheet.other_kind",
    what="The file is neither XLSX, ODS nor CSV.",
    why="Its first bytes, or what it holds, belong to another kind of file.",
    fix="Save the register as XLSX or as “CSV UTF-8”.",
)
ARCHIVE = Remark(
    severity="error",
    code="spreadsheet.archive",
    what="The file is an archive that holds another one: {name}.",
    why="Archives inside archives are not opened.",
    fix="Take the spreadsheet out of the archive and choose it by itself.",
)
TOO_MANY_PARTS = Remark(
    severity="error",
    code="spreadsheet.too_many_parts",
    what="The workbook has {count} parts; at most {limit} are read.",
    why="A register needs a few; so many are a sign of a file made to exhaust its reader.",
    fix="Copy the register into a new workbook.",
)
UNPACKS_TOO_LARGE = Remark(
    severity="error",
    code="spreadsheet.unpacks_too_large",
    what="Unpacked, the workbook would have {size} MiB; at most {limit} MiB are read.",
    why="A small file may hold a very large one; it is not unpacked to find out.",
    fix="Copy the register into a new workbook, without pictures and unused rows.",
)
UNPACKS_TOO_FAR = Remark(
    severity="error",
    code="spreadsheet.unpacks_too_far",
    what="A part of the workbook would grow more than {limit} times when unpacked.",
    why="Sheets that people write do not; files made to exhaust their reader do.",
    fix="Copy the register into a new workbook.",
)
DAMAGED_WORKBOOK = Remark(
    severity="error",
    code="spreadsheet.damaged_workbook",
    what="The workbook is damaged: it cannot be unpacked or its parts cannot be read.",
    why="Sizes, checksums or contents inside it do not agree.",
    fix="Open it in a spreadsheet program and save it again as XLSX.",
)
