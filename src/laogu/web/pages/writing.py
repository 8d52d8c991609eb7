"""How the pages of those who act write figures, days and ids; units stand in headings."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from laogu.basics import (
    CURRENCIES,
    HolderId,
    IssuerId,
    Money,
    StockClassId,
    day_in,
    in_words,
    zone_of,
)
from laogu.connectors import CHINESE, figure
from laogu.market import Trade
from laogu.register import IssuerRegistered
from laogu.web.visit import Visit


def invented(visit: Visit, issuer: IssuerRegistered) -> str:
    """Return what stands under the bar of a page of an invented company; blank of a real one."""
    return visit.said("This company and its holders are invented.") if issuer.example else ""


def issuer_name(visit: Visit, issuer: IssuerId) -> str:
    """Return an issuer's name by its id."""
    return visit.issuer_name(visit.books.register.issuers[issuer])


def class_name(visit: Visit, stock_class: StockClassId) -> str:
    """Return a stock class's name."""
    found = visit.books.register.classes[stock_class]
    return visit.either(found.name_zh, found.name_en)


def quantity(visit: Visit, units: int, stock_class: StockClassId) -> Decimal:
    """Return units as a quantity of their class."""
    return in_words(units, visit.books.register.classes[stock_class].decimals)


def units(visit: Visit, count: int, stock_class: StockClassId) -> str:
    """Return units as a quantity in figures."""
    return figure(quantity(visit, count, stock_class))


def minor(amount: int, currency: str) -> str:
    """Return minor units as an amount in figures, without its currency."""
    return figure(Decimal(amount).scaleb(-CURRENCIES[currency]))


def stated_price(price: Decimal) -> str:
    """Return a price of one share with two decimals, or with its own where it has more."""
    exponent = price.normalize().as_tuple().exponent
    return f"{price:,.{max(2, -exponent if isinstance(exponent, int) else 0)}f}"


def currency_name(visit: Visit, code: str) -> str:
    """Return a currency's short name: 美元, USD."""
    return visit.either(CHINESE.currency(code), code)


def amount(visit: Visit, money: Money) -> str:
    """Return an amount with its currency, for a sentence."""
    return visit.show(money)


def short_day(visit: Visit, day: date) -> str:
    """Return a day without its year, or with it where that is not this year."""
    if day.year != visit.now.year:
        return visit.show(day)
    return f"{day:%m-%d}" if visit.lang == "zh" else visit.show(day).rpartition(" ")[0]


def clock_time(visit: Visit, at: datetime, zone: str) -> str:
    """Return a moment by the clock of a place, to the minute; the zone stands elsewhere."""
    there = at.astimezone(zone_of(zone))
    comma = "" if visit.lang == "zh" else ","
    return f"{visit.show(there.date())}{comma} {there:%H:%M}"


def last_day_of(ends_at: datetime, zone: str) -> date:
    """Return the day of which `ends_at` is the end, or the day in which it lies."""
    return day_in(zone, ends_at - timedelta(microseconds=1))


def left(visit: Visit, until: datetime) -> str:
    """Return the time that is left until a moment, in its two largest units."""
    minutes = max(int((until - visit.now).total_seconds()) // 60, 0)
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return visit.said("{days} d {hours} h", days=days, hours=hours)
    return visit.said("{hours} h {minutes} min", hours=hours, minutes=rest)


def in_days(visit: Visit, days: int) -> str:
    """Return how far ahead a day lies."""
    if days <= 0:
        return visit.said("today")
    return visit.said("in one day") if days == 1 else visit.said("in {days} days", days=days)


def days_ago(visit: Visit, days: int) -> str:
    """Return how long ago a day was."""
    if days <= 0:
        return visit.said("today")
    return visit.said("one day ago") if days == 1 else visit.said("{days} days ago", days=days)


def gap(visit: Visit) -> str:
    """Return what stands between two sentences."""
    return visit.either("", " ")


def sentences(visit: Visit, *said: str) -> str:
    """Return sentences one after the other; blank ones are left out."""
    return gap(visit).join(one for one in said if one)


def listed(visit: Visit, parts: list[str]) -> str:
    """Return the parts of a list within a sentence."""
    return visit.either("、", ", ").join(parts)


def handle(identifier: str) -> str:
    """Return the last letters of an id, by which people name a thing in talk."""
    return identifier[-5:]


def short_hash(digest: str) -> str:
    """Return the ends of a hash."""
    return f"{digest[:4]}…{digest[-4:]}"


def zone_of_issuer(visit: Visit, issuer: IssuerId) -> str:
    """Return the time zone in which an issuer's days begin."""
    return visit.books.register.issuers[issuer].zone


def sold(visit: Visit, trade: Trade) -> str:
    """Return what a trade sells: 8,000 Ordinary shares of Harrow Instruments."""
    return visit.said(
        "{units} {stock_class} of {issuer}",
        units=quantity(visit, trade.units, trade.stock_class),
        stock_class=class_name(visit, trade.stock_class),
        issuer=issuer_name(visit, trade.issuer),
    )


def holder_name(visit: Visit, holder: HolderId) -> str:
    """Return a holder's name by its id."""
    return visit.name(str(holder))


def holders(visit: Visit, count: int) -> str:
    """Return a number of holders in words."""
    return visit.said("1 holder") if count == 1 else visit.said("{holders} holders", holders=count)
