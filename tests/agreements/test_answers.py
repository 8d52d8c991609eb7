"""Who may answer a notice, until when, for how much; and that a consent has no clock."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from laogu.agreements import (
    Agreements,
    AlreadyAnswered,
    CalendarAdopted,
    CalendarUnknown,
    ConsentAsked,
    ConsentGiven,
    ConsentRefused,
    FirstRefusal,
    HolderElected,
    HolderWaived,
    NoNotice,
    NotAsked,
    NothingToConsent,
    NoticeGiven,
    NoticeOver,
    PartNotEnough,
    RightHolder,
    SilenceWaived,
    TermsAdopted,
    check_part,
    last_day_to_answer,
    open_consent,
    open_notice,
    read_terms,
)
from laogu.basics import Calendar, HolderId, IssuerId, TermsId, TradeId, Undo
from tests.desk import terms

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ENDS = datetime(2026, 3, 13, 0, 0, tzinfo=UTC)
TRADE, HARROW = TradeId("trade_1"), IssuerId("issuer_harrow")
ROOK, PINE, ELM = (HolderId(f"holder_{one}") for one in ("rook", "pine", "elm"))


def agreements(*events) -> Agreements:
    stands = Agreements(Undo())
    for event in events:
        stands.apply(event, AT)
    return stands


def given(partial="allowed") -> NoticeGiven:
    return NoticeGiven(
        effective_on=ON, trade=TRADE, issuer=HARROW, rule="ART-12", clause="Article 12",
        asked=(RightHolder(PINE, 20), RightHolder(ROOK, 50)), units=8_000, price="18.50",
        payment_method="cash", term="at settlement", last_day=date(2026, 3, 12), ends_at=ENDS,
        partial=partial,
    )  # fmt: skip


def elected(holder, units=100) -> HolderElected:
    return HolderElected(effective_on=ON, trade=TRADE, holder=holder, units=units)


def waived(holder) -> HolderWaived:
    return HolderWaived(effective_on=ON, trade=TRADE, holder=holder)


def test_whoever_was_asked_may_answer_until_the_last_moment_of_the_last_day():
    stands = agreements(given())

    assert open_notice(stands, TRADE, ROOK, now=ENDS - timedelta(microseconds=1)).given == given()
    with pytest.raises(NoticeOver) as no:
        open_notice(stands, TRADE, ROOK, now=ENDS)

    assert (str(no.value.clause), no.value.last_day) == ("Article 12", date(2026, 3, 12))


def test_who_was_not_asked_cannot_answer():
    with pytest.raises(NotAsked) as no:
        open_notice(agreements(given()), TRADE, ELM, now=AT)
    assert (no.value.trade, str(no.value.clause), no.value.on) == (TRADE, "Article 12", ON)

    with pytest.raises(NoNotice) as nobody:
        open_notice(agreements(), TRADE, ELM, now=AT)
    assert nobody.value.trade == TRADE


@pytest.mark.parametrize(("answer", "said"), [(elected(ROOK), "elected"), (waived(ROOK), "waived")])
def test_an_answer_binds(answer, said):
    with pytest.raises(AlreadyAnswered) as no:
        open_notice(agreements(given(), answer), TRADE, ROOK, now=AT)

    assert no.value.answer == said


def test_silence_waives_and_cannot_be_broken_afterwards():
    silent = SilenceWaived(effective_on=ON, trade=TRADE, holders=(ROOK, PINE))
    stands = agreements(given(), silent)

    assert stands.notices[TRADE].waits_for == ()
    assert stands.notices[TRADE].taken() == {}
    with pytest.raises(NoticeOver):
        open_notice(stands, TRADE, ROOK, now=AT)


def test_a_notice_knows_whom_it_waits_for_and_who_takes():
    stands = agreements(given(), elected(ROOK, 3_000))

    assert stands.notices[TRADE].waits_for == (PINE,)
    assert stands.notices[TRADE].taken() == {ROOK: 3_000}


def test_a_part_is_not_enough_where_the_terms_want_all():
    notice = agreements(given("refused")).notices[TRADE]

    check_part(notice, 8_000, taken="8,000", offered="8,000")
    with pytest.raises(PartNotEnough) as no:
        check_part(notice, 7_999, taken="7,999", offered="8,000")

    assert (no.value.taken, no.value.offered) == ("7,999", "8,000")


@pytest.mark.parametrize("partial", ["allowed", "forfeit"])
def test_elsewhere_any_part_may_be_taken(partial):
    check_part(agreements(given(partial)).notices[TRADE], 1, taken="1", offered="8,000")


def asked() -> ConsentAsked:
    return ConsentAsked(
        effective_on=ON, trade=TRADE, issuer=HARROW, giver="board", rule="ART-13",
        clause="Article 13",
    )  # fmt: skip


def test_a_consent_is_open_until_it_is_answered_however_long_that_takes():
    assert open_consent(agreements(asked()), TRADE, "board") == asked()


@pytest.mark.parametrize(
    "events",
    [
        (),
        (asked(), ConsentGiven(effective_on=ON, trade=TRADE, giver="board")),
        (asked(), ConsentRefused(effective_on=ON, trade=TRADE, giver="board", reason="no")),
    ],
)
def test_a_consent_that_is_not_asked_for_any_more_cannot_be_answered(events):
    with pytest.raises(NothingToConsent) as no:
        open_consent(agreements(*events), TRADE, "board")

    assert no.value.facts == {"giver": "board", "trade": TRADE}


def test_only_who_was_asked_can_consent():
    with pytest.raises(NothingToConsent):
        open_consent(agreements(asked()), TRADE, "regulator")


def test_the_last_day_is_moved_by_the_calendar_the_terms_name():
    calendar = Calendar(name="CN", source="x", years=(2026,), holidays=(date(2026, 4, 1),))
    adopted = CalendarAdopted(effective_on=ON, calendar=calendar)
    right = FirstRefusal(rule="ART-12", clause="Article 12", days=30, calendar="CN")
    plain = FirstRefusal(rule="ART-12", clause="Article 12", days=30)

    moved = last_day_to_answer(agreements(adopted), right, received_on=ON)

    assert moved == (date(2026, 4, 2), calendar)
    assert last_day_to_answer(agreements(), plain, received_on=ON) == (date(2026, 4, 1), None)
    with pytest.raises(CalendarUnknown) as no:
        last_day_to_answer(agreements(), right, received_on=ON)
    assert no.value.calendar == "CN"


def adopted(version: str, on: date, id_: str = "articles") -> TermsAdopted:
    return TermsAdopted(
        effective_on=on, terms=TermsId(f"terms_{id_}_{version}"), issuer=HARROW, document="",
        content=read_terms(terms(id=id_, version=version)),
    )  # fmt: skip


def in_force(stands, on) -> list[tuple[str, str]]:
    return [(one.content.id, one.content.version) for one in stands.in_force(HARROW, on)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_later_version_replaces_the_earlier_from_its_day_in_whatever_order_they_came(order):
    versions = [
        adopted("1", date(2026, 1, 1)), adopted("2", date(2026, 3, 1)),
        adopted("1", date(2026, 2, 1), "agreement"),
    ]  # fmt: skip
    stands = agreements(*(versions[one] for one in order))

    assert in_force(stands, date(2025, 12, 31)) == []
    assert in_force(stands, date(2026, 1, 1)) == [("articles", "1")]
    assert in_force(stands, date(2026, 2, 28)) == [("articles", "1"), ("agreement", "1")]
    assert in_force(stands, date(2026, 3, 1)) == [("articles", "2"), ("agreement", "1")]
