"""The shape of every object of the standard: its fields, and which of them it cannot do without.

A field that is needed ends in `!`; one that the standard asks for and the register can do without
in `~`, since exports leave it out; all others may be left out.
"""

from typing import Final

from msgspec import Struct

from laogu.connectors.ocf.values import (
    Check,
    anything,
    either,
    is_above,
    is_bool,
    is_count,
    is_day,
    is_label,
    is_money,
    is_money_above,
    is_number,
    is_part,
    is_ratio,
    is_text,
    is_whole,
    list_of,
    object_of,
    one_of,
)


class Field(Struct, frozen=True):
    """A field of a shape. kind: the name of its check, by which a wrong value is explained."""

    name: str
    check: Check
    kind: str
    need: str


_CONVERSIONS = (
    "FIXED_AMOUNT_CONVERSION", "FIXED_PERCENT_OF_CAPITALIZATION_CONVERSION", "RATIO_CONVERSION",
    "SAFE_CONVERSION", "VALUATION_BASED_CONVERSION", "CONVERTIBLE_NOTE_CONVERSION",
    "CUSTOM_CONVERSION", "PPS_BASED_CONVERSION",
)  # fmt: skip
_TRIGGERS = (
    "AUTOMATIC_ON_CONDITION", "AUTOMATIC_ON_DATE", "ELECTIVE_IN_RANGE", "ELECTIVE_ON_CONDITION",
    "ELECTIVE_AT_WILL", "UNSPECIFIED",
)  # fmt: skip
_LEAVING = (
    "VOLUNTARY_OTHER", "VOLUNTARY_GOOD_CAUSE", "VOLUNTARY_RETIREMENT", "INVOLUNTARY_OTHER",
    "INVOLUNTARY_DEATH", "INVOLUNTARY_DISABILITY", "INVOLUNTARY_WITH_CAUSE",
)  # fmt: skip
_RELATIONS = (
    "ADVISOR", "BOARD_MEMBER", "CONSULTANT", "EMPLOYEE", "EX_ADVISOR", "EX_CONSULTANT",
    "EX_EMPLOYEE", "EXECUTIVE", "FOUNDER", "INVESTOR", "NON_US_EMPLOYEE", "OFFICER", "OTHER",
)  # fmt: skip

_MECHANISM = object_of(
    {"type": one_of(*_CONVERSIONS)},
    {
        "conversion_price": is_money, "ratio": is_ratio, "converts_to_quantity": is_above,
        "rounding_type": one_of("CEILING", "FLOOR", "NORMAL"), "converts_to_percent": is_part,
        "conversion_discount": is_part, "conversion_valuation_cap": is_money,
        "valuation_amount": is_money, "exit_multiple": is_ratio, "conversion_mfn": is_bool,
        "discount_percentage": is_part, "discount_amount": is_money,
    },
)  # fmt: skip
_RATIO_MECHANISM = object_of(
    {"type": one_of("RATIO_CONVERSION"), "ratio": is_ratio},
    {"conversion_price": is_money, "rounding_type": one_of("CEILING", "FLOOR", "NORMAL")},
)
_RIGHT = object_of({"conversion_mechanism": _MECHANISM}, {"converts_to_stock_class_id": is_text})
_TRIGGER = object_of(
    {"type": one_of(*_TRIGGERS), "trigger_id": is_text},
    {"conversion_right": _RIGHT, "trigger_date": is_day, "start_date": is_day, "end_date": is_day},
)
_PERIOD = object_of(
    {"type": one_of("DAYS", "MONTHS"), "length": is_whole, "occurrences": is_whole}, {}
)
_CONDITION = object_of(
    {
        "id": is_text,
        "next_condition_ids": list_of(is_text),
        "trigger": object_of(
            {
                "type": one_of(
                    "VESTING_START_DATE", "VESTING_SCHEDULE_ABSOLUTE",
                    "VESTING_SCHEDULE_RELATIVE", "VESTING_EVENT",
                ),
            },
            {"date": is_day, "period": _PERIOD, "relative_to_condition_id": is_text},
        ),
    },
    {
        "quantity": is_count,
        "portion": object_of({"numerator": is_count, "denominator": is_above}, {}),
    },
)  # fmt: skip

