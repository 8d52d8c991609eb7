"""What a Chinese page draws is Chinese: Latin words on it are names, codes, units or commands."""

import re
from html.parser import HTMLParser

import pytest

from tests.web.practice import Practice
from tests.web.test_every_table_has_its_corner import addresses, eventful

NO_ENDS = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}
SAID_BY = ("alt", "aria-label", "placeholder", "title")
"""Attributes of which a reader is told."""

NOT_WORDS = re.compile(
    r"/zh/\S*"  # An address, as it stands on paper.
    r"|所选：.*"  # What an address chooses, in its own words.
    r"|laogu [^。]*"  # A command.
    r"|[\w/-]+(?:[._][\w-]+)+"  # A code, a file, an operation, an id.
    r"|\{\w+\}"  # A fact of an error that is not there yet.
    r"|sha-256|mark\.\d|[0-9a-f]{4}…[0-9a-f]{4}|\b[0-9a-f]{12,64}\b"
    r"|Europe/London"
    r"|\S[^（）、：；。·]*\(example\)"  # A name that somebody gave.
)
NAMES = {
    "Cap", "Enter", "Esc", "Example", "Finnerty", "Format", "Gornall", "Kit", "MiB", "Open",
    "Operator", "Ordinary", "Series", "Strebulaev", "epic", "getir", "groq", "harrow", "ics",
    "instacart", "shein", "square", "uber", "ubtech",
}  # fmt: skip
"""People, keys, formats, companies by their ids; what this market's people called their things."""

TO_BE_WRITTEN = {
    "actual", "cash", "convertible", "deferred", "from", "money", "note", "post", "pre", "safe",
    "security", "warrant", "yes",
}  # fmt: skip
"""What the cells of a ledger may hold, said beside the column."""


class Drawn(HTMLParser):
    """The texts that a page draws, but for what is said to be English, code or a picture's."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.texts += [given[one] for one in SAID_BY if one in given]
        if tag not in NO_ENDS:
            is_other = given.get("lang", "").startswith("en")
            is_code = tag in {"code", "pre", "script", "style", "textarea"}
            self._open.append((tag, is_other or is_code))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not any(is_left_out for _, is_left_out in self._open):
            self.texts.append(" ".join(data.split()))


def latin(text: str) -> set[str]:
    """Return the Latin words of a text that are no names, codes or units."""
    words = re.findall(r"[A-Za-z]{3,}", NOT_WORDS.sub("", text))
    return {one for one in words if not one.isupper()} - NAMES - TO_BE_WRITTEN


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("按 OCF 文件包（.ocf.zip）导入", set()), ("offer.post 已入账", set()),
        ("规则书 board 1", {"board"}), ("其后：every", {"every"}),
    ],
)  # fmt: skip
def test_a_word_is_told_from_a_code(text, left):
    assert latin(text) == left


def test_no_page_has_english_words_in_chinese():
    market: Practice = eventful()
    found: dict[str, set[str]] = {}
    for path, (who, address) in addresses(market).items():
        if path == "/errors":
            continue  # It quotes what was written; its sentences are held by the habits.
        with market.browser(who) as browser:
            page = browser.get(f"/zh{address}")
        assert page.status_code == 200, address
        for text in Drawn(page.text).texts:
            for one in latin(text):
                found.setdefault(one, set()).add(f"{path}: {text[:80]}")

    assert found == {}, "say it in Chinese, or with lang=en where it is quoted"
