"""A head that somebody wrote down, or that stands under a printed page, held against the record."""

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.journal import HeadFound, earlier_head
from laogu.web.forms import wrong
from laogu.web.shapes import Wrong
from laogu.web.visit import Visit

HEAD = "head"


class Compared(Struct, frozen=True, kw_only=True):
    """What may be written down now, and what was found of what was written down before.

    head: the last entry and its hash. written: what the visitor has; says: what was found of it;
    None: nothing was asked. is_same: the record is still that one. broken: why it cannot be read.
    """

    action: str
    head: str
    written: str
    says: str | None
    is_same: bool
    broken: Wrong | None


def compared(visit: Visit) -> Compared:
    """Return what the record says to the head in the address."""
    now = visit.running.journal.head
    written = visit.query.get(HEAD, "").strip()
    says, is_same, broken = None, False, None
    if written:
        try:
            earlier = earlier_head(written)
        except LaoguError as no:
            broken = wrong(visit, no)
        else:
            found = earlier.against(visit.running.journal.store)
            says, is_same = _in_words(visit, found, earlier.seq), found == "agrees"
    return Compared(
        action=visit.to("/record"),
        head=f"{now.seq}:{now.hash.hex()}",
        written=written,
        says=says,
        is_same=is_same,
        broken=broken,
    )


def _in_words(visit: Visit, found: HeadFound, seq: int) -> str:
    match found:
        case "agrees":
            return visit.said(
                "Entry {number} has this hash: nothing up to it has changed since.", number=seq
            )
        case "differs":
            return visit.said(
                "Entry {number} has another hash: this is not the record that was written down.",
                number=seq,
            )
        case "missing":
            return visit.said(
                "The record ends before entry {number}: its end is missing, or it is another one.",
                number=seq,
            )