# The words of the tables below.
KINDS: Final[dict[str, Check]] = {
    "text": is_text,
    "label": is_label,
    "id": is_text,
    "number": is_number,
    "above": is_above,
    "count": is_count,
    "day": is_day,
    "day_or_none": lambda value: value is None or is_day(value),
    "money": is_money,
    "money_above": is_money_above,
    "ratio": is_ratio,
    "whole": is_whole,
    "bool": is_bool,
    "any": anything,
    "ids": list_of(is_text),
    "some_ids": list_of(is_text, least=1),
    "list": list_of(anything),
    "authorized": either(is_count, one_of("UNLIMITED", "NOT APPLICABLE")),
    "name": object_of({"legal_name": is_text}, {}),
    "holder_type": one_of("INDIVIDUAL", "INSTITUTION"),
    "class_type": one_of("COMMON", "PREFERRED"),
    "relation": one_of(*_RELATIONS),
    "status": one_of("ACTIVE", "LEAVE_OF_ABSENCE", *(f"TERMINATION_{one}" for one in _LEAVING)),
    "compensation": one_of("OPTION_NSO", "OPTION_ISO", "OPTION", "RSU", "CSAR", "SSAR"),
    "grant": one_of("NSO", "ISO", "INTL"),
    "convertible": one_of("NOTE", "SAFE", "CONVERTIBLE_SECURITY"),
    "issuance_type": one_of("RSA", "FOUNDERS_STOCK"),
    "behavior": one_of(
        "RETIRE", "RETURN_TO_POOL", "HOLD_AS_CAPITAL_STOCK", "DEFINED_PER_PLAN_SECURITY"
    ),
    "quantity_source": one_of(
        "HUMAN_ESTIMATED", "MACHINE_ESTIMATED", "UNSPECIFIED", "INSTRUMENT_FIXED",
        "INSTRUMENT_MAX", "INSTRUMENT_MIN",
    ),
    "allocation": one_of(
        "CUMULATIVE_ROUNDING", "CUMULATIVE_ROUND_DOWN", "FRONT_LOADED", "BACK_LOADED",
        "FRONT_LOADED_TO_SINGLE_TRANCHE", "BACK_LOADED_TO_SINGLE_TRANCHE", "FRACTIONAL",
    ),
    "windows": list_of(
        object_of(
            {
                "reason": one_of(*_LEAVING),
                "period": is_whole,
                "period_type": one_of("DAYS", "MONTHS", "YEARS"),
            },
            {},
        )
    ),
    "vestings": list_of(object_of({"date": is_day, "amount": is_count}, {}), least=1),
    "ranges": list_of(
        object_of({"starting_share_number": is_above, "ending_share_number": is_above}, {})
    ),
    "triggers": list_of(_TRIGGER, least=1),
    "some_triggers": list_of(_TRIGGER),
    "rights": list_of(_RIGHT),
    "ratio_mechanism": _RATIO_MECHANISM,
    "conditions": list_of(_CONDITION, least=1),
}  # fmt: skip

_APPROVED = "board_approval_date=day stockholder_approval_date=day"
_ON_SECURITY = "date=day! security_id=id!"
_ISSUED = (
    f"{_ON_SECURITY} custom_id=label! stakeholder_id=id! {_APPROVED} consideration_text=any "
    "security_law_exemptions=list~"
)
_VESTS = "vesting_terms_id=id vestings=vestings"
_RESULTS = "resulting_security_ids=ids!"
_PARTIAL = "balance_security_id=id quantity=above!"
_REASON = "reason_text=any~"

_EQUITY: Final = {
    "ISSUANCE": f"{_ISSUED} stock_plan_id=id stock_class_id=id compensation_type=compensation! "
    "option_grant_type=grant quantity=above! exercise_price=money base_price=money "
    f"early_exercisable=bool {_VESTS} expiration_date=day_or_none~ "
    "termination_exercise_windows=windows~",
    "ACCEPTANCE": _ON_SECURITY,
    "RETRACTION": f"{_ON_SECURITY} {_REASON}",
    "TRANSFER": f"{_ON_SECURITY} {_PARTIAL} resulting_security_ids=some_ids! "
    "consideration_text=any",
    "CANCELLATION": f"{_ON_SECURITY} {_PARTIAL} {_REASON}",
    # The standard's prose has a balance here, its schema has none; where it is, it ends the grant.
    "EXERCISE": f"{_ON_SECURITY} {_RESULTS} balance_security_id=id quantity=above! "
    "consideration_text=any",
    "RELEASE": f"{_ON_SECURITY} {_RESULTS} balance_security_id=id quantity=above! "
    "settlement_date=day~ "
    "release_price=money~ consideration_text=any",
}

