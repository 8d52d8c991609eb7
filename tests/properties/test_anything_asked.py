"""Whatever is asked, in whatever words: yes, or an error of its own; never a stumble of ours."""

import functools
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import FIRST_DAY, LAST_DAY, Fault, InvalidInput, LaoguError
from laogu.connectors.reading import read_fields
from laogu.journal import Command
from laogu.operations import OPERATIONS, Event, RegisterRow
from tests.desk import MORNING, everything
from tests.drafting import board_consent, clause, first_refusal, terms
from tests.operations.fair import Fair, fair, requests

pytestmark = pytest.mark.long

DESK: Fair = fair()
REQUESTS = requests(DESK)
STANDS = everything(DESK.books)
"""How the books stand, whatever is only tried."""

KNOWN = sorted(
    {
        *DESK.holders.values(), DESK.offer, DESK.bid, DESK.matched, DESK.noticed, DESK.funded,
        DESK.key, DESK.issuer, DESK.ordinary, *DESK.books.register.securities,
        *DESK.books.people.mandates, *(one for one in DESK.people.values() if one),
        "harrow", "Ordinary", "USD", "CNY", "JPY", "UTC", "Asia/Shanghai", "market", "board", "",
        "0" * 64, "act", "CS-2",
    }
)  # fmt: skip
TRICKS = ["\u202e", "\0", "\u200b", "<script>", "=1+1", "\ud800", "x" * 5_000, "../..", "NaN", "０"]
TOML = [
    terms(), terms(version="2"), terms(first_refusal(), version="3"),
    terms(board_consent(), id="b"),
    terms(clause("lock_up", "L", days_after_acquisition=3_660), id="c"),
    terms(clause("mechanism", "M", allowed=[]), id="d"), "a = [", "\ufeff",
]  # fmt: skip
TEXT = st.sampled_from(KNOWN) | st.sampled_from(TRICKS) | st.text(max_size=20)
FIGURE = (
    st.decimals(allow_nan=True, allow_infinity=True)
    | st.integers(-5, 2_000).map(Decimal)
    | st.decimals(-1, 100, places=2)
    | st.sampled_from(["1e999999", "1e-999999", "9" * 30, "-0", "sNaN"]).map(Decimal)
)
DAY = st.dates(FIRST_DAY, LAST_DAY) | st.dates(date(2025, 1, 1), date(2027, 1, 1))
MOMENT = DAY.map(lambda day: datetime.combine(day, time(), UTC)) | (
    st.timedeltas(timedelta(days=-3), timedelta(days=400)).map(lambda after: MORNING + after)
)


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's type, as doors may hand them over."""
    match kind:
        case msgspec.inspect.UnionType(types=types):
            return st.one_of([anything(one) for one in types])
        case msgspec.inspect.StrType():
            return TEXT
        case msgspec.inspect.DecimalType():
            return FIGURE
        case msgspec.inspect.DateType():
            return DAY
        case msgspec.inspect.DateTimeType():
            return MOMENT
        case msgspec.inspect.BoolType():
            return st.booleans()
        case msgspec.inspect.IntType():
            return st.integers(-3, 12) | st.integers()
        case msgspec.inspect.NoneType():
            return st.none()
        case msgspec.inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case msgspec.inspect.VarTupleType(item_type=item):
            return st.lists(anything(item), max_size=4).map(tuple)
        case msgspec.inspect.TupleType(item_types=items):
            return st.tuples(*map(anything, items))
        case msgspec.inspect.FrozenSetType(item_type=item):
            return st.frozensets(anything(item), max_size=2)
        case msgspec.inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(anything(key), anything(value), max_size=2)
        case msgspec.inspect.StructType(cls=struct):
            return st.builds(struct, **fields_of(struct))
        case _:
            raise AssertionError(f"no values for {kind}")


@functools.cache
def fields_of(struct: type[Any]) -> dict[str, st.SearchStrategy[Any]]:
    (described,) = [msgspec.inspect.type_info(struct)]
    assert isinstance(described, msgspec.inspect.StructType)
    return {one.name: anything(one.type) for one in described.fields}


@st.composite
def asked(draw, name):
    """Return a request that its asker may make, with some of its fields replaced by anything."""
    by, fields = REQUESTS[name]
    others = {**fields_of(OPERATIONS[name].request)}
    if name == "terms.adopt":
        others["text"] = st.sampled_from(TOML) | TEXT
    changed = draw(st.lists(st.sampled_from(sorted(others)), unique=True, max_size=3))
    by = draw(st.sampled_from([by, by, "operator", "ida", "ada", "elm", "rook"]))
    return by, fields | {key: draw(others[key]) for key in changed}


def answer(command: Command) -> tuple[Event, ...] | LaoguError:
    """Return what a request would come to, or its refusal; anything else that is raised fails."""
    try:
        return DESK.journal.preview(command)
    except LaoguError as no:
        return no


@pytest.mark.parametrize("name", sorted(OPERATIONS))
@settings(max_examples=40)
@given(data=st.data())
def test_it_is_answered_with_yes_or_with_an_error_of_its_own(name, data):
    by, fields = data.draw(asked(name))

    outcome = answer(DESK.command(name, fields, by=by, is_market=name == "market.open"))

    assert everything(DESK.books) == STANDS
    if isinstance(outcome, LaoguError):
        assert not isinstance(outcome, Fault), outcome
        assert all(outcome.say())
    else:
        assert msgspec.json.encode(outcome)


@given(st.builds(RegisterRow, **fields_of(RegisterRow)))
def test_a_row_of_anything_is_loaded_or_found_wanting(row):
    fields = {"issuer": "harrow", "rows": (row,)}

    outcome = answer(DESK.command("register.load", fields, by="ida"))

    if isinstance(outcome, LaoguError):
        assert outcome.code == "register.cannot_load"
    else:
        # A class, unless it is there already; a holder; a security; and that they came together.
        assert len(outcome) in {3, 4}


@given(st.dictionaries(st.sampled_from(["issuer", "quantity", "x", "\0"]), TEXT))
def test_fields_of_anything_are_read_or_refused_at_the_door(fields):
    with pytest.raises(InvalidInput):
        read_fields("offer.post", fields)  # never all that it needs
