"""Does nothing get lost and nothing come of nothing, whatever happens to a security?"""

from datetime import date

from laogu.register.history.amounts import (
    BALANCE_DIFFERS,
    BALANCE_UNKNOWN,
    CLASS_CHANGES,
    CLASS_STAYS,
    CONVERTS_ELSEWHERE,
    CURRENCY_DIFFERS,
    HOLDER_CHANGES,
    KIND_DIFFERS,
    MORE_THAN_HELD,
    NAMED_TWICE,
    RATIO_DIFFERS,
    RATIO_UNKNOWN,
    REST_NOWHERE,
    RESULT_OF_OTHER_KIND,
    RESULT_UNKNOWN,
    RESULTS_DIFFER,
    RESULTS_LEFT_OUT,
    RETURNS_ELSEWHERE,
    RETURNS_TOO_MANY,
    RETURNS_UNKNOWN,
    SPLIT_DAY_DIFFERS,
    SPLIT_UNKNOWN,
    TRIGGER_UNKNOWN,
    VESTS_LESS,
    VESTS_MORE,
)  # fmt: skip
from laogu.register.history.breaches import Breaches, amount
from laogu.register.history.changes import (
    Acceptance,
    Consolidation,
    Issuance,
    Repricing,
    Retirement,
    Split,
    VestingAccelerated,
)
from laogu.register.history.conversions import Ratio
from laogu.register.history.lives import PARTIAL, Lives, is_final, made_by
from laogu.register.history.ratios import is_rounded, ratio_on

WITH_REST = frozenset({"transfer", "cancellation", "repurchase", "conversion"})
"""The ways of ending in which what is not moved needs a security of its own."""

OWN = frozenset({"reissuance", "conversion", "exercise", "release"})
"""The ways of ending whose results stay with the holder; a transfer's may go to anyone."""

APPRECIATION = frozenset({"csar", "ssar"})
"""Grants that pay what a share has gained, so that fewer shares come of them, or none."""


def check_amounts(lives: Lives, breaches: Breaches) -> None:
    """Find every change after which there are more or fewer shares than there should be."""
    for security, acts in lives.acts.items():
        issued = lives.issued.get(security)
        if issued is None:
            continue
        held = issued.units
        faster = 0
        has_ended = False
        for act in acts:
            match act:
                case Retirement():
                    if has_ended:
                        continue
                    if act.kind != issued.kind:
                        _say_kind(act, issued, breaches)
                    held = _check_retirement(lives, issued, act, held, breaches)
                    has_ended = is_final(act)
                case Consolidation():
                    has_ended = True
                case VestingAccelerated():
                    # What vested ahead, all of it together, is a part of the grant.
                    faster += act.units
                    if issued.units is not None and faster > issued.units:
                        _say_more(act, issued, faster, issued.units, breaches)
                case Repricing():
                    _check_repricing(issued, act, breaches)
                case Acceptance() if act.kind != issued.kind:
                    _say_kind(act, issued, breaches)
                case _:
                    pass
    for change in lives.history.changes:
        if type(change) is Consolidation:
            _check_consolidation(lives, change, breaches)
    _check_vestings(lives, breaches)
    _check_returns(lives, breaches)


def _check_repricing(issued: Issuance, act: Repricing, breaches: Breaches) -> None:
    if issued.kind != "equity_compensation":
        _say_kind(act, issued, breaches)
    elif issued.currency is not None and act.price.currency != issued.currency:
        facts = {"found": act.price.currency, "wanted": issued.currency}
        breaches.say(CURRENCY_DIFFERS, act, "new_exercise_price", security=issued.security, **facts)


