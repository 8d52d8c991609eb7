"""Writes the journal that a release leaves behind: every kind of event, on a stopped clock.

    python -m tests.contracts.kept_journal 0.1.0

It is written once for each release and never again: what it holds must be read for ever.
"""

import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from laogu.connectors import shipped
from laogu.journal import Row
from tests.contracts.told_capital import capital
from tests.contracts.told_encumbrances import encumbrances
from tests.contracts.told_grants import grants
from tests.contracts.told_histories import histories
from tests.contracts.told_leaving import leaving
from tests.contracts.told_loads import loads
from tests.contracts.told_rounds import rounds
from tests.web.practice import Practice

FOLDER = Path(__file__).parent / "journals"


class Line(Struct, frozen=True):
    """One entry of a kept journal: its hash in hexadecimal, and its exact bytes."""

    hash: str
    body: str


def kept(release: str) -> list[Row]:
    """Return the rows of a release's kept journal."""
    lines = (FOLDER / f"{release}.jsonl").read_bytes().splitlines()
    read = (msgspec.json.decode(line, type=Line) for line in lines)
    return [Row(seq, bytes.fromhex(one.hash), one.body.encode()) for seq, one in enumerate(read, 1)]


def told() -> Practice:
    """Return a market in which everything that can happen has happened."""
    market = Practice()
    # The ends that are not settlements first: after it, Kit's fund is a holder whom nobody asks.
    _other_ends(market)
    # An offer from the same lot: its promise moves to what the settlement leaves of it.
    market.offer(500)
    market.settled()
    _on_the_register(market)
    grants(market)
    leaving(market)
    loads(market)
    histories(market)
    capital(market)
    encumbrances(market)
    rounds(market)
    _people(market)
    _windows(market)
    market.do("clock.move", to=market.running.journal.now() + timedelta(days=1))
    return market


def _other_ends(market: Practice) -> None:
    withdrawn = market.accepted(100)
    market.do("trade.withdraw", "dee", trade=withdrawn, reason="changed my mind (example)")
    refused = market.noticed(200)
    market.do("notice.waive", "elm", trade=refused, holder=market.holders["elm"])
    market.do("consent.refuse", "ida", trade=refused, reason="a competitor (example)")
    offer = market.offer(300)
    market.do(
        "offer.counter", "kit", offer=offer, buyer=market.holders["kit"], price=Decimal("17.25"),
        currency="USD", quantity=Decimal(250),
        open_until=market.world.now() + timedelta(days=2),
    )  # fmt: skip
    market.wait(days=3)
    market.do("offer.withdraw", "dee", offer=offer)
    market.accepted(150)
    market.wait(days=61)


def _on_the_register(market: Practice) -> None:
    register = market.running.books.register
    issued = market.do(
        "security.issue", "ida", issuer="harrow", stock_class="Ordinary shares",
        holder=market.holders["rui"], quantity=Decimal(1_000), certificate="OS-99",
        acquired_on=date(2026, 11, 2), cost=Decimal("18500.00"),
    )["security"][0]  # fmt: skip
    market.do(
        "restriction.attach", "ida", security=issued, kind="pledge", rule="PLEDGE-1",
        source="Pledge agreement (example)", quantity=Decimal(400),
    )  # fmt: skip
    market.do("security.cancel", "ida", security=issued, reason="bought back (example)",
              quantity=Decimal(100))  # fmt: skip
    (issuer,) = register.issuers
    market.do(
        "fact.record", issuer=issuer, question="shares_in_issue", on=date(2026, 11, 2),
        says_en="Shares in issue (example).", source="Invented for practice", sure="high",
        value="10000900", unit="shares",
    )  # fmt: skip
    market.do("cash.pay_out", holder=market.holders["kit"], amount=Decimal("5.00"),
              currency="USD", reference="out (example)")  # fmt: skip


def _windows(market: Practice) -> None:
    """Let one window be called off, one fail after an extension, and one clear."""
    market.do("rulebook.adopt", text=shipped.rulebook("window"))
    off = _window(market)
    market.do("window.cancel", "ida", window=off, reason="the accounts are late (example)")
    _window(market, extensions=1)
    market.wait(days=2)
    window = _window(market)
    taken_back = _order(market, window, "dee", "sell", "19.00")
    market.do("order.withdraw", "dee", order=taken_back)
    _order(market, window, "dee", "sell", "18.00")
    buys = _order(market, window, "kit", "buy", "17.00")
    market.do("order.amend", "kit", order=buys, quantity=Decimal(300), limit=Decimal("18.50"))
    market.wait(days=2)


def _window(market: Practice, **more: Any) -> str:
    return market.do(
        "window.open", "ida", issuer="harrow", stock_class="Ordinary shares", currency="USD",
        floor=Decimal("15.00"), cap=Decimal("22.00"), tick=Decimal("0.50"),
        closes_at=market.running.journal.now() + timedelta(days=1), **more,
    )["window"][0]  # fmt: skip


def _order(market: Practice, window: str, name: str, side: str, limit: str) -> str:
    return market.do(
        "order.place", name, window=window, side=side, holder=market.holders[name],
        quantity=Decimal(400), limit=Decimal(limit),
    )["order"][0]  # fmt: skip


def _people(market: Practice) -> None:
    person = market.do("person.register", name="Somebody (example)")["person"][0]
    mandate = market.do("mandate.give", person=person, power="inspect", over="market")
    market.do("mandate.end", mandate=mandate["mandate"][0])
    key = market.do("key.issue", person=person, label="scripts", digest="ab" * 32)["key"][0]
    market.do("key.revoke", key=key)
    market.do("person.forget", person=person)
    left = market.do("holder.register", name="Nobody Known (example)", kind="person")["holder"][0]
    market.do("holder.forget", holder=left)


def main() -> None:
    """Write the kept journal of a release, unless it is there already."""
    path = FOLDER / f"{sys.argv[1]}.jsonl"
    assert not path.exists(), "a release's journal is written once"
    rows = (row for row, _ in told().running.journal.entries())
    lines = [msgspec.json.encode(Line(row.hash.hex(), row.body.decode())) for row in rows]
    path.write_bytes(b"\n".join(lines) + b"\n")


if __name__ == "__main__":
    main()
