"""Everything that keeps a history from becoming a register, found at once."""

from collections.abc import Iterator
from datetime import date

import msgspec

from laogu.basics import CURRENCIES, Finding, Said, said
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
        found.append(_finding("register.text_unreadable", told.issuer, _NO_TEXT))
    return found


def broken(lives: history.Lives) -> Iterator[Finding]:
    """Yield what a history does not keep, and what a register could not hold."""
    for one in history.check(lives):
        if one.invariant.severity == "error":
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
            yield _finding("register.after_today", change.id, _LATER, on=change.on, today=today)
    for security, issued in lives.issued.items():
        if issued.kind == "equity_compensation" and security not in ground.of_grant:
            yield _finding("register.class_of_grant", issued.id, _NO_CLASS, id=issued.id)
        if issued.kind == "convertible":
            yield from _uncounted(issued)
    for name, _ in interchange.too_large(ground):
        yield _finding("register.class_too_large", name, _LARGE, name=name)


def _uncounted(issued: history.Issuance) -> Iterator[Finding]:
    decimals = CURRENCIES.get(issued.currency or "")
    if decimals is None:
        known = ", ".join(sorted(CURRENCIES))
        facts = {"currency": issued.currency, "known": known}
        yield _finding("register.currency_unknown", issued.id, _CURRENCY, **facts)
    elif (issued.units or 0) % 10 ** (history.DECIMALS - decimals):
        yield _finding("register.amount_too_fine", issued.id, _FINE, decimals=decimals)


def unreadable(rest: dict[str, str]) -> Iterator[Finding]:
    """Yield what should be kept word for word and is no JSON object."""
    for id_, text in rest.items():
        try:
            msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            yield _finding("register.rest_unreadable", id_ or "manifest", _NOT_JSON)


def _found(one: history.Breach) -> Finding:
    known = one.invariant
    return Finding(
        severity=known.severity,
        code=known.code,
        where=f"{one.id} {one.field}".strip(),
        what=known.what,
        why=known.why,
        fix=known.fix,
        facts=one.facts,
    )


def _finding(code: str, where: str, texts: tuple[Said, Said, Said], **facts: object) -> Finding:
    what, why, fix = (one.template for one in texts)
    return Finding(
        severity="error", code=code, where=where, what=what, why=why, fix=fix, facts=facts
    )


def _texts(what: str, why: str, fix: str) -> tuple[Said, Said, Said]:
    return said(what), said(why), said(fix)


_LATER = _texts(
    "This is of {on}, which is yet to come.",
    "Today is {today} where the issuer is; a register says only what has happened.",
    "Leave it out, and record it when it has happened.",
)
_NO_CLASS = _texts(
    "{id} grants shares of no class.",
    "Neither the grant nor its plan names a class, and there are several it could be of.",
    "Name the class where the grant is issued.",
)
_LARGE = _texts(
    "The class {name} outgrows what can be counted.",
    "All of it together has to fit 64 bits in its smallest unit.",
    "Check the quantities.",
)
_CURRENCY = _texts(
    "Its amount is in {currency}, which this market does not count in.",
    "Cash is counted in whole minor units, so the decimals of a currency must be known.",
    "Use one of {known}.",
)
_FINE = _texts(
    "Its amount has parts of a minor unit.",
    "Amounts of this currency have at most {decimals} decimals.",
    "Correct the amount.",
)
_NO_TEXT = _texts(
    "A text of this history has characters that are none.",
    "What cannot be written down in UTF-8 cannot be recorded.",
    "Write the text as it stands on the document.",
)
_NOT_JSON = _texts(
    "What should be kept of this object cannot be read.",
    "It is kept as a JSON object, so that it can be written again.",
    "Leave it out, or write it as an object.",
)
