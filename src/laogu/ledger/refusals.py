"""The ways the ledger says no."""

from laogu.basics import Money, Refusal


class CashShort(Refusal):
    """More cash is asked of a holder than it has free."""

    code = "ledger.cash_short"
    what = "{asked} is needed, and {free} is free."
    why = "Cash that is promised already, or not yet deposited, cannot be used."
    fix = "Deposit {short} first, or ask for less."
    field = "quantity"
    asked: Money
    free: Money
    short: Money
