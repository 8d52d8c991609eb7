"""Issuers, classes and holders are found by the names a person gives."""

import pytest

from laogu.register import (
    HolderUnknown,
    IssuerUnknown,
    NotASlug,
    SlugTaken,
    StockClassUnknown,
    class_named,
    class_of_id,
    free_slug,
    holder_of_id,
    issuer_named,
)
from tests.register.drawing import HARROW, ORDINARY, Drawn


@pytest.mark.parametrize("given", ["harrow", HARROW])
def test_an_issuer_is_named_by_its_short_name_or_its_id(given):
    assert issuer_named(Drawn().register, given).issuer == HARROW


@pytest.mark.parametrize("given", ["", "Harrow", "nobody", "class_ordinary", "x" * 200])
def test_an_issuer_nobody_knows_is_refused(given):
    with pytest.raises(IssuerUnknown) as no:
        issuer_named(Drawn().register, given)

    assert no.value.given == given[:60]


@pytest.mark.parametrize("given", [ORDINARY, "Ordinary", "ordinary", "ORDINARY", "普通股"])
def test_a_class_is_named_in_either_language_or_by_its_id(given):
    drawn = Drawn()

    assert class_named(drawn.register, HARROW, given).stock_class == ORDINARY
    assert class_of_id(drawn.register, ORDINARY).stock_class == ORDINARY


def test_the_exact_name_of_a_class_comes_before_one_in_other_letters():
    drawn = Drawn()
    drawn.register_class("class_small", "ordinary", "小")

    assert class_named(drawn.register, HARROW, "ordinary").stock_class == "class_small"
    assert class_named(drawn.register, HARROW, "Ordinary").stock_class == ORDINARY


def test_a_class_the_issuer_does_not_have_is_refused_with_those_it_has():
    drawn = Drawn()

    with pytest.raises(StockClassUnknown) as no:
        class_named(drawn.register, HARROW, "Preferred")
    with pytest.raises(StockClassUnknown):
        class_of_id(drawn.register, "class_nothing")

    assert (str(no.value.issuer), no.value.given) == ("Harrow", "Preferred")
    assert [str(one) for one in no.value.known] == ["Ordinary"]


@pytest.mark.parametrize("given", ["", "ada", "holder_ben", "class_ordinary", "holder_" + "0" * 26])
def test_a_holder_is_named_by_an_id_and_nothing_else(given):
    drawn = Drawn()
    drawn.holder("ada")

    with pytest.raises(HolderUnknown) as no:
        holder_of_id(drawn.register, given)

    assert no.value.given == given


def test_a_short_name_is_free_once():
    drawn = Drawn()

    assert free_slug(drawn.register, "harrow-2") == "harrow-2"
    with pytest.raises(SlugTaken) as no:
        free_slug(drawn.register, "harrow")

    assert no.value.slug == "harrow"


@pytest.mark.parametrize(
    "slug",
    ["", "h", "Harrow", "2harrow", "-harrow", "har row", "harrow\n", "哈罗", "a" * 41, "a/b", "a.b",
     "../a", "harrow%00"],
)  # fmt: skip
def test_a_short_name_that_no_address_can_carry_is_refused(slug):
    with pytest.raises(NotASlug) as no:
        free_slug(Drawn().register, slug)

    assert no.value.slug == slug[:60]
