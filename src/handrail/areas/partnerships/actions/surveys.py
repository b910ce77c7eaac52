"""A short survey of a group: questions as the template has them, open at once, its link for the members."""

from uuid import UUID

from django.db import transaction

from handrail.areas.partnerships.models import GroupSurvey
from handrail.areas.partnerships.permissions import lock_and_authorise_group
from handrail.areas.partnerships.sourced_codes import list_template_questions_of_group_survey
from handrail.insight.survey_results.actions import close_survey
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.surveys.actions.surveys import add_survey_question, create_survey, open_survey
from handrail.platform.surveys.models import Survey, SurveyQuestion


@transaction.atomic
def begin_group_survey(group_id: UUID, survey: Survey, *, by: Actor) -> GroupSurvey:
    """Write a survey from its template, and open it.

    Args:
        group_id: of the group.
        survey: with kind, title, purpose, whom it is for, and its days.
        by: who convenes the group.

    Returns:
        The survey of the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: by field.
    """
    group = lock_and_authorise_group(group_id, by)
    saved = create_survey(survey, by=by)
    for asked in list_template_questions_of_group_survey(saved.kind):
        question = SurveyQuestion(
            survey=saved,
            kind=asked.kind,
            text=asked.text,
            options=list(asked.options),
            low=asked.low,
            high=asked.high,
        )
        add_survey_question(question, by=by)
    saved.refresh_from_db()
    opened = open_survey(saved.pk, seen=saved.version, by=by)
    row = GroupSurvey(group=group, survey=opened)
    row.save_by(by)
    write_audit_record(who=by.who, verb="began a survey of a group", about=group.pk, why=str(opened.pk))
    return row


@transaction.atomic
def close_group_survey(survey_id: UUID, *, seen: int, by: Actor) -> None:
    """Close a survey: its result is frozen, its answers are deleted.

    Args:
        survey_id: of a survey of a group that the actor convenes.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to close.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is not open.
    """
    row = GroupSurvey.objects.filter(survey=survey_id).first()
    if row is None:
        raise RecordNotVisibleError("survey")
    lock_and_authorise_group(row.group_id, by, closed_too=True)
    close_survey(survey_id, seen=seen, by=by)
