"""The moment at which capital was changed: for examples of what it refuses."""

from typing import Any


def raising(one: Any) -> None:
    """Harrow has preferred shares, certificates that differ, and a company with capital unpaid."""
    one.do("ida", "stock_class.register", issuer="harrow", name_en="Series A", currency="USD")
    one.do("ida", "stock_class.describe", issuer="harrow", stock_class="Series A",
           kind="preferred", converts_into="Ordinary shares")  # fmt: skip
    one.do("ida", "stock_class.authorise", issuer="harrow", stock_class="Series A", quantity="1000")
    holder = {"issuer": "harrow", "stock_class": "Series A", "holder": one.made["ELMWOOD"]}
    taken = one.do("ida", "security.issue", quantity="500", **holder)
    one.keep("TAKEN", taken, "security")
    one.do("ida", "security.accept", security=one.made["TAKEN"])
    early = one.do("ida", "security.issue", quantity="50", acquired_on="2026-01-05", **holder)
    one.keep("EARLY", early, "security")
    whole = one.do("ida", "security.issue", quantity="60", **holder)
    parts = one.do("ida", "security.reissue", security=whole["security"][0], reason="lost",
                   quantities=["25", "35"])  # fmt: skip
    one.keep("PART", parts, "security")
    one.do("operator", "issuer.register", slug="tarn", name_en="Tarn (example)", currency="CNY",
           jurisdiction="CN", form="limited company", established_on="2025-03-01")  # fmt: skip
    one.do("operator", "stock_class.register", issuer="tarn", name_en="Capital", decimals=2)
    made = one.do("operator", "holder.register", name="Rill LP (example)", issuer="tarn")
    one.keep("RILL", made, "holder")
    stake = one.do("operator", "contribution.subscribe", issuer="tarn", stock_class="Capital",
                   holder=one.made["RILL"], quantity="1000000", due_on="2030-03-01")  # fmt: skip
    one.keep("STAKE", stake, "security")
    one.do("operator", "issuer.register", slug="beck", name_en="Beck (example)", currency="CNY",
           jurisdiction="CN", form="limited company")  # fmt: skip
    one.do("operator", "stock_class.register", issuer="beck", name_en="Capital", decimals=2)
    one.do("operator", "security.issue", issuer="beck", stock_class="Capital",
           holder=one.made["RILL"], quantity="1000")  # fmt: skip
