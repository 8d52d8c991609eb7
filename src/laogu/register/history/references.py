"""Is everything there that a history names, and does no name mean two things?"""

from collections import defaultdict
from collections.abc import Iterable

from laogu.basics import Remark
from laogu.register.history.breaches import Breaches
from laogu.register.history.changes import (
    AnyChange,
    AuthorizedAdjusted,
    HolderChanged,
    Issuance,
    PoolAdjusted,
    RatioAdjusted,
    ReturnedToPool,
    Split,
)
from laogu.register.history.lives import Lives


def check_names(lives: Lives, breaches: Breaches) -> None:
    """Find what is named twice and what is named and not there, issuance by issuance."""
    for id_, line in lives.history.repeated:
        breaches.at(ID_TWICE, id_, line, "id")
    for issuance in lives.again:
        breaches.say(SECURITY_TWICE, issuance, "security_id", security=issuance.security)
    for issuance in lives.issued.values():
        _check_issuance(lives, issuance, breaches)
    _check_certificates(lives, breaches)
    _check_terms(lives, breaches)
    for change in lives.history.changes:
        if type(change) is not Issuance:
            _check_change(lives, change, breaches)


def _check_certificates(lives: Lives, breaches: Breaches) -> None:
    # Sets, because a dictionary of a million names for a fault that is rare takes much more room.
    seen: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    twice: list[Issuance] = []
    for issuance in lives.issued.values():
        if issuance.certificate:
            named = seen[issuance.kind, issuance.stock_class]
            before = len(named)
            named.add(issuance.certificate)
            if len(named) == before:
                twice.append(issuance)
    if not twice:
        return
    first: dict[tuple[str, str | None, str], str] = {}
    for issuance in lives.issued.values():
        key = issuance.kind, issuance.stock_class, issuance.certificate
        first.setdefault(key, issuance.security)
    for issuance in twice:
        security = first[issuance.kind, issuance.stock_class, issuance.certificate]
        facts = {"certificate": issuance.certificate, "security": security}
        breaches.say(CERTIFICATE_TWICE, issuance, "custom_id", **facts)


def _check_issuance(lives: Lives, issuance: Issuance, breaches: Breaches) -> None:
    history = lives.history
    if issuance.holder not in history.holders:
        breaches.say(HOLDER_UNKNOWN, issuance, "stakeholder_id", name=issuance.holder)
    if issuance.stock_class is not None and issuance.stock_class not in history.classes:
        breaches.say(CLASS_UNKNOWN, issuance, "stock_class_id", name=issuance.stock_class)
    if issuance.plan is not None and issuance.plan not in history.plans:
        known = PLAN_UNKNOWN if history.plans else PLANS_LEFT_OUT
        breaches.say(known, issuance, "stock_plan_id", name=issuance.plan)
    if issuance.terms is not None and issuance.terms not in history.terms:
        known = TERMS_UNKNOWN if history.terms else TERMS_LEFT_OUT
        breaches.say(known, issuance, "vesting_terms_id", name=issuance.terms)
    for at, legend in enumerate(issuance.legends):
        if legend not in history.legends:
            known = LEGEND_UNKNOWN if history.legends else LEGENDS_LEFT_OUT
            breaches.say(known, issuance, f"stock_legend_ids/{at}", name=legend)
    if issuance.plan is not None and issuance.stock_class is not None:
        plan = history.plans.get(issuance.plan)
        if plan is not None and plan.classes and issuance.stock_class not in plan.classes:
            facts = {"plan": issuance.plan, "stock_class": issuance.stock_class}
            breaches.say(CLASS_NOT_OF_PLAN, issuance, "stock_class_id", **facts)


def _check_change(lives: Lives, change: AnyChange, breaches: Breaches) -> None:
    history = lives.history
    match change:
        case Split() | RatioAdjusted():
            if change.stock_class not in history.classes:
                breaches.say(CLASS_UNKNOWN, change, "stock_class_id", name=change.stock_class)
        case AuthorizedAdjusted():
            if change.stock_class is not None and change.stock_class not in history.classes:
                breaches.say(CLASS_UNKNOWN, change, "stock_class_id", name=change.stock_class)
            if change.issuer is not None and change.issuer != history.issuer:
                breaches.say(ISSUER_UNKNOWN, change, "issuer_id", name=change.issuer)
        case PoolAdjusted() | ReturnedToPool():
            if change.plan not in history.plans:
                known = PLAN_UNKNOWN if history.plans else PLANS_LEFT_OUT
                breaches.say(known, change, "stock_plan_id", name=change.plan)
        case HolderChanged():
            if change.holder not in history.holders:
                breaches.say(HOLDER_UNKNOWN, change, "stakeholder_id", name=change.holder)
        case _:
            pass


