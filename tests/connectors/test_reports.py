"""A report on paper: the answer first, one scale, sums that hold, and nothing said that is not."""

import re
import zlib

import pytest
from msgspec.structs import replace

from laogu.connectors.reports import (
    NoChineseFace,
    Paper,
    PdfNotInstalled,
    Section,
    pdf_of,
    read_told,
    typesetting,
)
from laogu.connectors.reports.chart import Paid, through_time
from laogu.connectors.reports.figures import as_told, percent, shown
from laogu.pricing.standard import Headline
from tests.connectors.reporting import paper, told
from tests.pricing.reports.standards import AS_OF, NO_PRICE, STANDARD, THROUGH, ordinary


def lead(of: Paper) -> str:
    return "".join(one.says for one in of.lead)


def section(of: Paper, name: str) -> Section:
    return next(one for one in of.sections if one.name == name)


def rows(of: Paper, name: str) -> list[list[str]]:
    table = section(of, name).table
    assert table is not None
    return [[one.says for one in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("given", "written"),
    [("23.1", "23.10"), ("59276543", "59,280,000"), ("9999.96", "10,000"), ("0.0999999", "0.1000"),
     ("819", "819.0"), ("0", "0"), ("1e-9", "0.000000001000")],
)  # fmt: skip
def test_a_mark_has_four_digits_that_count(given, written):
    assert shown(given) == written


def test_what_was_told_is_written_as_it_was_told():
    assert (as_told("8"), as_told("17.2"), as_told("60.525")) == ("8.00", "17.20", "60.525")
    assert as_told("6000000000") == "6,000,000,000"
    assert (percent("0.171", 1), percent("-0.262")) == ("17.1", "−26")


def test_the_answer_comes_first_and_says_what_the_headline_hides():
    assert lead(paper()) == (
        "One common share is worth 23.10 GBP, and nine times in ten between 19.60 and 27.23. "
        "Class by class, the shares are worth 57,390,000. The headline, the last round's price "
        "put on every share, says 72,000,000: 25% more for the same shares."
    )
    assert [one.says for one in paper().lead if one.is_strong] == [
        "23.10",
        "57,390,000",
        "25% more",
    ]


def test_only_shares_that_have_a_mark_are_compared_with_their_headline():
    half = Headline(on=AS_OF, figure=72e6, counted=48.51e6, part=0.875)

    said = lead(paper(replace(STANDARD, headline=half)))

    assert "the shares that have a mark, 87.5% of all, are worth 48,510,000" in said
    assert "30% more for the same shares" in said


def test_classes_sum_to_their_total():
    *classes, total = rows(paper(), "classes")

    assert classes == [
        ["Preference", "300,000", "29.60", "25.95–33.76", "", "8,880,000", "9,000,000"],
        ["Ordinary", "2,100,000", "23.10", "19.60–27.23", "", "48,510,000", "63,000,000"],
    ]
    assert total == ["All classes", "2,400,000", "", "", "", "57,390,000", "72,000,000"]


def test_a_class_without_a_price_says_so_and_why():
    none = replace(ordinary(), value=None, band=None, middle=None, restricted=())
    of = paper(replace(STANDARD, classes=(*STANDARD.classes[:1], none)))

    assert rows(of, "classes")[1][2:4] == ["no price", "–"]
    assert section(of, "classes").lines[0].startswith("Ordinary: The last arm's-length price")


def test_both_figures_stand_where_a_restriction_binds():
    assert rows(paper(), "restricted") == [
        ["Ordinary", "30 Jun 2027", "400,000", "23.10", "17.1", "19.15", "16.25–22.57"]
    ]


def test_weights_and_what_was_taken_off_stand_beside_each_anchor():
    (_, _, last, _) = section(paper(), "rests").table.rows  # type: ignore[union-attr]

    assert [one.says for one in last.cells] == ["Primary round, 30 Oct 2025", "30.00", "23.00",
                                                "0.12", ""]  # fmt: skip
    assert last.cells[0].second == "Preference · GBP · preference 23.3% off · sure: high"


@pytest.mark.parametrize(("lang", "mark"), [("en", "72.00 GBP m"), ("zh", "0.7200 亿英镑")])
def test_a_whole_company_is_told_in_millions_or_in_its_own_unit(lang, mark):
    whole = replace(
        STANDARD, basis="valuation", value=72e6, band=(60e6, 86e6), middle=(66e6, 78e6),
        classes=(), changes=(), headline=None,
        anchors=tuple(replace(one, basis="valuation", figure=one.figure * 1e6,
                              each=one.each * 1e6) for one in STANDARD.anchors),
    )  # fmt: skip
    of = paper(whole, lang)

    assert mark in lead(of)
    assert rows(of, "rests")[0][1] == ("23.50" if lang == "en" else "0.235")
    assert section(of, "rests").table.columns[2].unit == mark.partition(" ")[2]  # type: ignore[union-attr]


def test_a_bid_says_on_which_side_of_it_the_value_lies():
    bid = replace(STANDARD.anchors[3], kind="bid", side="above")
    first = section(paper(replace(STANDARD, anchors=(bid,))), "rests").table.rows[0]  # type: ignore[union-attr]

    assert "the value lies above it" in first.cells[0].second


def test_the_last_round_is_compared_with_the_mark_of_the_day_before():
    assert rows(paper(), "calibration") == [
        ["Paid for one share of Preference", "30.00 GBP"],
        ["By it, one common share", "23.00"],
        ["The mark before it, 29 Oct 2025", "18.10, 5–95% 10.00–31.00"],
        ["The price above the mark before it", "27.1%, inside the band"],
        ["The mark of its day", "22.60"],
    ]


def test_without_a_mark_there_is_no_price_and_the_reason_and_no_empty_table():
    of = paper(NO_PRICE)

    assert (of.title, lead(of)) == ("No price", "No price: nothing was known of it by 30 Sep 2026.")
    assert [one.name for one in of.sections] == [
        "classes",
        "done",
        "unknown",
        "again",
        "methods",
    ]
    assert rows(of, "classes")[0][2] == "no price"


def test_both_languages_have_the_same_sections_rows_and_figures():
    english, chinese = paper(), paper(lang="zh")

    def figures(of: Paper) -> list[list[list[str]]]:
        return [
            [
                re.findall(r"\d[\d,.]*", " ".join(one.says for one in row.cells))
                for row in each.table.rows
            ]
            for each in of.sections
            if each.table is not None and each.name in ("classes", "done")
        ]

    assert [one.name for one in english.sections] == [one.name for one in chinese.sections]
    assert figures(english)[0] == figures(chinese)[0]
    assert lead(chinese).startswith("一股普通股值 23.10 英镑")
    assert not re.search(r"[a-z]{4,} [a-z]{4,}", lead(chinese))


def test_bands_open_until_the_next_anchor_and_do_not_foresee_it():
    moments = read_told(told()).through
    paid = Paid(on=THROUGH[2].on, each="22.6", shape="diamond", is_filled=True)

    without = through_time(moments, (), until=AS_OF, says="")
    with_it = through_time(moments, (paid,), until=AS_OF, says="")

    # Left above, right above, right below, left below: of the span that ends with the third mark.
    assert without.areas[1].points[1:3] != with_it.areas[1].points[1:3]
    assert with_it.areas[1].points[1][1] == with_it.areas[1].points[0][1]


# A file for print


def streams(content: bytes) -> bytes:
    """Return what a PDF holds, unpacked, with the plain parts of it."""
    found = [content]
    for one in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(one[1]))
        except zlib.error:
            continue
    return b"\n".join(found)


