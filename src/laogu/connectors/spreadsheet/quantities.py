"""Reading numbers: exact, unabbreviated, and never guessed."""

import re
from decimal import Context, Decimal

from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.spreadsheet.names import CELL_IS_AN_ERROR, READS_AS_FORMULA, is_error
from laogu.connectors.spreadsheet.remarks import Spot, shown

MOST_DECIMALS = 10
MOST_DIGITS = 18
_CELL_DIGITS = 15
"""A workbook keeps numbers as binary fractions: fifteen digits survive, more do not."""

_EXACT = Context(prec=600)
"""More digits than a cell has characters, so that nothing is rounded."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．－＋％（）", "0123456789,.-+%()")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LESS_NOTHING = re.compile(r"[-−]0+(?:\.0+)?")
_ONE_MARK = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_EXPONENT = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    r"(?P<unit>万亿|亿|億|百万|万|萬|千|百|k|mm|mn|m|bn|b|thousand|million|billion)",
    re.IGNORECASE,
)
_ZEROS = (
    {"百": 2, "千": 3, "万": 4, "萬": 4, "百万": 6, "亿": 8, "億": 8, "万亿": 12}
    | {"k": 3, "thousand": 3, "m": 6, "mm": 6, "mn": 6, "million": 6}
    | {"b": 9, "bn": 9, "billion": 9}
)
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan|inf(?:inity)?|∞)", re.IGNORECASE)
_CURRENCY = re.compile(
    r"(?:[¥￥$€£]|[a-z]{2,3}\$?|[a-z]{2}\$)\s*[0-9][0-9,.]*|[0-9][0-9,.]*\s*(?:元|人民币|[a-z]{3}|[¥$€£])",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\s*(?:股|shares?)$", re.IGNORECASE)


_SIGNS = {
    "$": ("USD", "HKD", "SGD", "AUD", "CAD"),
    "US$": ("USD",), "HK$": ("HKD",), "S$": ("SGD",), "A$": ("AUD",), "C$": ("CAD",),
    "¥": ("CNY", "JPY"), "￥": ("CNY", "JPY"), "元": ("CNY",), "人民币": ("CNY",), "RMB": ("CNY",),
    "€": ("EUR",), "£": ("GBP",),
}  # fmt: skip
"""The signs that an amount may carry, and of which currencies."""
_SIGNED = re.compile(r"(?P<before>[^\d.,\s]*)\s*(?P<amount>[\d.,]+)\s*(?P<after>[^\d.,\s]*)")


def _without_sign(text: str, currency: str) -> str:
    """Return an amount without the sign of its own currency; as it is where it has another."""
    found = _SIGNED.fullmatch(text)
    if found is None:
        return text
    signs = [one for one in (found["before"].upper(), found["after"].upper()) if one]
    own = (one == currency or currency in _SIGNS.get(one, ()) for one in signs)
    return found["amount"] if all(own) else text


class Numbers(Struct, frozen=True, kw_only=True):
    """How numbers are read in one column.

    zero:          whether zero is a value here (a gift costs nothing; nobody holds no shares).
    decimal_comma: whether 1,234 might mean one and a fraction in this file.
    currency:      whose sign an amount may carry; None: none may.
    times:         what each number stands for, where the heading counts in more than one.
    """

    zero: bool
    decimal_comma: bool = False
    currency: str | None = None
    times: int = 1

    def from_text(self, written: str, spot: Spot) -> Decimal | None:
        """Return the number a text states; None with a finding where it states none."""
        text = _SHARES.sub("", written.translate(_FULL_WIDTH))
        if text != _SHARES.sub("", written):
            spot.say(FULL_WIDTH, text=shown(written), meant=text)
        if self.currency is not None:
            text = _without_sign(text, self.currency)
        if _LESS_NOTHING.fullmatch(text):
            text = text[1:]
        if self.decimal_comma and _ONE_MARK.fullmatch(text):
            spot.say(COMMA_OR_STOP, text=shown(written))
        elif _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
            return self._within(Decimal(text.replace(",", "")), written, spot)
        else:
            self._say_why_not(text, written, spot)
        return None

    def from_cell(self, number: Decimal, spot: Spot) -> Decimal | None:
        """Return a workbook's number as its fifteen digits state it; None with a finding."""
        if abs(number) >= 10**_CELL_DIGITS:
            spot.say(LONGER_THAN_A_CELL, text=f"{number:.20g}")
        elif number < 0:
            spot.say(NEGATIVE, text=f"{number:.15g}")
        elif number and number.adjusted() < -MOST_DIGITS:
            spot.say(TOO_FINE, text=f"{number:.15g}", limit=MOST_DECIMALS)
        else:
            kept = Context(prec=_CELL_DIGITS).create_decimal(number)
            return self._within(kept, f"{kept:f}", spot)
        return None

    def _within(self, number: Decimal, written: str, spot: Spot) -> Decimal | None:
        """Return the number without idle zeros, if it is within what a register keeps."""
        if self.times != 1:
            number = _EXACT.multiply(number, Decimal(self.times))
        whole, _, fraction = f"{number:f}".partition(".")
        whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
        if not (whole or fraction or self.zero):
            spot.say(ZERO, text=shown(written))
        elif len(fraction) > MOST_DECIMALS:
            spot.say(TOO_FINE, text=shown(written), limit=MOST_DECIMALS)
        elif len(whole) + len(fraction) > MOST_DIGITS:
            spot.say(TOO_MANY_DIGITS, text=shown(written), limit=MOST_DIGITS)
        else:
            return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole or "0")
        return None

    def _say_why_not(self, text: str, written: str, spot: Spot) -> None:
        """Add the finding that says most precisely why a text is no number."""
        abbreviated = _ABBREVIATED.fullmatch(text)
        if is_error(text):
            spot.say(CELL_IS_AN_ERROR, text=text)
        elif _NOT_FINITE.fullmatch(text):
            spot.say(NOT_FINITE, text=shown(written))
        elif text[:1] in {"=", "@", "+", "＝", "＠"} or (
            text[:1] == "-" and not text[1:2].isdigit()
        ):
            spot.say(READS_AS_FORMULA, text=shown(written))
        elif text[:1] in {"-", "−"} or (text[:1] == "(" and text[-1:] == ")"):
            spot.say(NEGATIVE, text=shown(written))
        elif abbreviated:
            figure = abbreviated["figure"].replace(",", "")
            meant = Decimal(f"{figure}E{_ZEROS[abbreviated['unit'].lower()]}")
            spot.say(ABBREVIATED, text=shown(written), meant=shown(f"{meant:f}"))
        elif _EXPONENT.fullmatch(text):
            spot.say(EXPONENT, text=shown(written))
        elif text.endswith("%"):
            spot.say(PERCENT, text=shown(written))
        elif _CURRENCY.fullmatch(text):
            spot.say(WITH_CURRENCY, text=shown(written))
        elif re.fullmatch(r"[0-9][0-9,.\s'’]*", text):
            spot.say(BADLY_GROUPED, text=shown(written))
        else:
            spot.say(NOT_A_NUMBER, text=shown(written))


