"""What the doors give out as data: plain values in which every figure is a decimal string.

The keys are promises (design, command contract): more may come, none goes.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from laogu.basics import (
    Bilingual,
    Charge,
    Finding,
    LaoguError,
    Money,
    Personal,
    Price,
    Restriction,
    Said,
    Words,
    in_words,
    say,
)
from laogu.connectors import shipped
from laogu.evidence import Anchor
from laogu.journal import Recorded, made
from laogu.operations import AnchorsFound, Event
from laogu.register import CapTable, HolderRegistered, Register
from laogu.rights import Answer, RuleResult, Task


def plain(value: Any, words: Words) -> Any:
    """Return any fact as plain data: figures as decimal strings, sentences in the language."""
    match value:
        case bool() | str() | None:
            return value
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case datetime() | date():
            return value.isoformat()
        case Money():
            return {"amount": f"{value.decimal():f}", "currency": value.currency}
        case Price():
            return {"price": f"{value.decimal():f}", "currency": value.currency}
        case Said():
            return say(value, words)
        case Bilingual():
            return words.show(value)
        case Finding():
            return finding(value, words)
        case dict():
            return {str(key): plain(one, words) for key, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(one, words) for one in value]
        case _:
            return str(value)


def anchors(found: AnchorsFound, *, lang: str) -> dict[str, Any]:
    """Return anchors, newest day first, each with what a holding comes to where one was named."""
    held = found.holding
    return {
        "issuer": found.issuer.slug,
        "on": found.on.isoformat(),
        "quantity": f"{held.quantity:f}" if held and held.quantity is not None else None,
        "percent": f"{held.percent:f}" if held and held.percent is not None else None,
        "anchors": [_anchor(one, amount, lang=lang) for one, amount in found.anchors],
        "next": None,
    }


def _anchor(one: Anchor, amount: Money | None, *, lang: str) -> dict[str, Any]:
    said_ = one.said
    return {
        "fact_id": said_.fact,
        "on": one.on.isoformat(),
        "precision": said_.precision,
        "kind": one.kind,
        "paid": one.is_money,
        "value": f"{one.value:f}",
        "currency": one.currency,
        "basis": one.basis,
        "for": f"{one.of:f}" if one.of is not None else None,
        "derived": one.is_derived,
        "comes_to": f"{amount.decimal():f}" if amount is not None else None,
        "says": said_.says_zh if lang == "zh" else said_.says_en,
        "source": shipped.cited(said_.source, lang),
        "address": said_.address,
        "sure": said_.sure,
    }


def error(wrong: LaoguError, words: Words) -> dict[str, Any]:
    """Return an error: what, why, how to fix it, its code and its facts."""
    what, why, fix = wrong.say(words)
    return {
        "code": wrong.code,
        "family": wrong.family,
        "what": what,
        "why": why,
        "fix": fix,
        **({"field": wrong.field} if wrong.field else {}),
        "facts": plain(wrong.facts, words),
    }


def finding(found: Finding, words: Words) -> dict[str, Any]:
    """Return a finding; number: which row or which of a list it is about, where it is one."""
    what, why, fix = found.say(words)
    return {
        "severity": found.severity,
        "code": found.code,
        "where": found.place(words),
        **({"number": str(found.number)} if found.number is not None else {}),
        "what": what,
        "why": why,
        "fix": fix,
    }


def recorded(done: Recorded) -> dict[str, Any]:
    """Return what a request came to: its entry, and the ids that came to be."""
    return {
        "entry": done.seq,
        "recorded_at": _in_utc(done.recorded_at),
        "request": done.request,
        "operation": done.operation,
        "made": made(done.events),
        "events": [_tag(type(event)) for event in done.events],
    }


@lru_cache(maxsize=8)
def _in_utc(moment: datetime) -> str:
    """Return a moment of the record as text; all of a batch have the same one.

    Moments that are equal are written alike only because those of the record are all in UTC.
    """
    return moment.isoformat()


@cache
def _tag(kind: type[Event]) -> str:
    """Return the name of a kind of event in the record."""
    return str(kind.__struct_config__.tag)


def previewed(operation: str, events: tuple[Event, ...]) -> dict[str, Any]:
    """Return what a request would come to: how much of each kind, and which events."""
    return {
        "operation": operation,
        "recorded": False,
        "made": {kind: len(ids) for kind, ids in made(events).items()},
        "events": [_tag(type(event)) for event in events],
    }


def answer(given: Answer, words: Words, *, decimals: int) -> dict[str, Any]:
    """Return the transferability answer in its promised shape."""
    cited = {rule.source: words.show(rule.cited) for rule in given.rules}
    return {
        "result": given.result,
        "quantity": quantity(given.units, decimals),
        "asked": quantity(given.asked, decimals),
        "until": given.until.isoformat() if given.until else None,
        "rules": [_rule(rule, words, decimals) for rule in given.rules],
        "tasks": [_task(task, words) for task in given.tasks],
        "charges": [_charge(charge) for charge in given.charges],
        "attach": [
            _restriction(one, decimals, cited.get(one.source, one.source)) for one in given.attach
        ],
        "missing": [say(one, words) for one in given.missing],
    }


def quantity(units: int, decimals: int) -> str:
    """Return a count of smallest units as a decimal string, with all decimals of its class."""
    return f"{in_words(units, decimals):f}"


def name_of(holder: HolderRegistered, personal: dict[str, str], lang: str) -> str | None:
    """Return a holder's name in the language, the other one's where it has none.

    None: the name was personal data and has been forgotten.
    """
    first, second = (holder.name_en, holder.name) if lang == "en" else (holder.name, holder.name_en)
    for one in (first, second):
        if isinstance(one, Personal):
            kept = personal.get(one.ref)
            if kept is not None:
                return kept
        elif one is not None:
            return one
    return None


def cap_table(
    table: CapTable,
    register: Register,
    personal: dict[str, str],
    *,
    lang: str,
    sees: Callable[[HolderRegistered], bool],
) -> dict[str, Any]:
    """Return a cap table; holders that are not to be seen are summed up. sees: which are."""
    classes = [register.classes[one] for one in table.classes]
    hidden = dict.fromkeys(table.classes, 0)
    rows = []
    for row in table.rows:
        if not sees(row.holder):
            for stock_class, units in row.units.items():
                hidden[stock_class] += units
            continue
        rows.append(
            {
                "holder_id": row.holder.holder,
                "holder": name_of(row.holder, personal, lang),
                "kind": row.holder.kind,
                "quantities": {
                    one.stock_class: quantity(row.units.get(one.stock_class, 0), one.decimals)
                    for one in classes
                },
            }
        )
    return {
        "issuer": table.issuer,
        "as_of": table.as_of.isoformat(),
        "known_at": table.known_at.isoformat() if table.known_at else None,
        "classes": [
            {
                "stock_class_id": one.stock_class,
                "name": one.name_zh if lang == "zh" else one.name_en,
                "decimals": one.decimals,
                "quantity": quantity(table.totals[one.stock_class], one.decimals),
            }
            for one in classes
        ],
        "rows": rows,
        "not_shown": {
            one.stock_class: quantity(hidden[one.stock_class], one.decimals) for one in classes
        },
    }


def _rule(rule: RuleResult, words: Words, decimals: int) -> dict[str, Any]:
    return {
        "id": rule.id,
        "result": rule.result,
        "source": words.show(rule.cited),
        "sure": rule.sure,
        "layer": rule.layer,
        "version": rule.version,
        "waivable_by": rule.waivable_by,
        "facts": plain(rule.facts, words),
        "why": say(rule.says, words),
        "fix": say(rule.fix, words) if rule.fix else None,
        "until": rule.until.isoformat() if rule.until else None,
        "clock": say(rule.clock, words) if rule.clock else None,
        "quantity": quantity(rule.units, decimals) if rule.units is not None else None,
    }


def _task(task: Task, words: Words) -> dict[str, Any]:
    return {
        "who": say(task.who, words),
        "what": say(task.what, words),
        "due": task.due.isoformat() if task.due else None,
        "silence": task.silence,
        "holders": list(task.holders),
    }


def _charge(charge: Charge) -> dict[str, Any]:
    return {
        "payer": charge.payer,
        "collector": charge.collector,
        "kind": charge.kind,
        "amount": f"{charge.amount.decimal():f}",
        "currency": charge.amount.currency,
        "due": charge.due.isoformat() if charge.due else None,
    }


def _restriction(one: Restriction, decimals: int, source: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "rule": one.rule,
        "source": source,
        "locked_through": one.locked_through.isoformat() if one.locked_through else None,
        "quantity": quantity(one.units, decimals) if one.units is not None else None,
    }
