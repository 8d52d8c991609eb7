"""A visit: who asks, in which language, under which cookies; and what every answer carries."""

import re
from datetime import timedelta

import pytest

from laogu.journal import SESSION_HOURS
from laogu.web.pages import ROUTES
from tests.web.forms import Forms, send, words
from tests.web.practice import COOKIE, Practice, Settings

OPEN = ["/", "/sign-in", "/company/harrow", "/company/harrow/facts", "/company/harrow/rules",
        "/company/harrow/transfer", "/record", "/record/1", "/nothing/here"]  # fmt: skip


@pytest.fixture
def practice() -> Practice:
    return Practice()


@pytest.mark.parametrize(
    ("cookie", "asked", "to"),
    [
        (None, "", "/en/"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "/zh/"),
        (None, "en-GB,zh;q=0.5", "/en/"),
        ("zh", "en", "/zh/"),
        ("en", "zh", "/en/"),
    ],
)
def test_the_first_address_leads_to_the_readers_language(practice, cookie, asked, to):
    with practice.browser() as browser:
        if cookie:
            browser.cookies.set("laogu-lang", cookie)
        answer = browser.get("/", headers={"Accept-Language": asked}, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, to)


def test_a_page_remembers_its_language_and_leads_to_itself_in_the_other(practice):
    with practice.browser() as browser:
        page = browser.get("/zh/company/harrow?as_of=2026-02-01")

    assert "laogu-lang=zh" in page.headers["set-cookie"]
    assert 'href="/en/company/harrow?as_of=2026-02-01"' in page.text


def test_a_theme_is_chosen_by_a_link_and_stays(practice):
    with practice.browser() as browser:
        chosen = browser.get("/en/theme?to=dark&back=/en/record", follow_redirects=False)
        page = browser.get("/en/record")
        odd = browser.get(
            "/en/theme?to=plaid&back=https://elsewhere.example/", follow_redirects=False
        )

    assert (chosen.status_code, chosen.headers["location"]) == (303, "/en/record")
    assert 'data-theme="dark"' in page.text
    assert odd.headers["location"] == "/en/"
    assert "plaid" not in odd.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "/en//elsewhere", "/en/\\x", "javascript:1"]
)
def test_no_link_of_ours_leads_elsewhere(practice, back):
    with practice.browser() as browser:
        answer = browser.get(
            "/en/theme", params={"to": "dark", "back": back}, follow_redirects=False
        )

    assert answer.headers["location"] == "/en/"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", OPEN)
def test_every_answer_carries_the_security_headers_and_nothing_inline(practice, lang, path):
    with practice.browser() as browser:
        answer = browser.get(f"/{lang}{path}")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert re.findall(r"\sstyle=|<style|\son\w+=|javascript:|hx-on", answer.text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", answer.text) == []


def test_an_answer_for_somebody_is_not_kept_by_the_browser(practice):
    with practice.browser("dee") as browser:
        page = browser.get("/en/")

    assert page.headers["cache-control"] == "no-store"


def test_a_static_file_is_kept_for_ever_at_the_address_of_its_version(practice):
    with practice.browser() as browser:
        page = browser.get("/en/").text
        sheet = re.search(r'href="(/static/[0-9a-f]{12}/tokens\.css)"', page)
        assert sheet is not None
        ours = browser.get(sheet.group(1))
        old = browser.get("/static/000000000000/tokens.css")
        strange = browser.get("/static/x/..%2f..%2fpyproject.toml")

    assert ours.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ours.headers["content-type"] == "text/css; charset=utf-8"
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-cache")
    assert strange.status_code == 404
    assert "content-security-policy" in strange.headers


def test_a_page_that_is_not_there_is_a_page_with_what_why_and_fix(practice):
    with practice.browser() as browser:
        english, chinese = browser.get("/en/nothing"), browser.get("/zh/nothing")

    assert (english.status_code, chinese.status_code) == (404, 404)
    assert "There is no page at this address." in words(english.text)
    assert "/en/nothing" in words(english.text)
    assert "web.page_unknown" in english.text
    assert "There is no page" not in words(chinese.text)


def test_what_a_page_does_not_take_is_said_as_a_page(practice):
    with practice.browser() as browser:
        answer = browser.request("DELETE", "/en/record")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "web.method_unknown" in answer.text


def test_bytes_that_are_no_text_in_an_address_are_refused(practice):
    with practice.browser() as browser:
        answer = browser.get("/en/?sort=%ff%fe")

    assert answer.status_code == 400
    assert "connectors.not_utf8" in answer.text


# Signing in


def test_a_link_shows_a_button_and_is_used_up_by_pressing_it(practice):
    secret = practice.running.sign_in.new_link(practice.people["dee"])
    with practice.browser() as browser:
        browser.get(f"/en/sign-in?link={secret}")  # a mail program that looks ahead
        signed_in = send(browser, f"/en/sign-in?link={secret}", "sign-in")
        page = browser.get("/en/")
        again = send(browser, f"/en/sign-in?link={secret}", "sign-in")

    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "/en/")
    assert "HttpOnly" in signed_in.headers["set-cookie"]
    assert "SameSite=Lax" in signed_in.headers["set-cookie"]
    assert "Dee Annon (example)" in page.text
    assert again.status_code == 403
    assert "people.link_used" in again.text


