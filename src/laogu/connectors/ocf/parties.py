"""Issuer, holders, classes, plans and papers, read from the standard's objects and said again."""

from typing import Any, Final

from laogu.connectors.ocf.conversions import right_of, said_right
from laogu.connectors.ocf.words import (
    Given,
    amount_of,
    day_in_file,
    iso,
    number,
    optional_day,
    put,
    said_amount,
    text_of,
    units_of,
)
from laogu.register import history

_BEHAVIORS: Final[dict[str, Any]] = {
    "RETIRE": "retire",
    "RETURN_TO_POOL": "return_to_pool",
    "HOLD_AS_CAPITAL_STOCK": "hold_as_stock",
    "DEFINED_PER_PLAN_SECURITY": "by_grant",
}
_SAID_BEHAVIORS: Final = {ours: name for name, ours in _BEHAVIORS.items()}
_RELATIONS: Final = frozenset(
    {
        "ADVISOR", "BOARD_MEMBER", "CONSULTANT", "EMPLOYEE", "EX_ADVISOR", "EX_CONSULTANT",
        "EX_EMPLOYEE", "EXECUTIVE", "FOUNDER", "INVESTOR", "NON_US_EMPLOYEE", "OFFICER", "OTHER",
    }
)  # fmt: skip
_LEFT: Final = "TERMINATION_"


def status_of(word: str | None) -> Any:
    """Return a holder's status in our words."""
    return None if word is None else word.removeprefix(_LEFT).lower()


def said_status(status: str | None) -> str | None:
    """Return a holder's status in the standard's words."""
    if status is None:
        return None
    stays = status in {"active", "leave_of_absence"}
    return status.upper() if stays else f"{_LEFT}{status.upper()}"


def holder_of(given: Given, line: int) -> history.Holder:
    """Return a holder."""
    name = given["name"]
    listed = given.get("current_relationships")
    one = given.get("current_relationship")
    words = listed if type(listed) is list else [] if one is None else [one]
    known: list[Any] = [each.lower() for each in words if type(each) is str and each in _RELATIONS]
    return history.Holder(
        holder=given["id"],
        name=name["legal_name"],
        is_person=given["stakeholder_type"] == "INDIVIDUAL",
        line=line,
        first_name=text_of(name, "first_name"),
        last_name=text_of(name, "last_name"),
        assigned=text_of(given, "issuer_assigned_id"),
        relationships=tuple(known),
        status=status_of(given.get("current_status")),
    )


def said_holder(holder: history.Holder, *, is_main: bool) -> Given:
    """Return a holder as the standard has it; before the main branch with one relationship only."""
    name = put(
        {"legal_name": holder.name}, first_name=holder.first_name, last_name=holder.last_name
    )
    said = {
        "object_type": "STAKEHOLDER",
        "id": holder.holder,
        "name": name,
        "stakeholder_type": "INDIVIDUAL" if holder.is_person else "INSTITUTION",
    }
    put(said, issuer_assigned_id=holder.assigned)
    related = [one.upper() for one in holder.relationships]
    if is_main:
        return put(
            said,
            current_relationships=related or None,
            current_status=said_status(holder.status),
        )
    return put(said, current_relationship=related[0] if related else None)


def authorized_of(written: Any) -> int | None:
    """Return how many shares may be issued; None: without a limit, or nobody said."""
    is_number = type(written) is str and written.lstrip("+")[:1].isdigit()
    return units_of(written) if is_number else None


def class_of(given: Given, line: int) -> history.StockClass:
    """Return a stock class with its rights."""
    return history.StockClass(
        stock_class=given["id"],
        name=given["name"],
        authorized=authorized_of(given["initial_shares_authorized"]),
        line=line,
        kind=given["class_type"].lower(),
        prefix=text_of(given, "default_id_prefix"),
        votes=given.get("votes_per_share"),
        seniority=given.get("seniority"),
        par=amount_of(given.get("par_value")),
        price=amount_of(given.get("price_per_share")),
        rights=tuple([right_of(one) for one in given.get("conversion_rights", ())]),
        preference=given.get("liquidation_preference_multiple"),
        participation_cap=given.get("participation_cap_multiple"),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
    )


