"""The form of a case reference: letters of an organisation, a number, a check letter, as LN-0417-M.

The check letter is that of the Spanish identity number (remainder by 23 on this table: Orden INT/2058/2008 and its
predecessors), with the organisation’s letters read as their places in the same table. 23 is a prime and ten a
generator of it, so that one wrong character, or any two that changed places, always gives another letter. I, O and U
are not used: they look like 1, 0 and V.
"""

import re
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Final

CHECK_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
SHORTEST_LETTERS: Final = 2
LONGEST_LETTERS: Final = 4
FALLBACK_LETTERS: Final = 4
MOST_SUGGESTIONS: Final = 3
LONGEST_NAME_READ: Final = 12
"""So many letters of a name are tried: 781 choices at most."""
TYPED: Final = re.compile(r"([A-Z]{2,6})[-–—\s]*(\d{1,8})(?:[-–—\s]*([A-Z]))?")


def format_case_reference(letters: str, number: int) -> str:
    """A reference as it is kept and shown."""
    return f"{letters}-{number:04d}-{compute_check_letter(letters, f'{number:04d}')}"


def compute_check_letter(letters: str, digits: str) -> str:
    """The check letter of a reference.

    Raises:
        ValueError: a letter or digit that no reference has.
    """
    places = [CHECK_LETTERS.index(letter) for letter in letters] + [int(digit) for digit in digits]
    rest = 0
    for place in places:
        rest = (rest * 10 + place) % len(CHECK_LETTERS)
    return CHECK_LETTERS[rest]


def parse_case_reference(typed: str) -> str:
    """What somebody typed as it is kept: “ln 417 m”, “ln0417m” and “LN-417” are LN-0417-M.

    Returns:
        The reference, or "" where it is not like one of ours or its check letter is wrong.
    """
    made = TYPED.fullmatch(typed.strip().upper())
    if not made or not set(made[1]) <= set(CHECK_LETTERS):
        return ""
    reference = format_case_reference(made[1], int(made[2]))
    return reference if made[3] in (None, reference[-1]) else ""


def has_wrong_check_letter(typed: str) -> bool:
    """Whether it is like a reference of ours with a check letter, and the letter does not fit the rest."""
    made = TYPED.fullmatch(typed.strip().upper())
    return bool(made and made[3]) and not parse_case_reference(typed)


def has_check_letter(typed: str) -> bool:
    """Whether a check letter was typed at all."""
    made = TYPED.fullmatch(typed.strip().upper())
    return bool(made and made[3])


def make_fallback_reference_letters_of_body(number: int) -> str:
    """Letters for an organisation that has none of its own: B, its number in letters, and their check letter.

    Six letters are never one letter from an organisation’s own two to four, and by the check letter never from others.
    """
    letters = ""
    for _ in range(FALLBACK_LETTERS):
        number, place = divmod(number, len(CHECK_LETTERS))
        letters = CHECK_LETTERS[place] + letters
    return f"B{letters}{compute_check_letter(letters, '')}"


def are_reference_letters_easily_confused(one: str, other: str) -> bool:
    """Whether one wrong, missing, further or swapped letter makes the letters of one organisation those of another."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    if len(short) < len(long):
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    wrong = [place for place in range(len(one)) if one[place] != other[place]]
    if len(wrong) <= 1:
        return True
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return swapped and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]


def suggest_free_reference_letters_of_body(name: str, taken: Collection[str]) -> list[str]:
    """Letters for an organisation that are easily confused with nobody's.

    Args:
        name: of the organisation; the first letters of its words are tried before the others.
        taken: letters of the other organisations.

    Returns:
        Three at most, the shortest first; fewer where the name gives no more.
    """
    found: list[str] = []
    for letters in _iterate_possible_reference_letters(name):
        if letters not in found and not any(
            are_reference_letters_easily_confused(letters, other) for other in taken
        ):
            found.append(letters)
        if len(found) == MOST_SUGGESTIONS:
            break
    return found


def _iterate_possible_reference_letters(name: str) -> Iterator[str]:
    """Two to four letters in the order of the name: of the beginnings of its words, then of all of it."""
    words = name.upper().split()
    for text in ("".join(word[0] for word in words), "".join(words)):
        usable = [letter for letter in text if letter in CHECK_LETTERS][:LONGEST_NAME_READ]
        for size in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            yield from ("".join(chosen) for chosen in combinations(usable, size))
