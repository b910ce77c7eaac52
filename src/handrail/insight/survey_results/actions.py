"""Closing a survey: its result is drawn and kept, and each person's answers are deleted, in one transaction."""

import datetime
import hashlib
import json
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.insight.survey_results.models import SurveyResult, SurveyWords
from handrail.insight.survey_results.result_content import (
    AskedQuestion,
    ResultContent,
    ResultQuestion,
    RoundedSurveyCounts,
    SurveyAnswerWithRoundedCount,
    SurveyCounts,
    round_survey_counts_at_random,
    sample_written_answers,
)
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import to_london
from handrail.platform.reference.code_lists import find_language_name
from handrail.platform.surveys.actions.surveys import close_survey_to_answers, delete_survey_answers
from handrail.platform.surveys.kinds_and_states import ANSWER_WAYS
from handrail.platform.surveys.models import Survey, SurveyQuestion
from handrail.platform.surveys.queries import SurveyAnswerCounts, count_survey_answers_by_question


@transaction.atomic
def close_survey(survey_id: UUID, *, seen: int, by: Actor) -> SurveyResult:
    """Close a survey and freeze its result. An answer that is sent at the same moment is in it, or refused.

    Args:
        survey_id: open.
        seen: the version that the page showed.
        by: of the body that asks.

    Returns:
        The frozen result.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to close.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is not open.
    """
    survey = close_survey_to_answers(survey_id, seen=seen, by=by)
    counted = count_survey_answers_by_question(survey)
    content = _make_survey_result_content(survey, counted)
    told = json.dumps(content, sort_keys=True, ensure_ascii=False)
    result = SurveyResult.objects.create(
        survey=survey,
        content=content,
        sha256=hashlib.sha256(told.encode()).hexdigest(),
        at=timezone.now(),
        by_id=by.user_id,
    )
    for number, words in counted.words.items():
        if chosen := sample_written_answers(words, counted.people):
            SurveyWords.objects.create(result=result, number=number, words=chosen)
    delete_survey_answers(survey)
    return result


def get_last_day_of_answers(survey: Survey) -> datetime.date:
    """The last day on which people could answer: it may be closed earlier than planned, and its result kept later."""
    planned: datetime.date = survey.closes_on
    return min(to_london(survey.closed_at).date(), planned) if survey.closed_at else planned


def _make_survey_result_content(survey: Survey, counted: SurveyAnswerCounts) -> ResultContent:
    questions = list(survey.questions.prefetch_related("translations"))
    asked = [_make_asked_question(row) for row in questions]
    counts = SurveyCounts(counted.people, counted.answered, counted.chosen, counted.ways, counted.languages)
    drawn = round_survey_counts_at_random(asked, counts)
    return {
        "title": survey.title,
        "body": survey.body.name,
        "purpose": survey.purpose,
        "asked_of": survey.asked_of,
        "opened_on": survey.opens_on.isoformat(),
        "closed_on": get_last_day_of_answers(survey).isoformat(),
        "people": drawn.people if drawn else None,
        "questions": [_make_result_question(row, drawn) for row in asked],
        "ways": _make_result_answers_of_split(drawn.ways, dict(ANSWER_WAYS)) if drawn else [],
        "languages": (
            _make_result_answers_of_split(
                drawn.languages, {code: find_language_name(code) for code in drawn.languages}
            )
            if drawn
            else []
        ),
    }


def _make_asked_question(question: SurveyQuestion) -> AskedQuestion:
    pairs = question.get_words().get_pairs(question)
    return AskedQuestion(question.number, question.text, question.kind, pairs)


def _make_result_question(row: AskedQuestion, drawn: RoundedSurveyCounts | None) -> ResultQuestion:
    answered = drawn.answered.get(row.number) if drawn else None
    answers = (
        [_make_result_answer(code, words, drawn.chosen[row.number, code]) for code, words in row.answers]
        if drawn and answered is not None
        else []
    )
    return {
        "number": row.number,
        "text": row.text,
        "kind": row.kind,
        "answered": answered,
        "answers": answers,
    }


def _make_result_answers_of_split(
    people: dict[str, int], words: dict[str, str]
) -> list[SurveyAnswerWithRoundedCount]:
    return [_make_result_answer(code, words[code], number) for code, number in sorted(people.items())]


def _make_result_answer(code: str, words: str, people: int) -> SurveyAnswerWithRoundedCount:
    return cast(SurveyAnswerWithRoundedCount, {"code": code, "words": words, "people": people})
