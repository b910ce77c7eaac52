"""A survey's result as plain values: what is frozen. Pure, but for the chance of the draw.

Counts of one survey are drawn in one table, so that they add up and are never drawn twice: everybody who answered,
split by each question into its answers and those who left it out. A question with several answers is split by each.
"""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypedDict

from handrail.insight.disclosure.count_table import CountTableCellKey, make_count_table
from handrail.insight.disclosure.random_rounding import round_figures_at_random
from handrail.insight.disclosure.rounding_programme import BASE

SMALLEST_BASE: Final = 10
"""Below so many answers nothing of a survey is told, and nothing of a question below so many who answered it."""
SURVEY: Final = "survey"
SEVERAL: Final = "several"
ANSWERED, LEFT_OUT, CHOSEN, NOT_CHOSEN = "answered", "left_out", "chosen", "not_chosen"


class AskedQuestion(NamedTuple):
    """A question as it was asked in English. `answers`: code and words; empty for a few words."""

    number: int
    text: str
    kind: str
    answers: Sequence[tuple[str, str]]


class SurveyAnswerWithRoundedCount(TypedDict):
    """One answer and how many people gave it, rounded."""

    code: str
    words: str
    people: int


class ResultQuestion(TypedDict):
    """One question. `answered` is None, and `answers` hold no number, where fewer than the base answered it."""

    number: int
    text: str
    kind: str
    answered: int | None
    answers: list[SurveyAnswerWithRoundedCount]


class ResultContent(TypedDict):
    """A frozen result. `people` is None where fewer than the base answered: nothing is told then."""

    title: str
    body: str
    purpose: str
    asked_of: str
    opened_on: str
    closed_on: str
    people: int | None
    questions: list[ResultQuestion]
    ways: list[SurveyAnswerWithRoundedCount]
    languages: list[SurveyAnswerWithRoundedCount]


class SurveyCounts(NamedTuple):
    """True counts, as `platform/surveys/queries.count_answers` gives them."""

    people: int
    answered: Mapping[int, int]
    chosen: Mapping[tuple[int, str], int]
    ways: Mapping[str, int]
    languages: Mapping[str, int]


class RoundedSurveyCounts(NamedTuple):
    """Rounded counts: of everybody, of who answered each question that may be shown, of each answer, of splits."""

    people: int
    answered: dict[int, int]
    chosen: dict[tuple[int, str], int]
    ways: dict[str, int]
    languages: dict[str, int]


def round_survey_counts_at_random(
    questions: Sequence[AskedQuestion], counts: SurveyCounts
) -> RoundedSurveyCounts | None:
    """Round all counts of a survey together, once.

    Args:
        questions: as they were asked.
        counts: true ones.

    Returns:
        Rounded ones; None where fewer than the base answered.
    """
    if counts.people < SMALLEST_BASE:
        return None
    shown = [row for row in questions if counts.answered.get(row.number, 0) >= SMALLEST_BASE and row.answers]
    worded = [
        row for row in questions if not row.answers and counts.answered.get(row.number, 0) >= SMALLEST_BASE
    ]
    breakdowns: dict[str, tuple[str, ...]] = {
        "way": tuple(sorted(counts.ways)),
        "language": tuple(sorted(counts.languages)),
    }
    cells = {CountTableCellKey(SURVEY): counts.people}
    cells |= {CountTableCellKey(SURVEY, "way", code): people for code, people in counts.ways.items()}
    cells |= {
        CountTableCellKey(SURVEY, "language", code): people for code, people in counts.languages.items()
    }
    parents = dict[str, tuple[str, ...]]()
    for row in [*shown, *worded]:
        _add_question_to_count_table(row, counts, breakdowns, cells, parents)
    drawn = round_figures_at_random(make_count_table((SURVEY,), breakdowns, cells, parents))
    return RoundedSurveyCounts(
        people=drawn.count(CountTableCellKey(SURVEY)),
        answered={
            row.number: drawn.count(CountTableCellKey(SURVEY, f"q{row.number}", ANSWERED))
            for row in [*shown, *worded]
        },
        chosen={
            (row.number, code): drawn.count(_get_count_table_cell_of_answer(row, code))
            for row in shown
            for code, _ in row.answers
        },
        ways={code: drawn.count(CountTableCellKey(SURVEY, "way", code)) for code in counts.ways},
        languages={
            code: drawn.count(CountTableCellKey(SURVEY, "language", code)) for code in counts.languages
        },
    )


def _get_count_table_cell_of_answer(row: AskedQuestion, code: str) -> CountTableCellKey:
    """Of one answer: a part of its question where one alone may be chosen, else a split of its own."""
    if row.kind == SEVERAL:
        return CountTableCellKey(SURVEY, f"q{row.number}-{code}", f"{ANSWERED}.{CHOSEN}")
    return CountTableCellKey(SURVEY, f"q{row.number}-answers", f"{ANSWERED}.{code}")


def _add_question_to_count_table(
    row: AskedQuestion,
    counts: SurveyCounts,
    breakdowns: dict[str, tuple[str, ...]],
    cells: dict[CountTableCellKey, int],
    parents: dict[str, tuple[str, ...]],
) -> None:
    """Who answered and who left it out; below that the answers, each by itself where several may be chosen."""
    split, answered = f"q{row.number}", counts.answered.get(row.number, 0)
    left_out = counts.people - answered
    breakdowns[split] = (ANSWERED, LEFT_OUT)
    cells |= {
        CountTableCellKey(SURVEY, split, ANSWERED): answered,
        CountTableCellKey(SURVEY, split, LEFT_OUT): left_out,
    }
    finer = defaultdict[str, dict[str, int]](dict)
    for code, _ in row.answers:
        cell, chosen = _get_count_table_cell_of_answer(row, code), counts.chosen.get((row.number, code), 0)
        finer[cell.breakdown][cell.value] = chosen
        if row.kind == SEVERAL:
            finer[cell.breakdown][f"{ANSWERED}.{NOT_CHOSEN}"] = answered - chosen
    for name, people in finer.items():
        people[f"{LEFT_OUT}.{LEFT_OUT}"] = left_out
        breakdowns[name], parents[name] = tuple(people), (split,)
        cells |= {CountTableCellKey(SURVEY, name, value): number for value, number in people.items()}


def sample_written_answers(words: Sequence[str], people: int) -> list[str]:
    """Words by chance, as many as a multiple of five, so that their number does not tell how many answered.

    Args:
        words: what people wrote to one question.
        people: who answered the survey.

    Returns:
        In the order of chance; none below the base.
    """
    if people < SMALLEST_BASE or len(words) < SMALLEST_BASE:
        return []
    return secrets.SystemRandom().sample(list(words), BASE * (len(words) // BASE))
