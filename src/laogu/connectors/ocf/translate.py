"""From objects of the standard to changes in the register's own words."""

from collections.abc import Callable
from functools import partial
from sys import intern
from typing import Any, Final

from laogu.connectors.ocf.issuances import convertible, grant, stock, warrant
from laogu.connectors.ocf.parties import (
    class_of,
    document_of,
    financing_of,
    holder_of,
    legend_of,
    plan_of,
    said_class,
    said_document,
    said_financing,
    said_holder,
    said_legend,
    said_plan,
    said_valuation,
    status_of,
    valuation_of,
)
from laogu.connectors.ocf.values import day_of
from laogu.connectors.ocf.vesting import said_terms, terms_of
from laogu.connectors.ocf.words import (
    Given,
    amount_of,
    day_in_file,
    lower,
    optional_day,
    ratio_of,
    text_of,
    units_of,
)
from laogu.register import history

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


def _acceptance(kind: history.SecurityKind) -> Translate:
    def translate(given: Given, line: int) -> history.Acceptance:
        return history.Acceptance(
            id=given["id"],
            on=day_in_file(given),
            line=line,
            security=given["security_id"],
            kind=kind,
        )

    return translate


def _retirement(kind: history.SecurityKind, how: history.How) -> Translate:
    def translate(given: Given, line: int) -> history.Retirement:
        get = given.get
        quantity = get("quantity") or get("quantity_converted")
        currency = None
        if quantity is None and "amount" in given:
            quantity, currency = given["amount"]["amount"], intern(given["amount"]["currency"])
        return history.Retirement(
            id=given["id"],
            on=day_of(given["date"]),  # type: ignore[arg-type]  # It was looked at before.
            line=line,
            how=how,
            security=given["security_id"],
            kind=kind,
            units=None if quantity is None else units_of(quantity),
            currency=currency,
            results=tuple(get("resulting_security_ids", ())),
            balance=get("balance_security_id"),
            split=get("split_transaction_id"),
            trigger=get("trigger_id"),
            price=amount_of(get("price") or get("release_price")),
            settled_on=optional_day(given, "settlement_date"),
            consideration=text_of(given, "consideration_text"),
            reason=text_of(given, "reason_text"),
        )

    return translate


def _consolidation(given: Given, line: int) -> history.Consolidation:
    return history.Consolidation(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        securities=tuple(given["security_ids"]),
        result=given["resulting_security_id"],
        reason=text_of(given, "reason_text"),
    )


def _repricing(given: Given, line: int) -> history.Repricing:
    price = given["new_exercise_price"]
    return history.Repricing(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        price=history.Amount(price["amount"], price["currency"]),
    )


def _vesting(*, begins: bool) -> Translate:
    def translate(given: Given, line: int) -> history.VestingNoted:
        return history.VestingNoted(
            id=given["id"],
            on=day_in_file(given),
            line=line,
            security=given["security_id"],
            condition=given["vesting_condition_id"],
            begins=begins,
        )

    return translate


def _accelerated(given: Given, line: int) -> history.VestingAccelerated:
    return history.VestingAccelerated(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        units=units_of(given["quantity"]),
        reason=text_of(given, "reason_text"),
    )


def _split(given: Given, line: int) -> history.Split:
    return history.Split(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        stock_class=given["stock_class_id"],
        ratio=ratio_of(given["split_ratio"]),
    )


def _ratio_adjusted(given: Given, line: int) -> history.RatioAdjusted:
    mechanism = given["new_ratio_conversion_mechanism"]
    return history.RatioAdjusted(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        stock_class=given["stock_class_id"],
        ratio=ratio_of(mechanism["ratio"], mechanism.get("rounding_type")),
        price=amount_of(mechanism.get("conversion_price")),
    )


def _authorized(given: Given, line: int) -> history.AuthorizedAdjusted:
    return history.AuthorizedAdjusted(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        stock_class=given.get("stock_class_id"),
        issuer=given.get("issuer_id"),
        units=units_of(given["new_shares_authorized"]),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
    )


def _pool_adjusted(given: Given, line: int) -> history.PoolAdjusted:
    return history.PoolAdjusted(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        plan=given["stock_plan_id"],
        units=units_of(given["shares_reserved"]),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
    )


def _returned(given: Given, line: int) -> history.ReturnedToPool:
    return history.ReturnedToPool(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        plan=given["stock_plan_id"],
        units=units_of(given["quantity"]),
        reason=text_of(given, "reason_text"),
    )


def _holder_changed(given: Given, line: int) -> history.HolderChanged:
    return history.HolderChanged(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        holder=given["stakeholder_id"],
        started=lower(given, "relationship_started"),
        ended=lower(given, "relationship_ended"),
        status=status_of(given.get("new_status")),
    )


def _on_securities() -> dict[str, Translate]:
    issuances = {
        "STOCK": stock, "EQUITY_COMPENSATION": grant, "PLAN_SECURITY": grant,
        "CONVERTIBLE": convertible, "WARRANT": warrant,
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

PARTIES: Final[dict[str, tuple[Callable[[Given, int], Any], Callable[[Any], Given]]]] = {
    "STAKEHOLDER": (holder_of, partial(said_holder, is_main=True)),
    "STOCK_CLASS": (class_of, said_class),
    "STOCK_PLAN": (plan_of, said_plan),
    "VESTING_TERMS": (terms_of, partial(said_terms, is_main=True)),
    "STOCK_LEGEND_TEMPLATE": (legend_of, said_legend),
    "VALUATION": (valuation_of, said_valuation),
    "FINANCING": (financing_of, said_financing),
    "DOCUMENT": (document_of, said_document),
}
"""How every object that is no change is read, and how it is said again."""
