"""Forms: how one is drawn, and drawn again with what was typed and what is wrong with it.

    form = Form(visit, "offer.withdraw", {"offer": offer})    # what stands hidden in it
    fields = (form.field("reason", visit.said("Reason")),)    # what is typed
    page(…, form=form.post(), fields=fields)                  # parts/post.html draws it

It posts to /do/offer.withdraw. If that is refused, the page it stands on is drawn again: the same
lines then give the fields as they were sent, each with its error.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.connectors import FieldMissing, FieldUnreadable
from laogu.web.sent import BACK, FORM, PROOF, REQUEST_ID, ZONE, Sent
from laogu.web.shapes import Field, Wrong
from laogu.web.visit import Visit


class Post(Struct, frozen=True, kw_only=True):
    """What a <form> is drawn from, beside its fields.

    hidden: names and values. wrongs: what is wrong with the form as a whole.
    """

    id: str
    action: str
    hidden: tuple[tuple[str, str], ...]
    wrongs: tuple[Wrong, ...] = ()


class Form:
    """One form on a page.

    name:  the operation it asks for. fixed: fields that stand hidden in it.
    key:   tells several forms of one operation on one page apart.
    zone:  the time zone in which moments are typed. action: in place of /do/name.
    """

    def __init__(
        self,
        visit: Visit,
        name: str,
        fixed: Mapping[str, object] | None = None,
        *,
        key: str = "",
        zone: str = "",
        action: str = "",
    ) -> None:
        self.visit = visit
        self.name = name
        self.key = key
        self.zone = zone
        self.action = action or visit.to(f"/do/{name}")
        self.fixed = fixed or {}
        self._drawn: set[str] = set()

    @property
    def sent(self) -> Sent | None:
        """What was sent from this very form; None: it is drawn for the first time."""
        sent = self.visit.sent
        if sent is None or sent.name != self.name or sent.key != self.key:
            return None
        self.visit.is_placed = True
        return sent

    @property
    def id(self) -> str:
        """The form's id in the page."""
        words = [*self.name.split("."), *([self.key] if self.key else [])]
        return "-".join(words).strip("/").replace("/", "-")

    def typed(self, name: str, otherwise: str = "") -> str:
        """Return what was typed into a field, or what stands in it at first."""
        return otherwise if self.sent is None else self.sent.fields.get(name, "")

    def field(self, name: str, label: str, *, value: object = "", **more: Any) -> Field:
        """Return a field with what was typed, and its error. more: as shapes.Field has it."""
        self._drawn.add(name)
        wrong = self._wrong(self._at(name), label)
        shown = self.typed(name, "" if value is None else str(value))
        return Field(
            name=name,
            id=self._at(name),
            label=label,
            value=shown,
            wrong=wrong if self._field_at_fault() == name else None,
            is_first_wrong=self._field_at_fault() == name,
            **more,
        )

    def post(self) -> Post:
        """Return the form itself; asked for after its fields."""
        wrong = self._wrong("")
        is_whole = wrong is not None and self._field_at_fault() not in self._drawn
        hidden = {
            REQUEST_ID: str(self.visit.running.new_request_id()),
            PROOF: self.visit.proof(),
            BACK: self.visit.here(),
            FORM: self.key,
            ZONE: self.zone,
        }
        given = {name: "" if one is None else str(one) for name, one in self.fixed.items()}
        return Post(
            id=self.id,
            action=self.action,
            hidden=tuple((name, one) for name, one in {**hidden, **given}.items() if one),
            wrongs=(wrong,) if is_whole and wrong is not None else (),
        )

    def _at(self, name: str) -> str:
        return f"{name}-{self.key}" if self.key else name

    def _field_at_fault(self) -> str | None:
        sent = self.sent
        return None if sent is None or sent.wrong is None else sent.wrong.field

    def _wrong(self, field: str, label: str = "") -> Wrong | None:
        sent = self.sent
        if sent is None or sent.wrong is None:
            return None
        return wrong(self.visit, sent.wrong, field, label)


def wrong(visit: Visit, error: LaoguError, field: str = "", label: str = "") -> Wrong:
    """Return an error in its three parts, in the reader's language.

    label: of the field it stands beside; what cannot be read is named as it is named there.
    """
    what, why, fix = error.say(visit.words)
    if label and isinstance(error, FieldMissing):
        what = visit.said("“{label}” is blank.", label=label)
    elif label and isinstance(error, FieldUnreadable):
        what = visit.said("“{label}” cannot be read.", label=label)
        fix = visit.said("Write it so, and send the form again.")
    return Wrong(what=what, why=why, fix=fix, code=error.code, field=field)
