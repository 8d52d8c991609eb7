"""The shapes of answers, for the description of the door: more keys may come, none goes.

Every figure is a decimal string, every day and every moment is written as ISO 8601 has it.
"""

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
WHOLE: Shape = {"type": "integer"}
TRUTH: Shape = {"type": "boolean"}
DAY: Shape = {"type": "string", "format": "date"}
MOMENT: Shape = {"type": "string", "format": "date-time"}
FIGURE: Shape = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
ANYTHING: Shape = {"type": "object"}


def thing(**keys: Shape) -> Shape:
    """Return an object that has all these keys."""
    return {"type": "object", "required": list(keys), "properties": keys}


def many(of: Shape) -> Shape:
    """Return a list."""
    return {"type": "array", "items": of}


def page(name: str, of: Shape) -> Shape:
    """Return a list that can grow: with the cursor of the next page, null for the last."""
    return thing(**{name: many(of), "next": or_none(TEXT)})


def by_id(of: Shape) -> Shape:
    """Return an object whose keys are ids."""
    return {"type": "object", "additionalProperties": of}


def where_asked(of: Shape, **keys: Shape) -> Shape:
    """Return an object that has these keys as well, where the question asked for them."""
    return {**of, "properties": {**of["properties"], **keys}}


def or_none(of: Shape) -> Shape:
    """Return what may be null."""
    if isinstance(of["type"], str) and "$ref" not in of:
        return {**of, "type": [of["type"], "null"]}
    return {"anyOf": [of, {"type": "null"}]}


_WHAT = thing(code=TEXT, family=TEXT, what=TEXT, why=TEXT, fix=TEXT, facts=ANYTHING)
_RECORDED = thing(
    entry=WHOLE, recorded_at=MOMENT, request=TEXT, operation=TEXT, made=by_id(many(TEXT)),
    events=many(TEXT),
)  # fmt: skip
_CLASS = thing(stock_class_id=TEXT, name=TEXT, quantity=FIGURE)
_ANSWER = thing(
    result={"enum": ["pass", "pending", "adjust", "block", "unknown"]},
    quantity=FIGURE,
    asked=FIGURE,
    until=or_none(DAY),
    rules=many(
        thing(
            id=TEXT, result=TEXT, source=TEXT, sure=TEXT, facts=ANYTHING, why=TEXT,
            fix=or_none(TEXT), until=or_none(DAY), quantity=or_none(FIGURE),
        )
    ),
    tasks=many(thing(who=TEXT, what=TEXT, due=or_none(DAY), silence=or_none(TEXT))),
    charges=many(
        thing(
            payer=TEXT, collector=TEXT, kind=TEXT, amount=FIGURE, currency=TEXT,
            due=or_none(DAY),
        )
    ),
    attach=many(
        thing(
            kind=TEXT, rule=TEXT, source=TEXT, locked_through=or_none(DAY),
            quantity=or_none(FIGURE),
        )
    ),
    missing=many(TEXT),
)  # fmt: skip
_TRADE = thing(
    trade_id=TEXT, issuer_id=TEXT, stock_class_id=TEXT, seller_id=TEXT, buyer_id=TEXT,
    quantity=FIGURE, price=FIGURE, currency=TEXT, stage=TEXT,
    stages=many(thing(stage=TEXT, at=MOMENT)),
    parts=many(thing(holder_id=TEXT, quantity=FIGURE)),
    notice=or_none(thing(rule=TEXT, last_day=DAY, ends_at=MOMENT, waits_for=many(TEXT))),
    consent=or_none(thing(giver=TEXT, answer=or_none(TEXT))),
    long_stop_at=MOMENT, through=or_none(DAY), settled_on=or_none(DAY), reason=or_none(TEXT),
    names=by_id(or_none(TEXT)),
)  # fmt: skip

