"""Closing a survey, and its result."""

import datetime
from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.insight.survey_results.actions import close_survey, get_last_day_of_answers
from handrail.insight.survey_results.models import SurveyResult
from handrail.insight.survey_results.presenters import SurveyResultDisplay, present_survey_result
from handrail.insight.survey_results.queries import get_survey_result
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.surveys.models import Survey
from handrail.platform.surveys.queries import get_survey
from handrail.platform.surveys.views.surveys import NAV
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class SurveyResultContext(TypedDict):
    """What survey_results/result.html shows. `words`: by the text of the question."""

    survey: Survey
    result: SurveyResult
    last_day: datetime.date
    lines: SurveyResultDisplay
    runs_surveys: bool
    words: list[tuple[str, list[str]]]


@requires_permission(Permission.VIEW_NEEDS)
def survey_result(request: HttpRequest, actor: Actor, survey_id: UUID) -> HttpResponse:
    """The frozen result, and words for the body that asked."""
    found = get_survey_result(actor, survey_id)
    texts = {row["number"]: row["text"] for row in found.content["questions"]}
    shown: SurveyResultContext = {
        "survey": found.survey,
        "result": found,
        "last_day": get_last_day_of_answers(found.survey),
        "lines": present_survey_result(found.content),
        "runs_surveys": actor.may(Permission.RUN_SURVEYS),
        "words": [(texts[row.number], row.words) for row in found.words.all()],
    }
    return render(request, "survey_results/result.html", {**get_layout_context(request, actor, NAV), **shown})


class CloseSurveyPage(ActionPage):
    """Close a survey: its result is kept, and each person's answers are deleted."""

    permission, nav = Permission.RUN_SURVEYS, NAV
    title, button, form_class = "Close the survey and keep its result", "Close the survey", ConfirmForm
    lead = (
        "The result is rounded once and stays as it is. Each person’s answers are deleted. "
        "The survey cannot be opened again."
    )
    survey: Survey

    @property
    def back_url(self) -> str:
        return reverse("survey", args=[self.survey.pk])

    def load(self, survey_id: UUID) -> None:
        self.survey = get_survey(self.actor, survey_id)
        if self.survey.state != "open":
            raise ActionNotPossibleError("This survey is not open.")

    def perform(self, form: ConfirmForm) -> str:
        close_survey(self.survey.pk, seen=self.survey.version, by=self.actor)
        self.success_url = reverse("survey_result", args=[self.survey.pk])
        return "The survey is closed, and its result is kept."
