"""The shapes of what is told of worth: marks, indexes, a grant's value, a board's report."""

from laogu.api.answers import (
    DAY,
    FIGURE,
    MOMENT,
    TEXT,
    TRUTH,
    Shape,
    by_id,
    many,
    or_none,
    thing,
)

_MOMENT = thing(
    on=DAY, basis=TEXT, currency=TEXT, mark=FIGURE, band=many(FIGURE), middle=many(FIGURE)
)  # fmt: skip

WORTH: dict[str, Shape] = {
    "Mark": thing(
        issuer=TEXT, on=DAY, basis=or_none(TEXT), currency=or_none(TEXT), mark=or_none(FIGURE),
        band=or_none(many(FIGURE)), middle=or_none(many(FIGURE)), quantiles=by_id(FIGURE),
        grade=or_none(TEXT), level=or_none(FIGURE), reason=TEXT,
        classes=many(thing(
            stock_class_id=TEXT, stock_class=TEXT, quantity=FIGURE, mark=or_none(FIGURE),
            band=or_none(many(FIGURE)), middle=or_none(many(FIGURE)), grade=or_none(TEXT),
            level=or_none(FIGURE), reason=TEXT, headline=or_none(FIGURE),
            restricted=many(thing(
                until=DAY, quantity=FIGURE, clause=TEXT, years=FIGURE, volatility=FIGURE,
                formula=TEXT, discount=FIGURE, mark=FIGURE, band=many(FIGURE),
            )),
            terms=many(TEXT),
        )),
        anchors=many(thing(
            on=DAY, kind=TEXT, basis=TEXT, figure=FIGURE, currency=TEXT, each=FIGURE,
            weight=FIGURE, reports=FIGURE, fact_id=or_none(TEXT), trade_id=or_none(TEXT),
            stock_class_id=or_none(TEXT), taken_off=many(thing(what=TEXT, part=FIGURE)),
            without=or_none(FIGURE), side=TEXT,
        )),
        changes=many(thing(
            what=TEXT, low=FIGURE, high=FIGURE, low_as=or_none(FIGURE), high_as=or_none(FIGURE),
            anchor=or_none(FIGURE),
        )),
        headline=or_none(thing(
            on=DAY, figure=FIGURE, counted=FIGURE, part=FIGURE, fact_id=or_none(TEXT),
        )),
        missing=many(TEXT), remarks=many(TEXT), volatility=or_none(FIGURE), version=TEXT,
        input_hash=TEXT,
    ),
    "Waterfall": thing(
        issuer=TEXT, on=DAY, currency=or_none(TEXT), amount=or_none(FIGURE),
        takers=many(thing(
            name=TEXT, kind=TEXT, stock_class_id=or_none(TEXT), security_id=or_none(TEXT),
            strike=or_none(FIGURE), shares=or_none(FIGURE), first=FIGURE, dividends=FIGURE,
            bought_out=FIGURE, terms=many(TEXT), sold=or_none(FIGURE), sold_each=or_none(FIGURE),
            listed=or_none(FIGURE), stops=TRUTH,
        )),
        steps=many(thing(
            at=FIGURE, level=FIGURE, turns=many(thing(name=TEXT, turn=TEXT)), parts=by_id(FIGURE),
        )),
        missing=many(TEXT),
    ),
    "Marks": thing(
        issuer=TEXT,
        marks=many(_MOMENT),
        next=or_none(TEXT),
    ),
    "Indexes": thing(
        on=DAY,
        indexes=many(thing(
            weighting=TEXT, basis=TEXT, currency=or_none(TEXT), reason=TEXT,
            levels=many(thing(on=DAY, level=FIGURE, band=many(FIGURE), issuers=FIGURE)),
            recent_since=or_none(DAY),
            moved=many(thing(
                issuer=TEXT, recent=FIGURE, whole=FIGURE, weight=or_none(FIGURE),
            )),
            joined=many(TEXT), left=many(TEXT),
        )),
    ),
    "GrantValue": thing(
        security_id=TEXT, issuer=TEXT, on=DAY, stock_class=TEXT, quantity=FIGURE,
        strike=or_none(FIGURE), currency=or_none(TEXT), last_on=or_none(DAY),
        mark=or_none(FIGURE), band=or_none(many(FIGURE)), grade=or_none(TEXT), reason=TEXT,
        holder=or_none(thing(
            ways=many(thing(
                way=TEXT, part=FIGURE, paid=FIGURE, tax=FIGURE, gain=or_none(FIGURE),
                loss=or_none(FIGURE),
                outcomes=many(thing(likely=FIGURE, share=FIGURE, net=FIGURE)),
            )),
            exercised_above=or_none(FIGURE), wait_days=FIGURE,
        )),
        company=or_none(thing(
            per_option=FIGURE, value=FIGURE, years=FIGURE, exits=FIGURE, multiple=or_none(FIGURE),
        )),
        assumed=or_none(thing(
            wealth=FIGURE, tax_rate=FIGURE, risk_aversion=FIGURE, volatility=FIGURE, rate=FIGURE,
            drift=FIGURE, years=FIGURE,
        )),
        version=TEXT, input_hash=TEXT,
    ),
    "Report": thing(
        lang=TEXT, issuer=TEXT, name=TEXT, legal_name=TEXT, example=TRUTH, on=DAY,
        known_at=or_none(MOMENT), standard={"$ref": "#/components/schemas/Mark"},
        through=many(_MOMENT),
        calibration=or_none(thing(
            on=DAY, kind=TEXT, figure=FIGURE, currency=TEXT, each=FIGURE,
            stock_class_id=or_none(TEXT), before=or_none(_MOMENT), after=or_none(_MOMENT),
            off=or_none(FIGURE), expected=or_none(TRUTH),
        )),
        done=or_none(thing(
            trades=many(thing(
                on=DAY, kind=TEXT, came=FIGURE, expected=FIGURE, band=many(FIGURE), inside=TRUTH,
                score=FIGURE, kept=or_none(FIGURE),
            )),
            inside=FIGURE, miss=FIGURE, score=FIGURE, kept=FIGURE, kept_miss=or_none(FIGURE),
            kept_score=or_none(FIGURE), beside_miss=or_none(FIGURE), beside_score=or_none(FIGURE),
        )),
        elsewhere=thing(
            forecasts=FIGURE, coverage=by_id(FIGURE), log_score=or_none(FIGURE), version=TEXT,
        ),
        sources=many(thing(
            fact_id=TEXT, on=DAY, says=TEXT, source=TEXT, address=or_none(TEXT), sure=TEXT,
        )),
        unknown=many(TEXT), terms_on=or_none(DAY), again=TEXT,
    ),
}  # fmt: skip
"""By the names that the description gives them."""
