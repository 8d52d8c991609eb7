"""What every part of a history stands on while it becomes events: ids, scales and first days."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from laogu.basics import (
    CURRENCIES,
    LARGEST,
    HolderId,
    IssuerId,
    Name,
    PlanId,
    SecurityId,
    StockClassId,
    VestingTermsId,
)
from laogu.register import history
from laogu.register.interchange.figures import MOST_SCALE, Scale, decimals_for, decimals_in


class Maker(Struct, frozen=True):
    """What would otherwise need chance or a place for secrets.

    make: the next identifier of a kind. seal: a text about a natural person, sealed.
    """

    make: Callable[[str], str]
    seal: Callable[[str], Name]


class Ground:
    """A history on its way to a register.

    since: the first day of anything in it. scales: by class. of_grant: the class of every grant.
    securities, holders, classes, plans: our ids by those of the history. lowest: the first problem
    of each kind, told later as a finding.
    """

    def __init__(
        self,
        lives: history.Lives,
        *,
        issuer: IssuerId,
        currency: str,
        maker: Maker,
        today: date,
        is_strict: bool,
        names_taken: Iterable[str] = (),
    ) -> None:
        self.lives = lives
        self.told = lives.history
        self.issuer = issuer
        self.currency = currency
        self.maker = maker
        self.is_strict = is_strict
        self.names_taken = {one.casefold() for one in names_taken}
        days = [one.on for one in self.told.changes]
        if self.told.formed_on is not None:
            days.append(self.told.formed_on)
        self.since = min(days, default=today)
        self.classes: dict[str, StockClassId] = {}
        self.holders: dict[str, HolderId] = {}
        self.plans: dict[str, PlanId] = {}
        self.terms: dict[tuple[str, int], VestingTermsId] = {}
        self.securities: dict[str, SecurityId] = {}
        # Units outstanding of a class so far; what a split comes to, by its id.
        self.outstanding: Counter[str] = Counter()
        self.acquired: dict[str, date] = {}
        self.of_grant = _classes_of_grants(lives)
        self.scales = _scales(self)
        self.gained = _gained_by_splits(self)

    def security(self, named: str) -> SecurityId:
        """Return our id of a security, made when it is first asked for."""
        found = self.securities.get(named)
        if found is None:
            found = self.securities[named] = SecurityId(self.maker.make("security"))
        return found

    def class_of(self, named: str | None) -> StockClassId | None:
        """Return our id of a class; None: there is none of that id."""
        return None if named is None else self.classes.get(named)

    def scale_of(self, issued: history.Issuance) -> Scale | None:
        """Return the scale of the class that an issuance is of; None: it is of none."""
        name = self.of_grant.get(issued.security) or issued.stock_class
        return None if name is None else self.scales.get(name)


def _classes_of_grants(lives: history.Lives) -> dict[str, str]:
    """Return of which class every grant is.

    As it says, by its plan, by the shares that came of it, or the only common one there is.
    """
    told = lives.history
    common = [name for name, one in told.classes.items() if one.kind == "common"]
    found: dict[str, str] = {}
    for security, issued in lives.issued.items():
        if issued.kind != "equity_compensation":
            continue
        plan = told.plans.get(issued.plan or "")
        made = (
            lives.issued[one].stock_class
            for act in lives.acts.get(security, ())
            if isinstance(act, history.Retirement)
            for one in act.results
            if one in lives.issued
        )
        ways = (
            issued.stock_class,
            plan.classes[0] if plan is not None and plan.classes else None,
            next(made, None),
            common[0] if len(common) == 1 else None,
        )
        named = next((one for one in ways if one is not None and one in told.classes), None)
        if named is not None:
            found[security] = named
    return found


def _scales(ground: Ground) -> dict[str, Scale]:
    """Return the scale of every class: as many decimals as anything of it needs, and no more."""
    counted: dict[str, list[int]] = {name: [] for name in ground.told.classes}
    prices: dict[str, int] = {}
    for name, units in _quantities(ground):
        if name in counted:
            counted[name].append(units)
    for change in ground.told.changes:
        if type(change) is history.Issuance and change.kind == "stock" and change.price:
            name = change.stock_class or ""
            prices[name] = max(prices.get(name, 0), decimals_in(change.price))
    found = {}
    for name in ground.told.classes:
        currency = history.usual_currency(ground.told, name)
        currency = currency if currency in CURRENCIES else ground.currency
        scale = max(prices.get(name, 0), CURRENCIES[currency])
        found[name] = Scale(decimals_for(counted[name]), min(scale, MOST_SCALE), currency)
    return found


def _quantities(ground: Ground) -> list[tuple[str, int]]:
    """Return every quantity that is counted in the units of a class, with the class."""
    told, lives = ground.told, ground.lives
    found: list[tuple[str, int]] = []
    found += [(name, one.authorized or 0) for name, one in told.classes.items()]
    for plan in told.plans.values():
        if plan.classes:
            found.append((plan.classes[0], plan.reserved))
    for change in told.changes:
        match change:
            case history.Issuance(kind="stock"):
                found.append((change.stock_class or "", change.units or 0))
            case history.Issuance(kind="equity_compensation"):
                name = ground.of_grant.get(change.security, "")
                found.append((name, change.units or 0))
                found += [(name, units) for _, units in change.vestings]
                found += [(name, units) for units in _terms_units(told, change.terms)]
            case history.Retirement() | history.VestingAccelerated() | history.ReturnedToPool():
                issued = lives.issued.get(change.security)
                if issued is not None and issued.kind in {"stock", "equity_compensation"}:
                    name = ground.of_grant.get(issued.security) or issued.stock_class or ""
                    found.append((name, change.units or 0))
            case history.AuthorizedAdjusted() if change.stock_class is not None:
                found.append((change.stock_class, change.units))
            case history.PoolAdjusted():
                pool = told.plans.get(change.plan)
                if pool is not None and pool.classes:
                    found.append((pool.classes[0], change.units))
            case _:
                pass
    return found


def _gained_by_splits(ground: Ground) -> Counter[str]:
    """Return how many units more there are of a class after each split."""
    found: Counter[str] = Counter()
    lives = ground.lives
    for change in ground.told.changes:
        if isinstance(change, history.Retirement) and change.split is not None:
            issued = lives.issued[change.security]
            made = sum([lives.issued[one].units or 0 for one in change.results])
            scale = ground.scales[issued.stock_class or ""]
            found[change.split] += scale.units(made - (issued.units or 0))
    return found


def _terms_units(told: history.History, terms: str | None) -> list[int]:
    found = told.terms.get(terms or "")
    if found is None:
        return []
    return [one.vests for one in found.vests.conditions if isinstance(one.vests, int)]


def too_large(ground: Ground) -> list[tuple[str, int]]:
    """Return the classes that outgrow 64 bits, each with what there is of it."""
    sums: dict[str, int] = dict.fromkeys(ground.scales, 0)
    made = ground.lives.causes
    for security, issued in ground.lives.issued.items():
        name = ground.of_grant.get(security) or issued.stock_class or ""
        if name in sums and security not in made and issued.units is not None:
            sums[name] += ground.scales[name].units(issued.units)
    for name, one in ground.told.classes.items():
        if one.authorized is not None:
            sums[name] = max(sums[name], ground.scales[name].units(one.authorized))
    return [(name, total) for name, total in sums.items() if total > LARGEST]
