"""What is told of marks over HTTP: worked out once for everybody, and again when it has changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from laogu.operations import QUESTIONS
from tests.http.market import HARROW, OPERATOR, START, PracticeMarket, is_refused

ASKED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/api/issuer/mark", {"issuer": HARROW}),
    ("/api/issuer/marks", {"issuer": HARROW}),
    ("/api/market/index", {}),
)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch, market: PracticeMarket) -> list[str]:
    """Every question that was worked out."""
    found: list[str] = []
    ask: Callable[..., Any] = market.running.ask

    def noted(question: str, *given: Any, **named: Any) -> Any:
        found.append(question)
        return ask(question, *given, **named)

    monkeypatch.setattr(market.running, "ask", noted)
    return found


def sold(market: PracticeMarket, price: str) -> None:
    """Somebody says for how much shares of the example company were sold."""
    made = market.caller(OPERATOR).asks(
        "fact.record", issuer=HARROW, question="transfer", on=START.date().isoformat(),
        value=price, unit="USD a share", says_en="Said (example).", source="A paper (example)",
        sure="high",
    )  # fmt: skip
    assert made.status == 201, made.body


def told_anew(market: PracticeMarket, path: str, asked: dict[str, str]) -> bytes:
    """Return an answer of a market that remembers nothing."""
    market.running.remembered.let_go()
    return market.caller(None).gets(path, **asked).body


@pytest.mark.parametrize(("path", "asked"), ASKED)
def test_it_is_told_again_as_it_would_be_worked_out_again(market, worked_out, path, asked):
    visitor, holder = market.caller(None), market.caller(OPERATOR)

    first = visitor.gets(path, **asked).body
    assert visitor.gets(path, **asked).body == holder.gets(path, **asked).body == first
    assert len(worked_out) == 1

    sold(market, "31.00")
    after = visitor.gets(path, **asked).body
    assert (after != first) == (path != "/api/market/index")
    assert after == told_anew(market, path, asked)

    market.world.move(START + timedelta(days=1))
    later = visitor.gets(path, **asked).body
    assert later != after
    assert later == told_anew(market, path, asked)


def test_each_question_and_each_language_has_an_answer_of_its_own(market, worked_out):
    english, chinese = market.caller(None), market.caller(None, language="zh")

    for visitor in (english, chinese, english, chinese):
        for day in ("2026-11-20", "2026-11-21"):
            found = visitor.gets("/api/issuer/mark", issuer=HARROW, on=day)
            assert found.json["on"] == day

    assert len(worked_out) == 4
    said = [
        one.gets("/api/issuer/mark", issuer=HARROW, on="2026-11-20").body
        for one in (english, chinese)
    ]
    assert said[0] != said[1]


def test_what_is_refused_is_refused_though_an_answer_is_kept(market, worked_out):
    visitor = market.caller(None)
    assert visitor.gets("/api/issuer/mark", issuer=HARROW).status == 200

    is_refused(visitor.gets("/api/issuer/mark", issuer="nobody"), 404, "register.issuer_unknown")
    visitor.headers["Authorization"] = "Bearer forged"
    forged = visitor.gets("/api/issuer/mark", issuer=HARROW)

    assert forged.json["code"] == "people.key_refused"
    assert worked_out == ["issuer.mark"]


def test_what_was_known_at_a_moment_is_not_kept(market, worked_out):
    visitor = market.caller(None)
    assert "known_at" in QUESTIONS["issuer.mark"].request.__struct_fields__

    for _ in range(2):
        visitor.gets("/api/issuer/mark", issuer=HARROW, known_at="2026-11-23T08:00:00Z")

    assert len(worked_out) == 2
