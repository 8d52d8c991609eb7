"""What is wrong with the rows of a cap table, all of it at once."""

from collections.abc import Iterable, Sequence
from datetime import date

from laogu.basics import (
    LARGEST,
    LONGEST_NAME,
    LONGEST_TEXT,
    Finding,
    InvalidInput,
    IssuerId,
    Remark,
    Where,
    in_words,
    money,
    name,
    said,
    units,
)
from laogu.operations.books import Books
from laogu.operations.register.rows import RegisterRow
from laogu.register import (
    CannotLoad,
    IssuerRegistered,
    StockClassRegistered,
    StockClassUnknown,
    class_named,
)

MOST_ROWS = 20_000
LONGEST_CERTIFICATE = 60
LONGEST_RULE = 60


def rows_found(
    books: Books,
    issuer: IssuerRegistered,
    rows: Sequence[RegisterRow],
    *,
    on: date,
    decimals: int = 0,
) -> list[Finding]:
    """Return every finding about `rows`, in the order of the file; none: all can be loaded.

    decimals: of classes that are not there yet.
    """
    if not rows:
        return [_NO_ROWS.at(_WHOLE)]
    if len(rows) > MOST_ROWS:
        return [_TOO_MANY.at(_WHOLE, most=MOST_ROWS)]
    look = _Looking(books, issuer, on, decimals)
    for row in rows:
        look.at(row)
    return look.findings


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Refuse what was brought in, with all that was found in it, where an error is among that."""
    found = tuple(findings)
    errors = [one for one in found if one.severity == "error"]
    if errors:
        raise CannotLoad(errors=len(errors), first=errors[0].sentence("why"), findings=found)


def known_class(books: Books, issuer: IssuerId, given: str) -> StockClassRegistered | None:
    """Return the issuer's class of that name; None: there is none yet."""
    try:
        return class_named(books.register, issuer, given)
    except StockClassUnknown:
        return None


class _Class:
    """A class as the rows of a file name it, and what is issued of it with the rows so far."""

    __slots__ = ("currency", "decimals", "key", "kind", "total")

    def __init__(
        self, books: Books, kind: StockClassRegistered | None, key: str, how: tuple[int, str]
    ) -> None:
        self.kind = kind
        self.key = kind.stock_class if kind else key
        self.decimals, self.currency = (kind.decimals, kind.currency) if kind else how
        self.total = books.register.issued_units[kind.stock_class] if kind else 0


class _Looking:
    """One look through a file: each row against the books, and against the rows before it.

    A text that was found to be a name is not read again: most rows say again what others said.
    """

    def __init__(self, books: Books, issuer: IssuerRegistered, on: date, decimals: int) -> None:
        self.findings: list[Finding] = []
        self._books, self._issuer, self._on = books, issuer, on
        self._new = (decimals, issuer.currency)
        self._rules = _known_rules(books, issuer.issuer)
        self._labels: dict[tuple[str, str], int] = {}
        self._holders: dict[str, RegisterRow] = {}
        self._as_written: dict[str, _Class] = {}
        self._classes: dict[str, _Class] = {}
        self._names: set[tuple[str, int]] = set()

    def at(self, row: RegisterRow) -> None:
        """Note everything that is wrong with a row."""
        of = self._as_written.get(row.stock_class) or self._class(row)
        counted = 0
        try:
            counted = units(row.quantity, of.decimals)
        except InvalidInput as no:
            self._refused(no, row, "quantity")
        self._name(row, "holder", row.holder)
        self._name(row, "class", row.stock_class)
        if row.holder_en:
            self._name(row, "holder in English", row.holder_en)
        if row.certificate:
            self._name(row, "certificate", row.certificate, LONGEST_CERTIFICATE)
        if row.source:
            self._name(row, "source", row.source, LONGEST_TEXT)
        if row.cost is not None:
            try:
                money(row.cost, of.currency)
            except InvalidInput as no:
                self._refused(no, row, "cost")
        if row.acquired_on is not None:
            self._acquired(row, row.acquired_on)
        label = (of.key, " ".join(row.certificate.split())) if row.certificate else None
        if of.kind and label in self._books.register.certificates:
            self._note(_KNOWN, row, "certificate", certificate=row.certificate)
        for lock in row.locks:
            self._name(row, "locks", lock.rule, LONGEST_RULE)
            if lock.rule not in self._rules:
                self._note(_RULE, row, "locks", rule=lock.rule)
        if label is not None and (first := self._labels.setdefault(label, row.line)) != row.line:
            self._note(_TWICE, row, "certificate", certificate=row.certificate, first=first)
        same = self._holders.setdefault(row.holder_name, row)
        if same.kind != row.kind:
            self._note(_KINDS, row, "kind", holder=row.holder, first=same.line)
        if of.total <= LARGEST < of.total + counted:
            largest = in_words(LARGEST, of.decimals)
            self._note(_LARGE, row, "quantity", largest=largest)
        of.total += counted

    def _class(self, row: RegisterRow) -> _Class:
        kind = known_class(self._books, self._issuer.issuer, row.class_name)
        key = kind.stock_class if kind else row.class_name.casefold()
        known = self._classes.get(key) or _Class(self._books, kind, key, self._new)
        self._classes[key] = self._as_written[row.stock_class] = known
        return known

    def _acquired(self, row: RegisterRow, acquired_on: date) -> None:
        if acquired_on > self._on:
            self._note(_LATER, row, "acquired on", acquired_on=acquired_on, on=self._on)
        since = self._issuer.established_on
        if since is not None and acquired_on < since:
            self._note(_EARLY, row, "acquired on", acquired_on=acquired_on, since=since)

    def _name(self, row: RegisterRow, column: str, text: str, longest: int = LONGEST_NAME) -> None:
        if (text, longest) in self._names:
            return
        try:
            name(text, longest=longest)
        except InvalidInput as no:
            self._refused(no, row, column)
        else:
            self._names.add((text, longest))

    def _refused(self, no: InvalidInput, row: RegisterRow, column: str) -> None:
        self.findings.append(no.found_at(_at(row, column)))

    def _note(self, remark: Remark, row: RegisterRow, column: str, **facts: object) -> None:
        self.findings.append(remark.at(_at(row, column), **facts))