def _check_retirement(
    lives: Lives, issued: Issuance, act: Retirement, held: int | None, breaches: Breaches
) -> int | None:
    """Return what is left after a change; None: nobody said how much there was."""
    moved = held if act.units is None else act.units
    if act.units is not None and held is not None and act.units > held:
        _say_more(act, issued, act.units, held, breaches)
        return 0
    if act.currency is not None and act.currency != issued.currency:
        facts = {"security": issued.security, "found": act.currency, "wanted": issued.currency}
        breaches.say(CURRENCY_DIFFERS, act, "amount", **facts)
    results = _results(lives, issued, act, breaches)
    triggers = [one.trigger for one in issued.triggers]
    if act.trigger is not None and triggers and act.trigger not in triggers:
        facts = {"trigger": act.trigger, "security": issued.security}
        breaches.say(TRIGGER_UNKNOWN, act, "trigger_id", **facts)
    rest = None if held is None or moved is None else held - moved
    if act.how in WITH_REST or act.balance is not None:
        _check_rest(lives, issued, act, rest, breaches)
    if results is not None and moved is not None:
        _check_sum(lives, issued, act, breaches, moved=moved, results=results)
    return 0 if is_final(act) else rest


def _results(
    lives: Lives, issued: Issuance, act: Retirement, breaches: Breaches
) -> list[Issuance] | None:
    """Return what came of a change, each looked at; None: not all of it is there."""
    found: list[Issuance] = []
    for at, name in enumerate(act.results):
        result = lives.issued.get(name)
        if result is None and name in lives.history.unread:
            continue
        if result is None:
            is_left_out = (
                act.how in PARTIAL
                and not lives.history.plans
                and issued.plan is not None
                and not any(one in lives.issued for one in act.results)
            )
            known = RESULTS_LEFT_OUT if is_left_out else RESULT_UNKNOWN
            breaches.say(known, act, f"resulting_security_ids/{at}", security=name)
            continue
        found.append(result)
        _check_result(issued, act, result, at, breaches)
    if len({*made_by(act)}) < len(made_by(act)):
        breaches.say(NAMED_TWICE, act, "resulting_security_ids")
    return found if len(found) == len(act.results) else None


def _check_result(
    issued: Issuance, act: Retirement, result: Issuance, at: int, breaches: Breaches
) -> None:
    field = f"resulting_security_ids/{at}"
    wanted = "stock" if act.how in {"exercise", "release", "conversion"} else issued.kind
    facts: dict[str, object] = {"security": result.security}
    if result.kind != wanted:
        breaches.say(RESULT_OF_OTHER_KIND, act, field, security_kind=result.kind, **facts)
    if act.how in OWN and result.holder != issued.holder:
        facts |= {"holder": result.holder, "before": issued.holder}
        breaches.say(HOLDER_CHANGES, act, field, **facts)
    elif act.how == "conversion" and issued.kind == "stock":
        if result.stock_class == issued.stock_class:
            breaches.say(CLASS_STAYS, act, field, stock_class=result.stock_class, **facts)
    elif issued.stock_class is not None and result.stock_class not in {issued.stock_class, None}:
        facts |= {"stock_class": result.stock_class, "before": issued.stock_class}
        breaches.say(CLASS_CHANGES, act, field, **facts)


def _check_rest(
    lives: Lives, issued: Issuance, act: Retirement, rest: int | None, breaches: Breaches
) -> None:
    if act.balance is None:
        if rest:
            facts = {"security": issued.security, "rest": amount(rest)}
            breaches.say(REST_NOWHERE, act, "balance_security_id", **facts)
        return
    left = lives.issued.get(act.balance)
    field = "balance_security_id"
    if left is None:
        if act.balance not in lives.history.unread:
            breaches.say(BALANCE_UNKNOWN, act, field, security=act.balance)
        return
    if rest is not None and left.units is not None and left.units != rest:
        facts = {"security": act.balance, "found": amount(left.units), "wanted": amount(rest)}
        breaches.say(BALANCE_DIFFERS, act, field, **facts)
    facts = {"security": act.balance}
    if left.kind != issued.kind:
        breaches.say(RESULT_OF_OTHER_KIND, act, field, security_kind=left.kind, **facts)
    elif _is_of(left) != _is_of(issued):
        classes = {"stock_class": left.stock_class or left.currency or left.plan or ""}
        classes["before"] = issued.stock_class or issued.currency or issued.plan or ""
        breaches.say(CLASS_CHANGES, act, field, **classes, **facts)
    if left.holder != issued.holder:
        holders = {"holder": left.holder, "before": issued.holder}
        breaches.say(HOLDER_CHANGES, act, field, **holders, **facts)


