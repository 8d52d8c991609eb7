"""`laogu round model`: a person reads the price first, a program the promised keys."""

from pathlib import Path

import pytest

from tests.cli.desk import in_chinese, typed
from tests.connectors.test_reading_rounds import FILE


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "round.toml"
    path.write_bytes(FILE)
    return str(path)


def test_a_person_reads_the_price_the_table_and_every_step(file: str):
    came = typed("round", "model", file)

    assert (came.code, came.err) == (0, "")
    assert came.out.startswith("Series A: 1.0535 USD a share")
    assert "SAFE-1 converts at its cap" in came.out
    assert "8,000,000 / 10,166,979.474809... = 0.7869; 500,000 / 0.7869" in came.out


def test_it_is_told_in_chinese(file: str):
    came = typed("round", "model", file, "--lang", "zh")

    assert in_chinese("Who may take how much") in came.out
    assert "pre-money" not in came.out


def test_the_object_has_the_promised_keys(file: str):
    came = typed("round", "model", file, "--json")

    assert list(came.json) == [
        "class", "currency", "on", "price", "price_exact", "new_money", "post_money",
        "fully_diluted_before", "fully_diluted_after", "classes", "holders", "conversions",
        "sales", "pool_before", "pool_after", "protections", "pro_rata", "not_computable",
        "steps", "letters",
    ]  # fmt: skip


def test_a_round_that_has_no_price_is_refused(file: str):
    Path(file).write_bytes(FILE.replace(b"pre_money = 12000000", b"pre_money = 500000"))

    came = typed("round", "model", file)

    assert came.code == 3
    assert "register.no_such_round" in came.err


def test_a_down_round_shows_who_is_protected(file: str):
    older = b"""
[[classes]]
name = "Seed"
held = { "Pine (example)" = 1000000 }
preferred = true
conversion_price = "2.00"
protection = "broad"
"""
    Path(file).write_bytes(FILE + older)

    came = typed("round", "model", file)

    assert "Older classes that are protected" in came.out
    assert "Seed converts at a broad-based weighted average" in came.out
