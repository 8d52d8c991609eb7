"""Forfeit what is not paid in: after a call in writing and its grace, that part is no longer sold.

Asked by: the issuer, by resolution of its board, from the day on which the notice is sent.
Records:  RestrictionAttached
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAName, NotSubscribed, NotYetForfeit,
          StillPromised, BeforeItsTime, AfterToday
"""

from datetime import date, timedelta

from laogu.basics import LONGEST_TEXT, Restriction, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free
from laogu.register import RestrictionAttached, check_day, living_security
from laogu.register.capital import GRACE_DAYS, NotSubscribed, NotYetForfeit

RULE = "CN-LLC-13"
"""PRC Company Law, arts. 51 and 52, as the rules of this market number it."""


class ForfeitContribution(Request, frozen=True, kw_only=True):
    """A stake that is not paid in.

    called_on: when the company called it in writing. sent_on: when it sent the notice of
    forfeiture; left out: today. resolution: of the board, in words, kept for ever.
    """

    security: str
    called_on: date
    resolution: str
    sent_on: date | None = None


def forfeit_contribution(
    books: Books, request: ForfeitContribution, asked: Asked
) -> tuple[Event, ...]:
    """Return what keeps the unpaid part from sale, or refuse."""
    register = books.register
    stock = living_security(register, request.security)
    asked.must_issue(stock.issuer)
    must_be_free(books, stock)
    contribution = register.capital.contributions.get(stock.security)
    today = asked.today(register.issuers[stock.issuer].zone)
    sent_on = request.sent_on or today
    owed = 0 if contribution is None else contribution.owed_on(sent_on)
    if contribution is None or not owed:
        raise NotSubscribed
    resolution = name(request.resolution, longest=LONGEST_TEXT)
    check_day(sent_on, since=request.called_on, today=today)
    until = request.called_on + timedelta(days=GRACE_DAYS)
    if contribution.due_on is not None:
        until = max(until, contribution.due_on)
    if sent_on <= until:
        raise NotYetForfeit(on=sent_on, days=GRACE_DAYS, until=until)
    restriction = Restriction(
        kind="unpaid_capital",
        rule=RULE,
        source=f"PRC Company Law, art. 52; {resolution}",
        sure="T",
        starts_on=sent_on,
        units=owed,
    )
    return (
        RestrictionAttached(effective_on=today, security=stock.security, restriction=restriction),
    )
