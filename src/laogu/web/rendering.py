"""One Jinja environment a language: words by `_`, addresses of static files by `static`.

Always true: everything is escaped, and a name a template does not have is an error.
"""

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from laogu.web.clocks import MONTHS

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"

COMPILED: dict[str, bytes] = {}
"""Templates as Jinja compiled them, by its own key: the same in every language."""


class _Compiled(BytecodeCache):
    """Keeps what was compiled in memory, where a copy of the process can add to it too."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in COMPILED:
            bucket.bytecode_from_string(COMPILED[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        COMPILED[bucket.key] = bucket.bytecode_to_string()


def environment(
    lang: str,
    *,
    translate: Callable[[str], str],
    static: Callable[[str], str] = "/static/{}".format,
    folders: tuple[Path, ...] = (),
) -> Environment:
    """Return an environment in which `_("Sheet {n}").format(n=1)` speaks `lang`.

    `gap` is what stands between two sentences; `text | keep_days` keeps each day on one line.

    static:  from the name of a file under static/ to its address.
    folders: looked in before our own templates (tests bring pages of their own).
    """
    pages = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        bytecode_cache=_Compiled(),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Chinese sentences follow each other without a space.
    gap = "" if lang == "zh" else " "
    pages.globals.update({"_": translate, "gap": gap, "lang": lang, "static": static})
    pages.filters["keep_days"] = keep_days
    return pages


def keep_days(text: str) -> Markup:
    """Return a text in which no day, 2026-11-22 or 22 Nov 2026, is broken over two lines.

    What is drawn already stays as it is: a day may stand in an attribute there.
    """
    if isinstance(text, Markup):
        return text
    parts = enumerate(_DAY.split(text))  # what is between days, a day, and so on
    return Markup("").join(_KEPT.format(part) if at % 2 else part for at, part in parts)


_DAY = re.compile(
    r"(\b(?:\d{4}-\d{2}-\d{2}|\d{1,2} (?:" + "|".join(MONTHS) + r") \d{4})(?:,? \d{2}:\d{2})?)"
)
_KEPT = Markup('<span class="keep">{}</span>')