def faces(content: bytes) -> set[str]:
    """Return the faces a PDF brings with it."""
    inside = streams(content)
    named = set(re.findall(rb"/FontName ?/[A-Z]{6}\+([\w-]+)", inside))
    assert len(re.findall(rb"/FontFile[23]\b", inside)) == len(named)
    return {one.decode() for one in named}


def test_the_same_paper_gives_the_same_bytes_with_its_faces_in_it():
    pytest.importorskip("typst")

    content = pdf_of(paper())

    assert content.startswith(b"%PDF-")
    assert pdf_of(paper()) == content
    assert faces(content) == {"IBMPlexSans-Regular", "IBMPlexSans-SemiBold"}
    assert b"/CreationDate" not in streams(content)


def test_chinese_is_set_in_a_face_of_the_machine_that_goes_with_the_file():
    pytest.importorskip("typst")
    try:
        content = pdf_of(paper(lang="zh"))
    except NoChineseFace:
        pytest.skip("no Chinese face on this machine (Debian: apt install fonts-noto-cjk)")

    assert pdf_of(paper(lang="zh")) == content
    assert faces(content) > {"IBMPlexSans-Regular", "IBMPlexSans-SemiBold"}


def test_another_mark_is_another_file():
    pytest.importorskip("typst")

    assert pdf_of(paper()) != pdf_of(paper(replace(STANDARD, value=23.2)))


def test_without_a_typesetter_a_file_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(typesetting, "find_spec", lambda _: None)

    with pytest.raises(PdfNotInstalled) as no:
        pdf_of(paper())
    assert "laogu[pdf]" in no.value.fix


def test_without_a_chinese_face_chinese_is_refused_and_english_is_not(monkeypatch):
    pytest.importorskip("typst")
    monkeypatch.setattr(typesetting, "CHINESE_FACES", ("A face that nobody has",))

    with pytest.raises(NoChineseFace) as no:
        pdf_of(paper(lang="zh"))
    assert no.value.known == ("A face that nobody has",)
    assert pdf_of(paper()).startswith(b"%PDF-")


def test_what_a_market_told_is_enough_to_lay_it_out():
    assert told()["done"]["trades"][-1]["on"] == THROUGH[4].on.isoformat()
