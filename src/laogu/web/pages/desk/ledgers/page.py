"""The page of a ledger: the form that looks at it, what was found in it, and the form after that.

What a ledger is of gives its words and draws its own rows.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.desk.columns import ColumnWords, column_words, limits_said
from laogu.web.pages.desk.findings import FindingGroup, counts, groups, to_correct
from laogu.web.pages.desk.kept import pack
from laogu.web.pages.desk.layouts import DAYS, How, days_said, headed, ledger_how
from laogu.web.pages.desk.ledgers.looked import LedgerLooked, LedgerOf
from laogu.web.pages.desk.meanwhile import BOOKS, books_now
from laogu.web.shapes import Field, Option
from laogu.web.showing import Page

MOST_SHOWN = 100
"""Rows that are drawn; all are looked at, and all are recorded."""


Own = Callable[[Form], tuple[Field, ...]]


def _none(_: Form) -> tuple[Field, ...]:
    return ()


class Words(Struct, frozen=True, kw_only=True):
    """What is said of a ledger. yours: over its first form. such_as: an example of where from.

    can: that all of it can be loaded. as_of, button: of the form that records it.
    """

    title: str
    example: str
    yours: str
    such_as: str
    can: str
    as_of: str
    button: str


class LedgerPage(Page, frozen=True, kw_only=True):
    """The import of a ledger. load: None: it cannot be recorded as it stands.

    sentence: blank: nothing was looked at yet. rows_of: rows that have no error.
    """

    name: str
    desk: Link
    register: Link
    example_file: Link
    columns: tuple[ColumnWords, ...]
    limits: str
    look: Act
    how: How | None = None
    load: Act | None = None
    sentence: str = ""
    counts: str = ""
    file: str = ""
    groups: tuple[FindingGroup, ...] = ()
    rows_of: int = 0


def ledger_page(
    of: LedgerOf[Any],
    words: Words,
    looked: LedgerLooked[Any] | None,
    *,
    example: str,
    own: Own = _none,
) -> dict[str, Any]:
    """Return the values of a page that follow from what was looked at.

    example: the name of the ledger to copy. own: makes the fields that no other ledger has.
    """
    subject = of.subject
    visit, slug = subject.visit, subject.issuer.slug
    empty = {
        "title": words.title,
        "place": "desk",
        "zone": subject.issuer.zone,
        "name": subject.name(),
        "desk": Link(says=visit.said("Back to the issuer desk"), href=visit.to(f"/desk/{slug}")),
        "register": Link(
            says=visit.said("What was brought in"), href=visit.to(f"/desk/{slug}/load") + "#loads"
        ),
        "example_file": Link(says=words.example, href=visit.to(f"{of.path}/{example}")),
        "columns": column_words(visit, of.headings, of.holds, needed=of.needed),
        "limits": limits_said(visit),
        "look": _look(of, words, looked, own),
    }
    if looked is None:
        return empty
    found = looked.findings
    errors = sum(one.severity == "error" for one in found)
    return empty | {
        "how": ledger_how(_form(of, looked), looked.read, looked.fields, of.headings),
        "load": _load(of, words, looked) if looked.can_load else None,
        "sentence": words.can if looked.can_load else to_correct(visit, errors),
        "counts": counts(visit, found),
        "file": looked.file.name,
        "groups": groups(visit, found),
        "rows_of": len(looked.sound),
    }


def _form(of: LedgerOf[Any], looked: LedgerLooked[Any] | None) -> Form:
    """Return the form that looks at a file: the one that was looked at goes with it."""
    visit = of.subject.visit
    hidden = {"step": "look"}
    if looked is not None:
        hidden |= {
            "kept": pack(looked.file),
            "file_name": looked.file.name,
            "headings": headed(looked.read),
        }
    return Form(visit, of.path, hidden, action=visit.to(of.path))


def _look(of: LedgerOf[Any], words: Words, looked: LedgerLooked[Any] | None, own: Own) -> Act:
    visit = of.subject.visit
    form = _form(of, looked)
    return Act(
        form=form.post(),
        title="" if looked else words.yours,
        note="" if looked else visit.said("Nothing is recorded until you have seen what it says."),
        fields=_fields(of, words, form, looked, own(form)),
        button=visit.said("Look again") if looked else visit.said("Look at the file"),
        has_file=True,
        is_second=looked is not None,
    )


def _fields(
    of: LedgerOf[Any],
    words: Words,
    form: Form,
    looked: LedgerLooked[Any] | None,
    own: tuple[Field, ...],
) -> tuple[Field, ...]:
    subject = of.subject
    visit = subject.visit
    first = visit.said("The file") if looked is None else visit.said("Another file")
    days = days_said(visit)
    return (
        form.field("file", first, kind="file", is_whole=True, is_required=looked is None),
        form.field(
            "on", visit.said("The ledger stands for"), kind="date",
            value=(looked.on if looked is not None else subject.today).isoformat(), is_whole=True,
        ),
        *own,
        form.field(
            "days", visit.said("Days are written"), kind="select",
            options=tuple(Option(value=one, says=days[one]) for one in DAYS),
            value=looked.days if looked is not None else "year", is_whole=True,
        ),
        form.field(
            "source", visit.said("Where it comes from"), is_whole=True, is_required=False,
            value=looked.source if looked is not None else "", hint=words.such_as,
        ),
    )  # fmt: skip


def _load(of: LedgerOf[Any], words: Words, looked: LedgerLooked[Any]) -> Act:
    visit = of.subject.visit
    hidden = {
        "step": "load", "kept": pack(looked.file), "file_name": looked.file.name,
        "on": looked.on.isoformat(), "source": looked.source, "days": looked.days,
        **looked.own, **looked.fields, "holders": looked.carried, BOOKS: books_now(of.subject),
    }  # fmt: skip
    form = Form(visit, of.path, hidden, key="load", action=visit.to(of.path))
    return Act(
        form=form.post(),
        title=visit.said("Record it"),
        note=words.as_of,
        button=words.button,
        for_good=visit.said(
            "What is recorded is never erased; a whole import can be undone by a further entry."
        ),
    )
