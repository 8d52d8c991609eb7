"""The same sentence and the same facts, in English and in Chinese."""

from datetime import UTC, date, datetime
from decimal import Decimal

from laogu.basics import Bilingual, Money, said, say
from laogu.connectors import languages
from laogu.market import TradeNotThere
from laogu.operations.refusals import MayNotTransfer, NotKnownYet

CHINESE = languages.words("zh")
ENGLISH = languages.words("en")
CLAUSE = Bilingual("Article 12: others first", "第 12 条：他人优先")


def test_a_figure_a_day_and_an_amount_are_written_as_each_language_does():
    facts = {"day": date(2027, 1, 7), "n": Decimal("12000.5"), "paid": Money(125_000, "USD")}

    sentence = said("{day} · {n} · {paid}", **facts)

    assert say(sentence, ENGLISH) == "7 Jan 2027 · 12,000.5 · USD 1,250.00"
    assert say(sentence, CHINESE) == "2027-01-07 · 12,000.5 · 1,250.00 美元"


def test_a_moment_is_said_in_utc():
    at = datetime(2026, 12, 6, 23, 59, tzinfo=UTC)

    assert say(said("{at}", at=at), CHINESE) == "2026-12-06 23:59 UTC"


def test_what_somebody_wrote_is_never_translated():
    # A holder may be called as a page's heading is.
    for written in ("Trades", "Places", "silent", "market", "the board"):
        assert say(said("{holder}", holder=written), CHINESE) == written


def test_a_word_of_a_closed_set_is_said_by_what_the_fact_is_called():
    wrong = TradeNotThere(stage="funded", needed="matched")

    assert wrong.say(ENGLISH)[1] == "It is funded; this can be done only while it is matched."
    assert wrong.say(CHINESE)[1] == "现在的阶段是“款已托管”；只有在“已成交”阶段才能办理此事。"


def test_chinese_stands_next_to_chinese_without_a_space():
    sentence = languages.ChineseTemplate("代 {holder} 行事，{price} {currency}")

    assert sentence.format(holder="灰石（示例）", price="300 亿", currency="美元") == (
        "代灰石（示例）行事，300 亿美元"
    )
    assert (
        sentence.format(holder="Kit Moor", price=12, currency="USD") == "代 Kit Moor 行事，12 USD"
    )


def test_a_space_that_somebody_wrote_stays():
    sentence = languages.ChineseTemplate("代 {holder} 行事：{{按 名册}}")

    assert sentence.format_map({"holder": "欧阳 娜娜"}) == "代欧阳 娜娜行事：{按 名册}"


def test_a_mark_stands_close_to_what_is_before_it():
    assert languages.ChineseTemplate("（{n}）{a}。").format(n=5, a="B") == "（5）B。"


def test_one_word_may_have_two_meanings():
    ways = said("{allowed}", allowed=("board", "lawful_auction"))

    assert say(ways, ENGLISH) == "board, lawful auction"
    assert say(ways, CHINESE) == "告示板、依法拍卖"
    assert say(said("{giver}", giver="board"), CHINESE) == "董事会"


def test_a_clause_is_cited_in_the_language_of_the_reader():
    wrong = MayNotTransfer(
        rule="ART-12",
        source=CLAUSE,
        says=said("There is no other holder to ask."),
        remedy=said("Nothing can change this now."),
        until=None,
    )

    assert wrong.say(ENGLISH)[1] == "There is no other holder to ask. (Article 12: others first)"
    assert wrong.say(CHINESE)[1] == "没有其他持有人需要征询。（第 12 条：他人优先）"


def test_a_clause_without_chinese_words_is_cited_as_it_is():
    assert say(said("{clause}", clause=Bilingual("Section 4")), CHINESE) == "Section 4"


def test_sentences_in_a_list_are_said_one_by_one():
    missing = (
        said("the issuer's articles"),
        said("the day of acquisition of these shares: {units}", units=Decimal(300)),
    )
    wrong = NotKnownYet(rule="X", source=CLAUSE, missing=missing, remedy=said("Fill it in."))

    assert wrong.say(CHINESE)[1].startswith("缺少：发行人的章程、这些股份的取得日：300（")
