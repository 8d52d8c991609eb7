"""Files of offers and of orders: read whole, and what is wrong with any row said at its row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from laogu.basics import LaoguError, Said
from laogu.cli.answers import taken
from laogu.cli.call import Call
from laogu.cli.drawing import line
from laogu.cli.failures import HolderNameShared, HolderNameUnknown, MarketSaidNo
from laogu.cli.files import content_of
from laogu.cli.generated import told
from laogu.cli.naming import holders_named, only_named
from laogu.cli.register import FindingsTold, draw_market_findings
from laogu.cli.telling import tell

if TYPE_CHECKING:
    from laogu.connectors import RowsRead


class HasLine(Protocol):
    """A row of a file."""

    @property
    def line(self) -> int:
        """Where it stands in the file, from 1."""
        ...


T = TypeVar("T", bound=HasLine)

Named = tuple[str | None, str]
"""The issuer on whose register a name is looked for, None: on every one; and the name."""


class WholeFile:
    """A file whose rows are taken together or not at all; `refused` makes the refusal of it."""

    def __init__(self, call: Call, file: str, refused: Callable[[int], LaoguError]) -> None:
        self.name = PurePath(file).name
        self._call, self._file, self._refused = call, file, refused

    def rows(
        self,
        read: "Callable[[bytes, str], RowsRead[T]]",
        *,
        there: Callable[[Sequence[T]], list[dict[str, Any]]] | None = None,
    ) -> tuple[Sequence[T], list[dict[str, Any]]]:
        """Return the rows of the file and what was found in it, or show that and refuse.

        there: what the market finds in the rows that could be read, of a file that is refused.
        """
        from laogu.connectors import LIMITS, plain

        done = read(content_of(self._file, most_bytes=LIMITS.file_bytes), self.name)
        findings = [plain.finding(one, self._call.words) for one in done.findings]
        more = there(done.rows) if done.errors and there is not None else []
        findings += more
        if findings and (done.errors or not self._call.json):
            self.show(findings)
        if done.errors:
            raise self._refused(done.errors + sum(one["severity"] == "error" for one in more))
        return done.rows, findings

    def holders(self, named: Iterable[tuple[Named, int]]) -> dict[Named, str]:
        """Return the id of every holder by issuer and name, or refuse those that nobody has.

        named: each with the line it stands in.
        """
        from laogu.connectors import plain

        call = self._call
        first: dict[Named, int] = {}
        for one, at in named:
            first.setdefault(one, at)
        known: dict[str | None, list[tuple[str, str]]] = {}
        found: dict[Named, str] = {}
        findings: list[dict[str, Any]] = []
        for (issuer, holder), at in first.items():
            if holder.startswith("holder_"):
                found[issuer, holder] = holder
                continue
            try:
                if issuer not in known:
                    known[issuer] = list(holders_named(call.market(), issuer))
                found[issuer, holder] = only_named(holder, known[issuer])
            except (HolderNameUnknown, HolderNameShared) as no:
                findings.append(plain.finding(no.found_at(f"{self.name} A{at}"), call.words))
        if findings:
            self.show(findings)
            raise self._refused(len(findings))
        return found

    def sent(
        self, name: str, body: Mapping[str, Any], rows: Sequence[T], *, check: bool, request: UUID
    ) -> Mapping[str, Any]:
        """Return what the market made of the rows; where it says no, show each row that is wrong.

        check: it is tried, and nothing is recorded.
        """
        market = self._call.market()
        try:
            if check:
                return market.preview(name, body)
            return market.post(*name.split("."), body=body, request=request)
        except MarketSaidNo as no:
            self._say_found(no, rows)
            raise

    def tell(
        self,
        kind: str,
        done: Mapping[str, Any],
        asked: Sequence[Mapping[str, Any]],
        rows: Sequence[T],
        findings: Sequence[Mapping[str, Any]],
        *,
        drawn: Callable[[Sequence[str | None]], None],
        can: Said | None,
    ) -> None:
        """Tell what was recorded of the rows: as data, or drawn with the id that each came to.

        kind: of what came to be. asked: what was sent for each row. can: what is said where it was
        only tried; None: it is recorded.
        """
        made = done.get("made")
        listed = made.get(kind) if isinstance(made, dict) else None
        came: Sequence[str | None] = listed if isinstance(listed, list) else [None] * len(rows)
        if self._call.json:
            each = [
                {"line": str(row.line), **one, f"{kind}_id": came_to}
                for row, one, came_to in zip(rows, asked, came, strict=True)
            ]
            kept = {"recorded" if can is None else "preview": done}
            tell({"file": self.name, "findings": findings, f"{kind}s": each, **kept})
            return
        drawn(came)
        if can is None:
            told(self._call, {**done, "made": {}})
        else:
            line(self._call, can)

    def _say_found(self, no: MarketSaidNo, rows: Sequence[T]) -> None:
        """Say what the market found with the row of the file in place of the number in the list."""
        facts = no.body.get("facts")
        listed = facts.get("findings") if isinstance(facts, dict) else None
        if not isinstance(listed, list):
            return
        for one in listed:
            number = str(one.get("number", "")) if isinstance(one, dict) else ""
            if number.isascii() and number.isdigit() and 0 < int(number) <= len(rows):
                one["where"] = f"{self.name} A{rows[int(number) - 1].line}"
        if listed and not self._call.json:
            self._draw(listed)

    def show(self, findings: Sequence[Mapping[str, Any]]) -> None:
        """Say what was found in the file."""
        if self._call.json:
            tell({"file": self.name, "findings": list(findings)})
        else:
            self._draw(findings)

    def _draw(self, findings: Sequence[Any]) -> None:
        call = self._call
        draw_market_findings(call, taken({"findings": findings}, FindingsTold, call).findings)
