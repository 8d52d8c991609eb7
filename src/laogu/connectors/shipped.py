"""The real and the practice data that come with the program.

Companies, facts and rest days are typed here; a register is bytes for the import that everybody's
own file takes.
"""

from datetime import date, timedelta
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from laogu.basics import Calendar

Folder = Literal["zhipu", "example"]
"""A company that is shipped: a real one, and the invented one for practice."""


class ShippedClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stock class as `issuer.toml` states it; the fields are those of its registration."""

    name_zh: str
    name_en: str
    decimals: int
    price_scale: int
    currency: str
    par: str | None = None


class ShippedRegister(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of the register, and the day on which it stood so."""

    file: str
    effective_on: date


class ShippedIssuer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A company as `issuer.toml` states it; the fields are those of its registration."""

    slug: str
    name_zh: str
    name_en: str
    legal_name_zh: str
    legal_name_en: str
    jurisdiction: str
    form: str
    zone: str
    currency: str
    established_on: date | None = None
    example: bool = False
    source: str
    address: str | None = None
    classes: tuple[ShippedClass, ...]
    register: ShippedRegister


class ShippedFact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fact of `facts.toml`; the fields are those of a recorded fact, `on` its day."""

    question: str
    on: date
    precision: Literal["day", "month", "year"] = "day"
    value: str | None = None
    unit: str | None = None
    says_en: str
    says_zh: str
    source: str
    address: str | None = None
    sure: Literal["high", "medium", "low"]


class _Facts(Struct, frozen=True, forbid_unknown_fields=True):
    facts: tuple[ShippedFact, ...]


class _Calendar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    source: str
    years: tuple[int, ...]
    holidays: tuple[tuple[date, date], ...]
    makeup_workdays: tuple[date, ...]


def content(path: str) -> bytes:
    """Return the bytes of a shipped file, such as `zhipu/register.csv`."""
    return files("laogu").joinpath("data", *path.split("/")).read_bytes()


def issuer(folder: Folder) -> ShippedIssuer:
    """Return what is to be registered of a shipped company."""
    return msgspec.toml.decode(content(f"{folder}/issuer.toml"), type=ShippedIssuer)


def register(folder: Folder) -> bytes:
    """Return the bytes of a shipped company's register."""
    return content(f"{folder}/{issuer(folder).register.file}")


def facts(folder: Folder) -> tuple[ShippedFact, ...]:
    """Return what is known of a shipped company; nothing where no facts are shipped."""
    path = files("laogu").joinpath("data", folder, "facts.toml")
    if not path.is_file():
        return ()
    return msgspec.toml.decode(path.read_bytes(), type=_Facts).facts


def rest_days(calendar: str = "cn_2026") -> Calendar:
    """Return a shipped calendar, its ranges written out day by day."""
    read = msgspec.toml.decode(content(f"calendars/{calendar}.toml"), type=_Calendar)
    holidays = tuple(
        first + timedelta(days=after)
        for first, last in read.holidays
        for after in range((last - first).days + 1)
    )
    return Calendar(
        name=read.name,
        source=read.source,
        years=read.years,
        holidays=holidays,
        makeup_workdays=read.makeup_workdays,
    )
