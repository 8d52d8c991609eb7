"""A file of orders: what is read of it, and each way in which it is refused, with its line."""

import codecs
import hashlib
import sys
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import LARGEST, InvalidInput, NotFound
from laogu.connectors import auction
from laogu.connectors.auction import cells, clearing, csv_orders, parquet_orders
from tests.connectors.orders import (
    HEADING,
    WORKED,
    cleared,
    fills,
    json_orders,
    refused,
)
from tests.connectors.orders import (
    csv_orders as csv_of,
)

TWO = ("a,buy,10,12,1", "b,sell,10,10,2")


def test_the_worked_example_comes_to_2400():
    done = cleared(csv_of(*WORKED), floor="2000", cap="2600", reference="2350")

    assert done["price"] == "2400"
    assert done["volume"] == "1100"
    assert done["surplus"] == "100"
    assert done["decided_by"] == "volume"
    assert fills(done) == {
        "b1": "300", "b2": "400", "b3": "400",
        "s1": "200", "s2": "350", "s3": "450", "s4": "100",
    }  # fmt: skip


def test_the_hash_is_of_the_lines_by_id_in_their_shortest_form():
    done = cleared(csv_of("b,sell,10.0,10.50,07", "a,buy,5,,"), tick="0.1", cap="20")

    lines = "a,buy,5,,\nb,sell,10,10.5,7\n"
    assert done["book_hash"] == hashlib.sha256(lines.encode()).hexdigest()


def test_floor_and_cap_are_the_lowest_and_highest_limit_of_the_file():
    # Orders of nothing mark the two.
    marked = ("a,buy,10,,", "b,sell,10,,", "c,buy,0,199,", "d,sell,0,202,")

    assert cleared(csv_of(*marked))["price"] == "200"
    assert cleared(csv_of(*marked), reference="201")["decided_by"] == "reference"


def test_prices_are_counted_in_ticks_and_told_in_shortest_form():
    done = cleared(csv_of("a,buy,10,12.55,", "b,sell,10,12.50,"), tick="0.05")

    assert (done["price"], done["decided_by"]) == ("12.5", "midpoint")


@pytest.mark.parametrize(
    ("rationing", "more", "came_to"),
    [
        ("time", {}, {"a": "1", "b": "5"}),
        ("pro_rata", {}, {"a": "4", "b": "2"}),
        ("small_first", {"small": "5"}, {"a": "1", "b": "5"}),
    ],
)
def test_a_margin_is_rationed_as_asked(rationing, more, came_to):
    lines = ("a,buy,9,10,2", "b,buy,5,10,1", "s,sell,6,10,3")

    done = cleared(csv_of(*lines), rationing=rationing, **more)

    assert fills(done) == came_to | {"s": "6"}


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + csv_of(*TWO),
        csv_of(*TWO).decode().encode("utf-16"),
        csv_of(*TWO).replace(b"\n", b"\r\n"),
        csv_of(*TWO).replace(b"\n", b"\r"),
        csv_of(*TWO).replace(b",", b";"),
        csv_of(*TWO).replace(b",", b"\t"),
        csv_of("", *TWO, ",,,,", "").replace(b"\n", b"\n\n"),
        csv_of('"a","buy","10","12","1"', " b , sell , 10.0 , 10.00 , 2 "),
        csv_of("12,1,buy,10,a", "10,2,sell,10,b", heading="Limit,time,side,quantity,ORDER_ID"),
        json_orders(*TWO),
        codecs.BOM_UTF8 + b' {"orders": ' + json_orders(*TWO) + b"}",
        json_orders(*TWO).replace(b'"10"', b"10").replace(b'"12"', b"12.0"),
    ],
)
def test_the_same_orders_written_otherwise_come_to_the_same(content):
    assert cleared(content) == cleared(csv_of(*TWO))


def test_orders_without_a_column_of_times_have_none():
    without = csv_of("a,buy,10,12", "b,sell,10,10", heading="order_id,side,quantity,limit")

    assert cleared(without) == cleared(csv_of("a,buy,10,12,", "b,sell,10,10,"))


