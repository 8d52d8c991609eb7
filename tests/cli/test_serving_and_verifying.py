"""A market is opened and checked from the shell: on its own, as a person would do it."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from shutil import copyfile

import apsw
import pytest

from laogu.cli import Above
from laogu.journal import open_store
from laogu.journal.packing import pack, unpack
from tests.cli.desk import Desk, in_chinese, typed
from tests.http.market import DEE, OPERATOR


def free_port() -> int:
    """Return a port at which nobody listens, and that nobody is given who asks for any."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("every port is taken")


def test_a_market_is_opened_says_where_and_stops_when_it_is_told(tmp_path: Path):
    port = free_port()
    serve = ["-m", "laogu", "serve", "--practice", "--port", str(port)]
    env = {key: value for key, value in os.environ.items() if not key.startswith("LAOGU_")}
    with subprocess.Popen(
        [sys.executable, *serve], cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            said = "".join(running.stdout.readline() for _ in range(3))
            server = f"http://127.0.0.1:{port}"
            listed = typed("market", "list", "--json", "--server", server)
            beside = typed("verify", "--database", f"sqlite:///{tmp_path}/var/practice.db")
            second = typed("serve", "--port", str(port), "--json")
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(120)

    assert re.search(rf"{re.escape(server)}/\w\w/sign-in\?link=[\w-]+", said)
    assert [one["slug"] for one in listed.json["issuers"]] == ["harrow"]
    assert beside.code == 0
    assert (second.code, second.error["code"]) == (6, "cli.address_taken")
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_verify_reads_beside_a_running_market(desk: Desk):
    found = desk.types("verify", "--database", desk.database)
    live = desk.types("verify", "--server", desk.server, "--json", by=OPERATOR)

    assert found.code == live.code == 0
    assert found.out.startswith("The record is sound.\n")
    assert f"  head: {live.json['head']}" in found.out
    assert live.json["compared_live"] is True
    assert "  live books compared: no" in found.out


def test_a_file_copied_without_its_wal_is_said_to_be_empty(tmp_path: Path):
    open_store(f"sqlite:///{tmp_path / 'copy.db'}", write=True).close()

    english, chinese = (
        typed("verify", "--database", f"sqlite:///{tmp_path / 'copy.db'}", "--lang", lang)
        for lang in ("en", "zh")
    )

    assert english.code == 0
    assert english.out.startswith("The record is empty: it has no entry")
    assert "-wal" in english.out
    assert "sound" not in english.out
    assert chinese.out.splitlines()[0].startswith("账簿是空的")


def test_a_head_that_was_written_down_tells_a_record_whose_end_is_missing(
    desk: Desk, tmp_path: Path
):
    before = desk.types("verify", "--database", desk.database, "--json").json
    written = f"{before['entries']}:{before['head']}"
    shorter = f"sqlite:///{tmp_path / 'shorter.db'}"
    open_store(shorter, write=True).close()
    desk.does("person", "register", "--name", "Mo Lark (example)", by=OPERATOR)

    same = desk.types("verify", "--database", desk.database, "--head", written)
    live = desk.types(
        "verify", "--server", desk.server, "--head", written[:20], "--json", by=OPERATOR
    )
    cut = desk.types("verify", "--database", shorter, "--head", written, "--json")
    other = desk.types(
        "verify", "--database", desk.database, "--head", f"3:{before['head']}", lang="zh"
    )
    unread = desk.types("verify", "--database", desk.database, "--head", "40", "--json")

    assert (same.code, live.code) == (0, 0)
    assert "  earlier head: agrees" in same.out
    assert live.json["earlier_head"] == "agrees"
    assert (cut.code, cut.json["sound"], cut.json["earlier_head"]) == (1, False, "missing")
    assert other.code == 1
    assert other.out.splitlines()[0] == in_chinese(
        "This is not the record whose head was written down: its hash differs."
    )
    assert (unread.code, unread.error["code"]) == (2, "journal.head_unreadable")


def test_the_database_of_the_environment_is_read(desk: Desk):
    env = {"LAOGU_DATABASE": desk.database, "LAOGU_LANG": "zh"}

    came = typed("verify", env=env)

    assert came.code == 0
    assert came.out.splitlines()[0] == in_chinese("The record is sound.")


def test_a_broken_chain_ends_with_one_and_names_the_entry(desk: Desk, tmp_path: Path):
    copy = tmp_path / "copy.db"
    copyfile(desk.database.removeprefix("sqlite:///"), copy)
    log = Path(desk.database.removeprefix("sqlite:///") + "-wal")
    if log.exists():
        copyfile(log, tmp_path / "copy.db-wal")
    with closing(apsw.Connection(str(copy))) as file:
        # The row in which the third entry stands, with others that came at the same moment.
        found = file.execute("SELECT seq, body FROM entries WHERE seq >= 3 ORDER BY seq LIMIT 1")
        ((seq, stored),) = found.fetchall()
        assert isinstance(stored, bytes)
        changed = pack(unpack(stored).replace(b"Harrow", b"Harro"))
        file.execute("UPDATE entries SET body = ? WHERE seq = ?", (changed, seq))

    in_words = typed("verify", "--database", f"sqlite:///{copy}")
    as_json = typed("verify", "--database", f"sqlite:///{copy}", "--json")

    assert in_words.code == as_json.code == 1
    assert in_words.err.startswith("error journal.chain_broken: ")
    assert "entry 3" in in_words.err
    assert as_json.error["facts"]["seq"] == "3"


def test_who_may_not_inspect_gets_no_verification(idle_desk: Desk):
    came = idle_desk.types("verify", "--server", idle_desk.server, "--json", by=DEE)

    assert (came.code, came.error["family"]) == (3, "denied")


def test_a_benchmark_that_there_is_not_is_named():
    came = typed("bench", "no-such", "--json")

    assert came.code == 2
    assert came.error["family"] == "invalid_input"


@pytest.mark.parametrize("words", [("bench",), ("serve", "--port", str(free_port()))])
def test_the_door_alone_says_what_it_cannot_do(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("laogu.cli.call.Call.above", Above())

    came = typed(*words, "--json")

    assert (came.code, came.error["code"]) == (4, "cli.not_built")


def test_a_token_is_drawn_here_and_only_its_hash_is_sent(desk: Desk):
    person = desk.does("person", "register", "--name", "Zoe Ash", by=OPERATOR)["made"]["person"][0]

    drawn = desk.does("token", "new", "--label", "laptop", "--person", person, by=OPERATOR)

    token = drawn["token"]
    record = desk.types("record", "show", "--limit", "200", "--json", by=OPERATOR)
    assert token not in record.out
    came = typed("inbox", "--json", env={"LAOGU_SERVER": desk.server, "LAOGU_TOKEN": token})
    assert came.error["code"] == "people.no_mandate"


def test_somebody_draws_a_token_in_their_own_name(desk: Desk):
    me = desk.does("sign-in", "show", by=OPERATOR)

    drawn = desk.does("token", "new", "--label", "laptop", by=OPERATOR)

    env = {"LAOGU_SERVER": desk.server, "LAOGU_TOKEN": drawn["token"]}
    assert typed("sign-in", "show", "--json", env=env).json == me


def test_a_link_signs_a_person_in_once(desk: Desk):
    me = desk.does("sign-in", "show", by=DEE)
    assert [(one["power"], one["name"]) for one in me["mandates"]] == [("act", DEE)]

    made = desk.does("sign-in", "link", me["person_id"], by=OPERATOR)
    others = desk.types("sign-in", "link", me["person_id"], "--json", by=DEE)
    nobodys = desk.types("sign-in", "link", "person_1", "--json", by=OPERATOR)

    assert made["link"].startswith(f"{desk.server}/en/sign-in?link=")
    assert (others.code, others.error["code"]) == (3, "people.no_mandate")
    assert (nobodys.code, nobodys.error["code"]) == (4, "people.person_unknown")
    words = desk.types("sign-in", "link", me["person_id"], by=OPERATOR, lang="zh")
    assert words.out.startswith(f"{desk.server}/zh/sign-in?link=")


def test_who_looked_at_what_is_listed(desk: Desk):
    assert desk.types("record", "looks", by=OPERATOR).out == "Nobody looked.\n"

    desk.does("holdings", "show", desk.holders[DEE], by=OPERATOR)

    looked = desk.types("record", "looks", "--of", desk.holders[DEE], by=OPERATOR)
    assert "lots and cash" in looked.out
    assert desk.holders[DEE] in looked.out
    assert desk.types("record", "looks", by=DEE).code == 3


def test_a_token_is_shown_once_in_words(desk: Desk):
    person = desk.does("person", "register", "--name", "Zoe Ash", by=OPERATOR)["made"]["person"][0]

    drawn = desk.types("token", "new", "--label", "laptop", "--person", person, by=OPERATOR)

    assert re.fullmatch(r"[\w-]{43}", drawn.out.splitlines()[-1])
    assert "shown this once" in drawn.out


@pytest.mark.parametrize("practice", [True, False])
def test_an_empty_database_is_no_market(tmp_path: Path, *, practice: bool):
    path = tmp_path / ("practice.db" if practice else "market.db")
    path.touch()

    came = typed("captable", "harrow", "--database", f"sqlite:///{path}", "--json")

    assert (came.code, came.error["code"]) == (4, "journal.no_database")
