"""Words are brought together by a rough stem, the same for what is sought and what is found."""

import pytest

from handrail.assurance.practices.stems import stems


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
    assert len(set(stems(words))) == 1


@pytest.mark.parametrize(("one", "other"), [("bag", "bail"), ("housing", "hostel"), ("board", "border")])
def test_other_words_stay_apart(one, other):
    assert stems(one) != stems(other)


def test_small_words_say_nothing():
    assert stems("and the of with") == []


def test_a_long_word_fits_the_index():
    assert max(len(stem) for stem in stems("x" * 500)) <= 30
