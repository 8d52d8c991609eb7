"""Names and other short texts that people type: what is kept of them, what is refused."""

import unicodedata

from laogu.basics.errors import InvalidInput
from laogu.basics.words import Said, said

LONGEST_NAME = 200
LONGEST_TEXT = 4_000

# Marks that turn the direction of text or hide in it (Unicode UAX 9 and 36); a name needs none.
_TRICKS = frozenset(
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068"
    "\u2069\ufeff\ufff9\ufffa\ufffb"
)


class NotAName(InvalidInput):
    """A name is empty, too long, or holds characters that do not show as they are."""

    code = "basics.not_a_name"
    what = "This name cannot be kept."
    why = "{reason}"
    fix = "Write the name as it stands on the document, in 1 to {longest} visible characters."
    field = "name"
    reason: Said
    longest: int = LONGEST_NAME


def name(text: str, *, longest: int = LONGEST_NAME) -> str:
    """Return `text` with outer and doubled spaces removed, in normal form C.

    Refused: nothing left, more than `longest` characters, control characters, and marks that turn
    or hide text. Markup and formulas are only text here: pages escape, spreadsheets quote them.
    """
    for character in text[: longest * 4]:
        if character in _TRICKS or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
            at = f"U+{ord(character):04X}"
            raise NotAName(reason=said("It holds {at}, which does not show as it is.", at=at))
    kept = unicodedata.normalize("NFC", " ".join(text.split()))
    if not kept:
        raise NotAName(reason=said("It is empty."))
    if len(kept) > longest:
        raise NotAName(reason=said("It has {long} characters.", long=len(kept)), longest=longest)
    return kept
