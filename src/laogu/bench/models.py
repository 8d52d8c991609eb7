"""The objects of the made package as models of pydantic: what our reading is measured beside.

They look at types and nothing else: no reference, no order, no sum.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

# habit 39: the extra `bench` brings it.
from pydantic import BaseModel, Field, TypeAdapter


class _Amount(BaseModel):
    amount: Decimal
    currency: str


class _Issuance(BaseModel):
    object_type: Literal["TX_STOCK_ISSUANCE"]
    id: str
    date: date
    security_id: str
    custom_id: str
    stakeholder_id: str
    stock_class_id: str
    share_price: _Amount
    quantity: Decimal
    security_law_exemptions: list[dict[str, str]]
    stock_legend_ids: list[str]


class _Transfer(BaseModel):
    object_type: Literal["TX_STOCK_TRANSFER"]
    id: str
    date: date
    security_id: str
    quantity: Decimal
    resulting_security_ids: list[str]
    # habit 8: the standard has it so.
    balance_security_id: str | None = None
    consideration_text: str | None = None


class _Changes(BaseModel):
    file_type: str
    items: list[Annotated[_Issuance | _Transfer, Field(discriminator="object_type")]]


_CHANGES = TypeAdapter(_Changes)


def read_by_models(path: Path) -> int:
    """Return how many changes the models read of a made package."""
    return len(_CHANGES.validate_json((path / "transactions.ocf.json").read_bytes()).items)
