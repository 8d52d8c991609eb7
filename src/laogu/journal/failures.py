"""The ways the store under the journal fails. Whatever fails, nothing is half written."""

from laogu.basics import Conflict, Fault, InvalidInput, NotFound, Unavailable


class UnknownScheme(InvalidInput):
    """A database address begins with a scheme that no store answers to."""

    code = "journal.unknown_scheme"
    what = "A market cannot be kept at an address that begins with {scheme}."
    why = "The kinds of database known here are: {known}."
    fix = "Write sqlite:///market.db for a file here, or postgresql://host/name for a server."
    # Only the scheme: the rest of a database address may hold a password.
    scheme: str
    known: tuple[str, ...]


class AddressNamesNoFile(InvalidInput):
    """An SQLite address has no usable file in it."""

    code = "journal.address_names_no_file"
    what = "The database address {address} names no file."
    why = "A market in SQLite is one file on this machine, kept on disk and opened without options."
    fix = "Write sqlite:///market.db for a file here, or sqlite:////path/to/market.db elsewhere."
    address: str


class StandbyNeedsServer(InvalidInput):
    """A standby was to be started on a market in a file."""

    code = "journal.standby_needs_server"
    what = "A market in a file has no standby."
    why = "A second process follows the record on a PostgreSQL server, and takes over there."
    fix = "Move the market first: laogu store copy FROM TO."


class NoDatabase(NotFound):
    """A market was to be read where there is none yet."""

    code = "journal.no_database"
    what = "There is no market at {path}."
    why = "The file or database does not exist, or no market was ever opened in it."
    fix = "Check the address, or start a market there first: laogu serve --database URL."
    path: str


class PathIsNoFile(InvalidInput):
    """The address names a folder, a pipe or a device."""

    code = "journal.path_is_no_file"
    what = "{path} is not a file."
    why = "A market in SQLite is one ordinary file; this is a folder, a pipe or a device."
    fix = "Name a file in that folder."
    path: str


class NotADatabase(InvalidInput):
    """The file holds something else than an SQLite database."""

    code = "journal.not_a_database"
    what = "{path} is not a database."
    why = "The file does not begin as an SQLite database does. It was left as it is."
    fix = "Name the market's own file, or another name for a new market."
    path: str


class NotOurs(InvalidInput):
    """The file is a database of another program."""

    code = "journal.not_ours"
    what = "{path} is a database, but not a market."
    why = "It does not carry this program's mark. It was left as it is."
    fix = "Name the market's own file or database, or another name for a new market."
    path: str


class LayoutOlder(InvalidInput):
    """The tables are of a layout from before this version."""

    code = "journal.layout_older"
    what = "The market at {path} was written by an older version."
    why = "Its tables are of layout {found}; this version reads layout {known}."
    fix = "Copy it with the version that wrote it: laogu store copy FROM TO."
    path: str
    found: int
    known: int


class LayoutNewer(InvalidInput):
    """The tables are of a layout from after this version."""

    code = "journal.layout_newer"
    what = "The market at {path} was written by a newer version."
    why = "Its tables are of layout {found}; this version reads layout {known}."
    fix = "Install the newer version of this program. The market was left as it is."
    path: str
    found: int
    known: int


class CannotOpen(Unavailable):
    """The system does not let us open or make the file."""

    code = "journal.cannot_open"
    what = "The market at {path} cannot be opened."
    why = "The system says: {reason}."
    fix = "See that the folder exists, that you may write to it, and that its disk works."
    path: str
    reason: str


class AddressUnreadable(InvalidInput):
    """The address of a PostgreSQL database cannot be taken apart."""

    code = "journal.address_unreadable"
    what = "This database address cannot be read."
    why = "After postgresql:// stands something that PostgreSQL's own programs do not take either."
    fix = "Write postgresql://name@host:5432/database; a password belongs in PGPASSWORD."
    # Nothing of it is shown: what cannot be taken apart may hold a password anywhere.


class CannotConnect(Unavailable):
    """The database server does not answer, or does not let us in."""

    code = "journal.cannot_connect"
    what = "The market's database at {address} cannot be opened."
    why = "The server, or the way to it, says: {reason}."
    fix = "See that it runs, and that address, name, password and rights are the right ones."
    address: str
    reason: str


class AnotherWriter(Unavailable):
    """Another process has this market open for writing."""

    code = "journal.another_writer"
    what = "The market at {path} is already open."
    why = "Process {pid} writes to it, and a market has one writer."
    fix = "Use the market that runs, or stop that process first. Reading needs no stop."
    path: str
    # Text, so that nobody writes it with thousands apart.
    pid: str


class NotRecorded(Unavailable):
    """A durable write failed and was taken back."""

    code = "journal.not_recorded"
    what = "Nothing was recorded."
    why = "The database did not take it: {reason}."
    fix = (
        "Mend what is broken, such as a full disk; start the market again, unless it goes on by "
        "itself; then send the request again."
    )
    reason: str


class OutcomeUnknown(Unavailable):
    """The database went away between a write and its answer."""

    code = "journal.outcome_unknown"
    what = "Whether this was recorded is not known yet."
    why = "The database went away before it answered: {reason}."
    fix = "Send the same request with the same id again in a moment: it is recorded once."
    reason: str


class NotTheWriter(Unavailable):
    """Another process has become the writer; nothing was written."""

    code = "journal.not_the_writer"
    what = "Nothing was recorded."
    why = "Another process has become this market's writer meanwhile."
    fix = "Send the request again, with the same id: the other one takes it."


class NotReadable(Unavailable):
    """The store did not answer a read."""

    code = "journal.not_readable"
    what = "The record cannot be read at the moment."
    why = "The database did not give it: {reason}."
    fix = "See that the file or server is still there, that you may read it, and that it works."
    reason: str


class UnsafeSqlite(Unavailable):
    """The SQLite library in use can lose what it was given."""

    code = "journal.unsafe_sqlite"
    what = "SQLite {version} is not safe for a market."
    why = "It may damage a write-ahead log; that was mended in 3.51.3, 3.50.7 and 3.44.6."
    fix = "Install apsw 3.54.1.0 or later; it brings its own SQLite."
    version: str


class NotNext(Conflict):
    """Entries do not carry on from the last one recorded; none of them was written."""

    code = "journal.not_next"
    what = "Entry {found} cannot be recorded now."
    why = "The next entry is {seq}: numbers run on without gaps, and one is used once."
    fix = "Read the record again, decide again, and record what follows its last entry."
    seq: int
    found: int


class KeyTaken(Conflict):
    """Something is kept under that key, or was before it was forgotten; nothing was written."""

    code = "journal.key_taken"
    what = "Nothing can be kept under {key}."
    why = "The key has been used before, and a key is used once, even after it was forgotten."
    fix = "Make a new key."
    key: str


class Damaged(Fault):
    """The database found its own structure broken."""

    code = "journal.damaged"
    what = "The market's database is damaged."
    why = "The database says: {reason}."
    fix = "Stop, keep a copy of it as it is, and go back to the last good backup."
    reason: str


class ChainBroken(Fault):
    """An entry does not follow from the one before it."""

    code = "journal.chain_broken"
    what = "The record is not as it was written: it breaks at entry {seq}."
    why = (
        "What stands there is numbered {found} and does not follow from what stands before it: "
        "its text, its hash or its place has changed, or an entry is missing."
    )
    fix = "Stop, keep a copy of the file as it is, and go back to the last good backup."
    # The number the chain expects at the break, and the number that stands there.
    seq: int
    found: int
