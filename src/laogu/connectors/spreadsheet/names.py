"""Reading texts: names, classes, certificates, sources; and what hides in them."""

import re
import unicodedata

from laogu.basics import Remark
from laogu.connectors.spreadsheet.remarks import Spot, shown

_HIDDEN = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u034f\u3164\u115f\u1160\uffa0\u2800"
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#[0-9x]|[a-z]{2,8};)|javascript:", re.IGNORECASE)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|####*)")
_BLANKS = frozenset({"", "-", "–", "—", "--", "——", "－"})
_FORMULA_SIGNS = "=+@＝＋＠"
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def text_of(written: str) -> str:
    """Return a cell's text without spaces around it; a dash that stands for nothing is blank."""
    text = written.strip().strip("\u3000\u00a0\ufeff").strip()
    return "" if text in _BLANKS else text


def is_error(text: str) -> bool:
    """Return whether a text is what a spreadsheet shows where a formula failed."""
    return _ERROR.fullmatch(text) is not None


def is_plain(text: str, spot: Spot, *, longest: int) -> bool:
    """Return whether a text may be kept; add a finding where it may not.

    Refused: errors of the spreadsheet, formulas, characters that control, turn or hide text,
    and what is too long. Only looked at twice, with a warning: markup and mixed alphabets.
    """
    if len(text) > longest:
        spot.say(TEXT_TOO_LONG, text=shown(text), long=len(text), limit=longest)
        return False
    if is_error(text):
        spot.say(CELL_IS_AN_ERROR, text=text)
        return False
    if text[0] in _FORMULA_SIGNS or (text[0] in "-－" and not text[1:2].isdigit()):
        spot.say(READS_AS_FORMULA, text=shown(text))
        return False
    if text.isascii() and text.isprintable():
        _look_for_markup(text, spot)
        return True
    for character in text:
        remark = _what_is_wrong_with(character)
        if remark is not None:
            spot.say(remark, text=shown(text), character=f"U+{ord(character):04X}")
            return False
    _look_for_markup(text, spot)
    mixed = next((word for word in text.split() if len(_alphabets(word)) > 1), None)
    if mixed is not None:
        spot.say(
            MIXED_ALPHABETS, word=shown(mixed), alphabets=" + ".join(sorted(_alphabets(mixed)))
        )
    return True


def _what_is_wrong_with(character: str) -> Remark | None:
    if character in _HIDDEN or "\U000e0000" <= character <= "\U000e007f":
        return HIDDEN_CHARACTER
    match unicodedata.category(character):
        case "Cf":
            turns = unicodedata.bidirectional(character) not in {"BN", "ON", "AN", "L"}
            return TURNED_TEXT if turns or character in "\u200e\u200f\u061c" else HIDDEN_CHARACTER
        case "Cc" | "Zl" | "Zp":
            return CONTROL_CHARACTER
        case "Cs" | "Co" | "Cn":
            return NOT_A_CHARACTER
        case _:
            return None


def _look_for_markup(text: str, spot: Spot) -> None:
    if _MARKUP.search(text):
        spot.say(MARKUP, text=shown(text))


def _alphabets(word: str) -> set[str]:
    names = {unicodedata.name(each, "").partition(" ")[0] for each in word if each.isalpha()}
    return {name for name in names if name in _ALPHABETS}


def tidy(text: str) -> str:
    """Return a text in normal form C with single spaces, as the register keeps it."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def looks_like(name: str) -> str:
    """Return what two names that look alike have in common: case, width, spaces and stops aside."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in folded if each.isalnum()) or folded


TEXT_TOO_LONG = Remark(
    severity="error",
    code="spreadsheet.text_too_long",
    what="The text “{text}” has {long} characters; at most {limit} are kept.",
    why="A longer one is not a name, a class or a number of a certificate.",
    fix="Shorten it.",
)
CELL_IS_AN_ERROR = Remark(
    severity="error",
    code="spreadsheet.cell_is_an_error",
    what="The cell holds the error {text}.",
    why="A formula failed when the sheet was last saved.",
    fix="Correct the formula, or write the value itself.",
)
READS_AS_FORMULA = Remark(
    severity="error",
    code="spreadsheet.reads_as_formula",
    what="The text “{text}” begins like a formula.",
    why="A spreadsheet that opens our export would run it instead of showing it.",
    fix="Write the value itself; a name begins with a letter or a digit.",
)
CONTROL_CHARACTER = Remark(
    severity="error",
    code="spreadsheet.control_character",
    what="The text “{text}” holds a control character or a line break: {character}.",
    why="A name stands on one line and shows as it is.",
    fix="Type it again on one line.",
)
TURNED_TEXT = Remark(
    severity="error",
    code="spreadsheet.turned_text",
    what="The text “{text}” holds a mark that turns the direction of writing: {character}.",
    why="With it, a name can be made to look like another one.",
    fix="Type it again without the mark.",
)
HIDDEN_CHARACTER = Remark(
    severity="error",
    code="spreadsheet.hidden_character",
    what="The text “{text}” holds a character that does not show: {character}.",
    why="Two names that look the same would be two holders.",
    fix="Type it again without that character.",
)
NOT_A_CHARACTER = Remark(
    severity="error",
    code="spreadsheet.not_a_character",
    what="The text “{text}” holds {character}, which no script has.",
    why="It shows differently, or not at all, from one machine to the next.",
    fix="Write that character as the official document does.",
)
MARKUP = Remark(
    severity="warning",
    code="spreadsheet.markup",
    what="The text “{text}” looks like markup.",
    why="It is kept and shown as plain text; nothing in it is run.",
    fix="If it was pasted from a web page, type the name itself.",
)
MIXED_ALPHABETS = Remark(
    severity="warning",
    code="spreadsheet.mixed_alphabets",
    what="The word “{word}” mixes letters of several alphabets: {alphabets}.",
    why="Letters that look the same make names that look the same.",
    fix="Check the word, and type it again in one alphabet.",
)
