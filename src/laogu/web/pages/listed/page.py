"""The page of a list: the form that looks at rows, what was found in them, and the form after it.

What a list is of gives its words and draws its own rows.
"""

from typing import Any

from msgspec import Struct

from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.desk.findings import FindingGroup, counts, groups, to_correct
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.listed.looked import HOLDERS, LINES, Looked
from laogu.web.shapes import Option, Sum
from laogu.web.showing import Page
from laogu.web.visit import Visit

MOST_SHOWN = 50
"""Rows that are drawn with their answer; all are looked at, and all are recorded."""


class Words(Struct, frozen=True, kw_only=True):
    """What is said of a list. example: its first line, to be gone on with.

    can: that all can be recorded. title, note, button: of the form that records them.
    """

    heading: str
    holder: str
    example: str
    look: str
    can: str
    title: str
    note: str
    button: str


class ListPage(Page, frozen=True, kw_only=True):
    """heading: what it is a list of. look: None: nobody is there for whom the visitor could.

    sentence: blank: nothing was looked at yet. post: None: it cannot be recorded as it stands.
    """

    name: str
    back: Link
    heading: str
    look: Act | None
    post: Act | None = None
    sentence: str = ""
    counts: str = ""
    file: str = ""
    groups: tuple[FindingGroup, ...] = ()
    rows_of: int = 0


def list_page(
    visit: Visit,
    path: str,
    words: Words,
    holders: tuple[Option, ...],
    looked: Looked[Any] | None,
    *,
    sums: tuple[Sum, ...] = (),
) -> dict[str, Any]:
    """Return the values of a page that follow from what was looked at; path: of the page.

    holders: for whom the visitor may. sums: what the whole list comes to.
    """
    if not holders:
        return {"heading": words.heading, "look": None}
    look = _look(visit, path, words, holders, looked)
    if looked is None:
        return {"heading": words.heading, "look": look}
    return {
        "heading": words.heading,
        "look": look,
        "post": _post(visit, path, words, looked, sums) if looked.can_record else None,
        "sentence": words.can if looked.can_record else to_correct(visit, looked.errors),
        "counts": counts(visit, looked.findings),
        "file": looked.file.name,
        "groups": groups(visit, looked.findings),
        "rows_of": len(looked.rows),
    }


def _look(
    visit: Visit, path: str, words: Words, holders: tuple[Option, ...], looked: Looked[Any] | None
) -> Act:
    """Return the form that looks at rows."""
    form = Form(visit, path, {}, action=visit.to(path))
    lines = words.example
    if looked is not None and looked.file.name == LINES:
        lines = looked.file.content.decode(errors="replace")
    fields = (
        form.field(
            "holder", words.holder, kind="select", options=holders, is_whole=True,
            value=looked.holder if looked is not None else holders[0].value,
        ),
        form.field(
            "lines", visit.said("Lines"), kind="area", value=lines, is_whole=True,
            is_required=False,
            hint=visit.said("the first names the columns"),
        ),
        form.field(
            "file", visit.said("Or a file: CSV, XLSX or ODS"), kind="file", is_whole=True,
            is_required=False,
        ),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Lines or a file"),
        note=visit.said("All of them are recorded in one entry, or none. Nothing is recorded yet."),
        fields=fields,
        button=visit.said("Look again") if looked else words.look,
        has_file=True,
        is_second=looked is not None and looked.can_record,
    )


def _post(visit: Visit, path: str, words: Words, looked: Looked[Any], sums: tuple[Sum, ...]) -> Act:
    """Return the form that records what was looked at."""
    hidden = {
        "kept": pack(looked.file), "file_name": looked.file.name,
        "holder": looked.holder, HOLDERS: looked.carried,
    }  # fmt: skip
    form = Form(visit, f"{path}/post", hidden, action=visit.to(f"{path}/post"))
    return Act(
        form=form.post(),
        title=words.title,
        note=words.note,
        sums=sums,
        button=words.button,
    )