_RESULT = thing(
    price=FIGURE, quantity=FIGURE, surplus=FIGURE, decided_by=TEXT, book_hash=TEXT,
    rule_version=TEXT,
)  # fmt: skip
_WINDOW = {
    "window_id": TEXT, "issuer_id": TEXT, "stock_class_id": TEXT, "currency": TEXT, "phase": TEXT,
    "now": MOMENT, "opens_at": MOMENT, "locks_at": MOMENT, "closes_at": MOMENT,
    "ended_at": or_none(MOMENT), "extended": WHOLE, "extensions": WHOLE,
    "extension_minutes": WHOLE, "floor": FIGURE, "cap": FIGURE, "tick": FIGURE,
    "reference": or_none(FIGURE), "minimum": or_none(FIGURE), "rationing": TEXT,
    "small": or_none(FIGURE), "seed": TEXT, "indicative": TEXT, "result": or_none(_RESULT),
    "failed": or_none(TEXT), "reason": or_none(TEXT),
}  # fmt: skip

_COUNTED = where_asked(
    thing(id=or_none(TEXT), name=or_none(TEXT), percent=or_none(FIGURE)),
    quantities=by_id(FIGURE), together=FIGURE, votes=FIGURE, counts_as=or_none(TEXT),
)  # fmt: skip
_CHANGED = thing(stock_class_id=TEXT, start=FIGURE, changes=by_id(FIGURE), end=FIGURE)
_MONEY = thing(amount=FIGURE, currency=TEXT)
_ROW = thing(on=DAY, units=FIGURE, total=FIGURE, conditions=many(TEXT))
_GRANT = thing(
    name=TEXT, security_id=TEXT, kind=TEXT, plan=or_none(TEXT), granted_on=DAY,
    expires_on=or_none(DAY), ends_on=or_none(DAY), granted=FIGURE, left=FIGURE, vested=FIGURE,
    unvested=FIGURE, forfeited=FIGURE, exercised=FIGURE, next=or_none(_ROW),
    waits_for=many(TEXT), schedule=many(_ROW),
    exercise=thing(
        on=DAY, units=FIGURE, cost=or_none(_MONEY), last_on=or_none(DAY), iso_until=or_none(DAY),
        lapsed=FIGURE, why=many(TEXT),
        rights=many(thing(
            units=FIGURE, from_on=DAY, until_on=or_none(DAY), treated=or_none(TEXT),
            cost=or_none(_MONEY), why=TEXT,
        )),
    ),
)  # fmt: skip

_ENCUMBRANCE = thing(
    encumbrance_id=TEXT, kind=TEXT, issuer=TEXT, stock_class_id=TEXT, holder_id=TEXT,
    whole_holding=TRUTH, security_ids=many(TEXT), quantity=FIGURE, favours_id=or_none(TEXT),
    favours=or_none(TEXT), basis=TEXT, rule=TEXT, source=TEXT, document=or_none(TEXT), sure=TEXT,
    starts_on=DAY, through=or_none(DAY), lifted_on=or_none(DAY), binds=TRUTH, lifted_by=TEXT,
    public=TRUTH,
    claim=or_none(thing(
        part=FIGURE, above=or_none(FIGURE), at_most=or_none(FIGURE), set_apart=FIGURE,
        held=FIGURE, currency=TEXT,
    )),
)  # fmt: skip

