"""How names come to be written wrongly, class by class, from a seed.

Made apart from the rules by which names are folded for finding: what is here comes from slips of the finger and from
how clerks hear and write names, not from what an index forgives. A class that changes nothing in a name passes it over.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Final

KEYS: Final = {
    key: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, key in enumerate(row)
}
HEARD: Final = (
    ("ou", "u"), ("u", "oo"), ("i", "ee"), ("ee", "i"), ("y", "i"), ("i", "y"), ("j", "y"), ("y", "j"), ("kh", "h"),
    ("h", "kh"), ("q", "k"), ("k", "c"), ("c", "k"), ("ph", "f"), ("f", "ph"), ("w", "v"), ("v", "w"), ("sh", "sch"),
    ("ch", "tsh"), ("cz", "ch"), ("sz", "sh"), ("rz", "zh"), ("dj", "j"), ("gj", "j"), ("xh", "j"), ("a", "e"),
    ("e", "a"), ("o", "u"), ("u", "o"), ("ss", "s"), ("mm", "m"), ("s", "ss"), ("n", "nn"), ("th", "t"), ("t", "th"),
    ("aa", "a"), ("ei", "ay"), ("ai", "ay"), ("z", "s"), ("gh", "g"),
)  # fmt: skip
"""What is heard, written in another way that is common in English records."""

SCHEMES: Final = (
    # a Slavic passport, and the older spelling of libraries
    (
        ("zh", "j"),
        ("kh", "h"),
        ("shch", "sc"),
        ("ya", "ia"),
        ("yu", "iu"),
        ("ye", "ie"),
        ("ts", "c"),
        ("iy", "y"),
    ),
    # Arabic, Persian or Amharic by way of English, and by way of French
    (("sh", "ch"), ("oo", "ou"), ("u", "ou"), ("w", "ou"), ("j", "dj"), ("ee", "i"), ("q", "k"), ("y", "i")),
    # by way of Turkish or Albanian
    (("sh", "s"), ("ch", "c"), ("kh", "h"), ("j", "c"), ("w", "v"), ("q", "k"), ("ou", "u"), ("dh", "d")),
    # Somali as Somalis write it, and as a clerk does
    (("x", "h"), ("aa", "a"), ("uu", "u"), ("ii", "i"), ("oo", "o"), ("c", ""), ("dh", "d")),
    # Chinese by Pinyin, and by the older way
    (("x", "hs"), ("zh", "ch"), ("q", "ch"), ("j", "ch"), ("g", "k"), ("b", "p"), ("d", "t")),
)
"""One way of writing a language in our letters, and another: the whole name goes from one to the other."""

Change = Callable[[Random, str], str]


def slip(chance: Random, name: str) -> str:
    """One slip of the finger: a letter left out, doubled, changed for its neighbour, or two turned round."""
    places = [n for n, letter in enumerate(name) if letter.isalpha()]
    n = chance.choice(places)
    kind, near = chance.randrange(4), KEYS.get(name[n].lower(), "e")
    if kind == 0:
        return name[:n] + name[n + 1 :]
    if kind == 1:
        return name[:n] + name[n] + name[n:]
    if kind == 2:
        return name[:n] + chance.choice(near) + name[n + 1 :]
    return name[:n] + name[n : n + 2][::-1] + name[n + 2 :]


def two_slips(chance: Random, name: str) -> str:
    """Two of them, anywhere."""
    return slip(chance, slip(chance, name))


def heard(chance: Random, name: str) -> str:
    """One or two sounds written as somebody heard them."""
    for _ in range(chance.choice((1, 1, 2))):
        found = [pair for pair in HEARD if pair[0] in name.lower()]
        if found:
            old, new = chance.choice(found)
            at = name.lower().index(old)
            name = name[:at] + new + name[at + len(old) :]
    return name


def transliterated(chance: Random, name: str) -> str:
    """Every sound by another scheme of transliteration; two or more of them have to change."""
    fits = [scheme for scheme in SCHEMES if sum(old in name.lower() for old, _ in scheme) >= 2]
    return _in_scheme(name, dict(chance.choice(fits))) if fits else name


def _in_scheme(name: str, scheme: dict[str, str]) -> str:
    """From left to right, the longest sound first; what was changed is not changed again."""
    sounds = "|".join(sorted(scheme, key=len, reverse=True))
    return re.sub(sounds, lambda sound: scheme[sound[0]], name.lower()).title()


def bare(chance: Random, name: str) -> str:
    """Accents and other marks left out."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁđĐıøß", "lLdDios")))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def turned(chance: Random, name: str) -> str:
    """The family name first."""
    first, *rest = name.split()
    return " ".join([*rest, first])


def half(chance: Random, name: str) -> str:
    """One of three or more parts left out."""
    words = name.split()
    if len(words) > 2:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def doubled(chance: Random, name: str) -> str:
    """A second surname added, as after a marriage or in another country's way."""
    return f"{name}{chance.choice(('-', ' '))}{chance.choice(('Marin', 'Petrova', 'Okafor', 'Haidari', 'Lopes'))}"


def together(chance: Random, name: str) -> str:
    """Two parts written as one word."""
    words = name.split()
    n = chance.randrange(len(words) - 1) if len(words) > 1 else 0
    return " ".join([*words[:n], "".join(words[n : n + 2]), *words[n + 2 :]])


def turned_date(born: date) -> date:
    """Day and month the other way round, where that is another day."""
    return born.replace(day=born.month, month=born.day) if born.day <= 12 else born


CLASSES: Final[dict[str, Change]] = {
    "one slip": slip,
    "two slips": two_slips,
    "as heard": heard,
    "transliterated": transliterated,
    "without accents": bare,
    "family name first": turned,
    "a part left out": half,
    "a second surname": doubled,
    "written together": together,
}
"""Every class of error, by the name under which its figure is given."""

WITH_DATE: Final[dict[str, Change]] = {
    "day and month swapped, one slip": slip,
    "day and month swapped, a part left out": half,
}
"""Those of people whose date of birth is typed as well, its day and month the other way round."""
