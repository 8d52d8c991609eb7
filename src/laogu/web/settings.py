"""What the pages must be told of where they are served."""

from typing import Protocol


class Settings(Protocol):
    """Where this market is served.

    is_https: readers reach it over https, so that cookies may be kept to it and to this host.
    """

    @property
    def is_https(self) -> bool: ...
