"""The program: its commands, each loaded when it is asked for, and the frame around all of them."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from laogu import __version__
from laogu.cli.call import Above, Call, spoken_options
from laogu.cli.commands import HEADINGS, ByName

INTERRUPTED = 130
"""The exit code of a program that was stopped from the keyboard, as shells count it."""


class Program(ByName):
    """The outermost frame: what goes wrong ends in one shape, with its family's exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = "laogu",
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; without `standalone_mode`, return the exit code."""
        given = list(sys.argv[1:] if args is None else args)
        call = Call.glimpsed(given)
        code = self._ended(given, call, prog_name, complete_var, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _ended(
        self,
        given: list[str],
        call: Call,
        prog_name: str | None,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        try:
            if sys.flags.optimize:
                from laogu.cli.failures import RunsOptimised

                raise RunsOptimised
            _check_utf8(given)
            ended = super().main(
                given, prog_name, complete_var, standalone_mode=False, obj=call, **extra
            )
        except click.exceptions.NoArgsIsHelpError as bare:
            if not call.json:
                click.echo(bare.ctx.get_help(), err=True)
                return bare.exit_code
            return _told(bare, call)
        except click.Abort:
            return INTERRUPTED
        # The door's outermost frame (habit 27): nothing leaves it as a traceback.
        except Exception as wrong:
            if os.environ.get("LAOGU_TRACE"):
                raise
            return _told(wrong, call)
        return ended if isinstance(ended, int) else 0


def _check_utf8(given: Sequence[str]) -> None:
    """Refuse words whose bytes are no characters; Python keeps each such byte as half a pair."""
    for word in given:
        if any("\ud800" <= one <= "\udfff" for one in word):
            from laogu.cli.failures import NotUtf8

            raise NotUtf8(given=word[:60])


def _told(wrong: Exception, call: Call) -> int:
    """Write what went wrong to standard error and return the exit code."""
    from laogu.basics import LaoguError
    from laogu.cli.failures import OurFault
    from laogu.cli.telling import tell_error
    from laogu.cli.usage import usage_error

    match wrong:
        case LaoguError():
            return tell_error(wrong, call)
        case click.ClickException():
            return tell_error(usage_error(wrong), call)
        case _:
            return tell_error(OurFault(reason=f"{type(wrong).__name__}: {wrong}"[:300]), call)


program = Program(
    "laogu",
    headings=HEADINGS,
    params=spoken_options(),
    help="The open market for private-company shares: one program, run by the one who needs it.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
click.version_option(__version__, prog_name="laogu")(program)


def main(above: Above) -> None:
    """Run the program and end with its exit code. above: what only the whole program can do."""
    Call.above = above
    program.main()
