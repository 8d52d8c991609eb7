"""Terms are read from a readable file, and everything in it is understood or refused."""

from datetime import date

import pytest

from laogu.agreements import TermsUnreadable, read_terms
from laogu.connectors import shipped
from tests.desk import board_consent, clause, closing, first_refusal, terms


def test_every_kind_of_clause_is_read():
    read = read_terms(
        terms(
            clause("mechanism", "ART-9", allowed=["negotiated", "board"], waivable_by="amendment"),
            clause("lock_up", "ART-10", days_after_acquisition=730),
            clause(
                "lock_up", "ART-10b", locked_through=date(2027, 1, 7), acquired_by=date(2026, 1, 7)
            ),
            clause("holder_cap", "ART-11", limit=50, sure="S"),
            first_refusal(days=30, calendar="CN-2026", partial="forfeit", free_among_holders=True),
            board_consent(clause_zh="第 13 条"),
            closing(long_stop_days=60, fee_bps=50, withdrawal=False),
            clause("cites", "CN-JSC-05"),
        )
    )

    assert read.mechanism[0].allowed == ("negotiated", "board")
    assert read.lock_up[1].locked_through == date(2027, 1, 7)
    assert (read.holder_cap[0].limit, read.holder_cap[0].sure) == (50, "S")
    assert (read.first_refusal[0].days, read.first_refusal[0].partial) == (30, "forfeit")
    assert (read.consent[0].clause_zh, read.consent[0].giver) == ("第 13 条", "board")
    assert (read.closing[0].fee_bps, read.closing[0].withdrawal) == (50, False)
    assert read.cites[0].rule == "CN-JSC-05"


def test_the_terms_that_come_with_the_program_are_read():
    for folder in ("zhipu", "example"):
        assert read_terms(shipped.content(f"{folder}/terms.toml").decode()).version


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not = toml = at all",
        "id = 'x'\n" * 2,
        terms(layer="whim"),
        terms(id="Articles"),
        terms(version=""),
        terms(colour="red"),  # an unknown field
        terms("[[colour]]\nrule = 'x'"),  # an unknown table
        terms(clause("mechanism", "ART-9")),  # a missing field
        terms(clause("mechanism", "ART-9", allowed=["by magic"])),
        terms(first_refusal(days=0)),
        terms(first_refusal(days=100_000)),
        terms(clause("first_refusal", "ART-12", days="ten")),
        terms(first_refusal(partial="sometimes")),
        terms(closing(fee_bps=-1)),
        terms(closing(fee_bps=1_001)),
        terms(clause("holder_cap", "ART-11", limit=0)),
        terms(clause("lock_up", "ART-10")),  # no end
        terms(clause("lock_up", "A", days_after_acquisition=1, locked_through=date(2027, 1, 7))),
        terms(clause("lock_up", "A", days_after_acquisition=1, acquired_by=date(2026, 1, 7))),
        terms(clause("lock_up", "A", locked_through=date(9999, 12, 31))),
        terms(clause("lock_up", "A", locked_through=date(2027, 1, 7), acquired_by=date(1, 1, 1))),
        terms(clause("lock_up", "A", locked_through="2027-02-30")),
        terms(clause("cites", "x" * 601)),
        terms(clause("cites", "CN-JSC-05\u202e")),  # turns what follows
        terms(title_de="\u200b"),
        "a = " + "[" * 10_000,
    ],
)
def test_what_cannot_be_understood_is_refused_whole(text):
    with pytest.raises(TermsUnreadable) as no:
        read_terms(text)

    assert 0 < len(no.value.reason) <= 300
