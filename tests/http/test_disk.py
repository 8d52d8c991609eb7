"""A disk that is full, read-only, slow or broken: said clearly, nothing lost, reading goes on."""

import threading
from contextlib import contextmanager

import msgspec
import pytest

from laogu.journal import verify
from tests.http.load import Keeping, Load, Trading
from tests.http.market import DEE, HARROW, JUNIPER, KIT, OPERATOR, is_refused
from tests.http.servers import Server, prepared, served
from tests.http.visitor import Visitor
from tests.serving import PATIENCE_SECONDS


def deposit(market, amount="1.00"):
    return {
        "holder": market.holders[JUNIPER], "amount": amount, "currency": "USD", "reference": "x",
    }  # fmt: skip


def call_of(caller, *asked):
    """Return the body of a call that asks for many things."""
    requests = [
        {"operation": operation, "id": str(caller.ids()), "request": fields}
        for operation, fields in asked
    ]
    return msgspec.json.encode({"requests": requests})


def reads_go_on(server):
    operator = server.caller(OPERATOR)
    assert operator.inspects()["sound"]
    juniper = server.market.holders[JUNIPER]
    for path in (
        "/livez", "/api/issuers", "/api/captable/harrow", "/api/record", "/api/inbox",
        "/api/offers?issuer=harrow", "/api/openapi.json", f"/api/holdings/{juniper}",
    ):  # fmt: skip
        assert operator.gets(path).status == 200, path
    for path in ("/en/", "/zh/company/harrow", "/en/record"):
        assert server.wire()("GET", path, {}, b"").status == 200, path


def takes_nothing_more(server):
    operator, dee = server.caller(OPERATOR), server.caller(DEE)
    assert not server.is_ready()
    assert server.wire()("GET", "/livez", {}, b"").status == 200
    for no in (
        operator.asks("cash.deposit", **deposit(server.market)),
        dee.asks("offer.withdraw", offer="offer_x"),
    ):
        is_refused(no, 503, "journal.market_stopped")
        assert no.headers["retry-after"]
    body = call_of(operator, ("cash.deposit", deposit(server.market)))
    (no,) = operator.sends("batch", body).json["answers"]
    assert (no["status"], no["code"]) == (503, "journal.market_stopped")


@pytest.mark.parametrize("limit_bytes", [300_000, 500_000])
def test_a_full_disk_stops_the_market_and_loses_nothing(tmp_path, limit_bytes):
    market = prepared(tmp_path)
    answered = []
    with served(market, limit_bytes=limit_bytes) as server:
        operator = server.caller(OPERATOR)
        fields = {**deposit(market), "reference": "x" * 140}
        while True:
            request = operator.ids()
            answer = operator.asks("cash.deposit", request, **fields)
            if answer.status != 201:
                break
            answered.append((request, answer))

        is_refused(answer, 503, "journal.not_recorded")
        assert answer.headers["retry-after"]
        takes_nothing_more(server)
        reads_go_on(server)
        (cash,) = operator.gets(f"/api/holdings/{market.holders[JUNIPER]}").json["cash"]
        assert cash["free"] == f"{1_500_000 + len(answered)}.00"
        server.end()

    with served(market) as server:
        operator = server.caller(OPERATOR)
        before = operator.inspects()
        for one, answer in answered[-50:]:
            assert operator.asks("cash.deposit", one, **fields).body == answer.body
        after = operator.inspects()
        again = operator.asks("cash.deposit", request, **fields)

    assert after == before
    assert before["sound"]
    assert again.status == 201


def test_a_full_disk_under_load_loses_nothing_either(tmp_path):
    market = prepared(tmp_path)
    with served(market, limit_bytes=600_000) as server:
        loads: list[Load] = [Trading(server, "full"), Keeping(server, "full")]
        for load in loads:
            load.start()
        for load in loads:
            load.join(PATIENCE_SECONDS)
            assert not load.is_alive()
        takes_nothing_more(server)
        server.kill()

    answered = {
        str(asked.id): asked.answered["entry"]
        for load in loads
        for call in load.calls
        for asked in call.requests
        if asked.answered is not None and "entry" in asked.answered
    }
    with served(market) as server:
        operator = server.caller(OPERATOR)
        assert operator.inspects()["sound"]
        recorded, after = {}, 0
        while True:
            page = operator.gets("/api/record", after=after, limit=200).json
            for entry in page["entries"]:
                recorded[msgspec.json.decode(entry["body"]).get("request")] = entry["entry"]
            if page["next"] is None:
                break
            after = int(page["next"])

    assert len(answered) > 50
    assert answered.items() <= recorded.items()


@pytest.fixture
def read_only(market):
    """Take the right to write from a market that runs, and give it back."""

    @contextmanager
    def made():
        connection = market.running.journal.store._writer._connection
        connection.execute("PRAGMA query_only = ON").fetchall()
        try:
            yield
        finally:
            connection.execute("PRAGMA query_only = OFF").fetchall()

    return made


def test_a_file_that_became_read_only_is_said_and_nothing_changes(market, read_only):
    operator, dee = market.caller(OPERATOR), market.caller(DEE)
    offer = dee.asks("offer.post", **market.offer()).made("offer")
    kit, request = market.caller(KIT), market.ids()
    accept = {"offer": offer, "buyer": market.holders[JUNIPER]}

    with read_only(), market.unchanged():
        no = kit.asks("offer.accept", request, **accept)
        stopped = kit.asks("offer.accept", request, **accept)

        is_refused(no, 503, "journal.not_recorded")
        assert "SQLITE_READONLY" in no.json["why"]
        is_refused(stopped, 503, "journal.market_stopped")
        assert market.send("GET", "/readyz", {}, b"").status == 503
        assert operator.inspects()["sound"]
        # The offer still stands, as if nobody had accepted.
        shown = kit.gets("/api/offers", issuer=HARROW).json["offers"]
        assert [one["offer_id"] for one in shown] == [offer]


