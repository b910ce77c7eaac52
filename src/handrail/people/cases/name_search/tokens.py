"""Tokens: texts that two spellings of one name are likely to share.

Two parts in either order, each as folded or with one letter left out; two skeletons; neighbours written as one word;
and a birth date, its day and month in either order, with the start of a part. `kept` makes those of a person,
`asked` those of what is typed: they are alike but for a name of one part, which is looked for among the parts of
longer ones only when nothing else was typed. `loose` tokens, an end of one part beside an end of another, are shared by
many; they are kept too, and asked only where nothing else found a name that is like.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product
from typing import Final

from handrail.people.cases.name_search.folding import (
    fold_joined_neighbours,
    fold_name_parts,
    reduce_to_consonants,
)

SHORTEST_TO_CUT: Final = 4
"""A part of three letters or fewer is too like others with one left out."""
INITIALS: Final = "afhiklnprstu"
"""With what the skeleton of a part may begin."""
END_LENGTH: Final = 3
"""Letters of a beginning or an end: enough to tell thousands apart, few enough to be left whole by a slip."""
LONG_PART: Final = 8
"""A part of so many letters may be two that somebody wrote together."""


def make_stored_tokens(name: str, born: date | None = None) -> frozenset[str]:
    """The tokens of a person: of their name and, where it is known, their date of birth."""
    found = fold_name_parts(name)
    return (
        _make_tokens_for_both_query_and_stored_name(name, found, born)
        | make_loose_tokens(name)
        | {f"one {part}" for part in found}
    )


def make_loose_tokens(name: str) -> frozenset[str]:
    """How one part begins or ends, beside how another does: of each one end is left after a slip in either.

    A name of one part may be two that were written together: how it begins stands beside how it ends.
    """
    found = fold_name_parts(name)
    if len(found) == 1 and len(found[0]) >= 2 * END_LENGTH:
        return frozenset(
            {_join_in_sorted_order("e", f"<{found[0][:END_LENGTH]}", f"{found[0][-END_LENGTH:]}>")}
        )
    return frozenset(
        _join_in_sorted_order("e", one, two)
        for first, second in combinations(found, 2)
        for one, two in product(_get_start_and_end(first), _get_start_and_end(second))
    )


def _get_start_and_end(part: str) -> tuple[str, str]:
    return f"<{part[:END_LENGTH]}", f"{part[-END_LENGTH:]}>"


def make_query_tokens(name: str, born: date | None = None) -> frozenset[str]:
    """The tokens to look for."""
    found = fold_name_parts(name)
    alone = {f"one {cut}" for cut in _iterate_deletion_variants(found[0])} if len(found) == 1 else set()
    return _make_tokens_for_both_query_and_stored_name(name, found, born) | alone


def _make_tokens_for_both_query_and_stored_name(
    name: str, found: tuple[str, ...], born: date | None
) -> frozenset[str]:
    made = {token for one, two in combinations(found, 2) for token in _iterate_pair_tokens(one, two)}
    made.update(f"j {both}" for both in fold_joined_neighbours(name))
    made.update(f"j {part}" for part in found if len(part) >= LONG_PART)
    if born:
        made.update(
            f"b {_format_birth_date_ignoring_order(born)} {reduce_to_consonants(part)[:1]}" for part in found
        )
    return frozenset(made)


def _iterate_pair_tokens(one: str, two: str) -> Iterator[str]:
    yield from (_join_in_sorted_order("p", cut, two) for cut in _iterate_deletion_variants(one))
    yield from (_join_in_sorted_order("p", one, cut) for cut in _iterate_deletion_variants(two))
    yield _join_in_sorted_order("s", reduce_to_consonants(one), reduce_to_consonants(two))


def _join_in_sorted_order(kind: str, one: str, two: str) -> str:
    first, last = sorted((one, two))
    return f"{kind} {first} {last}"


def _iterate_deletion_variants(part: str) -> Iterator[str]:
    yield part
    if len(part) >= SHORTEST_TO_CUT:
        yield from (part[:place] + part[place + 1 :] for place in range(len(part)))


def _format_birth_date_ignoring_order(born: date) -> str:
    low, high = sorted((born.day, born.month))
    return f"{born.year}-{low}-{high}"


def make_birth_date_query_tokens(born: date, initials: Iterable[str] = ()) -> frozenset[str]:
    """The tokens of everybody of this birth date, whatever they are called: one for each sound a name may begin with.

    `initials` are added to those of our own letters, for names in scripts that are folded as they stand.
    """
    return frozenset(
        f"b {_format_birth_date_ignoring_order(born)} {initial}" for initial in {*INITIALS, *initials}
    )
