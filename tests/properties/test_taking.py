"""Whatever happened to an issuer's securities, a register takes it and tells it as it was."""

from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import Personal
from laogu.operations import Books
from laogu.register import history, interchange
from tests.connectors.test_writing_packages import bare
from tests.desk import TODAY, Desk, asked_for
from tests.register.histories import story

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


def taken(told: history.History, **more: Any) -> tuple[Desk, str]:
    """Return a desk that took a history, and the id of its issuer."""
    desk = Desk()
    new = {"slug": "made-up", "name_en": "Made Up (example)", "zone": "UTC", "currency": "USD"}
    done = desk.do("register.take", history=told, new=asked_for("issuer.register", new), **more)
    return desk, done["issuer"][0]


def told_again(desk: Desk, issuer: Any, on: Any = TODAY) -> tuple[history.History, dict[str, str]]:
    journal = desk.journal
    return interchange.told(
        journal.books.register,
        issuer,
        as_of=on,
        open_name=lambda name: journal.personal[name.ref] if isinstance(name, Personal) else name,
        document=journal.document,
    )


def in_order(told: history.History) -> dict[str, Any]:
    found = bare(msgspec.structs.replace(told, as_of=None))
    found["changes"] = sorted(found["changes"], key=lambda one: (one["on"], one["id"]))
    return found


def held(told: history.History, on: Any) -> dict[str, int | None]:
    lives = history.Lives(told)
    return {one.issuance.security: one.units for one in history.positions(lives, as_of=on)}


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(min_value=1, max_value=25))
def test_taking_and_telling_again_changes_nothing(seed, steps):
    told = story(seed, steps).told()

    desk, issuer = taken(told)
    again, _ = told_again(desk, issuer)

    assert in_order(again) == in_order(told)
    assert not history.check(history.Lives(again)) or all(
        one.remark.severity != "error" for one in history.check(history.Lives(again))
    )


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(min_value=1, max_value=25))
def test_held_equals_issued_at_every_prefix_and_every_day_is_told_as_it_was(seed, steps):
    told = story(seed, steps).told()

    desk, issuer = taken(told)

    books = Books()
    for _, entry in desk.journal.entries():
        for event in entry.events:
            books.apply((event,), entry.recorded_at)
            books.check((event,))
    assert books.differences(desk.journal.books) == ()
    for on in {one.on for one in told.changes}:
        for day in (on, on - timedelta(1)):
            assert held(told_again(desk, issuer, day)[0], day) == held(told, day)
