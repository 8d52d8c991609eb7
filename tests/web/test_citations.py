"""Sources of the shipped data are cited in the reader's language."""

import csv
import io
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from laogu.connectors import shipped
from tests.web.forms import words
from tests.web.practice import Practice


def cited() -> Iterator[str]:
    """Yield every source that the shipped data names in words."""
    rows = csv.DictReader(io.StringIO(shipped.content("sources.csv").decode()))
    yield from (row["name"] for row in rows)
    for folder in files("laogu").joinpath("data").iterdir():
        for file in folder.iterdir() if folder.is_dir() else ():
            if file.name.endswith(".toml") and file.name != "examples.toml":
                source = tomllib.loads(file.read_text(encoding="utf-8")).get("source")
                if source is not None:
                    yield source


def test_every_source_has_its_chinese_and_no_chinese_is_left_over():
    known = shipped.citations()

    assert sorted(set(cited()) - known.keys()) == [], "add it to data/citations.csv"
    assert sorted(known.keys() - set(cited())) == []


def test_a_page_cites_in_its_language_and_keeps_what_somebody_wrote():
    market = Practice(kind="real")
    market.do("terms.adopt", issuer="zhipu", text=_terms("A letter (example)"))
    with market.browser() as browser:
        chinese = words(browser.get("/zh/company/zhipu/facts").text)
        english = words(browser.get("/en/company/zhipu/facts").text)
        rules = words(browser.get("/zh/company/zhipu/rules").text)

    assert "公司在港交所的公告，2026-01-07" in chinese
    assert "Company filing at HKEX, 2026-01-07" in english
    assert "Company filing at HKEX" not in chinese
    assert "A letter (example)" in rules


def _terms(source: str) -> str:
    return (
        'id = "letter"\nversion = "1"\nlayer = "agreement"\ntitle_en = "A letter (example)"\n'
        f'title_zh = "信（示例）"\nsource = "{source}"\n'
        '[[consent]]\nrule = "LET-1"\nclause = "Clause 1"\n'
    )
