"""Interest in steps keeps its rates wherever a paper goes: a package, a desk, a ledger undone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import Name
from laogu.connectors import ocf
from laogu.operations import LaterRate
from laogu.register import history, interchange
from laogu.register.convertibles import IssuedConvertible
from laogu.register.rounds import Note
from tests.desk import MORNING as MONDAY
from tests.desk import desk_at, open_articles
from tests.operations.test_loading_convertibles import ISSUED, LATER, desk, load, note, standing
from tests.operations.test_taking_a_history import new
from tests.operations.test_undoing_a_ledger import last_load, reads_again, undo
from tests.pricing.marked import venture
from tests.pricing.test_waterfalls_from_the_books import told as told_waterfall
from tests.pricing.test_waterfalls_from_the_books import waterfall

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TERMS: dict[str, Any] = {"later_rates": (LATER,), "day_count": "30_360", "payout": "cash"}


def told(market) -> history.History:
    def opened(given: Name) -> str:
        return given if isinstance(given, str) else market.journal.personal[given.ref]

    return interchange.history_of(
        market.books.register, market.issuer, as_of=date.max, open_name=opened
    )


def terms(paper: IssuedConvertible) -> Note:
    found = paper.triggers[0].converts.mechanism
    assert isinstance(found, Note)
    return found


@pytest.mark.parametrize("more", [{}, {"rate": None}, {"day_count": "actual_365"}])
def test_rates_of_a_ledger_go_into_a_package_and_come_back(tmp_path, more):
    market = desk()
    load(market, note(**{**TERMS, **more}))
    (before,), _ = standing(market, ISSUED)

    ocf.write_folder(tmp_path / "out", told(market), {}, ocf.Writing(generated_at=MORNING))
    read = ocf.read_package(str(tmp_path / "out"))
    assert read.lives is not None
    issuer = market.do("register.take", history=read.lives.history, new=new())["issuer"][0]

    room = market.books.register.convertibles
    (taken,) = [one.issued for one in room.convertibles.values() if one.issued.issuer == issuer]
    after, was = terms(taken), terms(before)
    assert (after.rates, after.day_count, after.payout) == (was.rates, was.day_count, was.payout)
    reads_again(market)


def test_a_ledger_with_rates_in_steps_is_undone_and_loaded_again():
    market = desk()
    load(market, note(**TERMS))
    (first,), _ = standing(market, ISSUED)

    undo(market, last_load(market))
    assert standing(market, ISSUED) == ([], [])
    load(market, note(**TERMS))

    (again,), _ = standing(market, ISSUED)
    assert terms(again) == terms(first)
    assert terms(again).rates[-1].rate == Decimal("0.10")
    reads_again(market)


def test_who_gets_what_counts_each_day_at_its_own_rate():
    same = LaterRate(rate=Decimal("0.08"), from_on=LATER.from_on)
    found = []
    for later in ((), (same,), (LATER,)):
        market = desk_at(MONDAY, open_articles, venture())
        load(market, note(later_rates=later))
        found.append(told_waterfall(market, waterfall(market, "170000000")))

    assert found[0] == found[1]
    assert found[0] != found[2]
