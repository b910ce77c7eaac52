"""Parts of a name, folded: without accents, capitals or marks, and with one letter for each way to write a sound.

The rules come from how names of Slavic, Romanian, Albanian, Arabic, Persian, Urdu, Vietnamese and East African people
are written in English forms: kh and h, ph and f, w and v, q and k, ou and u, doubled letters, a silent h at the end.
Names in Cyrillic and Greek letters are written over into ours; other scripts are folded as they stand.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

MOST_PARTS: Final = 5
LONGEST: Final = 24
"""Letters of a part that count: a name of ten thousand letters costs no more than one of twenty-four."""


def _make_transliteration_table(theirs: str, ours: str) -> dict[str, str]:
    """Letter for letter; a dot stands for a letter that is not heard."""
    return dict(zip(theirs.split(), ours.replace(".", "").split(" "), strict=True))


_CYRILLIC: Final = _make_transliteration_table(
    "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я і ї є ґ ђ ј љ њ ћ џ ѓ ќ ѕ",
    "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sh a i . e yu ya i i e g dj j lj nj c dz g k z",
)
_GREEK: Final = _make_transliteration_table(
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω",
    "a v g d e z i th i k l m n x o p r s s t i f h ps o",
)
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ə": "e"}
    | _CYRILLIC
    | _GREEK
)
_SOUNDS: Final = tuple(
    (re.compile(found), said)
    for found, said in (
        (r"sch|tsh|tch|cz|cs|ch", "č"),
        (r"sz|sh|zh|xh|dzh|dj", "š"),
        (r"dz|ts|tz", "z"),
        (r"ph", "f"),
        (r"[kgtbd]h", lambda m: m.group()[0]),
        (r"gu(?=[ei])", "g"),
        (r"ck|q|x|c", "k"),
        (r"ou|oo|w(?=$)", "u"),
        (r"w", "v"),
        (r"ee|ie|ei|ey|ii|ij", "i"),
        (r"[yj]", "i"),
        (r"e", "i"),
        (r"o", "u"),
        (r"(?<=.)h(?![aiu])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_PARTICLES: Final = frozenset(
    {"al", "el", "ul", "abd", "abdel", "abdul", "bin", "ibn", "de", "da", "di", "van", "von"}
)
"""Small words that some write apart and others not: they are joined to what follows."""


def fold_name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name, folded.

    Returns:
        At most five parts, each once; nothing for a text without letters.
    """
    return tuple(dict.fromkeys(fold_name_part(word) for word in _split_words_and_join_particles(name)))[
        :MOST_PARTS
    ]


def fold_joined_neighbours(name: str) -> set[str]:
    """Each two words that follow one another, folded as if somebody had written them as one."""
    return {
        fold_name_part(one + two) for one, two in pairwise(_split_words_and_join_particles(name)[:MOST_PARTS])
    }


@lru_cache(maxsize=8192)
def fold_name_part(word: str) -> str:
    """One part of a name with one letter for each sound."""
    folded = word
    for found, said in _SOUNDS:
        folded = found.sub(said, folded)
    return folded[:LONGEST]


@lru_cache(maxsize=8192)
def reduce_to_consonants(folded: str) -> str:
    """The consonants, those that are heard alike together; the first sound stays, whatever it is."""
    kept = folded[:1] + re.sub(r"[aiu]", "", folded[1:])
    return re.sub(r"(.)\1+", r"\1", kept.translate(_ALIKE))


_ALIKE: Final = str.maketrans(
    {"b": "p", "v": "f", "d": "t", "g": "k", "z": "s", "š": "s", "č": "k", "m": "n"}
)


def _split_words_and_join_particles(name: str) -> list[str]:
    return _join_name_particles(_split_name_into_words(name[: LONGEST * MOST_PARTS * 4]))


def _split_name_into_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
    return re.findall(r"[^\W\d_]+", re.sub(r"['’ʼ`]", "", bare))


def _join_name_particles(words: list[str]) -> list[str]:
    joined: list[str] = []
    open_ended = False
    for word in words:
        if open_ended:
            joined[-1] += word
        else:
            joined.append(word)
        open_ended = word in _PARTICLES
    return joined