def test_a_large_file_is_read_in_parts_and_comes_to_the_same(monkeypatch):
    lines = [f"o{at},{('buy', 'sell')[at % 2]},{1 + at % 7},{10 + at % 5},{at}" for at in range(99)]
    whole = cleared(csv_of(*lines)), cleared(json_orders(*lines))

    monkeypatch.setattr(csv_orders, "CHUNK_ROWS", 7)
    monkeypatch.setattr(cells, "LONG", 1)
    parts = cleared(csv_of(*reversed(lines))), cleared(json_orders(*reversed(lines)))

    assert whole == parts
    assert whole[0] == whole[1]


@pytest.mark.parametrize(
    ("column", "given", "reason"),
    [
        ("order_id", "", cells.EMPTY),
        ("order_id", "=1+1", "A spreadsheet would take it for a formula."),
        ("order_id", "@a", "A spreadsheet would take it for a formula."),
        ("order_id", "x" * 101, "It holds what an id may not, or has more than {most} characters."),
        ("order_id", "a\u202eb", None),
        ("order_id", "a\x07b", None),
        ("order_id", '"a,b"', None),
        ("order_id", '"a\nb"', None),
        ("side", "", cells.EMPTY),
        ("side", "BUY", "A side is buy or sell."),
        ("side", "买", "A side is buy or sell."),
        ("quantity", "", cells.EMPTY),
        ("quantity", "-5", cells.NO_NUMBER),
        ("quantity", "1e3", cells.NO_NUMBER),
        ("quantity", "1_000", cells.NO_NUMBER),
        ("quantity", '"1,000"', cells.NO_NUMBER),
        ("quantity", "１０", cells.NO_NUMBER),
        ("quantity", "NaN", cells.NO_NUMBER),
        ("quantity", "inf", cells.NO_NUMBER),
        ("quantity", "0x10", cells.NO_NUMBER),
        ("quantity", "=A1*2", cells.FORMULA),
        ("quantity", "1.5", cells.FRACTION),
        ("quantity", str(LARGEST + 1), "It is more than {most}."),
        ("quantity", "9" * 400, cells.NO_NUMBER),
        ("limit", "0", cells.NOT_ABOVE_ZERO),
        ("limit", "-1", cells.NO_NUMBER),
        ("limit", "nan", cells.NO_NUMBER),
        ("limit", "any", cells.NO_NUMBER),
        ("limit", "=A1", cells.FORMULA),
        ("limit", "10.5", "It lies between two ticks of {tick}."),
        ("limit", str(2**62 + 1), "It is more than {most}."),
        ("time", "noon", cells.NO_NUMBER),
        ("time", "1.5", cells.FRACTION),
        ("time", "--1", cells.NO_NUMBER),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_line(column, given, reason):
    sound = dict(zip(HEADING.split(","), ["x", "buy", "10", "10", "1"], strict=True))
    row = ",".join((sound | {column: given}).values())

    no = refused(csv_of(*TWO, "", row))

    assert no.code == "auction.cell_unreadable"
    assert no.column == column
    assert str(no.where) == f"line {5 + given.count(chr(10))}"
    if reason is not None:
        assert getattr(no.reason, "template", no.reason) == getattr(reason, "template", reason)


def test_the_first_of_several_faults_is_named():
    no = refused(csv_of("a,buy,x,10,1", "b,buy,y,10,1", "c,buy,z,10,1"))

    assert (str(no.where), no.given) == ("line 2", "x")


def test_a_fault_in_json_is_named_by_its_path():
    no = refused(json_orders(*TWO, "c,buy,1e3,10,1"))

    assert str(no.where) == "$[2].quantity"


def test_an_order_that_is_there_twice_is_named_with_both_lines():
    no = refused(csv_of(*TWO, "a,buy,1,10,3"))

    assert no.code == "auction.order_again"
    assert (str(no.where), str(no.first), no.order) == ("line 4", "line 2", "a")


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "auction.not_orders", "It is empty."),
        (b"\xef\xbb\xbf \n\n", "auction.not_orders", "It is empty."),
        (csv_of(*TWO)[:-8] + b"\xff\xfe,1,2\n", "auction.not_orders", "line 3"),
        (csv_of(*TWO) + b"\0", "auction.not_orders", "Line 4"),
        (csv_of(*TWO, 'c,"buy"x,1,1,1'), "auction.not_orders", "Line 4"),
        (csv_of(*TWO, "c,buy,1,1," + "1" * 200_000), "auction.not_orders", "Line 4"),
        (csv_of(*TWO, "c,buy,1"), "auction.columns_wrong", "Line 4: 3 cells under 5 headings."),
        (csv_of(*TWO, "c,buy,1,1,1,1"), "auction.columns_wrong", "Line 4: 6 cells"),
        (csv_of(*TWO, heading="order_id,side,quantity,time,x"), "auction.columns_wrong", "x"),
        (
            csv_of(*TWO, heading="order_id,side,quantity,time,time"),
            "auction.columns_wrong",
            "twice",
        ),
        (csv_of(heading="order_id,side,quantity"), "auction.columns_wrong", "Missing: limit."),
        (csv_of(heading="# cpa: 12"), "auction.columns_wrong", "no row of headings"),
        (b"# cpa: 12\n" + csv_of(*TWO), "auction.columns_wrong", "cpa"),
        (b"[1, 2", "auction.not_orders", "JSON"),
        (b'[{"order_id": 5}]', "auction.not_orders", "$[0]"),
        (b'{"rows": []}', "auction.not_orders", "rows"),
        (json_orders(*TWO).replace(b'"side"', b'"x"', 1), "auction.not_orders", "x"),
        (json_orders(*TWO).replace(b'"10"', b"NaN", 1), "auction.not_orders", "JSON"),
        (b"[" * 100_000, "auction.not_orders", "JSON"),
        (json_orders(*TWO).replace(b'"12"', b'"1\xc4"'), "auction.not_orders", "JSON"),
        (b"PAR1 and nothing else", "auction.not_orders", "Parquet"),
        (b"PK\x03\x04" + bytes(range(200)), "auction.not_orders", "UTF-8"),
    ],
)
def test_what_holds_no_orders_is_refused_and_says_why(content, code, says):
    no = refused(content, tick="1")

    assert no.code == code
    assert says in str(no)


