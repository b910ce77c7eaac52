"""A theme suggested from the words of a practice: complement naive Bayes over stems, trained on what people confirmed.

It learns from the confirmed sortings and from the words by which each theme is described, and is told the kind that the
body gave its practice. Each theme is judged by how unlikely the words are in all *other* themes (Rennie and others,
2003), which bears the small and uneven numbers here better than the plain form. Pure: sortings in, suggestion out; the
same every time. How often it is right is measured by `held_out` and said wherever it is used.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from handrail.areas.calls.states_and_kinds import PRACTICE_KINDS
from handrail.areas.practices.stemming import get_stems, split_into_normalised_words, stem_word
from handrail.areas.practices.themes import THEMES

SMOOTHING: Final = 1.0
MIN_EXAMPLES: Final = 8
"""With fewer confirmed sortings nothing is suggested."""
WORDS_SHOWN: Final = 4
KIND_NAMES: Final = dict(PRACTICE_KINDS)


@dataclass(frozen=True, slots=True)
class ThemeTrainingExample:
    """One confirmed sorting."""

    text: str
    theme: str


THEME_EXAMPLES: Final = tuple(
    ThemeTrainingExample(f"{theme.name} {theme.means}", theme.code) for theme in THEMES
)


def make_practice_text(title: str, words: str, kind: str) -> str:
    """What is read of a practice: its title, its words, and the name of the kind that its body gave it.

    Args:
        title: its title.
        words: what is done.
        kind: a code of PRACTICE_KINDS.
    """
    return f"{title} {words} {KIND_NAMES.get(kind, '')}"


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A theme, the words of the text that led to it, and the theme that came second."""

    theme: str
    because: tuple[str, ...]
    second: str


class NaiveBayesThemeClassifier:
    """Learns from the confirmed sortings it is given, and nothing else."""

    def __init__(self, examples: Sequence[ThemeTrainingExample]) -> None:
        self._size = len(examples)
        self._themes = sorted(theme.code for theme in THEMES)
        counted = {theme: Counter[str]() for theme in self._themes}
        for example in (*THEME_EXAMPLES, *examples):
            counted[example.theme].update(set(get_stems(example.text)))
        every = sum(counted.values(), Counter[str]())
        self._weights = {
            theme: _compute_word_weights_of_theme(every, counted[theme]) for theme in self._themes
        }

    def suggest(self, text: str) -> ThemeSuggestion | None:
        """The likeliest theme; None where too little is known or no word of the text was met before."""
        if self._size < MIN_EXAMPLES:
            return None
        found = set(get_stems(text))
        scores = {theme: _compute_theme_score(found, self._weights[theme]) for theme in self._themes}
        best, second = sorted(self._themes, key=lambda theme: (-scores[theme], theme))[:2]
        because = self._list_deciding_words(text, best)
        return ThemeSuggestion(best, because, second) if because else None

    def _list_deciding_words(self, text: str, theme: str) -> tuple[str, ...]:
        """The words, as written, that speak most for the theme rather than for the mean of the others."""
        gains = {
            word: self._weights[theme].get(word, 0.0) - self._get_mean_weight_of_other_themes(word, theme)
            for word in set(get_stems(text))
        }
        leading = sorted((word for word in gains if gains[word] > 0), key=lambda word: (-gains[word], word))
        return tuple(_find_written_form_of_stem(text, word) for word in leading[:WORDS_SHOWN])

    def _get_mean_weight_of_other_themes(self, word: str, but: str) -> float:
        others = [self._weights[theme].get(word, 0.0) for theme in self._themes if theme != but]
        return sum(others) / len(others)


def count_leave_one_out_hits_and_trials(examples: Sequence[ThemeTrainingExample]) -> tuple[int, int]:
    """How many sortings are met when each in turn is left out and asked for.

    Returns:
        How many were met, and how many were tried.
    """
    met = 0
    for left_out, example in enumerate(examples):
        rest = [other for number, other in enumerate(examples) if number != left_out]
        found = NaiveBayesThemeClassifier(rest).suggest(example.text)
        met += found is not None and found.theme == example.theme
    return met, len(examples)


def _compute_word_weights_of_theme(every: Counter[str], own: Counter[str]) -> dict[str, float]:
    """For each word, how unlikely it is outside the theme; scaled, so that no theme speaks louder than another."""
    outside = {word: count - own[word] + SMOOTHING for word, count in every.items()}
    total = sum(outside.values())
    raw = {word: -log(count / total) for word, count in outside.items()}
    loudness = sum(abs(weight) for weight in raw.values()) or 1.0
    return {word: weight * len(raw) / loudness for word, weight in raw.items()}


def _compute_theme_score(found: set[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 0.0) for word in sorted(found))


def _find_written_form_of_stem(text: str, wanted: str) -> str:
    return next(word for word in split_into_normalised_words(text) if stem_word(word) == wanted)
