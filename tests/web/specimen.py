"""A page with every part once, drawn from invented figures, in both languages.

It stands for the pages in tests: what holds here, holds wherever the same parts are used.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

from laogu.web.frame import Frame, Link, Place
from laogu.web.rendering import environment
from tests.web import specimen_figures, specimen_trade

HERE = Path(__file__).parent
CHINESE: dict[str, str] = tomllib.loads((HERE / "specimen.zh.toml").read_text(encoding="utf-8"))
Lang = Literal["zh", "en"]
Theme = Literal["auto", "light", "dark"]
Say = Callable[[str], str]


def in_language(lang: Lang) -> Say:
    return CHINESE.__getitem__ if lang == "zh" else str


def frame(lang: Lang, theme: Theme, *, is_past: bool = False) -> Frame:
    t = in_language(lang)

    def place(name: str, key: str, waiting: int = 0) -> Place:
        return Place(says=t(name), href=f"/{key}", key=key, waiting=waiting, is_here=key == "d")

    return Frame(
        lang=lang,
        theme=theme,
        up="red" if lang == "zh" else "green",
        title=t("Specimen"),
        places=(
            place("Markets", "m"),
            place("Holdings", "h"),
            place("Inbox", "i", 3),
            place("Issuer desk", "s"),
            place("Operator desk", "d"),
            place("Record", "l"),
        ),
        search="/search",
        as_of="2026-11-21",
        today_href="/today" if is_past else None,
        other_lang=Link(says="EN" if lang == "zh" else "中文", href="/lang"),
        other_theme=Link(says=t("Dark"), href="/theme"),
        person=Link(says=t("A. Sample"), href="/me"),
        practice=t("It now stands at 21 Nov 2026, 12:00 UTC."),
        begin=Link(says=t("Move the clock"), href="/clock"),
        example=t("Harrow Systems, its holders and every figure on this page are invented."),
        entry="48,213",
        is_verified=True,
        model_note=t("Example company, example people, example figures"),
        printed_at="2026-11-21 12:00 UTC",
        made_again_by="laogu trade show T-0417",
    )


def specimen(lang: Lang, theme: Theme = "light", *, is_past: bool = False, words: Say = str) -> str:
    """Return the page; `words` says in its language what the parts themselves say."""
    t = in_language(lang)
    pages = environment(lang, translate=words, folders=(HERE,))
    pages.globals["t"] = t
    parts = SimpleNamespace(**specimen_trade.parts(t, lang), **specimen_figures.parts(t))
    page = pages.get_template("specimen.html")
    return page.render(frame=frame(lang, theme, is_past=is_past), s=parts)