SHAPES: dict[str, Shape] = {
    "Problem": {
        **_WHAT,
        "required": ["type", "title", "status", "detail", *_WHAT["required"]],
        "properties": {
            "type": TEXT, "title": TEXT, "status": WHOLE, "detail": TEXT,
            **_WHAT["properties"], "field": TEXT,
        },
    },
    "Recorded": _RECORDED,
    "Answers": thing(answers=many({"anyOf": [
        {**_RECORDED, "properties": {**_RECORDED["properties"], "status": {"const": 201}}},
        {**_WHAT, "properties": {**_WHAT["properties"], "status": {"minimum": 400}}},
    ]})),
    "Previewed": thing(
        operation=TEXT, recorded={"const": False}, made={"type": "object"}, events=many(TEXT),
    ),
    "Answer": _ANSWER,
    "RoundModelled": thing(**{"class": TEXT}, **dict.fromkeys((
        "price", "new_money", "post_money", "fully_diluted_before", "fully_diluted_after",
        "pool_before", "pool_after",
    ), FIGURE), currency=TEXT, on=DAY, price_exact=TEXT, classes=many(thing(
        line=TEXT, name=or_none(TEXT), shares_after=FIGURE, before=FIGURE, part_before=FIGURE,
        after=FIGURE, part_after=FIGURE,
    )), holders=many(thing(
        holder=TEXT, before=FIGURE, part_before=FIGURE, converted=FIGURE, bought=FIGURE,
        paid=FIGURE, after=FIGURE, part_after=FIGURE,
    )), conversions=many(thing(
        convertible=TEXT, holder=TEXT, amount=or_none(FIGURE), interest=FIGURE, by=TEXT,
        terms_of=or_none(TEXT), price=or_none(FIGURE), shares=FIGURE, left_over=FIGURE,
    )), sales=many(thing(
        holder=TEXT, amount=FIGURE, shares=FIGURE, left_over=FIGURE,
    )), protections=many(thing(
        **{"class": TEXT}, protection=TEXT, base=or_none(FIGURE), price_before=FIGURE,
        price_after=FIGURE, ratio_before=FIGURE, ratio_after=FIGURE,
    )), pro_rata=many(thing(
        holder=TEXT, basis=TEXT, part=FIGURE, shares=FIGURE, cost=FIGURE,
    )), not_computable=many(thing(convertible=TEXT, why=TEXT)), steps=many(thing(
        what=TEXT, equation=TEXT, result=TEXT, rounding=or_none(TEXT),
    )), letters={"type": "object", "additionalProperties": TEXT}),
    "Issuers": page("issuers", thing(
        issuer_id=TEXT, slug=TEXT, name=TEXT, jurisdiction=TEXT, example=TRUTH,
        classes=many({**_CLASS, "properties": {**_CLASS["properties"], "currency": TEXT}}),
    )),
    "CapTable": where_asked(
        thing(
            issuer=TEXT, as_of=DAY, known_at=or_none(MOMENT), classes=many(_CLASS),
            rows=many(thing(
                holder_id=TEXT, holder=or_none(TEXT), kind=TEXT, quantities=by_id(FIGURE),
            )),
            not_shown=by_id(FIGURE),
        ),
        counted=where_asked(
            thing(by=TEXT, rows=many(_COUNTED), not_shown=by_id(FIGURE), total=FIGURE),
            conventions=ANYTHING, left_out=by_id(FIGURE), per_share=by_id(or_none(FIGURE)),
        ),
        securities=thing(rows=many(thing(
            kind=TEXT, security_id=TEXT, label=or_none(TEXT), stock_class_id=or_none(TEXT),
            plan_id=or_none(TEXT), quantity=or_none(FIGURE), currency=or_none(TEXT),
            since=or_none(DAY), holder_id=TEXT, holder=or_none(TEXT),
        ))),
        changed=thing(
            after=DAY, through=DAY,
            rows=many(where_asked(_CHANGED, holder_id=TEXT, holder=or_none(TEXT))),
            classes=many(_CHANGED),
        ),
    ),
    "HistoryTold": thing(
        issuer=TEXT, as_of=DAY, recorded_at=MOMENT, kept=by_id(TEXT),
        # The shape of a request to take it, so that what is told can be taken again.
        history={"$ref": "#/components/schemas/History"},
    ),
    "Offers": page("offers", thing(
        offer_id=TEXT, stock_class_id=TEXT, quantity=FIGURE, price=FIGURE, currency=TEXT,
        posted_at=MOMENT, open_until=or_none(MOMENT),
    )),
    "Anchors": thing(
        issuer=TEXT, on=DAY, quantity=or_none(FIGURE), percent=or_none(FIGURE),
        anchors=many(thing(
            **{"for": or_none(FIGURE)},
            fact_id=TEXT, on=DAY, precision=TEXT, kind=TEXT, paid=TRUTH, value=FIGURE,
            currency=TEXT, basis=TEXT, derived=TRUTH, comes_to=or_none(FIGURE), says=TEXT,
            source=TEXT, address=or_none(TEXT), sure=TEXT,
        )),
        next=or_none(TEXT),
    ),
    "Tape": page("prints", thing(
        stock_class_id=TEXT, settled_on=DAY, settled_at=MOMENT, quantity=FIGURE, price=FIGURE,
        currency=TEXT,
    )),
    "Trade": _TRADE,
    "Windows": page("windows", thing(**_WINDOW)),
    "WindowTold": thing(
        **_WINDOW,
        indication=or_none(thing(
            price=or_none(FIGURE), quantity=FIGURE, surplus=FIGURE, decided_by=TEXT,
        )),
        curve=many(thing(lowest=FIGURE, highest=FIGURE, wanted=FIGURE, offered=FIGURE)),
        orders=many(thing(
            order_id=TEXT, holder_id=TEXT, side=TEXT, quantity=FIGURE, limit=or_none(FIGURE),
            placed_at=MOMENT, stage=TEXT, filled=FIGURE,
        )),
        trades=many(TEXT),
    ),
    "Allocation": thing(
        allocation=TEXT,
        about=by_id(TEXT),
        parameters=by_id(or_none(TEXT)),
        orders=many(thing(
            order_id=TEXT, side=TEXT, quantity=FIGURE, limit=TEXT, time=TEXT, filled=FIGURE,
        )),
        result=thing(
            price=FIGURE, volume=FIGURE, surplus=FIGURE, decided_by=TEXT, book_hash=TEXT,
            rule_version=TEXT, fills=many(thing(order_id=TEXT, quantity=FIGURE)),
        ),
    ),
    "Holdings": thing(
        holder_id=TEXT, holder=or_none(TEXT),
        lots=many(thing(
            security_id=TEXT, issuer=TEXT, stock_class=TEXT, certificate=or_none(TEXT),
            quantity=FIGURE, restricted=FIGURE, promised=FIGURE, free=FIGURE,
            acquired_on=or_none(DAY), cost=or_none(FIGURE), currency=or_none(TEXT),
            reasons=many(thing(
                kind=TEXT, quantity=FIGURE, counted=FIGURE, rule=or_none(TEXT),
                source=or_none(TEXT), until=or_none(DAY), remedy=or_none(TEXT),
                encumbrance_id=or_none(TEXT), promised_to=or_none(TEXT),
            )),
        )),
        cash=many(thing(currency=TEXT, free=FIGURE, held=FIGURE)),
    ),
    "Encumbrances": thing(
        holder_id=TEXT, on=many(_ENCUMBRANCE), in_favour=many(_ENCUMBRANCE), next=or_none(TEXT),
    ),
    "Capital": thing(
        issuer=TEXT, as_of=DAY, authorised=or_none(FIGURE),
        classes=many(thing(
            stock_class_id=TEXT, name=TEXT, authorised=or_none(FIGURE), is_described=TRUTH,
            kind=or_none(TEXT), votes=or_none(FIGURE), par=or_none(FIGURE),
            issue_price=or_none(FIGURE), seniority=or_none(FIGURE), preference=or_none(FIGURE),
            participates=or_none(TEXT), cap=or_none(FIGURE), anti_dilution=or_none(TEXT),
            converts=many(thing(
                into=or_none(TEXT), new=FIGURE, old=FIGURE, rounding=TEXT, price=or_none(FIGURE),
            )),
            dividends=or_none(thing(grows=TEXT, rate=FIGURE, since=or_none(DAY))),
            redemption=or_none(thing(**{
                "grows": TEXT, "rate": FIGURE, "multiple": FIGURE, "since": or_none(DAY),
                "from": or_none(DAY), "seniority": or_none(FIGURE), "most": or_none(FIGURE),
            })),
            ratchet=or_none(FIGURE),
            listing=or_none(thing(
                proceeds=or_none(FIGURE), valuation=or_none(FIGURE), price=or_none(FIGURE),
                by_vote=TRUTH,
            )),
            protected_when_listed=TRUTH, says=many(TEXT),
        )),
        contributions=many(thing(
            security_id=TEXT, stock_class_id=TEXT, holder_id=TEXT, holder=or_none(TEXT),
            certificate=or_none(TEXT), subscribed=FIGURE, paid=FIGURE, owed=FIGURE,
            overdue=FIGURE, due_on=or_none(DAY), transferred_by=many(TEXT),
        )),
        papers=many(thing(
            paper_id=TEXT, kind=TEXT, on=DAY, name=or_none(TEXT), stock_class_id=or_none(TEXT),
            price=or_none(FIGURE), currency=or_none(TEXT), through=or_none(DAY),
            provider=or_none(TEXT), security_ids=many(TEXT), document=or_none(TEXT),
            text=or_none(TEXT),
        )),
    ),
    "Owners": thing(
        issuer=TEXT, as_of=DAY, on_register=FIGURE, behind_it=FIGURE, totals=by_id(FIGURE),
        owners=many(thing(
            holder_id=or_none(TEXT), holder=or_none(TEXT), known=TRUTH,
            encumbrance_id=or_none(TEXT), quantities=by_id(FIGURE), percent=FIGURE,
            a_quarter=TRUTH, more_chains=TRUTH,
            chains=many(thing(
                steps=many(thing(holder_id=TEXT, holder=or_none(TEXT), by=TEXT, percent=FIGURE)),
                quantities=by_id(FIGURE),
            )),
        )),
        not_shown=by_id(FIGURE), next=or_none(TEXT),
    ),
    "Statement": {**page("lines", thing(**{
        "at": MOMENT, "kind": TEXT, "for": TEXT, "currency": TEXT, "free": FIGURE,
        "held": FIGURE, "free_after": FIGURE,
    }))},
    "GrantWindows": thing(
        holder_id=or_none(TEXT), holder=or_none(TEXT),
        issuers=many(thing(
            issuer=TEXT, as_of=DAY, left=or_none(thing(on=DAY, reason=TEXT)),
            grants=many(_GRANT),
            iso_limit=thing(
                dollars=FIGURE, source=TEXT, unknown=many(TEXT),
                parts=many(thing(grant=TEXT, year=TEXT, iso=FIGURE, nso=FIGURE)),
            ),
        )),
    ),
    "Calendar": thing(calendar=TEXT),
    "Inbox": page("waiting", thing(**{
        "what": TEXT, "issuer_id": TEXT, "trade_id": or_none(TEXT), "offer_id": or_none(TEXT),
        "window_id": or_none(TEXT), "grant_id": or_none(TEXT), "for": or_none(TEXT),
        "due": or_none(DAY), "due_at": or_none(MOMENT), "silence": TEXT,
    })),
    "Record": page("entries", thing(
        entry=WHOLE, recorded_at=MOMENT, operation=TEXT, events=many(TEXT), hash=TEXT,
    )),
    "Looks": page("looks", thing(at=MOMENT, by=TEXT, what=TEXT, of=TEXT)),
    "Me": thing(
        person_id=TEXT, name=or_none(TEXT),
        mandates=many(thing(power=TEXT, over=TEXT, name=or_none(TEXT))),
    ),
    "Link": thing(person_id=TEXT, path=TEXT, until=MOMENT),
    "SignedIn": thing(person_id=TEXT, name=or_none(TEXT), token=TEXT, until=MOMENT),
    "SignedOut": thing(person_id=TEXT),
    "Verified": thing(
        sound=TRUTH, kind=TEXT, entries=WHOLE, events=WHOLE, head=TEXT, snapshot=or_none(WHOLE),
        compared_live=TRUTH, commitments=WHOLE, differences=many(TEXT), earlier_head=or_none(TEXT),
    ),
}  # fmt: skip
