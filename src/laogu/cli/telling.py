"""What goes out: one JSON object, or words; errors to standard error, in one shape.

What a market sends is not trusted: nothing in it can move the cursor, colour the screen, turn the
direction of text, or hide.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

import click

from laogu.basics import LaoguError, said
from laogu.cli.call import Call
from laogu.cli.failures import MarketSaidNo

# Control characters, marks that turn or hide text, halves of pairs, and what has no meaning yet.
_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
SHOWN_INSTEAD = "\ufffd"


def harmless(text: object, *, lines: bool = False) -> str:
    """Return a text as a terminal may show it. lines: its own line ends are kept."""
    if lines:
        return "\n".join(harmless(line) for line in str(text).split("\n"))
    return _HARMFUL.sub(SHOWN_INSTEAD, str(text))


def encoded(data: Any) -> str:
    """Return data as JSON; what could harm a terminal is written as an escape, which JSON has."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _HARMFUL.sub(lambda found: _escape(found.group()), text)


def tell(data: Mapping[str, Any]) -> None:
    """Write the one object of a command that was asked for JSON."""
    click.echo(encoded(data))


def tell_error(wrong: LaoguError, call: Call) -> int:
    """Write an error to standard error and return the exit code of its family."""
    if call.json:
        click.echo(encoded(error_object(wrong, call)), err=True)
    else:
        click.echo(error_text(wrong, call), err=True)
    return wrong.exit if isinstance(wrong, MarketSaidNo) else wrong.exit_code


def error_object(wrong: LaoguError, call: Call) -> Mapping[str, Any]:
    """Return an error as one object: of the market, what it said; our own in the same shape."""
    if isinstance(wrong, MarketSaidNo):
        return wrong.body
    from laogu.connectors import plain

    return plain.error(wrong, call.words)


def error_text(wrong: LaoguError, call: Call) -> str:
    """Return an error in words: what on the first line, then why, then how to fix it."""
    what, why, fix = wrong.say(call.words)
    code = wrong.body.get("code") if isinstance(wrong, MarketSaidNo) else wrong.code
    first = call.say(said("error {code}: {what}", code=harmless(code), what=harmless(what)))
    rest = [
        call.say(said("why: {reason}", reason=harmless(why))),
        call.say(said("fix: {remedy}", remedy=harmless(fix))),
    ]
    return "\n  ".join([first, *rest])


def _escape(character: str) -> str:
    """Return a character as JSON escapes it; beyond the first 65,536, as its two halves."""
    # A line end between two values is layout, and stays.
    if character == "\n":
        return character
    halves = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at : at + 2].hex()}" for at in range(0, len(halves), 2))
