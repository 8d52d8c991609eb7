"""Live regions: what a page listens to, and that a region alone is what its page shows."""

import re
from typing import Any

import pytest

from laogu.web import showing
from laogu.web.pages.issuer import page as issuer_page
from tests.web.forms import send, words
from tests.web.practice import Practice

HARROW = "/en/company/harrow"


@pytest.fixture
def practice() -> Practice:
    return Practice()


def regions(text: str) -> dict[str, str]:
    """Return what each live region of a page listens to."""
    return dict(re.findall(r'<(?:div|span) id="([\w-]+)" data-live="([^"]+)"', text))


def test_a_region_alone_is_what_stands_on_its_page(practice):
    with practice.browser("kit") as browser:
        whole = browser.get(HARROW).text
        part = browser.get(HARROW, headers={"Laogu-Regions": "trades offers nowhere"})

    assert set(regions(part.text)) == {"trades", "offers"}
    assert part.text.startswith("<html lang=")
    assert f'data-entry="{practice.running.journal.head.seq}"' in part.text.partition(">")[0]
    for name in ("trades", "offers"):
        begins, ends = f'<div id="{name}"', f"<!--/{name}-->"
        inside = whole[whole.index(begins) : whole.index(ends)]
        assert inside in part.text
    # No cache may take it for the page.
    assert part.headers["cache-control"] == "no-store"


def test_regions_stand_within_each_other_properly(practice):
    trade = practice.noticed()
    offer = practice.offer(1_000)
    for who, path in [
        ("nobody", "/"), ("kit", "/company/harrow"), ("kit", f"/offer/{offer}"),
        ("kit", f"/trade/{trade}"), ("rui", "/inbox"), ("dee", "/holdings"), ("nobody", "/record"),
    ]:  # fmt: skip
        with practice.browser(who) as browser:
            text = browser.get(f"/en{path}").text
        main = text[text.index("<main") : text.index("</main>")]
        for name in regions(main):
            alone = main[main.index(f'id="{name}" data-live') : main.index(f"<!--/{name}-->")]
            assert alone.count("<div") + 1 == alone.count("</div"), (path, name)
            assert alone.count("<section") == alone.count("</section"), (path, name)
        assert regions(main), path


def test_what_is_of_another_day_is_not_live(practice):
    with practice.browser() as browser:
        text = browser.get(f"{HARROW}?as_of=2026-11-01").text

    assert "data-live" not in text
    assert "laogu-live.js" not in text


def test_a_form_that_was_refused_is_not_live(practice):
    with practice.browser("dee") as browser:
        answer = send(browser, f"{HARROW}/offer", "offer-post", quantity="0")

    assert answer.status_code == 400
    assert "data-live" not in answer.text


def test_the_number_that_waits_is_live_on_every_page(practice):
    practice.accepted()
    with practice.browser("dee") as browser:
        part = browser.get("/en/me", headers={"Laogu-Regions": "waiting"}).text

    assert regions(part) == {"waiting": "trade: offer: clock"}
    assert words(part) == "1 waiting"


def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by each template that is drawn."""
    drawn: list[str] = []
    real = showing.page

    def page(visit: Any, template: str, *rest: Any) -> Any:
        drawn.append(template)
        return real(visit, template, *rest)

    monkeypatch.setattr(issuer_page, "page", page)
    return drawn


def test_a_public_page_is_drawn_once_until_what_it_shows_changes(practice, monkeypatch):
    drawn = drawings(monkeypatch)
    with practice.browser() as browser:
        first = browser.get(HARROW).text
        for _ in range(5):
            assert browser.get(HARROW).text == first
        # What a visitor is not shown changes nothing of theirs.
        practice.offer(1_000)
        part = browser.get(HARROW, headers={"Laogu-Regions": "trades"}).text
        assert len(drawn) == 1
        assert set(regions(part)) == {"trades"}

        practice.settled()
        assert "18.50" in browser.get(HARROW).text
        assert len(drawn) == 2
        assert browser.get(HARROW, headers={"Cookie": "laogu-theme=dark"}).text != first
        practice.wait(minutes=1)
        browser.get(HARROW)
    assert len(drawn) == 4


def test_a_page_of_who_is_signed_in_is_drawn_for_them_alone(practice, monkeypatch):
    drawn = drawings(monkeypatch)
    practice.offer(1_000, "21.35")
    with practice.browser() as browser:
        assert "21.35" not in browser.get(HARROW).text
    with practice.browser("kit") as browser:
        assert "21.35" in browser.get(HARROW).text
        browser.get(HARROW)
    with practice.browser() as browser:
        assert "21.35" not in browser.get(HARROW).text

    assert len(drawn) == 4
