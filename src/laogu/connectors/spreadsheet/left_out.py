"""Rows that are no holding now: ended, drafted, no shares at all, or beside what is read."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from laogu.basics import Remark
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.remarks import Spot, shown

Reason = Literal["ended", "drafted", "no_shares", "beside"]

_STANDS = """outstanding, active, issued, accepted, live, vested, held, current, fully vested,
    signed, 有效, 存续, 在册, 正常, 已发行, 生效"""
_ENDED = """cancelled, canceled, transferred, repurchased, converted, terminated, void, voided,
    expired, forfeited, retired, surrendered, closed, sold, exercised, rescinded,
    注销, 已注销, 已转让, 转让, 回购, 已回购, 失效, 作废, 退出, 已退出"""
_DRAFTED = "draft, drafted, pending, proposed, unsigned, 草稿, 待签署, 待生效, 未生效"

_NO_SHARES = re.compile(
    r"\b(?:options?|isos?|nsos?|nqsos?|rsus?|sars?|safes?|convertibles?|convertible notes?|notes?|"
    r"warrants?|units? plan|equity incentive plan|incentive plan|option plan|stock plan|"
    r"equity plan|phantom)\b"
    r"|期权|限制性股票单位|可转债|可转换|认股权证|股权激励计划|期权池",
    re.IGNORECASE,
)
# The words that a class may have beside one of those: common stock issued under a plan is stock.
_SHARES = re.compile(
    r"\b(?:common|ordinary|preferred|preference|shares?|stock (?!plan|option)|certificates?)\b"
    r"|普通股|优先股|股份",
    re.IGNORECASE,
)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _words(text: str) -> frozenset[str]:
    return frozenset(_folded(one) for one in text.split(","))


_BY_WORD: dict[str, Reason | None] = (
    dict.fromkeys(_words(_STANDS))
    | dict.fromkeys(_words(_ENDED), "ended")
    | dict.fromkeys(_words(_DRAFTED), "drafted")
)


def why_left_out(reader: RowReader, *, is_of_exports: bool, is_outstanding: bool) -> Reason | None:
    """Return why a row is no holding; None where it is one.

    is_of_exports:  the table has one of the columns that tell it, beside the class.
    is_outstanding: the quantities are what is left, so that zero means ended and more does not.
    """
    if names_no_shares(reader.word("stock_class")):
        return "no_shares"
    if not is_of_exports:
        return None
    if names_no_shares(reader.word("instrument")):
        return "no_shares"
    left = reader.word("quantity").replace(",", "").strip() if is_outstanding else ""
    if left and not left.strip("0."):
        return "ended"
    status = reader.word("status")
    if status:
        if _folded(status) not in _BY_WORD:
            reader.spot("status").say(UNKNOWN_STATUS, text=shown(status))
            return None
        reason = _BY_WORD[_folded(status)]
        if reason is not None:
            return reason
    return "ended" if reader.cell("ended_on") != "" and not (is_outstanding and left) else None


def is_drafted(status: str) -> bool:
    """Return whether a status says that a row is not yet in force."""
    return _BY_WORD.get(_folded(status)) == "drafted"


def has_ended(status: str) -> bool:
    """Return whether a status says that what a row is about ended before."""
    return _BY_WORD.get(_folded(status)) == "ended"


@lru_cache(maxsize=512)
def names_no_shares(text: str) -> bool:
    """Return whether a class or an instrument is one that is no shares."""
    return _NO_SHARES.search(text) is not None and _SHARES.search(text) is None


def say_left_out(rows: dict[Reason, list[int]], spot: Spot) -> None:
    """Say of each reason how many rows it left out, and which."""
    remarks: dict[Reason, Remark] = {
        "no_shares": ROWS_OF_NO_SHARES,
        "ended": ROWS_ENDED,
        "drafted": ROWS_DRAFTED,
        "beside": ROWS_BESIDE,
    }
    for reason, remark in remarks.items():
        found = rows.get(reason, [])
        if found:
            spot.say(remark, count=len(found), rows=[str(one) for one in found[:20]])


UNKNOWN_STATUS = Remark(
    severity="error",
    code="spreadsheet.unknown_status",
    what="“{text}” does not say whether the row still stands.",
    why="A ledger keeps what was cancelled or transferred; a register counts what is left.",
    fix="Write outstanding (有效) or cancelled (已注销), or do not read that column.",
)
ROWS_OF_NO_SHARES = Remark(
    severity="warning",
    code="spreadsheet.rows_of_no_shares",
    what="Rows left out, because they name options, notes or a plan: {count} (rows: {rows}).",
    why="They are no shares, and would be counted as such.",
    fix="Bring them in a package; if they are shares, give them the name of their class.",
)
ROWS_ENDED = Remark(
    severity="note",
    code="spreadsheet.rows_ended",
    what="Rows left out, because they ended: {count} (rows: {rows}).",
    why="They were cancelled, transferred or bought back; a register holds what is left.",
    fix="Nothing needs doing, if that is so on the day of the register.",
)
ROWS_DRAFTED = Remark(
    severity="warning",
    code="spreadsheet.rows_drafted",
    what="Rows left out, because they are not yet in force: {count} (rows: {rows}).",
    why="A draft is nobody's holding.",
    fix="Bring them once they are signed.",
)
ROWS_BESIDE = Remark(
    severity="warning",
    code="spreadsheet.rows_beside",
    what="Rows left out, because nothing in them is read as a holding: {count} (rows: {rows}).",
    why="Below a table stands who made it and when, or a note on it.",
    fix="Look at them; if one is a holding, write its holder, class and quantity.",
)
