"""What a database opens as: real or practice, shipped or empty, and never the other."""

from pathlib import Path

import pytest

from laogu.app import OtherKind, Settings, open_market
from laogu.journal import verify
from laogu.journal.sqlite import SqliteStore
from laogu.register import cap_table, first_day


def at(folder: Path, *, empty: bool = False, practice: bool = False) -> Settings:
    address = f"sqlite:///{folder / 'market.db'}"
    return Settings(database=address, empty=empty, practice=practice)


def test_a_real_market_opens_on_zhipus_register_before_its_listing(tmp_path):
    running, _ = open_market(at(tmp_path))
    books = running.books
    issuer = books.register.slugs["zhipu"]

    opened_on = first_day(books.register, issuer)
    assert opened_on is not None
    table = cap_table(books.register, issuer, as_of=opened_on)

    assert not books.market.is_practice
    assert len(table.rows) == 54
    assert sum(table.totals.values()) == 402_810_690
    assert [row.holder.kind for row in table.rows].count("residual") == 1
    running.close()


def test_a_real_market_opens_on_two_registers_and_invents_no_other(tmp_path):
    running, _ = open_market(at(tmp_path))
    books = running.books

    held = {
        books.register.issuers[kind.issuer].slug: books.register.held_units[kind.stock_class]
        for kind in books.register.classes.values()
        if kind.name_en != "Class B"
    }

    assert held == {"zhipu": 402_810_690, "minimax": 280_058_068 - 81_102_534}
    assert len(books.register.issuers) == 57
    assert not books.market.offers
    assert not books.ledger.sums
    running.close()


def test_the_first_start_is_one_write_after_the_market_is_opened(tmp_path, monkeypatch):
    written = []
    append = SqliteStore.append

    def counted(store, rows, **more):
        written.append(len(rows))
        return append(store, rows, **more)

    monkeypatch.setattr(SqliteStore, "append", counted)
    open_market(at(tmp_path))[0].close()

    assert len(written) == 2
    assert written[0] == 1


def test_a_market_opened_empty_has_no_issuer_and_somebody_who_operates_it(tmp_path):
    running, operator = open_market(at(tmp_path, empty=True))

    assert not running.books.register.issuers
    assert running.books.people.holds(operator, "operate", "market")
    running.close()


def test_a_practice_market_opens_on_an_invented_company_only(tmp_path):
    running, _ = open_market(at(tmp_path, practice=True))

    assert running.books.market.is_practice
    assert all(one.example for one in running.books.register.issuers.values())
    running.close()


def test_a_second_start_finds_what_the_first_one_left(tmp_path):
    first, operator = open_market(at(tmp_path, practice=True))
    before = first.journal.head
    first.close()

    second, again = open_market(at(tmp_path, practice=True))

    assert (second.journal.head, again) == (before, operator)
    assert verify(second.journal.store, second.journal).is_sound
    second.close()


@pytest.mark.parametrize("is_practice", [True, False])
def test_practice_and_real_are_never_one_market(tmp_path, is_practice):
    running, _ = open_market(at(tmp_path, practice=is_practice))
    running.close()

    with pytest.raises(OtherKind) as no:
        open_market(at(tmp_path, practice=not is_practice))

    assert no.value.kind == ("practice" if is_practice else "real")
    # The refused start let go of the database.
    running, _ = open_market(at(tmp_path, practice=is_practice))
    running.close()
