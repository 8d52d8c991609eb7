"""Two days of a register are compared: what was settled, exercised or undone in between is told."""

from datetime import date, timedelta

from laogu.register import cap_table
from laogu.register.views import between
from tests.desk import MORNING, TODAY, Desk, desk_at, holds, row

JANUARY = date(2026, 1, 5)
EARLIER = date(2025, 12, 31)


def changed(desk: Desk, after: date, through: date, known_at=None) -> dict[str, dict[str, int]]:
    names = {id_: name for name, id_ in desk.holders.items()}
    found = between(
        desk.books.register, desk.issuer, after=after, through=through, known_at=known_at
    )
    for one in found.rows:
        assert one.start + sum(one.by.values()) == one.end
    return {names[one.holder]: dict(one.by) for one in found.rows}  # type: ignore[arg-type]


def test_an_undone_import_changed_nothing_and_what_was_known_before_it_did():
    desk = desk_at(MORNING, holds("ada", 10))
    desk.load(row("rook", 100, certificate="CS-1"), on=JANUARY)
    load = list(desk.books.register.loads)[-1]
    known = desk.now
    desk.world.move(desk.now + timedelta(hours=1))
    desk.execute("register.undo", "ida", load=load, reason="the wrong file")

    assert changed(desk, EARLIER, TODAY) == {"ada": {"issued": 10}}
    assert changed(desk, EARLIER, TODAY, known) == {"ada": {"issued": 10}, "rook": {"issued": 100}}
    for known_at, expected in ((None, {}), (known, {"rook": 100})):
        table = cap_table(desk.books.register, desk.issuer, as_of=JANUARY, known_at=known_at)
        lots = {one.holder.name: sum(lot.units for lot in one.securities) for one in table.rows}
        assert lots == {one.holder.name: one.total for one in table.rows} == expected


def test_a_reopened_market_tells_the_same():
    desk = desk_at(MORNING, holds("ada", 10))
    desk.load(row("rook", 100, certificate="CS-1"), on=JANUARY)
    desk.execute("register.undo", "ida", load=list(desk.books.register.loads)[-1], reason="wrong")
    desk.issue("pine", 7)

    reopened = desk.reopened()

    assert changed(reopened, EARLIER, TODAY) == changed(desk, EARLIER, TODAY)
