"""What a down round does to the price at which an older class converts.

Full ratchet: the new price in place of the old one.
Weighted average: CP2 = CP1 x (A + B) / (A + C), where A is the base, B what the money would have
bought at CP1, C what it did buy. Source: NVCA model certificate of incorporation, article Fourth,
part B, 4.4.4; there the result is calculated to the nearest hundredth of a cent.

The broad base is that of the NVCA form: common shares, preferred ones as converted, and what
options and warrants are for. What the pool has not granted, and what this very round makes, are not
in it. The narrow base holds only the preferred shares, as converted.
"""

from fractions import Fraction

from laogu.register.rounds.capital import Capital, Kind


def full_ratchet(conversion_price: Fraction, price: Fraction) -> Fraction:
    """Return the conversion price after a full ratchet; never above the one before."""
    return min(conversion_price, price)


def weighted_average(
    conversion_price: Fraction, price: Fraction, *, base: Fraction, shares: Fraction
) -> Fraction:
    """Return the conversion price after a weighted average; never above the one before.

    base: A, in shares of common. shares: C, sold at `price`.
    """
    if price >= conversion_price:
        return conversion_price
    would_buy = price * shares / conversion_price
    return conversion_price * (base + would_buy) / (base + shares)


def base_of(capital: Capital, kind: Kind) -> Fraction:
    """Return A for a class with a weighted average, in shares of common before the round."""
    if kind.protection == "narrow":
        preferred = (one.as_converted for one in capital.kinds if one.is_preferred)
        return sum(preferred, Fraction(0))
    return capital.as_converted + capital.options + capital.warrants
