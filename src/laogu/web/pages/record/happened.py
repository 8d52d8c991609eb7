"""What an entry changed, in words: by the kinds of its events, without what is not public."""

from collections import Counter
from collections.abc import Iterable, Mapping

from laogu.basics import Said, said
from laogu.operations import Event
from laogu.web.visit import Visit

HAPPENED: Mapping[str, Said] = {
    "register.issuer_registered.1": said("a company was registered"),
    "register.stock_class_registered.1": said("a stock class was registered"),
    "register.holder_registered.1": said("a holder was registered"),
    "register.holder_forgotten.1": said("a holder that left was forgotten"),
    "register.stock_issued.1": said("shares were issued"),
    "register.stock_transferred.1": said("shares changed hands"),
    "register.stock_cancelled.1": said("shares were cancelled"),
    "register.restriction_attached.1": said("a restriction was attached"),
    "register.restriction_lifted.1": said("a restriction was lifted"),
    "register.encumbrance_recorded.1": said("an encumbrance was recorded"),
    "register.encumbrance_lifted.1": said("an encumbrance was lifted"),
    "register.proceeds_held.1": said("proceeds were set apart for a claim"),
    "register.claim_paid.1": said("a claim was paid"),
    "register.claim_released.1": said("a claim was let go"),
    "register.interest_recorded.1": said("an interest in a vehicle was recorded"),
    "register.stock_retired.1": said("shares were retired and issued anew"),
    "register.stock_class_described.1": said("the rights of a class were described"),
    "register.class_authorised.1": said("shares of a class were authorised"),
    "register.issuer_authorised.1": said("shares of all classes were authorised"),
    "register.ratio_adjusted.1": said("a ratio was adjusted"),
    "register.stock_class_split.1": said("a class was split"),
    "register.fraction_paid.1": said("a part of a share was paid in cash"),
    "register.stock_accepted.1": said("a holder took a security"),
    "register.contribution_subscribed.1": said("a contribution was subscribed"),
    "register.contribution_paid.1": said("capital was paid in"),
    "register.issuer_form_changed.1": said("a company changed its form"),
    "register.grant_split.1": said("a grant followed a split"),
    "register.pool_split.1": said("a pool followed a split"),
    "register.valuation_recorded.1": said("a valuation was recorded"),
    "register.financing_recorded.1": said("a financing was recorded"),
    "register.document_recorded.1": said("a document was recorded"),
    "register.legend_recorded.1": said("a legend was recorded"),
    "register.plan_registered.1": said("a plan was registered"),
    "register.pool_adjusted.1": said("a plan's pool was adjusted"),
    "register.returned_to_pool.1": said("units went back to a pool"),
    "register.vesting_terms_registered.1": said("vesting terms were registered"),
    "register.grant_issued.1": said("a grant was made"),
    "register.grant_accepted.1": said("a grant was accepted"),
    "register.grant_exercised.1": said("options were exercised"),
    "register.grant_released.1": said("units of a grant became shares"),
    "register.service_ended.1": said("the last day of service was said"),
    "register.loaded.1": said("a register was brought in"),
    "register.history_taken.1": said("a history was brought in"),
    "register.load_undone.1": said("an import was undone"),
    "register.grant_ended.1": said("a grant ended, in part or whole"),
    "register.grant_repriced.1": said("a grant got another price"),
    "register.vesting_started.1": said("vesting started"),
    "register.vesting_event_noted.1": said("an event that vesting waited for was noted"),
    "register.vesting_accelerated.1": said("vesting was brought forward"),
    "register.holder_related.1": said("what a holder is to a company was said"),
    "register.convertible_issued.1": said("a convertible was issued"),
    "register.convertible_accepted.1": said("a convertible was accepted"),
    "register.convertible_ended.1": said("a convertible ended, in part or whole"),
    "register.convertible_converted.1": said("a convertible became shares"),
    "register.warrant_issued.1": said("a warrant was issued"),
    "register.warrant_accepted.1": said("a warrant was accepted"),
    "register.warrant_ended.1": said("a warrant ended, in part or whole"),
    "register.warrant_exercised.1": said("a warrant was exercised"),
    "agreements.terms_adopted.1": said("terms were adopted"),
    "agreements.rulebook_adopted.1": said("a rulebook was adopted"),
    "agreements.calendar_adopted.1": said("rest days were adopted"),
    "agreements.notice_given.1": said("notice was given"),
    "agreements.holder_elected.1": said("a holder took shares first"),
    "agreements.holder_waived.1": said("a holder let the right go"),
    "agreements.silence_waived.1": said("silence let the right go"),
    "agreements.consent_asked.1": said("consent was asked"),
    "agreements.consent_given.1": said("consent was given"),
    "agreements.consent_refused.1": said("consent was refused"),
    "market.market_opened.1": said("the market was opened"),
    "market.clock_moved.1": said("the clock was moved"),
    "market.offer_posted.1": said("an offer was posted"),
    "market.offer_countered.1": said("an offer was countered"),
    "market.offer_withdrawn.1": said("an offer was withdrawn"),
    "market.offer_expired.1": said("an offer expired"),
    "market.trade_matched.1": said("a trade was agreed"),
    "market.trade_noticed.1": said("a trade was noticed"),
    "market.buyer_displaced.1": said("a buyer was displaced"),
    "market.trade_cleared.1": said("a trade was cleared"),
    "market.trade_funded.1": said("a trade was funded"),
    "market.trade_settled.1": said("a trade settled"),
    "market.trade_ended.1": said("a trade ended without settling"),
    "market.window_opened.1": said("a window was opened"),
    "market.window_extended.1": said("a window was extended"),
    "market.window_cleared.1": said("a window cleared"),
    "market.window_failed.1": said("a window did not clear"),
    "market.window_cancelled.1": said("a window was called off"),
    "market.order_placed.1": said("an order was placed"),
    "market.order_amended.1": said("an order was amended"),
    "market.order_withdrawn.1": said("an order was withdrawn"),
    "market.lot_replaced.1": said("a promise moved to what was left of a lot"),
    "ledger.cash_moved.1": said("cash moved"),
    "evidence.fact_recorded.1": said("a fact was recorded"),
    "people.person_registered.1": said("a person was registered"),
    "people.person_forgotten.1": said("a person was forgotten"),
    "people.mandate_given.1": said("a mandate was given"),
    "people.mandate_ended.1": said("a mandate ended"),
    "people.key_issued.1": said("an API token was issued"),
    "people.key_revoked.1": said("an API token was revoked"),
}


def tag_of(event: Event) -> str:
    """Return the permanent name of what happened."""
    return str(type(event).__struct_config__.tag)


def happened(visit: Visit, events: Iterable[Event]) -> tuple[str, ...]:
    """Return what happened, each kind once, with how often where that is more than once."""
    counts = Counter(tag_of(event) for event in events)
    found = []
    for tag, count in counts.items():
        says = visit.say(HAPPENED[tag]) if tag in HAPPENED else tag
        found.append(says if count == 1 else f"{says} × {visit.show(count)}")
    return tuple(found)
