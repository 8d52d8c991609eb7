"""Names: as they stand on the document, and nothing hidden in them."""

import pytest

from laogu.basics import name
from tests.connectors.files import codes, read, read_cell


@pytest.mark.parametrize(
    "text",
    [
        "Ada Marsh",
        "北京智谱华章科技股份有限公司",
        "Société Générale",
        "Müller & Söhne KG",
        "O'Brien-Smith, Jr.",
        "Αθήνα Συμμετοχές",
        "شركة الخليج",
        "3i Group plc",
        "欧阳·买买提",
        "Acme “Big” Ltd",
    ],
)
def test_names_of_any_script_are_kept_as_they_are(text):
    reading = read_cell("holder", text)

    assert codes(reading) == []
    assert reading.rows[0].holder == text == name(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Ada   Marsh ", "Ada Marsh"),
        ("\u3000张三\u3000", "张三"),
        ("Zoe\u0308", "Zoë"),
        ("Ada\u00a0Marsh", "Ada Marsh"),
    ],
)
def test_spaces_and_composed_letters_are_tidied(text, kept):
    assert read_cell("holder", text).rows[0].holder == kept


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "holder_blank"),
        ("   ", "holder_blank"),
        ("–", "holder_blank"),
        ("=cmd|' /C calc'!A0", "reads_as_formula"),
        ("+Ada", "reads_as_formula"),
        ("@Ada", "reads_as_formula"),
        ("-Ada", "reads_as_formula"),
        ("＝Ada", "reads_as_formula"),
        ("#NAME?", "cell_is_an_error"),
        ("Ada\u202eatrov", "turned_text"),
        ("Ada\u2066x\u2069", "turned_text"),
        ("Ada\u200f", "turned_text"),
        ("Ad\u200ba", "hidden_character"),
        ("Ad\u200da", "hidden_character"),
        ("Ad\u00ada", "hidden_character"),
        ("Ad\ufeffa", "hidden_character"),
        ("Ad\u3164a", "hidden_character"),
        ("Ada\U000e0041", "hidden_character"),
        ("Ada\nMarsh", "control_character"),
        ("Ada\x07", "control_character"),
        ("Ada\x1b[31m", "control_character"),
        ("Ada\x85Marsh", "control_character"),
        ("Ada\u2028Marsh", "control_character"),
        ("Ada\ue000", "not_a_character"),
        ("Ada\uffff", "not_a_character"),
        ("x" * 201, "text_too_long"),
        ("x" * 600, "text_too_long"),
    ],
)
def test_a_name_that_does_not_show_as_it_is_is_refused(text, code):
    reading = read_cell("holder", text)

    assert codes(reading) == [code]
    assert reading.findings[0].where == "register.csv A2"
    assert reading.rows == ()


def test_a_finding_shows_what_does_not_show():
    finding = read_cell("holder", "Ada\u202eatrov").findings[0]

    assert finding.facts["text"] == "Ada\\u{202E}atrov"
    assert finding.facts["character"] == "U+202E"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>", "markup"),
        ("Ada &amp; Co", "markup"),
        ("javascript:alert(1)", "markup"),
        ("Аda Marsh", "mixed_alphabets"),
    ],
)
def test_what_only_looks_odd_is_kept_with_a_warning(text, code):
    reading = read_cell("holder", text)

    assert codes(reading) == [code]
    assert reading.rows[0].holder == text
    assert reading.is_accepted


@pytest.mark.parametrize("column", ["class", "certificate", "source"])
def test_every_text_is_looked_at_like_a_name(column):
    assert codes(read_cell(column, "=1+1")) == ["reads_as_formula"]
    assert codes(read_cell(column, "a\u202eb")) == ["turned_text"]
    assert codes(read_cell(column, "x" * 501)) == ["text_too_long"]


def test_names_that_look_alike_are_two_holders_with_a_warning():
    reading = read("ADA  MARSH,person,A,1,C-1,,", "Ada Marsh,person,A,1,C-2,,")

    assert codes(reading) == ["names_alike"]
    assert reading.findings[0].facts["row"] == "2"
    assert [row.holder for row in reading.rows] == ["ADA MARSH", "Ada Marsh"]
