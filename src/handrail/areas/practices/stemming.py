"""Words as they are compared: small letters, no accents, cut to a stem; what says nothing is left out.

The cutting is rough and always the same: it has to bring "house", "houses" and "housing" together, not to be right.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

WORD_PATTERN = re.compile(r"[a-z0-9]+")
MAX_WORD_LENGTH: Final = 30
MIN_STEM_LENGTH: Final = 3
FIRST_ENDINGS: Final = (
    "izations isations ization isation ations ators ation ator ating ated ates ate ments ment ness"
)
SECOND_ENDINGS: Final = "ings ing iers ies ied ier ers ors er or ed es ly al s e y"
ENDINGS: Final = (tuple(FIRST_ENDINGS.split()), tuple(SECOND_ENDINGS.split()))
SMALL_WORDS: Final = (
    "a about after all also an and any are as at be been before being between both but by can could did do does during "
    "each for from had has have how if in into is it its more most new no not of off on one or other our out over own "
    "she so some such than that the their them then there these they this those through to too two under until up was "
    "we were what when where which while who will with within would you your he her his i me my"
)
STOP_WORDS: Final = frozenset(SMALL_WORDS.split())


def split_into_normalised_words(text: str) -> list[str]:
    """The words of a text, small and without accents, in their order. "Co-ordinator" is one word."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return WORD_PATTERN.findall(bare.replace("'", "").replace("’", "").replace("co-", "co"))


def get_stems(text: str) -> list[str]:
    """The stems of a text that say something, in their order, each as often as it stands there."""
    return [stem_word(word) for word in split_into_normalised_words(text) if word not in STOP_WORDS]


@lru_cache(maxsize=20_000)
def stem_word(word: str) -> str:
    """A word without its ending, as long as enough of it is left."""
    if word.isalpha():
        for endings in ENDINGS:
            word = _strip_first_matching_ending(word, endings)
    return word[:MAX_WORD_LENGTH]


def _strip_first_matching_ending(word: str, endings: tuple[str, ...]) -> str:
    """The word without the first of the endings that fits."""
    for ending in endings:
        left = len(word) - len(ending)
        if word.endswith(ending) and left >= MIN_STEM_LENGTH and not word.endswith("ss"):
            return _reduce_double_letter(word[:left])
    return word


def _reduce_double_letter(cut: str) -> str:
    """One letter where the ending doubled it: "planned" and "plan" are one."""
    doubled = len(cut) > MIN_STEM_LENGTH and cut[-1] == cut[-2] and cut[-1] not in "aeiouls"
    return cut[:-1] if doubled else cut
