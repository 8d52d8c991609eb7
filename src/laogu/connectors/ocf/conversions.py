"""What a security may become: triggers, rights and mechanisms, read and said again."""

from typing import Any, Final

from laogu.connectors.ocf.words import (
    Given,
    amount_of,
    day_in_file,
    iso,
    lower,
    number,
    optional_day,
    put,
    ratio_of,
    said_amount,
    said_ratio,
    text_of,
    units_of,
    upper,
)
from laogu.register import history

_KINDS: Final[dict[str, Any]] = {
    "FIXED_AMOUNT_CONVERSION": "fixed_amount",
    "FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION": "percent",
    "RATIO_CONVERSION": "ratio",
    "SAFE_CONVERSION": "safe",
    "VALUATION_BASED_CONVERSION": "valuation",
    "CONVERTIBLE_NOTE_CONVERSION": "note",
    "CUSTOM_CONVERSION": "custom",
    "PPS_BASED_CONVERSION": "per_share",
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}
# What may be counted as the capital, each under its field of the standard's rules.
_COUNTED: Final[tuple[Any, ...]] = (
    "outstanding_shares", "outstanding_options", "outstanding_unissued_options", "this_security",
    "other_converting_securities", "option_pool_topup_for_promised_options",
    "additional_option_pool_topup", "new_money",
)  # fmt: skip


def triggers_of(given: list[Given]) -> tuple[history.Trigger, ...]:
    """Return the triggers of a convertible or warrant."""
    return tuple([_trigger(one) for one in given])


def _trigger(given: Given) -> history.Trigger:
    right = given.get("conversion_right")
    return history.Trigger(
        trigger=given["trigger_id"],
        kind=lower(given, "type"),
        right=right_of(right) if right else None,
        on=optional_day(given, "trigger_date"),
        since=optional_day(given, "start_date"),
        until=optional_day(given, "end_date"),
        condition=text_of(given, "trigger_condition"),
        nickname=text_of(given, "nickname"),
        says=text_of(given, "trigger_description"),
    )


def right_of(given: Given) -> history.Right:
    """Return what a right leads to."""
    later = given.get("converts_to_future_round")
    return history.Right(
        mechanism=_mechanism(given["conversion_mechanism"]),
        into=given.get("converts_to_stock_class_id"),
        into_a_later_round=later if type(later) is bool else None,
    )


def _mechanism(given: Given) -> history.Mechanism:
    kind = _KINDS[given["type"]]
    ratio, multiple = given.get("ratio"), given.get("exit_multiple")
    quantity = given.get("converts_to_quantity")
    says = "custom_conversion_description" if kind == "custom" else "description"
    amount = given.get("discount_amount" if kind == "per_share" else "valuation_amount")
    discount = "discount_percentage" if kind == "per_share" else "conversion_discount"
    return history.Mechanism(
        kind=kind,
        units=None if quantity is None else units_of(quantity),
        percent=given.get("converts_to_percent"),
        ratio=None if ratio is None else ratio_of(ratio, given.get("rounding_type")),
        price=amount_of(given.get("conversion_price")),
        discount=given.get(discount),
        cap=amount_of(given.get("conversion_valuation_cap")),
        valuation=_known(given, "valuation_type", ("fixed", "actual", "cap")),
        amount=amount_of(amount),
        multiple=None if multiple is None else ratio_of(multiple),
        most_favoured=given.get("conversion_mfn"),
        timing=_known(given, "conversion_timing", ("pre_money", "post_money")),
        counts=text_of(given, "capitalization_definition"),
        counted=_counted(given.get("capitalization_definition_rules")),
        interest=_interest(given.get("interest_rates")),
        day_count=_known(given, "day_count_convention", ("actual_365", "30_360")),
        payout=_known(given, "interest_payout", ("deferred", "cash")),
        accrual=_known(
            given, "interest_accrual_period",
            ("daily", "monthly", "quarterly", "semi_annual", "annual"),
        ),
        compounding=_known(given, "compounding_type", ("compounding", "simple")),
        says=text_of(given, says),
    )  # fmt: skip


