"""Open Cap Format: a package becomes a history, and a history becomes a package.

Always true: any bytes give a reading and never a traceback; everything found is said at once, each
with its file, pointer, code, reason and remedy; nothing is followed out of the package; what is
read has limits. The standard's own words end here: `register.history` has ours.

`package` opens the folder or zip, `manifest` and `objects` read it by the `shapes`, `mending` takes
what is plainly meant, `translate` leads to changes, `told` says what it came to. The way back:
`stating` says changes in the words of the standard, `fitting` makes them fit a version of it, and
`writing` puts them into files.
"""

from laogu.connectors.ocf.findings import OCFFinding
from laogu.connectors.ocf.fitting import VERSIONS
from laogu.connectors.ocf.kept import Kept
from laogu.connectors.ocf.limits import LIMITS, Limits
from laogu.connectors.ocf.reading import PackageRead, read_package
from laogu.connectors.ocf.requesting import issuer_of, read_bytes, request_of
from laogu.connectors.ocf.told import cap_table, checked, positions, totals
from laogu.connectors.ocf.writing import Writing, write_folder, write_zip

__all__ = [
    "LIMITS", "VERSIONS", "Kept", "Limits", "OCFFinding", "PackageRead", "Writing", "cap_table",
    "checked", "issuer_of", "positions", "read_bytes", "read_package", "request_of", "totals",
    "write_folder", "write_zip",
]  # fmt: skip
