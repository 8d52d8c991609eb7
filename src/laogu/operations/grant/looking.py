"""What is wrong with a ledger of grants, all of it at once, and what its rows come to."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from laogu.basics import (
    Finding,
    HolderId,
    LaoguError,
    Price,
    Remark,
    VestingTermsId,
    Where,
    figure,
    name,
    said,
    units,
)
from laogu.operations.books import Books
from laogu.operations.grant import remarks
from laogu.operations.grant.brought import Brought
from laogu.operations.grant.price import exercise_price
from laogu.operations.grant.rows import GrantRow
from laogu.operations.grant.standing import Standing, place
from laogu.operations.grant.windows import windows_of
from laogu.operations.holder.brought import Who
from laogu.register import (
    IssuerRegistered,
    StockClassRegistered,
    capital,
    class_named,
    holder_of_id,
    options,
    plans,
    vesting,
)

MOST_GRANTS = 20_000
"""Grants of one ledger."""

LONGEST_LABEL = 60
"""Characters of the label of a grant."""

T = TypeVar("T")
Vests = VestingTermsId | vesting.Terms | None

_WHOLE = Where(said("the file"))
_AT_ONCE = frozenset((
    "at once", "immediate", "immediately", "fully vested", "none", "立即", "一次性", "全部已归属",
    "无",
))  # fmt: skip
"""Words for a grant that is vested from its day on."""


def ledger_found(
    books: Books,
    issuer: IssuerRegistered,
    rows: Sequence[GrantRow],
    *,
    on: date,
    today: date,
) -> tuple[list[Finding], list[Brought]]:
    """Return every finding about a ledger as of a day, in the order of the file, and its rows.

    A row with an error is among the findings, and not among the rows.
    """
    if not rows:
        return [remarks.NO_ROWS.at(_WHOLE)], []
    if len(rows) > MOST_GRANTS:
        return [remarks.TOO_MANY.at(_WHOLE, most=MOST_GRANTS)], []
    look = _Looking(books, issuer, on)
    for row in rows:
        look.at(row)
    findings = [*look.findings, *Standing(books, issuer, look.brought, on, today).findings()]
    findings.sort(key=lambda one: one.number or 0)
    return findings, look.brought


class _Looking:
    """One look through a ledger: each row against the books, and against the rows before it.

    A plan that is not there, and words that say no schedule, are said at their first row alone.
    """

    def __init__(self, books: Books, issuer: IssuerRegistered, on: date) -> None:
        self.findings: list[Finding] = []
        self.brought: list[Brought] = []
        self._books, self._issuer, self._on = books, issuer, on
        self._labels: dict[str, int] = {}
        self._kinds: dict[str, GrantRow] = {}
        self._alike: dict[tuple[object, ...], int] = {}
        self._vests: dict[str, Vests] = {}
        self._unreadable: set[str] = set()
        self._no_plans: set[str] = set()
        self._splits: dict[str, date] = {}
        room = books.register.plans
        granted = (room.grants[one] for one in room.of_issuer.on(issuer.issuer))
        self._known = Counter(
            (one.granted.holder, one.granted.granted_on, one.granted.units)
            for one in granted
            if one.counts()
        )

    def at(self, row: GrantRow) -> None:
        """Note everything that is wrong with a row, and keep what it comes to."""
        look = _Row(self.findings, row)
        who = self._who(look, row)
        pool = self._plan(look, row)
        kind = self._class(look, row, pool)
        self._days(look, row)
        self._label(look, row)
        vests = self._schedule(look, row)
        windows = look.found("window", lambda: windows_of(row.window, ()))
        if kind is None:
            return
        counted = look.units("quantity", row.quantity, kind)
        split_on = self._split_on(kind)
        if split_on > self._on:
            look.say(remarks.SPLIT_SINCE, "quantity", stock_class=kind.named, day=split_on)
        used = {
            "exercised": look.units("exercised", row.exercised, kind),
            "gone": look.units("no longer held", row.no_longer_held, kind),
            "forfeited": look.units("forfeited", row.forfeited, kind),
            "lapsed": look.units("expired", row.lapsed, kind),
            "cancelled": look.units("cancelled", row.cancelled, kind),
        }
        look.stated("vested", row.vested)
        look.stated("outstanding", row.outstanding)
        price = self._price(look, row, kind)
        fair_value = look.price("fair value", row.fair_value, kind)
        if look.errors:
            return
        assert who is not None, "a row without a holder has a finding"
        self.brought.append(
            Brought(
                row=row, who=who, kind=kind, pool=pool, units=counted,
                begins_on=max(row.granted_on, split_on),
                price=price, fair_value=fair_value, vests=vests, windows=windows, **used,
            )
        )  # fmt: skip
        self._twice(look, row, who, counted)

    def _who(self, look: "_Row", row: GrantRow) -> Who | None:
        """Return whose grant it is."""
        if bool(row.holder) == bool(row.name):
            look.say(remarks.WHO, "holder")
            return None
        if row.holder:
            given = row.holder
            found = look.found("holder", lambda: holder_of_id(self._books.register, given))
            return None if found is None else (found.holder, "")
        new = row.name or ""
        kept = look.found("holder", lambda: name(new))
        if kept is None:
            return None
        first = self._kinds.setdefault(kept.casefold(), row)
        if first.holder_kind != row.holder_kind:
            look.say(remarks.TWO_KINDS, "holder", holder=kept, first=first.line)
        return "", kept.casefold()

    def _plan(self, look: "_Row", row: GrantRow) -> plans.Pool | None:
        """Return the plan that a row names; one that is not there is said at its first row."""
        given = row.plan
        if not given:
            return None
        if given in self._no_plans:
            look.errors += 1
            return None
        room, issuer = self._books.register.plans, self._issuer.issuer
        pool = look.found("plan", lambda: plans.plan_of(room, name(given), issuer))
        if pool is None:
            self._no_plans.add(given)
        return pool

    def _class(
        self, look: "_Row", row: GrantRow, pool: plans.Pool | None
    ) -> StockClassRegistered | None:
        """Return of which class the shares are: the one named, the plan's first, the only one."""
        register = self._books.register
        if row.stock_class:
            given = row.stock_class
            kind = look.found("class", lambda: class_named(register, self._issuer.issuer, given))
        elif pool is not None:
            kind = register.classes[pool.plan.classes[0]]
        elif row.plan:
            return None
        else:
            there = register.classes_of[self._issuer.issuer]
            kind = register.classes[there[0]] if len(there) == 1 else None
            if kind is None:
                look.say(remarks.CLASS_NOT_SAID, "class")
        if kind is not None and pool is not None and kind.stock_class not in pool.plan.classes:
            known = tuple(register.classes[one].named for one in pool.plan.classes)
            no = plans.NotOfPlan(plan=pool.plan.name, stock_class=kind.named, known=known)
            look.refused(no, "class")
        return kind

    def _days(self, look: "_Row", row: GrantRow) -> None:
        since = self._issuer.established_on
        if since is not None and row.granted_on < since:
            look.say(remarks.BEFORE_ISSUER, "granted on", day=row.granted_on, since=since)
        happened = (
            ("granted on", row.granted_on), ("accepted", row.accepted_on),
            ("exercised on", row.exercised_on), ("ended on", row.ended_on),
        )  # fmt: skip
        for column, day in happened:
            if day is not None and day > self._on:
                look.say(remarks.LATER, column, day=day, on=self._on)
        for column, day in (*happened, ("expires on", row.expires_on), ("left on", row.left_on)):
            if day is not None and day < row.granted_on:
                look.say(remarks.EARLIER, column, day=day, granted_on=row.granted_on)
        if row.left_on is not None and row.left_for is None:
            look.say(remarks.NO_REASON, "reason")

    def _label(self, look: "_Row", row: GrantRow) -> None:
        if not row.certificate:
            return
        given = row.certificate
        label = look.found("grant", lambda: name(given, longest=LONGEST_LABEL))
        if label is None:
            return
        if label in self._books.register.plans.labels.on(self._issuer.issuer):
            look.say(remarks.LABEL_KNOWN, "grant", label=label)
        if label in self._labels:
            look.say(remarks.LABEL_TWICE, "grant", label=label, first=self._labels[label])
        self._labels.setdefault(label, row.line)

    def _schedule(self, look: "_Row", row: GrantRow) -> Vests:
        if not row.vests:
            look.say(remarks.AT_ONCE, "vesting")
            return None
        given = " ".join(row.vests.split())
        if given in self._unreadable:
            look.errors += 1
            return None
        if given not in self._vests:
            try:
                self._vests[given] = self._terms(given)
            except LaoguError as no:
                self._unreadable.add(given)
                look.refused(no, "vesting")
                return None
        return self._vests[given]

    def _terms(self, given: str) -> Vests:
        """Return registered terms of that name, or alike; else what the words say."""
        if given.casefold() in _AT_ONCE:
            return None
        room = self._books.register.plans
        registered = [room.terms[one] for one in room.terms_of.on(self._issuer.issuer)]
        for one in registered:
            if given in (one.vesting, one.name):
                return one.vesting
        terms = plans.check_terms(plans.terms_in(given))
        for one in registered:
            if one.terms == terms:
                return one.vesting
        plans.free_name(room, self._issuer.issuer, name(given), named=self._issuer.named)
        return terms

    def _price(self, look: "_Row", row: GrantRow, kind: StockClassRegistered) -> Price | None:
        if row.currency is not None and row.currency.upper() != kind.currency:
            given = row.currency[:20]
            look.say(remarks.OTHER_CURRENCY, "currency", given=given, currency=kind.currency)
        is_free = row.kind in options.COSTLESS
        if row.price is None:
            if not is_free:
                look.say(remarks.PRICE_MISSING, "price")
            return None
        if is_free:
            if row.price:
                look.refused(plans.CostsNothing(), "price")
            return None
        return look.price("price", row.price, kind)

    def _split_on(self, kind: StockClassRegistered) -> date:
        """Return the day of the last split of a class, in whose units a ledger of now counts."""
        known = self._splits.get(kind.stock_class)
        if known is None:
            split_on = capital.last_split_on(self._books.register.capital, kind.stock_class)
            known = self._splits[kind.stock_class] = split_on or date.min
        return known

    def _twice(self, look: "_Row", row: GrantRow, who: Who, counted: int) -> None:
        if (HolderId(who[0]), row.granted_on, counted) in self._known:
            look.say(remarks.THERE_ALREADY, "grant")
        if not row.certificate:
            key = (who, row.granted_on, row.kind, counted, row.price)
            if key in self._alike:
                look.say(remarks.SAME_AGAIN, "grant", first=self._alike[key])
            self._alike.setdefault(key, row.line)


