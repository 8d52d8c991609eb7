"""What a history has no words for, kept as it was written, so that it can be written again.

Kept is whatever stating an object anew would leave out or say otherwise: fields that the standard
does not have, comments, addresses, and parts that are unusually shaped. Most objects have none.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from laogu.connectors.ocf.words import Given

Kept = dict[str, str]
"""Of each object that has any, by its id: its unmodelled fields as one JSON object."""

THE_MANIFEST = ""
"""Under which id the manifest's own fields stand; no object has a blank one."""

# Fields that a history carries whatever they hold, once they have passed the shape of their object.
SURE: Final = frozenset(
    {
        "id", "object_type", "date", "security_id", "security_ids", "stakeholder_id", "custom_id",
        "quantity", "quantity_converted", "amount", "stock_class_id", "stock_plan_id", "issuer_id",
        "resulting_security_ids", "resulting_security_id", "balance_security_id", "trigger_id",
        "vesting_terms_id", "vesting_condition_id", "split_transaction_id", "share_price",
        "cost_basis", "price", "release_price", "settlement_date", "board_approval_date",
        "stockholder_approval_date", "stock_legend_ids", "expiration_date", "compensation_type",
        "new_shares_authorized", "shares_reserved", "split_ratio", "investment_amount",
        "early_exercisable", "issuance_type", "option_grant_type", "convertible_type", "seniority",
        "pro_rata", "quantity_source", "new_exercise_price", "warrant_expiration_date",
        "purchase_price", "new_status", "relationship_started", "relationship_ended", "vestings",
        "legal_name", "stakeholder_type", "issuance_ids", "effective_date", "price_per_share",
        "current_relationship", "class_type", "votes_per_share", "par_value", "stock_class_ids",
        "initial_shares_reserved", "default_cancellation_behavior", "allocation_type", "plan_name",
    }
)  # fmt: skip
TEXTS: Final = frozenset({"consideration_text", "reason_text"})
"""Fields that a history carries where they hold a text, as they should."""

_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {}, {"omitted": True}, {"omitted": "true"})


def unsaid(
    given: Given, fields: tuple[str, ...], said: Mapping[str, Any], raw: msgspec.Raw | bytes
) -> str | None:
    """Return the fields of an object that `said` does not say alike, as JSON; None: there are none.

    fields: the names of those to look at. raw: the object as it was written.
    """
    names = [one for one in fields if said.get(one) != given[one]]
    if not names:
        return None
    written = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    return as_kept({one: written[one] for one in names if one in written})


def as_kept(fields: Mapping[str, msgspec.Raw]) -> str:
    """Return fields as one JSON object: every digit and letter as written, without blanks."""
    return msgspec.json.format(msgspec.json.encode(fields), indent=-1).decode()


def telling(given: Given, loose: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of these fields hold something that may have to be kept."""
    for one in loose:
        value = given.get(one)
        is_something = value or type(value) in {bool, int, float}
        if is_something and not (one in TEXTS and type(value) is str):
            break
    else:
        # Nothing, as in almost every object.
        return ()
    return tuple(
        [
            one
            for one in loose
            if given.get(one) not in _NOTHING and not (one in TEXTS and type(given[one]) is str)
        ]
    )
