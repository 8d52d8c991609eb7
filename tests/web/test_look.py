"""What section 18 of the look asks, as far as it can be read off the sources."""

import io
import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import UndefinedError
from markupsafe import Markup

from laogu.web.forms import Post
from laogu.web.measure import shortened, width_milli, width_px
from laogu.web.pages.acts import Act
from laogu.web.pages.desk.findings import FindingGroup, FindingRow
from laogu.web.rendering import STATIC, TEMPLATES, environment
from laogu.web.shapes import Answer, Wrong
from tests.web.specimen import Lang, specimen

TEXT = ("ink", "ink2", "ink3", "act", "red", "green")
GROUNDS = ("paper", "paper2", "wash")
SHEETS = sorted(STATIC.glob("*.css"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?!;)|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|"
    r"\b(?:fill|stroke|color|background)\s*[:=]\s*\"?(?:black|white|red|green|blue|gr[ae]y)\b"
)
CHINESE = STATIC.parent.parent / "locale/zh.po"


def tokens() -> dict[str, tuple[str, str]]:
    """Return every colour token of the stylesheet: light, dark."""
    sheet = (STATIC / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\);", sheet)
    return {name: (light, dark) for name, light, dark in pairs}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by the WCAG 2 formula, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@cache
def catalogue() -> Catalog:
    """Return what the program says in Chinese, read once."""
    return read_po(io.BytesIO(CHINESE.read_bytes()), locale="zh_CN")


def in_chinese(text: str) -> str:
    """Return what the catalogue has; a sentence it has not fails the test that asks."""
    message = catalogue().get(text)
    assert message is not None, f"zh.po has no “{text}”"
    return str(message.string)


@pytest.mark.parametrize(("theme", "name"), [(0, "light"), (1, "dark")])
def test_every_text_can_be_read_on_every_ground(theme: int, name: str) -> None:
    kept = tokens()

    poor = {
        (text, ground, name): round(contrast(kept[text][theme], kept[ground][theme]), 2)
        for text, ground in itertools.product(TEXT, GROUNDS)
        if contrast(kept[text][theme], kept[ground][theme]) < 4.5
    }

    assert poor == {}


@pytest.mark.parametrize("theme", [0, 1])
def test_a_filled_button_can_be_read(theme: int) -> None:
    assert contrast(tokens()["paper"][theme], tokens()["act"][theme]) >= 4.5


def test_red_and_green_are_equally_loud_on_light_paper() -> None:
    kept = tokens()

    assert contrast(kept["red"][0], kept["green"][0]) == pytest.approx(1, abs=0.05)


def test_contrast_agrees_with_a_known_pair() -> None:
    # WCAG 2.2, understanding 1.4.3: black on white is 21:1; #767676 on white is 4.54:1.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("path", [one for one in SHEETS if one.name != "tokens.css"], ids=str)
def test_colours_stand_in_tokens_alone(path: Path) -> None:
    assert COLOUR.findall(path.read_text(encoding="utf-8")) == []


def test_every_token_that_is_used_is_defined() -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in SHEETS}
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sheets.values())))
    defined = set(re.findall(r"(--[\w-]+):", "".join(sheets.values())))

    assert used - defined == set()


def test_stylesheets_say_no_words() -> None:
    said = [
        (path.name, words)
        for path in SHEETS
        for words in re.findall(r"content:\s*\"([^\"]*)\"", path.read_text(encoding="utf-8"))
    ]

    assert {words for _, words in said} <= {"", "▾"}


