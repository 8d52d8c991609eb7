"""Between a history and a register, both ways: what was read becomes events, and events are told.

Always true: what a register took from a history can be told again as it was, on every day; where
the register has no place for a word, it is kept beside it, and nothing is lost.

`taking` leads to events, `telling` back to a history; `patching` keeps what lies between the two.
"""

from laogu.register.interchange.beside import Beside, Rest, set_apart, told
from laogu.register.interchange.ground import Ground, Maker, too_large
from laogu.register.interchange.patching import Patch, difference, patched
from laogu.register.interchange.taking import Taken, events_of
from laogu.register.interchange.telling import history_of
from laogu.register.interchange.undone import is_in_use

__all__ = [
    "Beside", "Ground", "Maker", "Patch", "Rest", "Taken", "difference", "events_of", "history_of",
    "is_in_use", "patched", "set_apart", "told", "too_large",
]  # fmt: skip
