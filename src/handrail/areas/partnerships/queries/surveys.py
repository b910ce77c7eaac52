"""Surveys of a group with their frozen results; how many answered is told on a base of ten and more alone."""

import datetime
from typing import NamedTuple

from django.db.models import FETCH_RAISE

from handrail.areas.partnerships.models import Group, GroupSurvey
from handrail.insight.survey_results.models import SurveyResult
from handrail.insight.survey_results.result_content import ResultContent

MOST_SURVEYS = 12


class GroupSurveyRow(NamedTuple):
    """A survey of a group; its result is None while it is open."""

    row: GroupSurvey
    result: ResultContent | None


def list_group_surveys(group: Group) -> list[GroupSurveyRow]:
    """The newest first. Two statements."""
    rows = list(
        group.surveys.select_related("survey")
        .order_by("-survey__opens_on", "-pk")[:MOST_SURVEYS]
        .fetch_mode(FETCH_RAISE)
    )
    found = SurveyResult.objects.filter(survey__in=[row.survey_id for row in rows])
    results = dict(found.values_list("survey", "content"))
    return [GroupSurveyRow(row, results.get(row.survey_id)) for row in rows]


def find_newest_closed_member_survey_of_year(
    group: Group, first: datetime.date, last: datetime.date
) -> tuple[GroupSurvey, ResultContent] | None:
    """The newest survey of members that opened in the year and is closed.

    Args:
        group: whose members were asked.
        first: of the year.
        last: of the year, or a later day by which it opened.

    Returns:
        The survey and its result; None where there is none.
    """
    for found in list_group_surveys(group):
        survey = found.row.survey
        if survey.kind == "forum" and first <= survey.opens_on <= last and found.result is not None:
            return found.row, found.result
    return None
