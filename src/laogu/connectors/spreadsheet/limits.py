"""How much of a spreadsheet is read: everything that comes from outside has a limit."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """What a file may hold at most; beyond it the file is refused, not cut.

    cells:          filled cells of one sheet of a workbook; of all that are read of a document.
    sheets:         of one document, also those that are not read.
    unpacked_bytes: all parts of a workbook together, as its own directory states them.
    unpack_ratio:   times that one part of over a mebibyte may grow when it is unpacked.
    findings:       said one by one; of the rest, only how many.
    """

    file_bytes: int = 5 * 1024 * 1024
    rows: int = 20_000
    columns: int = 60
    cells: int = 300_000
    cell_characters: int = 500
    locks_a_row: int = 20
    findings: int = 500
    zip_parts: int = 500
    sheets: int = 500
    unpacked_bytes: int = 50 * 1024 * 1024
    unpack_ratio: int = 200


LIMITS = Limits()
"""The limits that hold unless somebody states others."""
