"""What the standard leaves open, told with what each reading comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import heappop, heappush

from laogu.basics import Remark
from laogu.register.history.applied import ended
from laogu.register.history.breaches import Breaches, amount
from laogu.register.history.changes import AuthorizedAdjusted, Issuance, Retirement, Split
from laogu.register.history.lives import PARTIAL, Lives, is_final
from laogu.register.history.positions import positions
from laogu.register.history.readings import Readings

MOST_NAMED = 20
"""Securities that are named of those which lived through a split."""


def check_readings(lives: Lives, readings: Readings, breaches: Breaches) -> None:
    """Tell where another reading would come to other totals, and to which."""
    for security, acts in lives.acts.items():
        issued = lives.issued.get(security)
        for act in acts:
            if type(act) is Retirement and act.how in PARTIAL and act.balance is None:
                _tell_partial(issued, act, readings, breaches)
                break
    if lives.splits:
        _tell_splits(lives, breaches)


def _tell_partial(
    issued: Issuance | None, act: Retirement, readings: Readings, breaches: Breaches
) -> None:
    if issued is None or issued.units is None or act.units is None or act.units >= issued.units:
        return
    rest = issued.units - act.units
    facts = {"security": issued.security, "rest": amount(rest), "of": amount(issued.units)}
    known = PARTIAL_ENDS if readings.partial_exercise == "strict" else PARTIAL_LIVES_ON
    breaches.say(known, act, "quantity", **facts)


def _tell_splits(lives: Lives, breaches: Breaches) -> None:
    """Name every split after which securities of before live on and were not issued again."""
    of_class: dict[str, list[Issuance]] = {name: [] for name in lives.splits}
    for issued in lives.issued.values():
        if issued.kind == "stock" and issued.stock_class in of_class:
            of_class[issued.stock_class].append(issued)
    for name, splits in lives.splits.items():
        for split, written, securities in _lived_through(lives, splits, of_class[name]):
            facts = {
                "written": amount(written),
                "multiplied": amount(written * split.ratio.new // split.ratio.old),
                "securities": securities,
                "stock_class": name,
            }
            breaches.say(SPLIT_NOT_REISSUED, split, "split_ratio", **facts)


def _lived_through(
    lives: Lives, splits: Iterable[Split], issued: Sequence[Issuance]
) -> Iterator[tuple[Split, int, list[str]]]:
    """Yield each split that securities lived through: their units in all, and the first of them.

    Each security comes once and goes once, however many splits there are, by their days.
    """
    ends = [ended(lives, one) for one in issued]
    coming = sorted(range(len(issued)), key=lambda at: issued[at].on, reverse=True)
    going: list[tuple[date, int]] = []
    first: list[int] = []
    written = 0
    for split in splits:
        while coming and issued[coming[-1]].on < split.on:
            at = coming.pop()
            written += issued[at].units or 0
            heappush(going, (ends[at], at))
            heappush(first, at)
        while going and going[0][0] <= split.on:
            written -= issued[heappop(going)[1]].units or 0
        if going:
            named = _first_alive(first, ends, split.on)
            yield split, written, [issued[at].security for at in named]


def _first_alive(first: list[int], ends: Sequence[date], on: date) -> list[int]:
    """Return the first that live beyond a day; who does not is let go of, for all later days."""
    found: list[int] = []
    while first and len(found) < MOST_NAMED:
        at = heappop(first)
        if ends[at] > on:
            found.append(at)
    for at in found:
        heappush(first, at)
    return found


def check_authorized(lives: Lives, breaches: Breaches) -> None:
    """Warn once a class where more of it is issued than may be, on the first such day."""
    limits = {name: one.authorized for name, one in lives.history.classes.items()}
    if all(limit is None for limit in limits.values()):
        return
    moves: dict[str, Counter[date]] = {name: Counter() for name in limits}
    for issued in lives.issued.values():
        if issued.kind == "stock" and issued.stock_class in moves:
            moves[issued.stock_class][issued.on] += issued.units or 0
    last = {one.issuance.security for one in positions(lives)}
    for security, issued in lives.issued.items():
        if issued.kind == "stock" and issued.stock_class in moves and security not in last:
            ends = (act.on for act in lives.acts.get(security, ()) if is_final(act))
            ended = next(ends, None)
            if ended is not None:
                moves[issued.stock_class][max(ended, issued.on)] -= issued.units or 0
    adjusted = _limits(lives)
    for name, limit in limits.items():
        outstanding = 0
        changes = adjusted.get(name, [])
        for day in sorted(moves[name]):
            outstanding += moves[name][day]
            now = max((one for one in changes if one[0] <= day), default=(day, limit))[1]
            if now is not None and outstanding > now:
                stock_class = lives.history.classes[name]
                facts = {"day": day, "found": amount(outstanding), "wanted": amount(now)}
                breaches.at(
                    OVER_ISSUED, name, stock_class.line, "initial_shares_authorized", **facts
                )
                break


def _limits(lives: Lives) -> dict[str, list[tuple[date, int]]]:
    found: dict[str, list[tuple[date, int]]] = {}
    for change in lives.history.changes:
        if type(change) is AuthorizedAdjusted and change.stock_class is not None:
            found.setdefault(change.stock_class, []).append((change.on, change.units))
    return found


PARTIAL_LIVES_ON = Remark(
    severity="note",
    code="history.partial_lives_on",
    what="{id} uses a part of {security}: by the residual reading {rest} of {of} live on, by the "
    "strict reading 0.",
    why="The standard has no security for the rest, and does not say whether it lives on.",
    fix="If the grant ended, read it with --partial-exercise strict, or cancel the rest.",
)
PARTIAL_ENDS = Remark(
    severity="note",
    code="history.partial_ends",
    what="{id} uses a part of {security}: by the strict reading 0 of {of} live on, by the residual "
    "reading {rest}.",
    why="The standard has no security for the rest, and does not say whether it lives on.",
    fix="If the rest lives on, read it with --partial-exercise residual.",
)
SPLIT_NOT_REISSUED = Remark(
    severity="warning",
    code="history.split_not_reissued",
    what="After the split {id} of {stock_class}, these were not issued again: {securities}. As "
    "written they hold {written}, multiplied {multiplied}.",
    why="By the standard a split is told by issuing again; some products only state its ratio.",
    fix="If they were split, read it with --split applied, or issue them again.",
)
OVER_ISSUED = Remark(
    severity="warning",
    code="history.over_issued",
    what="On {day}, {found} of {id} were outstanding, and {wanted} were authorised.",
    why="What is issued beyond the authorised number may be void.",
    fix="Record the adjustment that is missing, or correct the quantity.",
)
