"""Post a list of offers: all of them or none, each decided on what those before it promised.

Asked by: the holders whose shares they are. Everything that is wrong with the list is said at once.
Records:  OfferPosted
Refuses:  NoOffers, TooManyOffers, CannotPostAll, NotSignedIn, NoMandate; and, told as findings
          of one offer, MayNotTransfer, OnlyFewerFree, NotKnownYet
"""

from collections.abc import Iterator

from laogu.basics import (
    Denied,
    Fault,
    Finding,
    HolderId,
    InvalidInput,
    LaoguError,
    Refusal,
    Said,
    said,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.listed import Faults, lots_searched
from laogu.operations.offer.post import Place, PostOffer, place_of, posted, seller_of

MOST_OFFERS = 1_000
"""Offers in one list."""


class NoOffers(InvalidInput):
    """A list of offers is empty."""

    code = "offer.no_offers"
    what = "This list holds no offers."
    why = "Nothing would be recorded."
    fix = "Put at least one offer into it."
    field = "offers"


class TooManyOffers(InvalidInput):
    """A list holds more offers than one may."""

    code = "offer.too_many_offers"
    what = "This list holds {given} offers."
    why = "One list may hold {most}."
    fix = "Divide it."
    field = "offers"
    given: int
    most: int = MOST_OFFERS


class CannotPostAll(Refusal):
    """Some offers of a list may not be posted; what is wrong with each comes as a finding.

    errors: how many were found. After a hundred, or sooner where a seller has very many lots, a
    list is looked at no further, which the last finding says.
    """

    code = "offer.cannot_post_all"
    what = "Nothing was posted. Offers of the list that may not be: {errors}."
    why = "Offer {number} of the list: {first}"
    fix = "Correct what the findings name, or leave it out, and send the whole list again."
    errors: int
    number: int
    first: Said
    findings: tuple[Finding, ...]


class PostOffers(Request, frozen=True, kw_only=True):
    """Offers, each as it would be posted alone: all of them are posted in one entry, or none.

    offers: at most 1,000, in the order in which they are decided; a later one sees what those
    before it promised. What is wrong with any of them is told at once, as findings.
    """

    offers: tuple[PostOffer, ...]

    @property
    def weight(self) -> int:
        """How many offers it holds."""
        return len(self.offers)


def post_offers(books: Books, request: PostOffers, asked: Asked) -> Iterator[Event]:
    """Yield each offer, or refuse; the books take in one before the next is decided."""
    if not request.offers:
        raise NoOffers
    if len(request.offers) > MOST_OFFERS:
        raise TooManyOffers(given=len(request.offers))
    faults = Faults()
    # What many offers have in common is looked up once: posting an offer changes none of it.
    places: dict[tuple[str, str, str], Place] = {}
    sellers: dict[str, HolderId] = {}
    for number, one in enumerate(request.offers, 1):
        of = (one.issuer, one.stock_class, one.mechanism)
        place, seller = places.get(of), sellers.get(one.seller)
        try:
            if place is None:
                place = places[of] = place_of(books, one, asked)
            if seller is None:
                seller = sellers[one.seller] = seller_of(books, one.seller, asked)
            yield posted(books, one, asked, place, seller)
        except (Denied, Fault):
            raise
        except LaoguError as no:
            faults.add(number, no, lots=_searched(books, no, place, seller))
            if faults.are_enough:
                break
    if faults.found:
        raise CannotPostAll(**faults.told(_place, of=len(request.offers)))


def _searched(books: Books, no: LaoguError, place: Place | None, seller: HolderId | None) -> int:
    if place is None or seller is None:
        return 0
    return lots_searched(books, no, place.kind.stock_class, seller)


def _place(number: int) -> Said:
    return said("offer {number}", number=str(number))
