"""What is wrong with the rows of a cap table, all of it at once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

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
from laogu.register import IssuerRegistered, StockClassRegistered, StockClassUnknown, class_named

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
    findings: list[Finding] = []
    if not rows:
        findings.append(_NO_ROWS.at(_WHOLE))
    if len(rows) > MOST_ROWS:
        findings.append(_TOO_MANY.at(_WHOLE, most=MOST_ROWS))
        return findings
    rules = _known_rules(books, issuer.issuer)
    seen: dict[tuple[str, str], int] = {}
    kinds: dict[str, RegisterRow] = {}
    totals: dict[str, int] = {}
    known: dict[str, StockClassRegistered | None] = {}
    for row in rows:
        if row.class_name not in known:
            known[row.class_name] = known_class(books, issuer.issuer, row.class_name)
        kind = known[row.class_name]
        key = kind.stock_class if kind else row.class_name.casefold()
        how = (kind.decimals, kind.currency) if kind else (decimals, issuer.currency)
        findings.extend(_row(books, issuer, row, kind, how, on=on, rules=rules))
        findings.extend(_against_others(row, key, seen, kinds))
        findings.extend(_total(books, row, kind, totals, key=key, decimals=how[0]))
    return findings


def known_class(books: Books, issuer: IssuerId, given: str) -> StockClassRegistered | None:
    """Return the issuer's class of that name; None: there is none yet."""
    try:
        return class_named(books.register, issuer, given)
    except StockClassUnknown:
        return None


def _row(
    books: Books,
    issuer: IssuerRegistered,
    row: RegisterRow,
    kind: StockClassRegistered | None,
    how: tuple[int, str],
    *,
    on: date,
    rules: set[str],
) -> Iterator[Finding]:
    decimals, currency = how
    yield from _refused(row, "quantity", lambda: units(row.quantity, decimals))
    yield from _refused(row, "holder", lambda: name(row.holder))
    yield from _refused(row, "class", lambda: name(row.stock_class))
    for column, text, longest in (
        ("holder in English", row.holder_en, LONGEST_NAME),
        ("certificate", row.certificate, LONGEST_CERTIFICATE),
        ("source", row.source, LONGEST_TEXT),
    ):
        if text:
            yield from _refused(row, column, partial(name, text, longest=longest))
    if row.cost is not None:
        yield from _refused(row, "cost", lambda: money(row.cost or Decimal(0), currency))
    if row.acquired_on is not None and row.acquired_on > on:
        facts = {"acquired_on": row.acquired_on, "on": on}
        yield _LATER.at(_at(row, "acquired on"), **facts)
    since = issuer.established_on
    if row.acquired_on is not None and since is not None and row.acquired_on < since:
        facts = {"acquired_on": row.acquired_on, "since": since}
        yield _EARLY.at(_at(row, "acquired on"), **facts)
    if (
        kind
        and row.certificate
        and (kind.stock_class, " ".join(row.certificate.split())) in books.register.certificates
    ):
        yield _KNOWN.at(_at(row, "certificate"), certificate=row.certificate)
    for lock in row.locks:
        yield from _refused(row, "locks", partial(name, lock.rule, longest=LONGEST_RULE))
        if lock.rule not in rules:
            yield _RULE.at(_at(row, "locks"), rule=lock.rule)


def _against_others(
    row: RegisterRow,
    key: str,
    seen: dict[tuple[str, str], int],
    kinds: dict[str, RegisterRow],
) -> Iterator[Finding]:
    if row.certificate:
        first = seen.setdefault((key, " ".join(row.certificate.split())), row.line)
        if first != row.line:
            yield _TWICE.at(_at(row, "certificate"), certificate=row.certificate, first=first)
    same = kinds.setdefault(row.holder_name, row)
    if same.kind != row.kind:
        yield _KINDS.at(_at(row, "kind"), holder=row.holder, first=same.line)


def _total(
    books: Books,
    row: RegisterRow,
    kind: StockClassRegistered | None,
    totals: dict[str, int],
    *,
    key: str,
    decimals: int,
) -> Iterator[Finding]:
    """Say at which row a class outgrows 64 bits, counting what is issued already."""
    before = totals.get(key, books.register.issued_units[kind.stock_class] if kind else 0)
    try:
        after = before + units(row.quantity, decimals)
    except InvalidInput:
        return
    totals[key] = after
    if before <= LARGEST < after:
        largest = in_words(LARGEST, decimals)
        yield _LARGE.at(_at(row, "quantity"), largest=largest)


def _known_rules(books: Books, issuer: IssuerId) -> set[str]:
    return {
        cite.rule
        for terms in books.agreements.terms_of.get(issuer, ())
        for cite in books.agreements.terms[terms].content.cites
    }


def _refused(row: RegisterRow, column: str, read: Callable[[], object]) -> Iterator[Finding]:
    """Return the finding that a refusal of `read` amounts to."""
    try:
        read()
    except InvalidInput as no:
        yield no.found_at(_at(row, column))


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
