"""What the market tells of a cap table that it counted, or compared with another day."""

from msgspec import Struct


class CountedRowTold(Struct, frozen=True, kw_only=True):
    """A row of a counted table. id, name: None: nobody's, or forgotten. percent: None: of nothing.

    quantities: by kind: issued, granted, left to grant, of warrants, of convertibles.
    """

    id: str | None
    name: str | None
    quantities: dict[str, str] = {}
    together: str = "0"
    votes: str | None = None
    percent: str | None = None


class CountedTold(Struct, frozen=True, kw_only=True):
    """A table counted by conventions. left_out: what is there and does not count, by reason.

    per_share: the votes of a share of each class; None: nobody stated them.
    """

    by: str
    rows: tuple[CountedRowTold, ...]
    not_shown: dict[str, str]
    total: str
    conventions: dict[str, object] = {}
    left_out: dict[str, str] = {}
    per_share: dict[str, str | None] = {}


class ChangeTold(Struct, frozen=True, kw_only=True):
    """What changed of a class, for a holder, or for all where none is named."""

    stock_class_id: str
    start: str
    changes: dict[str, str]
    end: str
    holder_id: str | None = None
    holder: str | None = None


class ChangedTold(Struct, frozen=True, kw_only=True):
    """What changed from the end of one day to the end of another."""

    after: str
    through: str
    rows: tuple[ChangeTold, ...]
    classes: tuple[ChangeTold, ...]


class SecurityTold(Struct, frozen=True, kw_only=True):
    """A security. holder: None: forgotten. quantity: None: nobody told; of an amount in currency.

    label: its certificate's; since: acquired, granted or issued on; None: not known.
    """

    kind: str
    security_id: str
    label: str | None
    stock_class_id: str | None
    quantity: str | None
    currency: str | None
    since: str | None
    holder: str | None


class SecuritiesTold(Struct, frozen=True, kw_only=True):
    """The securities of an issuer that stood on a day."""

    rows: tuple[SecurityTold, ...]
