"""How an Open Cap Format package becomes a history: a folder or zip in, changes and findings out.

Always true: any bytes give a reading and never a traceback; everything found is said at once, each
with its file, pointer, code, reason and remedy; nothing is followed out of the package; what is
read has limits. The standard's own words end here: `register.history` has ours.

`package` opens the folder or zip, `manifest` and `objects` read it by the `shapes`, `mending` takes
what is plainly meant, `translate` leads to changes, `told` says what it came to.
"""

from laogu.connectors.ocf.findings import OCFFinding
from laogu.connectors.ocf.limits import LIMITS, Limits
from laogu.connectors.ocf.reading import PackageRead, read_package
from laogu.connectors.ocf.requesting import issuer_of, read_bytes, request_of
from laogu.connectors.ocf.told import cap_table, checked, positions, totals

__all__ = [
    "LIMITS", "Limits", "OCFFinding", "PackageRead", "cap_table", "checked", "issuer_of",
    "positions", "read_bytes", "read_package", "request_of", "totals",
]  # fmt: skip
