"""What an import would do: its findings, the rows as they would be recorded, the table after."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import CURRENCIES, Finding, Said, in_words, said, units
from laogu.connectors import Column, Reading, figure
from laogu.operations import RegisterRow, rows_found
from laogu.register import StockClassUnknown, class_named
from laogu.web.pages.desk.findings import FindingGroup, counts, groups, to_correct
from laogu.web.pages.issuer.holders import percent
from laogu.web.pages.issuer.subject import Subject
from laogu.web.visit import Visit

MOST_ROWS = 100
MOST_HOLDERS = 50
MOST_CLASSES = 4
"""A column for each class of the table after it, where there are no more; else all in one line."""


class ReadRow(Struct, frozen=True, kw_only=True):
    """One holding as it would be recorded."""

    line: str
    holder: str
    under: str
    kind: str
    stock_class: str
    quantity: str
    certificate: str | None
    acquired_on: str | None
    cost: str | None
    locks: tuple[str, ...]


class After(Struct, frozen=True):
    """What stands in a class after the import, and how many more; blank: nothing stood before."""

    units: str
    more: str


class AfterRow(Struct, frozen=True, kw_only=True):
    """One holder after the import.

    units: class by class. holds: the same as one line, those of a class that it has none of left
    out. part: of all shares. before: the part it is now, where that differs; blank: it does not.
    """

    name: str
    units: tuple[str | None, ...]
    holds: str
    part: str
    before: str
    is_new: bool


class Preview(Struct, frozen=True, kw_only=True):
    """Everything an import would do.

    can_load: there are rows, and no error. after_whole: all parts together; blank: classes are
    counted in different units.
    """

    file: str
    can_load: bool
    sentence: str
    counts: str
    groups: tuple[FindingGroup, ...]
    rows: tuple[ReadRow, ...]
    rows_of: int
    after_classes: tuple[str, ...]
    after: tuple[AfterRow, ...]
    after_of: int
    after_totals: tuple[After, ...]
    after_whole: str
    new_classes: tuple[str, ...]
    new_decimals: int

    @property
    def in_one_line(self) -> bool:
        """Whether there are too many classes for a column each."""
        return len(self.after_classes) > MOST_CLASSES

    @property
    def is_beside(self) -> bool:
        """Whether anything stands on the register already."""
        return any(one.more for one in self.after_totals)

    @property
    def after_line(self) -> str:
        """The totals as one line."""
        totals = zip(self.after_classes, self.after_totals, strict=True)
        return " · ".join(f"{name} {one.units} {one.more}".rstrip() for name, one in totals)


def preview(subject: Subject, reading: Reading, *, file: str, on: date) -> Preview:
    """Return what loading a reading would come to; nothing is recorded."""
    visit = subject.visit
    findings = found_in(subject, reading, on=on)
    shown = sum(1 for one in reading.findings if one.severity == "error")
    errors = reading.errors - shown + sum(1 for one in findings if one.severity == "error")
    can_load = bool(reading.rows) and not errors
    after = _After(subject, reading) if can_load else None
    rows = len(reading.rows)
    wrong = _wrong_rows(findings)
    right = [one for one in reading.rows if one.line not in wrong]
    return Preview(
        file=file,
        can_load=can_load,
        sentence=_sentence(visit, rows, errors, can_load=can_load),
        counts=counts(visit, findings),
        groups=groups(visit, findings),
        rows=tuple(_row(visit, one, subject.issuer.currency) for one in right[:MOST_ROWS]),
        rows_of=len(right),
        after_classes=after.classes if after else (),
        after=tuple(after.rows())[:MOST_HOLDERS] if after else (),
        after_of=len(after.holders) if after else 0,
        after_totals=after.totals() if after else (),
        after_whole=after.whole() if after else "",
        new_classes=after.new_classes if after else (),
        new_decimals=reading.decimals,
    )


def found_in(subject: Subject, reading: Reading, *, on: date) -> tuple[Finding, ...]:
    """Return what was found in a file, and what the books say against its rows."""
    if not reading.rows:
        return reading.findings
    against = rows_found(
        subject.books, subject.issuer, reading.rows, on=on, decimals=reading.decimals
    )
    return (*reading.findings, *against)


def _wrong_rows(findings: tuple[Finding, ...]) -> frozenset[int]:
    """Return the rows that the books say an error against; those of the file were never read."""
    errors = (one.number for one in findings if one.severity == "error")
    return frozenset(line for line in errors if line is not None)


def _sentence(visit: Visit, rows: int, errors: int, *, can_load: bool) -> str:
    if can_load:
        one = visit.said("1 row can be loaded.")
        return one if rows == 1 else visit.said("{rows} rows can be loaded.", rows=rows)
    return to_correct(visit, errors) if errors else visit.said("There is nothing to load.")


def _row(visit: Visit, row: RegisterRow, currency: str) -> ReadRow:
    return ReadRow(
        line=str(row.line),
        holder=row.holder,
        under=row.holder_en or "",
        kind=visit.show(row.kind, of="holder_kind"),
        stock_class=row.stock_class,
        quantity=figure(row.quantity),
        certificate=row.certificate,
        acquired_on=visit.show(row.acquired_on) if row.acquired_on is not None else None,
        cost=_cash(row.cost, currency) if row.cost is not None else None,
        locks=tuple(
            visit.said("until {day}, {rule}", day=one.until, rule=one.rule)
            if one.until is not None
            else visit.said("until an unknown day, {rule}", rule=one.rule)
            for one in row.locks
        ),
    )


def _cash(cost: Decimal, currency: str) -> str:
    """Return an amount with the decimals of its currency, or with its own where it has more."""
    exponent = cost.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return f"{cost:,.{max(CURRENCIES[currency], own)}f}"


class _After:
    """The cap table as it would be: today's, and the rows of the file added to it."""

    def __init__(self, subject: Subject, reading: Reading) -> None:
        self.visit = subject.visit
        names = {one.stock_class: subject.class_name(one) for one in subject.classes}
        self.decimals = {subject.class_name(one): one.decimals for one in subject.classes}
        self.of_new = reading.decimals
        # A loaded holder is a new one, even where somebody on the register has its name.
        self.holders: dict[tuple[str, ...], dict[str, int]] = {}
        self.now: dict[str, int] = {}
        self.new: list[str] = []
        for there in subject.table.rows:
            known = {names[one]: count for one, count in there.units.items()}
            self.holders[("on it", self.visit.name(there.holder), there.holder.holder)] = known
            for name, count in known.items():
                self.now[name] = self.now.get(name, 0) + count
        for row in reading.rows:
            name = self._class(subject, row)
            key = ("new", row.holder_name, row.kind)
            held = self.holders.setdefault(key, {})
            held[name] = held.get(name, 0) + units(row.quantity, self.decimals[name])
        self.classes = tuple(dict.fromkeys([*names.values(), *self.new]))
        self.new_classes = tuple(self.new)
        self.comparable = len(set(self.decimals.values())) == 1

    def _class(self, subject: Subject, row: RegisterRow) -> str:
        try:
            found = class_named(subject.books.register, subject.issuer.issuer, row.class_name)
        except StockClassUnknown:
            if row.class_name not in self.new:
                self.new.append(row.class_name)
                self.decimals[row.class_name] = self.of_new
            return row.class_name
        return subject.class_name(found)

    def rows(self) -> Iterator[AfterRow]:
        whole = sum(sum(held.values()) for held in self.holders.values())
        before = sum(self.now.values())
        largest = sorted(self.holders.items(), key=lambda one: -sum(one[1].values()))
        for key, held in largest:
            is_new, holds = key[0] == "new", sum(held.values())
            part = percent(holds, whole) if self.comparable and whole else ""
            was = percent(holds, before) if part and before and not is_new else ""
            yield AfterRow(
                name=key[1],
                units=tuple(
                    self._shown(held[one], one) if held.get(one) else None for one in self.classes
                ),
                holds=" · ".join(
                    f"{one} {self._shown(held[one], one)}" for one in self.classes if held.get(one)
                ),
                part=part,
                before=was if was != part else "",
                is_new=is_new,
            )

    def totals(self) -> tuple[After, ...]:
        totals = []
        for one in self.classes:
            whole = sum(held.get(one, 0) for held in self.holders.values())
            more = whole - self.now.get(one, 0)
            totals.append(
                After(self._shown(whole, one), f"+{self._shown(more, one)}" if self.now else "")
            )
        return tuple(totals)

    def whole(self) -> str:
        return percent(1, 1) if self.comparable else ""

    def _shown(self, count: int, name: str) -> str:
        return figure(in_words(count, self.decimals[name]))


WHAT_COLUMNS_HOLD: dict[Column, Said] = {
    "holder": said("the name as it stands on the register"),
    "holder_en": said("the same holder's name in English"),
    "kind": said("person, organisation or residual; left out, it is read from the name"),
    "stock_class": said("such as Ordinary shares; left out where there is only one"),
    "quantity": said("whole shares in digits, no 10,000s"),
    "certificate": said("the label of the lot; no two alike in a class"),
    "acquired_on": said("year first, such as 2021-05-10; blank: not known"),
    "cost": said("what was paid for the row in all; blank: not known"),
    "public": said("yes, where a published source names the holder"),
    "locks": said("last locked day and rule, such as 2027-01-07 CN-JSC-05"),
    "source": said("where the row comes from"),
    "sure": said("high, medium or low"),
}
