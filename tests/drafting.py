"""What an issuer writes: articles clause by clause, and rows of a cap table."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from laogu.operations import RegisterRow


def terms(*clauses: str, **head: Any) -> str:
    """Return terms as a TOML text."""
    said = {"id": "articles", "version": "1", "layer": "charter"} | head
    said |= {"title_en": "Articles", "title_zh": "章程", "source": "Invented for a test"}
    return "\n".join([*(f"{key} = {toml(value)}" for key, value in said.items()), *clauses])


def clause(kind: str, rule: str, **fields: object) -> str:
    """Return one table of terms of that kind, whose rule ends in the number of its article."""
    said = {"rule": rule, "clause": f"Article {rule.rpartition('-')[2]}"} | fields
    return "\n".join([f"[[{kind}]]", *(f"{key} = {toml(value)}" for key, value in said.items())])


def first_refusal(days: int = 10, **more: object) -> str:
    return clause("first_refusal", "ART-12", days=days, **more)


def board_consent(**more: object) -> str:
    return clause("consent", "ART-13", **more)


def closing(**more: object) -> str:
    return clause("closing", "ART-14", **more)


def row(holder: str, quantity: object, line: int = 2, **more: Any) -> RegisterRow:
    """Return a row of a cap table, as it was read from a file."""
    given = {"stock_class": "Ordinary"} | more
    return RegisterRow(line=line, holder=holder, quantity=Decimal(str(quantity)), **given)


def toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case _:
            return json.dumps(value, ensure_ascii=False)
