"""The transferability answer in words: its sentence, each rule, what must happen first."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import LaoguError, Restriction, in_words
from laogu.register import IssuerRegistered, StockClassRegistered
from laogu.rights import Answer, RuleResult, Task
from laogu.web import shapes
from laogu.web.exports import Sheet, corner
from laogu.web.forms import wrong
from laogu.web.frame import Link
from laogu.web.shapes import Exports, Note, Verdict, Wrong, in_reading_order
from laogu.web.visit import Visit

OURS = "LAOGU-"
"""Rules of the platform begin so: they stand on the page of rules like any other."""


class TaskRow(Struct, frozen=True, kw_only=True):
    """Something that must happen first. due: None: it has no clock."""

    who: str
    what: str
    due: str | None
    silence: str


class AnswerShown(Struct, frozen=True, kw_only=True):
    """An answer as a page shows it.

    wrong: what was asked cannot be answered; the answer is then only a sentence that says so.
    exports, tasks_exports: where its rules and its tasks are had as files.
    """

    answer: shapes.Answer
    tasks: tuple[TaskRow, ...] = ()
    missing: tuple[str, ...] = ()
    stays: tuple[Note, ...] = ()
    wrong: Wrong | None = None
    exports: Exports | None = None
    tasks_exports: Exports | None = None


def answer_sheets(shown: AnswerShown | None) -> tuple[Sheet, Sheet]:
    """Return the rules of an answer and its tasks as tables; no rows where there is none."""
    verdicts = shown.answer.verdicts if shown is not None else ()
    tasks = shown.tasks if shown is not None else ()
    rules = [
        (one.clause.says if one.clause else None, one.result, one.step, one.says, one.who,
         one.clock, one.until or None)
        for one in verdicts
    ]  # fmt: skip
    heads = ("rule", "result", "step", "says", "who", "clock", "until")
    what = [(one.who, one.what, one.due, one.silence) for one in tasks]
    return (
        Sheet("answer", heads, rules),
        Sheet("tasks", ("who", "what", "due", "silence"), what),
    )


def with_corners(
    visit: Visit, shown: AnswerShown, *, path: str = "", query: Mapping[str, str] | None = None
) -> AnswerShown:
    """Return an answer that says where it is had as a file: at this page, or that at `path`."""
    return replace(
        shown,
        exports=corner(visit, "answer", path=path, query=query) if shown.answer.verdicts else None,
        tasks_exports=corner(visit, "tasks", path=path, query=query),
    )


def answer_shown(
    visit: Visit,
    given: Answer,
    *,
    issuer: IssuerRegistered,
    stock_class: StockClassRegistered,
    ask: str = "",
    form_id: str = "",
    why: Link | None = None,
) -> AnswerShown:
    """Return an answer in the reader's language; `ask` and `form_id` let it be asked again."""
    verdicts = in_reading_order(_verdicts(visit, given, issuer))
    unknown = sum(1 for rule in given.rules if rule.result == "unknown")
    return AnswerShown(
        answer=shapes.Answer(
            sentence=sentence(visit, given, decimals=stock_class.decimals),
            note=visit.said(
                "{rules} rules read, {unknown} unknown", rules=len(given.rules), unknown=unknown
            ),
            verdicts=verdicts,
            why=why,
            ask=ask,
            form_id=form_id,
        ),
        tasks=tuple(_task(visit, one) for one in given.tasks),
        missing=tuple(visit.say(one) for one in given.missing),
        stays=tuple(stays(visit, given.attach, issuer)),
    )


def not_asked(visit: Visit, *, says: str = "", ask: str = "", form_id: str = "") -> AnswerShown:
    """Return what stands in the place of an answer while nothing has been asked."""
    sentence_ = says or visit.said("Not yet asked")
    return AnswerShown(answer=shapes.Answer(sentence=sentence_, ask=ask, form_id=form_id))


