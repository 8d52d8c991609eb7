"""Reading words that are one of a few: kind of holder, yes or no, how sure; and lock-ups."""

import re
import unicodedata
from typing import Literal

from laogu.basics import Remark
from laogu.connectors.spreadsheet.days import day_from_text
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.names import READS_AS_FORMULA
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.operations import Lock

HolderKind = Literal["person", "organisation", "residual"]
Sure = Literal["high", "medium", "low"]

_KINDS: dict[HolderKind, str] = {
    "person": """person, natural person, individual, human, founder, employee, p,
        自然人, 个人, 自然人股东, 境内自然人, 境外自然人, 员工, 创始人""",
    "organisation": """organisation, organization, entity, legal entity, legal person, company,
        corporation, institution, fund, partnership, trust, lp, llc, esop, platform, o, org,
        机构, 组织, 法人, 企业, 公司, 基金, 合伙企业, 有限合伙, 非自然人, 非法人组织, 机构股东,
        法人股东, 境内法人, 境外法人, 持股平台, 员工持股平台, 信托""",
    "residual": """residual, rest, others, remainder, 其余, 其他, 余额""",
}
_YES = "yes, y, true, 1, 是, 公开, 对"
_NO = "no, n, false, 0, 否, 不公开, 非公开, 不"
_SURE: dict[Sure, str] = {
    "high": "high, h, 高",
    "medium": "medium, med, m, 中",
    "low": "low, l, 低",
}

# What organisations carry in their names. A name without any of these is taken as a person's,
# because a person's name written down as a company's could never be forgotten again; for the same
# reason short forms that are also given names (Se, Sa, As, Co) are not in the list.
_ORGANISATION_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        """ltd limited inc incorporated llc llp lp lllp plc corp corporation company gmbh bv
        sarl srl pte pty sdn bhd fund funds capital venture ventures partners partnership
        holding holdings group trust foundation bank invest investment investments investors
        management university college institute academy association society esop platform pool
        vc spv spc technology technologies tech labs instruments systems industries enterprise
        enterprises nominee nominees securities insurance""",
    )
)
_ORGANISATION_SIGNS = re.compile(
    "公司|有限|合伙|基金|企业|中心|集团|投资|资本|创投|信托|银行|大学|研究院|研究所|平台|计划|持股|控股|"
    "科技|技术|股份|国资|财政|委员会|合作社|事务所|证券|保险|资管|资产|协会|学会|学校|工会|政府|"
    "企業|集團|投資|資本|創投|銀行|技術|大學"
)
_RESIDUAL_NAMES = re.compile(
    r"others?|rest|the rest"
    r"|(?:all )?(?:other|remaining)(?: [a-z-]+)? (?:share|stock|stake)?holders\b.*"
    r"|(?:其他|其余|其它|剩余)(?:小)?(?:股东|持有人|投资人|投资者|股份)?(?:\(.*\))?"
)

_NOT_KNOWN = frozenset(("unknown", "未知"))
_LOCK = re.compile(r"(?P<until>\S+)\s+(?P<rule>[A-Z]{2,10}(?:-[A-Z0-9]{1,12}){1,4})")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _words(*choices: str) -> frozenset[str]:
    return frozenset(_folded(word) for choice in choices for word in choice.split(","))


_KIND_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in _words(words)}
_SURE_BY_WORD = {word: sure for sure, words in _SURE.items() for word in _words(words)}
_YES_WORDS, _NO_WORDS = _words(_YES), _words(_NO)


def kind_from_text(text: str, spot: Spot) -> HolderKind | None:
    """Return the kind of holder a text names; None with a finding."""
    kind = _KIND_BY_WORD.get(_folded(text))
    if kind is None:
        spot.say(UNKNOWN_KIND, text=shown(text))
    return kind


