"""The ways the register says no to a paper."""

from datetime import date

from laogu.basics import InvalidInput


class NotAHash(InvalidInput):
    """A document was to be recorded by something that is not a hash."""

    code = "register.not_a_hash"
    what = "{given} is not the SHA-256 of a document."
    why = "A document is on file by its hash: 64 hexadecimal digits, which only its own bytes have."
    fix = "Work it out from the document itself; a page does so when you choose the file."
    field = "digest"
    given: str


class ExpiresFirst(InvalidInput):
    """A valuation was to expire before it may be used."""

    code = "register.expires_first"
    what = "A valuation from {on} cannot expire on {expires_on}."
    why = "The last day on which it may be used is not before the first."
    fix = "Check the two days."
    field = "expires_on"
    on: date
    expires_on: date