def cannot_answer(visit: Visit, error: LaoguError, *, ask: str, form_id: str) -> AnswerShown:
    """Return what stands in the place of an answer where what was asked cannot be read."""
    answer = shapes.Answer(sentence=visit.said("Not yet asked"), ask=ask, form_id=form_id)
    labels = {
        "quantity": visit.said("Quantity"),
        "price": visit.said("Price"),
        "on": visit.said("Day"),
    }
    label = labels.get(error.field or "", "")
    return AnswerShown(answer=answer, wrong=wrong(visit, error, label=label))


def sentence(visit: Visit, given: Answer, *, decimals: int) -> str:
    """Return the answer in one sentence."""
    steps = sum(1 for rule in given.rules if rule.result == "pending")
    after = (
        visit.said("after one step")
        if steps == 1
        else visit.said("after {steps} steps", steps=counted(visit, steps))
    )
    part = {"units": in_words(given.units, decimals), "asked": in_words(given.asked, decimals)}
    if given.result == "block":
        if given.until is None:
            return visit.said("No, not now")
        return visit.said("No, until {day}", day=given.until)
    if given.result == "unknown":
        count = len(given.missing)
        if count == 1:
            return visit.said("We do not know yet: one fact is missing")
        return visit.said(
            "We do not know yet: {facts} facts are missing", facts=counted(visit, count)
        )
    if given.units < given.asked:
        if steps:
            return visit.said("Yes, for {units} of {asked}, {after}", after=after, **part)
        return visit.said("Yes, for {units} of {asked}", **part)
    if steps:
        return visit.said("Yes, {after}", after=after)
    return visit.said("Yes, at once")


def counted(visit: Visit, count: int) -> str:
    """Return a small number as a sentence says it."""
    if not 2 <= count <= 10:
        return visit.show(count)
    zh = "两三四五六七八九十"[count - 2]
    en = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[count - 2]
    return visit.either(zh, en)


def stays(
    visit: Visit, attached: Iterable[Restriction], issuer: IssuerRegistered
) -> Iterable[Note]:
    """Return what stays with what is bought."""
    for one in attached:
        yield Note(
            result="attach",
            says=one.source,
            until=visit.show(one.locked_through) if one.locked_through else "",
            clause=rule_link(visit, issuer, one.rule),
        )


def rule_link(visit: Visit, issuer: IssuerRegistered, rule: str) -> Link:
    """Return the way to a rule's own words."""
    return Link(says=rule, href=visit.to(f"/company/{issuer.slug}/rules") + f"#{rule}")


def _verdicts(visit: Visit, given: Answer, issuer: IssuerRegistered) -> Iterable[Verdict]:
    step = 0
    for rule in given.rules:
        is_step = rule.result == "pending"
        step += is_step
        yield Verdict(
            result=rule.result,
            says=_says(visit, rule),
            step=step if is_step else None,
            who=_who(visit, rule),
            clock=visit.say(rule.clock) if rule.clock is not None else _due(visit, rule),
            clause=rule_link(visit, issuer, rule.id),
        )


def _says(visit: Visit, rule: RuleResult) -> str:
    """Return what a rule says here, and what would change it where it does not let pass."""
    says = visit.say(rule.says)
    if rule.fix is None or rule.result in ("pass", "pending", "charge"):
        return says
    return says + visit.either("", " ") + visit.say(rule.fix)


def _who(visit: Visit, rule: RuleResult) -> str | None:
    if rule.tasks:
        return visit.either("、", ", ").join(visit.say(task.who) for task in rule.tasks)
    return None


def _due(visit: Visit, rule: RuleResult) -> str | None:
    days = [task.due for task in rule.tasks if task.due is not None]
    return visit.said("until {day}", day=max(days)) if days else None


def _task(visit: Visit, task: Task) -> TaskRow:
    silence = {
        "waives": visit.said("silence waives"),
        "never_consents": visit.said("silence is not consent"),
        "nothing": visit.said("silence changes nothing"),
    }
    return TaskRow(
        who=visit.say(task.who),
        what=visit.say(task.what),
        due=visit.show(task.due) if task.due is not None else None,
        silence=silence[task.silence],
    )
