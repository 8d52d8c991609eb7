"""What a version of the standard asks of an object, and what it has no place for.

A history says what is known. Where a version cannot say it, it is left out with a finding; where
it wants a field that nobody told, that is filled in with a finding, so that the package is valid.
"""

from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec

from laogu.basics import Remark
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.shapes import ONLY_ON_MAIN, SHAPES
from laogu.connectors.ocf.words import Given

Version = Literal["1.2.0", "main"]
VERSIONS: Final[dict[str, str]] = {"1.2.0": "1.2.0", "main": "1.2.1-alpha+main"}
"""What a manifest calls each version that is written."""

_ON_MAIN_ONLY: Final = frozenset(
    {"current_relationships", "current_status", "country_subdivision_name_of_formation"}
)
_NOT_IN_SCHEMA: Final = frozenset(
    {
        ("TX_EQUITY_COMPENSATION_EXERCISE", "balance_security_id"),
        ("TX_EQUITY_COMPENSATION_RELEASE", "balance_security_id"),
    }
)  # fmt: skip
"""Fields that we read though the schema has none: its prose does."""

_NOBODY: Final = "unspecified"
_NO_MD5: Final = "0" * 32
_PLAIN: Final[dict[str, Any]] = {
    "votes_per_share": "1", "seniority": "1", "default_id_prefix": "", "name": "", "text": "",
    "valuation_type": "409A", "md5": _NO_MD5, "trigger_id": _NOBODY, "country_of_formation": "ZZ",
    "convertible_type": "CONVERTIBLE_SECURITY", "description": "",
}  # fmt: skip
_PRICES: Final = frozenset(
    {
        "share_price", "purchase_price", "price", "release_price", "exercise_price", "base_price",
    }
)  # fmt: skip
_OPTIONS: Final = frozenset({"OPTION", "OPTION_NSO", "OPTION_ISO"})


class Fitting:
    """Makes objects fit a version.

    is_strict: fields that the standard does not have are left out; else they are written as they
    were read. currency, first_day: with which a missing price or day is filled in.
    """

    def __init__(
        self,
        version: Version,
        findings: Findings,
        *,
        is_strict: bool,
        currency: str,
        first_day: str,
        first_class: str | None,
    ) -> None:
        self.version = version
        self.is_main = version == "main"
        self._findings = findings
        self._is_strict = is_strict
        self._currency = currency
        self._first_day = first_day
        self._first_class = first_class
        self._lacking: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def fits(self, said: Given) -> bool:
        """Return whether the version has the type of an object; a finding, where it has not."""
        kind = said["object_type"]
        if self.is_main or kind not in ONLY_ON_MAIN:
            return True
        self.say(LEFT_OUT, said["id"], type=kind, version=self.version)
        return False

    def lack(self, id_: str, kind: str, what: Iterable[str]) -> None:
        """Remember what an object has that the package does not say, until all are written."""
        key = (kind, tuple(what))
        if key[1]:
            self._lacking.setdefault(key, []).append(id_)

    def say_what_lacks(self) -> None:
        """Say what the package does not say, once for all objects that are alike in it.

        It is said of the first of them.
        """
        for (kind, varied), ids in self._lacking.items():
            self.say(PARTICULARS_LEFT_OUT, ids[0], type=kind, varied=varied, count=len(ids))

    def whole(self, said: Given, rest: str | None) -> Given:
        """Return an object with what was kept of it, and with everything the version asks for."""
        kind = said["object_type"]
        if rest is not None:
            self._put_back(said, kind, msgspec.json.decode(rest, type=dict[str, msgspec.Raw]))
        if (kind, "balance_security_id") in _NOT_IN_SCHEMA and "balance_security_id" in said:
            self.say(UNKNOWN_WRITTEN, said["id"], field="balance_security_id", type=kind)
        for field in SHAPES[kind].values():
            if field.need and field.name not in said:
                self._fill(said, field.name)
        compensation = said.get("compensation_type", "RSU")
        price = "exercise_price" if compensation in _OPTIONS else "base_price"
        if compensation != "RSU" and price not in said:
            self._fill(said, price)
        if kind == "STOCK_PLAN" and "stock_class_ids" not in said and "stock_class_id" not in said:
            self._fill(said, "stock_class_ids")
        if "path" in said and "uri" in said:
            self.say(FIELD_LEFT_OUT, said["id"], field="uri", version=self.version)
            del said["uri"]
        return said

    def say(self, remark: Remark, id_: str, **facts: object) -> None:
        """Keep a finding about an object."""
        self._findings.say(remark, id_ or "manifest", id_, **facts)

    def _put_back(self, said: Given, kind: str, rest: dict[str, msgspec.Raw]) -> None:
        for field, raw in rest.items():
            is_known = field in SHAPES[kind]
            if field in _ON_MAIN_ONLY and not self.is_main:
                self.say(FIELD_LEFT_OUT, said["id"], field=field, version=self.version)
            elif is_known and field not in said:
                said[field] = raw
            elif self._is_strict or (not self.is_main and field == "vesting_conditions"):
                self.say(FIELD_LEFT_OUT, said["id"], field=field, version=self.version)
            else:
                said[field] = raw
                if not is_known:
                    self.say(UNKNOWN_WRITTEN, said["id"], field=field, type=kind)

    def _fill(self, said: Given, field: str) -> None:
        value: Any = _PLAIN.get(field)
        if field == "seniority" and said["object_type"] == "TX_CONVERTIBLE_ISSUANCE":
            value = 1
        elif field in _PRICES:
            value = {"amount": "0", "currency": self._currency}
        elif field == "formation_date":
            value = self._first_day
        elif field == "settlement_date":
            value = said["date"]
        elif field in {"stock_class_id", "stock_class_ids"} and self._first_class is not None:
            value = self._first_class if field == "stock_class_id" else [self._first_class]
        elif field == "termination_exercise_windows":
            value = []
        elif field == "expiration_date":
            said[field] = None
            return
        if value is None:
            self.say(MISSING, said["id"], field=field, type=said["object_type"])
            return
        said[field] = value
        told = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        self.say(FILLED_IN, said["id"], field=field, type=said["object_type"], value=told)


