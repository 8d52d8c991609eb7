"""What may come on file."""

import re

from laogu.register.papers.refusals import NotAHash


def digest(given: str | None) -> str | None:
    """Return the SHA-256 of a document as it was given, or refuse what is none; None stays None."""
    if given is None:
        return None
    found = given.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", found):
        raise NotAHash(given=given[:60])
    return found
