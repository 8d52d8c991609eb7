"""A year of chance in an invented town, with an auditor that watches every answer.

    ./run simulate --seed 42 --days 365

Twelve holders offer, counter, take, elect, consent, refuse, change their minds and do not answer.
The market crashes and starts again, its disk fails once in a while, requests are sent twice, and
the clock goes on, by itself and by hand. Whatever the market says, the auditor has foretold;
whatever the books hold, it has in its own account. A failure says its seed, and the seed becomes a
test.
"""

import argparse
import logging
import random
import tempfile
import time
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from laogu.basics import LaoguError
from laogu.journal import (
    Command,
    MarketStopped,
    NotRecorded,
    Outcome,
    Recorded,
    RequestReused,
    RequestTooOld,
    Store,
    made,
    snapshot_of,
    verify,
)
from laogu.ledger import FEES
from tests.contracts.stores import MemoryPlace, Place, SqlitePlace
from tests.desk import MORNING, Desk, board_consent, clause, closing, first_refusal
from tests.simulation.auditor import Auditor, Rules
from tests.simulation.wishes import NAMES, Wishes
from tests.windows import may_hold_windows

# What is done, and how often; at the left what moves a sale on.
ACTS = {
    "offer.post": 14, "offer.counter": 8, "offer.accept": 14, "offer.withdraw": 2,
    "notice.give": 10, "notice.elect": 12, "notice.waive": 14, "consent.give": 9,
    "consent.refuse": 1, "trade.settle": 12, "trade.withdraw": 1, "trade.default": 1,
    "cash.deposit": 3, "cash.pay_out": 2, "security.issue": 1, "security.cancel": 1,
    "window.open": 4, "window.cancel": 0.3, "order.place": 22, "order.amend": 3,
    "order.withdraw": 1,
}  # fmt: skip


