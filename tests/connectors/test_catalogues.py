"""Catalogues of sentences are read as the tools of those who translate read them."""

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from laogu.connectors.catalogues import read_catalogue

LOCALE = files("laogu").joinpath("locale")


@pytest.mark.parametrize("name", sorted(one.name for one in LOCALE.iterdir()))
def test_a_catalogue_is_read_as_others_read_it(name):
    with LOCALE.joinpath(name).open("rb") as source:
        whole = read_po(source, locale="zh_CN")

    said = {(one.context or "", one.id): one.string for one in whole if one.id and one.string}
    assert read_catalogue(name) == said
    assert len(said) > 100
    # What such a file may have besides, and our reading knows nothing of.
    assert not any(one.fuzzy or one.pluralizable for one in whole if one.id)
    assert not whole.obsolete
