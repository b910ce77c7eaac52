"""What is known of who and where a person is, and whether a text says any of it.

It finds what it was told and nothing else: that a text tells who somebody is in other words, only a reader sees. What
is merely spelt like a name is shown to that reader, who decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from handrail.people.cases.name_search.folding import fold_name_parts
from handrail.platform.kernel.messages import join_texts, msg

SHORTEST_NAME, SHORTEST_NUMBER = 2, 7
SHORTEST_SOUND, SHORTEST_LIKE = 3, 5
"""Letters of a folded name: what is shorter sounds like too much, or is one letter off from too much."""
# Letters that stay what they are when their marks are taken off, and are typed without all the same.
TYPED = str.maketrans("ıłđøħŧ", "ildoht")
LATIN = re.compile(r"[a-z0-9]+")
NO_SOUNDS: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class IdentifyingDetails:
    """Names, phrases such as an address or a reference, numbers, days of birth: from the case and the form."""

    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    born: tuple[date, ...] = ()
    _words: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())
    _sounds: Mapping[str, bool] = field(init=False, repr=False, compare=False, default=NO_SOUNDS)

    def __post_init__(self) -> None:
        words = {
            word
            for name in self.names
            for word in fold_to_letters_and_digits(name).split()
            if len(word) >= SHORTEST_NAME
        }
        object.__setattr__(self, "_words", frozenset(words))
        sounds = {sound: bool(LATIN.fullmatch(word)) for word in words if (sound := get_sound_key(word))}
        object.__setattr__(self, "_sounds", sounds)

    def find_in_text(self, text: str) -> tuple[str, ...]:
        """What of it the text says, as it would be shown to a reader."""
        spelt = fold_to_letters_and_digits(text)
        found = [
            *self._iterate_known_names_in(spelt),
            *self._iterate_known_phrases_in(spelt),
            *self._iterate_known_numbers_in(text),
        ]
        found += [
            day.isoformat()
            for day in self.born
            if any(f" {form} " in f" {spelt} " for form in iterate_written_forms_of_day(day))
        ]
        return tuple(dict.fromkeys(found))

    def near(self, text: str) -> tuple[str, ...]:
        """Words that are spelt much like a name that is known: for a reader to look at twice, and no more than that."""
        spelt = dict.fromkeys(fold_to_letters_and_digits(text).split())
        sounds = [sound for sound in self._sounds if len(sound) >= SHORTEST_LIKE]
        return tuple(
            word
            for word in spelt
            if word not in self._words
            and any(_are_sound_keys_nearly_equal(get_sound_key(word), sound) for sound in sounds)
        )

    def _iterate_known_names_in(self, spelt: str) -> Iterator[str]:
        words = set(spelt.split())
        for name in sorted(self._words):
            if name in words or (not LATIN.fullmatch(name) and name in spelt):
                yield name
        for word in sorted(words - self._words):
            if self._is_known_name_in_other_script(word):
                yield word

    def _is_known_name_in_other_script(self, word: str) -> bool:
        """Whether it is a name that is known, written over into the letters of another script."""
        latin = bool(LATIN.fullmatch(word))
        if latin and all(self._sounds.values()):
            return False
        sound = get_sound_key(word)
        return sound in self._sounds and self._sounds[sound] != latin

    def _iterate_known_phrases_in(self, spelt: str) -> Iterator[str]:
        """A postcode or a reference is found with its spaces or without."""
        solid = spelt.replace(" ", "")
        for phrase in self.phrases:
            folded = fold_to_letters_and_digits(phrase)
            together = folded.replace(" ", "") if extract_digits(folded) else ""
            if (len(folded) > 3 and folded in spelt) or (len(together) > 3 and together in solid):
                yield phrase

    def _iterate_known_numbers_in(self, text: str) -> Iterator[str]:
        digits = extract_digits(text)
        for number in self.numbers:
            tail = extract_digits(number)[-9:]
            if len(tail) >= SHORTEST_NUMBER and tail in digits:
                yield number


def get_sound_key(word: str) -> str:
    """One word with one letter for each sound, whatever its script; nothing where too little is left to go by."""
    folded = join_texts(fold_name_parts(word), "")
    return folded if len(folded) >= SHORTEST_SOUND else ""


def _are_sound_keys_nearly_equal(one: str, two: str) -> bool:
    """The same sounds, or one of them another."""
    return len(one) >= SHORTEST_LIKE and Levenshtein.distance(one, two, score_cutoff=1) <= 1


def fold_to_letters_and_digits(text: str) -> str:
    """Letters and figures alone: no marks, no case, none of the signs that turn a line round or stand unseen in it."""
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    plain = "".join(c for c in unicodedata.normalize("NFKD", shown) if not unicodedata.combining(c))
    return join_texts(re.sub(r"[\W_]+", " ", plain.casefold().translate(TYPED)).split(), " ")


def extract_digits(text: str) -> str:
    """Its figures, whatever their script, without what stands between them."""
    return "".join(str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None)


def iterate_written_forms_of_day(day: date) -> Iterable[str]:
    """A day as people write it, folded as texts are."""
    months = (f"{day:%B}".lower(), f"{day:%b}".lower())
    years = (f"{day.year}", f"{day:%y}")
    for year in years:
        for first, second in ((day.day, day.month), (day.month, day.day)):
            yield f"{first} {second} {year}"
            yield f"{first:02} {second:02} {year}"
        for month in months:
            for number in (f"{day.day}", f"{day.day:02}", f"{day.day}{_get_ordinal_ending(day.day)}"):
                yield f"{number} {month} {year}"
                yield f"{month} {number} {year}"
                yield msg("{number} of {month} {year}", number=number, month=month, year=year)
    yield f"{day.year} {day.month:02} {day.day:02}"
    yield f"{day:%Y%m%d}"


def _get_ordinal_ending(number: int) -> str:
    if 10 < number < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
