"""Register an issuer: its register is kept here from now on.

Asked by: the operator of the market; who asks may then act for the issuer.
Records:  IssuerRegistered, MandateGiven
Refuses:  NotSignedIn, NoMandate, NotASlug, SlugTaken, NotAName, UnknownCurrency, UnknownZone,
          BeforeItsTime, AfterToday
"""

from datetime import date

from laogu.basics import IssuerId, MandateId, check_currency, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MandateGiven
from laogu.register import IssuerRegistered, check_day, free_slug


class RegisterIssuer(Request, frozen=True, kw_only=True):
    """A company, by the names a reader knows it by.

    slug: its short name in addresses, such as harrow. zone: where its days begin.
    name_zh: in Chinese; left out: the same as in English.
    legal names left out: the same as the names.
    """

    slug: str
    name_en: str
    name_zh: str | None = None
    legal_name_en: str | None = None
    legal_name_zh: str | None = None
    jurisdiction: str = "unknown"
    form: str = "unknown"
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    established_on: date | None = None
    example: bool = False


def register_issuer(books: Books, request: RegisterIssuer, asked: Asked) -> tuple[Event, ...]:
    """Return the issuer and the mandate of who registered it, or refuse."""
    asked.must_operate()
    on = asked.today(request.zone)
    if request.established_on is not None:
        check_day(request.established_on, since=None, today=on)
    issuer = IssuerId(asked.make("issuer"))
    english = name(request.name_en)
    chinese = name(request.name_zh or english)
    registered = IssuerRegistered(
        effective_on=on,
        issuer=issuer,
        slug=free_slug(books.register, request.slug),
        name_en=english,
        name_zh=chinese,
        legal_name_en=name(request.legal_name_en or english),
        legal_name_zh=name(request.legal_name_zh or chinese),
        jurisdiction=name(request.jurisdiction),
        form=name(request.form),
        zone=request.zone,
        currency=check_currency(request.currency),
        established_on=request.established_on,
        example=request.example,
    )
    if asked.by is None:
        return (registered,)
    mandate = MandateGiven(
        effective_on=on,
        mandate=MandateId(asked.make("mandate")),
        person=asked.by,
        power="issue",
        over=issuer,
    )
    return (registered, mandate)
