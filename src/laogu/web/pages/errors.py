"""What can go wrong: every way this program says no, with its code; problem details lead here."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.connectors import Example, documented, error_examples
from laogu.web.exports import Sheet, corner, exported
from laogu.web.routes import Route
from laogu.web.shapes import Column, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class ErrorRow(Struct, frozen=True, kw_only=True):
    """One error: its code, what it says, and how the doors answer it.

    example: what is asked and what is answered; blank where no request leads to it: `fault` says
    what has to break first.
    """

    code: str
    what: str
    why: str
    fix: str
    status: str
    example: str
    fault: str


class ErrorsPage(Page, frozen=True, kw_only=True):
    """Every error, by code."""

    rows: tuple[ErrorRow, ...]
    columns: tuple[Column, ...]
    exports: Exports


def errors(visit: Visit) -> Shown:
    """Return the page of every error this program knows."""
    rows = tuple(_row(visit, one) for one in known_errors())
    values = [
        (one.code, one.what, one.why, one.fix, int(one.status), one.example or one.fault)
        for one in rows
    ]
    heads = ("code", "what", "why", "fix", "http", "example")
    file = exported(visit, Sheet("errors", heads, values))
    if file is not None:
        return file
    shown = ErrorsPage(
        title=visit.said("What can go wrong"),
        rows=rows,
        exports=corner(visit, "errors"),
        columns=(
            Column(says=visit.said("Code")),
            Column(says=visit.said("What it says, why, and what to do")),
            Column(says="HTTP", is_figure=True, drops=True),
        ),
    )
    return page(visit, "errors.html", shown)


def known_errors() -> list[type[LaoguError]]:
    """Return every error this program knows, by code."""
    found = {one.code: one for one in _all(LaoguError) if one.code}
    return [found[code] for code in sorted(found)]


def _all(kind: type[LaoguError]) -> Iterator[type[LaoguError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)


def _row(visit: Visit, kind: type[LaoguError]) -> ErrorRow:
    """Return an error as it is declared: its sentences keep the names of their facts in braces."""
    what, why, fix = (visit.words.translate(text) for text in (kind.what, kind.why, kind.fix))
    example = error_examples().get(kind.code, Example())
    return ErrorRow(
        code=kind.code,
        what=what,
        why=why,
        fix=fix,
        status=str(kind.http_status),
        example=_example(example, visit.lang),
        fault=documented.text_in_chinese(example.fault) if visit.lang == "zh" else example.fault,
    )


def _example(one: Example, lang: str) -> str:
    """Return what was asked and what was answered, as it was typed and said in a language."""
    if not one.ask:
        return ""
    asked = ([one.file.strip("\n"), ""] if one.file else []) + [one.ask]
    asked += [f"({one.by}, {one.at})"] if one.by else []
    answer = f"exit {one.exit}" if one.exit is not None else f"HTTP {one.status}"
    return "\n".join([*asked, "", answer, *one.answered(lang).values()])


ROUTES = (Route(path="/errors", page=errors),)
