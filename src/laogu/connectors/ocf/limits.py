"""How much of a package is read: everything that comes from outside has a limit."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """What a package may hold at most; beyond it the package is refused, not cut.

    package_bytes: all files that are read together, unpacked. manifest_bytes: of the manifest.
    unpack_ratio:  times that one file of over a mebibyte may grow when it is unpacked.
    entries:       files and folders, read or not. objects: of all files together.
    piece_bytes:   of a file that are in memory at once, and more of it where one object is longer.
    object_bytes:  of one object. text_characters: of one text that the register keeps.
    depth:         folders inside one another.
    findings:      said one by one; of the rest, only how many.
    """

    package_bytes: int = 512 * 1024 * 1024
    manifest_bytes: int = 4 * 1024 * 1024
    unpack_ratio: int = 200
    entries: int = 2_000
    objects: int = 2_000_000
    piece_bytes: int = 4 * 1024 * 1024
    object_bytes: int = 1024 * 1024
    text_characters: int = 1_000
    depth: int = 8
    findings: int = 500


LIMITS = Limits()
"""The limits that hold unless somebody states others."""
