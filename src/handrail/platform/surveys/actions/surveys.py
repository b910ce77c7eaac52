"""Writing a survey, opening it, and closing it to answers."""

import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.surveys.kinds_and_states import MOST_QUESTIONS
from handrail.platform.surveys.models import (
    QuestionTranslation,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyTranslation,
)
from handrail.platform.surveys.permissions import lock_and_authorise_survey, lock_draft_survey

TOKEN_BYTES = 32


@transaction.atomic
def create_survey(survey: Survey, *, by: Actor) -> Survey:
    """Begin a survey of the actor's body. It is a draft until it is opened."""
    require_permission(by, Permission.RUN_SURVEYS)
    survey.body_id, survey.token = by.body_id, secrets.token_urlsafe(TOKEN_BYTES)
    survey.save_by(by)
    write_audit_record(who=by.who, verb="began a survey", about=survey.pk, why=survey.title)
    return survey


@transaction.atomic
def change_survey(survey: Survey, *, seen: int, by: Actor) -> None:
    """Change what is said of a survey. Once it is open only its last day, and who was asked, may change.

    Args:
        survey: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is closed, or people answer it already.
    """
    saved = lock_and_authorise_survey(survey.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if saved.state == "closed":
        raise ActionNotPossibleError("This survey is closed.")
    fixed = ("kind", "title", "purpose", "opens_on")
    if saved.state == "open" and any(getattr(saved, name) != getattr(survey, name) for name in fixed):
        raise ActionNotPossibleError(
            "People answer this survey now. Change only its last day, or who was asked."
        )
    survey.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a survey", about=survey.pk)


@transaction.atomic
def add_survey_question(question: SurveyQuestion, *, by: Actor) -> SurveyQuestion:
    """Add a question to a draft, under the next number."""
    survey = lock_draft_survey(question.survey_id, by)
    last = survey.questions.order_by("-number").values_list("number", flat=True).first() or 0
    if survey.questions.count() >= MOST_QUESTIONS:
        raise ActionNotPossibleError(msg("A survey holds at most {most} questions.", most=MOST_QUESTIONS))
    question.survey, question.number = survey, last + 1
    question.save_by(by)
    write_audit_record(
        who=by.who, verb="added a question to a survey", about=survey.pk, why=str(question.number)
    )
    return question


@transaction.atomic
def change_survey_question(question: SurveyQuestion, *, seen: int, by: Actor) -> None:
    """Change a question of a draft. Its translations are checked again when the survey is opened.

    Args:
        question: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the survey was opened.
    """
    question.survey = lock_draft_survey(question.survey_id, by)
    question.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a question of a survey", about=question.survey_id, why=str(question.number)
    )


@transaction.atomic
def remove_survey_question(survey_id: UUID, number: int, *, by: Actor) -> None:
    """Take a question out of a draft; the others keep their numbers.

    Args:
        survey_id: a draft.
        number: of the question.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ActionNotPossibleError: the survey was opened, or the question is gone.
    """
    survey = lock_draft_survey(survey_id, by)
    QuestionTranslation.objects.filter(question__survey=survey, question__number=number).delete()
    if not survey.questions.filter(number=number).delete()[0]:
        raise ActionNotPossibleError("That question is not in the survey any more.")
    write_audit_record(who=by.who, verb="removed a question from a survey", about=survey.pk, why=str(number))


@transaction.atomic
def save_survey_translation(translation: SurveyTranslation, *, seen: int | None, by: Actor) -> None:
    """Add a language to a draft, or change what frames the questions in it.

    Args:
        translation: as it is to be saved.
        seen: the version that the page showed; None for a new one.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the survey was opened.
    """
    translation.survey = lock_draft_survey(translation.survey_id, by)
    translation.save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="wrote a survey in another language",
        about=translation.survey_id,
        why=translation.language_id,
    )


@transaction.atomic
def save_question_translation(translation: QuestionTranslation, *, seen: int | None, by: Actor) -> None:
    """Say a question in one more language, or change how it is said.

    Args:
        translation: as it is to be saved.
        seen: the version that the page showed; None for a new one.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to change.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the survey was opened.
    """
    survey = lock_draft_survey(translation.question.survey_id, by)
    translation.save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="wrote a question of a survey in another language",
        about=survey.pk,
        why=f"{translation.question.number} {translation.language_id}",
    )


@transaction.atomic
def open_survey(survey_id: UUID, *, seen: int, by: Actor) -> Survey:
    """Open a survey: from its first day on, whoever has the link may answer.

    Args:
        survey_id: a draft.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The survey, with its link's token.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to open.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has no question, is over already, or a question is missing in a language.
    """
    survey = lock_draft_survey(survey_id, by)
    survey.raise_if_seen_version_stale(seen)
    questions = list(survey.questions.prefetch_related("translations"))
    if not questions:
        raise ActionNotPossibleError("The survey has no question yet. Add one first.")
    if survey.closes_on < today():
        raise ActionNotPossibleError("The last day is over. Choose a later one first.")
    for translation in survey.translations.select_related("language"):
        for question in questions:
            _require_complete_translation(question, translation)
    survey.state = "open"
    survey.save_by(by)
    write_audit_record(who=by.who, verb="opened a survey", about=survey.pk, why=survey.title)
    return survey


def close_survey_to_answers(survey_id: UUID, *, seen: int, by: Actor) -> Survey:
    """Close an open survey, in the transaction of whoever keeps its result (insight/survey_results).

    Args:
        survey_id: open.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The closed survey, locked: no answer comes in any more.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to close.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is not open.
    """
    survey = lock_and_authorise_survey(survey_id, by)
    survey.raise_if_seen_version_stale(seen)
    if survey.state != "open":
        raise ActionNotPossibleError("This survey is not open.")
    survey.state, survey.closed_at = "closed", timezone.now()
    survey.save_by(by)
    write_audit_record(who=by.who, verb="closed a survey", about=survey.pk, why=survey.title)
    return survey


def delete_survey_answers(survey: Survey) -> None:
    """Forget each person's answers once the result is kept: nothing is left that could be drawn or read again."""
    SurveyAnswer.objects.filter(survey=survey).delete()


def _require_complete_translation(question: SurveyQuestion, translation: SurveyTranslation) -> None:
    """Each language says every question, with as many answers."""
    found = next(
        (row for row in question.translations.all() if row.language_id == translation.language_id), None
    )
    if found is None or len(found.options) != len(question.options):
        raise ActionNotPossibleError(
            msg(
                "Question {number} is not complete in {language}.",
                number=question.number,
                language=translation.language.name,
            )
        )
