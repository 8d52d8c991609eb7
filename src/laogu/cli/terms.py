"""`laogu terms adopt`: a charter, an agreement or a pack of rules, from its TOML file."""

from collections.abc import Mapping
from typing import Any

from laogu.cli.files import text_of
from laogu.cli.generated import command_of

LARGEST_BYTES = 4 * 1024 * 1024
"""Bytes of a file with terms."""


def terms_in(path: str) -> Mapping[str, Any]:
    """Return the text of a file with terms as the field of a request."""
    return {"text": text_of(path, most_bytes=LARGEST_BYTES)}


adopt = command_of("terms.adopt", file="text", reads=terms_in)
