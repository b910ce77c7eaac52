"""Words are brought together by a rough stem, the same for what is sought and what is found."""

import pytest

from handrail.areas.practices.stemming import get_stems


@pytest.mark.parametrize(
    "words",
    [
        "house houses housing",
        "plan planned planning",
        "navigator navigators",
        "co-ordinator coordinators",
        "evaluate evaluated evaluation",
        "agency agencies",
        "commission commissioned commissioning commissioner",
        "assess assessment",
        "Café cafe",
    ],
)
def test_forms_of_one_word_have_one_stem(words):
    assert len(set(get_stems(words))) == 1


@pytest.mark.parametrize(("one", "other"), [("bag", "bail"), ("housing", "hostel"), ("board", "border")])
def test_other_words_stay_apart(one, other):
    assert get_stems(one) != get_stems(other)


def test_small_words_say_nothing():
    assert get_stems("and the of with") == []


def test_a_long_word_fits_the_index():
    assert max(len(stem) for stem in get_stems("x" * 500)) <= 30
