"""From changes in the register's own words to objects of the standard: what `translate` undoes."""

from typing import Any, Final, assert_never

from laogu.connectors.ocf.conversions import said_ratio_mechanism, said_triggers
from laogu.connectors.ocf.issuances import COMPENSATIONS
from laogu.connectors.ocf.parties import said_status
from laogu.connectors.ocf.words import (
    Given,
    iso,
    number,
    put,
    said_amount,
    said_ratio,
    upper,
)
from laogu.register import history

_KINDS: Final[dict[history.SecurityKind, str]] = {
    "stock": "STOCK",
    "equity_compensation": "EQUITY_COMPENSATION",
    "convertible": "CONVERTIBLE",
    "warrant": "WARRANT",
}
_COMPENSATIONS: Final = {ours: name for name, ours in COMPENSATIONS.items()}
_APPRECIATION: Final = frozenset({"csar", "ssar"})
_WITH_REASON: Final = frozenset({"cancellation", "retraction"})
"""The ways of ending for which the standard wants a reason in words, blank where there is none."""


def stated(change: history.AnyChange) -> Given:
    """Return a change as the standard has it, with every field that it asks for."""
    match change:
        case history.Issuance():
            return _issued(change)
        case history.Acceptance():
            return _on(change, f"TX_{_KINDS[change.kind]}_ACCEPTANCE", change.security)
        case history.Retirement():
            return _retired(change)
        case history.Consolidation():
            said = _head(change, "TX_STOCK_CONSOLIDATION")
            said["security_ids"] = list(change.securities)
            said["resulting_security_id"] = change.result
            return put(said, reason_text=change.reason)
        case history.Repricing():
            said = _on(change, "TX_EQUITY_COMPENSATION_REPRICING", change.security)
            return put(said, new_exercise_price=said_amount(change.price))
        case history.VestingNoted():
            kind = "TX_VESTING_START" if change.begins else "TX_VESTING_EVENT"
            said = _on(change, kind, change.security)
            return put(said, vesting_condition_id=change.condition)
        case history.VestingAccelerated():
            said = _on(change, "TX_VESTING_ACCELERATION", change.security)
            return put(said, quantity=number(change.units), reason_text=change.reason or "")
        case history.HolderChanged():
            return _holder_changed(change)
        case history.ReturnedToPool():
            said = _on(change, "TX_STOCK_PLAN_RETURN_TO_POOL", change.security)
            return put(
                said,
                stock_plan_id=change.plan,
                quantity=number(change.units),
                reason_text=change.reason or "",
            )
        case _:
            return _of_many(change)


def _of_many(
    change: history.Split
    | history.RatioAdjusted
    | history.AuthorizedAdjusted
    | history.PoolAdjusted,
) -> Given:
    """Return what happened to a class, a plan or the issuer, and to no security alone."""
    match change:
        case history.Split():
            said = _head(change, "TX_STOCK_CLASS_SPLIT")
            return put(
                said, stock_class_id=change.stock_class, split_ratio=said_ratio(change.ratio)
            )
        case history.RatioAdjusted():
            said = _head(change, "TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT")
            mechanism = said_ratio_mechanism(change.ratio, change.price)
            return put(
                said,
                stock_class_id=change.stock_class,
                new_ratio_conversion_mechanism=mechanism,
            )
        case history.AuthorizedAdjusted():
            whose = "ISSUER" if change.stock_class is None else "STOCK_CLASS"
            said = _head(change, f"TX_{whose}_AUTHORIZED_SHARES_ADJUSTMENT")
            put(said, issuer_id=change.issuer, stock_class_id=change.stock_class)
            return put(said, new_shares_authorized=number(change.units), **_approved(change))
        case history.PoolAdjusted():
            said = _head(change, "TX_STOCK_PLAN_POOL_ADJUSTMENT")
            put(said, stock_plan_id=change.plan, shares_reserved=number(change.units))
            return put(said, **_approved(change))
        case _:
            assert_never(change)


def _head(change: history.AnyChange, kind: str) -> Given:
    return {"object_type": kind, "id": change.id, "date": change.on.isoformat()}


def _on(change: history.AnyChange, kind: str, security: str) -> Given:
    said = _head(change, kind)
    said["security_id"] = security
    return said


def _approved(
    change: history.Issuance | history.AuthorizedAdjusted | history.PoolAdjusted,
) -> Given:
    return {
        "board_approval_date": iso(change.board_on),
        "stockholder_approval_date": iso(change.holders_on),
    }


def _holder_changed(change: history.HolderChanged) -> Given:
    is_status = change.status is not None
    kind = "CE_STAKEHOLDER_STATUS" if is_status else "CE_STAKEHOLDER_RELATIONSHIP"
    said = _head(change, kind)
    said["stakeholder_id"] = change.holder
    return put(
        said,
        new_status=said_status(change.status),
        relationship_started=upper(change.started),
        relationship_ended=upper(change.ended),
    )


