"""The structure of a company on a day, from its register: who has a claim to what, as described.

Terms are known where every class with shares is common, or preferred with all that its claim needs.
A company with one class needs no description: all of its shares are alike.
"""

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import IssuerId, Said, StockClassId, in_words, said
from laogu.pricing.standard.papers import Beside
from laogu.pricing.standard.rights import Senior, bare, is_senior, ratio_of
from laogu.pricing.structure import Holding, Structure
from laogu.register import Register, capital
from laogu.register.capital import ClassRights, StockClassDescribed
from laogu.register.views import held


class Capital(Struct, frozen=True, kw_only=True):
    """A structure on a day. units: of every class that has shares, in the smallest.

    places: where each class stands among the holdings. common: in whose share everything is told.
    ratios: how many common shares a share of a class counts for, were it converted.
    """

    structure: Structure
    units: Mapping[StockClassId, int]
    places: Mapping[StockClassId, int]
    ratios: Mapping[StockClassId, float]
    common: StockClassId
    left_out: tuple[Said, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether all classes are common, so that nothing has to be solved."""
        return all(self.structure.holdings[at].price is None for at in self.places.values())

    def bare(self) -> "Capital":
        """Return the same with what comes first, and nothing that grows or that an offering means.

        It is the same object where there is nothing of the kind.
        """
        holdings = tuple(bare(one) for one in self.structure.holdings)
        if holdings == self.structure.holdings:
            return self
        return replace(self, structure=replace(self.structure, holdings=holdings))


class Unknown(Struct, frozen=True, kw_only=True):
    """Terms are not known: units of each class that has shares, and which facts are missing."""

    units: Mapping[StockClassId, int]
    missing: tuple[Said, ...]


def capital_on(
    register: Register,
    issuer: IssuerId,
    on: date,
    *,
    known_at: datetime | None = None,
    described_by: date | None = None,
) -> Capital | Unknown:
    """Return the structure of an issuer at the end of a day, or what is missing for it.

    described_by: a class whose rights nobody had described yet had those that were first described
    by this day; None: it has none.
    """
    units = {
        one: sum(held(register, one, as_of=on, known_at=known_at).values())
        for one in register.classes_of[issuer]
    }
    units = {one: count for one, count in units.items() if count}
    found = _Classes(register, on, known_at, described_by or on)
    for stock_class, count in units.items():
        found.add(stock_class, count, is_alone=len(units) == 1)
    if not units:
        found.missing.append(said("No register is kept here, so that no class is known."))
    elif found.common is None and not found.missing:
        found.missing.append(said("No class is described as common."))
    if found.missing or found.common is None:
        return Unknown(units=units, missing=tuple(found.missing))
    beside = Beside(
        register, issuer, on, known_at=known_at, ratios=found.ratios, common=found.common
    )
    unissued = beside.unissued()
    shares = (*found.holdings, *beside.options())
    lent = beside.loans(sum(one.as_converted for one in shares) + unissued, found.holdings)
    return Capital(
        structure=Structure(holdings=(*shares, *lent), unissued=unissued),
        units=units,
        places=found.places,
        ratios=found.ratios,
        common=found.common,
        left_out=tuple(beside.left_out),
    )


class _Classes:
    """The holdings of classes, as they are told one by one."""

    def __init__(
        self, register: Register, on: date, known_at: datetime | None, described_by: date
    ) -> None:
        self.register, self.on, self.known_at = register, on, known_at
        self.described_by = described_by
        self.holdings: list[Holding] = []
        self.places: dict[StockClassId, int] = {}
        self.ratios: dict[StockClassId, float] = {}
        self.common: StockClassId | None = None
        self.missing: list[Said] = []

    def add(self, stock_class: StockClassId, units: int, *, is_alone: bool) -> None:
        """Take in a class, or say what is missing of it."""
        kind = self.register.classes[stock_class]
        rights = self._rights(stock_class)
        shares = float(in_words(units, kind.decimals))
        facts = {"stock_class": kind.named}
        if rights.kind == "common" or (rights.kind is None and is_alone):
            self._take(stock_class, Holding(name=stock_class, shares=shares), 1.0)
            self.common = self.common or stock_class
        elif rights.kind is None:
            self.missing.append(said("The rights of {stock_class} are not described.", **facts))
        elif not is_senior(rights):
            # Nothing that others lack is stated: it is preferred in name, and shares like common.
            ratio = ratio_of(rights)
            self._take(stock_class, Holding(name=stock_class, shares=shares * ratio), ratio)
        elif ratio_of(rights) < 1:
            self.missing.append(
                said("{stock_class} converts into fewer shares, which is not read yet.", **facts)
            )
        elif rights.issue_price is None:
            self.missing.append(said("For how much {stock_class} was issued is not told.", **facts))
        elif rights.participates == "capped" and rights.cap is None:
            self.missing.append(said("The cap of {stock_class} is not told.", **facts))
        else:
            senior = Senior(self.register, stock_class, rights, self.on, self.known_at)
            self._take(stock_class, senior.holding(shares), ratio_of(rights))

    def _rights(self, stock_class: StockClassId) -> ClassRights:
        room = self.register.capital
        stands = capital.class_standing(room, stock_class, as_of=self.on, known_at=self.known_at)
        if stands.is_stated:
            return stands.rights
        later = capital.class_events(
            room, stock_class, as_of=self.described_by, known_at=self.known_at
        )
        first = (one for one in later if isinstance(one, StockClassDescribed))
        return next((one.rights for one in first), stands.rights)

    def _take(self, stock_class: StockClassId, holding: Holding, ratio: float) -> None:
        self.places[stock_class] = len(self.holdings)
        self.ratios[stock_class] = ratio
        self.holdings.append(holding)
