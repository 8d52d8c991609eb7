"""What somebody in the town might do next, drawn by chance."""

import random
from datetime import timedelta
from typing import Any

from tests.desk import Desk
from tests.simulation.auditor import Auditor
from tests.simulation.bells import STEP

NAMES = ("ada", "ben", "cai", "dee", "elm", "fir", "guo", "hua", "ivy", "joy", "kit", "lin")

Drawn = tuple[str, dict[str, Any]]


class Wishes:
    """Draws wishes, most of which may come true; None: nobody could wish that now."""

    def __init__(self, town: Desk, auditor: Auditor, chance: random.Random) -> None:
        self.town = town
        self.auditor = auditor
        self.chance = chance

    def draw(self, operation: str) -> Drawn | None:
        drawn: Drawn | None = getattr(self, "draw_" + operation.replace(".", "_"))()
        return drawn

    def somebody(self) -> str:
        return self.chance.choice(NAMES)

    def some_ticks(self) -> int:
        return self.chance.randint(1, 40_000)

    def some_moment(self) -> Any:
        if self.chance.random() < 0.5:
            return None
        return self.town.now + timedelta(hours=self.chance.uniform(0.1, 400))

    def pick(self, of: dict[str, Any], wanted: Any) -> str | None:
        """Draw an offer or a trade: mostly one that may be wanted, at times any."""
        fitting = [id_ for id_, one in of.items() if wanted(one)]
        ids = fitting if fitting and self.chance.random() < 0.9 else list(of)[-30:]
        return self.chance.choice(ids) if ids else None

    def draw_cash_deposit(self) -> Drawn:
        return self.somebody(), {"cents": self.chance.randint(1, 3_000_000)}

    draw_cash_pay_out = draw_cash_deposit

    def draw_security_issue(self) -> Drawn:
        holders = [name for name, units in self.auditor.shares.items() if units]
        return self.chance.choice(holders), {"units": self.chance.randint(1, 9_000)}

    def draw_security_cancel(self) -> Drawn | None:
        by = self.somebody()
        lots = self.town.books.register.lots_of.on(self.town.holder(by))
        if not lots:
            return None
        security = self.chance.choice(list(lots))
        units = self.chance.randint(1, self.town.stock(security).units)
        return by, {"units": units, "security": security}

    def draw_offer_post(self) -> Drawn | None:
        sellers = [name for name, units in self.auditor.shares.items() if units]
        by = self.chance.choice(sellers)
        free = self.auditor.shares[by] - self.auditor.promised(by)
        most = free if free > 0 and self.chance.random() < 0.9 else self.auditor.shares[by] + 5
        units = self.chance.choice([most, self.chance.randint(1, most)])
        return by, {"units": units, "ticks": self.some_ticks(), "until": self.some_moment()}

    def draw_offer_counter(self) -> Drawn | None:
        offers = self.auditor.offers
        offer = self.pick(offers, lambda one: one.is_open and one.answers is None)
        if offer is None:
            return None
        units = self.chance.choice([offers[offer].units, self.chance.randint(1, 20_000)])
        asked = {"offer": offer, "units": units, "ticks": self.some_ticks()}
        return self.somebody(), asked | {"until": self.some_moment()}

    def draw_offer_accept(self) -> Drawn | None:
        offer = self.pick(self.auditor.offers, lambda one: one.is_open)
        if offer is None:
            return None
        answers = self.auditor.offers[offer].answers
        by = self.auditor.offers[answers].maker if answers else self.somebody()
        return by, {"offer": offer}

    def draw_offer_withdraw(self) -> Drawn | None:
        offer = self.pick(self.auditor.offers, lambda one: one.is_open)
        return None if offer is None else (self.auditor.offers[offer].maker, {"offer": offer})

    def draw_notice_give(self) -> Drawn | None:
        return self.draw_on_trade(lambda one: one.stage == "matched")

    def draw_consent_give(self) -> Drawn | None:
        return self.draw_on_trade(lambda one: one.wants_consent and one.stage == "noticed")

    draw_consent_refuse = draw_consent_give

    def draw_trade_settle(self) -> Drawn | None:
        return self.draw_on_trade(lambda one: one.stage == "funded")

    def draw_trade_withdraw(self) -> Drawn | None:
        return self.draw_on_trade(lambda one: one.lives)

    draw_trade_default = draw_trade_withdraw

    def draw_on_trade(self, wanted: Any) -> Drawn | None:
        trade = self.pick(self.auditor.trades, wanted)
        return None if trade is None else (self.auditor.trades[trade].seller, {"trade": trade})

    def draw_notice_waive(self) -> Drawn | None:
        trades = self.auditor.trades
        trade = self.pick(trades, lambda one: one.stage == "noticed" and one.waits_for)
        if trade is None:
            return None
        waits = sorted(trades[trade].waits_for)
        by = self.chance.choice(waits) if waits and self.chance.random() < 0.95 else self.somebody()
        return by, {"trade": trade}

    def draw_notice_elect(self) -> Drawn | None:
        drawn = self.draw_notice_waive()
        if drawn is None:
            return None
        by, asked = drawn
        offered = self.auditor.trades[asked["trade"]].units
        units = self.chance.choice([offered, self.chance.randint(1, offered), offered + 1])
        return by, asked | {"units": units}

    def draw_window_open(self) -> Drawn:
        chance, floor = self.chance, self.chance.randint(1, 12)
        return "ida", {
            "hours": chance.choice([3, 60, 120, 200]), "lock": chance.choice([0, 10, 200]),
            "floor": floor, "cap": floor + chance.randint(-1, 25),
            "minimum": chance.choice([0, 0, 900]), "extensions": chance.randint(0, 2),
            "rationing": chance.choice(["pro_rata", "time", "small_first"]),
            "small": chance.choice([100, 9_000]),
        }  # fmt: skip

    def draw_window_cancel(self) -> Drawn | None:
        window = self.pick(self.auditor.windows, lambda one: one.stage == "open")
        return None if window is None else ("ida", {"window": window})

    def some_limit(self, window: str) -> int | None:
        one = self.auditor.windows[window]
        steps = self.chance.randint(one.floor // STEP, one.cap // STEP)
        return self.chance.choice([None, *[steps * STEP] * 8, steps * STEP + 1])

    def draw_order_place(self) -> Drawn | None:
        window = self.pick(self.auditor.windows, lambda one: one.stage == "open")
        if window is None:
            return None
        auditor, by, side = self.auditor, self.somebody(), self.chance.choice(["buy", "sell"])
        limit = self.some_limit(window)
        most = auditor.shares.get(by, 0) - auditor.promised(by)
        if side == "buy":
            ticks = limit or auditor.windows[window].cap
            most = auditor.free.get(by, 0) * 1_000 // ticks
        units = self.chance.randint(1, max(most, 1)) if self.chance.random() < 0.9 else most + 1
        return by, {"window": window, "side": side, "units": max(units, 1), "limit": limit}

    def draw_order_amend(self) -> Drawn | None:
        drawn = self.draw_order_withdraw()
        if drawn is None:
            return None
        by, asked = drawn
        order = self.auditor.orders[asked["order"]]
        units = max(order.units + self.chance.randint(-500, 200), 1)
        return by, asked | {"units": units, "limit": self.some_limit(order.window)}

    def draw_order_withdraw(self) -> Drawn | None:
        order = self.pick(self.auditor.orders, lambda one: one.is_open)
        return None if order is None else (self.auditor.orders[order].maker, {"order": order})
