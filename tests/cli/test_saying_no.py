"""Errors: one shape, in words or as one object; an exit code for each family; both languages."""

import subprocess
import sys

import pytest

from laogu.cli.failures import CommandUnknown, NoMarket
from tests.cli.desk import (
    NOBODY,
    Desk,
    Typed,
    false_market,
    in_chinese,
    silent_market,
    typed,
)
from tests.http.market import DEE, OPERATOR

OFFER = ("offer", "post", "--issuer", "harrow", "--stock-class", "Ordinary shares",
         "--price", "18.50", "--currency", "USD")  # fmt: skip


def says_no(came: Typed, code: str, exit_code: int) -> None:
    """Fail, unless a command asked for JSON said no in this way, and nothing else."""
    assert (came.code, came.error["code"]) == (exit_code, code), came.err
    assert came.out == ""
    for part in ("what", "why", "fix"):
        assert isinstance(came.error[part], str)
        assert came.error[part]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("trade", "setle"), "cli.command_unknown"),
        (("setle",), "cli.command_unknown"),
        (("verify", "--databse", "x"), "cli.option_unknown"),
        (("captable",), "cli.option_missing"),
        (("trade", "settle"), "cli.option_missing"),
        (("offer", "post", "--issuer", "harrow"), "cli.option_missing"),
        (("register", "load", "x.csv"), "cli.option_missing"),
        (("serve", "--port", "many"), "cli.value_unreadable"),
        (("serve", "--port", "65536"), "cli.value_unreadable"),
        (("mandate", "give", "--power", "rule"), "cli.value_unreadable"),
        (("stock-class", "register", "--decimals", "1.5"), "cli.value_unreadable"),
        (("inbox", "--lang", "fr"), "cli.value_unreadable"),
        (("inbox", "--server"), "cli.usage"),
        (("inbox", "now"), "cli.usage"),
        (("trade", "settle", "trade_1", "--trade", "trade_2"), "cli.two_values"),
        (("trade", "settle", "trade_1", "--request-id", "7"), "basics.not_a_request_id"),
        (("register", "load", "no-such.csv", "--check"), "cli.file_unreadable"),
        (("terms", "adopt", "no-such.toml", "--issuer", "harrow"), "cli.file_unreadable"),
        (("captable", "harrow", "--known-at", "noon", "--database", "sqlite:///x"),
         "cli.value_unreadable"),
        (("captable", "harrow", "--known-at", "2026-02-31T09:00Z", "--database", "sqlite:///x"),
         "basics.not_a_day"),
        (("captable", "harrow", "--as-of", "2026-02-31", "--database", "sqlite:///x"),
         "basics.not_a_day"),
        (("verify", "--database", "mysql://somebody:secret@there"), "journal.unknown_scheme"),
        (("inbox", "--server", "ftp://there"), "cli.server_unreadable"),
        (("inbox", "--server", "http://somebody:secret@there"), "cli.server_unreadable"),
        (("inbox", "--server", "http://there:port"), "cli.server_unreadable"),
        (("inbox", "--server", "http://"), "cli.server_unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_ends_with_two(words: tuple[str, ...], code: str):
    came = typed("--json", *words)

    says_no(came, code, 2)
    assert came.error["family"] == "invalid_input"
    assert "secret" not in came.err


def test_a_refusal_ends_with_three(idle_desk: Desk):
    refused = (*OFFER, "--seller", idle_desk.holders[DEE], "--quantity", "60001", "--json")

    came = idle_desk.types(*refused, by=DEE)

    says_no(came, "rights.only_fewer_free", 3)
    assert came.error["family"] == "refusal"
    assert came.error["facts"]["free"] == "60000"


def test_who_may_not_ask_ends_with_three(idle_desk: Desk):
    says_no(idle_desk.types("inbox", "--json"), "people.not_signed_in", 3)
    says_no(
        idle_desk.types("trade", "settle", "trade_1", "--json", by=DEE), "market.trade_unknown", 4
    )
    came = idle_desk.types("person", "register", "--name", "Zoe", "--json", by=DEE)
    says_no(came, "people.no_mandate", 3)
    assert came.error["family"] == "denied"


def test_what_is_not_there_ends_with_four(idle_desk: Desk):
    says_no(idle_desk.types("captable", "nobody", "--json"), "register.issuer_unknown", 4)
    says_no(typed("verify", "--json", "--database", "sqlite:///no.db"), "journal.no_database", 4)


def test_the_same_id_with_another_body_ends_with_five(desk: Desk):
    names = ("person", "register", "--json", "--name")
    done = desk.does("person", "register", "--name", "Zoe Ash", by=OPERATOR)
    again = ("--request-id", done["request"])

    same = desk.types(*names, "Zoe Ash", *again, by=OPERATOR)
    other = desk.types(*names, "Zoe Elm", *again, by=OPERATOR)

    assert (same.code, same.json) == (0, done)
    says_no(other, "journal.request_reused", 5)


def test_nothing_that_listens_ends_with_six():
    came = typed("inbox", "--json", env={"LAOGU_SERVER": NOBODY})

    says_no(came, "cli.no_market", 6)
    assert "./run serve" in came.error["fix"]


def test_an_answer_that_breaks_off_says_how_to_ask_again():
    with silent_market() as server:
        asked = typed("inbox", "--json", "--server", server)
        sent = typed("trade", "settle", "trade_1", "--json", "--server", server)

    says_no(asked, "cli.no_market", 6)
    says_no(sent, "cli.no_answer", 6)
    assert f"--request-id {sent.error['facts']['request']}" in sent.error["fix"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>hello</html>"),
        (200, b"[1, 2]"),
        (200, b'"yes"'),
        (200, b"\xff\xfe"),
        (200, b""),
        (200, b"[" * 100_000),
        (200, b'{"half": "\\ud800"}'),
        (404, b"<html>no</html>"),
        (404, b'{"detail": "Not Found"}'),
        (500, b'{"code": "x", "what": ["no"], "why": "no", "fix": "no"}'),
        (302, b"{}"),
    ],
)
def test_what_does_not_speak_as_a_market_ends_with_six(status: int, body: bytes):
    with false_market(status, body=body, Location="http://elsewhere") as market:
        came = typed("inbox", "--json", "--server", market.server)

    says_no(came, "cli.not_a_market", 6)