FULL_WIDTH = Remark(
    severity="note",
    code="spreadsheet.full_width_digits",
    what="“{text}” is written in full-width characters and was read as {meant}.",
    why="They are the same digits, typed with a Chinese keyboard.",
    fix="Nothing needs doing.",
)
COMMA_OR_STOP = Remark(
    severity="error",
    code="spreadsheet.comma_or_stop",
    what="“{text}” may be a whole number or one with three decimals.",
    why="The cells are separated by semicolons, as where a comma begins the decimals.",
    fix="Write it without marks between thousands, and with a stop before decimals.",
)
LONGER_THAN_A_CELL = Remark(
    severity="error",
    code="spreadsheet.longer_than_a_cell",
    what="The number {text} has more digits than a workbook's number cell keeps.",
    why="After fifteen digits a workbook puts zeros in place of what was typed.",
    fix="Format the cell as text and type the number again.",
)
ZERO = Remark(
    severity="error",
    code="spreadsheet.zero",
    what="“{text}” is nothing.",
    why="A row of a register is a holding; nobody holds no shares.",
    fix="Leave the row out, or write the quantity.",
)
NEGATIVE = Remark(
    severity="error",
    code="spreadsheet.negative",
    what="“{text}” is below zero.",
    why="A register states what is held now, and what was paid for it.",
    fix="Check the sign; after a sale or a cancellation, write what is left.",
)
TOO_FINE = Remark(
    severity="error",
    code="spreadsheet.too_fine",
    what="“{text}” has more than {limit} decimals.",
    why="No stock class is divided further.",
    fix="Write the quantity as the certificate states it.",
)
TOO_MANY_DIGITS = Remark(
    severity="error",
    code="spreadsheet.too_many_digits",
    what="“{text}” has more than {limit} digits.",
    why="It is more than the register can count.",
    fix="Check the number.",
)
NOT_FINITE = Remark(
    severity="error",
    code="spreadsheet.not_finite",
    what="“{text}” is not a finite number.",
    why="It is what a program writes when a calculation failed.",
    fix="Write the number itself.",
)
ABBREVIATED = Remark(
    severity="error",
    code="spreadsheet.abbreviated",
    what="“{text}” is abbreviated.",
    why="Figures in 万, 亿, thousands or millions are usually rounded; a register is exact.",
    fix="If it is exactly {meant}, write {meant}; otherwise take the number from the certificate.",
)
EXPONENT = Remark(
    severity="error",
    code="spreadsheet.exponent",
    what="“{text}” is written with an exponent.",
    why="A spreadsheet shortens long numbers so when it saves CSV, and drops digits.",
    fix="Format the column as a number without decimals, and save it again.",
)
PERCENT = Remark(
    severity="error",
    code="spreadsheet.percent",
    what="“{text}” is a share of the whole, not a quantity.",
    why="A register counts shares; percentages follow from it.",
    fix="Write the number of shares.",
)
WITH_CURRENCY = Remark(
    severity="error",
    code="spreadsheet.with_currency",
    what="“{text}” carries a currency.",
    why="Cost is stated in the currency of the stock class; nothing is converted.",
    fix="Write the amount alone, in the currency of the class.",
)
BADLY_GROUPED = Remark(
    severity="error",
    code="spreadsheet.badly_grouped",
    what="In “{text}” not every mark is a comma between thousands.",
    why="A digit may be missing, or the mark may begin the decimals.",
    fix="Write it without marks between thousands, and with a stop before decimals.",
)
NOT_A_NUMBER = Remark(
    severity="error",
    code="spreadsheet.not_a_number",
    what="“{text}” is not a number.",
    why="Digits, commas between thousands and a stop before decimals make a number here.",
    fix="Write it in digits, such as 12000.",
)