@pytest.mark.parametrize("path", [*PAGES, *STATIC.glob("*.svg")], ids=lambda path: path.name)
def test_nothing_stands_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"\sstyle=|<style|\son\w+=|javascript:|hx-on", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []
    assert COLOUR.findall(re.sub(r"href=\"#\w+\"|url\(#hatch\)", "", text)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_template_compiles(path: Path) -> None:
    pages = environment("en", translate=str)

    assert pages.get_template(path.relative_to(TEMPLATES).as_posix()) is not None


def test_a_name_that_is_not_given_is_an_error() -> None:
    pages = environment("en", translate=str)

    with pytest.raises(UndefinedError):
        pages.from_string("{{ nobody_gave_this }}").render()


def test_a_day_is_kept_on_one_line_and_what_stands_beside_it_is_escaped() -> None:
    pages = environment("zh", translate=str)
    text = "<b> 锁定至 2026-07-07，2026-11-22 17:57 UTC"

    assert pages.from_string("{{ text | keep_days }}").render(text=text) == (
        '&lt;b&gt; 锁定至 <span class="keep">2026-07-07</span>，'
        '<span class="keep">2026-11-22 17:57</span> UTC'
    )


def test_what_is_drawn_already_is_not_taken_for_a_text_with_days() -> None:
    pages = environment("zh", translate=str)
    drawn = Markup('<time datetime="2026-07-07">七月七日</time>')

    assert pages.from_string("{{ text | keep_days }}").render(text=drawn) == str(drawn)


@pytest.mark.parametrize("part", ["found", "wrong", "act", "answer"])
def test_no_day_in_what_is_found_refused_or_answered_breaks_over_lines(part: str) -> None:
    day = "登记于 2026-11-22 之后"
    kept = '登记于 <span class="keep">2026-11-22</span> 之后'
    row = FindingRow(
        seal="block", severity="错误", where="A1", what=day, why=day, fix=day, code="c"
    )
    refused = Wrong(what=day, why=day, fix=day, code="c")
    form = Post(id="f", action="/", hidden=())
    drawings: dict[str, tuple[str, object, int]] = {
        "found": ("found", (FindingGroup(says="", rows=(row,), is_open=True),), 3),
        "wrong": ("wrong", refused, 3),
        "act": ("act", Act(form=form, title="", note=day, button="", for_good=day), 2),
        "answer": ("answer", Answer(sentence=day, verdicts=(), note=day), 2),
    }
    macro, given, times = drawings[part]
    file = "form" if part == "wrong" else part
    page = environment("zh", translate=str).from_string(
        f'{{% from "parts/{file}.html" import {macro} %}}{{{{ {macro}(given) }}}}'
    )

    assert page.render(given=given).count(kept) == times


def test_what_a_person_wrote_is_escaped() -> None:
    pages = environment("en", translate=str)
    page = pages.from_string('{% from "parts/empty.html" import empty %}{{ empty(fact) }}')

    assert "<b>" not in page.render(fact="<b>bold</b>")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_is_drawn_in_both_languages(lang: Lang) -> None:
    page = specimen(lang, words=in_chinese if lang == "zh" else str)

    assert page.count("<h1>") == 1
    assert ("拒" in page, "可信：高" in page) == (lang == "zh", lang == "zh")
    assert ("sure: high" in page) == (lang == "en")


def test_both_languages_show_the_same_figures_in_the_same_order() -> None:
    def figures(page: str) -> list[str]:
        cells = re.findall(r"<td class=\"n[^\"]*\">(.*?)</td>", page, re.DOTALL)
        return [re.sub(r"<[^>]+>|[^\d.,–−%]", "", cell) for cell in cells]

    assert figures(specimen("zh", words=in_chinese)) == figures(specimen("en"))


def test_a_blocked_rule_is_read_before_one_that_passes() -> None:
    page = specimen("en")
    answer = page[page.index('id="answer"') :]
    seals = re.findall(r"class=\"seal (\w+)\"", answer)

    assert seals == ["block", "unknown", "pass", "thin", "pending", "pending", "thin", "thin"]


# look.md 3.2: digits, + and − are 0.600 em; comma and stop 0.272, at 600 0.299; % 0.927 and
# 0.960; a Chinese character 1 em.
@pytest.mark.parametrize(
    ("text", "regular", "bold"),
    [
        ("0123456789+−", 7200, 7200),
        (",.", 544, 598),
        ("%", 927, 960),
        ("优先购买", 4000, 4000),
        ("1,832.35 亿", 236 + 1000 + 6 * 600 + 2 * 272, 236 + 1000 + 6 * 600 + 2 * 299),
    ],
)
def test_figures_are_as_wide_as_the_face_draws_them(text: str, regular: int, bold: int) -> None:
    assert width_milli(text) == regular
    assert width_milli(text, is_bold=True) == bold


def test_a_label_that_does_not_fit_ends_in_an_ellipsis() -> None:
    cut = shortened("Investors may take the rest", room_px=100)

    assert cut.endswith("…")
    assert width_px(cut) <= 100
    assert shortened("Board", room_px=100) == "Board"
