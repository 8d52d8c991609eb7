"""The order of what happened: by day, and within a day a cause before what comes of it."""

from collections.abc import Iterator

from laogu.register.history.changes import AnyChange, Consolidation, Issuance, Retirement
from laogu.register.history.lives import Lives, is_final


class Order:
    """How deep each security stands below others of its own day.

    rings: the securities that come of themselves, in one step or several; they have no order.
    """

    def __init__(self, lives: Lives) -> None:
        self._lives = lives
        self._depth: dict[str, int] = {}
        self.rings: list[str] = []
        for security in lives.causes:
            if security not in self._depth:
                self._walk(security)

    def of(self, security: str) -> int:
        """Return the depth of a security; 0 for one that came of nothing that day."""
        return self._depth.get(security, 0)

    def ordered(self) -> list[AnyChange]:
        """Return all changes, each after everything that it presupposes."""
        return sorted(self._lives.history.changes, key=self._key)

    def _key(self, change: AnyChange) -> tuple[object, ...]:
        match change:
            case Issuance():
                return change.on, 2 * self.of(change.security), 0, change.line
            case Consolidation():
                deepest = max((self.of(one) for one in change.securities), default=0)
                return change.on, 2 * deepest + 1, 2, change.line
            case Retirement():
                depth = 2 * self.of(change.security) + 1
                return change.on, depth, 2 if is_final(change) else 1, change.line
            case _:
                security = getattr(change, "security", None)
                depth = 0 if security is None else 2 * self.of(security) + 1
                issued = self._lives.issued.get(security or "")
                # Vesting may have begun before the grant, and is told after it.
                on = change.on if issued is None else max(change.on, issued.on)
                return on, depth, 0, change.line

    def _walk(self, security: str) -> None:
        """Set the depth of a security and of all above it, without ever calling itself."""
        path: set[str] = set()
        waiting: list[tuple[str, bool]] = [(security, False)]
        while waiting:
            here, is_known = waiting.pop()
            if is_known:
                path.discard(here)
                above = [self._depth.get(one, 0) + 1 for one in self._above(here)]
                self._depth[here] = max(above, default=0)
                continue
            if here in self._depth:
                continue
            if here in path:
                continue
            path.add(here)
            waiting.append((here, True))
            for one in self._above(here):
                if one in path:
                    self.rings.append(one)
                elif one not in self._depth:
                    waiting.append((one, False))

    def _above(self, security: str) -> Iterator[str]:
        issued = self._lives.issued.get(security)
        for cause in self._lives.causes.get(security, ()):
            if issued is None or cause.on == issued.on:
                match cause:
                    case Consolidation():
                        yield from cause.securities
                    case Retirement():
                        yield cause.security
