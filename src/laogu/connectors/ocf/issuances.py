"""Issuances of stock, grants, convertibles and warrants, from the standard's objects."""

from datetime import date
from sys import intern
from typing import Any, Final, cast

from laogu.connectors.ocf.conversions import triggers_of
from laogu.connectors.ocf.values import day_of
from laogu.connectors.ocf.words import (
    Given,
    amount_of,
    day_in_file,
    lower,
    optional_day,
    text_of,
    units_of,
)
from laogu.register import history
from laogu.register.options import Window

COMPENSATIONS: Final[dict[str, Any]] = {
    "OPTION_NSO": "nso",
    "OPTION_ISO": "iso",
    "OPTION": "option",
    "RSU": "rsu",
    "CSAR": "csar",
    "SSAR": "ssar",
}
_ESTIMATED = frozenset(
    {"HUMAN_ESTIMATED", "MACHINE_ESTIMATED", "UNSPECIFIED", "INSTRUMENT_MAX", "INSTRUMENT_MIN"}
)


_SELDOM: Final = frozenset(
    {
        "stock_plan_id", "cost_basis", "vesting_terms_id", "vestings", "board_approval_date",
        "stockholder_approval_date", "consideration_text", "share_numbers_issued", "issuance_type",
    }
)  # fmt: skip
"""Fields without which an issuance of stock is read in half the time."""


def stock(given: Given, line: int) -> history.Issuance:
    """Return an issuance of stock."""
    # What many securities have in common is kept once.
    price = given["share_price"]
    get = given.get
    if given.keys().isdisjoint(_SELDOM) and not get("security_law_exemptions"):
        return history.Issuance(
            id=given["id"],
            on=day_of(given["date"]),  # type: ignore[arg-type]  # It was looked at before.
            line=line,
            security=given["security_id"],
            kind="stock",
            holder=intern(given["stakeholder_id"]),
            certificate=given["custom_id"],
            units=units_of(given["quantity"]),
            stock_class=intern(given["stock_class_id"]),
            currency=intern(price["currency"]),
            price=intern(price["amount"]),
            legends=tuple(get("stock_legend_ids", ())),
        )
    return history.Issuance(
        id=given["id"],
        on=day_of(given["date"]),  # type: ignore[arg-type]  # It was looked at before.
        line=line,
        security=given["security_id"],
        kind="stock",
        holder=intern(given["stakeholder_id"]),
        certificate=given["custom_id"],
        units=units_of(given["quantity"]),
        stock_class=intern(given["stock_class_id"]),
        plan=get("stock_plan_id"),
        currency=intern(price["currency"]),
        price=intern(price["amount"]),
        cost=amount_of(get("cost_basis")),
        terms=get("vesting_terms_id"),
        vestings=_vestings(given),
        legends=tuple(get("stock_legend_ids", ())),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
        consideration=text_of(given, "consideration_text"),
        particulars=_particulars(given),
    )


def grant(given: Given, line: int) -> history.Issuance:
    """Return an issuance of equity compensation."""
    price = given.get("exercise_price") or given.get("base_price")
    return history.Issuance(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        kind="equity_compensation",
        holder=intern(given["stakeholder_id"]),
        certificate=given["custom_id"],
        units=units_of(given["quantity"]),
        stock_class=given.get("stock_class_id"),
        plan=given.get("stock_plan_id"),
        currency=None if price is None else intern(price["currency"]),
        price=None if price is None else intern(price["amount"]),
        compensation=COMPENSATIONS[given["compensation_type"]],
        expires_on=optional_day(given, "expiration_date"),
        terms=given.get("vesting_terms_id"),
        vestings=_vestings(given),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
        consideration=text_of(given, "consideration_text"),
        particulars=_particulars(given),
    )


def convertible(given: Given, line: int) -> history.Issuance:
    """Return an issuance of a convertible."""
    amount = given["investment_amount"]
    return history.Issuance(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        kind="convertible",
        holder=intern(given["stakeholder_id"]),
        certificate=given["custom_id"],
        units=units_of(amount["amount"]),
        currency=intern(amount["currency"]),
        triggers=triggers_of(given["conversion_triggers"]),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
        consideration=text_of(given, "consideration_text"),
        particulars=_particulars(given),
    )


def warrant(given: Given, line: int) -> history.Issuance:
    """Return an issuance of a warrant."""
    quantity, price = given.get("quantity"), given.get("exercise_price")
    return history.Issuance(
        id=given["id"],
        on=day_in_file(given),
        line=line,
        security=given["security_id"],
        kind="warrant",
        holder=intern(given["stakeholder_id"]),
        certificate=given["custom_id"],
        units=None if quantity is None else units_of(quantity),
        estimated=given.get("quantity_source") in _ESTIMATED,
        stock_class=_warranted(given["exercise_triggers"]),
        currency=None if price is None else intern(price["currency"]),
        price=None if price is None else intern(price["amount"]),
        cost=amount_of(given.get("purchase_price")),
        expires_on=optional_day(given, "warrant_expiration_date"),
        terms=given.get("vesting_terms_id"),
        vestings=_vestings(given),
        triggers=triggers_of(given["exercise_triggers"]),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
        consideration=text_of(given, "consideration_text"),
        particulars=_particulars(given),
    )


_PARTICULAR: Final = (
    "share_numbers_issued", "issuance_type", "option_grant_type", "early_exercisable",
    "termination_exercise_windows", "convertible_type", "seniority", "pro_rata",
    "quantity_source",
)  # fmt: skip


def _particulars(given: Given) -> history.Particulars | None:
    """Return what only some issuances say; None: this one says nothing of it."""
    exemptions = given.get("security_law_exemptions")
    if not exemptions and given.keys().isdisjoint(_PARTICULAR):
        return None
    get = given.get
    return history.Particulars(
        exemptions=_exemptions(exemptions),
        numbers=tuple(
            [
                (units_of(one["starting_share_number"]), units_of(one["ending_share_number"]))
                for one in get("share_numbers_issued", ())
            ]
        ),
        issued_as=lower(given, "issuance_type"),
        grant=lower(given, "option_grant_type"),
        is_early_exercisable=get("early_exercisable"),
        windows=_windows(get("termination_exercise_windows")),
        form=lower(given, "convertible_type"),
        seniority=get("seniority"),
        pro_rata=get("pro_rata"),
        counted_by=lower(given, "quantity_source"),
    )


def _exemptions(given: Any) -> tuple[history.Exemption, ...]:
    if type(given) is not list or not all(type(one) is dict for one in given):
        return ()
    pairs = [(one.get("description"), one.get("jurisdiction")) for one in given]
    if not all(type(text) is str for pair in pairs for text in pair):
        return ()
    return tuple([history.Exemption(intern(what), intern(where)) for what, where in pairs])


def _windows(given: Any) -> tuple[Window, ...] | None:
    if given is None:
        return None
    return tuple(
        [
            Window(
                reason=one["reason"].lower(), period=one["period"], unit=one["period_type"].lower()
            )
            for one in given
        ]
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
    return tuple([(day_in_file(one), units_of(one["amount"])) for one in listed])
