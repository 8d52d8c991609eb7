"""`laogu contribution list` and `laogu stock-class list`: what is owed, and what classes grant."""

import click
from msgspec import Struct

from laogu.basics import said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import FORGOTTEN, draw, figure, figures, ids, line, text, word
from laogu.cli.telling import tell


class RightTold(Struct, frozen=True, kw_only=True):
    """A right to convert."""

    new: str
    old: str


class ClassTold(Struct, frozen=True, kw_only=True):
    """A class with its rights; None: nobody stated it."""

    stock_class_id: str
    name: str
    authorised: str | None
    kind: str | None
    votes: str | None
    issue_price: str | None
    preference: str | None
    converts: tuple[RightTold, ...]
    says: tuple[str, ...]


class ContributionTold(Struct, frozen=True, kw_only=True):
    """A stake and what is paid in on it. holder: None: the name has been forgotten."""

    security_id: str
    holder: str | None
    subscribed: str
    paid: str
    owed: str
    overdue: str
    due_on: str | None


class CapitalTold(Struct, frozen=True, kw_only=True):
    """An issuer's classes and contributions on a day."""

    as_of: str
    classes: tuple[ClassTold, ...]
    contributions: tuple[ContributionTold, ...]


@click.command("list", cls=AskingCommand)
@click.argument("issuer")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
def list_contributions(issuer: str, as_of: str | None) -> None:
    """List what was subscribed to ISSUER, paid in, owed and overdue, the first due first."""
    call = this_call()
    told = _asked(call, issuer, as_of)
    if told is None:
        return
    columns = [text(said("holder")), figures(said("subscribed")), figures(said("paid in")),
               figures(said("owed")), figures(said("overdue")), text(said("due on")),
               ids(said("id"))]  # fmt: skip
    rows = [
        [one.holder or FORGOTTEN, figure(one.subscribed), figure(one.paid), figure(one.owed),
         figure(one.overdue), one.due_on, one.security_id]
        for one in told.contributions
    ]  # fmt: skip
    title = said("{issuer}: contributions as of {day}", issuer=issuer, day=told.as_of)
    draw(call, columns, rows, title=title)


@click.command("list", cls=AskingCommand)
@click.argument("issuer")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
def list_classes(issuer: str, as_of: str | None) -> None:
    """List the stock classes of ISSUER with their rights, as they stood on a day."""
    call = this_call()
    told = _asked(call, issuer, as_of)
    if told is None:
        return
    columns = [text(said("class")), text(said("kind")), figures(said("authorised")),
               figures(said("votes")), figures(said("issue price")), text(said("converts")),
               ids(said("id"))]  # fmt: skip
    rows = [
        [one.name, word(call, "class_kind", one.kind) if one.kind else None,
         figure(one.authorised) if one.authorised else None,
         figure(one.votes) if one.votes else None,
         figure(one.issue_price) if one.issue_price else None,
         "; ".join(f"{right.new} : {right.old}" for right in one.converts) or None,
         one.stock_class_id]
        for one in told.classes
    ]  # fmt: skip
    title = said("{issuer}: stock classes as of {day}", issuer=issuer, day=told.as_of)
    draw(call, columns, rows, title=title)
    for one in told.classes:
        for sentence in one.says:
            line(call, said("{stock_class}: {says}", stock_class=one.name, says=sentence))


def _asked(call: Call, issuer: str, as_of: str | None) -> CapitalTold | None:
    """Return what was told; None: it was told as JSON already."""
    found = call.market().get("capital", issuer, as_of=as_of)
    if call.json:
        tell(found)
        return None
    return taken(found, CapitalTold, call)
