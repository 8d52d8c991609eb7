"""Reading days: the year first, or the month by its name; otherwise not at all."""

import datetime as dt
import re
from datetime import date, timedelta
from decimal import Decimal

from laogu.basics import NotADay, Remark
from laogu.connectors.spreadsheet.layout import DayOrder
from laogu.connectors.spreadsheet.names import CELL_IS_AN_ERROR, READS_AS_FORMULA, is_error
from laogu.connectors.spreadsheet.remarks import Spot, shown

_YEAR_FIRST = (
    re.compile(
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"
    ),
    re.compile(r"(?P<y>[0-9]{4})/(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})\.(?P<m>[0-9]{1,2})\.(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})\s*年\s*(?P<m>[0-9]{1,2})\s*月\s*(?P<d>[0-9]{1,2})\s*[日号]"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
)
# A month that is named cannot be taken for a day, wherever it stands: our own pages write it so.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NAMED_MONTH = (
    re.compile(
        rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -](?P<y>[0-9]{{4}})", re.IGNORECASE
    ),
    re.compile(
        rf"{_MONTH}\.? (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})", re.IGNORECASE
    ),
)
_NAMED_MONTH_ALONE = re.compile(rf"{_MONTH}\.?,?[ -][0-9]{{4}}", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(?P<a>[0-9]{1,2})[-/. ](?P<b>[0-9]{1,2})[-/. ](?P<y>[0-9]{4})")
_SHORT_YEAR = re.compile(r"'?[0-9]{1,2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?")
_ONLY_MONTH = re.compile(r"[0-9]{4}(?:[-/.][0-9]{1,2}|年(?:[0-9]{1,2}月?)?)?")

# Where workbooks begin to count days. Day 60 of the first is a 29 February 1900 that never was,
# so its numbers are taken only from 1 March 1900 on.
_FROM_1900 = date(1899, 12, 30)
_FROM_1904 = date(1904, 1, 1)
_FIRST_TRUSTED = 61


def day_from_text(text: str, spot: Spot, order: DayOrder = "year") -> date | None:
    """Return the day a text states; None with a finding where it states none for certain.

    order: what days begin with that do not begin with the year, where that is known of the file.
    """
    for form in _YEAR_FIRST:
        found = form.fullmatch(text)
        if found:
            return _existing(int(found["y"]), int(found["m"]), int(found["d"]), text, spot)
    for form in _NAMED_MONTH:
        found = form.fullmatch(text)
        if found:
            month = 1 + _MONTHS.index(found["m"][:3].casefold())
            return _existing(int(found["y"]), month, int(found["d"]), text, spot)
    year_last = _YEAR_LAST.fullmatch(text)
    if year_last and order != "year":
        one, other = int(year_last["a"]), int(year_last["b"])
        month, day = (one, other) if order == "month" else (other, one)
        return _existing(int(year_last["y"]), month, day, text, spot)
    if is_error(text):
        spot.say(CELL_IS_AN_ERROR, text=text)
    elif text[0] in "=+@＝＋＠" or (text[0] in "-－" and not text[1:2].isdigit()):
        spot.say(READS_AS_FORMULA, text=shown(text))
    elif year_last:
        one, other = int(year_last["a"]), int(year_last["b"])
        both = 1 <= one <= 12 and 1 <= other <= 12 and one != other
        spot.say(
            DAY_OR_MONTH_FIRST if both else YEAR_LAST,
            text=shown(text),
            one=f"{year_last['y']}-{other:02d}-{one:02d}",
            other=f"{year_last['y']}-{one:02d}-{other:02d}",
        )
    elif _SHORT_YEAR.fullmatch(text):
        spot.say(SHORT_YEAR, text=shown(text))
    elif _ONLY_MONTH.fullmatch(text) or _NAMED_MONTH_ALONE.fullmatch(text):
        spot.say(NOT_A_WHOLE_DAY, text=shown(text))
    else:
        spot.say(NOT_A_DAY, text=shown(text))
    return None


def may_be_two(text: str) -> bool:
    """Return whether a text may be two days, by the month or the day first."""
    found = _YEAR_LAST.fullmatch(text)
    return found is not None and 1 <= int(found["a"]) <= 12 and 1 <= int(found["b"]) <= 12


def day_from_cell(cell: Decimal | date, spot: Spot, *, begins_1904: bool) -> date | None:
    """Return the day of a workbook's cell; None with a finding.

    A number without a date format is taken as the workbook counts days, with a note; one that can
    only be a year, or lies before that count can be trusted, is refused.
    """
    if isinstance(cell, dt.datetime):
        if cell.time() != dt.time():
            spot.say(TIME_LEFT_OUT, text=f"{cell:%Y-%m-%d %H:%M}")
        cell = cell.date()
    if isinstance(cell, date):
        if not begins_1904 and cell < _FROM_1900 + timedelta(days=_FIRST_TRUSTED):
            spot.say(OUT_OF_RANGE, text=cell.isoformat(), first=NotADay.first, last=NotADay.last)
            return None
        return _existing(cell.year, cell.month, cell.day, cell.isoformat(), spot)
    if cell != cell.to_integral_value() or not 0 < cell < 100_000_000:
        spot.say(NOT_A_DAY, text=shown(f"{cell:.15g}"))
        return None
    number = int(cell)
    if number >= 19_000_000:
        return day_from_text(str(number), spot)
    if 1800 <= number <= 2300 or number < _FIRST_TRUSTED or number > 200_000:
        spot.say(NOT_A_WHOLE_DAY if 1800 <= number <= 2300 else NOT_A_DAY, text=str(number))
        return None
    meant = (_FROM_1904 if begins_1904 else _FROM_1900) + timedelta(days=number)
    day = _existing(meant.year, meant.month, meant.day, str(number), spot)
    if day is not None:
        spot.say(COUNTED_DAY, text=str(number), meant=day)
    return day


def _existing(year: int, month: int, day: int, written: str, spot: Spot) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        spot.say(NO_SUCH_DAY, text=shown(written))
        return None
    if not NotADay.first <= found <= NotADay.last:
        spot.say(OUT_OF_RANGE, text=shown(written), first=NotADay.first, last=NotADay.last)
        return None
    return found


DAY_OR_MONTH_FIRST = Remark(
    severity="error",
    code="spreadsheet.day_or_month_first",
    what="“{text}” may be {one} or {other}.",
    why="Some countries write the day first, others the month.",
    fix="Write the year first, {one} or {other}; or say how this file writes its days.",
)
YEAR_LAST = Remark(
    severity="error",
    code="spreadsheet.year_last",
    what="“{text}” does not begin with the year.",
    why="The same file may hold days that can be read in two ways; so all begin with the year.",
    fix="Write the year first, as in 2026-03-04; or say how this file writes its days.",
)
SHORT_YEAR = Remark(
    severity="error",
    code="spreadsheet.short_year",
    what="“{text}” has a year of two digits, or none.",
    why="It may be the year, the month or the day, and of either century.",
    fix="Write the year with four digits, as in 2026-03-04.",
)
NOT_A_WHOLE_DAY = Remark(
    severity="error",
    code="spreadsheet.not_a_whole_day",
    what="“{text}” is a year or a month, not a day.",
    why="How long a share has been held is counted in days.",
    fix="Write the day, or leave the cell blank where it is not known.",
)
NOT_A_DAY = Remark(
    severity="error",
    code="spreadsheet.not_a_day",
    what="“{text}” is not a day.",
    why="Days are written as 2026-03-04, 2026/3/4, 2026.3.4, 20260304, 2026年3月4日 or 4 Mar 2026.",
    fix="Write the year first, or leave the cell blank where the day is not known.",
)
NO_SUCH_DAY = Remark(
    severity="error",
    code="spreadsheet.no_such_day",
    what="“{text}” does not exist in the calendar.",
    why="The month has no such day, or the year no such month.",
    fix="Check it against the paper it was taken from.",
)
OUT_OF_RANGE = Remark(
    severity="error",
    code="spreadsheet.day_out_of_range",
    what="“{text}” lies outside the days a register can speak of.",
    why="They run from {first} to {last}; a workbook's own count is sound only from March 1900.",
    fix="Check the year.",
)
TIME_LEFT_OUT = Remark(
    severity="note",
    code="spreadsheet.time_left_out",
    what="“{text}” has a time of day, which was left out.",
    why="A register counts in days.",
    fix="Nothing needs doing, if the day is the day at the company's place.",
)
COUNTED_DAY = Remark(
    severity="note",
    code="spreadsheet.counted_day",
    what="The number {text} was read as the day {meant}.",
    why="Workbooks keep days as numbers; this cell is not formatted as a date.",
    fix="Check the day; format the column as a date to be sure.",
)
MONTH_FIRST = Remark(
    severity="warning",
    code="spreadsheet.month_first",
    what="Days were read with the month first, such as “{text}” as {meant} ({count}).",
    why="Tables of this kind write them so; some countries write the day first.",
    fix="Compare one with its certificate, and say how this file writes its days.",
)
DAY_FIRST = Remark(
    severity="warning",
    code="spreadsheet.day_first",
    what="Days were read with the day first, such as “{text}” as {meant} ({count}).",
    why="Tables of this kind write them so; some countries write the month first.",
    fix="Compare one with its certificate, and say how this file writes its days.",
)
