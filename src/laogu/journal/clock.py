"""The world's clock and chance: read here and nowhere else below the doors."""

import os
import time
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID


class World(Protocol):
    """What the journal needs from outside besides its store."""

    def now(self) -> datetime:
        """Return the moment it is, aware, in UTC."""
        ...

    def entropy(self, length: int) -> bytes:
        """Return random bytes that nobody can guess."""
        ...


class RealWorld:
    """The machine's own clock and chance."""

    def now(self) -> datetime:
        """Return the machine's time."""
        return datetime.now(UTC)

    def entropy(self, length: int) -> bytes:
        """Return bytes from the system."""
        return os.urandom(length)


class StoppedWorld:
    """A clock that stands until it is moved, and a counter for chance: for tests and examples."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._drawn = 0

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self._now

    def move(self, now: datetime) -> None:
        """Set the clock."""
        self._now = now

    def entropy(self, length: int) -> bytes:
        """Return the next number, as bytes."""
        self._drawn += 1
        return self._drawn.to_bytes(length, "big")


def new_request_id(world: World | None = None) -> UUID:
    """Return a new UUID of version 7, by the world's clock."""
    if world is None:
        milliseconds, tail = time.time_ns() // 1_000_000, os.urandom(10)
    else:
        milliseconds, tail = int(world.now().timestamp() * 1000), world.entropy(10)
    return uuid7(milliseconds, tail)


def uuid7(milliseconds: int, tail: bytes) -> UUID:
    """Return the UUID of version 7 of a moment and ten bytes of chance (RFC 9562)."""
    number = int.from_bytes(milliseconds.to_bytes(6, "big") + tail, "big")
    number = number & ~(0xF << 76) | 7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
