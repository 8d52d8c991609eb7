"""Whatever becomes of grants: granted is used, ended and left; a pool never grows beyond itself."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import Conflict, InvalidInput, NotFound, Refusal
from laogu.operations import Books
from laogu.register import plans
from tests.desk import MORNING, TODAY, Desk, desk_at, everything, has, open_articles
from tests.granting import YEARS, granted, with_plan

RESERVED = 3_000
KINDS = st.sampled_from(["iso", "nso", "rsu"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 500)),
        st.tuples(st.just("exercise"), st.integers(1, 400)),
        st.tuples(st.just("outside"), st.integers(1, 400)),
        st.tuples(st.just("net"), st.integers(1, 400)),
        st.tuples(st.just("release"), st.integers(0, 60)),
        st.tuples(st.just("cancel"), st.integers(1, 200)),
        st.tuples(st.just("accelerate"), st.integers(1, 200)),
        st.tuples(st.just("leave"), st.integers(-40, 60)),
        st.tuples(st.just("grant"), st.integers(1, 900)),
    ),
    min_size=4,
    max_size=14,
)


def ask(desk: Desk, what: str, figure: int, kind: str) -> None:
    """Ask for a step of every living grant; what the rules refuse does not happen."""
    if what == "wait":
        desk.wait(days=figure)
        return
    if what == "grant":
        _tries(desk, lambda: _grant(desk, figure, kind))
        return
    if what == "leave":
        on = desk.today + timedelta(days=figure)
        asked = {"issuer": "harrow", "holder": desk.holder("dee"), "on": on}
        _tries(desk, lambda: desk.do("holder.leave", "ida", reason="voluntary_other", **asked))
        return
    for security in list(desk.books.register.plans.grants):
        more: dict[str, Any] = {"security": security, "quantity": figure}
        value = {"fair_value": Decimal("7.01"), "source": "x"}
        ways: dict[str, tuple[str, str, dict[str, Any]]] = {
            "exercise": ("grant.exercise", "dee", more),
            "outside": ("grant.exercise", "ida", more | {"paid": "outside", "reference": "x"}),
            "net": ("grant.exercise", "ida", more | value | {"paid": "net"}),
            "release": ("grant.release", "ida", {"security": security, "rate": Decimal(figure)}),
            "cancel": ("grant.cancel", "ida", more | {"reason": "x"}),
            "accelerate": ("vesting.accelerate", "ida", more),
        }
        operation, by, fields = ways[what]
        _tries(desk, lambda: desk.do(operation, by, **fields))  # noqa: B023 - called at once


def _grant(desk: Desk, quantity: int, kind: str) -> None:
    granted(
        desk, "dee", quantity, kind=kind, vests=YEARS, vests_from=desk.today, window="90 days",
        expires_on=desk.today + timedelta(days=1_500), is_early_exercisable=quantity % 3 == 0,
    )  # fmt: skip


def _tries(desk: Desk, asks: Any) -> None:
    """Ask; a rule may say no, and then nothing was recorded. A broken promise is no such thing."""
    before = desk.journal.head
    with suppress(Refusal, InvalidInput, NotFound, Conflict):
        asks()
        return
    assert desk.journal.head == before


def holds_together(books: Books, on: Any) -> None:
    """Fail, where units came from nowhere, or went nowhere."""
    books.check_all()
    room = books.register.plans
    became = 0
    for grant in room.grants.values():
        used = plans.Used.of(grant, on)
        assert grant.granted.units == used.exercised + used.released + used.ended + grant.left
        now = plans.standing(room, grant, decimals=0, on=on)
        assert now.left == now.vested + now.unvested + now.held + now.lost == grant.left
        for act in grant.acts:
            if isinstance(act.event, plans.GrantExercised | plans.GrantReleased):
                made = sum(stock.units for stock in act.event.shares)
                assert made + act.event.withheld == act.event.units
                became += made
    assert sum(books.register.issued_units.values()) == became
    for plan, pool in room.plans.items():
        use = plans.pool_use(room, plan, on=on)
        ended = sum(plans.Used.of(room.grants[one], on).ended for one in room.of_plan.on(plan))
        assert 0 <= use.returned <= ended
        assert use.left <= pool.plan.units


@settings(max_examples=25, deadline=None)
@given(st.integers(400, 500), STEPS, KINDS)
def test_nothing_is_lost_of_a_grant_whatever_becomes_of_it(first, steps, kind):
    desk = desk_at(MORNING, open_articles, with_plan(RESERVED), has("dee", 100_000))
    _grant(desk, first, kind)
    for what, figure in steps:
        ask(desk, what, figure, kind)
        holds_together(desk.books, desk.today)
    desk.go_to(max(desk.now, datetime(TODAY.year + 11, 1, 1, tzinfo=UTC)))

    holds_together(desk.books, desk.today)
    assert not any(desk.books.register.plans.left_units.values())
    again = desk.reopened()
    assert everything(again.books) == everything(desk.books)
