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


def left_out(good: Items, one: Given) -> Iterator[Fault]:
    for name, field in SHAPES[one["object_type"]].items():
        if field.need == "!" and name != "object_type":
            items = _without(good, one["id"], name)
            id_ = one["id"] if name != "id" else ""
            yield Fault(f"without {name}", id_, items, frozenset({"ocf.field_missing"}))


def unreadable(good: Items, one: Given) -> Iterator[Fault]:
    """Yield values that cannot be read, in the first change of each type."""
    if one is not next(
        each for each in _changes(good) if each["object_type"] == one["object_type"]
    ):
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


FAMILIES = (
    left_out, unreadable, miscounted, out_of_order, named_wrongly, told_twice, taken_out,
    given_away, retracted_late,
)  # fmt: skip
