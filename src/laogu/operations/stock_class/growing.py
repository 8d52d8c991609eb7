"""What is stated of a class beyond its preference: what grows, and what an offering means to it.

What is left out stays as it was; `none` and a figure of 0 end a right.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from msgspec.structs import replace

from laogu.basics import said
from laogu.register.capital import (
    ClassRights,
    Dividends,
    Growth,
    Listing,
    Redemption,
    RightIncomplete,
    amount,
    per_share,
    rate,
    right_figure,
)

Right = TypeVar("Right", Dividends, Redemption)


class Stated(Protocol):
    """What a request says of these rights, under the names that people write."""

    @property
    def dividends(self) -> Growth | None: ...
    @property
    def dividend_rate(self) -> Decimal | None: ...
    @property
    def dividends_since(self) -> date | None: ...
    @property
    def redemption(self) -> Growth | None: ...
    @property
    def redemption_rate(self) -> Decimal | None: ...
    @property
    def redemption_multiple(self) -> Decimal | None: ...
    @property
    def redemption_since(self) -> date | None: ...
    @property
    def redeems_from(self) -> date | None: ...
    @property
    def redemption_seniority(self) -> Decimal | None: ...
    @property
    def redemption_most(self) -> Decimal | None: ...
    @property
    def ratchet(self) -> Decimal | None: ...
    @property
    def listing_proceeds(self) -> Decimal | None: ...
    @property
    def listing_valuation(self) -> Decimal | None: ...
    @property
    def listing_price(self) -> Decimal | None: ...
    @property
    def listing_by_vote(self) -> bool | None: ...
    @property
    def protected_when_listed(self) -> bool | None: ...


def with_terms(rights: ClassRights, request: Stated, *, currency: str) -> ClassRights:
    """Return rights with what a request states of what grows and of offerings, or refuse."""
    ratchet = right_figure(request.ratchet, "ratchet")
    protected = request.protected_when_listed
    return replace(
        rights,
        dividends=_dividends(rights.dividends, request),
        redemption=_redemption(rights.redemption, request, currency),
        ratchet=rights.ratchet if ratchet is None else ratchet or None,
        listing=_listing(rights.listing, request, currency),
        protected_when_listed=rights.protected_when_listed if protected is None else protected,
    )


def _dividends(known: Dividends | None, request: Stated) -> Dividends | None:
    given = {
        "rate": rate(request.dividend_rate, "dividend_rate"),
        "compounds": _compounds(request.dividends),
        "since": request.dividends_since,
    }
    if request.dividends == "none" or not _is_stated(given):
        return None if request.dividends == "none" else known
    if known is None:
        _check_whole(given, "dividends")
    found = _changed(known or Dividends(rate=Decimal(0)), given)
    return found if found.rate else None


def _redemption(known: Redemption | None, request: Stated, currency: str) -> Redemption | None:
    most = amount(request.redemption_most, currency=currency, right="redemption_most")
    given = {
        "rate": rate(request.redemption_rate, "redemption_rate"),
        "compounds": _compounds(request.redemption),
        "multiple": right_figure(request.redemption_multiple, "redemption_multiple"),
        "since": request.redemption_since,
        "from_on": request.redeems_from,
        "seniority": right_figure(request.redemption_seniority, "redemption_seniority"),
        "most": most,
    }
    if request.redemption == "none":
        return None
    if not _is_stated(given) and request.redemption_most is None:
        return known
    if known is None:
        _check_whole(given, "redemption")
    found = _changed(known or Redemption(rate=Decimal(0)), given)
    return replace(found, most=None) if request.redemption_most == 0 else found


def _listing(known: Listing | None, request: Stated, currency: str) -> Listing | None:
    found = known or Listing()
    if request.listing_proceeds is not None:
        given = amount(request.listing_proceeds, currency=currency, right="listing_proceeds")
        found = replace(found, proceeds=given)
    if request.listing_valuation is not None:
        given = amount(request.listing_valuation, currency=currency, right="listing_valuation")
        found = replace(found, valuation=given)
    if request.listing_price is not None:
        each = per_share(request.listing_price, currency=currency, right="listing_price")
        found = replace(found, per_share=each if each is not None and each.ticks else None)
    if request.listing_by_vote is not None:
        found = replace(found, by_vote=request.listing_by_vote)
    return None if found == Listing() else found


def _compounds(growth: Growth | None) -> bool | None:
    return None if growth is None or growth == "none" else growth == "compound"


def _is_stated(given: dict[str, Any]) -> bool:
    return any(one is not None for one in given.values())


def _changed(known: Right, given: dict[str, Any]) -> Right:
    return replace(known, **{key: one for key, one in given.items() if one is not None})


def _check_whole(given: dict[str, Any], right: str) -> None:
    """Refuse a right of which a part is stated and nothing was known before."""
    if given["compounds"] is None:
        raise RightIncomplete(right=right, missing=said("nobody stated how it grows"))
    if given["rate"] is None:
        raise RightIncomplete(right=right, missing=said("nobody stated its rate"))
