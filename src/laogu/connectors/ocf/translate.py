"""From objects of the standard to changes in the register's own words."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, cast

from laogu.connectors.ocf.values import day_of
from laogu.register import history

Given = dict[str, Any]
Translate = Callable[[Given, int], history.AnyChange]

KINDS: Final[dict[str, history.SecurityKind]] = {
    "STOCK": "stock",
    "EQUITY_COMPENSATION": "equity_compensation",
    "PLAN_SECURITY": "equity_compensation",
    "CONVERTIBLE": "convertible",
    "WARRANT": "warrant",
}
ENDS: Final[dict[str, history.How]] = {
    "TRANSFER": "transfer",
    "CANCELLATION": "cancellation",
    "REPURCHASE": "repurchase",
    "CONVERSION": "conversion",
    "REISSUANCE": "reissuance",
    "EXERCISE": "exercise",
    "RELEASE": "release",
    "RETRACTION": "retraction",
}
_ESTIMATED = frozenset(
    {"HUMAN_ESTIMATED", "MACHINE_ESTIMATED", "UNSPECIFIED", "INSTRUMENT_MAX", "INSTRUMENT_MIN"}
)


def units_of(text: str) -> int:
    """Return a number of the standard in the units of a history; nothing is rounded."""
    if text.isdigit():
        return int(text) * history.ONE
    sign = -1 if text[0] == "-" else 1
    whole, _, part = text.lstrip("+-").partition(".")
    return sign * (int(whole) * history.ONE + int(part.ljust(history.DECIMALS, "0") or 0))


def _day(given: Given, field: str = "date") -> date:
    found = day_of(given[field])
    assert found is not None, "a day was looked at before"
    return found


def _optional_day(given: Given, field: str) -> date | None:
    text = given.get(field)
    return None if text is None else day_of(text)


def _stock(given: Given, line: int) -> history.Issuance:
    return history.Issuance(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        kind="stock",
        holder=given["stakeholder_id"],
        certificate=given["custom_id"],
        units=units_of(given["quantity"]),
        stock_class=given["stock_class_id"],
        plan=given.get("stock_plan_id"),
        price=given["share_price"]["amount"],
        terms=given.get("vesting_terms_id"),
        vestings=_vestings(given),
        legends=tuple(given.get("stock_legend_ids", ())),
    )


def _grant(given: Given, line: int) -> history.Issuance:
    price = given.get("exercise_price") or given.get("base_price")
    return history.Issuance(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        kind="equity_compensation",
        holder=given["stakeholder_id"],
        certificate=given["custom_id"],
        units=units_of(given["quantity"]),
        stock_class=given.get("stock_class_id"),
        plan=given.get("stock_plan_id"),
        price=None if price is None else price["amount"],
        compensation=given["compensation_type"],
        expires_on=_optional_day(given, "expiration_date"),
        terms=given.get("vesting_terms_id"),
        vestings=_vestings(given),
    )


def _convertible(given: Given, line: int) -> history.Issuance:
    amount = given["investment_amount"]
    return history.Issuance(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        kind="convertible",
        holder=given["stakeholder_id"],
        certificate=given["custom_id"],
        units=units_of(amount["amount"]),
        currency=amount["currency"],
        triggers=tuple([one["trigger_id"] for one in given["conversion_triggers"]]),
    )


def _warrant(given: Given, line: int) -> history.Issuance:
    quantity, price = given.get("quantity"), given.get("exercise_price")
    return history.Issuance(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        kind="warrant",
        holder=given["stakeholder_id"],
        certificate=given["custom_id"],
        units=None if quantity is None else units_of(quantity),
        estimated=given.get("quantity_source") in _ESTIMATED,
        stock_class=_warranted(given["exercise_triggers"]),
        price=None if price is None else price["amount"],
        expires_on=_optional_day(given, "warrant_expiration_date"),
        terms=given.get("vesting_terms_id"),
        vestings=_vestings(given),
        triggers=tuple([one["trigger_id"] for one in given["exercise_triggers"]]),
    )


def _warranted(triggers: list[Given]) -> str | None:
    """Return the class that all triggers of a warrant lead to; None: there is not one of them."""
    rights = [one.get("conversion_right", {}) for one in triggers]
    classes = {one.get("converts_to_stock_class_id") for one in rights}
    return cast("str | None", classes.pop()) if len(classes) == 1 else None


def _vestings(given: Given) -> tuple[tuple[date, int], ...]:
    listed = given.get("vestings")
    if not listed:
        return ()
    return tuple([(_day(one), units_of(one["amount"])) for one in listed])


def _acceptance(kind: history.SecurityKind) -> Translate:
    def translate(given: Given, line: int) -> history.Acceptance:
        return history.Acceptance(
            id=given["id"], on=_day(given), line=line, security=given["security_id"], kind=kind
        )

    return translate


def _retirement(kind: history.SecurityKind, how: history.How) -> Translate:
    def translate(given: Given, line: int) -> history.Retirement:
        quantity = given.get("quantity") or given.get("quantity_converted")
        if quantity is None and "amount" in given:
            quantity = given["amount"]["amount"]
        return history.Retirement(
            id=given["id"],
            on=_day(given),
            line=line,
            how=how,
            security=given["security_id"],
            kind=kind,
            units=None if quantity is None else units_of(quantity),
            results=tuple(given.get("resulting_security_ids", ())),
            balance=given.get("balance_security_id"),
            split=given.get("split_transaction_id"),
            trigger=given.get("trigger_id"),
            explained=bool(given.get("consideration_text")),
        )

    return translate


def _consolidation(given: Given, line: int) -> history.Consolidation:
    return history.Consolidation(
        id=given["id"],
        on=_day(given),
        line=line,
        securities=tuple(given["security_ids"]),
        result=given["resulting_security_id"],
    )


def _repricing(given: Given, line: int) -> history.Repricing:
    return history.Repricing(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        price=given["new_exercise_price"]["amount"],
    )


def _vesting(*, begins: bool) -> Translate:
    def translate(given: Given, line: int) -> history.VestingNoted:
        return history.VestingNoted(
            id=given["id"],
            on=_day(given),
            line=line,
            security=given["security_id"],
            condition=given["vesting_condition_id"],
            begins=begins,
        )

    return translate


def _accelerated(given: Given, line: int) -> history.VestingAccelerated:
    return history.VestingAccelerated(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        units=units_of(given["quantity"]),
    )


def ratio_of(given: Given, rounding: str | None = None) -> history.Ratio:
    """Return a ratio of the standard."""
    new, old = units_of(given["numerator"]), units_of(given["denominator"])
    return history.Ratio(new, old, cast("Any", rounding))


def _split(given: Given, line: int) -> history.Split:
    return history.Split(
        id=given["id"],
        on=_day(given),
        line=line,
        stock_class=given["stock_class_id"],
        ratio=ratio_of(given["split_ratio"]),
    )


def _ratio_adjusted(given: Given, line: int) -> history.RatioAdjusted:
    mechanism = given["new_ratio_conversion_mechanism"]
    return history.RatioAdjusted(
        id=given["id"],
        on=_day(given),
        line=line,
        stock_class=given["stock_class_id"],
        ratio=ratio_of(mechanism["ratio"], mechanism.get("rounding_type")),
    )


def _authorized(given: Given, line: int) -> history.AuthorizedAdjusted:
    return history.AuthorizedAdjusted(
        id=given["id"],
        on=_day(given),
        line=line,
        stock_class=given.get("stock_class_id"),
        issuer=given.get("issuer_id"),
        units=units_of(given["new_shares_authorized"]),
    )


def _pool_adjusted(given: Given, line: int) -> history.PoolAdjusted:
    return history.PoolAdjusted(
        id=given["id"],
        on=_day(given),
        line=line,
        plan=given["stock_plan_id"],
        units=units_of(given["shares_reserved"]),
    )


def _returned(given: Given, line: int) -> history.ReturnedToPool:
    return history.ReturnedToPool(
        id=given["id"],
        on=_day(given),
        line=line,
        security=given["security_id"],
        plan=given["stock_plan_id"],
        units=units_of(given["quantity"]),
    )


def _holder_changed(given: Given, line: int) -> history.HolderChanged:
    words = ("relationship_started", "relationship_ended", "new_status")
    return history.HolderChanged(
        id=given["id"],
        on=_day(given),
        line=line,
        holder=given["stakeholder_id"],
        says=tuple([given[one] for one in words if one in given]),
    )


def _on_securities() -> dict[str, Translate]:
    issuances = {
        "STOCK": _stock, "EQUITY_COMPENSATION": _grant, "PLAN_SECURITY": _grant,
        "CONVERTIBLE": _convertible, "WARRANT": _warrant,
    }  # fmt: skip
    found: dict[str, Translate] = {}
    for name, kind in KINDS.items():
        found[f"TX_{name}_ISSUANCE"] = issuances[name]
        found[f"TX_{name}_ACCEPTANCE"] = _acceptance(kind)
        for end, how in ENDS.items():
            found[f"TX_{name}_{end}"] = _retirement(kind, how)
    return found


CHANGES: Final[dict[str, Translate]] = {
    **_on_securities(),
    "TX_STOCK_CONSOLIDATION": _consolidation,
    "TX_EQUITY_COMPENSATION_REPRICING": _repricing,
    "TX_VESTING_START": _vesting(begins=True),
    "TX_VESTING_EVENT": _vesting(begins=False),
    "TX_VESTING_ACCELERATION": _accelerated,
    "TX_STOCK_CLASS_SPLIT": _split,
    "TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT": _ratio_adjusted,
    "TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT": _authorized,
    "TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT": _authorized,
    "TX_STOCK_PLAN_POOL_ADJUSTMENT": _pool_adjusted,
    "TX_STOCK_PLAN_RETURN_TO_POOL": _returned,
    "CE_STAKEHOLDER_RELATIONSHIP": _holder_changed,
    "CE_STAKEHOLDER_STATUS": _holder_changed,
}
"""How each change is translated; types that no shape has stand here without harm."""


def holder_of(given: Given, line: int) -> history.Holder:
    """Return a holder."""
    return history.Holder(
        holder=given["id"],
        name=given["name"]["legal_name"],
        is_person=given["stakeholder_type"] == "INDIVIDUAL",
        line=line,
    )


def class_of(given: Given, line: int) -> history.StockClass:
    """Return a stock class with the ratios at which it converts."""
    authorized = given["initial_shares_authorized"]
    converts = {}
    for right in given.get("conversion_rights", ()):
        mechanism = right["conversion_mechanism"]
        target = right.get("converts_to_stock_class_id")
        if target is not None and "ratio" in mechanism:
            converts[target] = ratio_of(mechanism["ratio"], mechanism.get("rounding_type"))
    return history.StockClass(
        stock_class=given["id"],
        name=given["name"],
        authorized=units_of(authorized) if authorized.lstrip("+")[:1].isdigit() else None,
        converts=converts,
        line=line,
    )


def plan_of(given: Given, line: int) -> history.Plan:
    """Return a plan; before version 1.1 it named one class, now several."""
    one = given.get("stock_class_id")
    return history.Plan(
        plan=given["id"],
        name=given["plan_name"],
        reserved=units_of(given["initial_shares_reserved"]),
        classes=tuple(given.get("stock_class_ids", () if one is None else (one,))),
        line=line,
    )


def terms_of(given: Given, line: int) -> history.VestingTerms:
    """Return vesting terms: each condition, with the others that it names."""
    conditions = {}
    for one in given["vesting_conditions"]:
        relative = one["trigger"].get("relative_to_condition_id")
        named = one["next_condition_ids"] + ([] if relative is None else [relative])
        conditions[one["id"]] = tuple(named)
    return history.VestingTerms(terms=given["id"], conditions=conditions, line=line)
