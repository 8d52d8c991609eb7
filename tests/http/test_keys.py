"""Who asks: tokens that are unknown, revoked, expired or another's, and mandates that ended."""

import hashlib
from datetime import timedelta

import msgspec
import pytest

from laogu.journal import token_digest
from tests.http.market import DEE, IDA, JUNIPER, KIT, OPERATOR, START, Caller, is_refused


@pytest.mark.parametrize(
    "shown",
    [
        "Bearer", "Bearer ", "Bearer x", "Basic b3BlcmF0b3I6", "Token {token}", "{token}",
        "Bearer {token}x", "Bearer {token} {token}", "Bearer\t{token}", "Bearer {digest}",
        "Bearer " + "x" * 5_000,
    ],
    ids=lambda shown: shown[:20],
)  # fmt: skip
def test_what_is_no_token_of_ours_opens_nothing(idle_market, shown):
    token = idle_market.tokens[OPERATOR]
    shown = shown.format(token=token, digest=token_digest(token))
    body = msgspec.json.encode({"name": "Somebody"})
    operator = idle_market.caller(OPERATOR)

    with idle_market.unchanged():
        noes = [
            operator.sends("person.register", body, Authorization=shown),
            idle_market.send("GET", "/api/inbox", {"Authorization": shown}, b""),
            idle_market.send("GET", "/api/captable/harrow", {"Authorization": shown}, b""),
            operator.sends("batch", b'{"requests":[]}', Authorization=shown),
        ]

    for no in noes:
        is_refused(no, 403, "people.key_refused")
        assert token not in no.body.decode()


def new_key(market, name, **more):
    """Issue another token to somebody and return a program that shows it, and the key's id."""
    operator = market.caller(OPERATOR)
    person = next(
        person
        for person, known in market.running.books.people.persons.items()
        if market.running.journal.personal[known.name.ref] == name
    )
    secret = f"another secret of {name}"
    digest = hashlib.sha256(secret.encode()).hexdigest()
    key = operator.asks("key.issue", person=person, label="another", digest=digest, **more)
    return Caller(market.send, market.ids, token=secret), key.made("key")


def test_a_revoked_token_opens_nothing_any_more(market):
    program, key = new_key(market, DEE)
    assert program.gets("/api/inbox").status == 200
    market.caller(DEE).asks("key.revoke", key=key)

    with market.unchanged():
        noes = [program.gets("/api/inbox"), program.asks("offer.post", **market.offer())]

    for no in noes:
        is_refused(no, 403, "people.key_refused")


def test_an_expired_token_opens_nothing_any_more(market):
    program, _ = new_key(market, DEE, expires_at=(START + timedelta(hours=1)).isoformat())
    assert program.gets("/api/inbox").status == 200
    market.world.move(START + timedelta(hours=1))

    with market.unchanged():
        noes = [program.gets("/api/inbox"), program.asks("offer.post", **market.offer())]

    for no in noes:
        is_refused(no, 403, "people.key_refused")


def test_a_token_expires_by_the_worlds_clock_and_not_by_the_practice_clock(market):
    program, _ = new_key(market, DEE, expires_at=(START + timedelta(hours=1)).isoformat())

    market.caller(OPERATOR).asks("clock.move", to=(START + timedelta(days=30)).isoformat())

    assert program.gets("/api/inbox").status == 200


def test_another_persons_token_can_neither_be_issued_nor_revoked(market):
    _, key = new_key(market, DEE)
    person = next(iter(market.running.books.people.persons))
    digest = "0" * 64

    with market.unchanged():
        revoke = market.caller(KIT).asks("key.revoke", key=key)
        unknown = market.caller(KIT).asks("key.revoke", key="key_" + "0" * 26)
        issue = market.caller(KIT).asks("key.issue", person=person, label="x", digest=digest)
        nobody = market.caller(None).asks("key.issue", person=person, label="x", digest=digest)

    # Whether a token is there is not told to strangers.
    assert (revoke.status, revoke.json["code"]) == (unknown.status, unknown.json["code"])
    is_refused(issue, 403, "people.no_mandate")
    is_refused(nobody, 403, "people.not_signed_in")


