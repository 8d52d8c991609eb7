"""The trade of the specimen: clocks, life, legs, answer, rights. Everything in it is invented."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from laogu.web.clocks import Clock, draw_clocks
from laogu.web.drawing import Drawing
from laogu.web.frame import Link
from laogu.web.shapes import Answer, Leg, Note, Stage, Sum, Verdict, in_reading_order

Say = Callable[[str], str]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLAUSE = Link(says="US-ROFR-04", href="/clause")


def parts(t: Say, lang: str) -> dict[str, Any]:
    return {
        "clocks_wide": drawn(t, lang, 832),
        "clocks_narrow": drawn(t, lang, 358),
        "stages": stages(t),
        "legs": legs(t),
        "legs_total": Sum(
            name=t("Seller gets if it settles"), unit="USD", amount="1,831,500.00", is_total=True
        ),
        "answer": answer(t),
        "ways": ways(t),
        "rights": rights(t),
    }


def bold(text: str) -> Markup:
    """Return a text in which *figures* between stars stand out."""
    plain, *starred = text.split("*")
    whole = Markup("{}").format(plain)
    for place, part in enumerate(starred):
        whole += Markup("<b>{}</b>" if place % 2 == 0 else "{}").format(part)
    return whole


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def drawn(t: Say, lang: str, width: int) -> Drawing:
    said = t("Five clocks; investors have 6 days left")
    today = t("Today, 21 Nov")
    return draw_clocks(clocks(t), now=NOW, lang=lang, today=today, says=said, width=width)


def clocks(t: Say) -> tuple[Clock, ...]:
    return (
        Clock(
            name=t("Issuer may take"),
            under=t("15 days from notice"),
            says=t("took 30,000 on 16 Nov"),
            starts_at=on(11, 2),
            ends_at=on(11, 17),
            stopped_at=on(11, 16),
        ),
        Clock(
            name=t("Investors may take"),
            under=t("10 days after the issuer"),
            says=t("6 days left"),
            starts_at=on(11, 17),
            ends_at=on(11, 27),
        ),
        Clock(
            name=t("Takers may take the rest"),
            under=t("10 days"),
            starts_at=on(11, 27),
            ends_at=on(12, 7),
        ),
        Clock(
            name=t("Board consents"),
            under=t("no clock; silence is not consent"),
            says=t("no last day"),
            starts_at=on(11, 27),
            ends_at=None,
        ),
        Clock(
            name=t("Sale may close"),
            under=t("45 days, then start again"),
            says=t("long stop 31 Jan"),
            starts_at=on(12, 17),
            ends_at=on(1, 31, 2027),
        ),
    )


def stages(t: Say) -> tuple[Stage, ...]:
    entry = Link(says="40,118", href="/entry")
    return (
        Stage(
            state="done",
            name=t("Placed"),
            when="2026-10-26 10:12",
            says=t("Sell 100,000 Common at 18.50 USD, all or any part; 20,000 stay free."),
            who=t("Seller"),
            entry=entry,
        ),
        Stage(
            state="done",
            name=t("Noticed"),
            when="2026-11-02 09:00",
            says=t("Notice to the issuer and to 3 holders."),
            who=t("4 of 4 receipts"),
            entry=entry,
        ),
        Stage(
            state="now",
            name=t("Investors are answering"),
            when=t("day 4 of 10"),
            says=bold(t("Rook took *35,000*, Pine *14,000*. Lark may take up to *21,000*.")),
            who=t("Lark, by Fri 27 Nov"),
        ),
        Stage(
            state="to_come",
            name=t("Funded"),
            says=t("1,850,000.00 in escrow."),
            who=t("Takers or buyer"),
        ),
        Stage(state="to_come", name=t("Settled"), says=t("One entry moves cash and shares.")),
        Stage(state="lapsed", name=t("Printed"), says=t("Not at the detail of this rulebook.")),
    )


def legs(t: Say) -> tuple[Leg, ...]:
    return (
        Leg(
            name=t("Shares, lot CS-114"),
            under=t("Common, of 120,000"),
            amount="100,000",
            state=t("committed"),
        ),
        Leg(
            name=t("Deposit, Elm"),
            under=t("escrow account, USD"),
            amount="185,000.00",
            state=t("held"),
        ),
        Leg(
            name=t("Fee, 1.00% of price"),
            amount="18,500.00",
            state=t("owed if settled"),
            is_still_to_come=True,
        ),
    )


def answer(t: Say) -> Answer:
    verdicts = (
        Verdict(
            result="pending",
            step=2,
            says=t("Directors register the transfer; silence is not consent"),
            who=t("the board"),
            clock=t("no default"),
            clause=CLAUSE,
        ),
        Verdict(
            result="pass",
            says=t("Common, fully paid, no pledge or freeze"),
            who=t("register"),
            clause=CLAUSE,
        ),
        Verdict(
            result="pending",
            step=1,
            says=bold(t("First refusal: two holders are asked first for up to *1,200* shares")),
            who=t("2 holders"),
            clock=t("15 days from receipt"),
            clause=CLAUSE,
        ),
        Verdict(
            result="charge",
            says=bold(t("Venue fee 0.50% of price paid; stamp duty *0.00*, exempt")),
            who=t("venue"),
            clock=t("at settlement"),
            clause=CLAUSE,
        ),
        Verdict(
            result="attach",
            says=t("Restricted legend for one year on what is bought"),
            clause=CLAUSE,
        ),
        Verdict(
            result="unknown",
            says=t("Whether the seller is an affiliate: unknown"),
            who=t("issuer"),
            clause=CLAUSE,
        ),
        Verdict(
            result="block",
            until="2027-01-07",
            says=t("No sale within a year of the listing."),
            clause=CLAUSE,
        ),
        Verdict(result="adjust", says=t("8,000 of 12,000")),
    )
    return Answer(
        sentence=t("Yes, after three steps"),
        note=t("8 rules read, 1 unknown"),
        verdicts=in_reading_order(verdicts),
        why=Link(says=t("Why, rule by rule"), href="/why"),
        ask="/ask",
        form_id="offer",
    )


def ways(t: Say) -> tuple[Note, ...]:
    return (
        Note(
            result="pending",
            mark="a",
            says=bold(t("*Lark takes 21,000.* Elm is displaced, its deposit returns.")),
        ),
        Note(
            result="pending",
            mark="b",
            says=t("Something is left: the right is lost."),
            source=t("All or nothing"),
            clause=CLAUSE,
        ),
    )


def rights(t: Say) -> tuple[Note, ...]:
    return (
        Note(
            result="restriction",
            says=t("Shares from before the listing: not for a year after it."),
            until="2027-01-07",
            source=t("Company Law, article 160(1)"),
            clause=Link(says="CN-JSC-05", href="/clause"),
            sure="high",
        ),
        Note(
            result="unknown",
            says=t("Whether full circulation was filed: unknown."),
            clause=Link(says="HK-08", href="/clause"),
            sure="low",
        ),
    )