class _Row:
    """A row that is looked at: findings get its line and the column."""

    def __init__(self, findings: list[Finding], row: GrantRow) -> None:
        self._findings, self._line = findings, row.line
        self.errors = 0

    def say(self, remark: Remark, column: str, **facts: object) -> None:
        """Note a finding in a column."""
        self.errors += remark.severity == "error"
        self._findings.append(remark.at(place(self._line, column), **facts))

    def refused(self, no: LaoguError, column: str) -> None:
        """Note a refusal in a column."""
        self.errors += 1
        self._findings.append(no.found_at(place(self._line, column)))

    def found(self, column: str, ask: Callable[[], T]) -> T | None:
        """Return an answer; where it is refused, note that, and return None."""
        try:
            return ask()
        except LaoguError as no:
            self.refused(no, column)
            return None

    def units(self, column: str, given: Decimal, kind: StockClassRegistered) -> int:
        """Return a quantity in smallest units; nothing where there is none, or a finding."""
        if not given and column != "quantity":
            return 0
        return self.found(column, lambda: units(given, kind.decimals)) or 0

    def stated(self, column: str, given: Decimal | None) -> None:
        """Note a figure that is only compared, where it cannot be: it is no number."""
        if given is not None:
            self.found(column, lambda: figure(given))

    def price(self, column: str, given: Decimal | None, kind: StockClassRegistered) -> Price | None:
        """Return the price of one share; None: there is none, or it has a finding."""
        if given is None:
            return None
        return self.found(column, lambda: exercise_price(given, kind))
