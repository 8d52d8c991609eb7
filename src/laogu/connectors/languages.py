"""Chinese and English: the same sentences and facts, each in its own words.

The catalogue is `locale/zh.po`, read once and kept as a dictionary: no build step. English is what
the templates are written in.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from laogu.basics import Bilingual, Money, Price, Said, Words, say
from laogu.connectors.catalogues import read_catalogue

Lang = Literal["zh", "en"]
MINUS = "\u2212"
_EDGE = "\x1f"
_WIDE, _FIRST, _LAST = "\u2e80", "\u3040", "\u9fff"
"""Where what is as wide as a Chinese character begins, and the characters without the marks."""
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz)%")


@cache
def catalogue() -> dict[tuple[str, str], str]:
    """Return the Chinese of every English sentence, and of every word of a closed set.

    Keys: a sentence under "", a word under what the fact is called: ("stage", "matched").
    """
    return read_catalogue("zh.po")


@cache
def help_sentences() -> dict[str, str]:
    """Return the Chinese of every sentence that --help says."""
    return {sentence: chinese for (_, sentence), chinese in read_catalogue("help.zh.po").items()}


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

    def word(self, of: str, given: str) -> str:
        """Return a word of a closed set, such as a `stage`; any other text as it is."""
        return given.replace("_", " ") if (of, given) in catalogue() else given

    def show(self, fact: object, of: str = "") -> str:
        """Return a fact as this language writes it; moments in UTC, and said so.

        of: what the fact is called. Text that somebody wrote is never translated.
        """
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
                return self.comma.join(self.show(one, of) for one in fact) or self.none
            case Said():
                return say(fact, self)
            case Bilingual():
                return self.either(fact)
            case _:
                return self.word(of, str(fact))

    def either(self, text: Bilingual) -> str:
        """Return the words of this language."""
        return text.en

    def day(self, day: date) -> str:
        """Return a day."""
        return day.isoformat()

    def currency(self, code: str) -> str:
        """Return a currency's short name."""
        return code

    def money(self, amount: Money) -> str:
        """Return an amount with its currency, such as 1,250.00 美元."""
        return f"{figure(amount.decimal())} {self.currency(amount.currency)}"


class _English(_Pages):
    def word(self, of: str, given: str) -> str:
        """Return a word of a closed set, with the capitals that it is written with."""
        return _CAPITALS.get(given) or super().word(of, given)

    def day(self, day: date) -> str:
        """Return a day such as 7 Jan 2027."""
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def money(self, amount: Money) -> str:
        """Return an amount such as USD 1,250.00."""
        return f"{amount.currency} {figure(amount.decimal())}"


class ChineseTemplate(str):
    """A Chinese sentence with places for facts: one space about figures and Latin, none in Chinese.

    Whether a space belongs at a place depends on what stands there, so that only there it is put
    or taken: what is written within a fact or within the template stays as it is.
    """

    __slots__ = ()

    def format(self, *_: object, **facts: object) -> str:
        """Return what `format_map` does, as templates of pages ask for it."""
        return self.format_map(facts)

    def format_map(self, facts: Any, /) -> str:
        """Return the sentence filled with facts."""
        filled, *more = str.format_map(_parted(self), facts).split(_EDGE)
        for part in more:
            before, after = filled[-1:], part[:1]
            before = filled[-2:-1] if before == " " else before
            after = part[1:2] if after == " " else after
            if before >= _WIDE and after >= _WIDE:
                filled = filled.removesuffix(" ") + part.removeprefix(" ")
            elif (before in _LATIN and _FIRST <= after <= _LAST) or (
                after in _LATIN and _FIRST <= before <= _LAST
            ):
                filled = f"{filled.removesuffix(' ')} {part.removeprefix(' ')}"
            else:
                filled += part
        return filled


@lru_cache(8_192)
def _parted(template: str) -> str:
    """Return a template with an edge on either side of each place."""
    return re.sub(r"(?<!\{)(\{\w+\})", rf"{_EDGE}\1{_EDGE}", template)


class _Chinese(_Pages):
    yes, no, unknown, none, comma = "是", "否", "未知", "无", "、"

    def translate(self, template: str) -> str:
        """Return the Chinese of a template; the template where none is kept, which a test finds."""
        found = catalogue().get(("", template), template)
        return ChineseTemplate(found) if "{" in found else found

    def word(self, of: str, given: str) -> str:
        """Return the Chinese of a word of a closed set; any other text as it is."""
        return catalogue().get((of, given), given) if of else given

    def either(self, text: Bilingual) -> str:
        """Return the Chinese words, the English ones where there are none."""
        return text.zh or text.en

    def currency(self, code: str) -> str:
        """Return 元, 港元, 美元 and so on."""
        return _CURRENCIES.get(code, code)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CAPITALS = {"internal_409a": "internal 409A", "ipo_price": "IPO price", "spac": "SPAC"}
_CURRENCIES = {
    "CNY": "元", "HKD": "港元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元",
    "SGD": "新加坡元", "TWD": "新台币", "AUD": "澳元", "CAD": "加元", "CHF": "瑞士法郎",
    "INR": "印度卢比", "KRW": "韩元", "KWD": "科威特第纳尔",
}  # fmt: skip

CHINESE = _Chinese()
ENGLISH_PAGES = _English()
