"""Does everything happen in an order in which it can happen?"""

from datetime import date

from laogu.basics import Remark
from laogu.register.history.breaches import Breaches
from laogu.register.history.changes import (
    Acceptance,
    Consolidation,
    Issuance,
    Repricing,
    Retirement,
    VestingAccelerated,
    VestingNoted,
)
from laogu.register.history.lives import Lives, OnSecurity, is_final
from laogu.register.history.order import Order
from laogu.register.history.references import CONDITION_UNKNOWN

Act = OnSecurity | Consolidation


def check_order(lives: Lives, breaches: Breaches) -> None:
    """Find what happens before its cause or after the end."""
    as_of = lives.history.as_of
    for issuance in lives.issued.values():
        if as_of is not None and issuance.on > as_of:
            breaches.say(AFTER_AS_OF, issuance, "date", day=issuance.on, as_of=as_of)
        if issuance.expires_on is not None and issuance.expires_on < issuance.on:
            facts = {"day": issuance.expires_on, "issued": issuance.on}
            breaches.say(EXPIRES_BEFORE_ISSUE, issuance, "expiration_date", **facts)
    for security, acts in lives.acts.items():
        issued = lives.issued.get(security)
        if issued is None and security in lives.history.unread:
            continue
        if issued is None:
            for act in acts:
                breaches.say(SECURITY_UNKNOWN, act, "security_id", security=security)
        elif len(acts) == 1 and type(acts[0]) is Retirement:
            _check_day(issued, acts[0], breaches)
        else:
            _check_life(lives, issued, acts, breaches)
    _check_results(lives, breaches)
    for security in Order(lives).rings:
        for cause in lives.causes.get(security, ())[:1]:
            breaches.say(COMES_OF_ITSELF, cause, "resulting_security_ids", security=security)


def _check_day(issued: Issuance, act: Act, breaches: Breaches) -> None:
    # Vesting may have begun, or its event come about, before the grant: nothing vests before it.
    if act.on < issued.on and not isinstance(act, VestingNoted):
        facts = {"security": issued.security, "day": act.on, "issued": issued.on}
        breaches.say(BEFORE_ISSUANCE, act, "date", **facts)
    expires = issued.expires_on
    is_exercise = type(act) is Retirement and act.how == "exercise"
    if is_exercise and expires is not None and act.on > expires:
        facts = {"security": issued.security, "day": act.on, "expired": expires}
        breaches.say(EXERCISED_AFTER_EXPIRY, act, "date", **facts)


def _check_life(lives: Lives, issued: Issuance, acts: list[Act], breaches: Breaches) -> None:
    accepted: date | None = None
    begun = False
    ended: Act | None = None
    for act in acts:
        _check_day(issued, act, breaches)
        facts: dict[str, object] = {"security": issued.security}
        if ended is not None:
            _say_ended(ended, act, breaches, facts)
        match act:
            case Acceptance():
                if accepted is not None:
                    breaches.say(ACCEPTED_TWICE, act, "security_id", **facts)
                accepted = act.on
            case Retirement(how="retraction"):
                if accepted is not None:
                    facts["day"] = accepted
                    breaches.say(RETRACTED_AFTER_ACCEPTANCE, act, "date", **facts)
            case VestingNoted():
                _check_vesting(lives, issued, act, breaches, begun=begun)
                begun = begun or act.begins
            case _:
                pass
        if ended is None and is_final(act):
            ended = act


def _say_ended(ended: Act, act: Act, breaches: Breaches, facts: dict[str, object]) -> None:
    facts = facts | {"first": ended.id, "day": ended.on}
    match act:
        case Consolidation():
            breaches.say(ENDED_TWICE, act, "security_ids", **facts)
        case Retirement():
            same = isinstance(ended, Retirement) and are_one_end(ended, act)
            breaches.say(ENDED_TWICE_ALIKE if same else ENDED_TWICE, act, "security_id", **facts)
        case Acceptance() | Repricing() | VestingNoted() | VestingAccelerated():
            breaches.say(AFTER_END, act, "date", **facts)


def are_one_end(first: Retirement, second: Retirement) -> bool:
    """Return whether a security was bought back and the same shares cancelled: one end, told twice.

    Some products export both; nothing comes of the second that did not come of the first.
    """
    return (
        {first.how, second.how} == {"repurchase", "cancellation"}
        and first.units == second.units
        and first.balance == second.balance
    )


def _check_vesting(
    lives: Lives, issued: Issuance, act: VestingNoted, breaches: Breaches, *, begun: bool
) -> None:
    if issued.terms is None:
        breaches.say(VESTS_BY_NOTHING, act, "security_id", security=issued.security)
        return
    terms = lives.history.terms.get(issued.terms)
    known = () if terms is None else (*terms.conditions, terms.vests.gate)
    if terms is not None and act.condition not in known:
        breaches.say(CONDITION_UNKNOWN, act, "vesting_condition_id", name=act.condition)
    if act.begins and begun:
        breaches.say(VESTING_BEGUN_TWICE, act, "security_id", security=issued.security)


