"""A form of pricing from a file, with what stands for its bytes."""

import hashlib

from laogu.connectors import forms
from laogu.connectors.pricing.refusals import NoSuchOption, NoSuchStructure


def read_form(
    content: bytes, file: str, form: type[forms.Form], refused: type[NoSuchStructure | NoSuchOption]
) -> tuple[forms.Form, str]:
    """Return what a file gives, and the SHA-256 of its bytes; or refuse it."""
    given = forms.read_form(
        content, form, lambda reason: refused(file=file, reason=reason), strict=False
    )
    return given, hashlib.sha256(content).hexdigest()
