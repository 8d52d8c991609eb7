"""Ragged rows beside each other: what is missing of a shorter one is filled from its last place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def beside(rows: Sequence["np.ndarray"]) -> "np.ndarray":
    """Return rows as columns; a shorter one repeats its last figure."""
    import numpy as np

    sizes = np.array([len(one) for one in rows])
    starts = np.cumsum(sizes) - sizes
    at = np.minimum(np.arange(sizes.max())[:, None], sizes - 1) + starts
    found: np.ndarray = np.concatenate(rows)[at]
    return found


def stacked(tables: Sequence["np.ndarray"]) -> "np.ndarray":
    """Return tables, a row a class, by class, then place, then company.

    A shorter table repeats its last column; classes that a company has not get nothing.
    """
    import numpy as np

    shapes = np.array([one.shape for one in tables])
    classes, sizes = shapes[:, 0], shapes[:, 1]
    starts = np.cumsum(classes * sizes) - classes * sizes
    which = np.arange(classes.max())[:, None, None]
    place = np.minimum(np.arange(sizes.max())[:, None], sizes - 1)
    at = np.minimum(which, classes - 1) * sizes + place + starts
    flat = np.concatenate([one.ravel() for one in tables])
    found: np.ndarray = np.where(which < classes, flat[at], 0.0)
    return found
