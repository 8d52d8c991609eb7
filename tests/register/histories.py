"""Histories of chance without a fault, and the slow twin that says who holds what."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from laogu.register import history

FIRST = date(2020, 1, 1)
HOLDERS = ("ada", "ben", "eve")
CLASSES = ("common", "preferred")


@dataclass
class Story:
    """A history that grows by what is possible at each step."""

    chance: Random
    changes: list[history.AnyChange] = field(default_factory=list)
    living: dict[str, history.Issuance] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)
    on: date = FIRST
    count: int = 0

    def told(self) -> history.History:
        """Return the history, its changes in no order at all."""
        changes = self.changes[:]
        self.chance.shuffle(changes)
        return history.History(
            issuer="issuer",
            name="Made Up (example)",
            holders={
                one: history.Holder(holder=one, name=one, is_person=True, line=0) for one in HOLDERS
            },
            classes={
                one: history.StockClass(stock_class=one, name=one, authorized=None, line=0)
                for one in CLASSES
            },
            plans={"plan": history.Plan(plan="plan", name="p", reserved=1, classes=(), line=0)},
            changes=tuple(changes),
        )

    def step(self) -> None:
        """Let one thing happen, on this day or a later one."""
        if self.chance.random() < 0.6:
            self.on += timedelta(self.chance.randint(1, 40))
        stocks = [one for one in self.living.values() if one.kind == "stock"]
        grants = [one for one in self.living.values() if one.kind == "equity_compensation"]
        how = self.chance.choice(("issue", "grant", "move", "move", "use", "reissue", "merge"))
        match how:
            case "move" if stocks:
                self._move(self.chance.choice(stocks))
            case "use" if grants:
                self._use(self.chance.choice(grants))
            case "reissue" if stocks:
                self._reissue(self.chance.choice(stocks))
            case "merge" if stocks:
                self._merge(self.chance.choice(stocks))
            case "grant":
                self._issue("equity_compensation", "common", "eve", self.chance.randint(2, 900))
            case _:
                stock_class = self.chance.choice(CLASSES)
                self._issue("stock", stock_class, self._holder(), self.chance.randint(1, 900))

    def _holder(self) -> str:
        return self.chance.choice(HOLDERS)

    def _line(self) -> int:
        self.count += 1
        return self.count

    def _issue(self, kind: history.SecurityKind, stock_class: str, holder: str, units: int) -> str:
        line = self._line()
        security = f"s{line}"
        issued = history.Issuance(
            id=f"i{line}", on=self.on, line=line, security=security, kind=kind, holder=holder,
            certificate=security, units=units, stock_class=stock_class,
            plan="plan" if kind == "equity_compensation" else None,
            compensation="option" if kind == "equity_compensation" else None,
        )  # fmt: skip
        self.changes.append(issued)
        self.living[security] = issued
        self.left[security] = units
        return security

    def _end(self, one: history.Issuance, how: history.How, units: int | None, **more: Any) -> None:
        line = self._line()
        self.changes.append(
            history.Retirement(
                id=f"r{line}", on=self.on, line=line, how=how, security=one.security,
                kind=one.kind, units=units, **more,
            )
        )  # fmt: skip

    def _move(self, one: history.Issuance) -> None:
        del self.living[one.security]
        units = self.left[one.security]
        moved = self.chance.randint(1, units)
        ways: tuple[history.How, ...] = ("transfer", "cancellation", "repurchase")
        how = self.chance.choice(ways)
        balance = None
        if moved < units:
            balance = self._issue("stock", one.stock_class or "", one.holder, units - moved)
        results: tuple[str, ...] = ()
        if how == "transfer":
            first = self.chance.randint(1, moved)
            parts = [part for part in (first, moved - first) if part]
            results = tuple(
                self._issue("stock", one.stock_class or "", self._holder(), part) for part in parts
            )
        self._end(one, how, moved, results=results, balance=balance)

    def _use(self, one: history.Issuance) -> None:
        used = self.chance.randint(1, self.left[one.security])
        made = self._issue("stock", one.stock_class or "", one.holder, used)
        self._end(one, "exercise", used, results=(made,))
        self.left[one.security] -= used
        if not self.left[one.security]:
            del self.living[one.security]

    def _reissue(self, one: history.Issuance) -> None:
        del self.living[one.security]
        made = self._issue("stock", one.stock_class or "", one.holder, self.left[one.security])
        self._end(one, "reissuance", None, results=(made,))

    def _merge(self, one: history.Issuance) -> None:
        same = [
            each for each in self.living.values()
            if (each.kind, each.holder, each.stock_class) == ("stock", one.holder, one.stock_class)
        ]  # fmt: skip
        for each in same:
            del self.living[each.security]
        whole = sum(each.units or 0 for each in same)
        made = self._issue("stock", one.stock_class or "", one.holder, whole)
        line = self._line()
        self.changes.append(
            history.Consolidation(
                id=f"c{line}", on=self.on, line=line, result=made,
                securities=tuple(each.security for each in same),
            )
        )  # fmt: skip


def story(seed: int, steps: int) -> Story:
    """Return what chance makes of so many steps."""
    told = Story(Random(seed))
    for _ in range(steps):
        told.step()
    return told


def twin(told: history.History, as_of: date) -> dict[str, int | None]:
    """Return what is left of each security on a day, found by looking at everything for each.

    Slow and obvious: a security is there if it was issued by then and nothing ended it by then.
    """
    held: dict[str, int | None] = {}
    for one in told.changes:
        if not isinstance(one, history.Issuance) or one.on > as_of:
            continue
        units = one.units
        has_ended = False
        for act in told.changes:
            if act.on > as_of:
                continue
            if isinstance(act, history.Consolidation) and one.security in act.securities:
                has_ended = True
            if isinstance(act, history.Retirement) and act.security == one.security:
                if act.how in {"exercise", "release"} and units is not None:
                    units -= act.units or 0
                else:
                    has_ended = True
        if not has_ended and units != 0:
            held[one.security] = units
    return held


def issued_less_ended(told: list[history.AnyChange]) -> Counter[tuple[str, str | None]]:
    """Return, by kind and class, what was issued less what ended, from sums alone."""
    sums: Counter[tuple[str, str | None]] = Counter()
    known = {one.security: one for one in told if isinstance(one, history.Issuance)}
    used: Counter[str] = Counter()
    for change in told:
        match change:
            case history.Issuance():
                sums[change.kind, change.stock_class] += change.units or 0
            case history.Retirement():
                one = known[change.security]
                rest = (one.units or 0) - used[one.security]
                gone = change.units or 0 if change.how == "exercise" else rest
                used[one.security] += gone
                sums[one.kind, one.stock_class] -= gone
            case history.Consolidation():
                for security in change.securities:
                    one = known[security]
                    sums[one.kind, one.stock_class] -= one.units or 0
            case _:
                pass
    return +sums