def test_an_answer_of_another_shape_is_said_and_not_shown():
    with false_market(answer={"issuers": [{"slug": 5}]}) as market:
        came = typed("market", "list", "--server", market.server)

    assert came.code == 6
    assert came.err.startswith("error cli.not_a_market: ")
    assert came.out == ""


@pytest.mark.parametrize(
    ("family", "exit_code"),
    [("invalid_input", 2), ("refusal", 3), ("denied", 3), ("not_found", 4), ("conflict", 5),
     ("unavailable", 6), ("fault", 1)],
)  # fmt: skip
def test_every_family_of_the_market_has_its_exit_code(family: str, exit_code: int):
    problem = {"code": "a.b", "what": "What.", "why": "Why.", "fix": "Fix.", "family": family}
    with false_market(418, {**problem, "facts": {}}) as market:
        came = typed("inbox", "--json", "--server", market.server)

    says_no(came, "a.b", exit_code)
    assert came.error == {**problem, "facts": {}}


@pytest.mark.parametrize(
    ("status", "exit_code"), [(400, 2), (401, 3), (403, 3), (404, 4), (409, 5), (422, 3), (503, 6)]
)
def test_a_family_that_is_not_known_yet_goes_by_its_status(status: int, exit_code: int):
    problem = {"code": "a.b", "what": "What.", "why": "Why.", "fix": "Fix.", "family": "new"}
    with false_market(status, problem) as market:
        came = typed("inbox", "--json", "--server", market.server)

    says_no(came, "a.b", exit_code)