def test_the_clock_stands_when_the_disk_is_broken(market, read_only):
    # What falls due needs the disk as well; it fires after the next start.
    dee = market.caller(DEE)
    until = "2026-11-24T09:00:00Z"
    offer = dee.asks("offer.post", **market.offer(open_until=until)).made("offer")

    with read_only():
        no = market.caller(OPERATOR).asks("clock.move", to="2026-12-01T09:00:00Z")

    is_refused(no, 503, "journal.not_recorded")
    assert verify(market.running.journal.store, market.running.journal).is_sound
    assert market.running.books.market.offers[offer].stage == "open"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_form_on_a_broken_disk_says_so_and_keeps_what_was_typed(market, read_only, lang):
    visitor = Visitor(market, lang=lang)
    visitor.signs_in(DEE)
    visitor.opens(f"/{lang}/company/harrow/offer?seller={market.dee}")
    form = visitor.form(f"/{lang}/do/offer.post")

    with read_only(), market.unchanged():
        for code in ("journal.not_recorded", "journal.market_stopped"):
            answer = visitor.fills(form, quantity="12345", price="18.50", seller=market.dee)
            assert answer.status == 503
            assert code in answer.body.decode()
            assert 'value="12345"' in answer.body.decode()
        # Everything goes on being read.
        for path in ("", "company/harrow", "holdings", "inbox", "record"):
            assert visitor.opens(f"/{lang}/{path}").status == 200, path


def test_a_link_that_the_disk_did_not_take_works_another_time(market, read_only):
    secret = market.running.sign_in.new_link(market.people[DEE])
    visitor = Visitor(market)
    visitor.opens(f"/en/sign-in?link={secret}")
    form = visitor.form("/en/sign-in")

    with read_only():
        no = visitor.fills(form)
    yes = visitor.fills(form)

    assert (no.status, yes.status) == (503, 303)
    assert visitor.opens("/en/me").status == 200


def test_who_signs_out_on_a_broken_disk_has_no_cookie_any_more(market, read_only):
    visitor = Visitor(market)
    visitor.signs_in(DEE)
    visitor.opens("/en/me")

    with read_only():
        answer = visitor.fills(visitor.form("/en/sign-out"))

    assert answer.status == 503
    assert "laogu-session" not in visitor.cookies


# What is wrong with one append is told to everybody who waits for it.


def all_at_once(server: Server, count: int):
    """Send so many deposits from programs of their own at the same moment."""
    callers = [server.caller(OPERATOR, seed=number) for number in range(count)]
    requests = [caller.ids() for caller in callers]
    together = threading.Barrier(count)
    came = [None] * count

    def one(place):
        together.wait()
        came[place] = callers[place].asks("cash.deposit", requests[place], **deposit(server.market))

    threads = [threading.Thread(target=one, args=[place]) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return requests, came


def test_a_slow_disk_is_shared_and_everybody_is_answered(tmp_path):
    with served(prepared(tmp_path), tampered="slow") as server:
        assert server.is_ready()
        before = server.caller(OPERATOR).inspects()["entries"]
        _, came = all_at_once(server, 12)
        after = server.caller(OPERATOR).inspects()

    assert [one.status for one in came] == [201] * 12
    assert sorted(one.json["entry"] for one in came) == list(range(before + 1, before + 13))
    assert after["sound"]
    # What becomes durable together was asked at one moment.
    assert len({one.json["recorded_at"] for one in came}) < 12


def test_when_an_append_fails_the_whole_batch_is_rolled_back_and_everybody_told(tmp_path):
    market = prepared(tmp_path)
    with served(market, tampered="fails") as server:
        operator = server.caller(OPERATOR)
        before = operator.inspects()
        asked = [
            ("cash.deposit", deposit(market)),
            ("cash.deposit", deposit(market, "0")),
            ("person.register", {"name": "Somebody"}),
        ]
        body = call_of(operator, *asked)

        answers = operator.sends("batch", body).json["answers"]

        assert [(one["status"], one["code"]) for one in answers] == [
            (503, "journal.not_recorded"),
            (400, "basics.not_an_amount"),
            (503, "journal.not_recorded"),
        ]
        assert operator.inspects() == before
        takes_nothing_more(server)
        reads_go_on(server)
        server.end()

    with served(market) as server:
        operator = server.caller(OPERATOR)
        assert operator.inspects()["entries"] == before["entries"]
        answers = operator.sends("batch", body).json["answers"]

    assert [one["status"] for one in answers] == [201, 400, 201]


def test_everybody_in_a_batch_that_fails_is_told_and_nobody_else_is_lost(tmp_path):
    market = prepared(tmp_path)
    with served(market, tampered="fails") as server:
        assert server.is_ready()
        requests, came = all_at_once(server, 24)
        server.kill()

    told = [(one.status, one.json.get("code")) for one in came]
    assert set(told) <= {
        (201, None), (503, "journal.not_recorded"), (503, "journal.market_stopped"),
    }  # fmt: skip
    assert (503, "journal.not_recorded") in told
    with served(market) as server:
        again = [
            server.caller(OPERATOR).asks("cash.deposit", request, **deposit(market))
            for request in requests
        ]
        juniper = market.holders[JUNIPER]
        (cash,) = server.caller(OPERATOR).gets(f"/api/holdings/{juniper}").json["cash"]

    assert [one.status for one in again] == [201] * 24
    for first, second in zip(came, again, strict=True):
        assert first.status != 201 or first.body == second.body
    assert cash["free"] == "1500024.00"