def kind_by_name(name: str) -> HolderKind:
    """Return what a name without a stated kind is taken for: see `_ORGANISATION_WORDS`."""
    folded = _folded(name)
    if _RESIDUAL_NAMES.fullmatch(folded):
        return "residual"
    words = re.split(r"[^a-z0-9]+", folded.replace(".", ""))
    if _ORGANISATION_SIGNS.search(folded) or _ORGANISATION_WORDS.intersection(words):
        return "organisation"
    return "person"


def is_yes(text: str) -> bool | None:
    """Return what a text answers; None: it is neither yes nor no."""
    folded = _folded(text)
    return folded in _YES_WORDS if folded in _YES_WORDS | _NO_WORDS else None


def yes_or_no(text: str, spot: Spot) -> bool | None:
    """Return what a text answers; None with a finding."""
    answer = is_yes(text)
    if answer is None:
        spot.say(NOT_YES_OR_NO, text=shown(text))
    return answer


def sure_from_text(text: str, spot: Spot) -> Sure | None:
    """Return how sure the source is; None with a finding."""
    sure = _SURE_BY_WORD.get(_folded(text))
    if sure is None:
        spot.say(UNKNOWN_SURE, text=shown(text))
    return sure


def locks_from_text(text: str, limits: Limits, spot: Spot) -> tuple[Lock, ...]:
    """Return the lock-ups of a cell: `2027-01-07 CN-JSC-05; 2026-07-07 HK-04; unknown HK-05`."""
    pieces = [piece.strip() for piece in re.split("[;；\n]", text) if piece.strip()]
    if text[0] in "=+@-＝＋＠－":
        spot.say(READS_AS_FORMULA, text=shown(text))
        return ()
    if len(pieces) > limits.locks_a_row:
        spot.say(TOO_MANY_LOCKS, count=len(pieces), limit=limits.locks_a_row)
        return ()
    locks: list[Lock] = []
    for piece in pieces:
        found = _LOCK.fullmatch(piece)
        if found is None:
            spot.say(NOT_A_LOCK, text=shown(piece))
            continue
        is_known = _folded(found["until"]) not in _NOT_KNOWN
        until = day_from_text(found["until"], spot) if is_known else None
        if is_known and until is None:
            continue
        lock = Lock(until=until, rule=found["rule"])
        if lock in locks:
            spot.say(LOCK_REPEATS, text=shown(piece))
        else:
            locks.append(lock)
    return tuple(locks)


UNKNOWN_KIND = Remark(
    severity="error",
    code="spreadsheet.unknown_kind",
    what="“{text}” is not a kind of holder.",
    why="A holder is a person, an organisation, or the residual of those not named.",
    fix="Write person (自然人), organisation (机构) or residual (其余).",
)
NOT_YES_OR_NO = Remark(
    severity="error",
    code="spreadsheet.not_yes_or_no",
    what="“{text}” is neither yes nor no.",
    why="The column says whether everybody may see this holder.",
    fix="Write yes (是) or no (否).",
)
UNKNOWN_SURE = Remark(
    severity="error",
    code="spreadsheet.unknown_sure",
    what="“{text}” does not say how sure the source is.",
    why="There are three degrees, so that two readers mean the same.",
    fix="Write high (高), medium (中) or low (低), or leave the cell blank.",
)
NOT_A_LOCK = Remark(
    severity="error",
    code="spreadsheet.not_a_lock",
    what="“{text}” is not a lock-up.",
    why="A lock-up is its last locked day and the rule it rests on.",
    fix="Write it as 2027-01-07 CN-JSC-05; several are separated by semicolons.",
)
TOO_MANY_LOCKS = Remark(
    severity="error",
    code="spreadsheet.too_many_locks",
    what="The row states {count} lock-ups; at most {limit} are read.",
    why="Several rules bind a share, never this many.",
    fix="Keep those that bind.",
)
LOCK_REPEATS = Remark(
    severity="warning",
    code="spreadsheet.lock_repeats",
    what="The lock-up “{text}” stands in the row twice.",
    why="It binds once.",
    fix="Remove one of them, or correct it.",
)
