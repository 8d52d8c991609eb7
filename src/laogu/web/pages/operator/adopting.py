"""Rest days and rulebooks, read from a form and adopted."""

import re

from laogu.connectors import shipped
from laogu.people import MARKET
from laogu.web.pages.acts import ask_for, sent_of
from laogu.web.pages.operator.known import days_of
from laogu.web.showing import Shown
from laogu.web.visit import Visit


async def adopt_calendar(visit: Visit) -> Shown | Visit:
    """Adopt the rest days of a form."""
    visit.must("operate", MARKET)
    typed = sent_of(visit).fields
    fields: dict[str, object] = {"name": typed.get("name", ""), "source": typed.get("source", "")}

    def read() -> None:
        fields["years"] = [int(one) for one in re.findall(r"\d{4}", typed.get("years", ""))]
        fields["holidays"] = list(days_of(typed.get("holidays", "")))
        fields["makeup_workdays"] = list(days_of(typed.get("makeup_workdays", "")))

    return await ask_for(
        visit,
        "calendar.adopt",
        fields,
        on="/operator",
        then=lambda _: visit.to("/operator"),
        check=read,
    )


async def adopt_rulebook(visit: Visit) -> Shown | Visit:
    """Adopt a rulebook: one that is shipped, or a text of the operator's own."""
    visit.must("operate", MARKET)
    typed = sent_of(visit).fields
    fields: dict[str, object] = {name: typed.get(name, "") for name in ("issuer", "binds_on")}
    which = typed.get("which", "own")
    is_shipped = which in shipped.RULEBOOKS
    fields["text"] = shipped.rulebook(which) if is_shipped else typed.get("text", "")
    return await ask_for(
        visit,
        "rulebook.adopt",
        fields,
        on="/operator",
        then=lambda _: visit.to("/operator"),
    )
