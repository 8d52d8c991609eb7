"""Files of orders made for tests, and what they come to."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from laogu.basics import InvalidInput
from laogu.connectors import auction

HEADING = "order_id,side,quantity,limit,time"
WORKED = (
    "b1,buy,300,2600,",
    "b2,buy,400,2500,",
    "b3,buy,500,2400,",
    "b4,buy,300,2300,",
    "s1,sell,200,2100,",
    "s2,sell,350,2200,",
    "s3,sell,450,2400,",
    "s4,sell,100,,",
)
"""The worked example of docs/concepts/call-auction.md."""


def csv_orders(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines, ""]).encode()


def json_orders(*lines: str) -> bytes:
    """Return orders as a list of objects; a figure is a number where its text is one."""
    names = HEADING.split(",")
    rows = [dict(zip(names, line.split(","), strict=True)) for line in lines]
    return json.dumps([{name: one for name, one in row.items() if one} for row in rows]).encode()


def cleared(content: bytes, file: str = "orders.csv", **given: str) -> Mapping[str, Any]:
    """Return the result, as the command gives it."""
    return auction.clear_orders(content, file, auction.Parameters(**given)).result


def refused(content: bytes, file: str = "orders.csv", **given: str) -> Any:
    """Return the refusal of a file."""
    with pytest.raises(InvalidInput) as no:
        auction.clear_orders(content, file, auction.Parameters(**given))
    return no.value


def fills(result: Mapping[str, Any]) -> dict[str, str]:
    return {one["order_id"]: one["quantity"] for one in result["fills"]}
