"""Files named on the command line, read whole and no further than they may be."""

from pathlib import Path

from laogu.basics import said
from laogu.cli.failures import FileUnreadable


def content_of(path: str, *, most_bytes: int) -> bytes:
    """Return the bytes of a file, or refuse."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(most_bytes + 1)
    except OSError as wrong:
        raise FileUnreadable(path=path, reason=f"{wrong.strerror or wrong}.") from None
    if len(content) > most_bytes:
        reason = said("It has more than {most} bytes.", most=most_bytes)
        raise FileUnreadable(path=path, reason=reason)
    return content


def text_of(path: str, *, most_bytes: int) -> str:
    """Return the text of a file in UTF-8, or refuse."""
    try:
        return content_of(path, most_bytes=most_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        reason = said(
            "It is not UTF-8: byte {at} cannot begin or continue a character.", at=wrong.start
        )
        raise FileUnreadable(path=path, reason=reason) from None
