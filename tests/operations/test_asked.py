"""The circumstances of a request."""

from datetime import UTC, datetime
from uuid import UUID

from laogu.operations import Asked, Books


def test_who_shows_the_circumstances_does_not_show_what_salts_are_made_of():
    secret = b"every salt of a batch follows..."
    asked = Asked(
        books=Books(),
        by=None,
        at=datetime(2026, 11, 22, tzinfo=UTC),
        request=UUID(int=1),
        secret=secret,
    )

    assert repr(secret)[2:-1] not in repr(asked)
    assert "2026" in repr(asked)