# Our own table of the standard's objects, written from its documents; every one has id and type.
TABLES: Final[dict[str, str]] = {
    "ISSUER": "legal_name=text! dba=any formation_date=any~ country_of_formation=any~ "
    "country_subdivision_of_formation=any country_subdivision_name_of_formation=any tax_ids=any "
    "email=any phone=any address=any initial_shares_authorized=authorized",
    "STAKEHOLDER": "name=name! stakeholder_type=holder_type! issuer_assigned_id=any "
    "current_relationship=relation current_relationships=list current_status=status "
    "primary_contact=any contact_info=any addresses=any tax_ids=any",
    "STOCK_CLASS": "name=text! class_type=class_type! default_id_prefix=any~ "
    f"initial_shares_authorized=authorized! {_APPROVED} votes_per_share=number~ par_value=money "
    "price_per_share=money seniority=number~ conversion_rights=rights "
    "liquidation_preference_multiple=number participation_cap_multiple=number",
    "STOCK_LEGEND_TEMPLATE": "name=any~ text=any~",
    "STOCK_PLAN": f"plan_name=text! {_APPROVED} initial_shares_reserved=count! "
    "default_cancellation_behavior=behavior stock_class_id=id stock_class_ids=some_ids",
    "VALUATION": f"provider=any {_APPROVED} price_per_share=money! effective_date=day! "
    "stock_class_id=id~ valuation_type=any~",
    "VESTING_TERMS": "name=any~ description=any~ allocation_type=allocation! "
    "vesting_conditions=conditions!",
    "FINANCING": "name=any~ issuance_ids=some_ids! date=day!",
    "DOCUMENT": "path=any uri=any md5=any~ related_objects=any",
    "CE_STAKEHOLDER_RELATIONSHIP": "date=day! stakeholder_id=id! relationship_started=relation "
    "relationship_ended=relation",
    "CE_STAKEHOLDER_STATUS": "date=day! stakeholder_id=id! new_status=status!",
    "TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT": "date=day! issuer_id=id! "
    f"new_shares_authorized=count! {_APPROVED}",
    "TX_STOCK_CLASS_AUTHORIZED_SHARES_ADJUSTMENT": "date=day! stock_class_id=id! "
    f"new_shares_authorized=count! {_APPROVED}",
    "TX_STOCK_CLASS_CONVERSION_RATIO_ADJUSTMENT": "date=day! stock_class_id=id! "
    "new_ratio_conversion_mechanism=ratio_mechanism!",
    "TX_STOCK_CLASS_SPLIT": "date=day! stock_class_id=id! split_ratio=ratio!",
    "TX_STOCK_PLAN_POOL_ADJUSTMENT": "date=day! stock_plan_id=id! "
    f"shares_reserved=count! {_APPROVED}",
    "TX_STOCK_PLAN_RETURN_TO_POOL": f"{_ON_SECURITY} stock_plan_id=id! quantity=above! {_REASON}",
    "TX_STOCK_ISSUANCE": f"{_ISSUED} stock_class_id=id! stock_plan_id=id "
    f"share_numbers_issued=ranges share_price=money! quantity=above! {_VESTS} cost_basis=money "
    "stock_legend_ids=ids~ issuance_type=issuance_type",
    "TX_STOCK_ACCEPTANCE": _ON_SECURITY,
    "TX_STOCK_RETRACTION": f"{_ON_SECURITY} {_REASON}",
    "TX_STOCK_TRANSFER": f"{_ON_SECURITY} {_PARTIAL} resulting_security_ids=some_ids! "
    "consideration_text=any",
    "TX_STOCK_CANCELLATION": f"{_ON_SECURITY} {_PARTIAL} {_REASON}",
    "TX_STOCK_REPURCHASE": f"{_ON_SECURITY} {_PARTIAL} price=money! consideration_text=any",
    "TX_STOCK_CONVERSION": f"{_ON_SECURITY} {_RESULTS} balance_security_id=id "
    "quantity_converted=above!",
    "TX_STOCK_REISSUANCE": f"{_ON_SECURITY} {_RESULTS} split_transaction_id=id reason_text=any",
    "TX_STOCK_CONSOLIDATION": "date=day! security_ids=some_ids! resulting_security_id=id! "
    "reason_text=any",
    "TX_EQUITY_COMPENSATION_REPRICING": f"{_ON_SECURITY} new_exercise_price=money!",
    **{f"TX_EQUITY_COMPENSATION_{name}": table for name, table in _EQUITY.items()},
    **{f"TX_PLAN_SECURITY_{name}": table for name, table in _EQUITY.items()},
    "TX_CONVERTIBLE_ISSUANCE": f"{_ISSUED} investment_amount=money_above! "
    "convertible_type=convertible! conversion_triggers=triggers! pro_rata=number seniority=whole~",
    "TX_CONVERTIBLE_ACCEPTANCE": _ON_SECURITY,
    "TX_CONVERTIBLE_RETRACTION": f"{_ON_SECURITY} {_REASON}",
    "TX_CONVERTIBLE_TRANSFER": f"{_ON_SECURITY} balance_security_id=id "
    "resulting_security_ids=some_ids! amount=money_above! consideration_text=any",
    "TX_CONVERTIBLE_CANCELLATION": f"{_ON_SECURITY} balance_security_id=id amount=money_above! "
    + _REASON,
    "TX_CONVERTIBLE_CONVERSION": f"{_ON_SECURITY} {_RESULTS} {_REASON} quantity_converted=above "
    "balance_security_id=id trigger_id=id! capitalization_definition=any",
    "TX_WARRANT_ISSUANCE": f"{_ISSUED} quantity=above exercise_price=money purchase_price=money~ "
    f"exercise_triggers=some_triggers! warrant_expiration_date=day {_VESTS} "
    "quantity_source=quantity_source",
    "TX_WARRANT_ACCEPTANCE": _ON_SECURITY,
    "TX_WARRANT_RETRACTION": f"{_ON_SECURITY} {_REASON}",
    "TX_WARRANT_TRANSFER": f"{_ON_SECURITY} {_PARTIAL} resulting_security_ids=some_ids! "
    "consideration_text=any",
    "TX_WARRANT_CANCELLATION": f"{_ON_SECURITY} {_PARTIAL} {_REASON}",
    "TX_WARRANT_EXERCISE": f"{_ON_SECURITY} {_RESULTS} trigger_id=id! consideration_text=any",
    "TX_VESTING_START": f"{_ON_SECURITY} vesting_condition_id=id!",
    "TX_VESTING_EVENT": f"{_ON_SECURITY} vesting_condition_id=id!",
    "TX_VESTING_ACCELERATION": f"{_ON_SECURITY} quantity=above! {_REASON}",
}