class Town(Desk):
    """A desk whose record outlives crashes, whose disk fails on demand, with its auditor."""

    def __init__(self, seed: int, place: Place) -> None:
        self.place = place
        self.chance = random.Random(seed)
        self.seen: Counter[str] = Counter()
        self.log: list[str] = []
        self.sent: list[tuple[Command, Outcome]] = []
        super().__init__(MORNING)
        self.rules = self.drawn_rules()
        self.auditor = Auditor(self.rules)
        self.wishes = Wishes(self, self.auditor, self.chance)
        self.settle_down()

    def open_store(self) -> Store:
        return self.place.open()

    def drawn_rules(self) -> Rules:
        chance = self.chance
        return Rules(
            scale=3,
            decimals=2,
            days=chance.choice([None, 3, 10, 10]),
            partial=chance.choice(["allowed", "allowed", "refused", "forfeit"]),
            free_among_holders=chance.random() < 0.5,
            consent=chance.random() < 0.5,
            cap=chance.choice([8, 10, 50]),
            fee_bps=chance.choice([0, 50, 333]),
            long_stop_days=chance.choice([15, 40]),
        )

    def settle_down(self) -> None:
        """Register the class that is traded, adopt the articles, and give everybody something."""
        rules = self.rules
        self.do(
            "stock_class.register", "ida", issuer="harrow", name_en="Capital",
            decimals=rules.decimals, price_scale=rules.scale,
        )  # fmt: skip
        clauses = [
            closing(fee_bps=rules.fee_bps, long_stop_days=rules.long_stop_days),
            clause("holder_cap", "ART-11", limit=rules.cap),
        ]
        among = {"free_among_holders": rules.free_among_holders}
        if rules.days is not None:
            clauses.append(first_refusal(days=rules.days, partial=rules.partial, **among))
        if rules.consent:
            clauses.append(board_consent(**among))
        self.adopt(*clauses)
        may_hold_windows(self)
        for name in NAMES:
            self.holder(name)
            self.asks("cash.deposit", name, cents=self.chance.randint(1, 5_000_000))
        for name in NAMES[:6]:
            for _ in range(self.chance.randint(1, 3)):
                self.asks("security.issue", name, units=self.chance.randint(1, 90_000))

    # One thing after another.

    def lives(self, days: int) -> None:
        """Let the days pass, each with a few things that somebody does."""
        for _ in range(days):
            for _ in range(self.chance.randint(0, 12)):
                self.acts()
                self.stumbles()
            self.goes_on(timedelta(hours=self.chance.uniform(1, 47)))
        for name in ("settled", "expired", "refused", "withdrawn", "defaulted"):
            ended = sum(one.stage == name for one in self.auditor.trades.values())
            self.seen[f"trades {name}"] = ended
        for stage in ("cleared", "failed", "cancelled"):
            ended = sum(one.stage == stage for one in self.auditor.windows.values())
            self.seen[f"windows {stage}"] = ended
        assert verify(self.store, self.journal).is_sound
        self.books.check_all()

    def acts(self) -> None:
        """Let somebody do something: drawn by chance, and often possible."""
        operation = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        drawn = self.wishes.draw(operation)
        if drawn is not None:
            by, asked = drawn
            self.asks(operation, by, **asked)

    def asks(self, operation: str, by: str, **asked: Any) -> None:
        """Ask the market, and compare its answer and its books with the auditor's."""
        self.log.append(f"{self.now:%m-%d %H:%M} {by} {operation} {asked}")
        foretold = self.auditor.foretells(operation, by, self.now, asked)
        person, fields = self.fields(operation, by, asked)
        command = self.command(operation, fields, by=person)
        at = self.now
        (outcome,) = self.record(command)
        if isinstance(outcome, Recorded):
            assert foretold is not False, f"the market said yes: {operation}"
            ids = [id_ for of_kind in made(outcome.events).values() for id_ in of_kind]
            self.auditor.takes_in(operation, by, at, asked, ids[0] if ids else "")
            self.seen[operation] += 1
        else:
            assert foretold is not True, f"the market said no: {outcome}"
            assert outcome.http_status not in {403, 500}, f"not a refusal: {outcome}"
            self.seen["refusals"] += 1
        self.sent.append((command, outcome))
        self.compares()

    def stumbles(self) -> None:
        """Let something go wrong, once in a while."""
        match self.chance.randint(0, 60):
            case 0:
                self.crashes()
            case 1:
                self.saves_and_starts_again()
            case 2:
                self.loses_its_disk()
            case 3 | 4:
                self.sends_again()
            case _:
                pass

    def crashes(self) -> None:
        """Stop without a word, and start from the record."""
        self.log.append("crash")
        self.seen["crashes"] += 1
        self.starts_again()

    def saves_and_starts_again(self) -> None:
        self.log.append("snapshot")
        self.store.save_snapshot(snapshot_of(self.books, self.journal.head))
        self.seen["snapshots"] += 1
        self.starts_again()

    def starts_again(self) -> None:
        again = self.reopened()
        self.store, self.journal = again.store, again.journal
        self.compares()

    def loses_its_disk(self) -> None:
        """Let the disk refuse one write: everybody is told, nothing is lost, nobody is served."""
        self.log.append("disk fails")
        append = self.store.append

        def fails(*_: Any, **__: Any) -> None:
            raise NotRecorded(reason="no space left on device")

        self.store.append = fails  # type: ignore[method-assign]
        fields = {"holder": self.holder("ada"), "amount": 1, "currency": "USD", "reference": "x"}
        first, second = (self.record(self.command("cash.deposit", fields))[0] for _ in range(2))
        assert isinstance(first, NotRecorded), first
        assert isinstance(second, MarketStopped), second
        self.store.append = append  # type: ignore[method-assign]
        self.seen["disks"] += 1
        self.starts_again()

    def sends_again(self) -> None:
        """Send a request a second time: the same answer, and a conflict with another body."""
        command, before = self.chance.choice(self.sent[-20:])
        self.log.append(f"again {command.operation}")
        if isinstance(before, LaoguError):
            return
        head = self.journal.head
        (outcome,) = self.record(command)
        assert outcome == before or isinstance(outcome, RequestTooOld), outcome
        other = self.command("person.register", {"name": "Mallory"}, request=command.id)
        (no,) = self.record(other)
        if outcome == before:
            assert isinstance(no, RequestReused), no
        # Something may have fallen due meanwhile, and nothing else was recorded.
        entries = [entry.operation for _, entry in self.journal.entries(after=head.seq)]
        assert set(entries) <= {"clock.fire"}, entries
        self.seen["sent again"] += 1

    def goes_on(self, time: timedelta) -> None:
        """Let the clock go on: the world's mostly, the practice market's own now and then."""
        if self.chance.random() < 0.1:
            self.do("clock.move", to=self.now + time)
        else:
            self.world.move(self.world.now() + time)
            if self.chance.random() < 0.7:
                self.journal.fire_due()
                self.compares()

    # The comparison.

    def compares(self) -> None:
        """Compare the books with the auditor's account, once what is due has fired in both."""
        self.journal.fire_due()
        auditor = self.auditor
        auditor.passes(self.now)
        register, ledger, market = self.books.register, self.books.ledger, self.books.market
        for cleared in {of for of, _ in auditor.unnamed}:
            trades = market.trades.values()
            ids = [str(one.trade.trade) for one in trades if one.trade.window == cleared]
            auditor.names(cleared, ids)
        kind = next(one for one in register.classes.values() if one.name_en == "Capital")
        for name in NAMES:
            holder = self.holder(name)
            lots = list(register.living(kind.stock_class, holder))
            found = (
                sum(stock.units for stock in lots),
                sum(market.committed.get(stock.security, 0) for stock in lots),
                self.free(name),
                self.promised(name),
            )
            kept = (
                auditor.shares.get(name, 0),
                auditor.promised(name),
                Decimal(auditor.free.get(name, 0)).scaleb(-2),
                Decimal(auditor.promised_cash(name)).scaleb(-2),
            )
            assert found == kept, f"{name}: the books say {found}, the auditor {kept}"
        assert ledger.stands_at(FEES, "USD") == auditor.fees
        for id_, trade in auditor.trades.items():
            state = market.trades[id_]  # type: ignore[index]
            assert state.stage == trade.stage, f"{id_}: {state.stage}, the auditor {trade.stage}"
            if trade.stage in {"funded", "settled"}:
                parts = {part.holder: part.units for part in state.parts}
                assert parts == {self.holder(one): units for one, units in trade.parts.items()}
        for id_, window in auditor.windows.items():
            assert market.windows[id_].stage == window.stage, id_  # type: ignore[index]
            assert market.windows[id_].closes_at == window.closes, id_  # type: ignore[index]
        for id_, order in auditor.orders.items():
            assert (market.orders[id_].stage == "open") == order.is_open, id_  # type: ignore[index]
        for id_, offer in auditor.offers.items():
            assert (market.offers[id_].stage == "open") == offer.is_open, id_  # type: ignore[index]

    def fields(self, operation: str, by: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return who signs in for it, and the request's own fields."""
        given = dict(asked)
        if "units" in given:
            given["quantity"] = Decimal(given.pop("units")).scaleb(-self.rules.decimals)
        if "ticks" in given:
            given["price"] = Decimal(given.pop("ticks")).scaleb(-self.rules.scale)
            given["currency"] = "USD"
        if given.get("limit") is not None:
            given["limit"] = Decimal(given["limit"]).scaleb(-self.rules.scale)
        if "cents" in given:
            given["amount"] = Decimal(given.pop("cents")).scaleb(-2)
            given["currency"] = "USD"
        if "until" in given:
            given["open_until"] = given.pop("until")
        holder, capital = self.holder(by), {"issuer": "harrow", "stock_class": "Capital"}
        match operation:
            case "cash.deposit" | "cash.pay_out":
                return "operator", given | {"holder": holder, "reference": "x"}
            case "security.issue":
                return "ida", given | capital | {"holder": holder}
            case "security.cancel":
                return "ida", given | {"reason": "bought back"}
            case "offer.post":
                return by, given | capital | {"seller": holder}
            case "offer.counter" | "offer.accept":
                return by, given | {"buyer": holder}
            case "window.open":
                closes, least = self.now + timedelta(hours=given.pop("hours")), given["minimum"]
                scaled = {name: Decimal(given[name]).scaleb(-2) for name in ("minimum", "small")}
                given |= scaled | {"minimum": scaled["minimum"] if least else None}
                given |= {"lock_minutes": given.pop("lock"), "closes_at": closes, "seed": "s"}
                return "ida", given | capital | {"currency": "USD", "extension_minutes": 90}
            case "window.cancel":
                return "ida", given | {"reason": "not now"}
            case "order.place":
                return by, given | {"holder": holder}
            case "notice.elect" | "notice.waive":
                return by, given | {"holder": holder}
            case "consent.give":
                return "ida", given
            case "consent.refuse":
                return "ida", given | {"reason": "not wanted"}
            case "trade.withdraw":
                return by, given | {"reason": "another plan"}
            case "trade.default":
                return "operator", given | {"reason": "no documents"}
            case "trade.settle":
                return "operator", given
            case _:
                return by, given


def simulate(seed: int, days: int, place: Place) -> Counter[str]:
    """Let a town live so many days and return what happened how often; a failure names the seed."""
    town = None
    try:
        town = Town(seed, place)
        town.lives(days)
    except Exception as wrong:
        last = "\n  ".join(town.log[-12:]) if town is not None else "while it settled down"
        again = f"./run simulate --seed {seed} --days {days}"
        raise AssertionError(f"{wrong}\n\n  {last}\n\nAgain: {again}") from wrong
    finally:
        if town is not None:
            town.store.close()
    return town.seen


def main() -> None:
    """Live a year, or as long as is asked for."""
    asked = argparse.ArgumentParser(
        prog="./run simulate", description=(__doc__ or "").split("\n")[0]
    )
    asked.add_argument("--seed", type=int, help="which chances; left out: others every time")
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--years", type=int, default=1, help="each with the next seed")
    asked.add_argument("--memory", action="store_true", help="keep no file: many times faster")
    given = asked.parse_args()
    logging.getLogger("laogu.journal").setLevel(logging.CRITICAL)
    first = given.seed if given.seed is not None else time.time_ns() % 1_000_000
    for seed in range(first, first + given.years):
        with tempfile.TemporaryDirectory() as folder:
            place: Place = MemoryPlace(Path()) if given.memory else SqlitePlace(Path(folder))
            seen = simulate(seed, given.days, place)
        said = ", ".join(f"{name} {count:,}" for name, count in sorted(seen.items()))
        print(f"seed {seed}: {given.days} days in order. {said}")
