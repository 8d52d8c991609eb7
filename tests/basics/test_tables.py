"""Whatever was tried on a table can be put back as it was."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.basics import Columns, Piles, Shelves, Table, Undo


def test_everything_since_a_mark_is_undone_and_nothing_before_it():
    undo = Undo()
    table: Table[str, int] = Table(undo)
    table["kept"] = 1
    mark = undo.mark()

    table["kept"] = 2
    table["new"] = 3
    table.change("new", lambda value: value + 1)
    del table["kept"]
    table["kept"] = 5
    undo.back_to(mark)

    assert table == {"kept": 1}


def test_what_was_added_or_increased_is_undone_like_the_rest():
    undo = Undo()
    table: Table[str, int] = Table(undo)
    assert table.increase("stands", 5) == 5
    mark = undo.mark()

    table.add("new", 3)
    assert table.increase("stands", -2) == 3
    assert table.increase("began", 7) == 7
    assert table == {"stands": 3, "new": 3, "began": 7}
    undo.back_to(mark)

    assert table == {"stands": 5}


def test_a_key_that_is_there_is_not_added_again():
    table: Table[str, int] = Table(Undo())
    table["old"] = 1

    with pytest.raises(AssertionError):
        table.add("old", 2)


def test_marks_lie_inside_each_other():
    undo = Undo()
    table: Table[str, int] = Table(undo)
    outer = undo.mark()
    table["a"] = 1
    inner = undo.mark()
    table["a"] = 2

    undo.back_to(inner)
    assert table == {"a": 1}
    undo.back_to(outer)
    assert table == {}


def test_what_was_forgotten_stays():
    undo = Undo()
    table: Table[str, int] = Table(undo)
    table["durable"] = 1
    undo.forget()

    undo.back_to(0)

    assert table == {"durable": 1}


def test_a_shelf_is_there_for_every_key_and_is_undone_with_the_rest():
    undo = Undo()
    shelves: Shelves[str, str, None] = Shelves(undo)
    shelves["ada"]["lot"] = None
    mark = undo.mark()

    del shelves["ada"]["lot"]
    shelves["ben"]["lot"] = None
    undo.back_to(mark)

    assert dict(shelves.on("ada")) == {"lot": None}
    assert dict(shelves.on("ben")) == {}


def test_looking_at_a_shelf_makes_none():
    shelves: Shelves[str, str, None] = Shelves(Undo())

    assert not shelves.on("nobody")
    assert "nobody" not in shelves


def test_a_pile_is_there_for_every_key_and_is_cut_back_with_the_rest():
    undo = Undo()
    piles: Piles[str, int] = Piles(undo)
    piles["ada"].put(1)
    mark = undo.mark()

    piles["ada"].put(2)
    piles["ben"].put(2)
    piles["ada"].put(3)
    undo.back_to(mark)

    assert list(piles.on("ada")) == [1]
    assert list(piles.on("ben")) == []


def test_what_lies_on_a_pile_already_is_not_put_on_it_again():
    undo = Undo()
    piles: Piles[str, int] = Piles(undo)
    piles["ada"].put(1)
    mark = undo.mark()

    piles["ada"].put(1)
    undo.back_to(mark)

    assert list(piles.on("ada")) == [1]


def test_looking_at_a_pile_makes_none():
    piles: Piles[str, int] = Piles(Undo())

    assert not piles.on("nobody")
    assert "nobody" not in piles


@pytest.mark.parametrize(
    "change",
    [
        lambda pile: pile.append(2),
        lambda pile: pile.extend([2]),
        lambda pile: pile.insert(0, 2),
        lambda pile: pile.pop(),
        lambda pile: pile.remove(1),
        lambda pile: pile.clear(),
        lambda pile: pile.sort(),
        lambda pile: pile.reverse(),
        lambda pile: pile.__setitem__(0, 2),
        lambda pile: pile.__delitem__(0),
        lambda pile: pile.__iadd__([2]),
        lambda pile: pile.__imul__(2),
    ],
)
def test_a_pile_only_grows(change):
    pile = Piles[str, int](Undo())["ada"]
    pile.put(1)

    with pytest.raises(NotImplementedError):
        change(pile)

    assert list(pile) == [1]


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update(a=1),
        lambda table: table.setdefault("a", 1),
        lambda table: table.pop("b"),
        lambda table: table.popitem(),
        lambda table: table.clear(),
        lambda table: table.__ior__({"a": 1}),
    ],
)
def test_what_could_not_be_undone_is_not_offered(change):
    table: Table[str, int] = Table(Undo())
    table["b"] = 2

    with pytest.raises(NotImplementedError):
        change(table)

    assert table == {"b": 2}


def test_a_key_that_is_not_there_cannot_be_taken_away():
    table: Table[str, int] = Table(Undo())

    with pytest.raises(KeyError):
        del table["nothing"]


def test_columns_are_cut_back_to_where_they_were():
    undo = Undo()
    columns = Columns(undo, 2)
    columns.append("kept", 1)
    mark = undo.mark()

    columns.append("tried", 2)
    columns.append("tried too", 3)
    undo.back_to(mark)

    assert columns.lists == (["kept"], [1])
    assert len(columns) == 1


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("set", "add", "increase", "delete", "shelve", "pile", "row", "mark", "back")
        ),
        st.integers(0, 3),
    ),
    max_size=40,
)


@given(ACTS)
def test_whatever_was_done_is_put_back_as_copies_of_everything_would_have_it(acts):
    undo = Undo()
    table: Table[int, int] = Table(undo)
    shelves: Shelves[int, int, int] = Shelves(undo)
    piles: Piles[int, int] = Piles(undo)
    columns = Columns(undo, 2)
    marks: list[tuple[int, Any]] = []

    def stands() -> Any:
        """Return a copy of everything; what is empty says nothing."""
        shelved = {key: dict(shelf) for key, shelf in shelves.items() if shelf}
        piled = {key: list(pile) for key, pile in piles.items() if pile}
        return deepcopy((dict(table), shelved, piled, columns.lists))

    for number, (act, key) in enumerate(acts):
        match act:
            case "set":
                table[key] = number
            case "add" if key not in table:
                table.add(key, number)
            case "increase":
                table.increase(key, number)
            case "delete" if key in table:
                del table[key]
            case "shelve":
                shelves[key][number] = number
            case "pile":
                piles[key].put(number)
            case "row":
                columns.append(key, number)
            case "mark":
                marks.append((undo.mark(), stands()))
            case "back" if marks:
                mark, before = marks.pop()
                undo.back_to(mark)
                assert stands() == before
            case _:
                pass
