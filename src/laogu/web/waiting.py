"""What waits for a person: the number beside the inbox is what the inbox shows."""

from laogu.operations import Sight
from laogu.operations import waiting as things_waiting
from laogu.web.visit import Visit


def waiting(visit: Visit) -> int:
    """Return how many things wait for who is signed in."""
    if visit.person is None:
        return 0
    return len(things_waiting(visit.books, Sight(visit.books, visit.person)))
