"""How long a write may take before it is given up, whoever keeps it waiting.

PostgreSQL's own limits end before a commit waits for a standby, and that wait has no end: without
this, a market whose standby is gone would stand still, its pages as well.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 4
"""How often, within the time that a write may take, it is looked at."""


class Patience:
    """Calls `give_up` from a thread of its own when what is watched takes longer than it may."""

    def __init__(self, give_up: Callable[[], None], *, seconds: float) -> None:
        self._give_up = give_up
        self._seconds = seconds
        self._since: float | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="laogu patience", daemon=True)
        self._thread.start()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch what happens inside."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._since = None

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(self._seconds / STEPS):
            since = self._since
            if since is not None and time.monotonic() - since > self._seconds:
                self._give_up()
