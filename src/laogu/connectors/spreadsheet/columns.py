"""Which column is which: the headings people use, in English and Chinese."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, TypeVar

from msgspec import Struct

from laogu.basics import Said, said

Meant = TypeVar("Meant")

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
    "ended_on",
    "status",
    "instrument",
    "percent",
    "quantity_of",
    "price",
    "open_until",
    "issuer",
    "currency",
    "side",
    "limit",
    "window",
    "plan",
    "award",
    "granted_on",
    "vests",
    "vests_from",
    "months",
    "cliff",
    "every",
    "expires_on",
    "accepted",
    "exercised",
    "exercised_on",
    "gone",
    "forfeited",
    "lapsed",
    "cancelled",
    "vested",
    "outstanding",
    "left_on",
    "left_for",
    "fair_value",
    "early",
    "condition",
    "cap",
    "discount",
    "timing",
    "is_mfn",
    "rate",
    "day_count",
    "payout",
    "matures_on",
    "says",
    "seniority",
    "approved_on",
]
"""What a column holds; from quantity_of on, what stands in other tables than registers alone."""

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

OF_EXPORTS: dict[Column, Said] = {
    "ended_on": said("ended on"),
    "status": said("status"),
    "instrument": said("what it is"),
    "percent": said("percent"),
    "quantity_of": said("quantity of the class it names"),
}
"""What other programs' tables have besides: read to leave out what is no holding, and to compare.

No heading means one of them by itself: a preset does, or whoever says how the columns are read."""

NAMES: dict[Column, Said] = {**HEADINGS, **OF_EXPORTS}
"""Every column that can be read, by its name."""

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
        凭证号, 凭证, 凭证编号, 证书, 证书号, 证书编号, 股票编号, 股权证号, 股权证编号,
        股权证书, 股权证书编号, 股票证书, 股票证书编号, 出资证明书, 出资证明书编号""",
    "acquired_on": """acquired on, acquired, date acquired, acquisition date, date of acquisition,
        issue date, date of issue, date issued, issued on, issuance date, purchase date, date,
        取得日, 取得日期, 取得时间, 入股日期, 入股时间, 发行日期, 日期""",
    "cost": """cost, total cost, cost basis, amount paid, total paid, purchase amount,
        consideration, amount invested, investment amount, investment,
        成本, 总成本, 取得成本, 入股成本, 投资额, 投资金额, 入股金额, 投资款,
        认购款, 认购金额, 对价, 支付对价""",
    "public": """public, is public, named in public, 公开, 是否公开""",
    "locks": """locks, lock, lock up, lock ups, lockup, lockups, restrictions,
        锁定, 锁定期, 限售, 限售期, 禁售, 禁售期""",
    "source": """source, sources, 来源, 出处, 依据""",
    "sure": """sure, how sure, confidence, 把握, 可信度, 确信度, 确定程度""",
}

# Never read, and not wanted: what identifies or reaches a person, and no register needs.
_PRIVATE = """email, e-mail, stakeholder email, contact email, phone, phone number, mobile, address,
    residential address, place of residence, date of birth, birthday, personal id, national id,
    id number, passport, passport number, tax id, ssn, social security number, bank account,
    证件号码, 证件号, 证件类型, 证件编号, 身份证号, 身份证号码, 身份证, 护照号, 护照号码, 联系电话,
    电话, 手机, 手机号, 手机号码, 住址, 住所, 地址, 家庭住址, 通讯地址, 邮箱, 电子邮箱, 出生日期,
    银行账号, 银行卡号, 开户行"""

# A heading that names a class of shares, as tables with a column for each class have them.
_CLASS = re.compile(
    r"(?:common|ordinary|preferred|preference|founders?|series|class [a-z]|seed)\b.*"
    r"|[a-z]{1,3}[- ]?(?:\d+ )?(?:shares|preferred|ordinary|common)"
    r"|.*(?:普通股|优先股|股份)|(?:种子|天使|pre-?)?[a-z]?\d?\+?轮.*",
    re.IGNORECASE,
)
_IN_SHARES = frozenset({"shares", "number of shares", "no. of shares", "qty", "股", "股数", "#"})

