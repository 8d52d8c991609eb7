"""A form as it was sent: its fields, where it came from, and what it came to."""

from msgspec import Struct

from laogu.basics import LaoguError

REQUEST_ID, PROOF, BACK, FORM, ZONE, ASK = (
    "request_id", "proof", "back", "form_key", "local_zone", "ask",
)  # fmt: skip
OWN = frozenset({REQUEST_ID, PROOF, BACK, FORM, ZONE, ASK})
"""Fields that belong to the form and not to what is asked for."""


class File(Struct, frozen=True):
    """A file that came with a form."""

    name: str
    content: bytes


class Sent(Struct, frozen=True, kw_only=True):
    """What a person typed, and what is wrong with it.

    name:  the operation; or the path of a page that reads its own form.
    key:   tells forms of one operation on one page apart; blank for the only one.
    own:   the hidden fields of ours: request_id, proof, back and so on.
    wrong: why it was refused; None: it was only asked about.
    """

    name: str
    fields: dict[str, str]
    own: dict[str, str]
    files: dict[str, File] = {}
    wrong: LaoguError | None = None

    @property
    def key(self) -> str:
        """Which of several forms of one operation it is."""
        return self.own.get(FORM, "")
