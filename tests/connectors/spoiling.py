"""Faults of every family, seeded one at a time into a package that has none."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from laogu.connectors.ocf.shapes import SHAPES
from tests.connectors.packages import Items, act, changed, of_id

Given = dict[str, Any]

QUANTITIES = ("quantity", "quantity_converted", "new_shares_authorized", "shares_reserved")
BAD_NUMBERS = ("-5", "1e3", "NaN", "1.12345678901", "12,000", "", "0x10", "9" * 40)
BAD_DAYS = ("1899-12-31", "2200-01-01", "2022-02-30", "22-01-01", "01/02/2022", "")
NAMES = (
    "stakeholder_id", "stock_class_id", "stock_plan_id", "vesting_terms_id", "security_id",
    "balance_security_id", "issuer_id", "vesting_condition_id", "trigger_id",
    "split_transaction_id", "resulting_security_id",
)  # fmt: skip


class Fault(NamedTuple):
    """A package with one fault: what it is, whose it is, and the codes by which it may be told.

    near: other objects in which it may be found as well; what leaves one may miss at another.
    """

    name: str
    id: str
    items: Items
    codes: frozenset[str] | None = None
    near: frozenset[str] = frozenset()


def faults(good: Items) -> Iterator[Fault]:
    """Yield every fault that can be seeded."""
    for one in _changes(good):
        for family in FAMILIES:
            yield from family(good, one)
    yield from parties(good)


def _changes(good: Items) -> list[Given]:
    return good["transactions"]


def _with(good: Items, id_: str, change: Callable[[Given], None]) -> Items:
    items = changed(good)
    change(of_id(items, id_))
    return items


def _set(good: Items, id_: str, field: str, value: Any) -> Items:
    return _with(good, id_, lambda one: one.update({field: value}))


def _without(good: Items, id_: str, field: str) -> Items:
    return _with(good, id_, lambda one: one.__delitem__(field))


def _related(good: Items, one: Given) -> frozenset[str]:
    """Return the ids of all changes that name a security which this one names."""
    mine = _securities(one)
    return frozenset(each["id"] for each in _changes(good) if mine & _securities(each))


def _securities(one: Given) -> set[str]:
    named = {one.get(name) for name in ("security_id", "balance_security_id")}
    named |= {one.get("resulting_security_id"), *one.get("resulting_security_ids", ())}
    return {name for name in (*named, *one.get("security_ids", ())) if name}


def _is_first(good: Items, one: Given) -> bool:
    """Return whether a change is the first of its type; the shape of the others is the same."""
    return one is next(each for each in _changes(good) if each["object_type"] == one["object_type"])


def left_out(good: Items, one: Given) -> Iterator[Fault]:
    """Yield the first change of each type without each of the fields that it cannot do without."""
    if not _is_first(good, one):
        return
    for name, field in SHAPES[one["object_type"]].items():
        if field.need == "!" and name != "object_type":
            items = _without(good, one["id"], name)
            id_ = one["id"] if name != "id" else ""
            yield Fault(f"without {name}", id_, items, frozenset({"ocf.field_missing"}))


def unreadable(good: Items, one: Given) -> Iterator[Fault]:
    """Yield values that cannot be read, in the first change of each type."""
    if not _is_first(good, one):
        return
    for name in QUANTITIES:
        for bad in BAD_NUMBERS if name in one else ():
            if not bad and one["object_type"] == "TX_WARRANT_ISSUANCE":
                continue  # A warrant may leave open how many.
            yield Fault(f"{name} {bad}", one["id"], _set(good, one["id"], name, bad))
    for bad in BAD_DAYS:
        yield Fault(f"date {bad}", one["id"], _set(good, one["id"], "date", bad))
    yield Fault("unknown type", one["id"], _set(good, one["id"], "object_type", "TX_MADE_UP"))


def miscounted(good: Items, one: Given) -> Iterator[Fault]:
    """Yield one share too many and one too few, wherever another object has to agree."""
    causes = {name for each in _changes(good) for name in _results(each)}
    is_result = one["object_type"].endswith("_ISSUANCE") and one.get("security_id") in causes
    retires = one["object_type"].rsplit("_", 1)[-1] in {
        "TRANSFER", "CANCELLATION", "REPURCHASE", "CONVERSION", "EXERCISE", "RELEASE",
    }  # fmt: skip
    returns = one["object_type"].endswith("RETURN_TO_POOL")
    for name in QUANTITIES[:2]:
        for more in (1, -1):
            if name not in one or not (is_result or retires or (returns and more > 0)):
                continue
            if one["id"] == "issue-x3":  # Out of a convertible: nothing says how many.
                continue
            count = str(int(one[name]) + more)
            items = _set(good, one["id"], name, count)
            yield Fault(f"{more:+} {name}", one["id"], items, near=_related(good, one))


def _results(one: Given) -> list[str]:
    found = [*one.get("resulting_security_ids", ()), one.get("balance_security_id")]
    return [name for name in (*found, one.get("resulting_security_id")) if name]


def out_of_order(good: Items, one: Given) -> Iterator[Fault]:
    kind = one["object_type"]
    is_vesting = kind.startswith(("TX_VESTING_", "TX_STOCK_PLAN"))
    if "security_id" in one and not is_vesting and not kind.endswith("_ISSUANCE"):
        early = _set(good, one["id"], "date", "2021-12-31")
        yield Fault("before issuance", one["id"], early, near=_related(good, one))
    if _results(one):
        later = (date.fromisoformat(one["date"]) + timedelta(1)).isoformat()
        items = _set(good, one["id"], "date", later)
        codes = frozenset({"history.result_day_differs"})
        yield Fault("results of another day", one["id"], items, codes)


def named_wrongly(good: Items, one: Given) -> Iterator[Fault]:
    for name in NAMES:
        if one.get(name):
            items = _set(good, one["id"], name, "nowhere")
            yield Fault(f"{name} nowhere", one["id"], items, near=_related(good, one))
    for name in ("resulting_security_ids", "security_ids"):
        if name in one:
            items = _set(good, one["id"], name, [*one[name], "nowhere"])
            yield Fault(f"{name} nowhere", one["id"], items)
            items = _set(good, one["id"], name, [*one[name], one[name][0]])
            yield Fault(f"{name} twice", one["id"], items)


def told_twice(good: Items, one: Given) -> Iterator[Fault]:
    items = changed(good)
    items["transactions"].append(dict(one))
    yield Fault("the same object twice", one["id"], items, frozenset({"history.id_twice"}))
    kind = one["object_type"]
    repeatable = ("ADJUSTMENT", "SPLIT", "STATUS", "REPRICING", "VESTING_EVENT", "ACCELERATION")
    if not kind.endswith(repeatable):
        items = changed(good)
        items["transactions"].append({**one, "id": "again"})
        yield Fault("told twice", "again", items)


def taken_out(good: Items, one: Given) -> Iterator[Fault]:
    others = [
        each for each in _changes(good) if each is not one and _securities(each) & _securities(one)
    ]
    if one["object_type"].endswith("_ISSUANCE") and others:
        items = changed(good)
        items["transactions"].remove(of_id(items, one["id"]))
        near = frozenset(each["id"] for each in others)
        yield Fault("never issued", "", items, near=near)


def given_away(good: Items, one: Given) -> Iterator[Fault]:
    """Yield what lands with another holder, or in another class, though nothing moved it there."""
    kept: set[str] = set()
    for each in _changes(good):
        if not each["object_type"].endswith("_TRANSFER"):
            kept |= set(_results(each))
        elif each.get("balance_security_id"):
            kept.add(each["balance_security_id"])
    if one["object_type"].endswith("_ISSUANCE") and one["security_id"] in kept:
        other = "ada" if one["stakeholder_id"] != "ada" else "ben"
        items = _set(good, one["id"], "stakeholder_id", other)
        near = _related(good, one)
        yield Fault("another holder", one["id"], items, frozenset({"history.holder_changes"}), near)
    is_made = any(one.get("security_id") in _results(each) for each in _changes(good))
    if one["object_type"] == "TX_STOCK_ISSUANCE" and is_made and one["id"] != "issue-x3":
        other = "founders" if one["stock_class_id"] != "founders" else "common"
        items = _set(good, one["id"], "stock_class_id", other)
        yield Fault("another class", one["id"], items, near=_related(good, one))


def retracted_late(good: Items, one: Given) -> Iterator[Fault]:
    kind = one["object_type"]
    if kind.endswith("_ACCEPTANCE"):
        items = changed(good)
        family = kind.removeprefix("TX_").removesuffix("_ACCEPTANCE")
        late = act(f"{family}_RETRACTION", "late", "2022-01-31", one["security_id"], reason_text="")
        items["transactions"].append(late | {"reason_text": "late"})
        yield Fault("retracted after acceptance", "late", items, near=_related(good, one))


def of_another_kind(good: Items, one: Given) -> Iterator[Fault]:
    """Yield what happens to stock told of a warrant, and what happens to a grant told of stock."""
    kind = one["object_type"]
    for mine, other in KINDS.items():
        changed_type = kind.replace(f"TX_{mine}_", f"TX_{other}_", 1)
        is_act = kind.startswith(f"TX_{mine}_") and not kind.endswith("_ISSUANCE")
        if is_act and changed_type in SHAPES and changed_type != kind:
            items = _set(good, one["id"], "object_type", changed_type)
            yield Fault(f"as {changed_type}", one["id"], items, near=_related(good, one))


KINDS = {
    "STOCK": "WARRANT", "WARRANT": "EQUITY_COMPENSATION", "EQUITY_COMPENSATION": "STOCK",
    "CONVERTIBLE": "STOCK",
}  # fmt: skip


def at_another_ratio(good: Items, one: Given) -> Iterator[Fault]:
    """Yield splits and ratios by which the shares that came of them are too many or too few."""
    wrong = {"numerator": "7", "denominator": "3"}
    made = frozenset({"split-f1", "convert-again"})
    if one["object_type"].endswith("_SPLIT"):
        items = _set(good, one["id"], "split_ratio", wrong)
        yield Fault("another split", one["id"], items, near=made)
    if one["object_type"].endswith("_RATIO_ADJUSTMENT"):

        def other(given: Given) -> None:
            given["new_ratio_conversion_mechanism"]["ratio"] = wrong

        items = _with(good, one["id"], other)
        codes = frozenset({"history.ratio_differs"})
        yield Fault("another ratio", one["id"], items, codes, made)


def in_another_currency(good: Items, one: Given) -> Iterator[Fault]:
    """Yield amounts that are taken from, or set beside, those of another currency."""
    euro = frozenset({"history.currency_differs"})
    for field in ("amount", "new_exercise_price"):
        if field in one:
            items = _set(good, one["id"], field, {**one[field], "currency": "EUR"})
            yield Fault(f"{field} in EUR", one["id"], items, euro, _related(good, one))
    for field in ("share_price", "price", "amount", "investment_amount", "new_exercise_price"):
        for bad in ({"amount": "-1", "currency": "USD"}, {"amount": "1"}, "1.00 USD"):
            if field in one and _is_first(good, one):
                items = _set(good, one["id"], field, bad)
                codes = frozenset({"ocf.not_money", "ocf.not_of_shape", "ocf.not_a_number"})
                yield Fault(f"{field} {bad}", one["id"], items, codes)


def after_its_end(good: Items, one: Given) -> Iterator[Fault]:
    """Yield what happens to a security on the last day of all, when it had ended long before."""
    ends = (
        "_TRANSFER",
        "_CANCELLATION",
        "_REPURCHASE",
        "_REISSUANCE",
        "_RETRACTION",
        "_CONVERSION",
    )
    if not one["object_type"].endswith(ends) or "security_id" not in one:
        return
    security = one["security_id"]
    later = [
        act("VESTING_ACCELERATION", "late", "2022-12-31", security, quantity="1", reason_text="x"),
        act("VESTING_EVENT", "late", "2022-12-31", security, vesting_condition_id="start"),
        act("STOCK_ACCEPTANCE", "late", "2022-12-31", security),
        act("EQUITY_COMPENSATION_REPRICING", "late", "2022-12-31", security,
            new_exercise_price={"amount": "1", "currency": "USD"}),
    ]  # fmt: skip
    for each in later:
        items = changed(good)
        items["transactions"].append(each)
        codes = frozenset({"history.after_end"})
        yield Fault(f"{each['object_type']} after the end", "late", items, codes)


def vesting_wrongly(good: Items, one: Given) -> Iterator[Fault]:
    """Yield vesting of more than there is, begun twice, or listed beyond what was issued."""
    kind = one["object_type"]
    if kind == "TX_VESTING_ACCELERATION":
        items = _set(good, one["id"], "quantity", "481")
        yield Fault("more than granted", one["id"], items, frozenset({"history.more_than_held"}))
        again = changed(good)
        again["transactions"].append({**one, "id": "again", "quantity": "471"})
        codes = frozenset({"history.more_than_held"})
        yield Fault("more in all", "", again, codes)
    if kind == "TX_VESTING_START":
        items = changed(good)
        items["transactions"].append({**one, "id": "again", "date": "2022-01-15"})
        codes = frozenset({"history.vesting_begun_twice"})
        yield Fault("begun twice", "again", items, codes)
    if kind.endswith("_ISSUANCE") and "quantity" in one:
        more = [{"date": "2022-12-31", "amount": str(int(one["quantity"]) + 1)}]
        items = _set(good, one["id"], "vestings", more)
        yield Fault("vests more", one["id"], items, frozenset({"history.vests_more"}))


def used_too_late(good: Items, one: Given) -> Iterator[Fault]:
    """Yield an option that expired before it was exercised."""
    if one["object_type"].endswith("_EXERCISE"):
        field = {"TX_WARRANT_EXERCISE": "warrant_expiration_date"}
        name = field.get(one["object_type"], "expiration_date")
        items = _set(good, f"issue-{one['security_id']}", name, "2022-02-28")
        codes = frozenset({"history.exercised_after_expiry"})
        yield Fault("exercised late", one["id"], items, codes)


def parties(good: Items) -> Iterator[Fault]:
    """Yield what is missing, unreadable, there twice or names nothing among all other objects."""
    for name, items in good.items():
        for one in items if name != "transactions" else ():
            for field in SHAPES[one["object_type"]].values():
                if field.need == "!" and field.name != "object_type":
                    id_ = one["id"] if field.name != "id" else ""
                    codes = frozenset({"ocf.field_missing"})
                    spoiled = _without(good, one["id"], field.name)
                    yield Fault(f"without {field.name}", id_, spoiled, codes)
            again = changed(good)
            again[name].append(dict(one))
            yield Fault("there twice", one["id"], again, frozenset({"history.id_twice"}))
    for id_, field, value, code in PARTY_FAULTS:  # type: ignore[assignment]
        yield Fault(f"{field} {value}", id_, _set(good, id_, field, value), frozenset({code}))  # type: ignore[arg-type]


PARTY_FAULTS: tuple[tuple[str, str, Any, str], ...] = (
    ("plan", "stock_class_ids", ["nowhere"], "history.class_unknown"),
    ("plan", "initial_shares_reserved", "-1", "ocf.not_above_zero"),
    ("common", "initial_shares_authorized", "many", "ocf.not_a_number"),
    ("common", "class_type", "ORDINARY", "ocf.not_of_shape"),
    ("ada", "stakeholder_type", "PERSON", "ocf.not_of_shape"),
    ("terms", "allocation_type", "SOMEHOW", "ocf.not_of_shape"),
    ("terms", "vesting_conditions", [], "ocf.not_of_shape"),
    ("value", "effective_date", "2022-13-01", "ocf.not_a_day"),
    ("value", "price_per_share", {"amount": "1"}, "ocf.not_money"),
)


FAMILIES = (
    left_out, unreadable, miscounted, out_of_order, named_wrongly, told_twice, taken_out,
    given_away, retracted_late, of_another_kind, at_another_ratio, in_another_currency,
    after_its_end, vesting_wrongly, used_too_late,
)  # fmt: skip
