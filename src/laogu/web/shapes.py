"""The shapes that the parts of a page are drawn from; templates/parts/*.html draw them.

Texts are already in the reader's language and figures already written; a text may be Markup
where a figure in it is to stand out. None is *none* and is drawn as an en dash.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from laogu.web.drawing import Drawing
from laogu.web.frame import Link

Result = Literal[
    "pass", "pending", "unknown", "block", "adjust", "charge", "attach", "restriction", "flag"
]
Sure = Literal["high", "medium", "low"]


class Exports(Struct, frozen=True, kw_only=True):
    """The corner of a table: the same rows, filter and as-of date in three forms."""

    csv: str
    xlsx: str
    json: str


class Column(Struct, frozen=True, kw_only=True):
    """The head of a column. The unit stands here and never in a cell.

    is_figure: right-aligned.
    drops:     left out at 390 px; the first cell's second line then says it.
    sort:      where a click on the head leads; `order` is how the table is sorted by it now.
    said_only: the head is for readers of the screen only (a column of bars or seals).
    """

    says: str
    unit: str = ""
    is_figure: bool = False
    drops: bool = False
    sort: str = ""
    order: Literal["", "up", "down"] = ""
    said_only: bool = False


class Choice(Struct, frozen=True, kw_only=True):
    """One word of a filter; the chosen one leads to itself."""

    says: str
    href: str
    is_chosen: bool = False


class Filter(Struct, frozen=True, kw_only=True):
    """A filter: what it is about, and the words to choose from."""

    says: str
    choices: tuple[Choice, ...]


class Verdict(Struct, frozen=True, kw_only=True):
    """One row of an answer: what one rule says here.

    step:   the number of a pending result in the order to be done.
    until:  when a block ends, as written; blank where it has no date.
    clause: where it is written; None where nothing is.
    """

    result: Result
    says: str
    step: int | None = None
    until: str = ""
    who: str | None = None
    clock: str | None = None
    clause: Link | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """May this become a trade: a sentence, then the rules.

    note:    beside the sentence: how many rules were read, how many are unknown.
    ask:     the address asked again while the form is filled in; blank: not asked again.
    form_id: the form whose fields are sent with it.
    """

    sentence: str
    note: str = ""
    verdicts: tuple[Verdict, ...] = ()
    why: Link | None = None
    ask: str = ""
    form_id: str = ""


_ORDER = {
    "block": 0,
    "unknown": 1,
    "pass": 2,
    "adjust": 3,
    "pending": 4,
    "charge": 5,
    "flag": 6,
    "restriction": 7,
    "attach": 8,
}


def in_reading_order(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return verdicts as an answer lists them.

    Blocks and unknowns on top, then what passes, the steps in the order to be done, charges,
    and last what stays; equals keep the order they came in.
    """
    return tuple(sorted(verdicts, key=lambda one: (_ORDER[one.result], one.step or 0)))


class Note(Struct, frozen=True, kw_only=True):
    """A row with a seal: a restriction, one of the ways from here, what stays.

    mark:   in place of the seal's own word: a step's number, a letter.
    source: where it is written or was found, before the clause link.
    sure:   how sure we are, drawn at the right; None is not drawn.
    """

    result: Result
    says: str
    mark: str = ""
    until: str = ""
    source: str = ""
    clause: Link | None = None
    sure: Sure | None = None


class Stage(Struct, frozen=True, kw_only=True):
    """One stage of a trade's life."""

    state: Literal["done", "now", "to_come", "lapsed"]
    name: str
    when: str = ""
    says: str = ""
    who: str = ""
    entry: Link | None = None


class Leg(Struct, frozen=True, kw_only=True):
    """One leg of a trade: what, how much, and where it stands."""

    name: str
    under: str = ""
    amount: str
    state: str
    is_still_to_come: bool = False


class Sum(Struct, frozen=True, kw_only=True):
    """A line of money under a form, or the total under the legs; `unit` stands beside the name."""

    name: str
    amount: str
    unit: str = ""
    is_total: bool = False


class Wrong(Struct, frozen=True, kw_only=True):
    """An error in its three parts, with its code.

    field: the id of the field it stands beside; blank for the whole form.
    """

    what: str
    why: str
    fix: str
    code: str
    field: str = ""
    fix_href: str = ""


class Option(Struct, frozen=True, kw_only=True):
    """One value a field may have."""

    value: str
    says: str


class Field(Struct, frozen=True, kw_only=True):
    """A field of a form, as it was sent.

    id:      in the page, where several forms have a field of this name; blank: its name.
    unit:    stands in the label, after a comma.
    kind:    figure is right-aligned; select and choice need options.
    is_first_wrong: it gets the focus.
    is_whole: as wide as the form.
    """

    name: str
    label: str
    id: str = ""
    unit: str = ""
    value: str = ""
    kind: Literal[
        "figure",
        "text",
        "date",
        "datetime-local",
        "email",
        "password",
        "file",
        "area",
        "select",
        "choice",
    ] = "text"
    options: tuple[Option, ...] = ()
    hint: str = ""
    wrong: Wrong | None = None
    is_first_wrong: bool = False
    is_required: bool = True
    is_whole: bool = False
    autocomplete: str = "off"


class Cell(Struct, frozen=True, kw_only=True):
    """A cell of the strip. The first cell of a page is drawn larger.

    aside:   at the right of the name: a unit or a date.
    beside:  small words after the figure.
    says:    the line under it.
    is_no_mark: the figure is *no price*, over an empty scale and with the hatched grade.
    grade, grade_says: of a mark, and its rule. scale: of a mark, with figures under it.
    is_why: the link says why the figure is so.
    """

    name: str
    figure: str
    aside: str = ""
    beside: str = ""
    says: str = ""
    link: Link | None = None
    drawing: Drawing | None = None
    is_no_mark: bool = False
    grade: str = ""
    grade_says: str = ""
    scale: Drawing | None = None
    is_why: bool = False
