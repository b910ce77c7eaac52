"""How many names are found that somebody wrote wrongly: a seeded generator of errors, on names from another list.

The figures of a larger run stand in docs/finding.md. What is tried here is the rules alone, in memory.
"""

from collections import Counter, defaultdict
from datetime import date
from random import Random

import pytest

from handrail.people.cases.name_search.likeness import score_names
from handrail.people.cases.name_search.queries import CONFIDENT_LIKENESS, MOST_SCORED, MOST_SCORED_LOOSELY
from handrail.people.cases.name_search.tokens import make_loose_tokens, make_query_tokens, make_stored_tokens
from support.invented_names import births, people
from support.misspellings import CLASSES, WITH_DATE, turned_date

PEOPLE = people(3_000, "who is looked for")
BORN = births(3_000, "who is looked for")
LEAST = 90
"""In a hundred of each class, among the first 25."""


@pytest.fixture(scope="module")
def index() -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(PEOPLE):
        for token in make_stored_tokens(name):
            found[token].add(number)
    return found


def found(index: dict[str, set[int]], typed: str) -> set[str]:
    """As by_name does: what many share is asked for only where nobody is like enough."""
    opened = most_alike(index, make_query_tokens(typed), MOST_SCORED)
    if max((score_names(typed, name) for name in opened), default=0) < CONFIDENT_LIKENESS:
        opened |= most_alike(index, make_query_tokens(typed) | make_loose_tokens(typed), MOST_SCORED_LOOSELY)
    return set(sorted(opened, key=lambda name: -score_names(typed, name))[:25])


def most_alike(index: dict[str, set[int]], tokens: frozenset[str], most: int) -> set[str]:
    shared = Counter(number for token in tokens for number in index.get(token, ()))
    return {PEOPLE[number] for number, _ in shared.most_common(most)}


@pytest.mark.parametrize("error", CLASSES)
def test_most_misspelt_names_are_among_the_first_25(index, error):
    chance = Random(f"errors: {error}")
    tried = [(name, CLASSES[error](chance, name)) for name in chance.sample(PEOPLE, 400)]
    wrong = [(name, typed) for name, typed in tried if typed != name]
    hits = sum(name in found(index, typed) for name, typed in wrong)
    assert 100 * hits / len(wrong) >= LEAST, f"{hits} of {len(wrong)}"


@pytest.fixture(scope="module")
def with_dates() -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, (name, born) in enumerate(zip(PEOPLE, BORN, strict=True)):
        for token in make_stored_tokens(name, born):
            found[token].add(number)
    return found


@pytest.mark.parametrize("error", WITH_DATE)
def test_whose_day_and_month_were_swapped_are_found_by_a_name_that_is_wrong_too(with_dates, error):
    chance = Random(f"errors: {error}")
    turned = [n for n in range(len(PEOPLE)) if turned_date(BORN[n]) != BORN[n]]
    tried = [(n, WITH_DATE[error](chance, PEOPLE[n])) for n in chance.sample(turned, 400)]
    wrong = [(n, typed) for n, typed in tried if typed != PEOPLE[n]]
    hits = sum(n in found_with_date(with_dates, typed, turned_date(BORN[n])) for n, typed in wrong)
    assert len(wrong) > 100
    assert 100 * hits / len(wrong) >= LEAST, f"{hits} of {len(wrong)}"


def found_with_date(index: dict[str, set[int]], typed: str, born: date) -> list[int]:
    """Who the people are, not only what they are called: two of one name differ in the day."""
    shared = Counter(number for token in make_query_tokens(typed, born) for number in index.get(token, ()))
    opened = [number for number, _ in shared.most_common(MOST_SCORED)]
    return sorted(opened, key=lambda n: -score_names(typed, PEOPLE[n], born, BORN[n]))[:25]


def test_the_most_alike_of_two_is_the_one_with_fewer_changes():
    assert score_names("Sara Haile", "Sarah Haile") > score_names("Sara Haile", "Sami Halil")


def test_the_order_of_parts_does_not_matter_to_likeness():
    assert score_names("Haile Sara", "Sara Haile") == score_names("Sara Haile", "Sara Haile")
