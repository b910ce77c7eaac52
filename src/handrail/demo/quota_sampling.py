"""Dealing labels so that shares hold, in any first part of the row as well as over all of it."""

from collections.abc import Hashable, Iterable, Mapping
from math import floor
from random import Random


def round_shares[K: Hashable](shares: Mapping[K, float], total: int) -> dict[K, int]:
    """Shares as whole numbers that add up to the total: the largest remainders are rounded up.

    Returns:
        How many for each key of the shares.
    """
    scale = total / (sum(shares.values()) or 1)
    exact = {key: share * scale for key, share in shares.items()}
    given = {key: floor(number) for key, number in exact.items()}
    behind = sorted(exact, key=lambda key: (given[key] - exact[key], str(key)))
    for key in behind[: total - sum(given.values())]:
        given[key] += 1
    return given


def spread_labels_by_shares[K: Hashable](r: Random, shares: Mapping[K, float], total: int) -> list[K]:
    """Labels by their shares, the copies of each spread over the row with a place of chance in each stretch.

    Args:
        r: the source of chance, whose seed tells the case.
        shares: any positive numbers.
        total: how many labels.

    Returns:
        The labels, in a row in which any first part holds each about as often as the whole.
    """
    placed = [
        ((copy + r.random()) / count, str(key), key)
        for key, count in round_shares(shares, total).items()
        for copy in range(count)
    ]
    return [key for _, _, key in sorted(placed, key=lambda one: one[:2])]


def make_shuffled_even_fractions(r: Random, total: int) -> list[float]:
    """So many numbers between 0 and 1, evenly spread, in a mixed order."""
    found = [(n + 0.5) / total for n in range(total)]
    r.shuffle(found)
    return found


def interleave_sorted_items_evenly[T](r: Random, ordered: Iterable[T]) -> list[T]:
    """A sorted row in an order in which every first part holds each kind about as often as the whole does.

    The places are those of a binary number read backwards (van der Corput), shaken a little.
    """
    row = list(ordered)
    bits = max(len(row) - 1, 1).bit_length()
    placed = [
        (_reverse_bits(n, bits) + r.random() / 2, one)
        for n, one in zip(_iterate_evenly_spread_positions(len(row), bits), row, strict=True)
    ]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])]


def _iterate_evenly_spread_positions(count: int, bits: int) -> Iterable[int]:
    return ((n << bits) // count for n in range(count))


def _reverse_bits(number: int, bits: int) -> int:
    return int(f"{number:0{bits}b}"[::-1], 2)
