"""Chinese and English: the same sentences and facts, each in its own words.

The catalogue is `locale/zh.po`, read once and kept as a dictionary: no build step. English is what
the templates are written in.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from babel.messages.pofile import read_po

from laogu.basics import CURRENCIES, Money, Price, Words

Lang = Literal["zh", "en"]
MINUS = "\u2212"


@cache
def catalogue() -> dict[str, str]:
    """Return the Chinese of every English sentence."""
    with files("laogu").joinpath("locale", "zh.po").open("rb") as source:
        read = read_po(source, locale="zh_CN")
    return {
        message.id: message.string
        for message in read
        if isinstance(message.id, str) and isinstance(message.string, str) and message.string
    }


def words(lang: Lang) -> Words:
    """Return how a language says templates and shows facts."""
    return CHINESE if lang == "zh" else ENGLISH_PAGES


def figure(value: int | Decimal) -> str:
    """Return a figure with thousands by comma and a minus as wide as a digit."""
    shown = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return shown.replace("-", MINUS)


class _Pages:
    """What both languages write alike."""

    yes, no, unknown, none, comma = "yes", "no", "unknown", "none", ", "

    def translate(self, template: str) -> str:
        """Return the template in this language."""
        return template

    def show(self, fact: object) -> str:
        """Return a fact as this language writes it; moments in UTC, and said so."""
        match fact:
            case bool():
                return self.yes if fact else self.no
            case int() | Decimal():
                return figure(fact)
            case datetime():
                return f"{self.day(fact.date())} {fact.astimezone(UTC):%H:%M} UTC"
            case date():
                return self.day(fact)
            case Money():
                return self.money(fact)
            case Price():
                return f"{figure(fact.decimal())} {self.currency(fact.currency)}"
            case None:
                return self.unknown
            case list() | tuple() | set() | frozenset():
                return self.comma.join(self.show(one) for one in fact) or self.none
            case _:
                return self.translate(str(fact))

    def day(self, day: date) -> str:
        """Return a day."""
        return day.isoformat()

    def currency(self, code: str) -> str:
        """Return a currency's short name."""
        return code

    def money(self, amount: Money) -> str:
        """Return an amount with its currency."""
        scaled = Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency])
        return f"{figure(scaled)} {self.currency(amount.currency)}"


class _English(_Pages):
    def day(self, day: date) -> str:
        """Return a day such as 7 Jan 2027."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def money(self, amount: Money) -> str:
        """Return an amount such as USD 1,250.00."""
        scaled = Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency])
        return f"{amount.currency} {figure(scaled)}"


class _Chinese(_Pages):
    yes, no, unknown, none, comma = "是", "否", "未知", "无", "、"

    def translate(self, template: str) -> str:
        """Return the Chinese of a template; the template where none is kept, which a test finds."""
        return catalogue().get(template, template)

    def currency(self, code: str) -> str:
        """Return 元, 港元, 美元 and so on."""
        return _CURRENCIES.get(code, code)

    def money(self, amount: Money) -> str:
        """Return an amount such as 1,250.00 美元."""
        scaled = Decimal(amount.minor).scaleb(-CURRENCIES[amount.currency])
        return f"{figure(scaled)} {self.currency(amount.currency)}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CURRENCIES = {
    "CNY": "元", "HKD": "港元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元",
    "SGD": "新加坡元", "TWD": "新台币", "AUD": "澳元", "CAD": "加元", "CHF": "瑞士法郎",
    "INR": "印度卢比", "KRW": "韩元", "KWD": "科威特第纳尔",
}  # fmt: skip

CHINESE = _Chinese()
ENGLISH_PAGES = _English()
