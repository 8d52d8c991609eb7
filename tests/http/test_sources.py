"""Where a rule is written, told in the reader's language: of lots and of what lies on them."""

from tests.http.market import DEE, IDA, OPERATOR

EAST_RIVER = "East River Growth Fund LP (example)"
ENGLISH = "Article 10: no sale within two years of acquisition"
CHINESE = "第 10 条：取得后两年内不得出售"


def test_why_a_lot_is_kept_is_told_with_its_clause_in_the_askers_language(idle_market):
    told = {}
    for lang in ("en", "zh"):
        caller = idle_market.caller(OPERATOR, language=lang)
        (lot,) = caller.gets(f"/api/holdings/{idle_market.holders[EAST_RIVER]}").json["lots"]
        told[lang] = [one["source"] for one in lot["reasons"]]

    assert told == {"en": [ENGLISH], "zh": [CHINESE]}


def test_a_source_that_somebody_wrote_stays_as_it_was_written(market):
    lot = market.caller(DEE).gets(f"/api/holdings/{market.dee}").json["lots"][0]["security_id"]
    made = market.caller(IDA).asks(
        "restriction.attach", security=lot, kind="pledge", rule="P-1", source="a pledge (example)"
    )
    assert made.status == 201, made.body

    (first, *_) = market.caller(DEE, language="zh").gets(f"/api/holdings/{market.dee}").json["lots"]
    assert [one["source"] for one in first["reasons"]] == ["a pledge (example)"]
