"""An example of each error: what was asked, and what was answered; tests ask every one of them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Example(Struct, frozen=True, kw_only=True):
    """How an error is met.

    by:     who asks; blank: an anonymous visitor. at: the moment of the practice market.
    ask:    what is sent or typed; names after a $ stand for what was made before.
    file:   what the file holds that is asked about; blank: there is none.
    status: of HTTP; exit: of a command; None: it is not met there.
    what, why, fix: as they were said; blank where a page said them. zh: the same in Chinese.
    fault:  what has to break first, where no request leads to the error; then nothing was asked.
    """

    by: str = ""
    at: str = "opened"
    ask: str = ""
    file: str = ""
    name: str = ""
    fault: str = ""
    status: int | None = None
    exit: int | None = None
    what: str = ""
    why: str = ""
    fix: str = ""
    zh: Mapping[str, str] = {}

    def answered(self, lang: str) -> dict[str, str]:
        """Return what was said in a language, by `what`, `why` and `fix`."""
        english = {"what": self.what, "why": self.why, "fix": self.fix}
        said = self.zh if lang == "zh" else english
        return {name: said[name] for name in english if said.get(name)}


@cache
def error_examples() -> Mapping[str, Example]:
    """Return the example of each error by its code."""
    folder = files("laogu").joinpath("data", "errors")
    asked = tomllib.loads(folder.joinpath("examples.toml").read_text(encoding="utf-8"))
    told = msgspec.json.decode(folder.joinpath("answers.json").read_bytes())
    return {
        code: msgspec.convert({**one, **told.get(code, {})}, Example) for code, one in asked.items()
    }
