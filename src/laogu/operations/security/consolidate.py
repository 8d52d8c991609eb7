"""Consolidate securities: several certificates of one holder, alike in all else, become one.

Asked by: the issuer.
Records:  StockRetired
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAName, StillPromised, LotsDiffer,
          CertificateTaken, HoldsTooFew, BeforeItsTime
"""

from laogu.basics import LONGEST_TEXT, SecurityId, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free
from laogu.register import consolidate, living_security
from laogu.register.capital import LotsDiffer


class ConsolidateSecurities(Request, frozen=True, kw_only=True):
    """Certificates that become one.

    certificate: its label; left out: that of the first. reason: why, in words, kept for ever.
    """

    securities: tuple[str, ...]
    reason: str
    certificate: str | None = None


def consolidate_securities(
    books: Books, request: ConsolidateSecurities, asked: Asked
) -> tuple[Event, ...]:
    """Return the one certificate, or refuse."""
    register = books.register
    stocks = [living_security(register, one) for one in request.securities]
    for stock in stocks:
        asked.must_issue(stock.issuer)
        must_be_free(books, stock)
    if not stocks:
        raise LotsDiffer(differ=(said("their number: name two or more, each once"),))
    return (
        consolidate(
            register,
            [one.security for one in stocks],
            certificate=name(request.certificate, longest=60) if request.certificate else None,
            reason=name(request.reason, longest=LONGEST_TEXT),
            on=asked.today(register.issuers[stocks[0].issuer].zone),
            make_id=lambda: SecurityId(asked.make("security")),
        ),
    )
