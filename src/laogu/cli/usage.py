"""What click finds wrong with a command line, as errors of ours."""

from collections.abc import Iterable
from difflib import get_close_matches

import click

from laogu.basics import LaoguError
from laogu.cli.failures import (
    CommandUnknown,
    FileUnreadable,
    OptionMissing,
    OptionUnknown,
    UsageWrong,
    ValueUnreadable,
)


def usage_error(wrong: click.ClickException) -> LaoguError:
    """Return the error of ours that one of click's amounts to."""
    context = getattr(wrong, "ctx", None)
    help_ = f"{context.command_path if context else 'laogu'} --help"
    match wrong:
        case click.exceptions.NoSuchCommand():
            given = wrong.command_name
            known = _commands(context)
            return CommandUnknown(given=given[:60], near=_near(given, known), help=help_)
        case click.NoSuchOption():
            given = wrong.option_name
            known = _options(context)
            return OptionUnknown(given=given[:60], near=_near(given, known), help=help_)
        case click.MissingParameter():
            return OptionMissing(name=_name(wrong), help=help_)
        case click.BadParameter():
            return ValueUnreadable(name=_name(wrong), reason=_sentence(wrong.message), help=help_)
        case click.FileError():
            return FileUnreadable(path=wrong.ui_filename, reason=_sentence(wrong.message))
        case _:
            return UsageWrong(reason=_sentence(wrong.format_message()), help=help_)


def _near(given: str, known: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(given, list(known)))


def _commands(context: click.Context | None) -> list[str]:
    if context is None or not isinstance(context.command, click.Group):
        return []
    return context.command.list_commands(context)


def _options(context: click.Context | None) -> list[str]:
    if context is None:
        return []
    return [name for param in context.command.params for name in param.opts if name[0] == "-"]


def _name(wrong: click.BadParameter) -> str:
    """Return the option or argument as it is typed."""
    if wrong.param is not None:
        return (
            wrong.param.opts[0]
            if wrong.param.param_type_name == "option"
            else (
                wrong.param.make_metavar(wrong.ctx)
                if wrong.ctx
                else wrong.param.human_readable_name
            ).strip("[]")
        )
    return str(wrong.param_hint or "a value")


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!")) else f"{message}."
