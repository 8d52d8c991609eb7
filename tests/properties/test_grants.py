"""What is always true of grants, whatever is asked of them in whatever order."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from laogu.basics import Fault, LaoguError
from laogu.operations import Books, VestingCondition
from laogu.register import plans
from tests.desk import MORNING, Desk, desk_at, has, open_articles
from tests.granting import YEARS, granted, pool, stands, with_plan

NAMES = ("ada", "ben", "elm")
STEPS = 90


class Chance:
    """A market in which anything that can happen to grants happens by chance, step by step."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.desk = desk_at(
            MORNING,
            open_articles,
            with_plan(4_000, when_cancelled=self.chance.choice(("return_to_pool", "retire"))),
            *(has(name, 100_000) for name in NAMES),
        )
        self.desk.do(
            "vesting.register", "ida", issuer="harrow", name="gated", gate="a listing",
            words="2 years, quarterly",
        )  # fmt: skip
        self.desk.do(
            "vesting.register", "ida", issuer="harrow", name="on a sale",
            conditions=(VestingCondition(id="sale", when="event", part="1/1"),),
        )  # fmt: skip
        self.done: set[str] = set()
        self.granted = 0

    @property
    def living(self) -> list[str]:
        grants = self.desk.books.register.plans.grants
        return [one for one, grant in grants.items() if grant.lives]

    def step(self) -> None:
        """Ask for one thing; what is refused changes nothing, and the desk sees to that."""
        desk, chance = self.desk, self.chance
        what = chance.choice(
            ("grant", "grant", "wait", "wait", "grant.accept", "grant.cancel", "grant.transfer",
             "grant.exercise", "grant.exercise", "grant.release", "grant.retract", "vesting.note",
             "vesting.start", "vesting.accelerate", "grant.reprice", "holder.leave", "plan.adjust")
        )  # fmt: skip
        if what == "wait":
            desk.wait(days=chance.choice((1, 20, 100, 300)))
            return
        try:
            if what == "grant":
                self._grant()
            else:
                desk.execute(what, **self._fields(what))
            self.done.add(what)
        except Fault:
            raise
        except LaoguError:
            pass

    def _grant(self) -> None:
        chance = self.chance
        units = chance.choice((1, 7, 48, 480, 999))
        granted(
            self.desk, chance.choice(NAMES), units, window="90 days",
            kind=chance.choice(("nso", "iso", "rsu")),
            vests=chance.choice((None, YEARS, YEARS, "gated", "on a sale")),
            vests_from=chance.choice((None, self.desk.today - timedelta(days=500))),
            expires_on=chance.choice((None, self.desk.today + timedelta(days=900))),
        )  # fmt: skip
        self.granted += units

    def _fields(self, what: str) -> dict[str, Any]:
        desk, chance = self.desk, self.chance
        part = chance.choice((None, 1, 5, 40, 300))
        if what == "plan.adjust":
            plan = next(iter(desk.books.register.plans.plans))
            return {"by": "ida", "plan": plan, "quantity": chance.choice((2_000, 6_000)),
                    "reason": "x"}  # fmt: skip
        if what == "holder.leave":
            return {"by": "ida", "issuer": "harrow", "holder": desk.holder(chance.choice(NAMES)),
                    "on": desk.today + timedelta(days=chance.choice((0, 15))),
                    "reason": "voluntary_other"}  # fmt: skip
        security = chance.choice(self.living or ["security_none"])
        grant = desk.books.register.plans.grants.get(security)  # type: ignore[call-overload]
        own = next((one for one in NAMES if grant and desk.holder(one) == grant.granted.holder),
                   "ada")  # fmt: skip
        more: dict[str, Any] = {  # type: ignore[assignment]
            "grant.accept": {"by": own},
            "grant.cancel": {"quantity": part, "reason": "x"},
            "grant.transfer": {"quantity": part, "reason": "x",
                               "holder": desk.holder(chance.choice(NAMES))},
            "grant.exercise": {"by": own, "quantity": part or 3},
            "grant.release": {"quantity": part or 3},
            "grant.retract": {"reason": "x"},
            "vesting.note": {"condition": chance.choice(("a listing", "sale"))},
            "vesting.start": {},
            "vesting.accelerate": {"quantity": part},
            "grant.reprice": {"price": "1.75"},
        }[what]  # fmt: skip
        return {"by": "ida", "security": security} | more


def events(desk: Desk, after: int) -> Iterator[Any]:
    for _, entry in desk.journal.entries(after=after):
        yield entry


@pytest.mark.parametrize("seed", range(6))
def test_granted_is_exercised_released_ended_and_left_at_every_step(seed):
    market = Chance(seed)
    desk, again, seen = market.desk, Books(), 0
    for _ in range(STEPS):
        market.step()

        room = desk.books.register.plans
        for security, grant in room.grants.items():
            found = stands(desk, security)
            gone = found.exercised + found.released + found.ended
            assert found.units == gone + found.left == grant.granted.units
            assert found.left == found.vested + found.unvested + found.held + found.lost
            assert min(found.vested, found.unvested, found.held, found.lost) >= 0
            assert 0 <= found.exercisable <= found.left == grant.left
        use = pool(desk)
        assert use.granted == market.granted == use.living + use.became_shares + use.ended
        assert use.left >= 0, "nothing is granted beyond the pool"
        assert use.returned <= use.ended + use.became_shares
        # Whoever folds the record gets the very same books, at every one of its entries.
        for entry in events(desk, seen):
            again.apply(entry.events, entry.recorded_at)
            again.check(entry.events)
        seen = desk.journal.head.seq
        assert again.differences(desk.books) == ()
    again.check_all()
    assert len(market.done) >= 8, "chance tried most of what there is"


@pytest.mark.parametrize("seed", range(3))
def test_what_stood_on_a_day_is_not_changed_by_what_is_done_later(seed):
    market = Chance(seed + 100)
    for _ in range(40):
        market.step()
    desk = market.desk
    room = desk.books.register.plans
    day, moment = desk.today, desk.now

    def picture() -> list[tuple[object, ...]]:
        found = []
        for security in kept:
            grant = room.grants[security]
            now = plans.standing(room, grant, decimals=0, on=day, known_at=moment)
            found.append((security, now.left, now.vested, now.held, now.price, now.exercisable))
        return found  # type: ignore[return-value]

    kept = tuple(room.grants)
    before, used = picture(), pool(desk)
    desk.wait(days=1)
    for _ in range(40):
        market.step()

    assert picture() == before
    plan = next(iter(room.plans))
    assert plans.pool_use(room, plan, on=day, known_at=moment) == used
