"""A report of an invented company, told in a language: from the standard that tests report on."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from laogu.basics import Bilingual, Undo
from laogu.connectors.languages import Lang
from laogu.connectors.reports import Paper, laid_out, read_told, report_told
from laogu.evidence import Evidence, FactRecorded
from laogu.pricing.reports import reported
from laogu.pricing.standard import Moment, Standard
from tests.pricing.reports.standards import FACT, ORDINARY, PREFERRED, STANDARD, THROUGH


def told(
    standard: Standard = STANDARD, through: tuple[Moment, ...] = THROUGH, lang: Lang = "en"
) -> dict[str, Any]:
    """Return the report of a standard as a market tells it."""
    evidence = Evidence(Undo())
    said = FactRecorded(
        effective_on=date(2025, 10, 30), fact=FACT, issuer=standard.issuer, question="round",
        says_en="Series B at 30.00.", says_zh="B 轮，每股 30.00。",
        source="Board minutes (example)", sure="high",
    )  # fmt: skip
    evidence.apply(said, datetime(2025, 11, 1, tzinfo=UTC))
    books: Any = SimpleNamespace(
        register=SimpleNamespace(
            issuers={standard.issuer: _issuer()},
            classes={
                ORDINARY: _kind("Ordinary", "普通股"), PREFERRED: _kind("Preference", "优先股"),
            },
        ),
        agreements=SimpleNamespace(in_force=lambda *_: ()),
    )  # fmt: skip
    return report_told(reported(standard, through, evidence), books, lang=lang)


def paper(standard: Standard = STANDARD, lang: Lang = "en") -> Paper:
    """Return the report of a standard as it lies on paper."""
    through = THROUGH if standard.value is not None else ()
    return laid_out(read_told(told(standard, through, lang)))


def _issuer() -> Any:
    return SimpleNamespace(
        slug="northlight",
        name_en="Northlight Instruments (example)",
        name_zh="北光仪器（示例）",
        legal_name_en="Northlight Instruments Ltd (example)",
        legal_name_zh="北光仪器有限公司（示例）",
        example=True,
    )


def _kind(english: str, chinese: str) -> Any:
    return SimpleNamespace(decimals=0, named=Bilingual(en=english, zh=chinese))
