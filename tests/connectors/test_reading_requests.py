"""A request in JSON: nothing in it twice, and no day that a register cannot speak of."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
import pytest
from hypothesis import example as such_as
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from laogu.basics import NotADay
from laogu.connectors import (
    FieldTwice,
    FieldUnknown,
    FieldUnreadable,
    read_fields,
    read_json,
    reading,
)
from laogu.operations import OPERATIONS, QUESTIONS

TEXTS = st.text(alphabet='ab":\\ {}équantity', max_size=12)
SPACE = st.sampled_from(["", " ", "\n\t"])

DAY, MOMENT = "2026-11-22", "2026-11-22T09:00:00Z"
ASKED = {name: one.request for name, one in OPERATIONS.items() if one.doors == "all"}
ASKED |= {name: one.request for name, one in QUESTIONS.items()}

OFFER = {
    "issuer": st.just("harrow"), "stock_class": TEXTS, "seller": st.just("holder_1"),
    "quantity": st.just("10"), "price": st.just("18.50"), "currency": st.just("USD"),
}  # fmt: skip
OFFER_MORE = {"open_until": st.just(MOMENT), "mechanism": st.just("negotiated")}
DEPOSIT = {"amount": st.just("1"), "reference": TEXTS, "currency": st.just("USD")}
DEPOSIT_MORE = {"holder": TEXTS, "issuer": TEXTS}
Fields = dict[str, st.SearchStrategy[str]]


@st.composite
def written(draw: st.DrawFn, needed: Fields, more: Fields) -> str:
    """Return an object as somebody may write it: spaces, escapes, a field left out or twice."""
    left_out = draw(st.sets(st.sampled_from(sorted(more))))
    fields = {name: draw(one) for name, one in (needed | more).items() if name not in left_out}
    again = draw(st.lists(st.sampled_from(sorted(fields)), max_size=1))
    parts = []
    for name in draw(st.permutations([*fields, *again])):
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in name)
        key = f'"{escaped}"' if draw(st.integers(0, 9)) == 9 else json.dumps(name)
        value = json.dumps(fields[name], ensure_ascii=False)
        parts.append(f"{key}{draw(SPACE)}:{draw(SPACE)}{value}")
    return "{" + ",".join(parts) + "}"


def is_twice(body: str) -> bool:
    """Return whether an object of a body has a name twice, the plain way."""
    found = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        found.append(len(pairs) != len(dict(pairs)))

    json.loads(body, object_pairs_hook=look)
    return any(found)


@given(st.text(alphabet="0123456789_.eE+- １０١", min_size=1, max_size=8), st.booleans())
@such_as("1e3", False)
@such_as(" +5", True)
@such_as("１０", False)
@such_as("10 ", True)
@such_as(" 10", False)
def test_a_figure_is_written_in_plain_digits_however_it_is_sent(figure, is_escaped):
    sent = "".join(f"\\u{ord(one):04x}" for one in figure) if is_escaped else figure
    fields = dict.fromkeys(OFFER, "x") | {"price": "18.50", "quantity": "?"}
    body = json.dumps(fields).replace("?", sent)
    try:
        Decimal(figure)
    except InvalidOperation:
        is_figure = False
    else:
        is_figure = not set(figure) & set("_+eE １０١")

    if is_figure:
        read_json("offer.post", body.encode())
    else:
        with pytest.raises(FieldUnreadable):
            read_json("offer.post", body.encode())


@pytest.mark.parametrize("written", ["1e3", "1E+3", "1.5e1", "1200e-2", "1e400", f"1{'0' * 150}e3"])
def test_a_number_has_no_exponent_either(written):
    body = json.dumps(dict.fromkeys(OFFER, "x") | {"price": "18.50", "quantity": "?"})

    with pytest.raises(FieldUnreadable) as no:
        read_json("offer.post", body.replace('"?"', written).encode())

    assert no.value.name == "quantity"


@pytest.mark.parametrize(
    "name", ["holder_01M82BC7BNZJ5V8YJCQPDG12E5", "holder_01M82BC7BNZJ5V8YJCQPDGWFE12", "ade5"]
)
def test_an_id_that_ends_like_a_figure_is_not_looked_at_twice(name, monkeypatch):
    def unasked(_: bytes) -> object:
        raise AssertionError("the body was read a second time")

    monkeypatch.setattr(reading, "_whole", unasked)
    fields = dict.fromkeys(OFFER, "x") | {"price": "18.50", "quantity": "10", "seller": name}

    read_json("offer.post", json.dumps(fields).encode())


@pytest.mark.parametrize("written", ["1e1", "+8", "1_0"])
def test_a_whole_number_in_a_form_is_in_plain_digits_too(written):
    fields = {"issuer": "harrow", "rows": (), "decimals": written}

    with pytest.raises(FieldUnreadable) as no:
        read_fields("register.load", fields)

    assert no.value.name == "decimals"
    assert read_fields("register.load", {**fields, "decimals": "8"}).decimals == 8  # type: ignore[attr-defined]


def test_yes_and_no_are_no_figures():
    fields = {"name": "Ada", "issuer": "harrow", "public": "true"}

    assert read_fields("holder.register", fields).public is True  # type: ignore[attr-defined]


@st.composite
def in_a_list(draw: st.DrawFn) -> str:
    """Return a list of offers as somebody may write it, with another list before it or not."""
    offers = ",".join(draw(st.lists(written(OFFER, OFFER_MORE), max_size=3)))
    before = draw(st.sampled_from(["", '"offers":[],']))
    return f'{{{before}"offers":[{offers}]}}'


@given(
    st.one_of(
        st.tuples(st.just("offer.post"), written(OFFER, OFFER_MORE)),
        st.tuples(st.just("cash.deposit"), written(DEPOSIT, DEPOSIT_MORE)),
        st.tuples(st.just("offer.post_all"), in_a_list()),
    )
)
def test_a_name_given_twice_is_refused_and_nothing_else_is(asked):
    name, body = asked
    refused = False

    try:
        read_json(name, body.encode())
    except FieldTwice:
        refused = True

    assert refused == is_twice(body)


def example(kind: inspect.Type) -> Any:
    """Return something of a type in which every field is given."""
    match kind:
        case inspect.UnionType():
            return example(next(one for one in kind.types if one != inspect.NoneType()))
        case inspect.StructType():
            tag = {kind.tag_field: kind.tag} if kind.tag_field else {}
            return tag | {one.encode_name: example(one.type) for one in kind.fields}
        case inspect.DictType():
            return {"x": example(kind.value_type)}
        case inspect.VarTupleType() | inspect.ListType() | inspect.FrozenSetType():
            return [example(kind.item_type)]
        case inspect.TupleType():
            return [example(one) for one in kind.item_types]
        case inspect.DateType():
            return DAY
        case inspect.DateTimeType():
            return MOMENT
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.IntType():
            return 1
        case inspect.BoolType():
            return True
        case _:
            return "1"


@pytest.mark.parametrize("name", ASKED)
def test_every_day_of_a_request_however_deep_is_one_a_register_can_speak_of(name):
    good = msgspec.json.encode(example(inspect.type_info(ASKED[name])))
    pieces = good.split(b'"2026-')

    assert type(read_json(name, good)) is ASKED[name]
    for at in range(1, len(pieces)):
        bad = b'"2026-'.join(pieces[:at]) + b'"0001-' + b'"2026-'.join(pieces[at:])
        with pytest.raises(NotADay):
            read_json(name, bad)


@pytest.mark.parametrize(
    ("operation", "body", "name", "known"),
    [
        ("register.load", {"issuer": "a", "rows": [{"holdr": "A"}]}, "rows[0].holdr", "quantity"),
        ("register.load", {"isuer": "a", "rows": []}, "isuer", "issuer"),
        ("offer.post_all", {"offers": [{"sellr": "A"}]}, "offers[0].sellr", "seller"),
        ("convertible.load", {"issuer": "a", "rows": [{"line": 2, "kind": "note",
         "issued_on": DAY, "later_rates": [{"rat": "1"}]}]}, "rows[0].later_rates[0].rat", "rate"),
    ],
)  # fmt: skip
def test_an_unknown_field_is_told_with_its_place_and_the_fields_of_that_place(
    operation, body, name, known
):
    with pytest.raises(FieldUnknown) as no:
        read_json(operation, json.dumps(body).encode())

    assert no.value.name == name
    assert known in no.value.known
    assert ("rows" in no.value.known) == (name == "isuer")
