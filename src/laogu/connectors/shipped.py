"""The real and the practice data that come with the program.

Companies, facts and rest days are typed here; a register is bytes for the import that everybody's
own file takes. Which rows are shipped, and which are not: docs/decisions/0050.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from laogu.basics import Calendar
from laogu.connectors.calendars import read_calendar

WITH_REGISTER = ("zhipu", "minimax")
"""The real companies whose holders are known completely: they have a folder of their own making."""


class ShippedClass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stock class as `issuer.toml` states it; the fields are those of its registration.

    kind: of its rights; None: no source states them.
    """

    name_zh: str
    name_en: str
    decimals: int
    price_scale: int
    currency: str
    par: str | None = None
    kind: Literal["common", "preferred"] | None = None


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


class ShippedCompany(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of `companies.csv`: a company of which facts are known, and not who holds what.

    The fields are those of its registration; a blank one is not known.
    """

    slug: str
    name_zh: str
    name_en: str
    legal_name_zh: str
    legal_name_en: str
    jurisdiction: str
    form: str


class ShippedFact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of `facts.csv`; the fields are those of a recorded fact.

    on: its day; the first of the month or the year, where `precision` says that no more was said.
    """

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
    stock_class: str | None = None


def content(path: str) -> bytes:
    """Return the bytes of a shipped file, such as `zhipu/register.csv`."""
    return files("laogu").joinpath("data", *path.split("/")).read_bytes()


def issuer(folder: str) -> ShippedIssuer:
    """Return what is to be registered of a shipped company."""
    return msgspec.toml.decode(content(f"{folder}/issuer.toml"), type=ShippedIssuer)


def register(folder: str) -> bytes:
    """Return the bytes of a shipped company's register."""
    return content(f"{folder}/{issuer(folder).register.file}")


def companies() -> tuple[ShippedCompany, ...]:
    """Return the real companies that are shipped without a register."""
    return tuple(msgspec.convert(row, ShippedCompany) for row in _rows("companies.csv"))


def facts(folder: str) -> tuple[ShippedFact, ...]:
    """Return what is known of a shipped company; nothing where no facts are shipped."""
    if not files("laogu").joinpath("data", folder, "facts.csv").is_file():
        return ()
    return tuple(_fact(row) for row in _rows(f"{folder}/facts.csv"))


def _fact(row: Mapping[str, str]) -> ShippedFact:
    name, address = _sources()[row["source"]]
    on, precision = _day(row["on"])
    given: dict[str, str] = {**row, "source": name, "address": address}
    given |= {"on": on, "precision": precision}
    return msgspec.convert({key: text for key, text in given.items() if text}, ShippedFact)


def _day(on: str) -> tuple[str, str]:
    """Return a day, and how precisely it was said: 2026-01 is a month, 2026 a year."""
    match on.count("-"):
        case 0:
            return f"{on}-01-01", "year"
        case 1:
            return f"{on}-01", "month"
        case _:
            return on, "day"


@cache
def _sources() -> Mapping[str, tuple[str, str]]:
    return {row["key"]: (row["name"], row["address"]) for row in _rows("sources.csv")}


def _rows(path: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content(path).decode(), newline=""), strict=True)


RULEBOOKS = ("board", "window", "mainland")


@cache
def citations() -> Mapping[str, str]:
    """Return the Chinese of every source that the shipped data cites, by how it is recorded."""
    return {row["en"]: row["zh"] for row in _rows("citations.csv")}


def cited(source: str, lang: str) -> str:
    """Return a source as a language calls it, where it came with the program; else as it is."""
    return citations().get(source, source) if lang == "zh" else source


def rulebook(name: str) -> str:
    """Return the text of a shipped rulebook, one of `RULEBOOKS`, as it is adopted."""
    return content(f"rulebooks/{name}.toml").decode()


def rest_days(calendar: str = "cn_2026") -> Calendar:
    """Return a shipped calendar, its ranges written out day by day."""
    read = read_calendar(content(f"calendars/{calendar}.toml"))
    assert isinstance(read, Calendar), f"the shipped calendar {calendar} is one: {read}"
    return read