def _check_results(lives: Lives, breaches: Breaches) -> None:
    for security, causes in lives.causes.items():
        issued = lives.issued.get(security)
        first = causes[0]
        if issued is not None and issued.on != first.on:
            facts = {"security": security, "day": first.on, "issued": issued.on}
            breaches.say(RESULT_DAY_DIFFERS, first, "date", **facts)
        # The rest of a security that was bought back and cancelled is named by both.
        others = [one for one in causes[1:] if not _is_same_rest(first, one, security)]
        for other in others:
            facts = {"security": security, "first": first.id}
            breaches.say(MADE_TWICE, other, "resulting_security_ids", **facts)


def _is_same_rest(
    first: Retirement | Consolidation, second: Retirement | Consolidation, security: str
) -> bool:
    return (
        isinstance(first, Retirement)
        and isinstance(second, Retirement)
        and first.security == second.security
        and first.balance == second.balance == security
        and are_one_end(first, second)
    )


SECURITY_UNKNOWN = Remark(
    severity="error",
    code="history.security_unknown",
    what="{id} is about the security {security}, which nothing issues.",
    why="Only what was issued can be held, accepted, moved or ended.",
    fix="Add the object that is missing, or correct the id.",
)
BEFORE_ISSUANCE = Remark(
    severity="error",
    code="history.before_issuance",
    what="{id} happens to {security} on {day}, before it was issued on {issued}.",
    why="Only what was issued can be held, accepted, moved or ended.",
    fix="Correct the day of one of the two.",
)
AFTER_AS_OF = Remark(
    severity="warning",
    code="history.after_as_of",
    what="{id} is of {day}, after {as_of}, the day of which the package speaks.",
    why="What is yet to come may still come otherwise.",
    fix="Correct the day of one of the two.",
)
EXPIRES_BEFORE_ISSUE = Remark(
    severity="error",
    code="history.expires_before_issue",
    what="{id} issues on {issued} what expired on {day}.",
    why="What is issued can be used for a while.",
    fix="Correct the day of one of the two.",
)
EXERCISED_AFTER_EXPIRY = Remark(
    severity="error",
    code="history.exercised_after_expiry",
    what="{id} exercises {security} on {day}, after it expired on {expired}.",
    why="What expired cannot be exercised.",
    fix="Correct the day of one of the two.",
)
ACCEPTED_TWICE = Remark(
    severity="error",
    code="history.accepted_twice",
    what="{id} accepts {security}, which was accepted before.",
    why="A security is accepted once.",
    fix="Remove the object that is there twice, or give each an id of its own.",
)
RETRACTED_AFTER_ACCEPTANCE = Remark(
    severity="error",
    code="history.retracted_after_acceptance",
    what="{id} retracts {security}, which was accepted on {day}.",
    why="Only what nobody has accepted can be taken back; later it is cancelled or bought back.",
    fix="Record a cancellation or repurchase, or remove what did not happen.",
)
ENDED_TWICE = Remark(
    severity="error",
    code="history.ended_twice",
    what="{id} ends {security}, which {first} ended on {day}.",
    why="A security ends once; the same shares would leave twice.",
    fix="Let it name the security that was left over, or remove what did not happen.",
)
ENDED_TWICE_ALIKE = Remark(
    severity="warning",
    code="history.ended_twice_alike",
    what="{id} ends {security}, which {first} ended on {day} in the same quantity.",
    why="Some products write that shares were bought back and cancelled; it is counted once.",
    fix="Leave out one of the two.",
)
AFTER_END = Remark(
    severity="error",
    code="history.after_end",
    what="{id} happens to {security}, which {first} ended on {day}.",
    why="Nothing more happens to a security that ended.",
    fix="Let it name the security that was left over, or remove what did not happen.",
)
VESTS_BY_NOTHING = Remark(
    severity="warning",
    code="history.vests_by_nothing",
    what="{id} tells of the vesting of {security}, which names no vesting terms.",
    why="Without terms, all of it has vested from the start.",
    fix="Name the terms where the security is issued.",
)
VESTING_BEGUN_TWICE = Remark(
    severity="error",
    code="history.vesting_begun_twice",
    what="{id} begins the vesting of {security}, which had begun.",
    why="Vesting begins on one day, from which all others are counted.",
    fix="Remove the object that is there twice, or give each an id of its own.",
)
RESULT_DAY_DIFFERS = Remark(
    severity="error",
    code="history.result_day_differs",
    what="{id} of {day} makes {security}, which is issued on {issued}.",
    why="What comes of a change is issued on its day, or shares are missing in between.",
    fix="Correct the day of one of the two.",
)
MADE_TWICE = Remark(
    severity="error",
    code="history.made_twice",
    what="{id} makes {security}, which {first} makes too.",
    why="A security comes of one change; the same shares would come twice.",
    fix="Let each name the securities that came of it, and no other.",
)
COMES_OF_ITSELF = Remark(
    severity="error",
    code="history.comes_of_itself",
    what="{id} makes {security}, of which it came itself.",
    why="A security comes of one that was there before.",
    fix="Let each name the securities that came of it, and no other.",
)
