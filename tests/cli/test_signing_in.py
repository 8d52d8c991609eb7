"""Signing in and out at a desk without a browser."""

import pytest

from tests.cli.desk import Desk, Typed, in_chinese, typed
from tests.http.market import DEE, OPERATOR


def link_for(desk: Desk, name: str) -> str:
    person = desk.does("sign-in", "show", by=name)["person_id"]
    return str(desk.does("sign-in", "link", person, by=OPERATOR)["link"])


def shown(desk: Desk, token: str, *words: str) -> Typed:
    """Type a command with a token in the environment."""
    return typed(*words, env={"LAOGU_SERVER": desk.server, "LAOGU_TOKEN": token})


def test_a_link_as_it_was_printed_signs_in_whatever_the_environment_says(desk: Desk):
    link = link_for(desk, DEE)

    done = typed("sign-in", "open", f" {link} ", env={"LAOGU_TOKEN": "an old one"})

    token = done.out.splitlines()[-1]
    assert shown(desk, token, "sign-in", "show", "--json").json == desk.does(
        "sign-in", "show", by=DEE
    )
    assert shown(desk, token, "token", "new", "--label", "hers").code == 0
    assert shown(desk, token, "sign-in", "end").out == "You are signed out.\n"
    assert shown(desk, token, "sign-in", "show", "--json").error["code"] == "people.key_refused"
    again = typed("sign-in", "open", link, "--json")
    assert (again.code, again.error["code"]) == (3, "people.link_used")


def test_the_secret_of_a_link_is_sent_to_the_market_that_is_asked(desk: Desk):
    secret = link_for(desk, DEE).partition("link=")[2]

    done = desk.types("sign-in", "open", secret, "--json", lang="zh")

    assert shown(desk, done.json["token"], "sign-in", "show").code == 0


def test_both_languages_say_what_comes_of_it(desk: Desk):
    done = desk.types("sign-in", "open", link_for(desk, DEE), lang="zh")
    token = done.out.splitlines()[-1]

    ended = shown(desk, token, "sign-in", "end", "--lang", "zh")

    assert in_chinese("The token, shown this once: keep it where only you can read it.") in done.out
    assert ended.out.strip() == in_chinese("You are signed out.")


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:9/en/sign-in?other=x",
        "http://127.0.0.1:9/en/sign-in?link=",
        "http://127.0.0.1:9/en/markets?link=x",
        "?link=x",
    ],
)
def test_an_address_that_signs_nobody_in_is_told_and_asked_of_nobody(link: str):
    no = typed("sign-in", "open", link, "--json")

    assert (no.code, no.error["code"]) == (2, "cli.value_unreadable")


def test_an_api_token_is_not_signed_out_of(idle_desk: Desk):
    no = idle_desk.types("sign-in", "end", "--json", by=OPERATOR)

    assert (no.code, no.error["code"]) == (5, "people.not_a_session")
