"""Names that are script, formula or a trick: kept as the text they are, or refused."""

import pytest

from tests.http.market import OPERATOR, is_refused


@pytest.mark.parametrize(
    "name",
    [
        "\u202egnp.exe", "Ada\u200bMarsh", "\u2066Ada\u2069", "Ada\u0000Marsh", "\ufeffAda",
        "Ada\nMarsh", "\u001b[31mAda", "   ", "\u3164", "\u2800", "\u00ad", "\U000e0041",
        "A" * 201, "A" * 100_000, "\ue000", "\u0378",
    ],
    ids=lambda name: ascii(name)[:20],
)  # fmt: skip
def test_a_name_that_hides_or_turns_text_is_refused(idle_market, name):
    operator = idle_market.caller(OPERATOR)

    with idle_market.unchanged():
        noes = [
            operator.asks("holder.register", name=name),
            operator.asks("person.register", name=name),
        ]

    for no in noes:
        is_refused(no, 400, "basics.not_a_name", field="name")
        assert len(no.body) < 2_000


STRANGE = [
    "<script>alert(1)</script>", '=HYPERLINK("http://x")', "@SUM(1)", "-2+3", "{{7*7}}", "${7*7}",
    "'; DROP TABLE entries; --", "../../etc/passwd", "%s%n", "🦊 Ltd", "O’Brien & Söhne", "林晓",
]  # fmt: skip


def test_a_name_that_is_only_strange_is_kept_as_text(market):
    operator = market.caller(OPERATOR)

    for name in STRANGE:
        holder = operator.asks("holder.register", name=name).made("holder")
        assert operator.gets(f"/api/holdings/{holder}").json["holder"] == name


def test_two_ways_to_write_one_name_are_kept_as_one(market):
    operator = market.caller(OPERATOR)
    name = "  Mu\u0308ller   und\u00a0\u2028Sohn "

    holder = operator.asks("holder.register", name=name).made("holder")

    assert operator.gets(f"/api/holdings/{holder}").json["holder"] == "Müller und Sohn"


def test_a_name_of_a_natural_person_never_stands_in_the_record(market):
    operator = market.caller(OPERATOR)
    operator.asks("person.register", name="Somebody Very Particular").made("person")
    operator.asks("holder.register", name="Somebody Very Particular", kind="person").made("holder")

    record = operator.gets("/api/record", after=0, limit=200).json

    assert record["entries"]
    assert "Very Particular" not in str(record)
