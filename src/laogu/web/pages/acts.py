"""An act: a form with its words, its money, and what cannot be undone.

Some forms ask for more than their operation's fields; a page reads these itself, with `ask_for`.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, request_id
from laogu.connectors import read_typed
from laogu.journal import Recorded
from laogu.web.forms import Form, Post
from laogu.web.sent import REQUEST_ID, Sent
from laogu.web.shapes import Field, Option, Sum
from laogu.web.showing import Shown, moved
from laogu.web.visit import Visit


class Act(Struct, frozen=True, kw_only=True):
    """Something a person may do here. `templates/parts/act.html` draws it.

    title:    what it is; note: what follows, in a sentence. button: the act and its object.
    ask:      (words, value) of a second button that only works something out.
    reason:   why it is not yet possible, in place of the button.
    for_good: the sentence above the button where it cannot be undone.
    is_second: drawn outlined: not what waits here, but possible.
    is_open: it stands unfolded, since something was asked of it.
    """

    form: Post
    title: str
    button: str
    note: str = ""
    fields: tuple[Field, ...] = ()
    sums: tuple[Sum, ...] = ()
    ask: tuple[str, str] | None = None
    reason: str = ""
    for_good: str = ""
    has_file: bool = False
    is_second: bool = False
    is_open: bool = False

    @property
    def id(self) -> str:
        """The act's own place in the page."""
        return f"act-{self.form.id}"


class Group(Struct, frozen=True, kw_only=True):
    """Acts about one subject; each stands folded until it is wanted, or wrong."""

    id: str
    title: str
    note: str
    acts: tuple[Act, ...]


MOST_OPTIONS = 200
"""Beyond so many, a field takes an id in place of a list to choose from."""

Pairs = Iterable[tuple[str, str]]
"""What may be chosen, each with what it is called."""


def choice(
    form: Form,
    name: str,
    label: str,
    pairs: Pairs,
    *,
    value: str | None = None,
    hint: str = "",
    is_whole: bool = False,
    is_required: bool | None = None,
) -> Field:
    """Return a field to choose from; with too many to list it takes an id, as `hint` says.

    value: None: the first. is_required: None: where none is blank; a browser keeps back a form in
    which a blank choice is required.
    """
    found = tuple(Option(value=one, says=says) for one, says in islice(pairs, MOST_OPTIONS + 1))
    if is_required is None:
        is_required = all(one.value for one in found)
    if len(found) > MOST_OPTIONS:
        return form.field(name, label, is_whole=is_whole, is_required=is_required, hint=hint)
    if value is None:
        value = found[0].value if found else ""
    return form.field(
        name,
        label,
        value=value,
        kind="select",
        options=found,
        is_whole=is_whole,
        is_required=is_required,
    )


def sent_of(visit: Visit) -> Sent:
    """Return the form that was sent to this address."""
    assert visit.sent is not None, "only a form that was sent leads here"
    return visit.sent


async def record(visit: Visit, operation: str, fields: Mapping[str, Any]) -> Recorded:
    """Return what an operation came to, asked for in the person's name under the form's own id."""
    person = visit.must_be_somebody()
    given = sent_of(visit).own.get(REQUEST_ID, "")
    return await visit.running.execute(
        operation, read_typed(operation, fields), by=person, request_id=request_id(given)
    )


async def ask_for(
    visit: Visit,
    operation: str,
    fields: Mapping[str, Any],
    *,
    on: str,
    then: Callable[[Recorded], str],
    check: Callable[[], None] = lambda: None,
) -> Shown | Visit:
    """Return the way to what came of an operation, or the visit of its form's page again.

    on:    the path of the page that the form stands on. check: what is asked of the form besides;
           it raises where that is not so.
    """
    try:
        check()
        recorded = await record(visit, operation, fields)
    except LaoguError as error:
        return again(visit, error, on=on)
    return moved(visit, then(recorded))


def again(visit: Visit, error: LaoguError, *, on: str) -> Visit:
    """Return the visit of the page a form stands on, with what is wrong with it."""
    return visit.at(on, {}, replace(sent_of(visit), wrong=error))
