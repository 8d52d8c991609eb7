"""Which database an address names."""

from laogu.journal.failures import StandbyNeedsServer, UnknownScheme
from laogu.journal.store import Store

SCHEMES = ("sqlite", "postgresql")


def open_store(url: str, *, write: bool, waits: bool = False, name: str = "") -> Store:
    """Return the store at `url`: sqlite:///market.db, or postgresql://host/database.

    The path of a file is absolute after a fourth slash. Of a server's address everything is taken
    that PostgreSQL's own programs take.

    write: makes the database where there is none, and holds it against any other writer until it
           is closed or the process ends, however it ends. Without it, opens beside a writer.
    waits: it writes once it has taken over, and reads until then; `write` is not looked at.
    name:  what others are told of who writes, besides the number of the process.
    """
    scheme, _, path = url.partition("://")
    match scheme:
        case "sqlite":
            if waits:
                raise StandbyNeedsServer
            # Imported here: a command that opens no database loads no database library.
            from laogu.journal.sqlite import SqliteStore
            from laogu.journal.sqlite_file import path_in

            return SqliteStore(path_in(url, path), write=write)
        case "postgresql" | "postgres":
            from laogu.journal.postgres import PostgresStore

            return PostgresStore(url, write=write, waits=waits, name=name)
        case _:
            # Up to the first colon only: what follows may be a name and a password.
            raise UnknownScheme(scheme=scheme.partition(":")[0], known=SCHEMES)


def shown(url: str) -> str:
    """Return an address as people may see it: without a password."""
    if url.startswith(("postgresql://", "postgres://")):
        from laogu.journal.postgres_server import address_in

        return address_in(url).shown
    return url
