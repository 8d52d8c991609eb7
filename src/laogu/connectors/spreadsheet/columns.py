"""Which column is which: the headings people use, in English and Chinese."""

import re
import unicodedata
from typing import Literal

from msgspec import Struct

from laogu.basics import Said, said

Column = Literal[
    "holder",
    "holder_en",
    "kind",
    "stock_class",
    "quantity",
    "certificate",
    "acquired_on",
    "cost",
    "public",
    "locks",
    "source",
    "sure",
]

REQUIRED: tuple[Column, ...] = ("holder", "stock_class", "quantity")
"""A register cannot be made without these."""

HEADINGS: dict[Column, Said] = {
    "holder": said("holder"),
    "holder_en": said("holder in English"),
    "kind": said("kind"),
    "stock_class": said("class"),
    "quantity": said("quantity"),
    "certificate": said("certificate"),
    "acquired_on": said("acquired on"),
    "cost": said("cost"),
    "public": said("public"),
    "locks": said("locks"),
    "source": said("source"),
    "sure": said("sure"),
}
"""The heading we write ourselves, and name in findings."""

# Compared without case, spaces, hyphens, underscores, stops and what stands in brackets.
# 出资额 is left out on purpose: it is capital subscribed, the quantity of a limited company,
# and not what somebody paid.
_PRESETS: dict[Column, str] = {
    "holder": """holder, holder name, name of holder, shareholder, shareholder name,
        name of shareholder, stockholder, stockholder name, stakeholder, stakeholder name,
        registered holder, owner, name, investor,
        持有人, 持有人名称, 持有人姓名, 股东, 股东名称, 股东姓名, 股东姓名或名称, 股东名称或姓名,
        股东名, 姓名, 名称, 投资人, 投资方""",
    "holder_en": """holder in English, holder en, holder English, name in English, name en,
        English name, shareholder in English, shareholder English name,
        英文名, 英文名称, 英文姓名, 持有人英文, 持有人英文名, 持有人英文名称, 股东英文名称""",
    "kind": """kind, holder kind, holder type, kind of holder, type of holder, shareholder type,
        stakeholder type, entity type, legal type, type,
        类型, 性质, 股东类型, 股东性质, 股东类别, 持有人类型, 持有人性质, 持有人类别, 主体类型""",
    "stock_class": """class, stock class, share class, class of shares, class of stock, security,
        security type, share type, stock type, series,
        类别, 股份类别, 股票类别, 股权类别, 股类, 种类, 股份种类, 股份类型""",
    "quantity": """quantity, shares, number of shares, no of shares, # of shares, shares held,
        shares owned, share count, shareholding, qty, units,
        股数, 持股数, 持股数量, 持有股数, 股份数, 股份数量, 持有股份数量, 数量""",
    "certificate": """certificate, certificate no, certificate number, certificate id, cert,
        cert no, cert id, share certificate, share certificate no, stock certificate, security id,
        凭证号, 凭证, 凭证编号, 证书号, 证书编号, 股票编号, 股权证号, 出资证明书编号""",
    "acquired_on": """acquired on, acquired, date acquired, acquisition date, date of acquisition,
        issue date, date of issue, date issued, issued on, issuance date, purchase date, date,
        取得日, 取得日期, 取得时间, 入股日期, 入股时间, 发行日期, 日期""",
    "cost": """cost, total cost, cost basis, amount paid, total paid, purchase amount,
        consideration, amount invested, investment amount, investment,
        成本, 总成本, 取得成本, 入股成本, 投资额, 投资金额, 入股金额, 对价, 支付对价""",
    "public": """public, is public, named in public, 公开, 是否公开""",
    "locks": """locks, lock, lock up, lock ups, lockup, lockups, restrictions,
        锁定, 锁定期, 限售, 限售期, 禁售, 禁售期""",
    "source": """source, sources, 来源, 出处, 依据""",
    "sure": """sure, how sure, confidence, 把握, 可信度, 确信度, 确定程度""",
}

_BRACKETS = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]\s*$")
_PADDING = re.compile(r"[\s_\-.:*/'’]+")

_MANY = re.compile(
    r"万|萬|亿|億|千|百|thousand|million|billion|hundred|['’]?000|\b(?:k|m|mm|mn|bn)\b",
    re.IGNORECASE,
)


class ColumnRead(Struct, frozen=True, kw_only=True):
    """How one column of the file was taken.

    column: None where the column is not read at all.
    unit:   what stands in brackets after the heading, such as USD; empty where nothing does.
    """

    letters: str
    heading: str
    column: Column | None
    unit: str = ""

    @property
    def counts_in_many(self) -> bool:
        """Whether the heading says that its numbers stand for ten thousands or the like."""
        return self.column in {"quantity", "cost"} and _MANY.search(self.unit) is not None


def _plain(heading: str) -> str:
    return _PADDING.sub("", unicodedata.normalize("NFKC", heading).casefold())


_KNOWN: dict[str, Column] = {
    _plain(preset): column for column, presets in _PRESETS.items() for preset in presets.split(",")
}


def column_of(heading: str) -> tuple[Column | None, str]:
    """Return which of our columns a heading means, if any, and the unit written after it."""
    folded = unicodedata.normalize("NFKC", heading).strip()
    known = _KNOWN.get(_plain(folded))
    if known is not None:
        return known, ""
    brackets = _BRACKETS.search(folded)
    if brackets is None:
        return None, ""
    known = _KNOWN.get(_plain(folded[: brackets.start()]))
    return known, brackets["inside"].strip() if known else ""


def score(cells: list[str]) -> int:
    """Return how many different columns of ours a row of cells names as headings.

    0 unless holder or quantity is among them: a row of data may hold the word "common".
    """
    named = {column_of(cell)[0] for cell in cells if 0 < len(cell) <= 60} - {None}
    return len(named) if named & {"holder", "quantity"} else 0