def _known(given: Given, field: str, words: tuple[str, ...]) -> Any:
    """Return one of a few words; None: it is none of them, and stays as it was written."""
    found = given.get(field)
    return found.lower() if type(found) is str and found.lower() in words else None


def _counted(given: Any) -> Any:
    if type(given) is not dict:
        return None
    return tuple([one for one in _COUNTED if given.get(f"include_{one}") is True])


def _interest(given: Any) -> tuple[history.Interest, ...]:
    if type(given) is not list:
        return ()
    rates = [one for one in given if type(one) is dict]
    if any(optional_day(one, "accrual_start_date") is None or "rate" not in one for one in rates):
        return ()
    return tuple(
        [
            history.Interest(
                rate=str(one["rate"]),
                since=day_in_file(one, "accrual_start_date"),
                until=optional_day(one, "accrual_end_date"),
            )
            for one in rates
        ]
    )


def said_triggers(triggers: tuple[history.Trigger, ...], of: str) -> list[Given]:
    """Return triggers as the standard has them. of: CONVERTIBLE or WARRANT."""
    return [_said_trigger(one, of) for one in triggers]


def _said_trigger(trigger: history.Trigger, of: str) -> Given:
    said: Given = {"type": trigger.kind.upper(), "trigger_id": trigger.trigger}
    return put(
        said,
        nickname=trigger.nickname,
        trigger_description=trigger.says,
        trigger_condition=trigger.condition,
        trigger_date=iso(trigger.on),
        start_date=iso(trigger.since),
        end_date=iso(trigger.until),
        conversion_right=None if trigger.right is None else said_right(trigger.right, of),
    )


def said_right(right: history.Right, of: str) -> Given:
    """Return a right as the standard has it. of: CONVERTIBLE, WARRANT or STOCK_CLASS."""
    said: Given = {
        "type": f"{of}_CONVERSION_RIGHT",
        "conversion_mechanism": _said_mechanism(right.mechanism),
    }
    return put(
        said,
        converts_to_future_round=right.into_a_later_round,
        converts_to_stock_class_id=right.into,
    )


def _said_mechanism(one: history.Mechanism) -> Given:
    is_price = one.kind == "per_share"
    amount = None if one.amount is None else said_amount(one.amount)
    interest = [
        put({"rate": each.rate, "accrual_start_date": iso(each.since)},
            accrual_end_date=iso(each.until))
        for each in one.interest
    ]  # fmt: skip
    said = put(
        {"type": _NAMES[one.kind]},
        converts_to_quantity=None if one.units is None else number(one.units),
        converts_to_percent=one.percent,
        ratio=None if one.ratio is None else said_ratio(one.ratio),
        rounding_type=None if one.ratio is None else one.ratio.rounding,
        conversion_price=None if one.price is None else said_amount(one.price),
        conversion_valuation_cap=None if one.cap is None else said_amount(one.cap),
        valuation_type=upper(one.valuation),
        exit_multiple=None if one.multiple is None else said_ratio(one.multiple),
        conversion_mfn=one.most_favoured,
        conversion_timing=upper(one.timing),
        capitalization_definition=one.counts,
        capitalization_definition_rules=None
        if one.counted is None
        else {f"include_{each}": each in one.counted for each in _COUNTED},
        interest_rates=interest if interest or one.kind == "note" else None,
        day_count_convention=upper(one.day_count),
        interest_payout=upper(one.payout),
        interest_accrual_period=upper(one.accrual),
        compounding_type=upper(one.compounding),
    )
    if one.kind == "safe":
        said.setdefault("conversion_mfn", False)
    if is_price:
        discounted = {"discount": bool(one.discount or amount)}
        put(said, description=one.says, discount_percentage=one.discount, discount_amount=amount)
        return said | discounted
    words = "custom_conversion_description" if one.kind == "custom" else "description"
    return put(said, conversion_discount=one.discount, valuation_amount=amount, **{words: one.says})


def said_ratio_mechanism(ratio: history.Ratio, price: history.Amount | None) -> Given:
    """Return a ratio to which a class was adjusted. price: from which it was worked out."""
    return _said_mechanism(history.Mechanism(kind="ratio", ratio=ratio, price=price))
