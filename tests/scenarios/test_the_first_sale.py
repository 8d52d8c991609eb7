"""One share changes hands, end to end: the story of the first act, at the desk."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from laogu.journal import verify
from laogu.market import tape
from laogu.register import cap_table
from tests.desk import (
    MORNING,
    TODAY,
    articles,
    board_consent,
    clause,
    closing,
    desk_at,
    first_refusal,
    has,
    holds,
)

LONG_AGO = date(2022, 5, 1)


def test_an_employee_sells_a_holder_takes_a_part_and_the_buyer_gets_the_rest():
    desk = desk_at(
        MORNING,
        articles(
            clause("lock_up", "ART-10", days_after_acquisition=730),
            clause("holder_cap", "ART-11", limit=50),
            first_refusal(days=15, free_among_holders=True),
            board_consent(),
            closing(fee_bps=50),
        ),
        holds("dee", 10_000, acquired_on=LONG_AGO, certificate="CS-7", cost="1000.00"),
        holds("dee", 2_000, acquired_on=TODAY),
        holds("north", 50_000, acquired_on=LONG_AGO),
        holds("elmwood", 30_000, acquired_on=LONG_AGO),
        has("juniper", "200000.00"),
        has("north", "60000.00"),
    )

    # She asks what may be sold: not the shares that are still locked.
    answer = desk.explain("dee", 12_000)
    assert (answer.result, answer.units) == ("pending", 10_000)
    assert [rule.id for rule in answer.rules if rule.result == "pending"] == ["ART-12", "ART-13"]

    # She offers 8,000; a buyer with funded cash accepts, and its cash is held.
    trade = desk.accept("juniper", desk.post("dee", 8_000, "18.50"))
    assert desk.held_for("juniper", trade) == Decimal("148000.00")
    assert desk.free("juniper") == Decimal("52000.00")
    assert desk.explain("dee", 3_000).units == 2_000

    # The company and the holders get notice; the board consents, one holder elects in part.
    desk.notice(trade)
    notice = desk.books.agreements.notices[trade]
    assert {one.holder: one.weight for one in notice.given.asked} == {
        desk.holder("north"): 50_000, desk.holder("elmwood"): 30_000,
    }  # fmt: skip
    assert notice.given.ends_at == datetime(2026, 3, 18, tzinfo=UTC)
    desk.consent(trade)
    desk.elect("north", trade, 3_000)
    assert desk.held_for("north", trade) == Decimal("55500.00")

    # The clock runs out on the rest; nobody asked for anything, and the trade is funded.
    desk.go_to(notice.given.ends_at - timedelta(microseconds=1))
    assert desk.state(trade).stage == "noticed"
    desk.go_to(notice.given.ends_at)
    assert desk.state(trade).stage == "funded"
    assert [(part.units, part.due) for part in desk.state(trade).parts] == [
        (3_000, 5_550_000), (5_000, 9_250_000),
    ]  # fmt: skip
    assert desk.free("juniper") == Decimal("107500.00")

    # Settlement: one entry moves both legs.
    desk.settle(trade)
    assert desk.happened() == ["CashMoved", "StockTransferred", "TradeSettled"]
    assert desk.held() == {"north": 53_000, "elmwood": 30_000, "juniper": 5_000, "dee": 4_000}
    assert desk.free("dee") == Decimal("147260.00")  # 148,000 less half a per cent
    assert desk.free("north") == Decimal("4500.00")
    assert desk.promised("juniper") == desk.promised("north") == 0

    # The register: what she keeps of the lot keeps its certificate, day and cost.
    kept, _ = sorted(desk.lots("dee"), key=lambda stock: stock.acquired_on or date.min)
    assert (kept.units, kept.certificate, kept.acquired_on) == (2_000, "CS-7", LONG_AGO)
    assert (desk.lots("juniper")[0].acquired_on, desk.lots("juniper")[0].cost) == (
        date(2026, 3, 18), desk.lots("juniper")[0].cost,
    )  # fmt: skip
    yesterday = cap_table(desk.books.register, desk.issuer, as_of=date(2026, 3, 17))
    assert {row.holder.name for row in yesterday.rows} == {"dee", "north", "elmwood"}

    # The tape, without names; and the record verifies, live and opened again.
    (line,) = tape(desk.books.market, desk.issuer)
    assert (line.units, line.price.decimal(), line.settled_on) == (
        8_000, Decimal("18.50"), date(2026, 3, 18),
    )  # fmt: skip
    assert verify(desk.store, desk.journal).is_sound
    again = desk.reopened()
    assert verify(again.store, again.journal).is_sound
    assert again.books.differences(desk.books) == ()
