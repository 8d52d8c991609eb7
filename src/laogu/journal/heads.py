"""An earlier head of the record, written down elsewhere, and whether this record is still that one.

It is the only thing that shows a record whose end is missing, or one written anew as a whole: the
chain agrees with itself in both.
"""

import re
from typing import Literal

from msgspec import Struct

from laogu.basics import InvalidInput
from laogu.journal.store import Store

FEWEST_DIGITS = 16
"""Digits of a hash that are compared at least: as many as tables show; nobody finds another record
with the same ones by chance."""

LONGEST = 200
"""Characters of a line that holds a head, such as the last one of a printed page."""

HeadFound = Literal["agrees", "differs", "missing"]
"""What a record says to an earlier head; missing: it ends before that entry."""

_NUMBER = re.compile(r"[0-9][0-9,]{0,22}")
_DIGITS = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{16,64}(?![0-9A-Za-z])")


class HeadUnreadable(InvalidInput):
    """What was written down is no head of a record."""

    code = "journal.head_unreadable"
    what = "What was written down cannot be compared."
    why = (
        "It needs the number of an entry, and after it {fewest} to 64 digits of that entry's hash."
    )
    fix = "Write it like 40:5801a936701dd369, or copy the last line of a printed page."
    field = "head"
    fewest: int = FEWEST_DIGITS


class EarlierHead(Struct, frozen=True):
    """The number of an entry, and the digits of its hash that were written down, in lower case."""

    seq: int
    digits: str

    def against(self, store: Store) -> HeadFound:
        """Return what the record says to it."""
        row = next(iter(store.rows(after=self.seq - 1, upto=self.seq)), None)
        if row is None:
            return "missing"
        return "agrees" if row.hash.hex().startswith(self.digits) else "differs"


def earlier_head(written: str) -> EarlierHead:
    """Return the head that was written down: a number and digits, whatever words stand around."""
    line = written.strip()
    number = _NUMBER.search(line)
    digits = None if number is None else _DIGITS.search(line, number.end())
    if number is None or digits is None or len(line) > LONGEST:
        raise HeadUnreadable
    seq = int(number.group().replace(",", ""))
    if seq < 1:
        raise HeadUnreadable
    return EarlierHead(seq, digits.group().lower())
