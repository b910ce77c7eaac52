"""A suggestion comes from words and says which; with too little to go on there is none."""

from handrail.areas.practices.theme_suggestions import (
    NaiveBayesThemeClassifier,
    ThemeTrainingExample,
    count_leave_one_out_hits_and_trials,
    make_practice_text,
)
from handrail.demo.hestia.call_of_2021_source import read_call_of_2021

LEARNED = [
    ThemeTrainingExample("a navigator stays with the person", "beside"),
    ThemeTrainingExample("a liaison officer stays with one victim", "beside"),
    ThemeTrainingExample("hotel rooms and a flat", "place"),
    ThemeTrainingExample("a fund pays for a hotel", "place"),
    ThemeTrainingExample("a board asks the chief constable", "assurance"),
    ThemeTrainingExample("scrutiny by a board", "assurance"),
    ThemeTrainingExample("a forum of partners", "together"),
    ThemeTrainingExample("partners meet in a network", "together"),
]


def test_it_says_the_theme_the_words_and_the_second_best():
    found = NaiveBayesThemeClassifier(LEARNED).suggest("Two hotels, and money for a flat")
    assert found.theme == "place"
    assert found.because[0] in ("hotels", "flat")
    assert found.second != "place"
    assert set(found.because) <= {"two", "hotels", "money", "flat"}


def test_the_same_words_always_give_the_same_answer():
    suggester = NaiveBayesThemeClassifier(LEARNED)
    assert suggester.suggest("a navigator") == NaiveBayesThemeClassifier(list(LEARNED)).suggest("a navigator")


def test_with_few_examples_or_no_known_word_there_is_none():
    assert NaiveBayesThemeClassifier(LEARNED[:7]).suggest("a navigator") is None
    assert NaiveBayesThemeClassifier(LEARNED).suggest("xylophone zither") is None


def test_each_is_tried_without_itself():
    """A word that only one example has cannot help that example."""
    lonely = [*LEARNED, ThemeTrainingExample("zither", "trust")]
    met, tried = count_leave_one_out_hits_and_trials(lonely)
    assert tried == 9
    assert met <= 8


def test_how_often_it_is_right_on_the_call_of_2021():
    """Measured on the texts as they were entered: 33 of 46, where the commonest theme alone would meet 8."""
    told = read_call_of_2021().practices
    examples = [
        ThemeTrainingExample(make_practice_text(one.told.title, one.told.words, one.told.kind), one.theme)
        for one in told
    ]
    assert count_leave_one_out_hits_and_trials(examples) == (33, 46)
