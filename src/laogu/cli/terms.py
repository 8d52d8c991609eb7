"""`laogu terms adopt`: a charter, an agreement or a pack of rules, from its TOML file."""

from collections.abc import Mapping
from typing import Any

from laogu.cli.files import text_of
from laogu.cli.generated import command_of

LARGEST_BYTES = 4 * 1024 * 1024
"""Bytes of a file with terms."""


def _terms(path: str) -> Mapping[str, Any]:
    return {"text": text_of(path, most_bytes=LARGEST_BYTES)}


adopt = command_of("terms.adopt", file="text", reads=_terms)