LEFT_OUT = Remark(
    severity="warning",
    code="ocf.left_out",
    what="The type {type} is not in version {version} and was left out.",
    why="It is only on the standard's unreleased branch.",
    fix="Write the package as main, where the reader takes it.",
)
FIELD_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.field_not_written",
    what="The field {field} has no place in version {version} and was left out.",
    why="A reader that holds to the schema refuses fields that it does not have.",
    fix="Write the package as main and without --strict, where the reader takes it.",
)
UNKNOWN_WRITTEN = Remark(
    severity="note",
    code="ocf.unknown_written",
    what="The field {field} is not one of the standard for {type}; it is written as it was read.",
    why="What came with a package leaves with it.",
    fix="Write it with --strict, where the reader refuses what it does not know.",
)
FILLED_IN = Remark(
    severity="warning",
    code="ocf.filled_in",
    what="Nobody told {field} of {type}; it is written as {value}.",
    why="The standard asks for the field, and a package without it is not valid.",
    fix="Record what it is, and write the package again.",
)
MISSING = Remark(
    severity="warning",
    code="ocf.not_told",
    what="Nobody told {field} of {type}, and it is missing from the package.",
    why="The standard asks for the field, and nothing can stand in its place.",
    fix="Record what it is, and write the package again.",
)
AS_CANCELLATIONS = Remark(
    severity="warning",
    code="ocf.as_cancellations",
    what="Version {version} has no consolidation; its securities are written as cancelled.",
    why="Left out, the same shares would be counted twice.",
    fix="Write the package as main, where the reader takes it.",
)
RIGHTS_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.rights_left_out",
    what="The rights of {name} are not told whole: {varied}.",
    why="The standard has no words for them.",
    fix="Send them along in another paper.",
)
PARTICULARS_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.particulars_left_out",
    what="Left out of {type}, {count} in all: {varied}.",
    why="The standard has no words for them.",
    fix="Send them along in another paper.",
)
GATE_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.gate_left_out",
    what="The standard has no event that a whole schedule waits for; that of {id} was left out.",
    why="By these terms something vests earlier than it was agreed.",
    fix="Send them along in another paper.",
)
CLIFF_LEFT_OUT = Remark(
    severity="warning",
    code="ocf.cliff_left_out",
    what="Version {version} has no cliff within a period; that of {id} was left out.",
    why="By these terms something vests earlier than it was agreed.",
    fix="Write the package as main, where the reader takes it.",
)
