"""The headings of ledgers of grants, and the words that their cells hold, in both languages."""

from collections.abc import Mapping

from laogu.basics import Said, said
from laogu.connectors.spreadsheet.columns import Column, folded
from laogu.register.options import Kind, Reason

LEDGER: dict[Column, Said] = {
    "holder": said("holder"),
    "kind": said("holder kind"),
    "certificate": said("grant"),
    "plan": said("plan"),
    "stock_class": said("class"),
    "award": said("kind"),
    "quantity": said("quantity"),
    "price": said("price"),
    "currency": said("currency"),
    "fair_value": said("fair value"),
    "granted_on": said("granted on"),
    "vests": said("vesting"),
    "vests_from": said("vesting start"),
    "months": said("months"),
    "cliff": said("cliff"),
    "every": said("how often"),
    "expires_on": said("expires on"),
    "window": said("window"),
    "early": said("early exercise"),
    "accepted": said("accepted"),
    "exercised": said("exercised"),
    "exercised_on": said("exercised on"),
    "gone": said("no longer held"),
    "forfeited": said("forfeited"),
    "lapsed": said("expired"),
    "cancelled": said("cancelled"),
    "ended_on": said("ended on"),
    "vested": said("vested"),
    "outstanding": said("outstanding"),
    "left_on": said("left on"),
    "left_for": said("reason"),
    "status": said("status"),
}
"""The heading we write ourselves, and name in findings."""

NEEDED: tuple[Column, ...] = ("holder", "quantity", "granted_on")
"""A grant cannot be made without these."""

_PRESETS: dict[Column, str] = {
    "holder": """holder, holder name, stakeholder, stakeholder name, grantee, optionee, participant,
        participant name, recipient, employee, employee name, name, 持有人, 持有人姓名, 姓名, 员工,
        员工姓名, 激励对象, 授予对象, 被授予人, 获授人""",
    "kind": "holder kind, holder type, kind of holder, entity type, 持有人类型, 主体类型",
    "certificate": """grant, grant id, grant no, grant number, option id, option no, award id,
        award no, award number, security id, certificate, certificate id, certificate number,
        授予, 授予编号, 期权编号, 协议编号, 编号, 凭证号""",
    "plan": """plan, plan name, equity plan, stock plan, share plan, option plan, incentive plan,
        equity incentive plan, 计划, 计划名称, 激励计划, 股权激励计划, 期权计划""",
    "stock_class": """class, stock class, share class, class of shares, underlying class,
        underlying share class, 类别, 股份类别, 标的股份类别""",
    "award": """kind, type, award type, grant type, option type, type of award, type of grant,
        kind of grant, security type, 种类, 类型, 授予类型, 期权类型, 激励工具""",
    "quantity": """quantity, quantity granted, quantity issued, granted, options granted,
        number of options, number of units, options, units granted, shares granted, number granted,
        shares, 数量, 股数, 授予数量, 授予份数, 授予股数, 期权数量, 获授数量""",
    "price": """price, exercise price, strike price, strike, grant price, exercise price per share,
        价格, 行权价, 行权价格, 授予价格""",
    "currency": "currency, exercise price currency, 币种, 货币",
    "fair_value": """fair value, fair value per share, fair market value, fmv,
        公允价值, 每股公允价值""",
    "granted_on": """granted on, grant date, date of grant, date granted, award date, issue date,
        issued on, 授予日, 授予日期""",
    "vests": """vesting, vesting schedule, vesting terms, schedule,
        归属, 归属安排, 归属条款, 行权安排, 成熟安排""",
    "vests_from": """vesting start, vesting start date, vest start date, vesting commencement date,
        vesting from, 归属起始日, 归属开始日, 归属起算日, 成熟起算日""",
    "months": """months, vesting months, vesting period, vesting duration, months of vesting,
        月数, 归属月数, 归属期, 归属期限""",
    "cliff": "cliff, cliff months, cliff period, cliff length, 悬崖期, 悬崖月数",
    "every": "how often, vesting frequency, frequency, vesting interval, 频率, 归属频率",
    "expires_on": """expires on, expiration date, expiry date, expiry, expires, last exercise date,
        到期日, 到期日期, 有效期至, 行权截止日""",
    "window": """window, exercise window, post-termination exercise window,
        post termination exercise period, window after leaving, 窗口, 行权窗口, 离职后行权期""",
    "early": "early exercise, early exercisable, may be exercised early, 提前行权, 可提前行权",
    "accepted": """accepted, accepted on, acceptance date, date accepted, is accepted,
        接受, 已接受, 接受日, 接受日期, 是否接受, 签署日期""",
    "exercised": """exercised, quantity exercised, options exercised, exercised so far,
        exercised to date, released, quantity released, 已行权, 已行权数量, 行权数量, 已交付""",
    "exercised_on": """exercised on, exercise date, date exercised, last exercised on,
        行权日, 行权日期, 最近行权日""",
    "gone": "no longer held, exercised and given away, 已不再持有, 行权后转出",
    "forfeited": """forfeited, quantity forfeited, options forfeited, 没收, 已没收, 已丧失, 作废,
        已作废, 作废数量""",
    "lapsed": """expired, quantity expired, options expired, lapsed, 失效, 已失效, 失效数量""",
    "cancelled": """cancelled, canceled, quantity cancelled, quantity canceled, options cancelled,
        取消, 已取消, 注销, 已注销, 注销数量, 收回, 已收回""",
    "ended_on": """ended on, cancelled date, canceled date, cancellation date, date cancelled,
        forfeiture date, 终止日, 结束日, 注销日期, 作废日期, 终止日期""",
    "vested": "vested, quantity vested, options vested, vested to date, 已归属, 已归属数量, 已成熟",
    "outstanding": """outstanding, quantity outstanding, options outstanding, remaining,
        未行权, 未行权数量, 剩余, 剩余数量""",
    "left_on": """left on, termination date, date of termination, last day of service, leave date,
        离职日, 离职日期, 最后工作日""",
    "left_for": "reason, reason for leaving, termination reason, 原因, 离职原因",
    "status": "status, grant status, security status, 状态",
}

