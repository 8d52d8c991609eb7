"""A list of offers over HTTP: ids in the order of the list, or what is wrong with each offer."""

from laogu.api import description
from tests.http.market import DEE


def test_a_list_comes_to_ids_in_the_order_of_its_offers(market):
    dee = market.caller(DEE)
    offers = [market.offer(quantity="100", price=price) for price in ("19.00", "18.00", "18.50")]

    done = dee.asks("offer.post_all", offers=offers)

    books = market.running.books.market
    made = done.json["made"]["offer"]
    assert done.status == 201
    assert [str(books.offers[one].offer.price.decimal()) for one in made] == [
        "19.00", "18.00", "18.50",
    ]  # fmt: skip


def test_what_is_wrong_with_each_offer_is_told_in_the_askers_language(market):
    offers = [
        market.offer(quantity="50000"), market.offer(quantity="20000"),
        market.offer(stock_class="Gold"),
    ]  # fmt: skip

    with market.unchanged():
        english = market.caller(DEE).asks("offer.post_all", offers=offers)
        chinese = market.caller(DEE, language="zh").asks("offer.post_all", offers=offers)

    told = {"zh": chinese.json["facts"]["findings"], "en": english.json["facts"]["findings"]}
    assert english.status == 422
    assert [one["where"] for one in told["en"]] == ["offer 2", "offer 3"]
    assert [one["where"] for one in told["zh"]] == ["第 2 份要约", "第 3 份要约"]
    assert {lang: [one["number"] for one in told[lang]] for lang in told} == {
        "en": ["2", "3"], "zh": ["2", "3"],
    }  # fmt: skip
    assert [one["code"] for one in told["zh"]] == [
        "rights.only_fewer_free", "register.stock_class_unknown",
    ]  # fmt: skip
    assert told["en"][0]["what"] == "Only 10,000 of 20,000 may be sold."
    for one in told["zh"]:
        assert not any(one[part].isascii() for part in ("what", "why", "fix"))


def test_the_description_says_how_a_list_is_decided():
    asked = description()["paths"]["/api/offer/post_all"]["post"]
    schema = asked["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    body = description()["components"]["schemas"][schema.rpartition("/")[2]]

    assert "or none" in asked["description"]
    assert "at most 1,000" in body["properties"]["offers"]["description"]
    assert body["properties"]["offers"]["items"]["$ref"].endswith("/PostOffer")
