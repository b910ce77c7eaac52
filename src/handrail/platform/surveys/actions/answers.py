"""Answering a survey: by its link, as nobody; or from paper, typed in by the body that asks.

Neither leaves a record of its own in the trail: how many there are would tell how many people answered.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.identifying_patterns import find_identifying_patterns, normalise_for_matching
from handrail.platform.kernel.messages import msg
from handrail.platform.surveys.kinds_and_states import ENGLISH, LONGEST_WORDS, MOST_ANSWERS
from handrail.platform.surveys.models import Survey, SurveyAnswer, SurveyQuestion
from handrail.platform.surveys.permissions import NOT_OPEN

type Answers = Mapping[int, str | list[str]]
"""By the number of the question: the code, the codes, or the words."""
NOTHING_ANSWERED = "Answer at least one question."


@transaction.atomic
def answer_survey(token: str, *, language: str, answers: Answers, form_key: str) -> None:
    """Keep what somebody answered by the link. A form that is sent again counts once.

    Args:
        token: of the link.
        language: the tag of the language in which it was answered.
        answers: by the number of the question.
        form_key: of the form that was sent.

    Raises:
        RecordNotVisibleError: there is no such survey.
        ActionNotPossibleError: it takes no answers today, or nothing is answered.
        ValidationError: by field (`q1` …): an answer that is none of the question, or words that name somebody.
    """
    survey = Survey.objects.select_for_update(of=("self",)).filter(token=token).first()
    if survey is None:
        raise RecordNotVisibleError("survey")
    _save_answers_once(survey, "link", language, answers, form_key)


@transaction.atomic
def add_survey_answer_from_paper(
    survey_id: UUID, *, language: str, answers: Answers, form_key: str, by: Actor
) -> None:
    """Type in what somebody answered on paper.

    Args:
        survey_id: of the actor's body.
        language: in which it was answered.
        answers: by the number of the question.
        form_key: of the form that was sent: it counts once.
        by: who types.

    Raises:
        Denied, RecordNotVisibleError: the survey is not the actor's.
        ActionNotPossibleError: it takes no answers today, or nothing is answered.
        ValidationError: by field.
    """
    require_permission(by, Permission.RUN_SURVEYS)
    survey = Survey.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=survey_id).first()
    if survey is None:
        raise RecordNotVisibleError("survey")
    _save_answers_once(survey, "paper", language, answers, form_key)


def _save_answers_once(survey: Survey, way: str, language: str, answers: Answers, form_key: str) -> None:
    if not survey.takes_answers:
        raise ActionNotPossibleError(NOT_OPEN)
    if language != ENGLISH and not survey.translations.filter(language=language).exists():
        raise ActionNotPossibleError("This survey is not written in that language.")
    kept = _clean_answers(list(survey.questions.all()), answers)
    if not kept:
        raise ActionNotPossibleError(NOTHING_ANSWERED)
    if survey.answers.count() >= MOST_ANSWERS:
        raise ActionNotPossibleError(NOT_OPEN)
    row = SurveyAnswer(survey=survey, way=way, language_id=language, answers=kept)
    row.form_print = hashlib.sha256(form_key.encode()).digest()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return  # the same form, sent twice


def _clean_answers(questions: list[SurveyQuestion], answers: Answers) -> dict[str, str | list[str]]:
    """What is kept of the answers. Raises ValidationError by field."""
    given = {row: answers[row.number] for row in questions if answers.get(row.number)}
    wrong = {
        f"q{row.number}": said
        for row, answer in given.items()
        if (said := _get_refused_answer_error(row, answer))
    }
    if wrong:
        raise ValidationError(wrong)
    return {str(row.number): answer for row, answer in given.items()}


def _get_refused_answer_error(question: SurveyQuestion, given: str | list[str]) -> str:
    """Why an answer cannot be kept; empty where it can."""
    if question.kind == "words":
        return get_error_if_words_identify_somebody(str(given))
    codes = given if question.kind == "several" else [given]
    is_known = len(set(codes)) == len(codes) and set(codes) <= set(question.codes)
    return "" if is_known else "Choose from the answers of the question"


def get_error_if_words_identify_somebody(words: str) -> str:
    """Why words cannot be kept, for whoever wrote them; empty where nothing in them looks like somebody.

    Names cannot be told from other words with certainty: the page says so and asks for none.
    """
    if len(words) > LONGEST_WORDS:
        return msg("Write {longest} characters or less", longest=LONGEST_WORDS)
    for word, what in find_identifying_patterns(normalise_for_matching(words)):
        return msg(
            "“{word}” looks like {what}. Leave it out, so that no one can be found.", word=word, what=what
        )
    return ""
