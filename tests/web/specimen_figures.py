"""The figures of the specimen: strip, table, form, empty states. Everything in it is invented."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from laogu.web.drawing import Piece, bar
from laogu.web.frame import Link
from laogu.web.shapes import (
    Cell,
    Choice,
    Column,
    Exports,
    Field,
    Filter,
    Option,
    Sum,
    Wrong,
)

Say = Callable[[str], str]


def parts(t: Say) -> dict[str, Any]:
    wrong = too_many(t)
    return {
        "cells": cells(t),
        "all": Link(says=t("all"), href="/all"),
        "exports": Exports(csv="/x.csv", xlsx="/x.xlsx", json="/x.json"),
        "columns": columns(t),
        "filters": filters(t),
        "holders": holders(t),
        "ways_columns": (
            Column(says=t("Way out")),
            Column(says=t("Cash"), unit="USD", is_figure=True),
            Column(says=t("Fee"), unit="USD", is_figure=True),
            Column(says=t("Last day")),
            Column(says=t("Now")),
        ),
        "ways_out": (
            (t("Sell to a buyer"), "660,000", "104,910", "2026-12-09", "pending"),
            (t("Company window"), "–", "–", "2027-01-08", "block"),
        ),
        "first": (
            (t("Import a register:"), "laogu register import FILE", Link(says="…", href="/i")),
            (t("Or open the practice market:"), "./run serve --practice", None),
        ),
        "progress": bar((Piece(amount=62, kind="done"),), of=100, says="62%", width=300),
        "errors": (
            wrong,
            Wrong(what=t("Between ticks."), why="", fix="", code="off_tick", field="limit"),
        ),
        "fields": fields(t, wrong),
        "money": (
            Sum(name=t("At your limit"), amount="96,800.00"),
            Sum(name=t("Fee at your limit, 0.50%"), amount="484.00"),
            Sum(name=t("Most you can pay"), unit="USD", amount="97,284.00", is_total=True),
        ),
    }


def cells(t: Say) -> tuple[Cell, ...]:
    taken = (
        Piece(amount=30, kind="filled"),
        Piece(amount=49, kind="filled3"),
        Piece(amount=21, kind="dashed"),
    )
    return (
        Cell(
            name=t("Price agreed"),
            aside=t("USD a share"),
            figure="18.50",
            says=t("1,850,000.00 in all."),
        ),
        Cell(
            name=t("Taken so far"),
            figure="79,000",
            beside=t("of 100,000"),
            drawing=bar(taken, of=100, says="79%", width=250, height=10),
            says=t("Issuer 30,000 · Rook 35,000 · Pine 14,000"),
        ),
        Cell(
            name=t("Next to answer"),
            figure=t("6 d 9 h"),
            beside=t("Lark, 21,000"),
            says=t("Silence counts as not taking."),
        ),
        Cell(
            name=t("Mark"),
            figure=t("no price"),
            is_no_mark=True,
            says=t("No trade of this class in this market."),
            link=Link(says=t("why"), href="/why"),
        ),
    )


def columns(t: Say) -> tuple[Column, ...]:
    return (
        Column(says=t("Holder"), sort="/?sort=name"),
        Column(says=t("Held"), unit=t("shares"), is_figure=True, sort="/?sort=held", order="down"),
        Column(says=t("Bar"), said_only=True, drops=True),
        Column(says=t("Part"), unit="%", is_figure=True),
        Column(says=t("Cost"), unit="USD", is_figure=True, drops=True),
        Column(says=t("Until")),
        Column(says=t("Sure"), drops=True),
    )


def filters(t: Say) -> tuple[Filter, ...]:
    return (
        Filter(
            says=t("State"),
            choices=(
                Choice(says=t("all"), href="/?state=all", is_chosen=True),
                Choice(says=t("restricted"), href="/?state=restricted"),
                Choice(says=t("free"), href="/?state=free"),
            ),
        ),
    )


def holders(t: Say) -> list[SimpleNamespace]:
    def row(name: str, millions: int | None, **more: Any) -> SimpleNamespace:
        kind = "hollow" if more.get("is_off") else "filled2"
        pieces = (Piece(amount=millions or 0, kind=kind),)
        return SimpleNamespace(
            **{
                "name": t(name),
                "under": "",
                "held": None if millions is None else f"{millions * 1_000_000:,}",
                "bar": None if millions is None else bar(pieces, of=5, says=f"{millions * 10}%"),
                "part": None if millions is None else f"{millions * 10}.00",
                "cost": "1,000.00",
                "until": "2027-01-07",
                "sure": "high",
                "is_off": False,
                "is_chosen": False,
                **more,
            }
        )

    return [
        row("Harrow Systems, the issuer", None, until=None),
        row("Rook Ventures", 5),
        row("Pine Fund", 2, cost=None, sure="medium"),
        row("Lark Partners", 1, until="2026-11-27", sure="low", is_chosen=True),
        row("A. Sample", 2, until=t("released"), is_off=True, under=t("employee platform")),
    ]


def too_many(t: Say) -> Wrong:
    return Wrong(
        what=t("More than may be sold."),
        why=t("Of 12,000 shares 8,000 are committed to trade T-0391."),
        fix=t("Ask for 4,000 at most."),
        fix_href="/commitments",
        code="market.more_than_free",
        field="shares",
    )


def fields(t: Say, wrong: Wrong) -> tuple[Field, ...]:
    return (
        Field(
            name="side",
            label=t("Side"),
            kind="choice",
            value="sell",
            is_whole=True,
            options=(Option(value="buy", says=t("Buy")), Option(value="sell", says=t("Sell"))),
        ),
        Field(
            name="shares",
            label=t("Shares, Common"),
            kind="figure",
            value="40,000",
            wrong=wrong,
            is_first_wrong=True,
            is_whole=True,
        ),
        Field(name="limit", label=t("Limit"), unit="USD", kind="figure", value="24.20"),
        Field(
            name="until",
            label=t("Good until"),
            kind="date",
            value="2026-12-01",
            hint=t("that day included"),
        ),
        Field(
            name="lot",
            label=t("Lot"),
            kind="select",
            value="CS-114",
            is_whole=True,
            options=(Option(value="CS-114", says="CS-114 · 120,000"),),
        ),
    )
