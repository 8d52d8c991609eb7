"""Every operation by its public name: the same in the shell, over HTTP and on the pages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.calendar.adopt import AdoptCalendar, adopt_calendar
from laogu.operations.cash.deposit import DepositCash, deposit_cash
from laogu.operations.cash.pay_out import PayOutCash, pay_out_cash
from laogu.operations.claim.pay import PayClaim, pay_claim
from laogu.operations.claim.release import ReleaseClaim, release_claim
from laogu.operations.clock.move import MoveClock, move_clock
from laogu.operations.consent.give import GiveConsent, give_consent
from laogu.operations.consent.refuse import RefuseConsent, refuse_consent
from laogu.operations.contribution.forfeit import ForfeitContribution, forfeit_contribution
from laogu.operations.contribution.pay import PayContribution, pay_contribution
from laogu.operations.contribution.subscribe import SubscribeContribution, subscribe_contribution
from laogu.operations.convertible.accept import AcceptConvertible, accept_convertible
from laogu.operations.convertible.cancel import CancelConvertible, cancel_convertible
from laogu.operations.convertible.convert import ConvertConvertible, convert_convertible
from laogu.operations.convertible.issue import IssueConvertible, issue_convertible
from laogu.operations.convertible.load import LoadConvertibles, load_convertibles
from laogu.operations.convertible.transfer import TransferConvertible, transfer_convertible
from laogu.operations.document.record import RecordDocument, record_document
from laogu.operations.encumbrance.lift import LiftEncumbrance, lift_encumbrance
from laogu.operations.encumbrance.record import RecordEncumbrance, record_encumbrance
from laogu.operations.fact.record import RecordFact, record_fact
from laogu.operations.financing.record import RecordFinancing, record_financing
from laogu.operations.grant.accept import AcceptGrant, accept_grant
from laogu.operations.grant.cancel import CancelGrant, cancel_grant
from laogu.operations.grant.exercise import ExerciseGrant, exercise_grant
from laogu.operations.grant.issue import IssueGrant, issue_grant
from laogu.operations.grant.load import LoadGrants, load_grants
from laogu.operations.grant.release import ReleaseGrant, release_grant
from laogu.operations.grant.reprice import RepriceGrant, reprice_grant
from laogu.operations.grant.retract import RetractGrant, retract_grant
from laogu.operations.grant.transfer import TransferGrant
from laogu.operations.grant.transfer import transfer as transfer_of_grant
from laogu.operations.grant.value import AskGrantValue, ask_grant_value
from laogu.operations.holder.forget import ForgetHolder, forget_holder
from laogu.operations.holder.leave import LeaveHolder, leave_holder
from laogu.operations.holder.register import RegisterHolder, register_holder
from laogu.operations.holder.relate import RelateHolder, relate_holder
from laogu.operations.holder.windows import AskWindows, ask_windows
from laogu.operations.interest.record import RecordInterest, record_interest
from laogu.operations.issuer.anchors import AskAnchors, ask_anchors
from laogu.operations.issuer.authorise import AuthoriseIssuer, authorise_issuer
from laogu.operations.issuer.change_form import ChangeForm, change_form
from laogu.operations.issuer.mark import AskMark, ask_mark
from laogu.operations.issuer.marks import AskMarks, ask_marks
from laogu.operations.issuer.register import RegisterIssuer, register_issuer
from laogu.operations.issuer.report import AskReport, ask_report
from laogu.operations.issuer.waterfall import AskWaterfall, ask_waterfall
from laogu.operations.key.issue import IssueKey, issue_key
from laogu.operations.key.revoke import RevokeKey, revoke_key
from laogu.operations.legend.record import RecordLegend, record_legend
from laogu.operations.mandate.end import EndMandate, end_mandate
from laogu.operations.mandate.give import GiveMandate, give_mandate
from laogu.operations.market.index import AskIndex, ask_index
from laogu.operations.market.open import OpenMarket, open_market
from laogu.operations.notice.elect import ElectToTake, elect
from laogu.operations.notice.give import GiveNotice, give_notice
from laogu.operations.notice.waive import WaiveRight, waive
from laogu.operations.offer.accept import AcceptOffer, accept_offer
from laogu.operations.offer.counter import CounterOffer, counter_offer
from laogu.operations.offer.post import PostOffer, post_offer
from laogu.operations.offer.post_all import PostOffers, post_offers
from laogu.operations.offer.withdraw import WithdrawOffer, withdraw_offer
from laogu.operations.order.amend import AmendOrder, amend_order
from laogu.operations.order.place import PlaceOrder, place_order
from laogu.operations.order.place_all import PlaceOrders, place_orders
from laogu.operations.order.withdraw import WithdrawOrder, withdraw_order
from laogu.operations.person.forget import ForgetPerson, forget_person
from laogu.operations.person.register import RegisterPerson, register_person
from laogu.operations.plan.adjust import AdjustPlan, adjust_plan
from laogu.operations.plan.register import RegisterPlan, register_plan
from laogu.operations.register.load import LoadRegister, load_register
from laogu.operations.register.take import TakeRegister, take_register
from laogu.operations.register.undo import UndoLoad, undo_load
from laogu.operations.restriction.attach import AttachRestriction, attach_restriction
from laogu.operations.restriction.lift import LiftRestriction, lift_restriction
from laogu.operations.round.close import CloseRound, close_round
from laogu.operations.round.model import ModelRound, model_round
from laogu.operations.rulebook.adopt import AdoptRulebook, adopt_rulebook
from laogu.operations.security.accept import AcceptSecurity, accept_security
from laogu.operations.security.cancel import CancelSecurity, cancel_security
from laogu.operations.security.consolidate import ConsolidateSecurities, consolidate_securities
from laogu.operations.security.convert import ConvertSecurity, convert_security
from laogu.operations.security.issue import IssueSecurity, issue_security
from laogu.operations.security.reissue import ReissueSecurity, reissue_security
from laogu.operations.security.repurchase import RepurchaseSecurity, repurchase_security
from laogu.operations.security.retract import RetractSecurity, retract_security
from laogu.operations.stock_class.adjust_ratio import AdjustRatio, adjust_ratio
from laogu.operations.stock_class.authorise import AuthoriseClass, authorise_class
from laogu.operations.stock_class.describe import DescribeStockClass, describe_stock_class
from laogu.operations.stock_class.register import RegisterStockClass, register_stock_class
from laogu.operations.stock_class.split import SplitStockClass, split_stock_class
from laogu.operations.terms.adopt import AdoptTerms, adopt_terms
from laogu.operations.trade.default import DefaultTrade, default_trade
from laogu.operations.trade.settle import SettleTrade, settle_trade
from laogu.operations.trade.withdraw import WithdrawTrade, withdraw_trade
from laogu.operations.transfer.explain import ExplainTransfer, explain_transfer
from laogu.operations.valuation.record import RecordValuation, record_valuation
from laogu.operations.vesting.accelerate import AccelerateVesting, accelerate_vesting
from laogu.operations.vesting.note import NoteVesting, note_vesting
from laogu.operations.vesting.register import RegisterVesting, register_vesting
from laogu.operations.vesting.start import StartVesting, start_vesting
from laogu.operations.warrant.accept import AcceptWarrant, accept_warrant
from laogu.operations.warrant.cancel import CancelWarrant, cancel_warrant
from laogu.operations.warrant.exercise import ExerciseWarrant, exercise_warrant
from laogu.operations.warrant.issue import IssueWarrant, issue_warrant
from laogu.operations.warrant.transfer import TransferWarrant, transfer_warrant
from laogu.operations.window.cancel import CancelWindow, cancel_window
from laogu.operations.window.open import OpenWindow, open_window


class Operation(Struct, frozen=True, kw_only=True):
    """A thing that a person can ask for.

    name:   `subject.verb`. request: what is asked. decide: books, request, circumstances to events.
    doors:  `inside`: only the program itself asks for it.
    """

    name: str
    request: type[Request]
    decide: Callable[[Books, Any, Asked], Iterable[Event]]
    doors: Literal["all", "inside"] = "all"

    @property
    def summary(self) -> str:
        """The first line of what its page says."""
        module = __import__(self.decide.__module__, fromlist=["__doc__"])
        return (module.__doc__ or "").partition("\n")[0]


def _operations(*given: tuple[str, type[Request], Any]) -> Mapping[str, Operation]:
    return {
        name: Operation(name=name, request=request, decide=decide)
        for name, request, decide in given
    }


OPERATIONS: Mapping[str, Operation] = {
    "market.open": Operation(
        name="market.open", request=OpenMarket, decide=open_market, doors="inside"
    ),
    **_operations(
        ("issuer.register", RegisterIssuer, register_issuer),
        ("stock_class.register", RegisterStockClass, register_stock_class),
        ("holder.register", RegisterHolder, register_holder),
        ("holder.leave", LeaveHolder, leave_holder),
        ("holder.relate", RelateHolder, relate_holder),
        ("holder.forget", ForgetHolder, forget_holder),
        ("register.load", LoadRegister, load_register),
        ("register.take", TakeRegister, take_register),
        ("register.undo", UndoLoad, undo_load),
        ("security.issue", IssueSecurity, issue_security),
        ("security.cancel", CancelSecurity, cancel_security),
        ("plan.register", RegisterPlan, register_plan),
        ("plan.adjust", AdjustPlan, adjust_plan),
        ("vesting.register", RegisterVesting, register_vesting),
        ("vesting.start", StartVesting, start_vesting),
        ("vesting.note", NoteVesting, note_vesting),
        ("vesting.accelerate", AccelerateVesting, accelerate_vesting),
        ("grant.issue", IssueGrant, issue_grant),
        ("grant.load", LoadGrants, load_grants),
        ("grant.accept", AcceptGrant, accept_grant),
        ("grant.cancel", CancelGrant, cancel_grant),
        ("grant.exercise", ExerciseGrant, exercise_grant),
        ("grant.release", ReleaseGrant, release_grant),
        ("grant.transfer", TransferGrant, transfer_of_grant),
        ("grant.retract", RetractGrant, retract_grant),
        ("grant.reprice", RepriceGrant, reprice_grant),
        ("stock_class.describe", DescribeStockClass, describe_stock_class),
        ("stock_class.authorise", AuthoriseClass, authorise_class),
        ("stock_class.adjust_ratio", AdjustRatio, adjust_ratio),
        ("stock_class.split", SplitStockClass, split_stock_class),
        ("issuer.authorise", AuthoriseIssuer, authorise_issuer),
        ("issuer.change_form", ChangeForm, change_form),
        ("security.accept", AcceptSecurity, accept_security),
        ("security.retract", RetractSecurity, retract_security),
        ("security.convert", ConvertSecurity, convert_security),
        ("security.repurchase", RepurchaseSecurity, repurchase_security),
        ("security.reissue", ReissueSecurity, reissue_security),
        ("security.consolidate", ConsolidateSecurities, consolidate_securities),
        ("contribution.subscribe", SubscribeContribution, subscribe_contribution),
        ("contribution.pay", PayContribution, pay_contribution),
        ("contribution.forfeit", ForfeitContribution, forfeit_contribution),
        ("convertible.issue", IssueConvertible, issue_convertible),
        ("convertible.load", LoadConvertibles, load_convertibles),
        ("convertible.accept", AcceptConvertible, accept_convertible),
        ("convertible.transfer", TransferConvertible, transfer_convertible),
        ("convertible.convert", ConvertConvertible, convert_convertible),
        ("convertible.cancel", CancelConvertible, cancel_convertible),
        ("warrant.issue", IssueWarrant, issue_warrant),
        ("warrant.accept", AcceptWarrant, accept_warrant),
        ("warrant.exercise", ExerciseWarrant, exercise_warrant),
        ("warrant.transfer", TransferWarrant, transfer_warrant),
        ("warrant.cancel", CancelWarrant, cancel_warrant),
        ("round.close", CloseRound, close_round),
        ("valuation.record", RecordValuation, record_valuation),
        ("financing.record", RecordFinancing, record_financing),
        ("document.record", RecordDocument, record_document),
        ("legend.record", RecordLegend, record_legend),
        ("restriction.attach", AttachRestriction, attach_restriction),
        ("restriction.lift", LiftRestriction, lift_restriction),
        ("encumbrance.record", RecordEncumbrance, record_encumbrance),
        ("encumbrance.lift", LiftEncumbrance, lift_encumbrance),
        ("claim.pay", PayClaim, pay_claim),
        ("claim.release", ReleaseClaim, release_claim),
        ("interest.record", RecordInterest, record_interest),
        ("terms.adopt", AdoptTerms, adopt_terms),
        ("calendar.adopt", AdoptCalendar, adopt_calendar),
        ("cash.deposit", DepositCash, deposit_cash),
        ("cash.pay_out", PayOutCash, pay_out_cash),
        ("offer.post", PostOffer, post_offer),
        ("offer.post_all", PostOffers, post_offers),
        ("offer.counter", CounterOffer, counter_offer),
        ("offer.accept", AcceptOffer, accept_offer),
        ("offer.withdraw", WithdrawOffer, withdraw_offer),
        ("rulebook.adopt", AdoptRulebook, adopt_rulebook),
        ("window.open", OpenWindow, open_window),
        ("window.cancel", CancelWindow, cancel_window),
        ("order.place", PlaceOrder, place_order),
        ("order.place_all", PlaceOrders, place_orders),
        ("order.amend", AmendOrder, amend_order),
        ("order.withdraw", WithdrawOrder, withdraw_order),
        ("notice.give", GiveNotice, give_notice),
        ("notice.elect", ElectToTake, elect),
        ("notice.waive", WaiveRight, waive),
        ("consent.give", GiveConsent, give_consent),
        ("consent.refuse", RefuseConsent, refuse_consent),
        ("trade.settle", SettleTrade, settle_trade),
        ("trade.withdraw", WithdrawTrade, withdraw_trade),
        ("trade.default", DefaultTrade, default_trade),
        ("clock.move", MoveClock, move_clock),
        ("fact.record", RecordFact, record_fact),
        ("person.register", RegisterPerson, register_person),
        ("person.forget", ForgetPerson, forget_person),
        ("mandate.give", GiveMandate, give_mandate),
        ("mandate.end", EndMandate, end_mandate),
        ("key.issue", IssueKey, issue_key),
        ("key.revoke", RevokeKey, revoke_key),
    ),
}


class Question(Struct, frozen=True, kw_only=True):
    """A thing that a person can ask and that records nothing; otherwise like an operation."""

    name: str
    request: type[Request]
    answer: Callable[[Books, Any, Asked], Any]


QUESTIONS: Mapping[str, Question] = {
    name: Question(name=name, request=request, answer=answer)
    for name, request, answer in (
        ("grant.value", AskGrantValue, ask_grant_value),
        ("holder.windows", AskWindows, ask_windows),
        ("issuer.anchors", AskAnchors, ask_anchors),
        ("issuer.mark", AskMark, ask_mark),
        ("issuer.marks", AskMarks, ask_marks),
        ("issuer.report", AskReport, ask_report),
        ("issuer.waterfall", AskWaterfall, ask_waterfall),
        ("market.index", AskIndex, ask_index),
        ("round.model", ModelRound, model_round),
        ("transfer.explain", ExplainTransfer, explain_transfer),
    )
}
