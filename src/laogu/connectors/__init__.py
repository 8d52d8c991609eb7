"""Other people's formats, and the data that comes with the program.

Always true: a connector turns bytes of a kind into requests, or what was recorded into bytes; it
knows no door, and what it reads goes the way of every request.

`shipped` holds the real register, the practice company and the rest days that come with us;
`read_register` turns a spreadsheet into rows and findings.
"""

from laogu.connectors import shipped
from laogu.connectors.spreadsheet import (
    HEADINGS,
    LIMITS,
    ColumnRead,
    Limits,
    Reading,
    read_register,
)

__all__ = [
    "HEADINGS",
    "LIMITS",
    "ColumnRead",
    "Limits",
    "Reading",
    "read_register",
    "shipped",
]
