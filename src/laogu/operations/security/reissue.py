"""Issue a security again: one certificate is replaced by others that sum to it.

Asked by: the issuer.
Records:  StockRetired
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAName, StillPromised,
          PartsDoNotSum, CertificateTaken, HoldsTooFew, BeforeItsTime, LabelsMissing
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, SecurityId, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import LabelsMissing
from laogu.operations.still import must_be_free
from laogu.register import living_security, reissue


class ReissueSecurity(Request, frozen=True, kw_only=True):
    """New certificates in place of one.

    quantities: of each new one; left out: one of all. certificates: the label of each, in the same
    order; left out: none has one. reason: why, in words, kept for ever.
    """

    security: str
    reason: str
    quantities: tuple[Decimal, ...] = ()
    certificates: tuple[str, ...] = ()


def reissue_security(books: Books, request: ReissueSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the new certificates, or refuse."""
    register = books.register
    stock = living_security(register, request.security)
    asked.must_issue(stock.issuer)
    must_be_free(books, stock)
    decimals = register.classes[stock.stock_class].decimals
    parts = [units(one, decimals) for one in request.quantities] or [stock.units]
    labels: list[str | None] = [name(one, longest=60) for one in request.certificates]
    if labels and len(labels) != len(parts):
        raise LabelsMissing(labels=len(labels), parts=len(parts))
    return (
        reissue(
            register,
            stock.security,
            parts=list(zip(parts, labels or [None] * len(parts), strict=True)),
            reason=name(request.reason, longest=LONGEST_TEXT),
            on=asked.today(register.issuers[stock.issuer].zone),
            make_id=lambda: SecurityId(asked.make("security")),
        ),
    )
