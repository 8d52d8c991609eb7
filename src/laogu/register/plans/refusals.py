"""The ways plans and grants say no."""

from datetime import date
from decimal import Decimal

from laogu.basics import Bilingual, Conflict, InvalidInput, NotFound, Refusal, Said


class PlanUnknown(NotFound):
    """The issuer has no plan of that name or id, or it is not shown to this person."""

    code = "plans.plan_unknown"
    what = "There is no plan {given} here."
    why = "A plan is named by its id, or by its name together with its issuer."
    fix = "Look at the issuer's desk, or register the plan."
    field = "plan"
    given: str


class GrantUnknown(NotFound):
    """No grant of that id is known, or it is not shown to this person."""

    code = "plans.grant_unknown"
    what = "There is no grant {given} here."
    why = "A grant is named by its id; none of that id is yours, or of an issuer you act for."
    fix = "Copy the id from your holdings, or from the page of the plan."
    field = "security"
    given: str


class VestingTermsUnknown(NotFound):
    """The issuer has no vesting terms of that name or id."""

    code = "plans.vesting_terms_unknown"
    what = "{issuer} has no vesting terms {given}."
    why = "A grant vests by terms that are registered, named by their name or their id."
    fix = "Register them, or use one of: {known}."
    field = "vests"
    issuer: Bilingual
    given: str
    known: tuple[str, ...]


class ConditionUnknown(NotFound):
    """A grant waits for nothing of that name."""

    code = "plans.condition_unknown"
    what = "This grant waits for nothing called {given}."
    why = "What happened is noted by the id of a condition of its terms, or by their gate."
    fix = "Use one of: {known}."
    field = "condition"
    given: str
    known: tuple[str, ...]


class NameTaken(Conflict):
    """The issuer already has a plan, or vesting terms, of this name."""

    code = "plans.name_taken"
    what = "{issuer} already has plans or vesting terms named {name}."
    why = "Forms and commands name them by their name, so each has its own."
    fix = "Use another name."
    field = "name"
    issuer: Bilingual
    name: str


class DecimalsDiffer(Refusal):
    """The classes of a plan are counted in different units."""

    code = "plans.decimals_differ"
    what = "{first} and {other} cannot share a plan."
    why = "Their quantities have different decimals, so one pool could not be counted."
    fix = "Register a plan for each of them."
    field = "stock_class"
    first: Bilingual
    other: Bilingual


class NotOfPlan(Refusal):
    """Shares of a class were to be granted out of a plan that is for others."""

    code = "plans.not_of_plan"
    what = "{plan} grants no {stock_class}."
    why = "The plan is for: {known}."
    fix = "Name one of these classes, or another plan."
    field = "stock_class"
    plan: str
    stock_class: Bilingual
    known: tuple[Bilingual, ...]


class BeyondPool(Refusal):
    """More was to be granted than is left in the pool."""

    code = "plans.beyond_pool"
    what = "{asked} more cannot be granted."
    why = "{plan} reserves {reserved}, and {left} of them are left to grant."
    fix = "Grant {left} or less, or enlarge the pool first with plan.adjust."
    field = "quantity"
    plan: str
    asked: Decimal
    reserved: Decimal
    left: Decimal


class BeyondAuthorisedShares(Refusal):
    """What is issued and granted would exceed what may be issued of the class."""

    code = "plans.beyond_authorised"
    what = "{asked} more cannot be granted."
    why = (
        "{issued} of the class are issued and {granted} granted; the articles authorise "
        "{authorised}."
    )
    fix = "Have more shares authorised first, and record that."
    field = "quantity"
    asked: Decimal
    issued: Decimal
    granted: Decimal
    authorised: Decimal


class BelowGranted(Refusal):
    """A pool was to become smaller than what is granted out of it."""

    code = "plans.below_granted"
    what = "{plan} cannot reserve {asked}."
    why = "{granted} are granted out of it and have not come back."
    fix = "Reserve {granted} or more, or cancel grants first."
    field = "quantity"
    plan: str
    asked: Decimal
    granted: Decimal


class NotToday(Refusal):
    """A grant was to be made on another day than today."""

    code = "plans.not_today"
    what = "A grant cannot be made on {on} any more, or yet."
    why = "Today is {today} where the issuer is; what was granted before comes with an import."
    fix = "Leave the day out; say with vests_from if vesting began earlier."
    field = "granted_on"
    on: date
    today: date


class ScheduleUnreadable(InvalidInput):
    """What was said of vesting is no schedule."""

    code = "plans.schedule_unreadable"
    what = "This is not a vesting schedule."
    why = "{reason}"
    fix = "{remedy}"
    field = "words"
    reason: Said
    remedy: Said


class GrantOver(Refusal):
    """Nothing is left of a grant."""

    code = "plans.grant_over"
    what = "Nothing is left of this grant."
    why = "All of it was exercised, released, cancelled, or went to somebody else."
    fix = "Look at the page of the grant for what became of it."
    field = "security"


class GrantTaken(Conflict):
    """A grant was to be accepted again, or retracted after it was accepted."""

    code = "plans.grant_taken"
    what = "This grant was accepted on {on}."
    why = "A grant is accepted once, and what was accepted is no longer retracted."
    fix = "Cancel it, if it is to end."
    field = "security"
    on: date


class GrantInUse(Refusal):
    """A grant was to be retracted of which something has become shares, or has ended."""

    code = "plans.grant_in_use"
    what = "This grant cannot be taken back."
    why = "Of {units} units {left} are left, so it has had effects."
    fix = "Cancel what is left, if it is to end."
    field = "security"
    units: Decimal
    left: Decimal


class PoolNotSaid(InvalidInput):
    """Nobody said whether cancelled units go back to the pool, and the plan leaves it open."""

    code = "plans.pool_not_said"
    what = "Say whether this goes back to the pool."
    why = "{plan} leaves it to each grant."
    fix = "Answer yes or no with returns."
    field = "returns"
    plan: str


class CostsNothing(Refusal):
    """A price was given for a grant that is not paid for."""

    code = "plans.costs_nothing"
    what = "This grant has no exercise price."
    why = "Units and appreciation rights are not bought; only an option has a price to pay."
    fix = "Leave the price out, or grant an option."
    field = "price"


class SaidBefore(Conflict):
    """The start of vesting, or an event, was noted before."""

    code = "plans.said_before"
    what = "This was noted before, for {on}."
    why = "What vested since has followed from it, so it is not said a second time."
    fix = "Nothing is left to do; what was noted wrongly is made good by a new grant."
    field = "condition"
    on: date


class StillWaits(Refusal):
    """A grant that waits for an event was to be divided."""

    code = "plans.still_waits"
    what = "This grant cannot be divided now."
    why = "It still waits for: {waits}. Nobody can say yet which units vest when."
    fix = "Transfer all of it before any is used, or note the event first."
    field = "quantity"
    waits: tuple[str, ...]


class ToItself(InvalidInput):
    """A grant was to go to the holder who has it."""

    code = "plans.to_itself"
    what = "This holder has the grant already."
    why = "A transfer takes a grant to somebody else."
    fix = "Name the other holder."
    field = "holder"
