"""What is known of a natural person, kept where it can be forgotten.

The record holds a reference and a salted commitment. The text itself lies beside the record and can
be erased; without its salt the commitment says nothing.
"""

import hashlib

from msgspec import Struct


class Personal(Struct, frozen=True, gc=False):
    """Stands for a text about a natural person.

    ref:        names the text in the erasable store.
    commitment: SHA-256 of salt and text, in hexadecimal: proof of what was written, if it is kept.
    """

    ref: str
    commitment: str


Name = str | Personal
"""A name: open text for an organisation, a reference for a natural person."""


def salt_of(secret: bytes, ref: str) -> bytes:
    """Return the salt of one text. secret: 32 random bytes, which nobody keeps.

    Each text has a salt of its own, so that what is kept of the others says nothing about a
    forgotten one.
    """
    return hashlib.sha256(secret + ref.encode()).digest()


def commitment(salt: bytes, text: str) -> str:
    """Return the commitment to `text` under its salt."""
    return hashlib.sha256(salt + text.encode()).hexdigest()
