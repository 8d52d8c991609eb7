"""Write docs/reference again from the code, in English and in Chinese: ./run docs.

With --check nothing is written: it says which pages are stale, and ends with 1 where any is.
What a page says and has no Chinese is named either way.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from layout import Page
from pages import commands, errors, events, http, operations, settings
from tongue import Tongue

from laogu import __version__
from laogu.api import description, said_in
from laogu.connectors import documented

FOLDER = Path(__file__).parent / "reference"
PAGES: Mapping[str, Callable[[Tongue], Page]] = {
    "operations": operations,
    "http": http,
    "commands": commands,
    "events": events,
    "errors": errors,
    "settings": settings,
}


def made() -> tuple[dict[Path, str], Tongue]:
    """Return every page by its file, and what they and the HTTP description say in Chinese."""
    english, chinese = Tongue("en"), Tongue("zh")
    said_in(description(), chinese.text)
    written = {
        FOLDER / tongue.page(name): make(tongue).written(tongue, name)
        for tongue in (english, chinese)
        for name, make in PAGES.items()
    }
    return written, chinese


def unsaid(chinese: Tongue) -> list[str]:
    """Return what has no Chinese yet, and what has some and is not said any more."""
    spare = documented.pieces().keys() - chinese.asked
    where = "zh.po where a page or an error says it, otherwise reference.zh.po"
    return [
        *(f"no Chinese ({where}): {one}" for one in sorted(chinese.missing)),
        *(f"take out of reference.zh.po: {one}" for one in sorted(spare)),
    ]


def stale(written: Mapping[Path, str]) -> list[str]:
    """Return the names of the pages that are not as the code would have them."""
    return [
        path.name
        for path, text in written.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main() -> None:
    """Write the pages, or with --check say which are stale."""
    written, chinese = made()
    found = unsaid(chinese)
    if "--check" in sys.argv[1:]:
        old = stale(written)
        found += [f"Stale: {', '.join(old)}. Write them again: ./run docs"] if old else []
        sys.exit("\n".join(found) or 0)
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"docs/reference: {len(written)} pages of laogu {__version__}\n")
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
