"""Yesterday's record is read for ever: a journal from each release, kept as it was written."""

from typing import get_args

import pytest

from laogu.journal import check
from laogu.journal.opening import read
from laogu.operations import Books, Event
from tests.contracts.kept_journal import FOLDER, kept, told

RELEASES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
TAGS = {kind.__struct_config__.tag for kind in get_args(Event)}


def rebuilt(release: str) -> Books:
    books = Books()
    for row in check(kept(release)):
        entry = read(row)
        books.apply(entry.events, entry.recorded_at)
        books.check(entry.events)
    books.check_all()
    return books


@pytest.mark.parametrize("release", RELEASES)
def test_a_kept_journal_is_read_and_its_books_are_in_order(release):
    books = rebuilt(release)

    stages = {state.stage for state in books.market.trades.values()}
    assert stages >= {"settled", "withdrawn", "refused", "expired"}
    assert books.ledger.sums == {"USD": 0}


def test_every_kind_of_event_is_in_a_kept_journal():
    """A new kind of event is added to the story, and comes with the next release's journal."""
    found = {
        type(event).__struct_config__.tag
        for _, entry in told().running.journal.entries()
        for event in entry.events
    }

    assert TAGS - found == set()


def test_there_is_a_journal_of_this_release():
    assert "0.1.0" in RELEASES


def test_what_is_written_today_has_the_form_that_was_kept():
    """A changed shape under an old tag would be seen here first."""
    fields = {}
    for row in kept("0.1.0"):
        for event in read(row).events:
            fields[type(event).__struct_config__.tag] = type(event)

    assert set(fields) <= TAGS
