"""Names from outside: markup and formulas are text, tricks are refused."""

import pytest

from laogu.basics import LONGEST_NAME, NotAName, name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("北京智谱华章科技股份有限公司", "北京智谱华章科技股份有限公司"),
        ("Jose\u0301", "Jos\u00e9"),  # two characters that show as one become one
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # text here; pages escape it
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("O'Brien & Co. “Ltd”", "O'Brien & Co. “Ltd”"),
        ("Ada\u3000Lovelace", "Ada Lovelace"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_as_it_stands(written, kept):
    assert name(written) == kept


@pytest.mark.parametrize("written", ["", " ", "\u3000\u2003", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_nothing_or_too_long_is_refused(written):
    with pytest.raises(NotAName):
        name(written)


@pytest.mark.parametrize(
    "trick",
    [
        "\u202e", "\u202a", "\u2066", "\u200f", "\u061c",  # turn the direction of text
        "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u2062", "\U000e0041",  # show as nothing
        "\u3164", "\u115f", "\uffa0", "\u2800",  # letters and signs that are blank
        "\0", "\a", "\x1b", "\x7f", "\u0085",  # control
        "\ud800", "\ue000", "\ufffe", "\u0378",  # no characters
    ],
)  # fmt: skip
@pytest.mark.parametrize("template", ["Ada{}", "{}Ada", "{}", " " * 1_000 + "{} Ada"])
def test_marks_that_turn_or_hide_text_are_refused_wherever_they_stand(template, trick):
    with pytest.raises(NotAName) as no:
        name(template.format(trick))

    assert no.value.reason.facts == {"at": f"U+{ord(trick):04X}"}


@pytest.mark.parametrize(
    "written",
    [
        "\u0301",
        "\u0301\u0308\u0327" * 20,
        "Ada \u0301Ben",
        "A\u0310" + "\u0352" * 6 + "cme",
    ],
)
def test_marks_on_nothing_or_heaped_on_a_letter_are_refused(written):
    with pytest.raises(NotAName):
        name(written)


@pytest.mark.parametrize(
    "written",
    ["Nguy\u1ec5n", "\u0e01\u0e35\u0e48 \u0e19\u0e49\u0e33", "\u05d1\u05b0\u05bc\u05e8\u05b5\u05d0",
     "\u0f62\u0fab\u0f7c\u0f42\u0f66", "\u0928\u093f\u0930\u094d\u092e\u0932\u093e",
     "q" + "\u0301" * 6],
)  # fmt: skip
def test_marks_as_languages_write_them_are_kept(written):
    assert name(written)


@pytest.mark.parametrize("written", ["Ada\nBen", "Ada\tBen", "Ada\r\nBen"])
def test_a_name_stands_on_one_line(written):
    with pytest.raises(NotAName):
        name(written)
