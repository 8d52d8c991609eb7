"""Every security with what came before and after it, found once for all checks and views."""

from collections import defaultdict
from datetime import date

from laogu.register.history.changes import (
    Acceptance,
    AnyChange,
    Consolidation,
    History,
    Issuance,
    RatioAdjusted,
    Repricing,
    Retirement,
    ReturnedToPool,
    Split,
    VestingAccelerated,
    VestingNoted,
)

PARTIAL = frozenset({"exercise", "release"})
"""The ways of ending after which the rest may live on without a security of its own."""

OnSecurity = Acceptance | Retirement | Repricing | VestingNoted | VestingAccelerated
Cause = Retirement | Consolidation


class Lives:
    """The securities of a history: how each came to be, what happened to it, what came of it.

    issued: the first issuance of each. again: later ones of the same security.
    acts: what happened to it, in order. causes: the changes that name it as what came of them.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self.issued: dict[str, Issuance] = {}
        self.again: list[Issuance] = []
        self.acts: dict[str, list[OnSecurity | Consolidation]] = {}
        self.causes: dict[str, list[Cause]] = {}
        self.returns: list[ReturnedToPool] = []
        self.splits: dict[str, list[Split]] = defaultdict(list)
        self.split_by_id: dict[str, Split] = {}
        self.adjusted: dict[str, list[RatioAdjusted]] = defaultdict(list)
        for change in history.changes:
            self._take(change)
        by_day = self._by_day
        for acts in self.acts.values():
            if len(acts) > 1:
                acts.sort(key=by_day)
        for splits in self.splits.values():
            splits.sort(key=by_day)
        for adjusted in self.adjusted.values():
            adjusted.sort(key=by_day)

    def _take(self, change: AnyChange) -> None:
        kind = type(change)
        if kind is Issuance:
            assert isinstance(change, Issuance)
            if self.issued.setdefault(change.security, change) is not change:
                self.again.append(change)
        elif kind is Retirement:
            assert isinstance(change, Retirement)
            self.acts.setdefault(change.security, []).append(change)
            for result in change.results:
                self.causes.setdefault(result, []).append(change)
            if change.balance is not None:
                self.causes.setdefault(change.balance, []).append(change)
        else:
            self._take_rare(change)

    def _take_rare(self, change: AnyChange) -> None:
        match change:
            case Consolidation():
                for security in change.securities:
                    self.acts.setdefault(security, []).append(change)
                self.causes.setdefault(change.result, []).append(change)
            case Acceptance() | Repricing() | VestingNoted() | VestingAccelerated():
                self.acts.setdefault(change.security, []).append(change)
            case ReturnedToPool():
                self.returns.append(change)
            case Split():
                self.splits[change.stock_class].append(change)
                self.split_by_id[change.id] = change
            case RatioAdjusted():
                self.adjusted[change.stock_class].append(change)
            case _:
                pass

    @staticmethod
    def _by_day(change: AnyChange) -> tuple[date, bool, int]:
        """Return where a change of one security stands: what ends it comes last on its day."""
        return change.on, is_final(change), change.line


def is_final(change: AnyChange) -> bool:
    """Return whether nothing of a security can be left after a change."""
    match change:
        case Retirement():
            return change.how not in PARTIAL or change.balance is not None
        case Consolidation():
            return True
        case _:
            return False


def made_by(cause: Cause) -> tuple[str, ...]:
    """Return the securities that come of a change, its rest last."""
    match cause:
        case Consolidation():
            return (cause.result,)
        case Retirement():
            return cause.results if cause.balance is None else (*cause.results, cause.balance)
