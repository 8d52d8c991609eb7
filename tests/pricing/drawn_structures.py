"""Capital structures of made-up companies, drawn from a seed: classes, ranks, caps, options."""

from random import Random

from laogu.pricing import Holding, RandomTerm, Structure, Term

LISTED = RandomTerm().in_units(1e6).listed


def structures(count: int, *, seed: int) -> list[Structure]:
    """Return so many structures, in millions."""
    chance = Random(seed)
    return [_structure(chance) for _ in range(count)]


def models(count: int, *, seed: int) -> list[RandomTerm]:
    """Return what is assumed of so many companies that end on a day nobody knows."""
    chance = Random(seed)
    return [
        RandomTerm(
            volatility=chance.uniform(0.2, 1.5),
            exits=chance.uniform(0.05, 1.0),
            rate=chance.uniform(0.0, 0.1),
            listed=chance.choice([LISTED, LISTED, ()]),
        )
        for _ in range(count)
    ]


def terms(count: int, *, seed: int) -> list[Term]:
    """Return what is assumed of so many companies that end on one day; some without any doubt."""
    chance = Random(seed)
    return [
        Term(
            years=chance.uniform(0.1, 8),
            volatility=0.0 if chance.random() < 0.1 else chance.uniform(0.1, 1.5),
            rate=chance.uniform(0, 0.1),
        )
        for _ in range(count)
    ]


def _structure(chance: Random) -> Structure:
    holdings = [Holding(name="common", shares=chance.uniform(100, 2_000))]
    price = chance.uniform(0.1, 1)
    for number in range(chance.randrange(6)):
        price *= chance.uniform(0.6, 3)
        shares = chance.uniform(20, 400)
        kind = chance.choice(["none", "none", "full", "capped"])
        holdings.append(
            Holding(
                name=f"series {number}",
                shares=shares,
                price=price,
                multiple=chance.choice([1, 1, 1.5, 2]),
                rank=chance.choice([1, 1, 2, 3]),
                participation=kind,  # type: ignore[arg-type]
                cap=3 * price * shares if kind == "capped" else None,
                ratchet=chance.choice([None, None, 1.25]),
                stops_below=chance.choice([0, 0, 300.0, 1_000.0]),
            )
        )
    holdings += [
        Holding(name=f"option {at}", shares=chance.uniform(5, 100), strike=chance.uniform(0.05, 2))
        for at in range(chance.randrange(3))
    ]
    stopped = chance.choice(["all", "itself"])
    return Structure(holdings=tuple(holdings), unissued=chance.choice([0, 50]), stopped=stopped)  # type: ignore[arg-type]
