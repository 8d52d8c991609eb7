"""The page of what can go wrong: every error with an example, and every finding of an import."""

import inspect
import re

import gathered
from layout import Page, heading, table
from tongue import Tongue

from laogu.basics import LaoguError
from laogu.connectors import Example, error_examples

MOMENTS = {
    "opened": "once the practice market is open",
    "offered": "once Dee has offered shares",
    "matched": "once Kit has accepted",
    "noticed": "once notice is given",
    "waived": "once a holder has waived",
    "silent": "once the notice is over",
    "funded": "once the cash is in escrow",
    "settled": "once the trade is settled",
    "whole_only": "where all is taken or nothing",
    "bound": "where the terms let no seller withdraw",
    "no_articles": "at an issuer without articles",
    "rulebook": "where the rulebook opens a window",
    "window": "while a window is open",
    "locked": "in its locked minutes",
    "cleared": "after its bell",
    "granting": "once grants were made",
    "leaving": "once somebody has left",
    "converting": "where convertibles and warrants stand",
    "raising": "once capital was changed",
    "undone": "once an import was undone",
    "unmet": "where people are known for whom nobody acts",
    "one_owner": "where two holders belong to the same one",
    "encumbered": "where others have something in Dee's shares",
}
"""The moments of the practice market at which examples are asked; tests/examples makes them."""


def errors(tongue: Tongue) -> Page:
    """Return the page of everything that can go wrong."""
    refused_by: dict[str, list[str]] = {}
    for name, one in gathered.asked().items():
        for refusal in re.findall(r"\b[A-Z]\w+", gathered.docstring_of(one)[2]["Refuses"]):
            link = f"[{name}]({tongue.page('operations')}#{name})"
            refused_by.setdefault(refusal, []).append(link)
    parts = [part for one in gathered.errors() for part in _error(tongue, one, refused_by)]
    found = [
        f'<a id="{one.code}"></a>\n\n### {one.code}\n\n'
        + tongue.say(
            "{severity}: {what}", severity=tongue.say(one.severity), what=tongue.say(one.what)
        )
        + f"\n{tongue.say(one.why)}\n{tongue.say(one.fix)}"
        for one in gathered.findings()
    ]
    return Page(
        tongue.say("What can go wrong"),
        tongue.lines(
            "Every code, with what is said, why, and how to mend it; names in braces are facts "
            "that come with it.",
            "A code never changes once it is released; its sentences may improve.",
            "Each has an example that a test asks; names after a $ stand for ids made before.",
        ),
        [
            table(tongue, ("family", "means", "HTTP", "exit code"), _families(tongue)),
            heading(tongue, "Errors"),
            *parts,
            heading(tongue, "Findings of an import"),
            tongue.say(
                "An import says everything at once: an error stops it, a warning wants a look, "
                "a note says what was read how."
            ),
            *found,
        ],
    )


def _families(tongue: Tongue) -> list[tuple[str, ...]]:
    return [
        (
            one.family,
            tongue.say(inspect.getdoc(one) or ""),
            str(one.http_status),
            str(one.exit_code),
        )
        for one in LaoguError.__subclasses__()
        if one.family and not one.code
    ]


def _error(tongue: Tongue, one: type[LaoguError], refused_by: dict[str, list[str]]) -> list[str]:
    family = tongue.say(
        "{family}, HTTP {status}, exit {exit}",
        family=one.family, status=one.http_status, exit=one.exit_code,
    )  # fmt: skip
    told = {
        "what": tongue.say(one.what),
        "why": tongue.say(one.why),
        "fix": tongue.say(one.fix),
        "family": family if one.family else tongue.say("that of the answer it passes on"),
        "facts": tongue.say(", ").join(f"`{name}`" for name in one._names),  # noqa: SLF001
        "field": f"`{one.field}`" if one.field else "",
        "from": tongue.say(", ").join(refused_by.get(one.__name__, [])),
    }
    lines = [
        f"- {tongue.say('{label}: {text}', label=tongue.say(label), text=text)}"
        for label, text in told.items()
        if text
    ]
    return [
        f'<a id="{one.code}"></a>\n\n### {one.code}',
        f"{tongue.text(inspect.getdoc(one) or '')}\n\n" + "\n".join(lines),
        _example(tongue, error_examples().get(one.code, Example())),
    ]


def _example(tongue: Tongue, one: Example) -> str:
    """Return how an error is met: what was asked, and what was answered."""
    if not one.ask and not one.fault:
        return ""  # a test says that it is missing
    if one.fault:
        return tongue.say("No request leads here. {fault}", fault=tongue.say(one.fault))
    asked = [f"# {one.name or 'orders.csv'}", one.file.strip("\n"), ""] if one.file else []
    who = ""
    if not one.ask.startswith("$ "):
        who = "  # " + tongue.say(
            "by {who}, {moment}", who=one.by, moment=tongue.say(MOMENTS[one.at])
        )
    first, _, body = one.ask.partition("\n")
    asked += [first + who, *([body] if body else [])]
    answer = (
        tongue.say("exit {code}", code=one.exit) if one.exit is not None else f"HTTP {one.status}"
    )
    said = [
        tongue.say("{label}: {text}", label=tongue.say(label), text=text)
        for label, text in one.answered(tongue.lang).items()
    ]
    return "\n".join(["```text", *asked, "", answer, *said, "```"])
