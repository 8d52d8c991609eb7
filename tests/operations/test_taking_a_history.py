"""A history becomes a register: whole, checked again, and with nobody's name in the record."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from laogu.basics import Money, Personal
from laogu.connectors import histories
from laogu.operations import Sight, TakeRegister
from laogu.operations.register.reviewing import MOST_CHANGES
from laogu.register import (
    CannotLoad,
    RegisterInUse,
    StockIssued,
    TooManyChanges,
    cap_table,
    history,
    plans,
    vesting,
)
from laogu.register.papers import HistoryTaken
from tests.connectors.packages import changed, good, of_id, read_items
from tests.desk import TODAY, Desk, asked_for
from tests.properties.test_taking import held, in_order, told_again

NEW = {"slug": "made-up", "name_en": "Made Up (example)", "zone": "UTC", "currency": "USD"}
DAY = date(2022, 1, 1)


def new() -> Any:
    return asked_for("issuer.register", NEW)


def made(*changes: history.AnyChange, **more: Any) -> history.History:
    """Return a history of one class and one holder, a natural person."""
    ada = history.Holder(holder="ada", name="Ada Founder (example)", is_person=True, line=1)
    common = history.StockClass(stock_class="common", name="Common", authorized=None, line=2)
    known: dict[str, Any] = {"holders": {"ada": ada}, "classes": {"common": common}}
    return history.History(
        issuer="issuer", name="Made Up (example)", changes=changes, **(known | more)
    )


def issued(units: int = 100 * history.ONE, **more: Any) -> history.Issuance:
    given: dict[str, Any] = {
        "id": "i1", "on": DAY, "line": 3, "security": "s1", "kind": "stock", "holder": "ada",
        "certificate": "CS-1", "units": units, "stock_class": "common", "price": "1.25",
        "currency": "USD",
    }  # fmt: skip
    return history.Issuance(**(given | more))


def taken(desk: Desk, told: history.History, **more: Any) -> Any:
    return desk.do("register.take", history=told, new=new(), **more)["issuer"][0]


def codes(no: Any) -> set[str]:
    return {one.code for one in no.value.findings}


def package(tmp_path: Any, items: Any = None) -> Any:
    read = read_items(tmp_path / "p", good() if items is None else items)
    assert read.accepted
    assert read.lives is not None
    return read


def test_everything_that_can_happen_is_taken_and_told_again(tmp_path):
    read = package(tmp_path)
    desk = Desk()

    issuer = taken(desk, read.lives.history, kept=read.kept)

    again, kept = told_again(desk, issuer)
    assert in_order(again) == in_order(read.lives.history)
    assert kept == read.kept
    desk.books.check_all()
    for on in {one.on for one in read.lives.history.changes}:
        assert held(told_again(desk, issuer, on)[0], on) == held(read.lives.history, on)


def test_a_request_survives_its_way_as_json(tmp_path):
    read = package(tmp_path)
    request = TakeRegister(history=read.lives.history, issuer="x", kept=read.kept)

    assert msgspec.json.decode(msgspec.json.encode(request), type=TakeRegister) == request


def test_vesting_that_began_before_the_grant_is_told_with_it(tmp_path):
    items = changed(good())
    of_id(items, "start-e1")["date"] = "2021-06-30"
    read = package(tmp_path, items)
    desk = Desk()

    issuer = taken(desk, read.lives.history)

    assert in_order(told_again(desk, issuer)[0]) == in_order(read.lives.history)
    assert told_again(desk, issuer, date(2021, 7, 1))[0].changes == ()


def test_names_and_whatever_else_is_said_of_a_person_stay_out_of_the_record(tmp_path):
    items = changed(good())
    of_id(items, "ada")["tax_ids"] = [{"tax_id": "SECRET-9", "country": "US"}]
    of_id(items, "ada")["name"]["first_name"] = "Adaline"
    of_id(items, "ben")["comments"] = ["an organisation's are open"]
    read = package(tmp_path, items)
    desk = Desk()

    issuer = taken(desk, read.lives.history, kept=read.kept)

    record = b"".join(row.body for row, _ in desk.journal.entries())
    (kept,) = [
        event.kept
        for _, entry in desk.journal.entries()
        for event in entry.events
        if isinstance(event, HistoryTaken)
    ]
    document = desk.journal.document(kept)  # type: ignore[arg-type]
    for secret in ("SECRET-9", "Adaline", "Ada Founder"):
        assert secret.encode() not in record
        assert secret not in document  # type: ignore[operator]
    assert "an organisation's are open" in document  # type: ignore[operator]
    again, rest = told_again(desk, issuer)
    assert again.holders["ada"].first_name == "Adaline"
    assert "SECRET-9" in rest["ada"]


def test_decimals_are_as_many_as_anything_of_the_class_needs():
    desk = Desk()
    told = made(issued(100 * history.ONE), issued(history.ONE // 8, id="i2", security="s2",
                                                  certificate="CS-2", price="1.2345"))  # fmt: skip

    taken(desk, told)

    stock_class = next(one for one in desk.books.register.classes.values() if one.origin)
    assert (stock_class.decimals, stock_class.price_scale) == (3, 4)
    units = [one.stock.units for one in desk.books.register.securities.values() if one.stock.origin]
    assert units == [100_000, 125]


def test_a_lot_knows_when_it_was_acquired_and_what_it_cost(tmp_path):
    desk = Desk()

    taken(desk, package(tmp_path).lives.history)

    lots = {
        one.stock.origin: one.stock
        for one in desk.books.register.securities.values()
        if one.stock.origin
    }
    assert (lots["s3"].acquired_on, lots["s2"].acquired_on) == (DAY, date(2022, 3, 1))
    assert str(lots["s2"].cost) == "400.00 USD"
    assert lots["s8"].acquired_on == DAY


def test_by_the_strict_reading_the_rest_of_a_grant_ends(tmp_path):
    items = changed(good())
    items["transactions"] = [
        one for one in items["transactions"]
        if one["id"] not in {"cancel-e1", "return", "issue-e2"}
    ]  # fmt: skip
    read = package(tmp_path, items)
    left = Counter()  # type: ignore[var-annotated]
    for reading in ("residual", "strict"):
        desk = Desk()
        taken(desk, read.lives.history, partial_exercise=reading)
        (grant,) = [
            one for one in desk.books.register.plans.grants.values() if one.granted.origin == "e1"
        ]
        left[reading] = grant.left
        desk.books.check_all()

    assert left == {"residual": 400, "strict": 0}


def test_it_is_recorded_in_one_entry_and_in_the_room_of_each(tmp_path):
    desk = Desk()
    before = desk.journal.head.seq

    events = desk.execute("register.take", history=package(tmp_path).lives.history, new=new())

    kinds = Counter(type(one) for one in events)
    assert desk.journal.head.seq == before + 1
    assert kinds[plans.GrantExercised] == 1
    assert kinds[StockIssued] == 5
    assert kinds[HistoryTaken] == 1


def test_a_register_that_is_there_stays_as_it_is(tmp_path):
    desk = Desk()
    told = package(tmp_path).lives.history
    taken(desk, told)

    with desk.refuses(RegisterInUse):
        desk.execute("register.take", history=told, issuer="made-up")


def test_after_an_import_is_undone_the_register_may_be_taken_again():
    desk = Desk()
    told = made(issued())
    load = desk.do("register.take", history=told, new=new())["load"][0]
    desk.do("register.undo", load=load, reason="the wrong file")

    desk.do("register.take", history=told, issuer="made-up")

    living = [one for one in desk.books.register.securities.values() if one.retired is None]
    assert [one.stock.units for one in living] == [100]


def test_what_was_undone_is_not_told_beside_what_was_taken_after_it(tmp_path):
    desk = Desk()
    read = package(tmp_path)
    load = desk.do("register.take", history=read.lives.history, new=new())["load"][0]
    desk.do("register.undo", load=load, reason="the wrong file")
    desk.wait(hours=1)

    desk.do("register.take", history=read.lives.history, issuer="made-up")

    issuer = desk.books.register.slugs["made-up"]
    assert in_order(told_again(desk, issuer)[0]) == in_order(read.lives.history)


def test_too_long_a_history_is_refused_by_its_length():
    desk = Desk()
    one = issued()

    with desk.refuses(TooManyChanges) as no:
        desk.execute("register.take", history=made(*[one] * (MOST_CHANGES + 1)), new=new())

    assert (no.value.changes, no.value.most) == (MOST_CHANGES + 1, MOST_CHANGES)


def test_a_history_that_breaks_a_rule_is_refused_with_every_finding():
    desk = Desk()
    late = history.Retirement(
        id="r", on=DAY - timedelta(1), line=4, how="transfer", security="s1", kind="stock",
        units=200 * history.ONE, results=("s2",),
    )  # fmt: skip

    with desk.refuses(CannotLoad) as no:
        desk.execute("register.take", history=made(issued(), late), new=new())

    assert codes(no) == {"history.before_issuance", "history.more_than_held"}


TERMS = history.VestingTerms(
    terms="t", name="T", line=9,
    vests=vesting.Terms(conditions=(
        vesting.Condition(id="a", trigger=vesting.OnEvent(), following=("a",)),
    )),
)  # fmt: skip
GRANT: dict[str, Any] = {"kind": "equity_compensation", "compensation": "option"}
LOAN: dict[str, Any] = {"kind": "convertible", "stock_class": None, "price": None}
TWO = {
    name: history.StockClass(stock_class=name, name=name, authorized=None, line=1)
    for name in ("a", "b")
}
UNFIT = {
    "of tomorrow": (made(issued(on=TODAY + timedelta(1))), "register.after_today"),
    "no class": (
        made(issued(stock_class=None, **GRANT), classes=TWO), "register.class_of_grant",
    ),
    "too large": (made(issued(10**30)), "register.class_too_large"),
    "foreign money": (
        made(issued(history.ONE, **LOAN, currency="BRL")), "register.currency_unknown",
    ),
    "parts of a cent": (
        made(issued(history.ONE // 1000, **LOAN)), "register.amount_too_fine",
    ),
    "no number": (made(issued(price="1e9")), "history.unsound"),
    "nothing": (made(issued(0)), "history.unsound"),
    "another key": (
        made(issued(), holders={"ben": history.Holder(
            holder="ada", name="x", is_person=False, line=1)}), "history.unsound",
    ),
    "an end of another kind": (
        made(issued(), history.Retirement(
            id="r", on=DAY, line=4, how="exercise", security="s1", kind="stock",
            units=history.ONE)), "history.unsound",
    ),
    "a ring of conditions": (made(issued(), terms={"t": TERMS}), "vesting.goes_round"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_what_no_register_could_hold_is_refused_by_name(name):
    told, code = UNFIT[name]
    desk = Desk()

    with desk.refuses(CannotLoad) as no:
        desk.execute("register.take", history=told, new=new())

    assert code in codes(no)


def test_what_should_be_kept_has_to_be_an_object():
    desk = Desk()

    with desk.refuses(CannotLoad) as no:
        desk.execute("register.take", history=made(issued()), new=new(), kept={"i1": "[1"})

    assert codes(no) == {"register.rest_unreadable"}


def test_who_is_forgotten_is_told_without_a_name():
    desk = Desk()
    taken(desk, made(issued()))
    holder = next(one for one in desk.books.register.holders.values() if one.origin == "ada")
    assert isinstance(holder.name, Personal)
    del desk.journal.personal[holder.name.ref]

    sight = Sight(desk.books, desk.people["operator"])
    told = histories.history_told(desk.journal, "made-up", as_of=None, sight=sight)

    assert told.history.holders["ada"].name == histories.FORGOTTEN


def split(new: int = 10, old: int = 1, **more: Any) -> history.Split:
    given: dict[str, Any] = {
        "id": "split", "on": DAY + timedelta(days=30), "line": 9, "stock_class": "common",
        "ratio": history.Ratio(new, old),
    }  # fmt: skip
    return history.Split(**(given | more))


def moved(units: int, **more: Any) -> history.Retirement:
    given: dict[str, Any] = {
        "id": "r1", "on": DAY + timedelta(days=60), "line": 10, "how": "transfer",
        "security": "s1", "kind": "stock", "units": units, "results": ("s2",),
    }  # fmt: skip
    return history.Retirement(**(given | more))


def test_a_split_that_nobody_issued_again_for_is_taken_as_it_is_read():
    # By hand: 100 shares, ten for one, then all 1,000 of them change hands.
    told = made(
        issued(), split(), moved(1_000 * history.ONE),
        issued(1_000 * history.ONE, id="i2", on=DAY + timedelta(days=60), security="s2",
               certificate="CS-2"),
    )  # fmt: skip
    as_written, applied = Desk(), Desk()

    with as_written.refuses(CannotLoad) as no:
        taken(as_written, told)
    issuer = taken(applied, told, split="applied")

    assert codes(no) >= {"history.more_than_held"}
    days = [DAY, DAY + timedelta(days=29), DAY + timedelta(days=30), TODAY]
    register = applied.books.register
    tables = [cap_table(register, issuer, as_of=day) for day in days]
    assert [[row.total for row in table.rows] for table in tables] == [
        [100], [100], [1_000], [1_000],
    ]  # fmt: skip
    first, again_, last = register.securities.values()
    assert [one.retired and one.retired.by for one in (first, again_, last)] == [
        "split", "transfer", None,
    ]  # fmt: skip
    # 100 at 1.25: what was paid for all of it does not change with their number.
    assert again_.stock.cost == first.stock.cost == Money(12_500, "USD")
    assert (again_.stock.acquired_on, again_.stock.certificate) == (DAY, "CS-1")


def test_what_was_taken_multiplied_leaves_with_its_shares_issued_again():
    desk = Desk()
    issuer = taken(desk, made(issued(), split()), split="applied")

    told, _ = told_again(desk, issuer)

    (end,) = [one for one in told.changes if isinstance(one, history.Retirement)]
    assert (end.how, end.split) == ("reissuance", "split")
    lives = history.Lives(told)
    (now,) = history.positions(lives)
    assert now.units == 1_000 * history.ONE
    assert [one for one in history.check(lives) if one.remark.severity == "error"] == []


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (made(issued(7 * history.ONE), split(1, 2)), "register.split_leaves_a_part"),
        (
            made(
                issued(),
                issued(id="w1", security="w1", kind="warrant", certificate="W-1", price="1.00"),
                split(),
            ),
            "register.split_of_a_paper",
        ),
    ],
)
def test_what_nobody_can_say_of_a_split_is_not_made_up(told, code):
    desk = Desk()

    with desk.refuses(CannotLoad) as no:
        taken(desk, told, split="applied")

    assert codes(no) == {code}