def said_class(one: history.StockClass) -> Given:
    """Return a stock class as the standard has it."""
    said = {
        "object_type": "STOCK_CLASS",
        "id": one.stock_class,
        "name": one.name,
        "class_type": one.kind.upper(),
        "default_id_prefix": one.prefix or "",
        "initial_shares_authorized": "UNLIMITED"
        if one.authorized is None
        else number(one.authorized),
    }
    return put(
        said,
        board_approval_date=iso(one.board_on),
        stockholder_approval_date=iso(one.holders_on),
        votes_per_share=one.votes,
        par_value=None if one.par is None else said_amount(one.par),
        price_per_share=None if one.price is None else said_amount(one.price),
        seniority=one.seniority,
        conversion_rights=[said_right(each, "STOCK_CLASS") for each in one.rights] or None,
        liquidation_preference_multiple=one.preference,
        participation_cap_multiple=one.participation_cap,
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
        when_cancelled=_BEHAVIORS.get(given.get("default_cancellation_behavior", "")),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
    )


def said_plan(plan: history.Plan) -> Given:
    """Return a plan as the standard has it."""
    behavior = None if plan.when_cancelled is None else _SAID_BEHAVIORS[plan.when_cancelled]
    said = {"object_type": "STOCK_PLAN", "id": plan.plan, "plan_name": plan.name}
    return put(
        said,
        board_approval_date=iso(plan.board_on),
        stockholder_approval_date=iso(plan.holders_on),
        initial_shares_reserved=number(plan.reserved),
        default_cancellation_behavior=behavior,
        stock_class_ids=list(plan.classes) or None,
    )


def legend_of(given: Given, line: int) -> history.Legend:
    """Return a legend."""
    name, text = text_of(given, "name"), text_of(given, "text")
    return history.Legend(legend=given["id"], line=line, name=name, text=text)


def said_legend(legend: history.Legend) -> Given:
    """Return a legend as the standard has it, which wants both name and text."""
    return {
        "object_type": "STOCK_LEGEND_TEMPLATE",
        "id": legend.legend,
        "name": legend.name or "",
        "text": legend.text or "",
    }


def valuation_of(given: Given, line: int) -> history.Valuation:
    """Return a valuation."""
    return history.Valuation(
        valuation=given["id"],
        on=day_in_file(given, "effective_date"),
        price=history.Amount(
            given["price_per_share"]["amount"], given["price_per_share"]["currency"]
        ),
        line=line,
        stock_class=given.get("stock_class_id"),
        kind=text_of(given, "valuation_type"),
        provider=text_of(given, "provider"),
        board_on=optional_day(given, "board_approval_date"),
        holders_on=optional_day(given, "stockholder_approval_date"),
    )


def said_valuation(one: history.Valuation) -> Given:
    """Return a valuation as the standard has it."""
    return put(
        {"object_type": "VALUATION", "id": one.valuation},
        provider=one.provider,
        board_approval_date=iso(one.board_on),
        stockholder_approval_date=iso(one.holders_on),
        price_per_share=said_amount(one.price),
        effective_date=iso(one.on),
        stock_class_id=one.stock_class,
        valuation_type=one.kind,
    )


def financing_of(given: Given, line: int) -> history.Financing:
    """Return a financing."""
    return history.Financing(
        financing=given["id"],
        on=day_in_file(given),
        issuances=tuple(given["issuance_ids"]),
        line=line,
        name=text_of(given, "name"),
    )


def said_financing(one: history.Financing) -> Given:
    """Return a financing as the standard has it."""
    return {
        "object_type": "FINANCING",
        "id": one.financing,
        "name": one.name or "",
        "issuance_ids": list(one.issuances),
        "date": one.on.isoformat(),
    }


def document_of(given: Given, line: int) -> history.Document:
    """Return a paper on file, with the objects it belongs to."""
    listed = given.get("related_objects")
    related = [one for one in listed if type(one) is dict] if type(listed) is list else []
    return history.Document(
        document=given["id"],
        line=line,
        path=text_of(given, "path"),
        uri=text_of(given, "uri"),
        md5=text_of(given, "md5"),
        of=tuple([(str(one.get("object_type")), str(one.get("object_id"))) for one in related]),
    )


def said_document(one: history.Document) -> Given:
    """Return a paper on file as the standard has it."""
    related = [{"object_type": kind, "object_id": id_} for kind, id_ in one.of]
    return put(
        {"object_type": "DOCUMENT", "id": one.document},
        path=one.path,
        related_objects=related or None,
        uri=one.uri,
        md5=one.md5,
    )


def said_issuer(told: history.History) -> Given:
    """Return the issuer as it stands in a manifest."""
    return put(
        {"object_type": "ISSUER", "id": told.issuer, "legal_name": told.name},
        formation_date=iso(told.formed_on),
        country_of_formation=told.country,
        initial_shares_authorized=None if told.authorized is None else number(told.authorized),
    )
