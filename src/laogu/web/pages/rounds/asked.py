"""What was typed of a round, as the fields of a request; a form and an address hold the same."""

from collections.abc import Mapping

TAKERS = 3
"""Lines for who puts in how much; a round of more is closed from a file."""

FIGURES = ("price", "pre_money", "post_money", "pool_part", "pool_increase", "promised")
SOLD = "class_sold"
"""The class that is sold; `stock_class` in an address is the one that a page shows."""

CHOICES = ("convertibles", "protections")
CLOSING = ("name_zh", "anti_dilution", "plan")
NAMES = (
    SOLD, *CHOICES, *FIGURES, *CLOSING, "converting",
    *(f"{one}_{place}" for place in range(1, TAKERS + 1) for one in ("holder", "amount")),
)  # fmt: skip


def fields_of(typed: Mapping[str, str], issuer: str, *, closing: bool) -> dict[str, object]:
    """Return the fields of a request for a round. closing: with those that only a closing has."""
    names = (*CHOICES, *FIGURES, *(CLOSING if closing else ()))
    fields: dict[str, object] = {name: typed.get(name, "").strip() for name in names}
    # In percent, as people say it: 10 is a tenth.
    fields["pool_part"] = _part(typed.get("pool_part", ""))
    fields["issuer"] = issuer
    fields["stock_class"] = typed.get(SOLD, "").strip()
    fields["money"] = tuple(
        {"holder": typed[f"holder_{place}"], "amount": typed[f"amount_{place}"].strip()}
        for place in range(1, TAKERS + 1)
        if typed.get(f"amount_{place}", "").strip() and typed.get(f"holder_{place}")
    )
    if typed.get("converting") == "none":
        fields["converts"] = ()
    return fields


def kept(typed: Mapping[str, str]) -> dict[str, str]:
    """Return what an address keeps of what was typed."""
    return {name: typed[name] for name in NAMES if typed.get(name)}


def _part(percent: str) -> str:
    """Return a percentage as a part of one; what is no figure stays as it is, to be refused."""
    text = percent.strip()
    whole, dot, rest = text.partition(".")
    if not whole.isdigit() or (dot and not rest.isdigit()) or not whole.isascii():
        return text
    digits = whole.rjust(3, "0")
    return f"{digits[:-2]}.{digits[-2:]}{rest}"
