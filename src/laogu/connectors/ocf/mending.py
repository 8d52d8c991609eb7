"""A value that is not as the standard has it: taken as it is plainly meant, or refused."""

import re
from typing import Any

from laogu.connectors.ocf import remarks
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.shapes import Field
from laogu.connectors.ocf.values import day_of

_NOTHING: tuple[Any, ...] = ("", {"omitted": True}, {"omitted": "true"})
_NUMBERS = frozenset({"number", "above", "count", "authorized"})
_DAYS = frozenset({"day", "day_or_none"})
_TEXTS = frozenset({"text", "id", "label"})
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_DAY_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.+\-Z]+")
# Days that an object may state though nobody keeps a register then.
_FAR_DAYS = frozenset({"expiration_date", "warrant_expiration_date"})


class Mender:
    """Takes wrong values for what they are plainly meant to be, and says so each time."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def mend(self, given: dict[str, Any], field: Field, exact: Any, where: str) -> bool:
        """Put what a field means into `given`; return whether the object may be read.

        exact: the value with the digits of the file.
        """
        value, id_ = given[field.name], given.get("id")
        if value is None or value in _NOTHING:
            known = remarks.VALUE_OMITTED
            if isinstance(value, str):
                known = remarks.VALUE_EMPTY
            self._findings.say(known, where, id_, field=field.name)
            del given[field.name]
            if field.need == "!":
                type_ = str(given.get("object_type"))
                self._findings.say(remarks.FIELD_MISSING, where, id_, field=field.name, type=type_)
            return field.need != "!"
        meant = self._meant(field, value, exact)
        if meant is not None and field.check(meant):
            known = remarks.NUMBER_FOR_TEXT
            if field.kind in _DAYS:
                known = remarks.DAY_WITH_TIME
            self._findings.say(known, where, id_, field=field.name, given=_short(exact))
            given[field.name] = meant
            return True
        return self._refused(given, field, exact, where)

    def _meant(self, field: Field, value: Any, exact: Any) -> Any:
        """Return what a value plainly means; None: nobody can say."""
        is_number = type(value) in {int, float}
        if field.kind in _NUMBERS | _TEXTS and is_number:
            return exact
        if field.kind in _DAYS and type(value) is str and _DAY_AND_TIME.fullmatch(value):
            return value[:10]
        if field.kind.startswith("money") and type(value) is dict and type(exact) is dict:
            return {name: exact.get(name) for name in ("amount", "currency")}
        if field.kind == "ratio" and type(exact) is dict:
            return {name: exact.get(name) for name in ("numerator", "denominator")}
        if field.kind == "whole" and type(value) is str and value.lstrip("-").isdigit():
            return int(value) if len(value) < 12 else None
        return None

    def _refused(self, given: dict[str, Any], field: Field, exact: Any, where: str) -> bool:
        id_ = given.get("id")
        facts = {"field": field.name, "given": _short(exact)}
        amount = exact.get("amount") if isinstance(exact, dict) else exact
        if field.kind in _NUMBERS or field.kind.startswith("money"):
            if isinstance(amount, str) and _PLAIN.fullmatch(amount):
                part = amount.partition(".")[2]
                known = remarks.TOO_FINE if len(part) > 10 else remarks.NOT_ABOVE_ZERO
                if field.kind.startswith("money") and known is remarks.NOT_ABOVE_ZERO:
                    known = remarks.NOT_MONEY
                if len(amount) > 30:
                    known = remarks.NOT_A_NUMBER
            else:
                known = (
                    remarks.NOT_MONEY if field.kind.startswith("money") else remarks.NOT_A_NUMBER
                )
            self._findings.say(known, where, id_, **facts)
            return False
        if field.kind in _DAYS:
            if isinstance(exact, str) and day_of(exact) is not None:
                if field.name in _FAR_DAYS:
                    self._findings.say(remarks.DAY_FAR_OFF, where, id_, **facts)
                    return True
                self._findings.say(remarks.DAY_OUT_OF_RANGE, where, id_, **facts)
            else:
                self._findings.say(remarks.NOT_A_DAY, where, id_, **facts)
            return False
        self._findings.say(remarks.NOT_OF_SHAPE, where, id_, **facts)
        return False


def _short(exact: Any) -> str:
    return str(exact)[:80]
