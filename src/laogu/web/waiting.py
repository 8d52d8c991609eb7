"""What waits for a person: the number beside the inbox."""

from laogu.web.visit import Visit


def waiting(visit: Visit) -> int:
    """Return how many notices and consents wait for an answer of who is signed in."""
    agreements, market = visit.books.agreements, visit.books.market
    acts_for, issues = set(visit.over("act")), set(visit.over("issue"))
    if not acts_for and not issues:
        return 0
    count = 0
    for trade in market.live_trades.on("all"):
        notice = agreements.notices.get(trade)
        if notice is not None and visit.now < notice.given.ends_at:
            count += len(acts_for.intersection(notice.waits_for))
        consent = agreements.consents.get(trade)
        if consent is not None and consent.answer is None and consent.asked.issuer in issues:
            count += 1
    return count
