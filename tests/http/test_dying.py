"""Killed at any moment, a market has lost nothing that it answered and done nothing by halves."""

import random
import time
from collections import Counter
from decimal import Decimal

import pytest

from tests.http.load import Call
from tests.http.market import JUNIPER, OPERATOR
from tests.http.servers import prepared, served
from tests.http.watching import Watch, under_load

pytestmark = pytest.mark.long

KILLS = 50
SEED = "fifty deaths"


def test_killed_at_fifty_moments_nothing_that_was_answered_is_lost(tmp_path):
    market = prepared(tmp_path)
    chance = random.Random(SEED)
    watch = Watch()
    calls: list[Call] = []
    for kill in range(KILLS):
        seed = f"{SEED}, kill {kill}"
        try:
            if kill % 12 == 11:
                # Ended in good order for once, so that the next ones start from a snapshot.
                with served(market) as server:
                    server.is_ready()
                    server.end()
            with served(market) as server:
                if chance.random() < 0.15:
                    time.sleep(chance.random() * 0.3)  # Dead before it served anybody, perhaps.
                    server.kill()
                else:
                    watch.check(server, calls)
                    answers, seconds = chance.randint(0, 60), chance.random() * 0.01
                    calls = under_load(
                        server, seed, answers=answers, seconds=seconds, end=server.kill
                    )
        except BaseException as broken:
            broken.add_note(f"seed: {seed}")
            raise

    with served(market) as server:
        watch.check(server, calls)
        watch.ask_again(server, watch.of(watch.calls)[-900:])
        cash = server.caller(OPERATOR).gets(f"/api/holdings/{market.holders[JUNIPER]}").json["cash"]
    deposits = sum(
        Decimal(one.fields["amount"])
        for one in watch.of(watch.calls)
        if one.operation == "cash.deposit" and "entry" in (one.answered or {})
    )
    assert Decimal(cash[0]["free"]) + Decimal(cash[0]["held"]) == 1_500_000 + deposits
    sent = Counter(one.operation for one in watch.of(watch.calls))
    unanswered = sum(not call.is_answered for call in watch.calls)
    # The load was one: every kind of request many times, and many a kill hit one on its way.
    assert min(sent.values()) >= 20, sent
    assert unanswered >= KILLS // 2, unanswered


@pytest.mark.parametrize("answers", [0, 20])
def test_a_market_that_is_ended_in_good_order_has_lost_nothing_either(tmp_path, answers):
    market = prepared(tmp_path)
    watch = Watch()
    with served(market) as server:
        watch.check(server, [])
        calls = under_load(server, answers, answers=answers, seconds=0, end=server.end)

    with served(market) as server:
        watch.check(server, calls)
