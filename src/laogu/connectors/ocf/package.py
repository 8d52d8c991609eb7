"""A package's files: a folder or a zip, every name and size of which may be made to harm.

Nothing is followed out of the package, nothing is unpacked before its stated size was looked at,
and what is unpacked is held to what was stated.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from laogu.basics import Remark
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.limits import Limits

MIB = 1024 * 1024
"""Bytes of a mebibyte, in which limits are told."""
MOST_TAIL = 22 + 65_535
"""Bytes at the end of a zip in which its directory must be stated."""

LONGEST_ENTRY = 1_000
"""Bytes of one entry in the directory of a zip, on average."""

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
    LookupError, OverflowError, NotImplementedError,
)  # fmt: skip
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".xz")
# What systems leave behind, and nobody means.
_LEFT_BEHIND = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


class Package:
    """The files of a package by their names, with `/` between folders."""

    def __init__(
        self, name: str, sizes: dict[str, int], opened: Callable[[str], BinaryIO | None]
    ) -> None:
        self.name = name
        self.sizes = sizes
        self._opened = opened

    def stream(self, name: str) -> BinaryIO | None:
        """Return a file as it is read on, which may break with one of `BROKEN`; None: it cannot."""
        return self._opened(name)

    def content(self, name: str, most_bytes: int) -> bytes | None:
        """Return the bytes of a file; None: they cannot be read, or are more than they may be."""
        stated = self.sizes[name]
        stream = None if stated > most_bytes else self._opened(name)
        if stream is None:
            return None
        try:
            with stream:
                # Not much more than is stated is asked for: room is made for what is asked for.
                content = stream.read(stated + 1)
        except BROKEN:
            return None
        return None if len(content) > stated else content


def opened(path: str, limits: Limits, findings: Findings) -> Package | None:
    """Return the files of a folder or zip; None with a finding where there are none to be read."""
    here = Path(path)
    name = here.name or path
    if here.is_dir():
        return _folder(here, name, limits, findings)
    if not stat.S_ISREG(here.stat().st_mode):
        # A pipe would never end, and a device may do anything.
        findings.say(NOT_A_PACKAGE, name)
        return None
    with here.open("rb") as file:
        start = file.read(4)
    if start[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}:
        return _zip(here, name, limits, findings)
    findings.say(NOT_A_PACKAGE, name)
    return None


def is_within(name: str) -> bool:
    """Return whether a name stays inside the package, on every system."""
    if not name or name.startswith("/") or "\\" in name or "\0" in name or name[1:2] == ":":
        return False
    return ".." not in name.split("/")


def _folder(root: Path, name: str, limits: Limits, findings: Findings) -> Package | None:
    sizes: dict[str, int] = {}
    waiting = [""]
    seen = 0
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                seen += 1
                if seen > limits.entries:
                    findings.say(TOO_MANY_ENTRIES, name, limit=limits.entries)
                    return None
                inner = f"{folder}{entry.name}"
                if _is_left_behind(inner):
                    continue
                if entry.is_symlink():
                    findings.say(SYMLINK, inner, name=inner)
                elif entry.is_dir(follow_symlinks=False):
                    if inner.count("/") < limits.depth:
                        waiting.append(f"{inner}/")
                elif entry.is_file(follow_symlinks=False):
                    sizes[inner] = entry.stat(follow_symlinks=False).st_size
                else:
                    findings.say(SYMLINK, inner, name=inner)

    def opened(inner: str) -> BinaryIO | None:
        try:
            # What became a link since it was listed is not followed either.
            return os.fdopen(
                os.open(root / inner, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb"
            )
        except OSError:
            return None

    _note_archives(sizes, findings)
    return Package(name, sizes, opened)


def _zip(path: Path, name: str, limits: Limits, findings: Findings) -> Package | None:
    entries = _entries(path, name, limits, findings)
    if entries is None:
        return None
    known: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        inner = entry.filename
        if _is_left_behind(inner) or entry.is_dir():
            continue
        if not is_within(inner) or not is_within(entry.orig_filename):
            findings.say(CLIMBS_OUT, inner, name=inner)
        elif stat.S_ISLNK(entry.external_attr >> 16):
            findings.say(SYMLINK, inner, name=inner)
        elif inner in known:
            findings.say(NAME_TWICE, inner, name=inner)
        elif entry.flag_bits & 0x1:
            findings.say(ENCRYPTED, inner, name=inner)
        elif entry.file_size > max(MIB, entry.compress_size * limits.unpack_ratio):
            findings.say(UNPACKS_TOO_FAR, inner, name=inner, limit=limits.unpack_ratio)
        else:
            known[inner] = entry

    def opened(inner: str) -> BinaryIO | None:
        try:
            with zipfile.ZipFile(path) as archive:
                # The file it reads from stays open until this is closed.
                return cast("BinaryIO", archive.open(known[inner]))
        except BROKEN:
            return None

    sizes = {inner: entry.file_size for inner, entry in known.items()}
    _note_archives(sizes, findings)
    return Package(name, sizes, opened)


def _entries(
    path: Path, name: str, limits: Limits, findings: Findings
) -> list[zipfile.ZipInfo] | None:
    """Return the entries of a zip; None with a finding where they cannot be read, or are too many.

    The directory is read whole by whoever reads a zip, so its size is looked at before.
    """
    size = path.stat().st_size
    if size > limits.package_bytes:
        findings.say(FILE_TOO_LARGE, name, name=name, limit=limits.package_bytes // MIB)
        return None
    with path.open("rb") as file:
        file.seek(max(0, size - MOST_TAIL))
        tail = file.read(MOST_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    directory = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    # A second directory of the large kind outweighs the first, and no package needs one.
    is_large = tail[max(0, at - 20) : max(0, at)].startswith(b"PK\x06\x07")
    if is_large or directory > limits.entries * LONGEST_ENTRY:
        findings.say(TOO_MANY_ENTRIES, name, limit=limits.entries)
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except BROKEN:
        findings.say(DAMAGED_ZIP, name)
        return None
    if len(entries) > limits.entries:
        findings.say(TOO_MANY_ENTRIES, name, limit=limits.entries)
        return None
    return entries


def _is_left_behind(name: str) -> bool:
    low = name.lower()
    return low.startswith(_LEFT_BEHIND) or low.rsplit("/", 1)[-1] in _LEFT_BEHIND


def _note_archives(sizes: dict[str, int], findings: Findings) -> None:
    for name in sizes:
        if name.lower().endswith(ARCHIVES):
            findings.say(NESTED_ARCHIVE, name, name=name)


NOT_A_PACKAGE = Remark(
    severity="error",
    code="ocf.not_a_package",
    what="It is neither a folder nor a zip.",
    why="A package is a folder or a zip with a manifest and the files it names.",
    fix="Give the folder, or the file whose name ends in .ocf.zip.",
)
DAMAGED_ZIP = Remark(
    severity="error",
    code="ocf.damaged_zip",
    what="The zip is damaged: its directory cannot be read.",
    why="Sizes, checksums or contents inside it do not agree.",
    fix="Export the package again.",
)
TOO_MANY_ENTRIES = Remark(
    severity="error",
    code="ocf.too_many_entries",
    what="The package has more than {limit} files and folders.",
    why="A package needs a few; so many are a sign of one made to exhaust its reader.",
    fix="Keep only the manifest and the files it names.",
)
SYMLINK = Remark(
    severity="error",
    code="ocf.link",
    what="{name} is a link or a device, and no file.",
    why="A link may lead out of the package, so none is followed.",
    fix="Put the file itself in its place.",
)
CLIMBS_OUT = Remark(
    severity="error",
    code="ocf.climbs_out",
    what="{name} leads out of the package.",
    why="Only what lies inside the package is read.",
    fix="Put the file inside, and name it from the manifest on.",
)
NAME_TWICE = Remark(
    severity="error",
    code="ocf.name_twice",
    what="{name} is in the zip twice.",
    why="One reader would take the first and another the last, so neither counts.",
    fix="Export the package again.",
)
ENCRYPTED = Remark(
    severity="error",
    code="ocf.encrypted",
    what="{name} is protected by a password.",
    why="It cannot be read without the password, and we ask for none.",
    fix="Export the package again without a password.",
)
UNPACKS_TOO_FAR = Remark(
    severity="error",
    code="ocf.unpacks_too_far",
    what="{name} would grow more than {limit} times when unpacked.",
    why="Registers do not; files made to exhaust their reader do.",
    fix="Export the package again.",
)
NESTED_ARCHIVE = Remark(
    severity="warning",
    code="ocf.nested_archive",
    what="{name} is an archive inside the package and was not opened.",
    why="Archives inside archives are not opened; documents travel in one of their own.",
    fix="Take out of it what the manifest names, and leave the rest.",
)
FILE_TOO_LARGE = Remark(
    severity="error",
    code="ocf.file_too_large",
    what="{name} cannot be read, or has more than {limit} MiB.",
    why="Everything that comes from outside has a limit.",
    fix="Divide the package, or leave out what is not needed.",
)
