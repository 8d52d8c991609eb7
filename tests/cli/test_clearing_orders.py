"""`laogu auction clear`: the promised shape, a table, errors, and a file worked out again."""

from pathlib import Path

import pytest

from laogu.connectors import auction
from tests.cli.desk import in_chinese, typed
from tests.connectors.orders import HEADING, WORKED, csv_orders

KEYS = ["price", "volume", "surplus", "decided_by", "fills", "book_hash", "rule_version"]
WORKED_TERMS = ("--floor", "2000", "--cap", "2600", "--reference", "2350")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "orders.csv"
    path.write_bytes(csv_orders(*WORKED))
    return str(path)


def written(tmp_path: Path, *lines: str, name: str = "given.csv") -> str:
    path = tmp_path / name
    path.write_bytes(csv_orders(*lines))
    return str(path)


def test_the_object_has_the_promised_shape(file: str):
    came = typed("auction", "clear", file, *WORKED_TERMS, "--json")

    assert (came.code, came.err) == (0, "")
    assert list(came.json) == KEYS
    assert came.json["price"] == "2400"
    assert (came.json["volume"], came.json["surplus"]) == ("1100", "100")
    assert came.json["decided_by"] == "volume"
    assert came.json["fills"][2] == {"order_id": "b3", "quantity": "400"}
    assert [one["order_id"] for one in came.json["fills"]] == [
        "b1", "b2", "b3", "s1", "s2", "s3", "s4",
    ]  # fmt: skip
    assert len(came.json["book_hash"]) == 64
    assert came.json["rule_version"] == "call-auction.1"


def test_without_a_price_the_object_says_null(tmp_path: Path):
    came = typed("auction", "clear", written(tmp_path, "a,buy,1,10,", "b,sell,1,11,"), "--json")

    assert came.code == 0
    assert came.json["price"] is None
    assert (came.json["volume"], came.json["fills"]) == ("0", [])
    assert came.json["decided_by"] == "no_cross"


def test_a_person_reads_the_price_first_and_then_every_fill(file: str):
    came = typed("auction", "clear", file, *WORKED_TERMS)

    lines = came.out.splitlines()
    assert lines[0] == "1,100 units trade at 2,400."
    assert "Left over there: 100 to buy." in lines[2]
    assert "b3     buy   2,400       500     400" in came.out


def test_a_person_reads_it_in_chinese(file: str):
    came = typed("auction", "clear", file, *WORKED_TERMS, "--lang", "zh")

    assert came.out.startswith(
        in_chinese("{units} units trade at {price}.", units=1100, price="2,400")
    )
    assert in_chinese("At no other price do so many units trade.") in came.out


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("a,buy,5,10,", "b,sell,9,10,"), "Left over there: 4 to sell."),
        (("a,buy,5,10,", "b,sell,5,10,"), "Nobody is left over there."),
        (("a,buy,5,9,", "b,sell,5,10,"), "Nothing trades: there is no price."),
    ],
)
def test_what_is_left_over_is_said(tmp_path: Path, lines: tuple[str, ...], says: str):
    assert says in typed("auction", "clear", written(tmp_path, *lines)).out


def test_a_long_table_is_cut_and_says_where_the_rest_is(tmp_path: Path):
    lines = [f"o{at:03},buy,1,10,{at}" for at in range(50)]

    came = typed("auction", "clear", written(tmp_path, *lines, "s,sell,50,10,0"))

    assert "And 11 more; --json gives every fill." in came.out


@pytest.mark.parametrize("write", [auction.allocation_csv, auction.allocation_json])
def test_an_allocation_is_worked_out_again_to_the_same_object(tmp_path: Path, file: str, write):
    given = auction.Parameters(floor="2000", cap="2600", reference="2350")
    done = auction.clear_orders(Path(file).read_bytes(), "orders.csv", given)
    path = tmp_path / "allocation"
    path.write_bytes(write(done.allocation))

    first = typed("auction", "clear", file, *WORKED_TERMS, "--json").json
    same = typed("auction", "clear", str(path), "--json")

    assert same.code == 0
    assert same.json == first | {"agrees": True}
    assert "The file states the same." in typed("auction", "clear", str(path)).out


def test_an_allocation_that_was_changed_ends_with_two_and_is_shown_all_the_same(
    tmp_path: Path, file: str
):
    done = auction.clear_orders(Path(file).read_bytes(), "orders.csv", auction.Parameters())
    path = tmp_path / "allocation.csv"
    path.write_bytes(auction.allocation_csv(done.allocation).replace(b": 2400", b": 2401"))

    came = typed("auction", "clear", str(path), "--json")

    assert came.code == 2
    assert (came.json["price"], came.json["agrees"]) == ("2400", False)
    assert came.error["code"] == "cli.allocation_differs"
    assert came.error["facts"]["differs"] == ["price"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("no-such.csv",), "cli.file_unreadable"),
        (("FILE", "--rationing", "lottery"), "cli.value_unreadable"),
        (("FILE", "--tick", "0"), "auction.parameter_unreadable"),
        (("FILE", "--floor", "2600", "--cap", "2000"), "market.cap_below_floor"),
        (("FILE", "--rationing", "small_first"), "auction.parameter_unreadable"),
        (("FILE", "--rationing", "time"), "market.time_missing"),
        (("FILE", "--tick", "7"), "auction.cell_unreadable"),
        (("FILE", "--tikc", "7"), "cli.option_unknown"),
        (("FOLDER",), "cli.value_unreadable"),
        ((), "cli.option_missing"),
    ],
)
def test_what_cannot_be_read_ends_with_two(file: str, words: tuple[str, ...], code: str):
    places = {"FILE": file, "FOLDER": str(Path(file).parent)}

    came = typed("auction", "clear", *(places.get(one, one) for one in words), "--json")

    assert (came.code, came.error["code"], came.out) == (2, code, "")
    assert all(came.error[part] for part in ("what", "why", "fix"))


def test_a_fault_is_named_with_its_line_in_both_languages(tmp_path: Path):
    path = written(tmp_path, "a,buy,ten,10,", "b,sell,1,11,")

    came = typed("auction", "clear", path)
    chinese = typed("auction", "clear", path, "--lang", "zh")

    assert came.err.startswith("error auction.cell_unreadable: line 2: ten cannot be read as")
    assert in_chinese("line {line}", line="2") in chinese.err


def test_a_link_to_a_file_is_read_as_the_file(tmp_path: Path, file: str):
    link = tmp_path / "link.csv"
    link.symlink_to(file)

    assert typed("auction", "clear", str(link), "--json").json["price"] == "2400"


def test_a_name_with_stars_is_a_name(tmp_path: Path):
    path = tmp_path / "*.csv"
    path.write_text(f"{HEADING}\na,buy,1,10,\nb,sell,1,10,\n", encoding="utf-8")

    assert typed("auction", "clear", str(path), "--json").json["price"] == "10"
