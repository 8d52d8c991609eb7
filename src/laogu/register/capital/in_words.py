"""What a class has beyond its preference, in sentences, as its charter might put them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from laogu.basics import Said, said
from laogu.register.capital.events import ClassRights
from laogu.register.capital.terms import Dividends, Listing, Redemption


def terms_in_words(rights: ClassRights) -> tuple[Said, ...]:
    """Return what grows for a class, and what an offering means to it; empty: nothing is stated."""
    return tuple(_sentences(rights))


def _sentences(rights: ClassRights) -> Iterator[Said]:
    if rights.dividends is not None:
        yield _dividends(rights.dividends)
    if rights.redemption is not None:
        yield from _redemption(rights.redemption)
    if rights.ratchet is not None:
        yield said(
            "In an offering it has at least {multiple} times its issue price, paid in shares.",
            multiple=_plain(rights.ratchet),
        )
    if rights.listing is not None:
        yield from _listing(rights.listing)
    if rights.protected_when_listed:
        yield said("Its ratio follows an offering at a lower price too.")


def _dividends(given: Dividends) -> Said:
    facts = {"percent": _plain(given.rate * 100), "since": _since(given.since)}
    if given.compounds:
        return said(
            "Dividends of {percent}% a year on the issue price and on dividends, owed in any case "
            "since {since}.", **facts,
        )  # fmt: skip
    return said(
        "Dividends of {percent}% of the issue price a year, owed in any case since {since}.",
        **facts,
    )


def _redemption(given: Redemption) -> Iterator[Said]:
    facts = {
        "base": said("the issue price")
        if given.multiple == 1
        else said("{multiple} times the issue price", multiple=_plain(given.multiple)),
        "percent": _plain(given.rate * 100),
        "since": _since(given.since),
    }
    if not given.rate:
        yield said("Bought out by the company where it is not listed, for {base}.", **facts)
    elif given.compounds:
        yield said(
            "Bought out by the company where it is not listed, for {base} with {percent}% a year, "
            "compounded, since {since}.", **facts,
        )  # fmt: skip
    else:
        yield said(
            "Bought out by the company where it is not listed, for {base} with {percent}% a year "
            "since {since}.", **facts,
        )  # fmt: skip
    if given.from_on is not None:
        yield said("It may be bought out from {day} on.", day=given.from_on)
    if given.most is not None:
        yield said("For being bought out {amount} can be had at most.", amount=given.most)
    if given.seniority is not None:
        yield said("Being bought out has seniority {seniority}.", seniority=_plain(given.seniority))


def _listing(given: Listing) -> Iterator[Said]:
    if given.by_vote:
        yield said("Others may decide that it converts in any offering.")
        return
    if given.proceeds is not None:
        yield said("It may stop an offering that raises less than {amount}.", amount=given.proceeds)
    if given.valuation is not None:
        yield said(
            "It may stop an offering before which the company is worth less than {amount}.",
            amount=given.valuation,
        )
    if given.per_share is not None:
        yield said("It may stop an offering at less than {price} a share.", price=given.per_share)


def _since(day: date | None) -> date | Said:
    return said("the day each share was issued") if day is None else day


def _plain(given: Decimal) -> Decimal:
    """Return a figure without idle zeros."""
    return Decimal(f"{given.normalize():f}")
