"""Who owns shares in the end: vehicles looked through, against paths that are walked one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.basics import HolderId, Undo
from laogu.register.owners import (
    Behind,
    End,
    InterestInRing,
    InterestRecorded,
    NotAFraction,
    Owners,
    PartsExceedWhole,
    add_interest,
    chains,
    fraction_of,
    look_behind,
    percent,
    sole_owner,
    wholly_owned,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FIRST, MAY, JUNE = date(2026, 1, 1), date(2026, 5, 1), date(2026, 6, 1)


def interest(vehicle, owner, part, whole, on=FIRST):
    return InterestRecorded(
        effective_on=on, vehicle=HolderId(vehicle), owner=HolderId(owner), part=part, whole=whole,
        kind="partnership", source="Register of partners",
    )  # fmt: skip


def owners(*interests):
    """Return interests written as `vehicle owner part/whole`, recorded by the rules."""
    found = Owners(Undo())
    for text in interests:
        vehicle, owner, fraction, *on = text.split()
        part, whole = map(int, fraction.split("/"))
        day = date.fromisoformat(on[0]) if on else FIRST
        found.apply(add_interest(found, interest(vehicle, owner, part, whole, day)), NOW)
    return found


def behind(found, holder, on=MAY):
    named = look_behind(found, HolderId(holder), on=on).items()
    return {(end.holder, end.is_known): part for end, part in named}


def test_a_holder_behind_whom_nobody_stands_is_the_last_one():
    assert behind(owners(), "ada") == {("ada", True): 1}


def test_parts_multiply_along_a_chain_and_add_over_several():
    found = owners("fund ada 1/2", "fund platform 1/2", "platform ada 1/3", "platform ben 2/3")

    assert behind(found, "fund") == {("ada", True): Fraction(2, 3), ("ben", True): Fraction(1, 3)}


def test_what_nobody_told_is_not_known_and_names_the_vehicle():
    found = owners("fund ada 1/4", "ada-trust ben 1/1")

    assert behind(found, "fund") == {("ada", True): Fraction(1, 4), ("fund", False): Fraction(3, 4)}


def test_an_interest_counts_from_its_day_and_ends_by_a_later_one():
    found = owners("fund ada 1/1 2026-01-01", "fund ada 0/1 2026-05-02", "fund ben 1/1 2026-06-01")

    assert behind(found, "fund", on=date(2025, 12, 31)) == {("fund", True): 1}
    assert behind(found, "fund", on=MAY) == {("ada", True): 1}
    assert behind(found, "fund", on=date(2026, 5, 2)) == {("fund", True): 1}
    assert behind(found, "fund", on=JUNE) == {("ben", True): 1}


def test_each_chain_names_its_vehicles_and_the_part_of_each_step():
    found = owners("fund ada 1/2", "fund platform 1/2", "platform ada 1/3")
    known = Behind()
    look_behind(found, HolderId("fund"), on=MAY, known=known)

    ways = chains(found, HolderId("fund"), End(HolderId("ada")), on=MAY, known=known, most=9)

    told = [[(step.vehicle, step.part) for step in way] for way in ways]
    half, third = Fraction(1, 2), Fraction(1, 3)
    assert told == [[("fund", half)], [("fund", half), ("platform", third)]]


@pytest.mark.parametrize(
    ("before", "last", "ring"),
    [
        ([], "a a 1/2", ("a", "a")),
        (["a b 1/2"], "b a 1/2", ("b", "a", "b")),
        (["a b 1/2", "b c 1/9"], "c a 1/1", ("c", "a", "b", "c")),
    ],
)
def test_a_ring_is_refused_with_every_vehicle_in_it(before, last, ring):
    found = owners(*before)
    vehicle, owner, fraction = last.split()
    part, whole = map(int, fraction.split("/"))

    with pytest.raises(InterestInRing) as no:
        add_interest(found, interest(vehicle, owner, part, whole))

    assert no.value.ring == ring


def test_a_ring_that_would_close_only_later_is_refused_with_its_day():
    found = owners("b a 1/2 2026-06-01")

    with pytest.raises(InterestInRing) as no:
        add_interest(found, interest("a", "b", 1, 2, on=MAY))

    assert no.value.on == JUNE


def test_what_ended_closes_no_ring():
    found = owners("a b 1/2 2026-01-01", "a b 0/1 2026-04-01")

    assert add_interest(found, interest("b", "a", 1, 2, on=MAY)).fraction == Fraction(1, 2)


def test_owners_of_a_vehicle_own_no_more_than_all_of_it_on_any_later_day():
    found = owners("fund ada 3/4", "fund ben 1/4 2026-06-01")

    with pytest.raises(PartsExceedWhole) as no:
        add_interest(found, interest("fund", "cy", 1, 8, on=MAY))

    assert (no.value.on, no.value.left) == (JUNE, 0)  # type: ignore[comparison-overlap]


def test_nothing_ends_that_is_not_there():
    with pytest.raises(NotAFraction):
        add_interest(owners(), interest("fund", "ada", 0, 1))


@pytest.mark.parametrize(
    ("part", "units", "of"),
    [(None, None, None), ("0.5", 1, 2), (None, 1, None), ("1.01", None, None), ("-1", None, None),
     ("NaN", None, None), ("1e-30", None, None), (None, 3, 2), (None, -1, 2), (None, 0, 0)],
)  # fmt: skip
def test_what_is_no_part_is_refused(part, units, of):
    with pytest.raises(NotAFraction):
        fraction_of(None if part is None else Decimal(part), units, of)


def test_a_percentage_is_rounded_down():
    assert str(percent(Fraction(2, 3))) == "66.6666"


def test_who_owns_a_chain_whole_is_found_from_both_ends():
    found = owners("a b 1/1", "b c 1/1", "d c 1/1", "e c 1/2")

    assert sole_owner(found, HolderId("a"), on=MAY) == "c"
    assert sole_owner(found, HolderId("e"), on=MAY) == "e"
    assert wholly_owned(found, HolderId("c"), on=MAY) == {"a", "b", "c", "d"}


# The twin: every path is walked by itself. Vehicles own only those of a higher number: no rings.
@st.composite
def graphs(draw):
    found = {}
    for vehicle in range(6):
        behind_it = draw(st.lists(st.integers(vehicle + 1, 8), unique=True, max_size=4))
        found[vehicle] = [(owner, draw(st.integers(1, 25))) for owner in behind_it]
    return found


def path_by_path(graph, one, part):
    """Yield who is behind a vehicle by every path there is, and the part that goes along it."""
    owned = graph.get(one, [])
    if not owned:
        yield (f"h{one}", True), part
        return
    for owner, percents in owned:
        yield from path_by_path(graph, owner, part * Fraction(percents, 100))
    yield (f"h{one}", False), part * (1 - Fraction(sum(p for _, p in owned), 100))


@given(graphs())
def test_looking_through_agrees_with_walking_every_path(graph):
    found = owners(
        *[f"h{one} h{owner} {part}/100" for one, owned in graph.items() for owner, part in owned]
    )
    for one in graph:
        slow = {}  # type: ignore[var-annotated]
        for end, part in path_by_path(graph, one, Fraction(1)):
            slow[end] = slow.get(end, 0) + part
        known = Behind()
        fast = look_behind(found, HolderId(f"h{one}"), on=MAY, known=known)

        assert {(end.holder, end.is_known): part for end, part in fast.items()} == {
            end: part for end, part in slow.items() if part
        }
        assert sum(fast.values()) == 1
        for end, part in fast.items():
            ways = list(chains(found, HolderId(f"h{one}"), end, on=MAY, known=known, most=10_000))
            together = Fraction(0)
            for way in ways:
                along = Fraction(1)
                for step in way:
                    along *= step.part
                together += along
            assert together == part


def test_a_ring_that_was_taken_in_all_the_same_is_not_known_and_never_walked_round():
    found = Owners(Undo())
    for vehicle, owner in (("a", "b"), ("b", "a")):
        found.apply(interest(vehicle, owner, 1, 1), NOW)

    assert sum(look_behind(found, HolderId("a"), on=MAY).values()) == 1
    assert sole_owner(found, HolderId("a"), on=MAY) in {"a", "b"}
