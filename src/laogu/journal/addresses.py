"""Which database an address names."""

from laogu.journal.failures import UnknownScheme
from laogu.journal.store import Store

SCHEMES = ("sqlite",)


def open_store(url: str, *, write: bool) -> Store:
    """Return the store at `url`: sqlite:///market.db, or with a fourth slash an absolute path.

    write: makes the database where there is none, and holds it against any other writer until it
           is closed or the process ends, however it ends. Without it, opens beside a writer.
    """
    scheme, _, path = url.partition("://")
    match scheme:
        case "sqlite":
            # Imported here: a command that opens no database loads no database library.
            from laogu.journal.sqlite import SqliteStore
            from laogu.journal.sqlite_file import path_in

            return SqliteStore(path_in(url, path), write=write)
        case _:
            # Up to the first colon only: what follows may be a name and a password.
            raise UnknownScheme(scheme=scheme.partition(":")[0], known=SCHEMES)
