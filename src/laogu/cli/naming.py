"""Holders by name: an id always tells who is meant, and so does a name that only one has."""

from collections.abc import Iterator

from laogu.basics import is_identifier
from laogu.cli.answers import CapTableTold, IssuersTold, MeTold, taken
from laogu.cli.asking import RunningMarket
from laogu.cli.call import this_call
from laogu.cli.failures import HolderNameShared, HolderNameUnknown

HOLDERS = frozenset({"holder", "seller", "buyer"})
"""The fields of requests in which a holder stands."""


def holder_id(market: RunningMarket, given: str, *, issuer: str | None = None) -> str:
    """Return the id of the holder that `given` names; an id is itself.

    issuer: on whose register the name is looked for; None: on every register of the market.
    Only names that who asks may see are found, in either language: those of the holders for whom
    they act, and those on the registers.
    """
    if is_identifier(given, "holder") or given.startswith("holder_"):
        return given
    wanted = " ".join(given.split()).casefold()
    found = {
        id_
        for lang in ("zh", "en")
        for id_, name in _named(market.in_language(lang), issuer)
        if name.casefold() == wanted
    }
    if not found:
        raise HolderNameUnknown(given=given[:60])
    if len(found) > 1:
        raise HolderNameShared(given=given[:60], ids=tuple(sorted(found)))
    return str(found.pop())


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
