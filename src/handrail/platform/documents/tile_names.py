"""Names in the narrow tiles of a phone's map: whole where they fit, else on two lines and shortened.

Letters stay as large as elsewhere on a phone; two areas of one map are never called the same.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from handrail.platform.documents.letter_widths import measure_bold

MOST_KEPT: Final = 4
"""Letters of a word that is shortened."""


def fit_names_to_tiles(names: Sequence[str], room: float) -> list[tuple[str, ...]]:
    """One or two lines for each name, in the order of the names.

    Args:
        names: the short names of all areas of a map.
        room: how wide a line of a tile is, by the height of its letters; at least three.
    """
    fitted = [_fit_name(name, room) for name in names]
    times = Counter(fitted)
    return [
        lines if times[lines] == 1 else (_join_first_and_last_letters(name, room),)
        for name, lines in zip(names, fitted, strict=True)
    ]


def _fit_name(name: str, room: float) -> tuple[str, ...]:
    if measure_bold(name) <= room:
        return (name,)
    words = name.split()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    lines = min(splits, key=lambda pair: max(map(measure_bold, pair)), default=(name,))
    return tuple(_shorten(line, room) for line in lines)


def _shorten(line: str, room: float) -> str:
    """The line, or its beginning, with a stop where there is room for one."""
    if measure_bold(line) <= room:
        return line
    kept = line[:MOST_KEPT]
    while measure_bold(kept) > room:
        kept = kept[:-1]
    kept = kept.rstrip()
    return f"{kept}." if measure_bold(f"{kept}.") <= room else kept


def _join_first_and_last_letters(name: str, room: float) -> str:
    """“N’mb” for Northumb: its beginning is that of another area."""
    joined = (f"{name[0]}’{name[-letters:]}" for letters in (MOST_KEPT - 1, 2))
    return next((each for each in joined if measure_bold(each) <= room), name[:2])
