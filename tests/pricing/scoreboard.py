"""Write the scoreboard that comes with the program: `python -m tests.pricing.scoreboard`.

It reads ../shared/data/price_histories.json and the parameters as they are frozen now, takes some
seconds, and writes src/laogu/data/scoreboard.json. Run it again whenever a version is frozen.
"""

import json
from pathlib import Path
from typing import Any

from laogu.connectors.languages import words
from laogu.connectors.pricing import read_histories, scored_of

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "src/laogu/data/scoreboard.json"
GIVEN = ROOT.parent / "shared/data/price_histories.json"


def main() -> None:
    """Score, and write."""
    WRITTEN.write_text(text(worked_out()), encoding="utf-8")


def worked_out() -> dict[str, Any]:
    """Return the scoreboard of the histories given, under the parameters as they are frozen."""
    content = GIVEN.read_bytes()
    told = scored_of(read_histories(content, GIVEN.name), words("en"))
    assert not told.pop("findings"), "histories that teach have nothing that cannot be used"
    return {"known_on": json.loads(content)["as_of"], **told}


def text(told: dict[str, Any]) -> str:
    """Return it as it is written: a line for each group, so that a diff shows what changed."""
    parts = []
    for name, value in told.items():
        if name.startswith("by_"):
            lines = ",\n".join(f"  {json.dumps(one)}: {json.dumps(value[one])}" for one in value)
            parts.append(f" {json.dumps(name)}: {{\n{lines}\n }}")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
