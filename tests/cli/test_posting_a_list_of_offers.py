"""A file of offers becomes one entry: all of them are posted, or every fault is shown."""

import pytest

from tests.cli.desk import Desk, in_chinese
from tests.http.market import DEE, KIT

GOOD = (
    "seller,class,quantity,price,open until\n"
    f'{DEE},Ordinary shares,"20,000",18.50,2026-12-18T17:00Z\n'
    f"{DEE},Ordinary shares,500,19,\n"
)  # fmt: skip
SAID = ("--issuer", "harrow", "--currency", "USD")


@pytest.fixture
def file(tmp_path):
    def written(text: str, name: str = "offers.csv") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return written


def posted(desk: Desk, *words: str, lang: str = "en", by: str = DEE):
    return desk.types("offer", "post-all", *words, *SAID, by=by, lang=lang)


def open_offers(desk: Desk) -> list[str]:
    told = desk.does("offer", "list", "harrow", by=DEE)["offers"]
    return [one["offer_id"] for one in told]


def test_a_check_posts_nothing_and_says_what_would_be(desk: Desk, file):
    before = open_offers(desk)

    shown = posted(desk, file(GOOD), "--check")
    told = posted(desk, file(GOOD), "--check", "--json").json

    assert shown.out.endswith("They can be posted. Nothing was recorded.\n")
    assert (told["preview"]["recorded"], told["preview"]["made"]) == (False, {"offer": 2})
    assert [one["offer_id"] for one in told["offers"]] == [None, None]
    assert open_offers(desk) == before


def test_the_offers_of_a_file_are_posted_with_their_ids_beside_their_rows(desk: Desk, file):
    done = posted(desk, file(GOOD), "--json").json

    ids = [one["offer_id"] for one in done["offers"]]
    assert [one["line"] for one in done["offers"]] == ["2", "3"]
    assert ids == done["recorded"]["made"]["offer"]
    assert set(ids) <= set(open_offers(desk))
    assert [one["price"] for one in done["offers"]] == ["18.5", "19"]


def test_what_is_wrong_in_the_file_is_shown_whole_and_nothing_is_sent(desk: Desk, file):
    before = open_offers(desk)
    spoiled = file(GOOD + f"{DEE},Ordinary shares,2k,18.50,tomorrow\n")

    came = posted(desk, spoiled)
    told = posted(desk, spoiled, "--json")

    assert came.code == 2
    assert [line.split()[2] for line in came.out.splitlines()[1:]] == ["C4", "E4"]
    assert [one["where"] for one in told.json["findings"]] == ["offers.csv C4", "offers.csv E4"]
    assert told.error["code"] == "cli.offers_refused"
    assert open_offers(desk) == before


def test_sellers_whom_nobody_knows_are_named_together(desk: Desk, file):
    rows = "A LP (example),Ordinary shares,1,1\nB LP (example),Ordinary shares,1,1\n"

    came = posted(desk, file("seller,class,quantity,price\n" + rows), "--json")

    assert [(one["code"], one["where"]) for one in came.json["findings"]] == [
        ("cli.holder_name_unknown", "offers.csv A2"), ("cli.holder_name_unknown", "offers.csv A3"),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_market_says_no_to_is_shown_with_the_row_of_the_file(desk: Desk, file, lang):
    rows = f"\n{DEE},Ordinary shares,1,18.505\n{DEE},Ordinary shares,70000,18\n"
    spoiled = file("seller,class,quantity,price\n" + rows)

    came = posted(desk, spoiled, lang=lang)
    told = posted(desk, spoiled, "--json", lang=lang)

    assert came.code == 3
    assert "offers.csv A3" in came.out
    assert "offers.csv A4" in came.out
    assert [one["where"] for one in told.error["facts"]["findings"]] == [
        "offers.csv A3", "offers.csv A4",
    ]  # fmt: skip
    if lang == "zh":
        no = "Nothing was posted. Offers of the list that may not be: {errors}."
        assert in_chinese(no, errors=2) in came.err


def test_who_acts_for_none_of_them_is_told_no_more(desk: Desk, file):
    rows = f"{desk.holders[DEE]},Ordinary shares,70000,18\n"

    came = posted(desk, file("seller,class,quantity,price\n" + rows), by=KIT)

    assert (came.code, came.out) == (3, "")
    assert "people.no_mandate" in came.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_issuer_that_there_is_not_is_told_in_the_language_of_the_call(desk: Desk, file, lang):
    came = desk.types(
        "offer", "post-all", file(GOOD), "--issuer", "nowhere", "--currency", "USD", by=DEE,
        lang=lang,
    )  # fmt: skip

    assert came.code == 4
    assert came.err.isascii() == (lang == "en")