KNOWN: Mapping[str, Column] = {
    folded(one): column for column, words in _PRESETS.items() for one in words.split(",")
}
"""Every name of a column, as headings are compared."""

AWARDS: dict[Kind, str] = {
    "iso": "iso, incentive stock option, option_iso, 激励性股票期权",
    "nso": "nso, nqso, non-qualified stock option, nonqualified, option_nso, 非限定性股票期权",
    "option": "option, options, stock option, stock options, share option, emi, 期权, 股票期权",
    "rsu": "rsu, rsus, restricted stock unit, restricted stock units, 限制性股票单位",
    "csar": "csar, cash settled sar, phantom, 虚拟股票, 现金结算增值权",
    "ssar": "ssar, stock settled sar, 股份结算增值权",
}
"""Words for what is granted."""

REASONS: dict[Reason, str] = {
    "voluntary_other": "resigned, resignation, voluntary, voluntary_other, 辞职, 主动离职",
    "voluntary_good_cause": "good cause, good reason, voluntary_good_cause, 有正当理由",
    "voluntary_retirement": "retirement, retired, voluntary_retirement, 退休",
    "involuntary_other": """dismissed, dismissal, without cause, involuntary, laid off, redundancy,
        involuntary_other, 辞退, 裁员, 解雇""",
    "involuntary_death": "death, died, involuntary_death, 死亡, 身故",
    "involuntary_disability": "disability, disabled, involuntary_disability, 残疾, 伤残",
    "involuntary_with_cause": """for cause, with cause, involuntary_with_cause, 过错, 过错解雇""",
}
"""Words for why somebody left."""

AWARD_BY_WORD: Mapping[str, Kind] = {
    folded(word): kind for kind, words in AWARDS.items() for word in words.split(",")
}
REASON_BY_WORD: Mapping[str, Reason] = {
    folded(word): reason for reason, words in REASONS.items() for word in words.split(",")
}