@pytest.mark.parametrize(
    "digest", ["", "secret", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"]
)
def test_a_token_itself_is_never_taken_for_its_hash(idle_market, digest):
    person = next(iter(idle_market.running.books.people.persons))

    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks("key.issue", person=person, label="x", digest=digest)

    is_refused(no, 400, "operations.not_a_digest", field="digest")


def test_one_hash_opens_for_one_person(market):
    person = next(iter(market.running.books.people.persons))
    taken = token_digest(market.tokens[DEE])

    with market.unchanged():
        no = market.caller(OPERATOR).asks("key.issue", person=person, label="x", digest=taken)

    assert no.status in {409, 422}


def test_a_mandate_that_ended_allows_nothing_any_more(market):
    people = market.running.books.people
    mandate = next(key for key, one in people.mandates.items() if one.over == market.dee)
    market.caller(OPERATOR).asks("mandate.end", mandate=mandate)

    with market.unchanged():
        no = market.caller(DEE).asks("offer.post", **market.offer())

    is_refused(no, 403, "people.no_mandate")


def test_a_person_who_was_forgotten_is_nobody(market):
    people = market.running.books.people
    dee = next(one.person for one in people.mandates.values() if one.over == market.dee)
    market.caller(OPERATOR).asks("person.forget", person=dee)

    with market.unchanged():
        no = market.caller(DEE).asks("offer.post", **market.offer())

    is_refused(no, 403, "people.key_refused")


def test_the_last_operator_stays(market):
    people = market.running.books.people
    operates = next(one for one in people.mandates.values() if one.power == "operate")
    operator = market.caller(OPERATOR)

    with market.unchanged():
        noes = [
            operator.asks("mandate.end", mandate=operates.mandate),
            operator.asks("person.forget", person=operates.person),
        ]

    for no in noes:
        is_refused(no, 422, "operations.still_operates")


# What a stranger may and may not ask


OPERATIONS_OF_OTHERS: dict[str, dict[str, object]] = {
    "issuer.register": {"slug": "mine", "name_en": "Mine"},
    "person.register": {"name": "Me"},
    "holder.register": {"name": "Me"},
    "cash.deposit": {"amount": "1", "currency": "USD", "reference": "x"},
    "cash.pay_out": {"amount": "1", "currency": "USD", "reference": "x"},
    "clock.move": {"to": "2027-01-01T00:00:00Z"},
    "mandate.give": {"person": "x", "power": "operate", "over": "market"},
    "register.load": {"issuer": "harrow", "rows": []},
    "terms.adopt": {"issuer": "harrow", "text": ""},
    "fact.record": {"issuer": "harrow", "question": "x", "on": "2026-01-01", "says_en": "x",
                    "source": "x", "sure": "high"},
    "security.issue": {"issuer": "harrow", "stock_class": "Ordinary shares", "quantity": "1"},
    "stock_class.register": {"issuer": "harrow", "name_en": "B", "currency": "USD"},
}  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS_OF_OTHERS)
@pytest.mark.parametrize(
    ("who", "code"), [(None, "people.not_signed_in"), (DEE, "people.no_mandate")]
)
def test_what_no_mandate_allows_is_denied(idle_market, operation, who, code):
    fields = OPERATIONS_OF_OTHERS[operation]
    if operation in {"cash.deposit", "cash.pay_out", "security.issue"}:
        fields = {**fields, "holder": idle_market.holders[JUNIPER]}

    with idle_market.unchanged():
        no = idle_market.caller(who).asks(operation, **fields)

    is_refused(no, 403, code)


@pytest.mark.parametrize("path", ["/api/inbox", "/api/offers?issuer=harrow", "/api/verify"])
def test_questions_about_what_is_not_public_need_somebody(idle_market, path):
    no = idle_market.send("GET", path, {}, b"")

    is_refused(no, 403, "people.not_signed_in")


def test_a_stranger_sees_how_many_shares_there_are_and_not_whose(idle_market):
    seen = idle_market.caller(None).gets("/api/captable/harrow").json

    assert seen["rows"] == []
    assert seen["classes"][0]["quantity"] == "10000000"
    assert set(seen["not_shown"].values()) == {"10000000"}


def test_a_stranger_sees_that_the_record_goes_on_and_not_what_it_says(idle_market):
    seen = idle_market.caller(None).gets("/api/record", limit=200).json["entries"]
    whole = idle_market.caller(OPERATOR).gets("/api/record", limit=200).json["entries"]

    assert [one["hash"] for one in seen] == [one["hash"] for one in whole]
    assert not any("body" in one or "by" in one for one in seen)


def test_who_issues_may_not_look_at_another_market_desk(idle_market):
    is_refused(idle_market.caller(IDA).gets("/api/verify"), 403, "people.no_mandate")