def _known_rules(books: Books, issuer: IssuerId) -> set[str]:
    return {
        cite.rule
        for terms in books.agreements.terms_of.get(issuer, ())
        for cite in books.agreements.terms[terms].content.cites
    }


def _at(row: RegisterRow, column: str) -> Where:
    # habit 35: the columns' names are found where the headings are declared.
    says = said("row {line}, {column}", line=str(row.line), column=said(column))
    return Where(says, row.line)


_WHOLE = Where(said("the file"))


_NO_ROWS = Remark(
    severity="error",
    code="register.no_rows",
    what="The file has no holdings.",
    why="A register needs at least one row with a holder, a class and a quantity.",
    fix="Add the rows, or choose another file.",
)
_TOO_MANY = Remark(
    severity="error",
    code="register.too_many_rows",
    what="The file has too many rows.",
    why="At most {most} holdings are loaded at once.",
    fix="Divide the file.",
)
_LATER = Remark(
    severity="error",
    code="register.acquired_later",
    what="The shares were acquired after the day of the register.",
    why="They were acquired on {acquired_on}, and the register stands as of {on}.",
    fix="Correct the day, or load the register as of a later day.",
)
_EARLY = Remark(
    severity="error",
    code="register.acquired_early",
    what="The shares were acquired before the issuer was there.",
    why="They were acquired on {acquired_on}; the issuer was established on {since}.",
    fix="Correct the day.",
)
_KNOWN = Remark(
    severity="error",
    code="register.certificate_known",
    what="Certificate {certificate} is already on the register.",
    why="A certificate names one security of a class.",
    fix="Leave out what is already loaded, or correct the label.",
)
_TWICE = Remark(
    severity="error",
    code="register.certificate_twice",
    what="Certificate {certificate} stands in the file twice.",
    why="It is used in row {first} already; a certificate names one security of a class.",
    fix="Correct one of the two labels.",
)
_KINDS = Remark(
    severity="error",
    code="register.two_kinds",
    what="{holder} is of two kinds.",
    why="Row {first} has the same name with another kind.",
    fix="Give both rows the same kind, or tell the names apart.",
)
_RULE = Remark(
    severity="warning",
    code="register.rule_not_adopted",
    what="The rule {rule} is not in any terms that this issuer adopted.",
    why="The restriction is kept, but nobody can read what it stands on.",
    fix="Adopt the terms that hold the rule first.",
)
_LARGE = Remark(
    severity="error",
    code="register.class_too_large",
    what="The class outgrows what can be counted.",
    why="All shares of a class together are at most {largest}.",
    fix="Check the quantities.",
)