def _issued(one: history.Issuance) -> Given:
    said = _on(one, f"TX_{_KINDS[one.kind]}_ISSUANCE", one.security)
    said["custom_id"] = one.certificate
    said["stakeholder_id"] = one.holder
    put(said, **_approved(one), consideration_text=one.consideration)
    more = one.particulars or history.Particulars()
    said["security_law_exemptions"] = [
        {"description": each.description, "jurisdiction": each.jurisdiction}
        for each in more.exemptions
    ]
    match one.kind:
        case "stock":
            _say_stock(said, one, more)
        case "equity_compensation":
            _say_grant(said, one, more)
        case "convertible":
            amount = {"amount": number(one.units or 0), "currency": one.currency}
            put(said, investment_amount=amount, convertible_type=upper(more.form))
            said["conversion_triggers"] = said_triggers(one.triggers, "CONVERTIBLE")
            put(said, pro_rata=more.pro_rata, seniority=more.seniority)
        case "warrant":
            _say_warrant(said, one, more)
        case _:
            assert_never(one.kind)
    vestings = [{"date": on.isoformat(), "amount": number(units)} for on, units in one.vestings]
    return put(said, vesting_terms_id=one.terms, vestings=vestings or None)


def _price(one: history.Issuance) -> Any:
    if one.price is None or one.currency is None:
        return None
    return {"amount": one.price, "currency": one.currency}


def _say_stock(said: Given, one: history.Issuance, more: history.Particulars) -> None:
    numbers = [
        {"starting_share_number": number(first), "ending_share_number": number(last)}
        for first, last in more.numbers
    ]
    put(
        said,
        stock_class_id=one.stock_class,
        stock_plan_id=one.plan,
        share_numbers_issued=numbers or None,
        share_price=_price(one),
        quantity=number(one.units or 0),
        cost_basis=None if one.cost is None else said_amount(one.cost),
    )
    said["stock_legend_ids"] = list(one.legends)
    put(said, issuance_type=upper(more.issued_as))


def _say_grant(said: Given, one: history.Issuance, more: history.Particulars) -> None:
    is_option = one.compensation not in _APPRECIATION
    put(
        said,
        stock_plan_id=one.plan,
        stock_class_id=one.stock_class,
        compensation_type=_COMPENSATIONS[one.compensation or "option"],
        option_grant_type=upper(more.grant),
        quantity=number(one.units or 0),
        exercise_price=_price(one) if is_option else None,
        base_price=None if is_option else _price(one),
        early_exercisable=more.is_early_exercisable,
    )
    said["expiration_date"] = iso(one.expires_on)
    # Units that are not exercised need no windows; of rights that are, none is not the same as
    # not known.
    windows = () if more.windows is None and one.compensation == "rsu" else more.windows
    if windows is not None:
        said["termination_exercise_windows"] = [
            {
                "reason": each.reason.upper(),
                "period": each.period,
                "period_type": each.unit.upper(),
            }
            for each in windows
        ]


def _say_warrant(said: Given, one: history.Issuance, more: history.Particulars) -> None:
    put(
        said,
        quantity=None if one.units is None else number(one.units),
        quantity_source=upper(more.counted_by),
        exercise_price=_price(one),
        purchase_price=None if one.cost is None else said_amount(one.cost),
    )
    said["exercise_triggers"] = said_triggers(one.triggers, "WARRANT")
    put(said, warrant_expiration_date=iso(one.expires_on))


def _retired(one: history.Retirement) -> Given:
    said = _on(one, f"TX_{_KINDS[one.kind]}_{one.how.upper()}", one.security)
    units = None if one.units is None else number(one.units)
    is_conversion, is_money = one.how == "conversion", one.kind == "convertible"
    amount = {"amount": units, "currency": one.currency} if one.currency is not None else None
    price = None if one.price is None else said_amount(one.price)
    put(
        said,
        quantity=None
        if is_conversion or is_money or (one.kind == "warrant" and one.how == "exercise")
        else units,
        quantity_converted=units if is_conversion else None,
        amount=amount,
        balance_security_id=one.balance,
        split_transaction_id=one.split,
        trigger_id=one.trigger,
        price=price if one.how == "repurchase" else None,
        release_price=price if one.how == "release" else None,
        settlement_date=iso(one.settled_on),
        consideration_text=one.consideration,
    )
    if one.how not in _WITHOUT_RESULTS:
        said["resulting_security_ids"] = list(one.results)
    wants_reason = one.how in _WITH_REASON or (is_conversion and is_money)
    return put(said, reason_text=one.reason if one.reason or not wants_reason else "")


_WITHOUT_RESULTS: Final = frozenset({"cancellation", "repurchase", "retraction"})
