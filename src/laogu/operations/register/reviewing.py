"""Everything that keeps a history from becoming a register, found at once."""

from collections.abc import Iterator
from datetime import date

import msgspec

from laogu.basics import CURRENCIES, Finding, Remark
from laogu.register import history, interchange, vesting

MOST_CHANGES = 20_000
"""Changes of one history that are taken in one entry."""

_AMPLE = 10**40
"""More units than any grant has, so that terms are looked at without one."""


def unsound(told: history.History) -> list[Finding]:
    """Return what a history says that nobody could count with."""
    breaches = history.Breaches()
    history.check_figures(told, breaches)
    found = [_found(one) for one in breaches.found]
    try:
        msgspec.json.encode(told)
    except UnicodeEncodeError:
        found.append(_NO_TEXT.at(told.issuer))
    return found


def unmultiplied(lives: history.Lives) -> Iterator[Finding]:
    """Yield what a split is said to multiply, and nobody can say what came of it."""
    told: set[str] = set()
    for one in history.multiplied(lives):
        first = one.before.id
        if one.before.kind != "stock" and one.before.security not in told:
            yield _NOT_SHARES.at(first, id=first, split=one.split.id)
        elif one.before.kind == "stock" and one.leaves_a_part:
            units = history.amount(one.made.units or 0)
            yield _PART.at(first, id=first, split=one.split.id, shares=units)
        told.add(one.made.security)


def broken(lives: history.Lives) -> Iterator[Finding]:
    """Yield what a history does not keep, and what a register could not hold."""
    for one in history.check(lives):
        if one.remark.severity == "error":
            yield _found(one)
    for terms in lives.history.terms.values():
        grant = vesting.Grant(units=_AMPLE, granted_on=date.min, vests=terms.vests)
        for found in vesting.check(grant, where=terms.terms):
            if found.severity == "error":
                yield found


def beyond(ground: interchange.Ground, today: date) -> Iterator[Finding]:
    """Yield what a register could not hold, though the history is whole."""
    lives = ground.lives
    for change in lives.history.changes:
        if change.on > today:
            yield _LATER.at(change.id, on=change.on, today=today)
    for security, issued in lives.issued.items():
        if issued.kind == "equity_compensation" and security not in ground.of_grant:
            yield _NO_CLASS.at(issued.id, id=issued.id)
        if issued.kind == "convertible":
            yield from _uncounted(issued)
    for name, _ in interchange.too_large(ground):
        yield _LARGE.at(name, name=name)


def _uncounted(issued: history.Issuance) -> Iterator[Finding]:
    decimals = CURRENCIES.get(issued.currency or "")
    if decimals is None:
        known = ", ".join(sorted(CURRENCIES))
        facts = {"currency": issued.currency, "known": known}
        yield _CURRENCY.at(issued.id, **facts)
    elif (issued.units or 0) % 10 ** (history.DECIMALS - decimals):
        yield _FINE.at(issued.id, decimals=decimals)


def unreadable(rest: dict[str, str]) -> Iterator[Finding]:
    """Yield what should be kept word for word and is no JSON object."""
    for id_, text in rest.items():
        try:
            msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            yield _NOT_JSON.at(id_ or "manifest")


def _found(one: history.Breach) -> Finding:
    return one.remark.at(f"{one.id} {one.field}".strip(), **one.facts)


_LATER = Remark(
    severity="error",
    code="register.after_today",
    what="This is of {on}, which is yet to come.",
    why="Today is {today} where the issuer is; a register says only what has happened.",
    fix="Leave it out, and record it when it has happened.",
)
_NO_CLASS = Remark(
    severity="error",
    code="register.class_of_grant",
    what="{id} grants shares of no class.",
    why="Neither the grant nor its plan names a class, and there are several it could be of.",
    fix="Name the class where the grant is issued.",
)
_LARGE = Remark(
    severity="error",
    code="register.class_too_large",
    what="The class {name} outgrows what can be counted.",
    why="All of it together has to fit 64 bits in its smallest unit.",
    fix="Check the quantities.",
)
_CURRENCY = Remark(
    severity="error",
    code="register.currency_unknown",
    what="Its amount is in {currency}, which this market does not count in.",
    why="Cash is counted in whole minor units, so the decimals of a currency must be known.",
    fix="Use one of {known}.",
)
_FINE = Remark(
    severity="error",
    code="register.amount_too_fine",
    what="Its amount has parts of a minor unit.",
    why="Amounts of this currency have at most {decimals} decimals.",
    fix="Correct the amount.",
)
_NOT_SHARES = Remark(
    severity="error",
    code="register.split_of_a_paper",
    what="The split {split} reaches {id}, which is no share.",
    why="Only shares are issued again by themselves; a grant or warrant states what became of it.",
    fix="Take it as it is written, or state in the package what came of {id}.",
)
_PART = Remark(
    severity="error",
    code="register.split_leaves_a_part",
    what="The split {split} makes {shares} shares of {id}, and a part of a share is left over.",
    why="Whether it was rounded or paid out, nobody says.",
    fix="State in the package what was issued again.",
)
_NO_TEXT = Remark(
    severity="error",
    code="register.text_unreadable",
    what="A text of this history has characters that are none.",
    why="What cannot be written down in UTF-8 cannot be recorded.",
    fix="Write the text as it stands on the document.",
)
_NOT_JSON = Remark(
    severity="error",
    code="register.rest_unreadable",
    what="What should be kept of this object cannot be read.",
    why="It is kept as a JSON object, so that it can be written again.",
    fix="Leave it out, or write it as an object.",
)
