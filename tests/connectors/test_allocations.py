"""The file of an allocation: read again and cleared by its own terms, it comes to the same."""

import csv
import io
from datetime import timedelta
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from laogu.connectors import auction
from laogu.market import Policy, Side, book_hash, book_of, clear
from tests.connectors.orders import WORKED, csv_orders, refused
from tests.desk import MORNING, desk_at, has, holds, open_articles
from tests.windows import book, may_hold_windows, opened, state_of

SIDES: list[Side] = ["buy", "sell"]
BOTH = (auction.allocation_csv, auction.allocation_json)


def allocated(content, **given):
    return auction.clear_orders(content, "orders.csv", auction.Parameters(**given))


def again(written, **given):
    return auction.clear_orders(written, "allocation", auction.Parameters(**given))


@pytest.mark.parametrize("write", BOTH)
def test_what_is_written_and_read_again_comes_to_the_same(write):
    done = allocated(
        csv_orders(*WORKED), floor="2000", cap="2600", reference="2350", seed="seed: 1"
    )

    found = again(write(done.allocation))

    assert found.result == done.result
    assert found.differs == ()
    assert found.allocation.terms == done.allocation.terms


@pytest.mark.parametrize("write", BOTH)
def test_random_books_come_to_the_same(write):
    random = Random(5)
    for _ in range(40):
        orders: list[tuple[str, Side, int, int | None, int | None]] = [
            (
                f"o{at}",
                random.choice(SIDES),
                random.randrange(9),
                random.choice([None, 5 * random.randrange(190, 210)]),
                random.choice([None, random.randrange(-3, 3)]),
            )
            for at in range(random.randrange(9))
        ]
        terms = auction.Terms(
            scale=2,
            tick=5,
            floor=950,
            cap=1050,
            reference=random.choice([None, 1000]),
            policy=Policy(rationing="small_first", small=3, seed=random.choice(["", " = ,\"x'"])),
        )
        made = book_of(orders)
        clearing = clear(
            made, floor=950, cap=1050, tick=5, reference=terms.reference,
            rationing="small_first", small=3, seed=terms.policy.seed,
        )  # fmt: skip
        allocation = auction.Allocation(book=made, terms=terms, clearing=clearing)

        found = again(write(allocation))

        assert found.differs == ()
        hashed = book_hash(made, scale=2)
        assert found.result == auction.result_of(clearing, scale=2, hashed=hashed)


def test_a_window_that_cleared_can_be_worked_out_again_from_its_file():
    sellers, buyers = [holds("eve", 500), holds("fay", 500)], [has("ann", 9_000), has("bob", 9_000)]
    desk = desk_at(MORNING, open_articles, may_hold_windows, *sellers, *buyers)
    window = opened(desk, reference="23.50", seed="harrow 2026")
    book(desk, window, "ann 300 25.00 eve 200\n bob 300 24.00 fay 150\n any fay 77")
    assert auction.allocation_of(desk.books, state_of(desk, window)) is None
    desk.go_to(MORNING + timedelta(days=3))

    allocation = auction.allocation_of(desk.books, state_of(desk, window))
    assert allocation is not None

    done = state_of(desk, window).cleared
    assert done is not None
    for write in BOTH:
        found = again(write(allocation))
        assert found.differs == ()
        assert found.result["book_hash"] == done.book_hash
        assert found.result["volume"] == str(done.volume)
        text = write(allocation).decode()
        assert window in text
        assert not any(holder in text for holder in desk.holders.values())


def changed(content, old, new):
    assert old in content
    return content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        (b"# price: 2400", b"# price: 2500", ("price",)),
        (b"b3,buy,500,2400,,400", b"b3,buy,500,2400,,300", ("filled",)),
        (b"b3,buy,500,2400,,400", b"b3,buy,600,2400,,400", ("surplus", "book_hash")),
        (b"# decided_by: volume", b"# decided_by: midpoint", ("decided_by",)),
        (b"# rule_version: call-auction.1", b"# rule_version: call-auction.9", ("rule_version",)),
    ],
)
def test_a_file_that_was_changed_is_found_out(old, new, differs):
    done = allocated(csv_orders(*WORKED), floor="2000", cap="2600")

    assert again(changed(auction.allocation_csv(done.allocation), old, new)).differs == differs


def test_other_terms_than_its_own_are_not_compared():
    done = allocated(csv_orders(*WORKED), floor="2000", cap="2600")
    written = auction.allocation_csv(done.allocation)

    assert again(written, seed="another").differs is None
    assert again(written, floor="2000").differs == ()


def test_a_spreadsheet_may_save_it_again():
    done = allocated(csv_orders(*WORKED), floor="2000", cap="2600", seed="s")
    rows = list(
        csv.reader(io.StringIO(auction.allocation_csv(done.allocation).decode("utf-8-sig")))
    )
    width = max(len(row) for row in rows)

    padded = "\n".join(",".join(row + [""] * (width - len(row))) for row in rows)

    assert again(padded.encode()).differs == ()


@pytest.mark.parametrize("write", BOTH)
def test_it_states_what_was_recorded_and_not_what_this_program_would_find(write):
    desk = desk_at(MORNING, open_articles, may_hold_windows, holds("ada", 9), has("elm", 900))
    window = opened(desk)
    book(desk, window, "elm 5 24.00 ada 5")
    desk.wait(days=4)
    state = state_of(desk, window)
    assert state.cleared is not None
    recorded = replace(state.cleared, book_hash="0" * 64, rule_version="call-auction.0")

    allocation = auction.allocation_of(desk.books, replace(state, cleared=recorded))

    assert allocation is not None
    assert again(write(allocation)).differs == ("book_hash", "rule_version")


def test_no_cell_of_it_is_a_formula():
    done = allocated(csv_orders(*WORKED), seed="=1+1")

    rows = csv.reader(io.StringIO(auction.allocation_csv(done.allocation).decode("utf-8-sig")))

    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"# laogu allocation: 1", b"# laogu allocation: 2"),
        (b"# seed:", b"# sead:"),
        (b"# tick: 1", b"# tick: no"),
    ],
)
def test_words_of_it_that_are_not_known_are_refused(old, new):
    done = allocated(csv_orders(*WORKED))

    refused(changed(auction.allocation_csv(done.allocation), old, new))


def test_json_states_its_terms_beside_its_orders():
    allocation = replace(allocated(csv_orders(*WORKED)).allocation, about={"currency": "USD"})

    held = msgspec.json.decode(auction.allocation_json(allocation))

    assert list(held) == ["allocation", "about", "parameters", "orders", "result"]
    assert held["about"] == {"currency": "USD"}
    assert held["parameters"] == {
        "floor": "2100", "cap": "2600", "tick": "1", "reference": None,
        "rationing": "pro_rata", "small": "0", "seed": "",
    }  # fmt: skip
    assert held["orders"][2] == {
        "order_id": "b3", "side": "buy", "quantity": "500", "limit": "2400", "time": "",
        "filled": "400",
    }  # fmt: skip