def _is_of(issued: Issuance) -> tuple[str | None, str | None, str | None]:
    """Return what the rest of a security has to be of as well: class, plan, currency of a loan."""
    currency = issued.currency if issued.kind == "convertible" else None
    return issued.stock_class, issued.plan, currency


def _check_sum(
    lives: Lives,
    issued: Issuance,
    act: Retirement,
    breaches: Breaches,
    *,
    moved: int,
    results: list[Issuance],
) -> None:
    if any(one.units is None for one in results):
        return
    made = sum([one.units or 0 for one in results])
    match act.how:
        case "transfer":
            is_sound, wanted = made == moved, moved
        case "reissuance":
            _check_reissue(lives, issued, act, breaches, moved=moved, made=made)
            return
        case "conversion" if issued.kind == "stock":
            _check_ratio(lives, issued, act, breaches, moved=moved, results=results)
            return
        case "exercise" | "release":
            is_less_explained = act.consideration is not None or issued.compensation in APPRECIATION
            wanted = moved
            is_sound = made == moved or (made < moved and is_less_explained)
            if issued.kind == "warrant":
                is_sound = is_sound or issued.estimated or not issued.units
        case _:
            return
    if not is_sound:
        facts = {"security": issued.security, "found": amount(made), "wanted": amount(wanted)}
        breaches.say(RESULTS_DIFFER, act, "resulting_security_ids", **facts)


