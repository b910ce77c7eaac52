"""Surveys of a group: of its members, and of trust and reporting, each with the base of its numbers."""

import datetime
from typing import Any, Final, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.areas.partnerships.actions import surveys as acts
from handrail.areas.partnerships.queries.groups import get_group_for_reader
from handrail.areas.partnerships.queries.surveys import list_group_surveys
from handrail.areas.partnerships.sourced_codes import (
    SurveyQuestionTemplate,
    list_template_questions_of_group_survey,
)
from handrail.areas.partnerships.survey_forms import BeginGroupSurveyForm
from handrail.areas.partnerships.views.shared import PartnershipGroupChangePage, make_group_page_context
from handrail.insight.survey_results.presenters import present_survey_result
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.surveys.models import Survey
from handrail.platform.surveys.views.surveys import get_survey_link
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.oversight_form_fields import ConfirmForm, version_field

RUNS_FOR: Final = datetime.timedelta(days=28)


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_surveys(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Open surveys with their link, and results of closed ones."""
    reading = get_group_for_reader(actor, group_id)
    rows = list_group_surveys(reading.group)
    shown = {
        "open_ones": [
            (row.row.survey, get_survey_link(row.row.survey)) for row in rows if row.result is None
        ],
        "closed": [(row.row.survey, present_survey_result(row.result)) for row in rows if row.result],
        "may_ask": reading.runs and actor.may(Permission.RUN_SURVEYS),
    }
    return render(
        request,
        "partnerships/surveys.html",
        {**make_group_page_context(request, actor, reading, "group_surveys"), **shown},
    )


class BeginGroupSurveyContext(TypedDict):
    """What its template shows beside the form."""

    questions: dict[str, list[SurveyQuestionTemplate]]


class BeginGroupSurveyPage(PartnershipGroupChangePage):
    """Ask the members, or ask about trust and reporting."""

    permission = Permission.RUN_SURVEYS
    title, form_class, button, runs_once = "Begin a survey", BeginGroupSurveyForm, "Open the survey", True
    template_name, back_place = "partnerships/begin_survey.html", "group_surveys"

    def get_form_kwargs(self) -> dict[str, Any]:
        name, day = self.reading.group.name, today()
        survey = Survey(
            title=msg("{name}: a few questions", name=name)[:120],
            purpose=msg("{name} uses the answers to decide how it works.", name=name),
            asked_of="The link was given to the members of the group.",
            opens_on=day,
            closes_on=day + RUNS_FOR,
        )
        return {"actor": self.actor, "instance": survey}

    def get_context_data(self) -> BeginGroupSurveyContext:
        return {
            "questions": {kind: list_template_questions_of_group_survey(kind) for kind in ("forum", "trust")}
        }

    def perform(self, form: BeginGroupSurveyForm) -> str:
        acts.begin_group_survey(self.reading.group.pk, form.instance, by=self.actor)
        return "The survey is open. Give its link to the members."


class CloseGroupSurveyForm(ConfirmForm):
    """A button, on the version that was seen."""

    seen = version_field()


class CloseGroupSurveyPage(PartnershipGroupChangePage):
    """Close a survey and freeze its result."""

    permission = Permission.RUN_SURVEYS
    title, form_class, button = "Close the survey", CloseGroupSurveyForm, "Close and show results"
    back_place = "group_surveys"

    @property
    def lead(self) -> str:
        return "The result cannot be changed and the answers are deleted. Nothing is shown from fewer than ten answers."

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        row = self.reading.group.surveys.select_related("survey").filter(survey=more["survey_id"]).first()
        if row is None or not self.reading.runs:
            raise RecordNotVisibleError("survey")
        self.survey = row.survey

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.survey.version}}

    def perform(self, form: CloseGroupSurveyForm) -> str:
        acts.close_group_survey(self.survey.pk, seen=form.cleaned_data["seen"], by=self.actor)
        return "The survey is closed."
