"""From a package that was read to the request that takes it onto a register."""

import re
import tempfile
from pathlib import Path

from msgspec.structs import replace

from laogu.connectors.ocf.limits import LIMITS, Limits
from laogu.connectors.ocf.reading import PackageRead, read_package
from laogu.operations import RegisterIssuer, TakeRegister
from laogu.register import history


def read_bytes(
    content: bytes,
    name: str,
    *,
    readings: history.Readings = history.USUAL,
    limits: Limits = LIMITS,
) -> PackageRead:
    """Read a zip that somebody sent, and check it whole. name: under which it was sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, re.sub(r"[^\w.-]+", "-", name)[-80:].strip(".") or "package")
        path.write_bytes(content)
        read = read_package(str(path), readings=readings, limits=limits)
    return replace(read, package=Path(name).name or "package")


def request_of(
    read: PackageRead, *, issuer: str | None = None, new: RegisterIssuer | None = None
) -> TakeRegister:
    """Return the request that takes an accepted package onto a register.

    issuer: on whose; None: `new` is registered first, which `issuer_of` may propose.
    """
    assert read.lives is not None, "what is accepted can be asked"
    return TakeRegister(
        history=read.lives.history,
        issuer=issuer,
        new=new,
        kept=read.kept,
        partial_exercise=read.readings.partial_exercise,
        split=read.readings.split,
        source=read.package,
    )


def issuer_of(
    read: PackageRead, *, slug: str, zone: str = "UTC", currency: str | None = None
) -> RegisterIssuer:
    """Return the issuer of a package as it may be registered. currency: None: the usual of it."""
    assert read.lives is not None, "what is accepted can be asked"
    told = read.lives.history
    return RegisterIssuer(
        slug=slug,
        name_en=told.name,
        jurisdiction=told.country or "unknown",
        zone=zone,
        currency=currency or history.usual_currency(told) or "USD",
        established_on=told.formed_on,
        example="(example)" in told.name,
    )