def _check_terms(lives: Lives, breaches: Breaches) -> None:
    history = lives.history
    for plan in history.plans.values():
        for name in plan.classes:
            if name not in history.classes:
                breaches.at(CLASS_UNKNOWN, plan.plan, plan.line, "stock_class_ids", name=name)
    for stock_class in history.classes.values():
        for name in stock_class.converts:
            if name not in history.classes:
                line = stock_class.line
                breaches.at(
                    CLASS_UNKNOWN, stock_class.stock_class, line, "conversion_rights", name=name
                )
    for terms in history.terms.values():
        for name in _missing(terms.conditions):
            breaches.at(CONDITION_UNKNOWN, terms.terms, terms.line, "vesting_conditions", name=name)


def _missing(conditions: dict[str, tuple[str, ...]]) -> Iterable[str]:
    named = (one for names in conditions.values() for one in names)
    return sorted({one for one in named if one not in conditions})


ID_TWICE = Remark(
    severity="error",
    code="history.id_twice",
    what="The id {id} stands on another object already.",
    why="An id tells one object from all others, so each has its own.",
    fix="Remove the object that is there twice, or give each an id of its own.",
)
SECURITY_TWICE = Remark(
    severity="error",
    code="history.security_twice",
    what="{id} issues the security {security}, which was issued before.",
    why="A security is one certificate and comes to be once.",
    fix="Remove the object that is there twice, or give each an id of its own.",
)
CERTIFICATE_TWICE = Remark(
    severity="warning",
    code="history.certificate_twice",
    what="The certificate {certificate} of {id} is also that of the security {security}.",
    why="People tell securities by their certificates.",
    fix="Check both against the certificates themselves.",
)
HOLDER_UNKNOWN = Remark(
    severity="error",
    code="history.holder_unknown",
    what="{id} names the holder {name}, who is not in the package.",
    why="Shares that nobody holds cannot be on a register.",
    fix="Add the object that is missing, or correct the id.",
)
CLASS_UNKNOWN = Remark(
    severity="error",
    code="history.class_unknown",
    what="{id} names the stock class {name}, which is not in the package.",
    why="What a share is, only its class says.",
    fix="Add the object that is missing, or correct the id.",
)
PLAN_UNKNOWN = Remark(
    severity="error",
    code="history.plan_unknown",
    what="{id} names the plan {name}, which is not in the package.",
    why="Other plans are, so this one was left out or misspelt.",
    fix="Add the object that is missing, or correct the id.",
)
PLANS_LEFT_OUT = Remark(
    severity="warning",
    code="history.plans_left_out",
    what="{id} names the plan {name}, and the package holds no plan at all.",
    why="Positions do not need it; what is left in the pool cannot be said without it.",
    fix="Export the package again with what was left out.",
)
TERMS_UNKNOWN = Remark(
    severity="error",
    code="history.terms_unknown",
    what="{id} names the vesting terms {name}, which are not in the package.",
    why="Other terms are, so these were left out or misspelt.",
    fix="Add the object that is missing, or correct the id.",
)
TERMS_LEFT_OUT = Remark(
    severity="warning",
    code="history.terms_left_out",
    what="{id} names the vesting terms {name}, and the package holds no terms at all.",
    why="Positions do not need them; what has vested cannot be said without them.",
    fix="Export the package again with what was left out.",
)
LEGEND_UNKNOWN = Remark(
    severity="error",
    code="history.legend_unknown",
    what="{id} names the legend {name}, which is not in the package.",
    why="A legend may keep shares from sale, and this one cannot be read.",
    fix="Add the object that is missing, or correct the id.",
)
LEGENDS_LEFT_OUT = Remark(
    severity="warning",
    code="history.legends_left_out",
    what="{id} names the legend {name}, and the package holds no legend at all.",
    why="A legend may keep shares from sale, and this one cannot be read.",
    fix="Export the package again with what was left out.",
)
CONDITION_UNKNOWN = Remark(
    severity="error",
    code="history.condition_unknown",
    what="{id} names the vesting condition {name}, which its terms do not have.",
    why="What vests, and when, only the condition says.",
    fix="Add the object that is missing, or correct the id.",
)
ISSUER_UNKNOWN = Remark(
    severity="error",
    code="history.issuer_unknown",
    what="{id} names the issuer {name}, which is not the one of this package.",
    why="A package holds the history of one issuer.",
    fix="Add the object that is missing, or correct the id.",
)
CLASS_NOT_OF_PLAN = Remark(
    severity="error",
    code="history.class_not_of_plan",
    what="{id} grants shares of {stock_class}, which the plan {plan} does not grant.",
    why="A plan names the classes out of which it grants.",
    fix="Correct the class or the plan.",
)