def test_a_field_that_json_has_twice_is_refused():
    twice = json_orders(*TWO).replace(b'"side"', b'"quantity": "99", "side"', 1)

    assert refused(twice).code == "connectors.field_twice"


def test_more_orders_than_an_auction_takes_are_refused(monkeypatch):
    monkeypatch.setattr(clearing, "MOST_ORDERS", 1)
    assert refused(csv_of(*TWO)).code == "auction.too_large"

    monkeypatch.setattr(clearing, "LARGEST_ORDERS_FILE", 10)
    assert refused(csv_of(*TWO)).code == "auction.too_large"


@pytest.mark.parametrize(
    "given",
    [
        {"tick": "0"}, {"tick": "x"}, {"tick": "-1"}, {"tick": "1e-2"}, {"tick": "0.00000000001"},
        {"floor": "x"}, {"cap": "0"}, {"floor": "1.5"}, {"reference": "10.5"},
        {"rationing": "lottery"}, {"small": "-1"}, {"rationing": "small_first"},
        {"seed": "a\nb"}, {"seed": "x" * 201},
    ],
)  # fmt: skip
def test_a_term_that_cannot_be_read_is_named(given):
    no = refused(csv_of(*TWO), **given)

    assert no.code == "auction.parameter_unreadable"
    assert no.name in {*given, "small"}


def test_bounds_that_cross_are_refused_as_they_are_written():
    no = refused(csv_of(*TWO), floor="12.5", cap="10.5", tick="0.5")

    assert no.code == "market.cap_below_floor"
    assert "12.5" in str(no)


def test_a_file_without_any_limit_needs_its_bounds():
    bare = csv_of("a,buy,10,,", "b,sell,10,,")

    assert refused(bare).code == "auction.bound_missing"
    assert refused(bare, floor="1").name == "--cap"
    assert cleared(bare, floor="10", cap="20")["price"] == "15"


def test_sides_that_no_64_bits_hold_are_refused_by_name():
    no = refused(csv_of(f"a,buy,{LARGEST},10,", "b,buy,1,10,", "c,sell,1,10,"))

    assert no.code == "market.side_too_large"


def test_filling_by_time_needs_every_time():
    assert refused(csv_of("a,buy,1,10,", *TWO[1:]), rationing="time").code == "market.time_missing"


