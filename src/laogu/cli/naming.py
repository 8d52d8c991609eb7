"""Holders by name: an id always tells who is meant, and so does a name that only one has."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from laogu.cli.answers import CapTableTold, IssuersTold, MeTold, taken
from laogu.cli.asking import RunningMarket
from laogu.cli.call import this_call
from laogu.cli.failures import HolderNameShared, HolderNameUnknown

if TYPE_CHECKING:
    from laogu.journal import Journal

HOLDERS = frozenset({"holder", "seller", "buyer", "favours", "vehicle", "owner"})
"""The fields of requests in which a holder stands."""


def holder_id(market: RunningMarket, given: str, *, issuer: str | None = None) -> str:
    """Return the id of the holder that `given` names; an id is itself.

    issuer: on whose register the name is looked for; None: on every register of the market.
    Only names that who asks may see are found, in either language: those of the holders for whom
    they act, those on the registers, and, where none of these is meant, those on no register yet.
    """
    try:
        return only_named(given, holders_named(market, issuer))
    except HolderNameUnknown:
        if not market.has_token or not given.strip():
            raise
        return only_named(given, _searched(market, given))


def holders_named(market: RunningMarket, issuer: str | None) -> Iterator[tuple[str, str]]:
    """Yield id and name of every holder that may be seen, in either language.

    The language of the call comes first, so that a market that says no says it in that one.
    """
    for lang in ("zh", "en") if this_call().lang == "zh" else ("en", "zh"):
        yield from _named(market.in_language(lang), issuer)


def holder_id_in(journal: "Journal", given: str) -> str:
    """Return the id of the holder that `given` names in a database that is read directly."""
    from laogu.connectors import plain

    holders = journal.books.register.holders.values()
    names = (
        (one.holder, plain.name_of(one, journal.personal, lang) or "")
        for one in holders
        for lang in ("zh", "en")
    )
    return only_named(given, names)


def only_named(given: str, named: Iterable[tuple[str, str]]) -> str:
    """Return the one id under a name, or refuse; nothing is looked up for what is an id already."""
    if given.startswith("holder_"):
        return given
    wanted = " ".join(given.split()).casefold()
    found = {id_ for id_, name in named if name.casefold() == wanted}
    if not found:
        raise HolderNameUnknown(given=given[:60])
    if len(found) > 1:
        raise HolderNameShared(given=given[:60], ids=tuple(sorted(found)))
    return str(found.pop())


def _searched(market: RunningMarket, given: str) -> Iterator[tuple[str, str]]:
    """Yield id and name of the holders that the market's search finds, in either language."""
    for lang in ("zh", "en"):
        found = market.in_language(lang).table("search", q=given.strip(), table="found")
        for one in found["found"]:
            if str(one["id"]).startswith("holder_"):
                yield one["id"], one["name"]


def _named(market: RunningMarket, issuer: str | None) -> Iterator[tuple[str, str]]:
    """Yield id and name of every holder that may be seen: one's own, and those on registers."""
    call = this_call()
    if market.has_token:
        for one in taken(market.get("me"), MeTold, call).mandates:
            if one.power == "act":
                yield one.over, one.name or ""
    if issuer is None:
        issuers = taken(market.get("issuers"), IssuersTold, call).issuers
        registers = [one.slug for one in issuers]
    else:
        registers = [issuer]
    for each in registers:
        for row in taken(market.get("captable", each), CapTableTold, call).rows:
            yield row.holder_id, row.holder or ""
