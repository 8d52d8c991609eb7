"""A file on its way through the second step of an import, within the page itself.

Why in the page: nothing is kept on this side, so there is nothing to forget, to limit by session or
to lose at a restart, and what is loaded is what was looked at. It is read again from its bytes, by
the same reader, so that a changed one gains nothing over one that is uploaded.
"""

import base64
import binascii
import zlib

from laogu.connectors import LIMITS, shown
from laogu.web.pages.refusals import NoFile
from laogu.web.refusals import FormUnreadable
from laogu.web.sent import File, Sent


def chosen(form: Sent, *, otherwise: File | None = None) -> File:
    """Return the file that was chosen now, else the one that came with the page.

    otherwise: what is taken where there is neither; None: that is refused.
    """
    found = chosen_now(form)
    if found is None and "kept" in form.fields:
        found = unpack(form.fields.get("file_name", ""), form.fields["kept"])
    if found is None:
        if otherwise is None:
            raise NoFile
        return otherwise
    # A name from outside shows as it is, and never turns the line that it stands in.
    return File(shown(found.name, 100), found.content)


def chosen_now(form: Sent) -> File | None:
    """Return the file that was chosen now; None: none was."""
    found = form.files.get("file")
    return found if found is not None and found.name else None


def pack(file: File) -> str:
    """Return a file's bytes as text that fits into a hidden field."""
    return base64.b64encode(zlib.compress(file.content, 6)).decode()


def unpack(name: str, text: str) -> File:
    """Return the file of such a text; refused where it is larger than an import may be."""
    try:
        packed = base64.b64decode(text, validate=True)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, LIMITS.file_bytes + 1)
    except (binascii.Error, zlib.error, ValueError) as wrong:
        raise FormUnreadable(reason=str(wrong)[:200]) from None
    if len(content) > LIMITS.file_bytes or not unpacking.eof:
        raise FormUnreadable(reason="the file in the form is not whole")
    return File(name[:200], content)
