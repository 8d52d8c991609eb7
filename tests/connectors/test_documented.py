"""Docstrings come apart into pieces, and each piece has its Chinese where it is said first."""

from textwrap import dedent

from laogu.connectors import documented

SAID = """A pool.

    shares: reserved from now on, in all; it says so. plan, class_name: by name
            or id; left out: the first.

    Nothing of it is asked twice.
    """


def test_what_a_docstring_says_of_a_field_is_told_at_the_field():
    about, fields = documented.parted(SAID, ["shares", "plan", "class_name"])

    assert documented.paragraphs(about) == ["A pool.", "Nothing of it is asked twice."]
    assert fields["shares"] == "reserved from now on, in all; it says so."
    assert fields["plan"] == fields["class_name"] == "by name or id; left out: the first."


def test_a_paragraph_is_one_piece_however_its_lines_break():
    assert documented.paragraphs(dedent("One\nline.\n\n\nAnother.")) == ["One line.", "Another."]


def test_a_piece_is_said_as_the_program_says_it_elsewhere():
    assert documented.piece_in_chinese("option") == "选项"  # on a page it would be 期权
    assert documented.piece_in_chinese("Holdings") == "持股"
    assert documented.piece_in_chinese("the bank's own.") == "银行自己的编号。"  # as --help has it
    assert documented.piece_in_chinese("{why}: 12") == "{why}: 12"


def test_a_piece_that_nobody_has_said_is_known_to_be_missing():
    said_in_part = "1 is the highest. Nobody ever said this."

    assert documented.piece_in_chinese(said_in_part) is None
    assert documented.text_in_chinese(f"A pool.\n\n{said_in_part}").endswith(said_in_part)