def test_a_fault_of_ours_ends_with_one_and_no_traceback(monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object) -> None:
        raise KeyError("oh")

    monkeypatch.setattr("laogu.cli.asking.RunningMarket.get", breaks)

    came = typed("inbox", "--json", env={"LAOGU_SERVER": NOBODY})

    says_no(came, "cli.our_fault", 1)
    assert "KeyError" in came.error["why"]


def test_in_words_an_error_has_three_lines():
    came = typed("inbox", env={"LAOGU_SERVER": NOBODY})

    assert (came.code, came.out) == (6, "")
    first, why, fix = came.err.splitlines()
    assert first == f"error cli.no_market: No market answers at {NOBODY}."
    assert why.startswith("  why: The system says: ")
    assert fix == "  fix: Start one with ./run serve, or name another with --server."


def test_in_chinese_an_error_has_the_same_lines():
    came = typed("inbox", "--lang", "zh", env={"LAOGU_SERVER": NOBODY})

    first, why, fix = came.err.splitlines()
    what = in_chinese(NoMarket.what, server=NOBODY)
    assert first == in_chinese("error {code}: {what}", code="cli.no_market", what=what)
    assert why.startswith("  " + in_chinese("why: {reason}", reason=""))
    assert fix == "  " + in_chinese("fix: {remedy}", remedy=in_chinese(NoMarket.fix))


@pytest.mark.parametrize("words", [("--lang", "zh", "inboxes"), ("inboxes", "--lang=zh")])
def test_what_cannot_be_read_is_said_in_the_language_that_was_asked(words: tuple[str, ...]):
    what = in_chinese(CommandUnknown.what, given="inboxes")

    assert what in typed(*words).err
    assert typed(*words, "--json").error["what"] == what


def test_the_language_of_the_environment_is_taken_and_outweighed():
    env = {"LAOGU_LANG": "zh_CN.UTF-8"}

    assert in_chinese(CommandUnknown.what, given="inboxes") in typed("inboxes", env=env).err
    assert typed("inboxes", "--lang", "en", env=env).err.startswith("error ")
    assert typed("inboxes", env={"LAOGU_LANG": "fr"}).err.startswith("error ")


def test_the_market_is_asked_in_the_same_language(idle_desk: Desk):
    came = idle_desk.types("inbox", "--json", lang="zh")

    assert came.error["code"] == "people.not_signed_in"
    assert any("\u4e00" <= one <= "\u9fff" for one in came.error["what"])


def test_a_bare_subject_shows_what_there_is():
    came = typed("offer")

    assert came.code == 2
    assert "withdraw" in came.err
    assert typed("--json").error["code"] == "cli.usage"


@pytest.mark.parametrize("token", ["two words", "ünder", "line\nend"])
def test_a_token_that_is_none_is_not_sent(token: str):
    came = typed("inbox", "--json", env={"LAOGU_SERVER": NOBODY, "LAOGU_TOKEN": token})

    says_no(came, "cli.token_unreadable", 2)
    assert token not in came.err


def test_a_token_is_not_sent_on_to_where_a_market_points():
    with (
        false_market(answer={"waiting": []}) as other,
        false_market(302, body=b"{}", Location=f"{other.server}/api/inbox") as market,
    ):
        typed("inbox", "--server", market.server, env={"LAOGU_TOKEN": "abc"})

        (asked,) = market.asked
        assert asked[2]["Authorization"] == "Bearer abc"
        assert other.asked == []


@pytest.mark.parametrize("words", [("captable", "a\udcff"), ("\udcff",), ("inbox", "--\udcff")])
def test_words_that_are_no_characters_are_refused(words: tuple[str, ...]):
    says_no(typed("--json", *words), "cli.not_utf8", 2)


def test_it_does_not_run_where_promises_are_left_out():
    ran = subprocess.run(
        [sys.executable, "-O", "-m", "laogu", "--version", "--json"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert ran.returncode == 2
    assert '"cli.runs_optimised"' in ran.stderr
    assert "Traceback" not in ran.stderr
