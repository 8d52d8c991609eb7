"""What a register does not say itself of a history that it took, kept so that it can be told again.

A register keeps what it counts with. The words of a consent, the id of each change, the digits of a
price: whatever telling it again would leave out or say otherwise is kept beside it, found by
comparing the two. A change is known again by what it is and of which security.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from laogu.register import history

Fields = dict[str, Any]

PARTIES: Final = (
    "holders", "classes", "plans", "terms", "legends", "valuations", "financings", "documents",
)  # fmt: skip
ISSUER: Final = ("issuer", "name", "formed_on", "country", "authorized")


class Patch(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to say otherwise.

    issuer: fields of the history itself. parties: by table and id, the fields that differ.
    changes: by what a change is, the fields that differ; more: changes that are not told at all;
    less: what is told and was not there. Where a field is null, it is said by nothing.
    """

    issuer: Fields = {}
    parties: dict[str, dict[str, Fields]] = {}
    changes: dict[str, Fields] = {}
    more: tuple[history.AnyChange, ...] = ()
    less: tuple[str, ...] = ()


def difference(told: history.History, wanted: history.History) -> Patch:
    """Return what makes `wanted` of `told`; the order and lines of changes are no matter."""
    parties: dict[str, dict[str, Fields]] = {}
    for table in PARTIES:
        found = _parties(getattr(told, table), getattr(wanted, table))
        if found:
            parties[table] = found
    before, after = _by_key(told.changes), _by_key(wanted.changes)
    changes = {}
    for key, change in after.items():
        if key in before:
            fields = _differing(before[key], change)
            if fields:
                changes[key] = fields
    issuer = {
        name: msgspec.to_builtins(getattr(wanted, name))
        for name in ISSUER
        if getattr(told, name) != getattr(wanted, name)
    }
    return Patch(
        issuer=issuer,
        parties=parties,
        changes=changes,
        more=tuple([change for key, change in after.items() if key not in before]),
        less=tuple([key for key in before if key not in after]),
    )


def patched(told: history.History, patch: Patch) -> history.History:
    """Return a history with everything that a patch says otherwise.

    What has happened since is told as it is; what is of a later day than is told is left out.
    """
    tables = {table: dict(getattr(told, table)) for table in PARTIES}
    for table, found in patch.parties.items():
        for id_, fields in found.items():
            _put(tables[table], id_, fields, _KINDS[table])
    less = set(patch.less)
    changes: list[history.AnyChange] = []
    for key, change in _by_key(told.changes).items():
        if key not in less:
            other = patch.changes.get(key)
            changes.append(change if other is None else _with(change, other, type(change)))
    as_of = told.as_of
    changes += [one for one in patch.more if as_of is None or one.on <= as_of]
    known = {name: msgspec.to_builtins(getattr(told, name)) for name in ISSUER}
    issuer = msgspec.convert({**known, **patch.issuer}, _Issuer)
    return replace(told, changes=tuple(changes), **tables, **msgspec.structs.asdict(issuer))


class _Issuer(Struct):
    """The fields of a history that are of its issuer."""

    issuer: str
    name: str
    formed_on: date | None
    country: str | None
    authorized: int | None


_KINDS: Final[Mapping[str, Any]] = {
    "holders": history.Holder,
    "classes": history.StockClass,
    "plans": history.Plan,
    "terms": history.VestingTerms,
    "legends": history.Legend,
    "valuations": history.Valuation,
    "financings": history.Financing,
    "documents": history.Document,
}


def _parties(told: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Fields]:
    found = {}
    for id_, one in wanted.items():
        fields = _differing(told[id_], one) if id_ in told else _all(one)
        if fields:
            found[id_] = fields
    return found


def _all(one: Struct) -> Fields:
    return {
        name: msgspec.to_builtins(getattr(one, name))
        for name in one.__struct_fields__
        if name != "line"
    }


def _differing(told: Struct, wanted: Struct) -> Fields:
    return {
        name: msgspec.to_builtins(getattr(wanted, name))
        for name in wanted.__struct_fields__
        if name != "line" and getattr(told, name) != getattr(wanted, name)
    }


def _put(table: dict[str, Any], id_: str, fields: Fields, kind: Any) -> None:
    if id_ in table:
        table[id_] = _with(table[id_], fields, kind)
    else:
        table[id_] = msgspec.convert({**fields, "line": 0}, kind)


def _with(one: Any, fields: Fields, kind: Any) -> Any:
    tag = {"change": one.__struct_config__.tag} if isinstance(one, history.Change) else {}
    return msgspec.convert({**_all(one), **fields, **tag, "line": one.line}, kind)


def _by_key(changes: Iterable[history.AnyChange]) -> dict[str, history.AnyChange]:
    """Return changes by what they are; of those that are alike, by which of them they are."""
    seen: Counter[str] = Counter()
    found = {}
    for change in sorted(changes, key=lambda one: (one.on, one.line)):
        key = _key(change)
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} #{seen[key]}"] = change
    return found


def _key(change: history.AnyChange) -> str:
    match change:
        case history.Issuance():
            return f"issue {change.security}"
        case history.Retirement():
            return f"{change.how} {change.security} {change.on}"
        case history.Consolidation():
            return f"consolidate {change.result}"
        case history.VestingNoted():
            return f"vesting {change.security} {change.condition} {change.on}"
        case history.Split() | history.RatioAdjusted():
            return f"{type(change).__name__} {change.stock_class} {change.on}"
        case history.AuthorizedAdjusted():
            return f"authorise {change.stock_class or ''} {change.on}"
        case history.PoolAdjusted():
            return f"pool {change.plan} {change.on}"
        case history.HolderChanged():
            what = change.started or change.ended or change.status
            return f"holder {change.holder} {what} {change.on}"
        case _:
            return f"{type(change).__name__} {change.security} {change.on}"
