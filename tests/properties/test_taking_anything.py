"""A history in which anything stands anywhere is taken or refused; it never makes us stumble."""

from functools import cache
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.basics import Fault, LaoguError
from laogu.journal import Command
from laogu.register import history
from tests.connectors.packages import good, read_items
from tests.desk import Desk
from tests.operations.test_taking_a_history import new
from tests.properties.test_anything_asked import fields_of

DESK = Desk()
FIELDS = cache(fields_of)


def spoiled(draw: Any, value: Any) -> Any:
    """Return a value in which one field, however deep, is anything of its type."""
    match value:
        case msgspec.Struct() if value.__struct_fields__:
            inside = [
                name
                for name in value.__struct_fields__
                if isinstance(getattr(value, name), msgspec.Struct | tuple | dict)
                and getattr(value, name)
            ]
            names = sorted({*inside, *value.__struct_fields__} - {"line"})
            name = draw(st.sampled_from(inside if inside and draw(st.booleans()) else names))
            if name in inside and draw(st.booleans()):
                return replace(value, **{name: spoiled(draw, getattr(value, name))})
            return replace(value, **{name: draw(FIELDS(type(value))[name])})
        case tuple() if value:
            at = draw(st.integers(0, len(value) - 1))
            return (*value[:at], spoiled(draw, value[at]), *value[at + 1 :])
        case dict() if value:
            key = draw(st.sampled_from(sorted(value)))
            return {**value, key: spoiled(draw, value[key])}
        case _:
            return value


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_it_is_taken_whole_or_refused_by_name(tmp_path_factory, data):
    told = GOOD.setdefault("told", _good(tmp_path_factory))
    for _ in range(data.draw(st.integers(1, 2))):
        told = spoiled(data.draw, told)
    command = DESK.command("register.take", {"history": told, "new": new()})

    outcome = answer(command)

    if isinstance(outcome, LaoguError):
        assert not isinstance(outcome, Fault), outcome
        assert all(outcome.say())
    else:
        assert msgspec.json.encode(outcome)


def answer(command: Command) -> Any:
    """Return what a request would come to, or its refusal; anything else that is raised fails."""
    try:
        return DESK.journal.preview(command)
    except LaoguError as no:
        return no


GOOD: dict[str, history.History] = {}


def _good(tmp_path_factory: Any) -> history.History:
    read = read_items(tmp_path_factory.mktemp("good"), good())
    assert read.lives is not None
    return read.lives.history
