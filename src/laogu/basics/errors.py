"""The ways this program says no, as one tree.

    LaoguError
      InvalidInput   the request cannot be read                HTTP 400   exit 2
      Refusal        readable, but the rules say no            HTTP 422   exit 3
      Denied         who asks is not known, or may not ask     HTTP 403   exit 3
      NotFound       names something we do not hold            HTTP 404   exit 4
      Conflict       someone else recorded first               HTTP 409   exit 5
      Unavailable    the outside world did not answer          HTTP 503   exit 6
      Fault          a promise of our own broke                HTTP 500   exit 1

Doors translate families, never single errors. An error is declared, not programmed: its sentences
are class attributes, its facts are annotated fields, and the sentences name the facts in braces.
"""

import inspect
from string import Formatter
from typing import Any, ClassVar, Literal, dataclass_transform

from msgspec import Struct

from laogu.basics.words import ENGLISH, Said, Words, fill, said, say

Part = Literal["what", "why", "fix"]
"""Which of the sentences of an error or a finding."""


@dataclass_transform(kw_only_default=True)
class LaoguError(Exception):
    """Anything this program says no with: what, why, how to fix it, and the facts."""

    code: ClassVar[str] = ""
    what: ClassVar[str] = ""
    why: ClassVar[str] = ""
    fix: ClassVar[str] = ""
    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1
    family: ClassVar[str] = ""
    field: ClassVar[str | None] = None
    """The request's field that is at fault, where one is: forms put the error beside it."""
    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [
            name
            for name, kind in inspect.get_annotations(cls).items()
            if "ClassVar" not in str(kind)
        ]
        cls._names = (*cls._names, *own)
        for template in (cls.what, cls.why, cls.fix):
            for _, name, _, _ in Formatter().parse(template):
                assert name is None or name in cls._names, (
                    f"{cls.__name__} does not know {{{name}}}"
                )

    def __init__(self, **facts: Any) -> None:
        missing = [
            name for name in self._names if name not in facts and not hasattr(type(self), name)
        ]
        assert not missing, f"{type(self).__name__} was raised without {', '.join(missing)}"
        assert facts.keys() <= set(self._names), f"{type(self).__name__} knows no such fact"
        for name, fact in facts.items():
            setattr(self, name, fact)
        super().__init__(self.code)

    @property
    def facts(self) -> dict[str, Any]:
        """The facts by name, in the order they are declared."""
        return {name: getattr(self, name) for name in self._names}

    def say(self, words: Words = ENGLISH) -> tuple[str, str, str]:
        """Return what, why and fix in the language of `words`; that nothing was given is said."""
        facts = {name: _seen(name, fact) for name, fact in self.facts.items()}
        return (
            fill(self.what, facts, words),
            fill(self.why, facts, words),
            fill(self.fix, facts, words),
        )

    def sentence(self, part: Part) -> Said:
        """Return one of its sentences with its facts, to be said within another."""
        # habit 35: it is found where the sentence is declared.
        return Said(getattr(self, part), self.facts)

    def found_at(self, where: "str | Where") -> "Finding":
        """Return it as a finding about one of many, the rest of which is looked at too."""
        return Finding(
            severity="error",
            code=self.code,
            where=where,
            what=self.what,
            why=self.why,
            fix=self.fix,
            facts=self.facts,
        )

    def __str__(self) -> str:
        what, why, fix = self.say()
        return f"{self.code}: {what} {why} {fix}"


_EMPTY = said("(empty)")


def _seen(name: str, fact: Any) -> Any:
    """Return a fact as a sentence says it: of what was given and is blank, that it is empty."""
    return _EMPTY if name == "given" and isinstance(fact, str) and not fact.strip() else fact


class InvalidInput(LaoguError):
    """The request cannot be read."""

    http_status, exit_code, family = 400, 2, "invalid_input"


class Refusal(LaoguError):
    """The request can be read, but the rules say no."""

    http_status, exit_code, family = 422, 3, "refusal"


class Denied(LaoguError):
    """Who asks is not known here, or holds no mandate for what is asked."""

    http_status, exit_code, family = 403, 3, "denied"


class NotFound(LaoguError):
    """The request names something that we do not hold, or that this person may not see."""

    http_status, exit_code, family = 404, 4, "not_found"


class Conflict(LaoguError):
    """Somebody else recorded first."""

    http_status, exit_code, family = 409, 5, "conflict"


class Unavailable(LaoguError):
    """The outside world did not answer: disk, network, another process."""

    http_status, exit_code, family = 503, 6, "unavailable"


class Fault(LaoguError):
    """A promise of our own broke; nothing was recorded."""

    http_status, exit_code, family = 500, 1, "fault"


class Where(Struct, frozen=True):
    """A place that is said in words: a row of a file, an offer of a list.

    number: which row or which offer, from 1; None: it is about all of them.
    """

    says: Said
    number: int | None = None

    def __str__(self) -> str:
        return str(self.says)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing noticed in something brought in, and where.

    severity: an error stops the import, a warning wants a look, a note says what was read how.
    where: text where every language writes it alike, such as a file and a cell.
    what, why, fix: English templates, also the keys of their translations; `facts` fill them.
    """

    severity: Literal["error", "warning", "note"]
    code: str
    where: str | Where
    what: str
    why: str
    fix: str
    facts: dict[str, Any] = {}

    @property
    def number(self) -> int | None:
        """Which row or which of a list it is about, from 1; None: none of them alone."""
        return self.where.number if isinstance(self.where, Where) else None

    def place(self, words: Words = ENGLISH) -> str:
        """Return where it is, in the language of `words`."""
        return say(self.where.says, words) if isinstance(self.where, Where) else self.where

    def say(self, words: Words = ENGLISH) -> tuple[str, str, str]:
        """Return what was found, why it matters and how to mend it, in the language of `words`."""
        return (
            fill(self.what, self.facts, words),
            fill(self.why, self.facts, words),
            fill(self.fix, self.facts, words),
        )

    def sentence(self, part: Part) -> Said:
        """Return what, why or fix with the facts, for a refusal that is made of the finding."""
        # habit 35: it is found where the sentence is declared.
        return Said(getattr(self, part), self.facts)


class Remark(Struct, frozen=True, kw_only=True):
    """What every finding of one kind says; its facts are filled in where it is found.

    what, why, fix: English templates, also the keys of their translations.
    """

    severity: Literal["error", "warning", "note"]
    code: str
    what: str
    why: str
    fix: str

    def at(self, where: str | Where, **facts: object) -> Finding:
        """Return the finding of this kind at a place."""
        return Finding(
            severity=self.severity,
            code=self.code,
            where=where,
            what=self.what,
            why=self.why,
            fix=self.fix,
            facts=facts,
        )
