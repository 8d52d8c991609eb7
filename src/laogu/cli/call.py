"""How a command was asked: as a table or as JSON, in which language, of which market."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import click

if TYPE_CHECKING:
    from laogu.basics import Said, Words
    from laogu.cli.asking import RunningMarket

Lang = Literal["zh", "en"]

SERVER = "http://127.0.0.1:8000"


class Above:
    """What only the whole program can do; who stands above this door gives it to `main`.

    serve: opens a market with these settings and serves it. bench: runs benchmarks by name.
    """

    def serve(self, **_: Any) -> None:
        """Say that this door alone cannot serve."""
        raise _not_built("serve")

    def bench(self, names: Sequence[str], *, as_json: bool) -> int:  # noqa: ARG002
        """Say that this door alone cannot measure."""
        raise _not_built("bench")


def _not_built(part: str) -> Exception:
    from laogu.cli.failures import NotBuilt

    return NotBuilt(part=part)


class Call:
    """One call of the program. What the environment says of language and market is read here.

    json: one object instead of tables. server: the address of the running market.
    is_lang_chosen: somebody said in which language; else it is English.
    above: what only the whole program can do, the same for every call.
    """

    above: ClassVar[Above] = Above()

    def __init__(self, *, json: bool = False, lang: Lang | None = None) -> None:
        self.json = json
        self.lang: Lang = lang or _lang_of(os.environ.get("LAOGU_LANG", ""))
        self.is_lang_chosen = lang is not None or bool(os.environ.get("LAOGU_LANG"))
        self.server = os.environ.get("LAOGU_SERVER") or SERVER

    @classmethod
    def glimpsed(cls, arguments: Sequence[str]) -> "Call":
        """Return how a call seems to be asked, before it is known whether it can be read at all."""
        given = arguments[: arguments.index("--")] if "--" in arguments else arguments
        lang: Lang | None = None
        for here, after in zip(given, [*given[1:], ""], strict=True):
            chosen = after if here == "--lang" else here.removeprefix("--lang=")
            if here.startswith("--lang") and chosen in {"zh", "en"}:
                lang = _lang_of(chosen)
        return cls(json="--json" in given, lang=lang)

    @property
    def words(self) -> "Words":
        """How this call's language says templates and shows facts."""
        from laogu.connectors import languages

        return languages.words(self.lang)

    def say(self, sentence: "Said") -> str:
        """Return a sentence in the call's language."""
        from laogu.basics import say

        return say(sentence, self.words)

    def market(self) -> "RunningMarket":
        """Return the running market that this call asks."""
        from laogu.cli.asking import RunningMarket

        return RunningMarket(self.server, token=os.environ.get("LAOGU_TOKEN", ""), lang=self.lang)


class SpokenContext(click.Context):
    """A context whose help is laid out in the call's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what lays help out."""
        if self.ensure_object(Call).lang == "zh":
            from laogu.cli.spoken_help import ChineseHelp

            return ChineseHelp(width=self.terminal_width, max_width=self.max_content_width)
        return super().make_formatter()


def this_call() -> Call:
    """Return how the command that runs now was asked."""
    return click.get_current_context().ensure_object(Call)


class SpokenCommand(click.Command):
    """A command that answers in either language, as a table or as JSON."""

    context_class = SpokenContext

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.extend(spoken_options())

    def get_help_option_names(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return how help is asked for: the same, whatever it is asked through."""
        # A command keeps the option that its first context made, so that must not depend on it.
        return ["-h", "--help"]


class AskingCommand(SpokenCommand):
    """A command that asks the running market."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.append(server_option())


def spoken_options() -> list[click.Parameter]:
    """Return the options that every command has."""
    return [
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_kept("json"),
            help="Answer with one JSON object; figures are decimal strings.",
        ),
        click.Option(
            ["--lang"],
            type=click.Choice(["en", "zh"]),
            expose_value=False,
            callback=_kept("lang"),
            help="English or Chinese. Left out: LAOGU_LANG, or en.",
        ),
    ]


def server_option() -> click.Parameter:
    """Return the option that names the running market."""
    return click.Option(
        ["--server"],
        metavar="URL",
        expose_value=False,
        callback=_kept("server"),
        help=f"The running market. Left out: LAOGU_SERVER, or {SERVER}. LAOGU_TOKEN says who asks.",
    )


def _kept(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value:
            setattr(context.ensure_object(Call), name, value)

    return keep


def _lang_of(text: str) -> Lang:
    """Return the language that a setting such as zh_CN.UTF-8 names; English where it names none."""
    return "zh" if text.strip().lower().startswith("zh") else "en"
