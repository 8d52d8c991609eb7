"""Tables: figures right, a dash for none, totals last; nothing that is sent moves the cursor."""

import json
import unicodedata

import pytest
from rich.cells import cell_len

from laogu.cli.drawing import figure, moment
from laogu.cli.telling import encoded, harmless
from tests.cli.desk import Typed, false_market, typed

CLASS = {"stock_class_id": "class_1", "name": "Ordinary shares", "quantity": "1500.5"}


def cap_table(*rows: tuple[str | None, str], not_shown: str = "0") -> dict[str, object]:
    """Return a cap table of one class, as a market answers it."""
    return {
        "issuer": "issuer_1",
        "as_of": "2026-11-23",
        "known_at": None,
        "classes": [CLASS],
        "rows": [
            {"holder_id": f"holder_{at}", "holder": name, "kind": "person",
             "quantities": {"class_1": units}}
            for at, (name, units) in enumerate(rows)
        ],
        "not_shown": {"class_1": not_shown},
    }  # fmt: skip


def shown(answer: object, *words: str) -> Typed:
    """Return how the cap table that a market answers is shown."""
    with false_market(answer=answer) as market:
        return typed("captable", "acme", "--server", market.server, *words)


def test_figures_end_below_one_another_and_the_total_is_last():
    came = shown(cap_table(("Ada", "1000"), ("Ben", "500.5")))

    assert came.out.splitlines() == [
        "acme: cap table as of 2026-11-23",
        "  holder  Ordinary shares  share %  id",
        "  Ada               1,000    66.64  holder_0",
        "  Ben               500.5    33.36  holder_1",
        "  total           1,500.5   100.00",
    ]


def test_chinese_characters_count_as_two_columns():
    came = shown(cap_table(("艾达", "1000"), ("Ben", "500.5")), "--lang", "zh")

    rows = came.out.splitlines()[1:]
    assert {
        cell_len(row[: row.index(units) + len(units)])
        for row, units in zip(rows, ["Ordinary shares", "1,000", "500.5", "1,500.5"], strict=True)
    } == {25}
    assert rows[1].startswith("  艾达  ")


def test_what_was_forgotten_and_who_is_not_shown_are_said_in_words():
    came = shown(cap_table((None, "1000"), not_shown="500.5"))

    assert "  name forgotten " in came.out
    assert "  holders who are not shown " in came.out
    assert came.out.splitlines()[-2].split()[-1] == "\N{EN DASH}"


def test_piped_a_row_is_one_line_without_colour_however_long_it_is():
    came = shown(cap_table(("A" * 200, "1000")))

    assert len(came.out.splitlines()) == 4
    assert "A" * 200 in came.out
    assert "\x1b" not in came.out


@pytest.mark.parametrize(
    "trick",
    ["\x1b[2J", "\x1b]0;owned\x07", "\x9b31m", "a\rb", "a\nb", "a\tb", "\u202eoverride\u202c",
     "zero\u200bwidth", "\u2066isolate", "\ufeff", "\u2028", "\U000e0041"],
)  # fmt: skip
def test_a_name_cannot_play_with_the_terminal(trick: str):
    came = shown(cap_table((f"Ada {trick}", "1000")))
    as_json = shown(cap_table((f"Ada {trick}", "1000")), "--json")

    for text in (came.out, as_json.out):
        left = {one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
        assert left <= {"\n"}
    assert "Ada" in came.out
    assert as_json.json["rows"][0]["holder"] == f"Ada {trick}"


def test_markup_and_emoji_codes_are_only_text():
    came = shown(cap_table(("[red]Ada[/red] :smile: [link=http://x]", "1000")))

    assert "[red]Ada[/red] :smile: [link=http://x]" in came.out


def test_an_error_of_a_market_is_harmless_too():
    problem = {"code": "a.\x1b[2J", "what": "\x1b]0;x\x07.", "why": "a\nb", "fix": "c\u202e"}
    with false_market(400, problem) as market:
        came = typed("inbox", "--server", market.server)
        as_json = typed("inbox", "--server", market.server, "--json")

    assert "\x1b" not in came.err + as_json.err
    assert "\u202e" not in came.err + as_json.err
    assert len(came.err.splitlines()) == 3
    assert as_json.error == problem


@pytest.mark.parametrize(
    ("given", "expected"),
    [("1234567.50", "1,234,567.50"), ("-5", "\N{MINUS SIGN}5"), (None, "\N{EN DASH}"),
     ("0", "0"), ("much", "much"), ("\x1b[1m", "\ufffd[1m"), ("NaN", "NaN"), ("1E+30", None)],
)  # fmt: skip
def test_a_figure_is_shown_with_thousands(given: str | None, expected: str | None):
    assert figure(given) == (expected or f"1{',000' * 10}")


def test_a_moment_is_shown_in_utc():
    assert moment("2026-11-23T17:00:00+08:00") == "2026-11-23 09:00 UTC"
    assert moment(None) == "\N{EN DASH}"
    assert moment("soon\x07") == "soon\ufffd"


def test_what_is_encoded_can_be_read_back():
    data = {"a": '\x1b\x9b\u202e\ud800\U000e0041 股 é " \\ \n', "b": [None, True, 1, "\u2028"]}

    text = encoded(data)

    assert json.loads(text) == data
    assert "股" in text
    assert harmless(text, lines=True) == text
