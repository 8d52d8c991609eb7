"""The browser that tests drive: languages, themes, a console and a checker that are listened to."""

from tests import accessible, browsing

TABLE = """<!doctype html><html lang=en><title>A table</title><main><h1>A table</h1><table>
<style>.pale { color: #bbb } tr:nth-child(30) { background: #555 } .faint { opacity: .4 }</style>
<tr><th scope=col>Figure%s</table></main>"""
ROWS = "".join(f"<tr><td>row {number}" for number in range(2, 29))


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


def test_of_texts_that_are_alike_one_is_looked_at_and_none_that_differs_is_missed(open_page):
    page = open_page()
    # The thirtieth row is told from the others by nothing but what lies behind it.
    pale, behind, faint = "<tr><td class=pale>pale" * 9, "<tr><td>dark", "<tr class=faint><td>faint"

    page.set_content(TABLE % (ROWS + "<tr><td>row" + behind + ROWS + pale + faint))
    found = accessible.faults(page)

    assert [word for word in ("pale", "dark", "faint") if f">{word}</td>" in found] == [
        "pale", "dark", "faint",
    ]  # fmt: skip
    assert found.count("Snippet: ") == 3, found
    assert page.locator(f"[{accessible.MARKED}]").count() == 0


def test_what_everybody_can_read_is_no_fault(open_page):
    page = open_page()

    page.set_content(TABLE % ROWS)

    assert accessible.faults(page) == ""
