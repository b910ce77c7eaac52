"""Frozen results, for the rooms of areas that cite them; and the words, for the body that asked."""

from collections.abc import Collection
from uuid import UUID

from handrail.insight.survey_results.models import SurveyResult
from handrail.insight.survey_results.result_content import ResultContent
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)


def find_survey_result(survey_id: UUID) -> ResultContent | None:
    """The frozen result of a survey, rounded: it may be shown to anybody. None while the survey is not closed."""
    row = SurveyResult.objects.filter(survey=survey_id).first()
    return row.content if row else None


def list_results_of_bodies(body_ids: Collection[int], kind: str = "") -> list[SurveyResult]:
    """Frozen results of surveys of some bodies, the newest first.

    Args:
        body_ids: who asked.
        kind: of `SURVEY_KINDS`; empty for all.
    """
    rows = SurveyResult.objects.filter(survey__body__in=body_ids).select_related("survey__body")
    return list((rows.filter(survey__kind=kind) if kind else rows).order_by("-at"))


def get_survey_result(actor: Actor, survey_id: UUID) -> SurveyResult:
    """The result and words of a survey of the reader's body, for whoever runs surveys or publishes what rests on them.

    Raises RecordNotVisibleError, Denied.
    """
    if not actor.may(Permission.PUBLISH_NEEDS):
        require_permission(actor, Permission.RUN_SURVEYS)
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    rows = SurveyResult.objects.filter(survey__body__in=bodies).select_related("survey")
    found: SurveyResult | None = rows.prefetch_related("words").filter(survey=survey_id).first()
    if found is None:
        raise RecordNotVisibleError("survey result")
    return found


def find_survey_results(survey_ids: Collection[UUID]) -> dict[UUID, ResultContent]:
    """Frozen results of several surveys. One statement.

    Returns:
        By the number of the survey; one that is not closed is left out.
    """
    return dict(SurveyResult.objects.filter(survey__in=survey_ids).values_list("survey", "content"))
