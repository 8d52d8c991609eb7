"""Whose cash comes or goes: a holder's, or an issuer's own."""

from laogu.basics import InvalidInput
from laogu.register import (
    HolderRegistered,
    IssuerRegistered,
    Register,
    holder_of_id,
    issuer_named,
)


class WhoseCash(InvalidInput):
    """Cash was to come or go for nobody, or for two at once."""

    code = "cash.whose"
    what = "It is not clear whose cash this is."
    why = "It is a holder's, or an issuer's own; one of them is named."
    fix = "Name the holder, or the issuer."
    field = "holder"


def whose(
    register: Register, holder: str | None, issuer: str | None
) -> HolderRegistered | IssuerRegistered:
    """Return whose cash it is, or refuse."""
    if holder is not None and issuer is None:
        return holder_of_id(register, holder)
    if issuer is not None and holder is None:
        return issuer_named(register, issuer)
    raise WhoseCash
