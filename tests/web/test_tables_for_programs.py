"""A table of a page by a program's own token: what its person sees there, and no more."""

import pytest

from laogu.journal import token_digest
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    return Practice()


def shown_to(practice, path, token, accept="*/*"):
    with practice.browser() as browser:
        headers = {"Authorization": f"Bearer {token}", "Accept": accept} if token else {}
        return browser.get(path, headers=headers or {"Accept": accept})


def token_of(practice, name, **more):
    secret = "t" * 43
    person = practice.people[name]
    practice.do("key.issue", name, person=person, label="x", digest=token_digest(secret), **more)
    return secret


@pytest.fixture
def token(practice):
    return token_of(practice, "operator")


def test_a_program_is_told_what_its_person_sees(practice, token):
    told = shown_to(practice, "/en/operator.json?table=mandates", token).json()["mandates"]

    mandates = practice.running.books.people.mandates
    assert {one["mandate_id"] for one in told} == set(mandates)
    assert {one["over"] for one in told if one["power"] == "operate"} == {"market"}


def test_a_token_opens_no_page_and_sends_no_form(practice, token):
    with practice.browser() as browser:
        headers = {"Authorization": f"Bearer {token}"}
        page = browser.get("/en/operator", headers=headers, follow_redirects=False)
        sent = browser.post("/en/do/person.register", headers=headers, data={"name": "Mo"})

    assert page.status_code == 403
    assert sent.status_code in {400, 403}
    assert "Mo" not in practice.running.journal.personal.values()


@pytest.mark.parametrize(
    ("path", "token", "status", "code"),
    [("/operator.json", "wrong", 403, "people.key_refused"),
     ("/operator.json", "", 403, "people.not_signed_in"),
     ("/company/nobody.csv", "", 404, "register.issuer_unknown"),
     ("/company/harrow.csv?table=x", "", 404, "web.table_unknown"),
     ("/company/harrow.csv?columns=x", "", 400, "web.column_unknown")],
)  # fmt: skip
def test_a_program_is_told_what_is_wrong_as_it_reads_it(practice, path, token, status, code):
    answer = shown_to(practice, f"/en{path}", token, accept="application/json")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_token_of_a_calendar_alone_opens_no_table(practice):
    answer = shown_to(practice, "/en/holdings.csv", token_of(practice, "dee", only="calendar"))

    assert answer.json()["code"] == "people.key_refused"


def test_what_a_program_looks_at_is_noted(practice, token):
    holder = practice.holders["dee"]
    shown_to(practice, f"/en/holdings/{holder}.csv", token)

    with practice.browser("dee") as own:
        looks = own.get("/en/holdings.json?table=looks").json()["looks"]
    assert [(one["by"], one["what"]) for one in looks] == [("Operator", "holdings")]