def _fields(table: str) -> dict[str, Field]:
    found = {}
    for word in f"id=id! object_type=any! comments=any {table}".split():
        name, _, kind = word.partition("=")
        need = kind[-1] if kind[-1] in "!~" else ""
        kind = kind.rstrip("!~")
        found[name] = Field(name, KINDS[kind], kind, need)
    return found


SHAPES: Final[dict[str, dict[str, Field]]] = {
    name: _fields(table) for name, table in TABLES.items()
}

ONLY_ON_MAIN: Final = frozenset(
    {
        "CE_STAKEHOLDER_RELATIONSHIP", "CE_STAKEHOLDER_STATUS", "TX_STOCK_CONSOLIDATION",
        "TX_EQUITY_COMPENSATION_REPRICING",
    }
)  # fmt: skip
"""Types that no numbered version of the standard has."""

LEFT_OUT_OF_THE_FILE: Final = frozenset(
    {
        "TX_ISSUER_AUTHORIZED_SHARES_ADJUSTMENT", "TX_EQUITY_COMPENSATION_REPRICING",
        "CE_STAKEHOLDER_RELATIONSHIP", "CE_STAKEHOLDER_STATUS",
    }
)  # fmt: skip
"""Types that the standard's own schema of the file forgets, though each has its own."""
