"""Names and other short texts that people type: what is kept of them, what is refused."""

import unicodedata

from laogu.basics.errors import InvalidInput
from laogu.basics.words import Said, said

LONGEST_NAME = 200
LONGEST_TEXT = 4_000
MOST_MARKS = 6
"""Marks on one letter; more stand over the lines above and below it."""

# What turns the direction of text or hides in it (format characters, Cf: Unicode UAX 9 and 36), and
# what is no character at all; a name needs none.
_TRICKS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

# What shows as nothing although its category says otherwise: fillers of Hangul, a blank of Braille.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


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

    Refused: nothing left, more than `longest` characters, control characters, marks that turn or
    hide text, and marks on no letter or many on one. Markup and formulas are only text here: pages
    escape, spreadsheets quote them.
    """
    kept = " ".join(text.split())
    # Plain letters, which most names and references are, hide nothing and have one form only.
    if not (text.isascii() and text.isprintable()):
        hidden = hidden_in(text)
        if hidden is not None:
            raise NotAName(reason=said("It holds {at}, which does not show as it is.", at=hidden))
        kept = unicodedata.normalize("NFC", kept)
        _check_marks(kept)
    if not kept:
        raise NotAName(reason=said("It is empty."))
    if len(kept) > longest:
        raise NotAName(reason=said("It has {long} characters.", long=len(kept)), longest=longest)
    return kept


def _check_marks(text: str) -> None:
    """Refuse marks that stand on nothing, or so many on one letter that they cover other lines."""
    on_one = MOST_MARKS  # a text, and each word, begins with no letter yet
    for character in text:
        if unicodedata.category(character)[0] != "M":
            on_one = MOST_MARKS if character == " " else 0
        elif on_one < MOST_MARKS:
            on_one += 1
        else:
            raise NotAName(reason=said("It holds marks on no letter, or too many on one."))


def hidden_in(text: str, *, but: str = "") -> str | None:
    """Return the first character that does not show as it is, such as U+202E; None: all do.

    but: characters that are let pass, such as the ends of lines.
    """
    for character in text:
        is_trick = unicodedata.category(character) in _TRICKS or character in _BLANKS
        if is_trick and character not in but:
            return f"U+{ord(character):04X}"
    return None
