"""What is wrong with a ledger of convertibles and warrants, and which papers its rows are."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import (
    Finding,
    HolderId,
    LaoguError,
    NotAFigure,
    Remark,
    SecurityId,
    Where,
    figure,
    name,
    said,
)
from laogu.operations.books import Books
from laogu.operations.convertible import remarks
from laogu.operations.convertible.issue import IssueConvertible, convertible_of
from laogu.operations.convertible.rows import PaperRow
from laogu.operations.grant.standing import place
from laogu.operations.holder.brought import Who
from laogu.operations.warrant.issue import IssueWarrant, warrant_of
from laogu.register import (
    IssuerRegistered,
    StockClassRegistered,
    capital,
    class_named,
    holder_of_id,
)
from laogu.register.convertibles import IssuedConvertible, IssuedWarrant

MOST_PAPERS = 5_000
"""Convertibles and warrants of one ledger."""

HALF = Decimal("0.5")
"""A discount beyond it wants a look."""

_WHOLE = Where(said("the file"))
_NOBODY, _NONE = HolderId(""), SecurityId("")
_COLUMNS = {
    "certificate": "paper", "purchase_price": "amount", "exercise_price": "price",
    "stock_class": "class", "on": "expires on", "cap": "valuation cap", "later_rates": "rate",
}  # fmt: skip
"""Columns by the fields of which refusals speak, where they are named otherwise."""

_FIGURES = ("discount", "quantity", "exercised", "cancelled", "outstanding")
"""Of which something is worked out here, before the paper itself looks at its own."""

Paper = IssuedConvertible | IssuedWarrant


class Brought(Struct, frozen=True, kw_only=True):
    """A row as the paper it is, but for its id and its holder; begins_on: when it counts from."""

    row: PaperRow
    who: Who
    paper: Paper
    begins_on: date


def papers_found(
    books: Books, issuer: IssuerRegistered, rows: Sequence[PaperRow], *, on: date
) -> tuple[list[Finding], list[Brought]]:
    """Return every finding about a ledger as of a day, in the order of the file, and its papers.

    A row with an error is among the findings, and not among the papers.
    """
    if not rows:
        return [remarks.NO_ROWS.at(_WHOLE)], []
    if len(rows) > MOST_PAPERS:
        return [remarks.TOO_MANY.at(_WHOLE, most=MOST_PAPERS)], []
    look = _Looking(books, issuer, on)
    for row in rows:
        look.at(row)
    return look.findings, look.brought


class _Looking:
    """One look through a ledger: each row against the books, and against the rows before it."""

    def __init__(self, books: Books, issuer: IssuerRegistered, on: date) -> None:
        self.findings: list[Finding] = []
        self.brought: list[Brought] = []
        self._register, self._issuer, self._on = books.register, issuer, on
        self._line = self._errors = 0
        self._labels: dict[str, int] = {}
        self._kinds: dict[str, PaperRow] = {}
        self._alike: dict[tuple[object, ...], int] = {}
        room = self._register.convertibles
        standing = (
            room.convertibles.get(one) or room.warrants[one]
            for one in room.of_issuer.on(issuer.issuer)
        )
        self._known = Counter(
            _size(one.issued, one.issued.holder, one.issued_on)
            for one in standing
            if one.ended is None
        )

    def at(self, row: PaperRow) -> None:
        """Note everything that is wrong with a row, and keep the paper it is."""
        self._line, self._errors = row.line, 0
        who = self._who(row)
        self._days(row)
        self._label(row)
        if not self._are_figures(row):
            return
        is_warrant = row.kind == "warrant"
        begins_on = row.issued_on
        paper: Paper | None
        if is_warrant:
            kind = self._class(row)
            split_on = self._split_on(kind)
            if kind is not None and split_on is not None:
                begins_on = max(begins_on, split_on)
                if split_on > self._on:
                    self._say(remarks.SPLIT_SINCE, "quantity", stock_class=kind.named, day=split_on)
            paper = self._warrant(row, kind)
        else:
            paper = self._convertible(row)
        if self._errors or who is None or paper is None:
            return
        self.brought.append(Brought(row=row, who=who, paper=paper, begins_on=begins_on))
        self._twice(row, who, paper)

    def _say(self, remark: Remark, column: str, **facts: object) -> None:
        self._errors += remark.severity == "error"
        self.findings.append(remark.at(place(self._line, column), **facts))

    def _refused(self, no: LaoguError, column: str = "") -> None:
        self._errors += 1
        field = no.field or "kind"
        at = column or _COLUMNS.get(field, field.replace("_", " "))
        self.findings.append(no.found_at(place(self._line, at)))

    def _are_figures(self, row: PaperRow) -> bool:
        """Note what is no figure; return whether all are."""
        before = self._errors
        for field in _FIGURES:
            given = getattr(row, field)
            try:
                if given is not None:
                    figure(given)
            except NotAFigure as no:
                self._refused(no, field)
        return self._errors == before

    def _who(self, row: PaperRow) -> Who | None:
        """Return whose paper it is."""
        if bool(row.holder) == bool(row.name):
            self._say(remarks.WHO, "holder")
            return None
        try:
            if row.holder:
                return holder_of_id(self._register, row.holder).holder, ""
            kept = name(row.name or "")
        except LaoguError as no:
            self._refused(no, "holder")
            return None
        first = self._kinds.setdefault(kept.casefold(), row)
        if first.holder_kind != row.holder_kind:
            self._say(remarks.TWO_KINDS, "holder", holder=kept, first=first.line)
        return "", kept.casefold()

    def _days(self, row: PaperRow) -> None:
        since = self._issuer.established_on
        if since is not None and row.issued_on < since:
            self._say(remarks.BEFORE_ISSUER, "issued on", day=row.issued_on, since=since)
        if row.issued_on > self._on:
            self._say(remarks.LATER, "issued on", day=row.issued_on, on=self._on)
        if row.kind == "warrant" and row.expires_on is not None and row.expires_on < self._on:
            self._say(remarks.OVER_BY_THEN, "expires on", last=row.expires_on, on=self._on)

    def _label(self, row: PaperRow) -> None:
        if not row.certificate:
            return
        label = " ".join(row.certificate.split())
        if label in self._labels:
            self._say(remarks.LABEL_TWICE, "paper", label=label, first=self._labels[label])
        self._labels.setdefault(label, row.line)

    def _class(self, row: PaperRow) -> StockClassRegistered | None:
        """Return of which class the shares are: the one named, or the only one."""
        register, issuer = self._register, self._issuer.issuer
        if row.stock_class:
            try:
                return class_named(register, issuer, row.stock_class)
            except LaoguError as no:
                self._refused(no, "class")
                return None
        there = register.classes_of[issuer]
        if len(there) != 1:
            self._say(remarks.CLASS_NOT_SAID, "class")
            return None
        return register.classes[there[0]]

    def _split_on(self, kind: StockClassRegistered | None) -> date | None:
        if kind is None:
            return None
        return capital.last_split_on(self._register.capital, kind.stock_class)

    def _warrant(self, row: PaperRow, kind: StockClassRegistered | None) -> IssuedWarrant | None:
        self._not_of_its_kind(
            row, "cap", "discount", "rate", "later_rates", "matures_on", "timing", "says",
            "day_count", "payout", "seniority",
        )  # fmt: skip
        if row.quantity is None or row.price is None:
            self._say(remarks.SHARES_MISSING, "quantity" if row.quantity is None else "price")
            return None
        used = row.exercised + row.cancelled
        left = row.quantity - used
        if used and not left > 0:
            self._say(remarks.USES_MORE, "exercised", quantity=row.quantity, used=used)
            return None
        if row.outstanding is not None and row.outstanding != left:
            self._say(remarks.OUTSTANDING_DIFFERS, "outstanding", stated=row.outstanding, left=left)
        if kind is None:
            return None
        request = IssueWarrant(
            issuer=self._issuer.slug,
            holder="",
            stock_class=kind.stock_class,
            quantity=left,
            exercise_price=row.price,
            purchase_price=row.amount,
            expires_on=row.expires_on,
            certificate=row.certificate,
            condition=row.condition,
            approved_on=row.approved_on,
        )
        try:
            return warrant_of(
                self._register, self._issuer, request,
                security=_NONE, holder=_NOBODY, on=row.issued_on,
            )  # fmt: skip
        except LaoguError as no:
            self._refused(no)
            return None

    def _convertible(self, row: PaperRow) -> IssuedConvertible | None:
        assert row.kind != "warrant", "it is another paper"
        self._not_of_its_kind(row, "stock_class", "quantity", "price", "expires_on")
        if row.amount is None:
            self._say(remarks.AMOUNT_MISSING, "amount")
            return None
        if row.kind != "convertible_security" and not (
            row.cap is not None or row.discount or row.is_mfn
        ):
            self._say(remarks.NO_TERMS, "valuation cap")
        if row.discount is not None and HALF < row.discount < 1:
            self._say(
                remarks.HIGH_DISCOUNT, "discount", percent=f"{(row.discount * 100).normalize():f}"
            )
        if row.kind == "note" and row.rate is None and not row.later_rates:
            self._say(remarks.NO_RATE, "rate")
        request = IssueConvertible(
            issuer=self._issuer.slug,
            holder="",
            kind=row.kind,
            amount=row.amount,
            currency=row.currency,
            certificate=row.certificate,
            cap=row.cap,
            discount=row.discount,
            timing=row.timing or "post_money",
            is_mfn=row.is_mfn,
            rate=row.rate,
            later_rates=row.later_rates,
            day_count=row.day_count or "actual_365",
            payout=row.payout or "deferred",
            matures_on=row.matures_on,
            condition=row.condition,
            says=row.says,
            seniority=row.seniority,
            approved_on=row.approved_on,
        )
        try:
            return convertible_of(
                self._register, self._issuer, request,
                security=_NONE, holder=_NOBODY, on=row.issued_on,
            )  # fmt: skip
        except LaoguError as no:
            self._refused(no)
            return None

    def _not_of_its_kind(self, row: PaperRow, *fields: str) -> None:
        for field in fields:
            if getattr(row, field) not in (None, ()):
                at = _COLUMNS.get(field, field.replace("_", " "))
                self._say(remarks.NOT_OF_ITS_KIND, at)

    def _twice(self, row: PaperRow, who: Who, paper: Paper) -> None:
        if who[0] and _size(paper, HolderId(who[0]), row.issued_on) in self._known:
            self._say(remarks.THERE_ALREADY, "paper")
        if not row.certificate:
            key = (who, *_size(paper, _NOBODY, row.issued_on))
            if key in self._alike:
                self._say(remarks.SAME_AGAIN, "paper", first=self._alike[key])
            self._alike.setdefault(key, row.line)


def _size(paper: Paper, holder: HolderId, on: date) -> tuple[object, ...]:
    """Return by what two papers may be the same."""
    if isinstance(paper, IssuedConvertible):
        return (holder, on, paper.kind, paper.amount)
    return (holder, on, "warrant", paper.into, paper.quantity, paper.exercise_price)
