"""Copies with a number or a name changed are found; different practices of one kind are not."""

from itertools import combinations

from handrail.areas.practices.near_duplicates import (
    LIKENESS_THRESHOLD,
    find_key_of_nearest_text,
    measure_likeness_of_two_texts,
)
from handrail.demo.hestia.call_of_2021_source import read_call_of_2021
from support.practice_library import BAGS


def test_a_copy_with_a_number_changed_is_alike():
    assert measure_likeness_of_two_texts(f"{BAGS}. We gave 40.", f"{BAGS}. We gave 55.") >= LIKENESS_THRESHOLD


def test_the_same_thing_in_other_words_is_not():
    other = "Officers carry bags of clothing and soap, which they hand to people whom they meet, all over the county"
    assert measure_likeness_of_two_texts(BAGS, other) < 0.2


def test_short_texts_are_never_called_copies():
    assert measure_likeness_of_two_texts("A joint plan", "A joint plan") == 0


def test_of_two_that_are_alike_the_first_is_named():
    assert (
        find_key_of_nearest_text(
            BAGS, {7: BAGS, 3: BAGS, 5: "Something else entirely, told in other words by another area"}
        )
        == 3
    )
    assert find_key_of_nearest_text(BAGS, {}) is None


def test_no_two_practices_of_2021_are_copies_of_each_other():
    texts = [f"{one.told.title} {one.told.words}" for one in read_call_of_2021().practices]
    assert (
        max(measure_likeness_of_two_texts(one, other) for one, other in combinations(texts, 2))
        < LIKENESS_THRESHOLD / 2
    )
