"""The pages, one file each, and where the forms on them lead.

A page is a function from a visit (and the parts of its address in braces) to an answer:

    class OfferPage(Page, frozen=True, kw_only=True):      # one dataclass for offer.html
        withdraw: Post
        reason: Field

    def offer(visit: Visit, offer: str) -> Shown:
        form = Form(visit, "offer.withdraw", {"offer": offer})
        reason = form.field("reason", visit.said("Reason"))     # fields first, then form.post()
        shown = OfferPage(title="…", place="markets", reason=reason, withdraw=form.post())
        return page(visit, "offer.html", shown)                 # templates/pages/offer.html

    ROUTES = (Route(path="/offer/{offer}", page=offer),)
    THEN = {"offer.withdraw": lambda visit, recorded: visit.to("/holdings")}

A form posts to /do/ and the operation's name. Refused, its page is drawn again from the same
function, with what was typed and the error in `visit.sent`; recorded, it goes where `THEN` says, or
back to its page. A refusal raised by a page (visit.must, an unknown id) is drawn as a page too.
"""

from collections.abc import Mapping

from laogu.web.pages import (
    acting,
    cap_table,
    choices,
    errors,
    indexes,
    issuer,
    markets,
    offer,
    record,
    scores,
    search,
    sign_in,
    unlocks,
)
from laogu.web.routes import Route
from laogu.web.submitting import Then

ROUTES: tuple[Route, ...] = (
    *markets.ROUTES,
    *choices.ROUTES,
    *sign_in.ROUTES,
    *issuer.ROUTES,
    *cap_table.ROUTES,
    *offer.ROUTES,
    *errors.ROUTES,
    *search.ROUTES,
    *record.ROUTES,
    *scores.ROUTES,
    *indexes.ROUTES,
    *unlocks.ROUTES,
    *acting.ROUTES,
)

THEN: Mapping[str, Then] = {**acting.THEN, **offer.THEN}
