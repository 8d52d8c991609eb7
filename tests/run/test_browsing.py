"""The browser that tests drive: languages, themes, and a console that is listened to."""

from tests import browsing


def test_a_page_opens_in_the_language_theme_and_width_asked_for(open_page):
    page = open_page(language="zh-CN", theme="dark", width=390)

    page.goto("data:text/html,<h1>hello</h1>")

    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert page.evaluate("innerWidth") == 390


def test_what_the_console_says_is_heard(browser):
    heard: list[str] = []
    page = browsing.page(browser, language="en", theme="light", width=1280, watched=heard)

    page.goto("data:text/html,<script>console.warn('odd'); absent()</script>")
    page.context.close()

    assert heard == ["warning: odd", "page error: absent is not defined"]
