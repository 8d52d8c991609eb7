"""The garbage collector, kept away while much is made that holds no cycle.

Walking through it again and again takes up to half of a long read; what is frozen cannot be part of
a cycle, so nothing is lost.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave cyclic garbage where it is for a while."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