def test_a_new_session_takes_the_place_of_the_earlier_one(practice):
    with practice.browser() as browser:
        send(browser, "/en/sign-in", f"sign-in-{practice.people['dee']}")
        before = browser.cookies[COOKIE]
        send(browser, "/en/sign-in", f"sign-in-{practice.people['kit']}")
        after = browser.cookies[COOKIE]
        page = browser.get("/en/me").text

    assert before != after
    assert "Kit Moor (example)" in page
    with practice.browser() as browser:
        browser.cookies.set(COOKIE, before)
        assert browser.get("/en/me").status_code == 403


def test_a_cast_is_only_there_to_be_played_in_practice():
    real = Practice(kind="real")
    operator = str(real.people["operator"])
    with real.browser() as browser:
        page = browser.get("/en/sign-in").text
        link = send(browser, "/en/sign-in?link=x", "sign-in", person=operator)

    assert Forms(page).forms == {}
    assert "You need a link." in words(page)
    assert link.status_code == 403
    assert COOKIE not in link.headers.get("set-cookie", "")


def test_somebody_new_in_practice_is_not_of_the_cast(practice):
    newcomer = practice.do("person.register", name="Somebody real")["person"][0]
    with practice.browser() as browser:
        page = browser.get("/en/sign-in").text
        tried = send(browser, "/en/sign-in", "sign-in", person=newcomer)

    assert "Somebody real" not in page
    assert tried.status_code == 403


def test_signing_out_ends_the_session_itself(practice):
    with practice.browser("dee") as browser:
        session = browser.cookies[COOKIE]
        out = send(browser, "/en/me", "sign-out")
    with practice.browser() as browser:
        browser.cookies.set(COOKIE, session)
        after = browser.get("/en/me")

    assert out.status_code == 303
    assert after.status_code == 403
    assert "people.session_over" in after.text


def test_a_session_that_is_over_reads_what_anybody_reads_and_no_more(practice):
    with practice.browser("dee") as browser:
        practice.world.move(practice.world.now() + timedelta(hours=SESSION_HOURS, minutes=1))
        market, mine = browser.get("/en/"), browser.get("/en/company/harrow/offer")

    assert market.status_code == 200
    assert "Dee Annon" not in market.text
    assert mine.status_code == 403
    assert "people.session_over" in mine.text
    assert "/en/sign-in" in mine.text


@pytest.mark.parametrize("session", ["", "x", "../../etc", "a" * 5000, "\u4e2d"])
def test_a_forged_session_is_nobody(practice, session):
    with practice.browser() as browser:
        browser.cookies.set(COOKIE, session.encode("ascii", "replace").decode())
        answer = browser.get("/en/me")

    assert answer.status_code == 403


def test_over_https_the_browser_keeps_cookies_to_this_host(practice):
    visit = practice.visit("nobody")
    visit.settings = Settings(is_https=True)

    visit.set_cookie("session", "secret")

    assert visit.cookies[-1].startswith("__Host-laogu-session=secret; Path=/;")
    assert visit.cookies[-1].endswith("; HttpOnly; SameSite=Lax; Secure")


# Places


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("nobody", ["Markets", "Record"]),
        ("dee", ["Markets", "Holdings", "Inbox", "Record"]),
        ("ida", ["Markets", "Inbox", "Issuer desk", "Record"]),
        ("operator", ["Markets", "Inbox", "Issuer desk", "Operator desk", "Record"]),
    ],
)
def test_the_bar_has_a_place_for_what_a_person_may_do(practice, who, places):
    with practice.browser(who) as browser:
        page = browser.get("/en/").text

    bar = page[page.index('<nav class="places') : page.index("</nav>")]
    assert re.findall(r">([A-Z][a-z ]+?)\s*<", bar) == places


def test_the_banner_tells_practice_and_where_its_clock_is_moved(practice):
    with practice.browser("operator") as operator, practice.browser() as visitor:
        moves, sees = operator.get("/en/").text, visitor.get("/en/").text

    assert "It now stands at 2 Nov 2026" in words(sees)
    assert 'href="/en/operator#clock"' in moves
    assert "/operator#clock" not in sees
    assert "Sign in as anybody" in words(sees)
    assert "Sign in as anybody" not in words(moves)


def test_every_address_is_answered_once():
    addresses = [(route.method, route.path) for route in ROUTES]

    assert len(addresses) == len(set(addresses))