def _check_reissue(
    lives: Lives, issued: Issuance, act: Retirement, breaches: Breaches, *, moved: int, made: int
) -> None:
    split: Split | None = None
    if act.split is not None:
        split = lives.split_by_id.get(act.split)
        if split is None or split.stock_class != issued.stock_class:
            breaches.say(SPLIT_UNKNOWN, act, "split_transaction_id", split=act.split)
            return
        if split.on != act.on:
            facts = {"split": split.id, "day": act.on, "other": split.on}
            breaches.say(SPLIT_DAY_DIFFERS, act, "date", **facts)
    elif made != moved and issued.stock_class is not None:
        same_day = (one for one in lives.splits.get(issued.stock_class, ()) if one.on == act.on)
        split = next(same_day, None)
    ratio = split.ratio if split is not None else Ratio(1, 1)
    # A split may leave parts of a share on every certificate, which are rounded or paid out.
    pieces = 0 if split is None else len(act.results)
    if not is_rounded(moved, ratio, made, pieces=pieces):
        wanted = amount(moved * ratio.new // ratio.old)
        facts = {"security": issued.security, "found": amount(made), "wanted": wanted}
        breaches.say(RESULTS_DIFFER, act, "resulting_security_ids", **facts)


def _check_ratio(
    lives: Lives,
    issued: Issuance,
    act: Retirement,
    breaches: Breaches,
    *,
    moved: int,
    results: list[Issuance],
) -> None:
    stock_class = lives.history.classes.get(issued.stock_class or "")
    if stock_class is None:
        return
    field = "resulting_security_ids"
    if not results:
        facts = {"security": issued.security, "found": amount(0), "wanted": amount(moved)}
        breaches.say(RESULTS_DIFFER, act, field, **facts)
        return
    targets = {one.stock_class or "" for one in results}
    if len(targets) != 1 or targets == {issued.stock_class}:
        return
    target = targets.pop()
    if not stock_class.converts:
        breaches.say(RATIO_UNKNOWN, act, field, stock_class=stock_class.stock_class)
        return
    if target not in stock_class.converts:
        facts = {"stock_class": target, "before": stock_class.stock_class}
        breaches.say(CONVERTS_ELSEWHERE, act, field, **facts)
        return
    ratio = ratio_on(lives, stock_class, target, act.on)
    made = sum([one.units or 0 for one in results])
    if ratio is not None and not is_rounded(moved, ratio, made, pieces=len(results)):
        wanted = amount(moved * ratio.new // ratio.old)
        facts = {"security": issued.security, "found": amount(made), "wanted": wanted}
        breaches.say(RATIO_DIFFERS, act, field, **facts)


def _check_consolidation(lives: Lives, change: Consolidation, breaches: Breaches) -> None:
    result = lives.issued.get(change.result)
    if result is None:
        if change.result not in lives.history.unread:
            field = "resulting_security_id"
            breaches.say(RESULT_UNKNOWN, change, field, security=change.result)
        return
    parts = [lives.issued.get(one) for one in change.securities]
    if len({*change.securities}) < len(parts):
        breaches.say(NAMED_TWICE, change, "security_ids")
    known = [one for one in parts if one is not None]
    facts: dict[str, object] = {"security": result.security}
    for one in known:
        if one.holder != result.holder:
            holders = {"holder": result.holder, "before": one.holder}
            breaches.say(HOLDER_CHANGES, change, "resulting_security_id", **holders, **facts)
        if one.stock_class != result.stock_class:
            classes = {"stock_class": result.stock_class, "before": one.stock_class}
            breaches.say(CLASS_CHANGES, change, "resulting_security_id", **classes, **facts)
        if one.kind != "stock":
            _say_kind(change, one, breaches)
    whole = sum([one.units or 0 for one in known])
    if len(known) == len(parts) and result.units != whole:
        found = amount(result.units or 0)
        facts |= {"found": found, "wanted": amount(whole)}
        breaches.say(RESULTS_DIFFER, change, "resulting_security_id", **facts)


def _check_vestings(lives: Lives, breaches: Breaches) -> None:
    for issued in lives.issued.values():
        if issued.vestings and issued.units is not None:
            listed = sum(units for _, units in issued.vestings)
            if listed != issued.units:
                known = VESTS_MORE if listed > issued.units else VESTS_LESS
                facts = {"found": amount(listed), "wanted": amount(issued.units)}
                breaches.say(known, issued, "vestings", **facts)


def _check_returns(lives: Lives, breaches: Breaches) -> None:
    returned: dict[str, int] = {}
    for change in sorted(lives.returns, key=lambda one: (one.on, one.line)):
        issued = lives.issued.get(change.security)
        facts: dict[str, object] = {"security": change.security}
        if issued is None:
            breaches.say(RETURNS_UNKNOWN, change, "security_id", **facts)
            continue
        if issued.plan != change.plan:
            facts |= {"plan": change.plan, "other": issued.plan}
            breaches.say(RETURNS_ELSEWHERE, change, "stock_plan_id", **facts)
            continue
        total = returned[change.security] = returned.get(change.security, 0) + change.units
        freed = _freed(lives, issued, change.on)
        if freed is not None and total > freed:
            facts |= {"found": amount(total), "wanted": amount(freed)}
            breaches.say(RETURNS_TOO_MANY, change, "quantity", **facts)


def _freed(lives: Lives, issued: Issuance, on: date) -> int | None:
    """Return how much of a grant will become no share any more, by a day."""
    if issued.units is None:
        return None
    became, freed = 0, 0
    for act in lives.acts.get(issued.security, ()):
        if not isinstance(act, Retirement) or act.on > on:
            continue
        units = issued.units - became if act.units is None else act.units
        if act.how in PARTIAL:
            made = [lives.issued.get(one) for one in act.results]
            became += units
            freed += max(0, units - sum([one.units or 0 for one in made if one is not None]))
        elif act.how in {"cancellation", "retraction", "repurchase"}:
            freed += units
    if issued.expires_on is not None and issued.expires_on <= on:
        freed = max(freed, issued.units - became)
    return freed


def _say_kind(
    act: Acceptance | Retirement | Repricing | Consolidation, issued: Issuance, breaches: Breaches
) -> None:
    facts = {"security": issued.security, "security_kind": issued.kind}
    breaches.say(KIND_DIFFERS, act, "object_type", **facts)


def _say_more(
    act: Retirement | VestingAccelerated,
    issued: Issuance,
    asked: int,
    held: int,
    breaches: Breaches,
) -> None:
    facts = {"security": issued.security, "asked": amount(asked), "held": amount(held)}
    breaches.say(MORE_THAN_HELD, act, "quantity", **facts)
