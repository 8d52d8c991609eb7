"""A file of orders becomes one entry: all of them are placed, or every fault is shown."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import DEE, IDA, KIT, OPERATOR
from tests.windows import rulebook

GOOD = f'side,holder,quantity,limit\nsell,{DEE},"20,000",18.20\n卖出,{DEE},500,\n'


@pytest.fixture
def file(tmp_path):
    def written(text: str, name: str = "orders.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return written


@pytest.fixture
def window(desk: Desk, file) -> str:
    desk.does("rulebook", "adopt", file(rulebook(), "rules.toml"), by=OPERATOR)
    return desk.makes(
        "window", "window", "open", "--issuer", "harrow", "--stock-class", "Ordinary shares",
        "--currency", "USD", "--floor", "15", "--cap", "22", "--tick", "0.05",
        "--closes-at", "2026-11-30T16:00:00Z", by=IDA,
    )  # fmt: skip


def placed(desk: Desk, window: str, *words: str, lang: str = "en", by: str = DEE):
    return desk.types("order", "place-all", *words, "--window", window, by=by, lang=lang)


def orders_in(desk: Desk, window: str) -> list[str]:
    return [one["order_id"] for one in desk.does("window", "show", window, by=DEE)["orders"]]


def test_a_check_places_nothing_and_says_what_would_be(desk: Desk, file, window):
    shown = placed(desk, window, file(GOOD), "--check")
    told = placed(desk, window, file(GOOD), "--check", "--json").json

    assert shown.out.endswith("They can be placed. Nothing was recorded.\n")
    assert "at any price" in shown.out
    assert (told["preview"]["recorded"], told["preview"]["made"]) == (False, {"order": 2})
    assert orders_in(desk, window) == []


def test_the_orders_of_a_file_are_placed_with_their_ids_beside_their_rows(desk, file, window):
    done = placed(desk, window, file(GOOD), "--json").json

    assert [one["line"] for one in done["orders"]] == ["2", "3"]
    assert [one.get("limit") for one in done["orders"]] == ["18.2", None]
    assert [one["order_id"] for one in done["orders"]] == done["recorded"]["made"]["order"]
    assert sorted(orders_in(desk, window)) == sorted(done["recorded"]["made"]["order"])


def test_what_is_wrong_in_the_file_is_shown_whole_and_nothing_is_sent(desk: Desk, file, window):
    spoiled = file(GOOD + f"hold,{DEE},2k,18\n")

    told = placed(desk, window, spoiled, "--json")
    nobody = placed(desk, window, file(GOOD + "buy,A LP (example),1,\n"), "--json")

    assert told.code == 2
    assert [one["where"] for one in told.json["findings"]] == ["orders.csv A4", "orders.csv C4"]
    assert told.error["code"] == nobody.error["code"] == "cli.orders_refused"
    assert [one["where"] for one in nobody.json["findings"]] == ["orders.csv A4"]
    assert orders_in(desk, window) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_market_says_no_to_is_shown_with_the_row_of_the_file(desk, file, window, lang):
    rows = f"\nsell,{DEE},1,18.03\nsell,{DEE},70000,18\nsell,{DEE},10,23\n"
    spoiled = file("side,holder,quantity,limit\n" + rows)

    came = placed(desk, window, spoiled, lang=lang)
    told = placed(desk, window, spoiled, "--json", lang=lang)

    assert came.code == 3
    assert [one["where"] for one in told.error["facts"]["findings"]] == [
        "orders.csv A3", "orders.csv A4", "orders.csv A5",
    ]  # fmt: skip
    if lang == "zh":
        no = "Nothing was placed. Orders of the list that may not be: {errors}."
        assert in_chinese(no, errors=3) in came.err


def test_who_acts_for_none_of_them_is_told_no_more(desk: Desk, file, window):
    rows = f"sell,{desk.holders[DEE]},70000,18\n"

    came = placed(desk, window, file("side,holder,quantity,limit\n" + rows), by=KIT)

    assert (came.code, came.out) == (3, "")
    assert "people.no_mandate" in came.err
