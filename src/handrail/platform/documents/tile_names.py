"""Names in the narrow tiles of a phone's map: whole where they fit, else on two lines and shortened.

Letters stay as large as elsewhere on a phone; two areas of one map are never called the same.
"""

from collections import Counter
from collections.abc import Sequence


def fit_names_to_tiles(names: Sequence[str], letters: int) -> list[tuple[str, ...]]:
    """One or two lines for each name, in the order of the names.

    Args:
        names: the short names of all areas of a map.
        letters: how many stand in one line of a tile; at least four.
    """
    fitted = [_fit_name(name, letters) for name in names]
    times = Counter(fitted)
    return [
        lines if times[lines] == 1 else (_join_first_and_last_letters(name, letters),)
        for name, lines in zip(names, fitted, strict=True)
    ]


def _fit_name(name: str, letters: int) -> tuple[str, ...]:
    if len(name) <= letters:
        return (name,)
    words = name.split()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    lines = min(splits, key=lambda pair: max(map(len, pair)), default=(name,))
    return tuple(line if len(line) <= letters else line[: letters - 1] + "." for line in lines)


def _join_first_and_last_letters(name: str, letters: int) -> str:
    """“N’umb” for Northumb: its beginning is that of another area."""
    return f"{name[0]}’{name[2 - letters :]}"
