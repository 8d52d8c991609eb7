"""Says for whom a mandate is missing, by name: a rule that refuses has the id of it and no more."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from types import GeneratorType
from typing import Any

from laogu.operations.asked import Asked
from laogu.operations.books import Books
from laogu.operations.sight import Sight
from laogu.people import NoMandate, Power

Decide = Callable[[Books, Any, Asked], Any]


def naming(decide: Decide) -> Decide:
    """Return `decide`, which refuses for want of a mandate with what who asks may know of it."""

    @wraps(decide)
    def decided(books: Books, request: Any, asked: Asked) -> Any:
        try:
            found = decide(books, request, asked)
        except NoMandate as no:
            raise _named(no, books, asked) from None
        return _one_by_one(found, books, asked) if isinstance(found, GeneratorType) else found

    return decided


def _one_by_one(found: Iterable[Any], books: Books, asked: Asked) -> Iterator[Any]:
    try:
        yield from found
    except NoMandate as no:
        raise _named(no, books, asked) from None


def _named(no: NoMandate, books: Books, asked: Asked) -> NoMandate:
    power: Power = no.power
    return Sight(books, asked.by).no_mandate(power, no.over)
