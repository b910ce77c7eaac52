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

from handrail.casework.names.folding import neighbours, parts, skeleton

SHORTEST_TO_CUT: Final = 4
"""A part of three letters or fewer is too like others with one left out."""
INITIALS: Final = "afhiklnprstu"
"""With what the skeleton of a part may begin."""
END: Final = 3
"""Letters of a beginning or an end: enough to tell thousands apart, few enough to be left whole by a slip."""
LONG: Final = 8
"""A part of so many letters may be two that somebody wrote together."""


def kept(name: str, born: date | None = None) -> frozenset[str]:
    """The tokens of a person: of their name and, where it is known, their date of birth."""
    found = parts(name)
    return _shared(name, found, born) | loose(name) | {f"one {part}" for part in found}


def loose(name: str) -> frozenset[str]:
    """How one part begins or ends, beside how another does: of each one end is left after a slip in either.

    A name of one part may be two that were written together: how it begins stands beside how it ends.
    """
    found = parts(name)
    if len(found) == 1 and len(found[0]) >= 2 * END:
        return frozenset({_both("e", f"<{found[0][:END]}", f"{found[0][-END:]}>")})
    return frozenset(
        _both("e", one, two)
        for first, second in combinations(found, 2)
        for one, two in product(_ends(first), _ends(second))
    )


def _ends(part: str) -> tuple[str, str]:
    return f"<{part[:END]}", f"{part[-END:]}>"


def asked(name: str, born: date | None = None) -> frozenset[str]:
    """The tokens to look for."""
    found = parts(name)
    alone = {f"one {cut}" for cut in _cuts(found[0])} if len(found) == 1 else set()
    return _shared(name, found, born) | alone


def _shared(name: str, found: tuple[str, ...], born: date | None) -> frozenset[str]:
    made = {token for one, two in combinations(found, 2) for token in _pair(one, two)}
    made.update(f"j {both}" for both in neighbours(name))
    made.update(f"j {part}" for part in found if len(part) >= LONG)
    if born:
        made.update(f"b {_date(born)} {skeleton(part)[:1]}" for part in found)
    return frozenset(made)


def _pair(one: str, two: str) -> Iterator[str]:
    yield from (_both("p", cut, two) for cut in _cuts(one))
    yield from (_both("p", one, cut) for cut in _cuts(two))
    yield _both("s", skeleton(one), skeleton(two))


def _both(kind: str, one: str, two: str) -> str:
    first, last = sorted((one, two))
    return f"{kind} {first} {last}"


def _cuts(part: str) -> Iterator[str]:
    yield part
    if len(part) >= SHORTEST_TO_CUT:
        yield from (part[:place] + part[place + 1 :] for place in range(len(part)))


def _date(born: date) -> str:
    low, high = sorted((born.day, born.month))
    return f"{born.year}-{low}-{high}"


def born_asked(born: date, initials: Iterable[str] = ()) -> frozenset[str]:
    """The tokens of everybody of this birth date, whatever they are called: one for each sound a name may begin with.

    `initials` are added to those of our own letters, for names in scripts that are folded as they stand.
    """
    return frozenset(f"b {_date(born)} {initial}" for initial in {*INITIALS, *initials})
