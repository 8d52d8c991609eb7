"""What can go wrong: problem details lead to a place that is there, in both languages."""

import pytest

from laogu.basics import LaoguError
from tests.web.practice import Practice


def every(kind: type[LaoguError]) -> set[str]:
    found = {one.code for one in kind.__subclasses__() if one.code}
    return found.union(*(every(one) for one in kind.__subclasses__()))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_error_has_its_place(lang):
    with Practice().browser() as browser:
        page = browser.get(f"/{lang}/errors").text

    codes = {code for code in every(LaoguError) if not code.startswith("tests.")}
    assert codes
    assert {code for code in codes if f'id="{code}"' not in page} == set()
    # What an example was answered, and what has to break first, as that language says it.
    for english, chinese in (
        ("This was already answered: waived.", "已有答复：放弃。"),
        ("The disk has to take no more.", "磁盘须再也装不下。"),
    ):
        assert ((english in page), (chinese in page)) == ((lang == "en"), (lang == "zh"))
