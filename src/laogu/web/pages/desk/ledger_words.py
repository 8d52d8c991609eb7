"""What the columns of a ledger of grants hold, for whoever writes one."""

from laogu.basics import Said, said
from laogu.connectors import Column

WHAT_LEDGERS_HOLD: dict[Column, Said] = {
    "holder": said("a name on the register, or of somebody new; or an id"),
    "kind": said("person, organisation or residual; left out, it is read from the name"),
    "certificate": said("the label of the grant; no two alike"),
    "plan": said("by its name; register it first"),
    "stock_class": said("such as Ordinary shares; left out where there is only one"),
    "award": said("option, ISO, NSO, RSU, CSAR or SSAR; left out: option"),
    "quantity": said("what was granted, whole"),
    "price": said("at which one share may be had"),
    "fair_value": said("of one share on the day of the grant"),
    "granted_on": said("the year first, such as 2024-02-01"),
    "vests": said("vesting terms by name, or words: 48 months, cliff 12, monthly; at once"),
    "vests_from": said("blank: the day of the grant"),
    "months": said("in place of words, with cliff and how often"),
    "expires_on": said("the last day of all"),
    "window": said("how long after leaving, such as 3 months"),
    "early": said("yes, where it may be exercised before it vests"),
    "accepted": said("a day, or yes"),
    "exercised": said("so far; of units, what was released"),
    "exercised_on": said("blank: not known"),
    "gone": said("of what was exercised, shares given away since"),
    "forfeited": said("unvested when service ended"),
    "lapsed": said("not exercised in time"),
    "cancelled": said("ended otherwise"),
    "ended_on": said("blank: not known"),
    "vested": said("compared with the schedule, and not recorded"),
    "outstanding": said("compared with the other figures, and not recorded"),
    "left_on": said("the last day of service"),
    "left_for": said("resigned, dismissed, for cause, retirement, death, disability"),
}
