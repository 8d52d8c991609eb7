"""The allocation of a window that cleared, from what was recorded of it."""

from laogu.connectors.auction.allocation import Allocation
from laogu.connectors.auction.parameters import Terms
from laogu.market import Clearing, Policy, WindowState, book_in
from laogu.operations import Books


def allocation_of(books: Books, state: WindowState) -> Allocation | None:
    """Return what anybody needs to work out a window again; None: it did not clear.

    Orders are told by their ids, and not by who placed them.
    """
    window, done = state.window, state.cleared
    if done is None:
        return None
    kind = books.register.classes[window.stock_class]
    return Allocation(
        book=book_in(books.market, window.window),
        terms=Terms(
            scale=kind.price_scale,
            tick=window.tick,
            floor=window.floor,
            cap=window.cap,
            reference=window.reference,
            policy=Policy(rationing=window.rationing, small=window.small_units, seed=window.seed),
        ),
        clearing=Clearing(
            price=done.price,
            volume=done.volume,
            surplus=done.surplus,
            decided_by=done.decided_by,
            fills=tuple(sorted(done.fills)),
        ),
        about={
            "window": window.window,
            "issuer": window.issuer,
            "stock_class": window.stock_class,
            "currency": window.currency,
            "decimals": str(kind.decimals),
            "closed_at": state.closes_at.isoformat(),
        },
        book_hash=done.book_hash,
        rule_version=done.rule_version,
    )
