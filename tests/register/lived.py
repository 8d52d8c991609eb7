"""Registers with a life drawn by chance, and the slow twin of what is asked of them: a list."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.basics import HolderId, StockClassId, Undo, set_aside, take_up
from laogu.register import (
    IssuedStock,
    Register,
    StockCancelled,
    StockIssued,
    StockRetired,
    StockTransferred,
)
from laogu.register.plans import GrantExercised, GrantIssued, IssuedGrant
from tests.register.drawing import DAY, HARROW, MOMENT, ORDINARY, Drawn

Told = tuple[date, datetime, StockClassId, HolderId, str, int]
"""On which day, when written, of which class and whose, by what kind of act, how many more."""

NAMES = ("ada", "ben", "cai")
ACTS = ("issue", "transfer", "cancel", "repurchase", "split", "convert", "consolidate", "exercise",
        "reissue")  # fmt: skip
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.integers(0, 5),
        st.integers(0, 2),
        st.integers(0, 30),
        st.integers(1, 20),
    ),
    max_size=14,
)
"""Each act with days after its earliest one, moments after the last one, and two figures."""


class Lived:
    """A register whose every act is told as well, in words that need no index."""

    def __init__(self, acts: list[tuple[str, int, int, int, int]]) -> None:
        self.drawn = Drawn()
        self.other = self.drawn.register_class("class_preferred", "Preferred", "优先股")
        self.told: list[Told] = []
        self.at = MOMENT
        for name in NAMES:
            self.drawn.holder(name)
        for act, days, moments, first, second in acts:
            self.at += timedelta(days=moments)
            getattr(self, act)(timedelta(days=days), first, second)

    @property
    def register(self) -> Register:
        return self.drawn.register

    def taken_up(self) -> Register:
        """The same register, as a snapshot of it is read."""
        other = Register(Undo())
        take_up(other, set_aside(self.register))
        take_up(other.plans, set_aside(self.register.plans))
        return other

    def issue(self, later: timedelta, first: int, units: int) -> None:
        kind = self.other if first % 3 == 0 else ORDINARY
        stock = self._stock(NAMES[first % 3], units, kind)
        self._happens(StockIssued(effective_on=DAY + later, stock=stock))
        self._tell(DAY + later, stock, "issued", units)

    def exercise(self, later: timedelta, first: int, units: int) -> None:
        stock = self._stock(NAMES[first % 3], units, ORDINARY)
        grant = IssuedGrant(
            security=self.drawn.make_id(), issuer=HARROW, stock_class=ORDINARY, plan=None,
            holder=stock.holder, kind="nso", units=units, granted_on=DAY,
        )  # fmt: skip
        on = DAY + later
        self.register.plans.apply(GrantIssued(effective_on=DAY, grant=grant), self.at)
        self._happens(
            GrantExercised(
                effective_on=on, security=grant.security, units=units, by="cash", shares=(stock,)
            )
        )
        self._tell(on, stock, "exercised", units)

    def transfer(self, later: timedelta, first: int, second: int) -> None:
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        moved = min(second, old.units)
        buyer = HolderId(f"holder_{NAMES[second % 3]}")
        result = replace(old, security=self.drawn.make_id(), holder=buyer, units=moved)
        self._happens(
            StockTransferred(
                effective_on=on,
                security=old.security,
                resulting=(result,),
                balance=self._rest(old, moved),
            )
        )
        if buyer != old.holder:
            self._tell(on, old, "transferred_out", -moved)
            self._tell(on, result, "transferred_in", moved)

    def cancel(self, later: timedelta, first: int, second: int) -> None:
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        gone = min(second, old.units)
        self._happens(
            StockCancelled(
                effective_on=on, security=old.security, balance=self._rest(old, gone), reason="x"
            )
        )
        self._tell(on, old, "cancelled", -gone)

    def repurchase(self, later: timedelta, first: int, second: int) -> None:
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        gone = min(second, old.units)
        self._retire(on, "repurchase", (old,), (), self._rest(old, gone))
        self._tell(on, old, "repurchased", -gone)

    def split(self, later: timedelta, first: int, second: int) -> None:
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        new = replace(old, security=self.drawn.make_id(), units=old.units * (1 + second % 3))
        self._retire(on, "split", (old,), (new,))
        self._tell(on, old, "split", new.units - old.units)

    def reissue(self, later: timedelta, first: int, second: int) -> None:  # noqa: ARG002
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        self._retire(on, "reissuance", (old,), (replace(old, security=self.drawn.make_id()),))

    def convert(self, later: timedelta, first: int, second: int) -> None:
        if (found := self._pick(first, later)) is None:
            return
        old, on = found
        into = self.other if old.stock_class == ORDINARY else ORDINARY
        new = self._stock("", second, into, holder=old.holder)
        self._retire(on, "conversion", (old,), (new,))
        self._tell(on, old, "converted", -old.units)
        self._tell(on, new, "converted", second)

    def consolidate(self, later: timedelta, first: int, second: int) -> None:  # noqa: ARG002
        holder = HolderId(f"holder_{NAMES[first % 3]}")
        lots = list(self.register.living(ORDINARY, holder))
        if len(lots) < 2:
            return
        on = max(self.register.securities[one.security].issued_on for one in lots) + later
        all_ = sum(one.units for one in lots)
        new = replace(lots[0], security=self.drawn.make_id(), units=all_)
        self._retire(on, "consolidation", tuple(lots), (new,))

    def _pick(self, first: int, later: timedelta) -> tuple[IssuedStock, date] | None:
        living = [one for one in self.register.securities.values() if one.retired is None]
        if not living:
            return None
        lived = living[first % len(living)]
        return lived.stock, lived.issued_on + later

    def _stock(self, name: str, units: int, kind: StockClassId, **more: Any) -> IssuedStock:
        given = {"holder": HolderId(f"holder_{name}")} | more
        return IssuedStock(
            security=self.drawn.make_id(), issuer=HARROW, stock_class=kind, units=units, **given
        )

    def _rest(self, old: IssuedStock, gone: int) -> IssuedStock | None:
        if gone == old.units:
            return None
        return replace(old, security=self.drawn.make_id(), units=old.units - gone)

    def _retire(
        self,
        on: date,
        by: Any,
        ended: tuple[IssuedStock, ...],
        made: tuple[IssuedStock, ...],
        balance: IssuedStock | None = None,
    ) -> None:
        self._happens(
            StockRetired(
                effective_on=on, by=by, securities=tuple(one.security for one in ended),
                resulting=made, balance=balance,
            )
        )  # fmt: skip

    def _happens(self, event: Any) -> None:
        self.drawn.happens(event, at=self.at)

    def _tell(self, on: date, stock: IssuedStock, kind: str, more: int) -> None:
        self.told.append((on, self.at, stock.stock_class, stock.holder, kind, more))
