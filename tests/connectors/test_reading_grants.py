"""A file of grants: what is read, what is found in it, and what no bytes can do."""

import contextlib
import json
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import grants
from laogu.register.vesting import Reading

FILE = b"""
laogu_grants = 1
holder = "Mei Lin (example)"
left = { on = 2026-08-31, reason = "voluntary_other" }

[[grants]]
name = "Options of 2023"
kind = "iso"
quantity = 48000
granted_on = 2023-07-15
expires_on = 2033-07-14
exercise_price = "0.85"
fair_value = "0.85"
every = { times = 48, cliff = 12 }
windows = [{ reason = "voluntary_other", period = 90 }]
"""


def read(content: bytes = FILE) -> grants.Grants:
    return grants.read_grants(content, "mei.toml")


def found(more: str, **changed: str) -> list[tuple[str, str]]:
    """Return code and place of what is found in the file with these lines more or instead."""
    lines = FILE.decode().splitlines()
    lines = [line for line in lines if line.partition(" = ")[0] not in changed]
    lines += [f"{name} = {value}" for name, value in changed.items()]
    with pytest.raises(grants.GrantsWrong) as no:
        read("\n".join([*lines, more]).encode())
    return [(one.code, one.place()) for one in no.value.findings]


def test_toml_and_json_say_the_same():
    same = json.dumps(tomllib.loads(FILE.decode()), default=date.isoformat).encode()

    assert grants.read_grants(same, "mei.json") == read()


def test_a_file_stands_on_a_day():
    (one,) = grants.stand_on(read(), date(2026, 8, 31), Reading()).grants

    assert (one.position.vested, one.position.forfeited) == (37_000, 11_000)
    assert (one.may.units, one.may.last_on) == (37_000, date(2026, 11, 29))


def test_every_fault_is_found_at_its_place():
    broken = (
        FILE
        + b"""
[[grants]]
name = "two"
kind = "nso"
quantity = "1e5"
granted_on = 2023-01-01

[[grants]]
name = "three"
kind = "nso"
quantity = 100
granted_on = 1899-01-01
exercise_price = "-1"
exercised = [{ on = 2023-01-01, quantity = 0 }]
conditions = [{ id = "a", when = "period" }, { id = "b", when = "day", part = "half" }]

[[grants]]
name = "four"
kind = "nso"
quantity = 100
granted_on = 2023-01-01
conditions = [{ id = "a", when = "event", part = "1/2", then = ["c"] }]
"""
    )
    with pytest.raises(grants.GrantsWrong) as no:
        read(broken)

    assert [(one.code, one.where) for one in no.value.findings] == [
        ("basics.not_a_quantity", "grants[1].quantity"),
        ("basics.not_a_day", "grants[2].granted_on"),
        ("basics.not_a_price", "grants[2].exercise_price"),
        ("basics.not_a_quantity", "grants[2].exercised[0].quantity"),
        ("grants.part_unreadable", "grants[2].conditions[0]"),
        ("grants.part_unreadable", "grants[2].conditions[1]"),
        ("vesting.condition_unknown", "grants[3].conditions[0].following"),
    ]


def test_one_way_says_how_a_grant_vests():
    twice = "instalments = [{ on = 2024-01-01, quantity = 48000 }]"

    assert found(twice) == [("grants.several_schedules", "grants[0].conditions")]


def test_a_currency_is_one_that_is_known():
    assert found('currency = "XXX"') == [("basics.unknown_currency", "grants[0].currency")]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"\xff\xfe", b"[]", b"laogu_grants = 1", b"laogu_grants = 2\ngrants = []",
        b"laogu_grants = 1\ngrants = []", b"{" * 100_000, b'{"a":' * 50_000, b"a = " + b"[" * 1_500,
        b"[\n" * 50_000, b"a." * 20_000 + b"a = 1", b"a = 1\n" * 60_000, FILE + b"x = 1",
        FILE + FILE, b'{"laogu_grants": 1, "laogu_grants": 1, "grants": []}',
        FILE.replace(b"48000", b"NaN"), FILE.replace(b"48000", b"1.5"),
        FILE.replace(b"2023-07-15", b"2023-07-15T00:00:00Z"),
        FILE.replace(b"2023-07-15", b"2023-02-30"), FILE.replace(b'"iso"', b'"equity"'),
        b'{"laogu_grants": 1, "grants": [{"name": "\\u202e", "quantity": 1}]}',
    ],
)  # fmt: skip
def test_what_is_no_file_of_grants_is_refused(content: bytes):
    with pytest.raises(grants.NotGrants):
        read(content)


def test_what_is_far_too_much_is_found_and_not_counted():
    assert found("", every="{ times = 999999999 }") == [
        ("vesting.not_a_period", "grants[0].conditions[1].trigger.period"),
    ]
    assert found("", every="{ times = 3000 }") == [("vesting.too_many", "grants[0].conditions")]
    days = ",".join("{on=2026-01-01,quantity=1}\n" for _ in range(2_401))
    assert found(f"accelerated = [{days}]") == [("grants.part_unreadable", "grants[0].accelerated")]


@settings(max_examples=60)
@given(st.data())
def test_any_bytes_are_read_or_refused(data: st.DataObject):
    at = data.draw(st.integers(0, len(FILE)))
    more = data.draw(st.binary(max_size=12))
    content = FILE[:at] + more + FILE[data.draw(st.integers(at, len(FILE))) :]

    with contextlib.suppress(grants.NotGrants, grants.GrantsWrong):
        read(content)


def test_a_feed_is_escaped_folded_and_the_same_each_time():
    named = FILE.replace(
        b"Options of 2023", "期权；价, 与; 其他 \u2014 第一批二〇二三年七月授予".encode()
    )
    stand = grants.stand_on(read(named), date(2026, 8, 1), Reading())
    from laogu.connectors import languages

    feed = grants.calendar_feed(stand, languages.words("zh"))

    assert feed == grants.calendar_feed(stand, languages.words("zh"))
    lines = feed.split("\r\n")
    assert lines[-1] == ""
    assert lines[0] == "BEGIN:VCALENDAR"
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = feed.replace("\r\n ", "")
    assert "期权；价\\, 与\\; 其他" in whole
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20261129" in whole
    assert "28\\,050.00" not in whole
    assert "31\\,450.00" in whole


def test_a_line_is_folded_between_characters():
    assert grants.folded("a" * 75) == "a" * 75
    assert grants.folded("a" * 76) == "a" * 75 + "\r\n " + "a"
    assert grants.folded("界" * 26) == "界" * 25 + "\r\n " + "界"
    assert grants.escaped("a\\b;c,d\r\ne") == "a\\\\b\\;c\\,d\\ne"
