"""The headings of ledgers of convertibles and warrants, and the words in their cells."""

from collections.abc import Mapping
from typing import TypeVar

from laogu.basics import Said, said
from laogu.connectors.spreadsheet.columns import Column, folded
from laogu.operations import PaperKind
from laogu.register.rounds import DayCount, Payout, Timing

Meant = TypeVar("Meant", bound=str)

PAPERS: dict[Column, Said] = {
    "holder": said("holder"),
    "kind": said("holder kind"),
    "certificate": said("paper"),
    "award": said("kind"),
    "granted_on": said("issued on"),
    "cost": said("amount"),
    "currency": said("currency"),
    "cap": said("valuation cap"),
    "timing": said("timing"),
    "discount": said("discount"),
    "is_mfn": said("MFN"),
    "rate": said("rate"),
    "day_count": said("day count"),
    "payout": said("payout"),
    "matures_on": said("matures on"),
    "says": said("conversion"),
    "condition": said("condition"),
    "seniority": said("seniority"),
    "approved_on": said("approved on"),
    "stock_class": said("class"),
    "quantity": said("quantity"),
    "price": said("price"),
    "expires_on": said("expires on"),
    "exercised": said("exercised"),
    "cancelled": said("cancelled"),
    "outstanding": said("outstanding"),
    "status": said("status"),
}
"""The heading we write ourselves, and name in findings."""

NEEDED_OF_PAPERS: tuple[Column, ...] = ("holder", "award", "granted_on")
"""A convertible or a warrant cannot be recorded without these."""

_PRESETS: dict[Column, str] = {
    "holder": """holder, holder name, stakeholder, stakeholder name, investor, investor name,
        lender, purchaser, name, 持有人, 持有人名称, 投资人, 投资方, 出借人, 名称, 姓名""",
    "kind": "holder kind, holder type, kind of holder, entity type, 持有人类型, 主体类型",
    "certificate": """paper, label, security id, certificate, certificate id, certificate number,
        convertible id, note id, note number, safe id, warrant id, warrant number,
        文件, 编号, 凭证号, 协议编号, 证书, 证书号, 证书编号""",
    "award": """kind, type, security type, convertible type, instrument, instrument type,
        种类, 类型, 工具, 工具类型, 证券类型""",
    "granted_on": """issued on, issue date, date of issue, date issued, issuance date, date,
        signed on, 发行日, 发行日期, 签署日, 签署日期, 日期""",
    "cost": """amount, principal, principal amount, investment, investment amount, amount invested,
        purchase amount, purchase price, cash paid, 金额, 本金, 投资额, 投资金额, 购买价款""",
    "currency": "currency, 币种, 货币",
    "cap": "cap, valuation cap, conversion cap, 估值上限, 上限",
    "timing": """timing, cap type, pre or post, pre-money or post-money, valuation type, money type,
        投前或投后, 上限口径, 估值口径""",
    "discount": "discount, conversion discount, 折扣, 转股折扣",
    "is_mfn": "mfn, most favored nation, most favoured nation, 最惠条款, 最惠国条款",
    "rate": "rate, interest, interest rate, annual interest rate, coupon, 利率, 年利率",
    "day_count": "day count, day count convention, 计息基准, 计日",
    "payout": "payout, interest payout, interest paid, 付息方式, 利息支付",
    "matures_on": "matures on, maturity, maturity date, 到期还本日, 债券到期日, 还本日",
    "says": "conversion, conversion terms, converts, 转换方式, 转股方式, 转股条款",
    "condition": "condition, conversion trigger, trigger, 条件, 触发条件, 转股条件",
    "seniority": "seniority, 顺位, 清偿顺位",
    "approved_on": "approved on, board approval, board approval date, 批准日, 董事会批准日",
    "stock_class": """class, stock class, share class, underlying class, converts to,
        类别, 股份类别, 标的类别""",
    "quantity": """quantity, shares, warrant shares, number of shares, quantity issued,
        数量, 股数, 认购股数""",
    "price": """price, exercise price, strike price, strike, exercise price per share,
        价格, 行权价, 行权价格, 认购价""",
    "expires_on": """expires on, expiration date, expiry date, expiry, expires,
        到期日, 到期日期, 行权截止日""",
    "exercised": "exercised, quantity exercised, shares exercised, 已行权, 已行权数量",
    "cancelled": "cancelled, canceled, quantity cancelled, 取消, 已取消, 注销, 已注销",
    "outstanding": "outstanding, quantity outstanding, remaining, 剩余, 剩余数量",
    "status": "status, security status, 状态",
}

KNOWN_OF_PAPERS: Mapping[str, Column] = {
    folded(one): column for column, words in _PRESETS.items() for one in words.split(",")
}
"""Every name of a column, as headings are compared."""

_KINDS: dict[PaperKind, str] = {
    "safe": """safe, safes, simple agreement for future equity, yc safe, post-money safe,
        pre-money safe, 未来股权简单协议, 简单协议""",
    "note": """note, convertible note, convertible loan, loan note, convertible debt, cla,
        可转债, 可转换票据, 可转换借款, 可转股债权""",
    "convertible_security": """convertible security, convertible_security, kiss, other convertible,
        其他可转换工具, 可转换证券""",
    "warrant": "warrant, warrants, stock warrant, share warrant, 认股权证, 认股权, 权证",
}
_TIMINGS: dict[Timing, str] = {
    "post_money": "post-money, post money, post_money, post, 投后",
    "pre_money": "pre-money, pre money, pre_money, pre, 投前",
}
_DAY_COUNTS: dict[DayCount, str] = {
    "actual_365": "actual/365, actual_365, act/365, 365, 实际/365",
    "30_360": "30/360, 30_360, 360",
}
_PAYOUTS: dict[Payout, str] = {
    "deferred": "deferred, accrues, accrued, converts, 累计, 递延, 转股",
    "cash": "cash, paid in cash, 现金",
}


def _by_word(words: Mapping[Meant, str]) -> Mapping[str, Meant]:
    return {folded(one): meant for meant, texts in words.items() for one in texts.split(",")}


KIND_BY_WORD: Mapping[str, PaperKind] = _by_word(_KINDS)
TIMING_BY_WORD: Mapping[str, Timing] = _by_word(_TIMINGS)
DAY_COUNT_BY_WORD: Mapping[str, DayCount] = _by_word(_DAY_COUNTS)
PAYOUT_BY_WORD: Mapping[str, Payout] = _by_word(_PAYOUTS)
