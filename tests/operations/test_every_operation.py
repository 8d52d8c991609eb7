"""What holds of every operation: who may ask, that deciding is pure and trying leaves no trace."""

import pytest

from laogu.basics import LaoguError
from laogu.journal import new_request_id
from laogu.operations import OPERATIONS, Asked, Books
from laogu.people import NoMandate, NotSignedIn
from tests.desk import asked_for, everything
from tests.operations.fair import fair, requests

NAMES = sorted(OPERATIONS)


@pytest.fixture(scope="module")
def desk():
    """A market in full swing; a test here that changed it would break the others, and say so."""
    desk = fair()
    before = everything(desk.books), desk.journal.head
    yield desk
    assert (everything(desk.books), desk.journal.head) == before


def decided(desk, name, by, fields, request):
    asked = Asked(
        books=desk.books,
        by=desk.people[by],
        at=desk.now,
        request=request,
        secret=b"\1" * 32,
    )
    return tuple(OPERATIONS[name].decide(desk.books, asked_for(name, fields), asked))


def test_there_is_a_request_here_for_every_operation(desk):
    assert sorted(requests(desk)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_without_a_name_is_told_to_sign_in(desk, name):
    _, fields = requests(desk)[name]

    with desk.refuses(NotSignedIn):
        desk.execute(name, "nobody", **fields)


@pytest.mark.parametrize("name", NAMES)
def test_whoever_holds_no_mandate_is_denied(desk, name):
    _, fields = requests(desk)[name]

    with desk.refuses(NoMandate) as no:
        desk.execute(name, "stranger", **fields)

    # Who made an offer, or sells in a trade, is not told to those whom it does not concern.
    told = str(fields)
    hidden = {one for one in desk.holders.values() if one not in told}
    assert no.value.over not in hidden


@pytest.mark.parametrize("name", NAMES)
def test_a_mandate_for_something_else_does_not_help(desk, name):
    # `spare` acts for a holder that none of these requests is about.
    _, fields = requests(desk)[name]

    with desk.refuses(NoMandate):
        desk.execute(name, "spare", **fields)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"market.open"}))
def test_the_right_person_may_ask_and_a_preview_leaves_no_trace(desk, name):
    by, fields = requests(desk)[name]
    before = everything(desk.books), [lot.security for lot in desk.lots("ada")]

    events = desk.journal.preview(desk.command(name, fields, by=by))

    assert events
    assert (everything(desk.books), [lot.security for lot in desk.lots("ada")]) == before


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"market.open"}))
def test_deciding_the_same_request_twice_gives_the_same_events_and_changes_nothing(desk, name):
    by, fields = requests(desk)[name]
    request = new_request_id(desk.world)
    before = everything(desk.books)

    first = decided(desk, name, by, fields, request)
    again = decided(desk, name, by, fields, request)

    assert first == again
    assert everything(desk.books) == before


def test_every_table_is_put_back_whatever_was_tried_on_it():
    """Every operation is recorded and rolled back in turn; together they touch every table."""
    desk = fair()
    touched = set()
    for name in NAMES:
        by, fields = requests(desk)[name]
        before, undo = everything(desk.books), desk.books.undo
        mark = undo.mark()
        try:
            desk.journal.attempt(desk.command(name, fields, by=by), desk.now, bytes(32))
        except LaoguError:
            assert name == "market.open"
        touched |= {
            table for table, held in everything(desk.books).items() if held != before[table]
        }

        undo.back_to(mark)

        assert everything(desk.books) == before, name

    assert set(everything(desk.books)) - touched == {"market.opened"}


def test_every_table_of_a_book_is_primary_or_follows_from_those_that_are():
    desk = fair()
    kept = desk.books.set_aside()

    again = Books()
    again.take_up(kept)

    assert everything(again) == everything(desk.books)
    assert again.differences(desk.books) == ()
