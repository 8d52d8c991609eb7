"""What pages call classes, groups, kinds of shares, and kinds of acts."""

from laogu.register import StockClassRegistered
from laogu.register.views import ChangeKind, LeftOut, Source
from laogu.web.visit import Visit


def class_name(visit: Visit, kind: StockClassRegistered) -> str:
    """Return the name of a class in the reader's language."""
    return visit.either(kind.name_zh, kind.name_en)


def source_name(visit: Visit, source: Source) -> str:
    """Return what shares of a kind are called over their column."""
    match source:
        case "stock":
            return visit.said("Issued")
        case "grants":
            return visit.said("Granted")
        case "pool":
            return visit.said("Left to grant")
        case "warrants":
            return visit.said("Warrants")
        case "convertibles":
            return visit.said("Convertibles")


def group_name(visit: Visit, word: str) -> str:
    """Return what a group of holders is called; a word that is not among ours stays as it is."""
    names = {
        "founder": visit.said("Founders"),
        "executive": visit.said("Executives"),
        "officer": visit.said("Officers"),
        "board_member": visit.said("Members of the board"),
        "employee": visit.said("Employees"),
        "non_us_employee": visit.said("Employees outside the US"),
        "advisor": visit.said("Advisors"),
        "consultant": visit.said("Consultants"),
        "investor": visit.said("Backers"),
        "immediate_family": visit.said("Families"),
        "ex_employee": visit.said("Former employees"),
        "ex_advisor": visit.said("Former advisors"),
        "ex_consultant": visit.said("Former consultants"),
        "other": visit.said("Others"),
        "vehicle": visit.said("Holding vehicles"),
        "organisation": visit.said("Organisations, relation not stated"),
        "person": visit.said("Persons, relation not stated"),
        "residual": visit.said("Not named"),
        "pool": visit.said("Left to grant"),
    }
    return names.get(word, word)


def change_name(visit: Visit, kind: ChangeKind) -> str:
    """Return what a kind of change is called over its column."""
    match kind:
        case "issued":
            return visit.said("Issuance")
        case "exercised":
            return visit.said("Exercised")
        case "transferred_in":
            return visit.said("In")
        case "transferred_out":
            return visit.said("Out")
        case "converted":
            return visit.said("Converted")
        case "split":
            return visit.said("Split")
        case "repurchased":
            return visit.said("Bought back")
        case "cancelled":
            return visit.said("Cancelled")
        case "reissued":
            return visit.said("Reissued")


def act_name(visit: Visit, how: str) -> str:
    """Return what an act of a ledger is called; one that is not among ours stays as it is."""
    names = {
        "issuance": visit.said("Issuance"),
        "exercise": visit.said("Exercised"),
        "release": visit.said("Released"),
        "conversion": visit.said("Converted"),
        "transfer": visit.said("Transferred"),
        "cancellation": visit.said("Cancelled"),
        "repurchase": visit.said("Bought back"),
        "reissuance": visit.said("Reissued"),
        "consolidation": visit.said("Consolidated"),
        "retraction": visit.said("Retracted"),
        "split": visit.said("Split"),
        "undoing": visit.said("Undone with its import"),
    }
    return names.get(how, how)


def left_out_words(visit: Visit, why: LeftOut, units: str) -> str:
    """Return the sentence about what is there and does not count."""
    match why:
        case "pool":
            return visit.said("{units} left to grant in plans do not count.", units=units)
        case "grants":
            return visit.said("{units} granted and not exercised do not count.", units=units)
        case "unvested":
            return visit.said("{units} granted and not vested do not count.", units=units)
        case "warrants":
            return visit.said("{units} under warrants do not count.", units=units)
        case "warrants_unstated":
            return visit.said(
                "Warrants that do not count, since they do not say for how many shares: {units}.",
                units=units,
            )
        case "convertibles":
            return visit.said(
                "Convertibles that do not count, since no price is stated: {units}.",
                units=units,
            )
        case "other_currency":
            return visit.said(
                "Convertibles that do not count, being in another currency: {units}.", units=units
            )
        case "paid_in_cash":
            return visit.said("{units} rights that are paid in cash never count.", units=units)
        case "ratio_unstated":
            return visit.said(
                "{units} preferred shares count one for one: nobody stated a ratio.", units=units
            )
