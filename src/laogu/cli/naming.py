"""Holders by name: an id always tells who is meant, and so does a name that only one has."""

from collections.abc import Iterator
from typing import Any

from laogu.basics import is_identifier
from laogu.cli.asking import RunningMarket
from laogu.cli.failures import HolderNameShared, HolderNameUnknown

HOLDERS = frozenset({"holder", "seller", "buyer"})
"""The fields of requests in which a holder stands."""


def holder_id(market: RunningMarket, given: str, *, issuer: str | None = None) -> str:
    """Return the id of the holder that `given` names; an id is itself.

    issuer: on whose register the name is looked for; None: on every register of the market.
    Only names that who asks may see are found, in either language.
    """
    if is_identifier(given, "holder") or given.startswith("holder_"):
        return given
    wanted = " ".join(given.split()).casefold()
    found = {
        row["holder_id"]
        for lang in ("zh", "en")
        for table in _tables(market.in_language(lang), issuer)
        for row in table.get("rows", ())
        if str(row.get("holder") or "").casefold() == wanted
    }
    if not found:
        raise HolderNameUnknown(given=given[:60])
    if len(found) > 1:
        raise HolderNameShared(given=given[:60], ids=tuple(sorted(found)))
    return str(found.pop())


def _tables(market: RunningMarket, issuer: str | None) -> Iterator[dict[str, Any]]:
    if issuer is not None:
        yield market.get("captable", issuer)
        return
    for one in market.get("issuers").get("issuers", ()):
        yield market.get("captable", one["issuer_id"])
