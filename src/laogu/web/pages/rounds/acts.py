"""What an issuer may do with convertibles, warrants and a round, as forms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from laogu.basics import HolderId
from laogu.register import convertibles
from laogu.register.capital import AntiDilution
from laogu.web.forms import Form
from laogu.web.pages.acts import Act, Group, choice
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.rounds.asked import SOLD, TAKERS
from laogu.web.pages.rounds.tables import names, shown_holders
from laogu.web.pages.writing import handle, holder_name
from laogu.web.shapes import Field

Pairs = Sequence[tuple[str, str]]


def groups_of(subject: Subject, typed: Mapping[str, str]) -> tuple[Group, ...]:
    """Return every act of the page, by subject. typed: what a round was modelled from."""
    visit = subject.visit
    groups = [
        Group(
            id="round",
            title=visit.said("A round"),
            note=visit.said("worked out first, then closed in one entry"),
            acts=(_round(subject, typed),) if any(subject.table.totals.values()) else (),
        ),
        Group(
            id="papers",
            title=visit.said("Convertibles and warrants"),
            note=visit.said("the money lies outside this market"),
            acts=tuple(_papers(subject)),
        ),
    ]
    return tuple(one for one in groups if one.acts)


def _round(subject: Subject, typed: Mapping[str, str]) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/rounds/close"
    form = Form(visit, path, key="round", action=visit.to(path))

    def blank(name: str, label: str, **more: object) -> Field:
        value = typed.get(name, "")
        return form.field(name, label, value=value, is_required=False, **more)

    def chosen(name: str, label: str, pairs: Pairs) -> Field:
        return choice(form, name, label, pairs, value=typed.get(name, pairs[0][0]))

    sides = [
        ("pre_money", visit.said("in the pre-money valuation")),
        ("after", visit.said("on top of it")),
    ]
    room = visit.books.register.plans
    known = room.plans_of.on(subject.issuer.issuer)
    plans = [("", visit.said("the only one")), *((one, room.plans[one].plan.name) for one in known)]
    fields = (
        form.field(
            SOLD,
            visit.said("Stock class"),
            value=typed.get(SOLD, "Series A"),
            hint=visit.said("a new name makes a new class"),
        ),
        blank("name_zh", visit.said("Name, in Chinese")),
        blank("pre_money", visit.said("Pre-money valuation"), kind="figure",
              unit=subject.issuer.currency),
        blank("price", visit.said("Or the price of a share"), kind="figure"),
        blank("post_money", visit.said("Or the post-money valuation"), kind="figure"),
        chosen("converting", visit.said("What converts"), [
            ("all", visit.said("every safe and note")), ("none", visit.said("nothing")),
        ]),
        *_takers(subject, form, typed),
        chosen("convertibles", visit.said("What converts counts"), sides),
        chosen("protections", visit.said("Protected classes count"), sides),
        blank("pool_part", visit.said("Free pool after the round"), kind="figure", unit="%"),
        blank("pool_increase", visit.said("Or so many more"), kind="figure"),
        chosen("plan", visit.said("Of which plan"), plans),
        blank("promised", visit.said("Options promised, not granted"), kind="figure"),
        chosen("anti_dilution", visit.said("The new class is protected by"), [
            (one, visit.show(one, of="anti_dilution")) for one in get_args(AntiDilution)
        ]),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Model a round, and close it"),
        note=visit.said("One of the three: a valuation before, a price, a valuation after."),
        fields=fields,
        button=visit.said("Close the round"),
        ask=(visit.said("Model the round"), "model"),
        for_good=visit.said("Closing issues shares and ends what converts."),
    )


def _takers(subject: Subject, form: Form, typed: Mapping[str, str]) -> Iterator[Field]:
    visit = subject.visit
    given = (typed.get(f"holder_{place}", "") for place in range(1, TAKERS + 1))
    holders = [("", visit.said("nobody")), *_holders(subject, *given)]
    for place in range(1, TAKERS + 1):
        holder, amount = f"holder_{place}", f"amount_{place}"
        yield choice(form, holder, visit.said("Who puts in"), holders, value=typed.get(holder, ""))
        yield form.field(
            amount,
            visit.said("How much"),
            value=typed.get(amount, ""),
            kind="figure",
            unit=subject.issuer.currency,
            is_required=False,
        )


def _holders(subject: Subject, *typed: str) -> Pairs:
    """Return who may get something: whom the page shows by name, and whom somebody typed."""
    holders = subject.visit.books.register.holders
    name_of = names(subject)
    known = dict.fromkeys([*shown_holders(subject), *typed])
    found = [holders[HolderId(one)] for one in known if HolderId(one) in holders]
    return [(one.holder, name_of(one.holder)) for one in found if one.kind != "residual"]


def _papers(subject: Subject) -> Iterator[Act]:
    yield _issue(subject)
    if subject.classes:
        yield _issue_warrant(subject)
    room, issuer = subject.books.register.convertibles, subject.issuer.issuer
    standing = [
        (one.issued.security, _label(subject, one.issued))
        for one in convertibles.convertibles_on(room, issuer, as_of=subject.on)
    ]
    if standing:
        yield _take(subject, standing, "convertible.accept")
        yield _move(subject, standing, "convertible.transfer", "amount")
        yield _convert(subject, standing)
        yield _end(subject, standing, "convertible.cancel", "amount")
    warrants = [
        (one.warrant.issued.security, _label(subject, one.warrant.issued))
        for one in convertibles.warrants_on(room, issuer, as_of=subject.on)
    ]
    if warrants:
        yield _take(subject, warrants, "warrant.accept")
        yield _exercise(subject, warrants)
        yield _move(subject, warrants, "warrant.transfer", "quantity")
        yield _end(subject, warrants, "warrant.cancel", "quantity")


def _label(
    subject: Subject, issued: convertibles.IssuedConvertible | convertibles.IssuedWarrant
) -> str:
    label = issued.certificate or handle(issued.security)
    return f"{label} · {holder_name(subject.visit, issued.holder)}"


def _optional(form: Form, name: str, label: str, **more: object) -> Field:
    return form.field(name, label, is_required=False, **more)


def _issue(subject: Subject) -> Act:
    visit = subject.visit
    path = f"/desk/{subject.issuer.slug}/rounds/issue"
    form = Form(visit, path, key="paper", action=visit.to(path))
    kinds = [
        (one, visit.show(one, of="convertible_kind"))
        for one in get_args(convertibles.ConvertibleKind)
    ]
    timings = [
        ("post_money", visit.said("after all that converts (post-money)")),
        ("pre_money", visit.said("before it (pre-money)")),
    ]
    no = [("false", visit.said("no")), ("true", visit.said("yes"))]
    fields = (
        choice(form, "kind", visit.said("Kind"), kinds),
        choice(form, "holder", visit.said("Holder"), _holders(subject)),
        form.field("amount", visit.said("Amount"), kind="figure", unit=subject.issuer.currency),
        _optional(form, "certificate", visit.said("Certificate")),
        _optional(form, "cap", visit.said("Valuation cap"), kind="figure",
                  unit=subject.issuer.currency),
        _optional(form, "discount", visit.said("Discount"), kind="figure",
                  hint=visit.said("a part, such as 0.20")),
        choice(form, "timing", visit.said("The cap of a safe is"), timings),
        choice(form, "is_mfn", visit.said("May take later terms"), no),
        _optional(form, "rate", visit.said("Interest a year, of a note"), kind="figure",
                  hint=visit.said("a part, such as 0.08")),
        _optional(form, "later_rates", visit.said("Later rates of a note"),
                  hint=visit.said("each from its day: 10% from 2028-01-01; 12% from 2029-01-01")),
        choice(form, "day_count", visit.said("Interest counts days by"), [
            ("actual_365", "actual/365"), ("30_360", "30/360"),
        ]),
        choice(form, "payout", visit.said("Interest is paid"), [
            ("deferred", visit.said("by converting with the note")),
            ("cash", visit.said("in cash")),
        ]),
        _optional(form, "matures_on", visit.said("Last day of a note"), kind="date"),
        _optional(form, "says", visit.said("How it converts, in words"), is_whole=True),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Issue a convertible"),
        note=visit.said("A safe, a note, or another paper that becomes shares."),
        fields=fields,
        button=visit.said("Issue the convertible"),
    )


def _issue_warrant(subject: Subject) -> Act:
    visit = subject.visit
    form = Form(visit, "warrant.issue", {"issuer": subject.issuer.slug})
    fields = (
        choice(form, "stock_class", visit.said("Stock class"), _classes(subject)),
        choice(form, "holder", visit.said("Holder"), _holders(subject)),
        form.field("quantity", visit.said("For, shares"), kind="figure"),
        form.field("exercise_price", visit.said("Price of a share"), kind="figure"),
        _optional(form, "purchase_price", visit.said("Paid for the warrant"), kind="figure"),
        _optional(form, "expires_on", visit.said("Last day"), kind="date"),
        _optional(form, "certificate", visit.said("Certificate")),
    )
    return Act(
        form=form.post(),
        title=visit.said("Issue a warrant"),
        note=visit.said("A right to buy shares of a class at a price, until a day."),
        fields=fields,
        button=visit.said("Issue the warrant"),
    )


def _take(subject: Subject, standing: Pairs, operation: str) -> Act:
    visit = subject.visit
    form = Form(visit, operation)
    title = (
        visit.said("Note that a convertible was accepted")
        if operation == "convertible.accept"
        else visit.said("Note that a warrant was accepted")
    )
    return Act(
        fields=(choice(form, "security", visit.said("Paper"), standing),),
        form=form.post(),
        title=title,
        button=visit.said("Note the acceptance"),
    )


def _move(subject: Subject, standing: Pairs, operation: str, of: str) -> Act:
    visit = subject.visit
    form = Form(visit, operation)
    is_amount = of == "amount"
    what = visit.said("Amount") if is_amount else visit.said("For, shares")
    fields = (
        choice(form, "security", visit.said("Paper"), standing),
        choice(form, "holder", visit.said("To"), _holders(subject)),
        _optional(form, of, what, kind="figure", hint=visit.said("blank: all of it")),
        _optional(form, "reason", visit.said("Reason, kept for ever")),
    )
    title = visit.said("Transfer a convertible") if is_amount else visit.said("Transfer a warrant")
    return Act(
        form=form.post(),
        title=title,
        note=visit.said("What moves and what is left are new papers."),
        fields=fields,
        button=visit.said("Transfer the paper"),
        is_second=True,
    )


def _convert(subject: Subject, standing: Pairs) -> Act:
    visit = subject.visit
    form = Form(visit, "convertible.convert")
    fields = (
        choice(form, "security", visit.said("Paper"), standing),
        choice(form, "stock_class", visit.said("Stock class"), _classes(subject)),
        form.field("price", visit.said("Price of a share"), kind="figure"),
        form.field("reason", visit.said("Reason, kept for ever")),
    )
    return Act(
        form=form.post(),
        title=visit.said("Convert outside a round"),
        note=visit.said("At its last day, or by agreement, with what it has earned."),
        fields=fields,
        button=visit.said("Convert the paper"),
        for_good=visit.said("A conversion cannot be undone."),
        is_second=True,
    )


def _exercise(subject: Subject, standing: Pairs) -> Act:
    visit = subject.visit
    form = Form(visit, "warrant.exercise")
    ways = [
        ("cash", visit.said("in cash")),
        ("net", visit.said("net: shares worth the price are held back")),
    ]
    fields = (
        choice(form, "security", visit.said("Paper"), standing),
        _optional(form, "quantity", visit.said("For, shares"), kind="figure",
                  hint=visit.said("blank: all of it")),
        choice(form, "how", visit.said("Paid"), ways),
        _optional(form, "value", visit.said("What a share is worth"), kind="figure",
                  hint=visit.said("for a net exercise")),
    )  # fmt: skip
    return Act(
        form=form.post(),
        title=visit.said("Exercise a warrant"),
        note=visit.said("What is not exercised goes on."),
        fields=fields,
        button=visit.said("Exercise the warrant"),
    )


def _end(subject: Subject, standing: Pairs, operation: str, of: str) -> Act:
    visit = subject.visit
    form = Form(visit, operation)
    is_amount = of == "amount"
    others = "repayment" if is_amount else "expiry"
    hows = [(one, visit.show(one, of="ended_by")) for one in ("cancellation", others, "retraction")]
    what = visit.said("Amount") if is_amount else visit.said("For, shares")
    fields = (
        choice(form, "security", visit.said("Paper"), standing),
        choice(form, "how", visit.said("It ends by"), hows),
        _optional(form, of, what, kind="figure", hint=visit.said("blank: all of it")),
        form.field("reason", visit.said("Reason, kept for ever")),
    )
    title = visit.said("End a convertible") if is_amount else visit.said("End a warrant")
    return Act(
        form=form.post(),
        title=title,
        note=visit.said("It ends without becoming shares; the rest is a new paper."),
        fields=fields,
        button=visit.said("End the paper"),
        for_good=visit.said("A cancellation cannot be undone."),
        is_second=True,
    )


def _classes(subject: Subject) -> Pairs:
    return [(one.stock_class, subject.class_name(one)) for one in subject.classes]
