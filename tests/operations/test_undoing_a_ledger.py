"""A ledger is undone while nothing else goes by it; what only the clock did keeps nobody."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import msgpack

from laogu.operations import Books, LoadTouched
from laogu.register import convertibles, plans
from tests.desk import TODAY, Desk
from tests.granting import granted, pool, stands
from tests.operations.ledgers import desk, load, of
from tests.operations.test_taking_a_history import issued, made, new

LEFT: dict[str, Any] = {"left_for": "voluntary_other", "window": "3 months"}
TOMORROW = TODAY + timedelta(days=1)


def undo(market: Desk, ledger: str) -> None:
    market.do("register.undo", "ida", load=ledger, reason="the wrong file")


def last_load(market: Desk) -> str:
    return list(market.books.register.loads)[-1]


def reads_again(market: Desk) -> None:
    """Check that the record, and what is set aside of it, make the same books."""
    kept, replayed = Books(), Books()
    kept.take_up(msgpack.decode(msgpack.encode(market.books.set_aside())))
    for _, entry in market.journal.entries():
        replayed.apply(entry.events, entry.recorded_at)
    for books in (kept, replayed):
        books.check_all()
        assert market.books.differences(books) == ()


@pytest.mark.parametrize("days", [0, 10])
def test_other_grants_that_ended_with_a_day_the_ledger_told_keep_it(days):
    market = desk()
    other = granted(market, "dee", 480, vests="four years", vests_from=date(2024, 1, 1))
    before = stands(market, other)
    load(market, of(2, holder=market.holders["dee"], left_on=TOMORROW, **LEFT))
    ledger = last_load(market)
    market.wait(days=days)

    if not days:
        undo(market, ledger)
        market.wait(days=10)
        assert (stands(market, other).left, before.left) == (480, 480)
        reads_again(market)
        return
    assert stands(market, other).left < before.left
    with market.refuses(LoadTouched) as no:
        undo(market, ledger)
    assert no.value.touched == (other,)


def test_what_ended_for_another_reason_keeps_no_ledger():
    market = desk()
    other = granted(market, "dee", 480, vests="four years", vests_from=date(2024, 1, 1))
    market.do(
        "holder.leave", "ida", issuer="harrow", holder=market.holders["dee"],
        on=TOMORROW, reason="voluntary_other",
    )  # fmt: skip
    load(market, of(2, holder=market.holders["dee"], left_on=TOMORROW, **LEFT))
    market.wait(days=10)
    ended = stands(market, other)
    assert ended.left < 480

    undo(market, last_load(market))

    assert stands(market, other) == ended
    reads_again(market)


def test_a_later_ledger_that_says_the_same_last_day_is_undone_first():
    market = desk()
    told = {"left_on": date(2026, 1, 31), **LEFT}
    load(market, of(2, quantity=Decimal(100), forfeited=Decimal(53), **told))
    first, holder = last_load(market), list(market.books.register.holders)[-1]
    market.wait(days=1)
    (grant,) = load(
        market, of(3, holder=holder, quantity=Decimal(200), forfeited=Decimal(105), **told)
    )
    assert stands(market, grant.granted.security).last_on == date(2026, 4, 30)

    with market.refuses(LoadTouched) as no:
        undo(market, first)
    assert no.value.touched == ("OP-3",)

    undo(market, last_load(market))
    undo(market, first)
    served = market.books.register.plans.service.values()
    assert not any(one.ended for one in served)
    reads_again(market)


@pytest.mark.parametrize(
    ("fields", "left"),
    [({"expires_on": TODAY, "vests": "at once"}, 0), ({"left_on": TOMORROW, **LEFT}, 2_500)],
)
def test_a_ledger_that_only_the_clock_touched_is_undone(fields, left):
    market = desk()
    before = pool(market)
    (grant,) = load(market, of(2, **fields))
    ledger = last_load(market)
    market.wait(days=2)
    assert stands(market, grant.granted.security).left == left

    undo(market, ledger)
    market.wait(days=200)

    for day in (date(2025, 1, 1), TODAY, TODAY + timedelta(days=2)):
        assert (pool(market, on=day).granted, pool(market, on=day).returned) == (0, 0)
    assert pool(market).left == before.left
    assert not market.books.register.plans.left_units.on(market.ordinary)
    reads_again(market)
    (again,) = load(market, of(2))
    assert again.lives


def test_what_somebody_did_besides_the_clock_keeps_a_ledger():
    market = desk()
    (grant,) = load(market, of(2, holder=market.holders["dee"], left_on=TOMORROW, **LEFT))
    ledger = last_load(market)
    market.wait(hours=1)
    market.do("grant.accept", "dee", security=grant.granted.security)
    market.wait(days=10)

    with market.refuses(LoadTouched) as no:
        undo(market, ledger)
    assert no.value.touched == ("OP-2",)


def test_a_history_is_undone_though_the_clock_ended_a_warrant_and_a_grant_of_it():
    market = Desk()
    lasts = TODAY + timedelta(days=20)
    ends: dict[str, Any] = {"price": "1.00", "expires_on": lasts}
    told = made(
        issued(),
        issued(id="w1", security="w1", kind="warrant", certificate="W-1", **ends),
        issued(id="g1", security="g1", kind="equity_compensation", certificate="G-1",
               compensation="nso", **ends),
    )  # fmt: skip
    ids = market.do("register.take", history=told, new=new())
    market.wait(days=30)
    room = market.books.register
    (warrant,), (grant,) = room.convertibles.warrants.values(), room.plans.grants.values()
    assert warrant.ended is not None
    assert (warrant.ended.by, grant.left) == ("expiry", 0)

    market.do("register.undo", load=ids["load"][0], reason="the wrong file")

    on, issuer = market.now.date(), ids["issuer"][0]
    assert not list(convertibles.warrants_on(room.convertibles, issuer, as_of=TODAY))  # type: ignore[arg-type]
    assert not list(plans.grants_of_issuer(room.plans, issuer, on=TODAY))  # type: ignore[arg-type]
    assert on > lasts
    market.do("register.take", history=told, issuer="made-up")
    reads_again(market)
