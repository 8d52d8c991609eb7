"""What every event knows."""

from datetime import date

from msgspec import Struct


class Event(Struct, frozen=True, kw_only=True, tag_field="event", gc=False):
    """One thing that happened.

    effective_on: the day on which it counts, in the issuer's time zone. When it was written down
    stands on the entry that holds it.

    Each kind of event has a tag with a version, written out and never changed: the class may be
    renamed, the tag may not.

    The garbage collector passes events by, and everything frozen that books hold many of: a value
    that is made whole and never changes cannot be part of a cycle.
    """

    effective_on: date