_BRACKETS = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]\s*$")
_CLOSING = frozenset(")]】")
_PADDING = re.compile(r"[\s_\-.:*/'’]+")
# One heading in two languages, as 股东 Holder; the marks between them are padding.
_TWO_LANGUAGES = re.compile(
    r"(?P<han>[^\x00-\u2e7f]+)(?P<latin>[\x00-\u2e7f]*[a-z][\x00-\u2e7f]*)"
    r"|(?P<latin_>[\x00-\u2e7f]*[a-z][\x00-\u2e7f]*)(?P<han_>[^\x00-\u2e7f]+)",
    re.IGNORECASE,
)

_MANY = re.compile(
    r"万|萬|亿|億|千|百|thousand|million|billion|hundred|['’]?000|\b(?:k|m|mm|mn|bn)\b",
    re.IGNORECASE,
)


class ColumnRead(Struct, frozen=True, kw_only=True):
    """How one column of the file was taken.

    column:  None where the column is not read at all.
    unit:    what stands in brackets after the heading, such as USD; empty where nothing does.
    by_hand: somebody said so; otherwise it was recognised, or was not.
    """

    letters: str
    heading: str
    column: Column | None
    unit: str = ""
    by_hand: bool = False

    @property
    def is_private(self) -> bool:
        """Whether the heading speaks of what identifies or reaches a person."""
        written = (*spellings(self.heading), *halves(self.heading))
        return not _PRIVATE_WORDS.isdisjoint(written)

    @property
    def counts_in_many(self) -> bool:
        """Whether the heading says that its numbers stand for ten thousands or the like."""
        return (
            self.column in {"quantity", "quantity_of", "cost"}
            and _MANY.search(self.unit) is not None
        )


def folded(heading: str) -> str:
    """Return a heading as it is compared: without case, width, spaces and marks."""
    return _PADDING.sub("", _of_one_width(heading).casefold())


def _of_one_width(text: str) -> str:
    # Every cell of a file is asked whether it is a heading, and most are plain letters.
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def spellings(heading: str) -> tuple[str, ...]:
    """Return a heading as it is compared: whole, and without what stands in brackets at its end."""
    whole = _of_one_width(heading).strip()
    brackets = _BRACKETS.search(whole) if whole[-1:] in _CLOSING else None
    if brackets is None:
        return (folded(whole),)
    return folded(whole), folded(whole[: brackets.start()])


def halves(heading: str) -> tuple[str, ...]:
    """Return a heading's Chinese and its other half, as they are compared; empty: it has one."""
    if heading.isascii():
        return ()
    plain = spellings(heading)[-1]
    both = _TWO_LANGUAGES.fullmatch(plain)
    return tuple(one for one in both.groups() if one) if both else ()


def meaning(heading: str, known: Mapping[str, Meant]) -> Meant | None:
    """Return what a heading means, by its spellings, or by its halves where none disagrees.

    known: meanings by headings as they are compared. None: it means nothing that is known.
    """
    for one in spellings(heading):
        if one in known:
            return known[one]
    by_halves = {known[one] for one in halves(heading) if one in known}
    return by_halves.pop() if len(by_halves) == 1 else None


def unit_of(heading: str) -> str:
    """Return what stands in brackets at the end of a heading; empty where nothing does."""
    brackets = _BRACKETS.search(unicodedata.normalize("NFKC", heading).strip())
    return brackets["inside"].strip() if brackets else ""


_KNOWN: dict[str, Column] = {
    folded(preset): column for column, presets in _PRESETS.items() for preset in presets.split(",")
}
_PRIVATE_WORDS = frozenset(folded(one) for one in _PRIVATE.split(","))


def column_of(heading: str) -> tuple[Column | None, str]:
    """Return which of our columns a heading means, if any, and the unit written after it."""
    known = column_named(heading)
    whole = spellings(heading)[0] in _KNOWN
    return known, "" if whole or known is None else unit_of(heading)


def column_named(heading: str) -> Column | None:
    """Return which of our columns a heading means."""
    return meaning(heading, _KNOWN)


def class_in(heading: str) -> str | None:
    """Return the class of shares that a heading names; None: it names none that we would know."""
    named = named_by(heading)
    return named if 0 < len(named) <= 100 and _CLASS.fullmatch(named) else None


def named_by(heading: str) -> str:
    """Return what a heading names, without the word for shares in brackets behind it."""
    text = " ".join(unicodedata.normalize("NFKC", heading).split())
    brackets = _BRACKETS.search(text)
    if brackets and brackets["inside"].strip().casefold() in _IN_SHARES:
        return text[: brackets.start()].strip()
    return text
