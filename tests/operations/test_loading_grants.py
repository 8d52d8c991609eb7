"""A ledger of grants becomes grants on the register, whole or not at all."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import json

from laogu.operations import Books, GrantRow, LoadTouched, WarningsUnseen
from laogu.people import NoMandate
from laogu.register import history, interchange, plans
from tests.desk import TODAY, Desk, asked_for, has, holds, row
from tests.granting import pool, stands
from tests.operations.ledgers import GRANTED, desk, found, load, of


def test_a_row_becomes_a_grant_as_if_it_had_been_made_here_on_its_day():
    market = desk()

    (grant,) = load(market, of(expires_on=date(2034, 1, 31), window="3 months"))
    now = stands(market, grant.granted.security)

    assert (grant.granted.granted_on, grant.issued_on) == (GRANTED, GRANTED)
    assert (now.vested, now.left, now.exercisable) == (2_500, 4_800, 2_500)
    assert grant.granted.price is not None
    assert str(grant.granted.price) == "1.50 USD"
    assert {one.period for one in grant.granted.windows or ()} == {3}
    assert (pool(market).living, pool(market).left) == (4_800, 5_200)


def test_terms_and_holders_that_are_new_come_once_and_known_terms_are_used_again():
    market = desk()
    before = len(market.books.register.holders)

    grants = load(
        market,
        of(2),
        of(3, vests="36 months, quarterly"),
        of(4, vests="over 36 months, quarterly", quantity=Decimal(10)),
        of(5, vests="four years", quantity=Decimal(10)),
        of(6, vests="at once", quantity=Decimal(10)),
    )

    room = market.books.register.plans
    assert len(market.books.register.holders) == before + 1
    assert {one.name for one in room.terms.values()} == {"four years", "36 months, quarterly"}
    terms = [one.granted.vests for one in grants]
    assert terms[0] == terms[3]
    assert terms[1] == terms[2]
    assert terms[4] is None


def test_what_was_exercised_stands_on_the_register_already():
    market = desk(holds("dee", 1_000))
    dee = market.holders["dee"]

    (grant,) = load(
        market,
        of(holder=dee, exercised=Decimal(1_200), exercised_on=date(2025, 6, 1),
           no_longer_held=Decimal(200), cancelled=Decimal(300), ended_on=date(2025, 9, 1),
           outstanding=Decimal(3_300), vested=Decimal(2_500)),
    )  # fmt: skip
    now = stands(market, grant.granted.security)

    assert market.held()["dee"] == 1_000
    assert (now.exercised, now.ended, now.left, now.vested) == (1_200, 300, 3_300, 1_300)
    assert stands(market, grant.granted.security, date(2025, 5, 31)).left == 4_800
    assert pool(market).returned == 300
    assert found(market, of(3, holder=dee, exercised=Decimal(1))) == [
        ("grant.there_already", "row 3, grant"),
        ("grant.shares_missing", "row 3, exercised"),
    ]


def test_shares_that_were_sold_since_were_exercised_all_the_same():
    market = desk(holds("dee", 1_000), has("elm", 9_000))
    trade = market.trade("dee", "elm", 400, "2.00")
    market.notice(trade)
    market.settle(trade)
    assert market.held() == {"dee": 600, "elm": 400}

    assert found(market, of(holder=market.holders["dee"], exercised=Decimal(1_000))) == []


def test_units_are_released_and_cost_nothing():
    market = desk(holds("dee", 1_000))
    units: dict[str, Any] = {"kind": "rsu", "price": None, "holder": market.holders["dee"]}

    (grant,) = load(market, of(exercised=Decimal(1_000), **units))

    assert stands(market, grant.granted.security).released == 1_000
    assert found(market, of(3, certificate=None, granted_on=TODAY, price=Decimal(1),
                            kind="rsu")) == [("plans.costs_nothing", "row 3, price")]  # fmt: skip


def test_who_left_has_a_window_and_nothing_vests_after_it():
    market = desk()
    left: dict[str, Any] = {
        "left_on": date(2026, 1, 31),
        "left_for": "voluntary_other",
        "window": "3 months",
    }

    (grant,) = load(market, of(forfeited=Decimal(2_500), **left))
    now = stands(market, grant.granted.security)

    assert (now.vested, now.unvested, now.lost, now.last_on) == (2_300, 0, 0, date(2026, 4, 30))
    market.wait(days=60)
    assert stands(market, grant.granted.security).left == 0


@pytest.mark.parametrize(
    ("more", "code", "column"),
    [
        ({"name": None}, "grant.holder_not_said", "holder"),
        ({"name": None, "holder": "holder_x"}, "register.holder_unknown", "holder"),
        ({"quantity": Decimal("0.5")}, "basics.not_a_quantity", "quantity"),
        ({"plan": "another"}, "plans.plan_unknown", "plan"),
        ({"stock_class": "Preferred"}, "register.stock_class_unknown", "class"),
        ({"granted_on": TODAY + timedelta(days=1)}, "grant.later", "granted on"),
        ({"accepted_on": date(2024, 1, 1)}, "grant.before_it_was_granted", "accepted"),
        ({"vests": "sometime"}, "plans.schedule_unreadable", "vesting"),
        ({"vests": "2026 plan"}, "plans.schedule_unreadable", "vesting"),
        ({"window": "a while"}, "plans.schedule_unreadable", "window"),
        ({"price": Decimal("0.123456789")}, "basics.between_ticks", "price"),
        ({"quantity": Decimal(10_001)}, "plans.beyond_pool", "quantity"),
        ({"cancelled": Decimal(4_801)}, "grant.uses_more", "quantity"),
        ({"outstanding": Decimal(1)}, "grant.outstanding_differs", "outstanding"),
        ({"no_longer_held": Decimal(1)}, "grant.gone_more", "no longer held"),
        ({"exercised": Decimal(1)}, "grant.shares_missing", "exercised"),
        ({"expires_on": date(2026, 2, 28)}, "grant.over_by_then", "outstanding"),
        ({"left_on": date(2026, 2, 1)}, "grant.reason_not_said", "reason"),
        ({"vests": None}, "grant.vests_at_once", "vesting"),
        ({"price": None}, "grant.price_missing", "price"),
        ({"vested": Decimal(2_400)}, "grant.vested_differs", "vested"),
        (
            {"left_on": date(2026, 1, 31), "left_for": "voluntary_other", "cancelled": Decimal(9)},
            "grant.never_vests",
            "forfeited",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_cell_and_nothing_is_recorded(more, code, column):
    market = desk()
    entries = len(market.memory.rows)

    assert found(market, of(7, **more)) == [(code, f"row 7, {column}")]
    assert len(market.memory.rows) == entries


def test_everything_is_said_at_once_in_the_order_of_the_rows():
    market = desk(holds("dee", 100))
    dee = market.holders["dee"]

    assert found(
        market,
        of(2, holder=dee, quantity=Decimal(200), exercised=Decimal(60)),
        of(3, holder=dee, quantity=Decimal(200), exercised=Decimal(60), certificate="OP-2"),
        of(4, quantity=Decimal(9_000)),
        of(5, quantity=Decimal(9_000)),
        of(6, quantity=Decimal(5), certificate=None),
        of(7, quantity=Decimal(5), certificate=None),
        of(8, holder_kind="organisation", quantity=Decimal(5)),
    ) == [
        ("grant.label_twice", "row 3, grant"),
        ("plans.beyond_pool", "row 5, quantity"),
        ("grant.same_again", "row 7, grant"),
        ("grant.two_kinds", "row 8, holder"),
    ]
    assert found(market) == [("grant.no_rows", "the file")]


def test_what_many_rows_have_wrong_alike_is_said_at_the_first_of_them():
    rows = [of(one, plan="another", vests="sometime") for one in range(2, 300)]

    assert found(desk(), *rows) == [
        ("plans.plan_unknown", "row 2, plan"),
        ("plans.schedule_unreadable", "row 2, vesting"),
    ]


def test_the_shares_of_all_that_was_exercised_have_to_be_there():
    market = desk(holds("dee", 100))
    rows = [of(one, holder=market.holders["dee"], exercised=Decimal(60)) for one in (2, 3)]

    assert found(market, *rows) == [("grant.shares_missing", "row 3, exercised")]


def test_a_warning_refuses_until_somebody_has_looked_at_it():
    market = desk()

    with market.refuses(WarningsUnseen) as no:
        load(market, of(vests=None))
    assert no.value.warnings == 1

    (grant,) = load(market, of(vests=None), warnings_seen=True)
    assert stands(market, grant.granted.security).vested == 4_800


def test_only_the_issuer_loads_grants():
    market = desk()

    with market.refuses(NoMandate):
        load(market, of(), by="dee")


# Undoing it.


def undone(market: Desk, *rows: GrantRow) -> list[plans.Grant]:
    grants = load(market, *rows)
    last = list(market.books.register.loads)[-1]
    market.do("register.undo", "ida", load=last, reason="the wrong file")
    return [market.books.register.plans.grants[one.granted.security] for one in grants]


def test_nothing_of_an_undone_ledger_counts_and_the_right_one_loads_with_the_same_labels():
    market = desk(holds("dee", 1_000))
    dee = market.holders["dee"]
    left: dict[str, Any] = {
        "left_on": date(2026, 1, 31),
        "left_for": "voluntary_other",
        "window": "3 months",
    }
    rows = (
        of(2, holder=dee, exercised=Decimal(1_000), cancelled=Decimal(100)),
        of(3, quantity=Decimal(100), forfeited=Decimal(53), **left),
        of(4, holder=dee, quantity=Decimal(100), cancelled=Decimal(100)),
    )
    before = pool(market)

    undone(market, *rows)

    assert pool(market) == before
    assert pool(market, on=date(2025, 1, 1)).granted == 0
    assert not market.books.register.plans.left_units.on(market.ordinary)
    room = market.books.register.plans
    assert not any(one.ended for one in room.service.values())
    assert found(market, *rows) == []
    assert pool(market).granted == 5_000


def test_a_ledger_that_was_acted_on_is_not_undone():
    market = desk()
    (grant,) = load(market, of(holder=market.holders["dee"]))
    last = list(market.books.register.loads)[-1]
    market.wait(days=1)

    market.do("grant.accept", "dee", security=grant.granted.security)

    with market.refuses(LoadTouched) as no:
        market.do("register.undo", "ida", load=last, reason="the wrong file")
    assert no.value.touched == ("OP-2",)


def test_the_shares_that_a_ledger_rests_on_are_not_undone_before_it():
    market = desk()
    market.load(row("dee", 100), row("rook", 5, line=3), on=TODAY)
    shares = list(market.books.register.loads)[-1]
    dee = next(one for one in market.books.register.units_of[market.ordinary])
    load(market, of(holder=dee, exercised=Decimal(100)))
    ledger = list(market.books.register.loads)[-1]

    with market.refuses(LoadTouched) as no:
        market.do("register.undo", "ida", load=shares, reason="the wrong file")
    assert no.value.touched == ("OP-2",)

    market.do("register.undo", "ida", load=ledger, reason="the wrong file")
    market.do("register.undo", "ida", load=shares, reason="the wrong file")
    assert market.held() == {}


def test_undoing_a_table_of_shares_leaves_grants_of_the_same_moment_alone():
    market = desk()
    (grant,) = load(market, of())
    market.load(row("rook", 100, certificate="CS-1"), on=TODAY)
    last = list(market.books.register.loads)[-1]

    market.do("register.undo", "ida", load=last, reason="the wrong file")

    assert stands(market, grant.granted.security).left == 4_800


@pytest.mark.parametrize("snapshot", [False, True])
def test_books_read_again_are_the_live_ones(snapshot):
    market = desk(holds("dee", 1_000))
    undone(market, of(2, holder=market.holders["dee"], exercised=Decimal(10)))
    load(market, of(2, holder=market.holders["dee"], exercised=Decimal(20)))
    again = Books()
    if snapshot:
        kept = json.decode(json.encode(market.books.set_aside()))
        again.take_up(kept)
    else:
        for _, entry in market.journal.entries():
            again.apply(entry.events, entry.recorded_at)

    assert again.differences(market.books) == ()
    labels = {k: dict(v) for k, v in market.books.register.plans.labels.items() if v}
    assert {k: dict(v) for k, v in again.register.plans.labels.items() if v} == labels
    again.check_all()


def told(market: Desk) -> history.History:
    register = market.books.register
    return interchange.history_of(register, market.issuer, as_of=date.max, open_name=str)


def test_a_loaded_ledger_leaves_as_a_history_that_is_whole_and_comes_back_as_it_was():
    market = desk(holds("dee", 1_000))
    dee = market.holders["dee"]
    load(
        market,
        of(2, holder=dee, exercised=Decimal(900), exercised_on=date(2025, 6, 1),
           no_longer_held=Decimal(100), cancelled=Decimal(300), is_accepted=True),
        of(3, quantity=Decimal(1_000), forfeited=Decimal(521), left_on=date(2026, 1, 31),
           left_for="voluntary_other", window="3 months", accepted_on=date(2024, 3, 1)),
    )  # fmt: skip
    undone(market, of(4, quantity=Decimal(10)))

    first = told(market)

    wrong = [one for one in history.check(history.Lives(first)) if one.remark.severity == "error"]
    assert wrong == []
    issued = [one for one in first.changes if isinstance(one, history.Issuance)]
    assert {one.certificate for one in issued} == {"", "OP-2", "OP-3"}
    new = asked_for(
        "issuer.register", {"slug": "copy", "name_en": "Copy (example)", "currency": "USD"}
    )
    market.do("register.take", history=first, new=new)
    register = market.books.register
    copy = register.slugs["copy"]
    left = {
        one.granted.certificate: one.left
        for one in plans.grants_of_issuer(register.plans, copy, on=TODAY)
        if one.lives
    }
    assert left == {"OP-2": 3_600, "OP-3": 479}


def test_a_new_persons_name_lies_where_it_can_be_forgotten():
    market = desk()

    load(market, of())

    rows = b"".join(row.body for row in market.memory.rows)
    assert b"Mara Vint" not in rows