def parquet(tmp_path: Path, select: str) -> bytes:
    path = tmp_path / "made.parquet"
    with duckdb.connect() as lake:
        lake.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_orders_in_parquet_come_to_the_same_as_in_csv(tmp_path):
    content = parquet(
        tmp_path,
        "SELECT * FROM (VALUES ('a', 'buy', 10, 12.0::DOUBLE, 1), ('b', 'sell', 10, NULL, 2))"
        ' t(order_id, side, quantity, "limit", time)',
    )

    done = cleared(content, "orders.parquet", floor="10")

    assert done == cleared(csv_of("a,buy,10,12,1", "b,sell,10,,2"), floor="10")


@pytest.mark.parametrize(
    ("select", "says"),
    [
        ("SELECT 1 AS order_id", "Missing"),
        ("SELECT 'a' AS order_id, 'buy' AS side, 'nan'::DOUBLE AS quantity, 1 AS \"limit\"", "nan"),
        ("SELECT 'a' AS order_id, 'buy' AS side, NULL AS quantity, 1 AS \"limit\"", "order 1"),
        ("SELECT 'a' AS order_id, 'buy' AS side, [1] AS quantity, 1 AS \"limit\"", "[1]"),
        ("SELECT repeat('a', 5000) AS order_id, 1 AS side, 1 AS quantity, 1 AS \"limit\"", "1,000"),
    ],
)  # fmt: skip
def test_odd_parquet_is_refused(tmp_path, select, says):
    assert says in str(refused(parquet(tmp_path, select), "orders.parquet"))


def test_parquet_with_more_rows_than_an_auction_takes_is_refused_before_it_is_read(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(parquet_orders, "MOST_ORDERS", 3)
    select = "SELECT 'o' AS order_id, '' AS side, 1 AS quantity, 1 AS \"limit\" FROM range(4)"

    assert refused(parquet(tmp_path, select)).code == "auction.too_large"


def test_without_duckdb_parquet_is_refused_with_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)

    with pytest.raises(NotFound) as no:
        auction.clear_orders(b"PAR1", "orders.parquet", auction.Parameters())
    assert no.value.code == "auction.lake_missing"
    assert "pip install duckdb" in str(no.value)


NASTY = st.sampled_from(
    ["", "-", "=1", "1e5", "1,000", "buy", "sell", "a", "b", '"', "\u202e", "\0", "NaN", "10", "12",
     "０", "x" * 300, "order_id", "\ufeff", "# floor: 1", "\r", str(2**63), "10.5", "  7 "]
)  # fmt: skip
CELL = st.one_of(NASTY, st.text(max_size=12), st.integers().map(str))


def ends_well(content: bytes) -> None:
    """Fail, unless a file is cleared, or refused with what, why and fix; nothing else may come."""
    try:
        done = auction.clear_orders(content, "orders.csv", auction.Parameters())
    except InvalidInput as no:
        short = min(len(part) for part in no.say())
    else:
        book, filled = done.allocation.book, dict(done.allocation.clearing.fills)
        buys = dict(zip(book.order_ids, book.buys, strict=True))
        bought = [units for order, units in filled.items() if buys[order]]
        assert sum(filled.values()) == 2 * sum(bought)
        return
    assert short > 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_cleared_or_refused(content):
    ends_well(content)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=5, max_size=5), max_size=8), st.sampled_from([",", ";"]))
def test_any_cells_under_headings_are_cleared_or_refused(rows, separator):
    lines = [HEADING.replace(",", separator), *(separator.join(row) for row in rows)]

    ends_well("\n".join(lines).encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 300), st.binary(max_size=8), st.booleans())
def test_any_damage_to_a_file_is_cleared_or_refused(at, damage, overwrites):
    sound = csv_of(*WORKED)
    ends_well(sound[:at] + damage + sound[at + (len(damage) if overwrites else 0) :])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=8), st.booleans())
def test_any_damage_to_json_is_cleared_or_refused(at, damage, overwrites):
    sound = json_orders(*WORKED)
    ends_well(sound[:at] + damage + sound[at + (len(damage) if overwrites else 0) :])


def test_any_damage_to_parquet_is_cleared_or_refused(tmp_path):
    sound = parquet(
        tmp_path,
        "SELECT 'o' || range AS order_id, 'buy' AS side, range AS quantity, 10 AS \"limit\""
        " FROM range(20)",
    )
    random = Random(3)
    for _ in range(15):
        damaged = bytearray(sound)
        at = random.randrange(4, len(damaged))
        damaged[at : at + random.randrange(4)] = random.randbytes(random.randrange(4))
        ends_well(bytes(damaged))
