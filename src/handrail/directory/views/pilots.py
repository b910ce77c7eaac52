"""The pilot of a service: its outcomes before and after, new numbers, and an extension that cites them."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory import actions
from handrail.directory.case_figures import ServiceResultCount, get_case_figure_functions
from handrail.directory.forms import PilotMeasureForm, PilotResultForm, TrialExtensionForm
from handrail.directory.models import PilotExtension, PilotMeasure, PilotResult, Service
from handrail.directory.queries import get_service_with_related_rows
from handrail.directory.queries.pilots import (
    MeasureRow,
    find_pilot_of_service,
    list_extensions,
    list_measure_rows,
)
from handrail.directory.views.services import NAV, get_own_service, get_service_or_raise_not_visible
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


class PilotPageContext(TypedDict):
    """The page of a pilot."""

    line: Any
    own: bool
    measures: list[MeasureRow]
    extensions: list[PilotExtension]
    results: Sequence[ServiceResultCount]


class ExtendTrialPageContext(TypedDict):
    """The page that extends a pilot."""

    line: Service
    measures: list[MeasureRow]
    results: Sequence[ServiceResultCount]


@requires(Permission.VIEW_SERVICES)
def pilot(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """What the pilot changed, in numbers: for its own people and for whoever keeps the directory."""
    line = get_service_or_raise_not_visible(service_id)
    own = actor.may(Permission.EDIT_SERVICES) and actor.body_id in (line.provider_id, line.keeper_id)
    if not own and not actor.may(Permission.KEEP_DIRECTORY):
        raise Denied("The results of a pilot are shown to its own people and to whoever keeps the directory.")
    found = find_pilot_of_service(service_id)
    shown: PilotPageContext = {
        "line": line,
        "own": own,
        "measures": list_measure_rows(found) if found else [],
        "extensions": list_extensions(found) if found else [],
        "results": get_case_figure_functions().get_service_results(line.id),
    }
    return render(request, "directory/pilot.html", {**get_layout_context(request, actor, NAV), **shown})


class PilotActionPage(ActionPage, abstract=True):
    """What is recorded of the pilot of one service of the reader's organisation."""

    permission, nav = Permission.EDIT_SERVICES, NAV
    service: Service

    @property
    def back_url(self) -> str:
        return reverse("pilot", args=[self.service.id])

    def load(self, service_id: int, measure_id: int = 0) -> None:
        get_own_service(service_id, self.actor)
        self.service = get_service_with_related_rows(service_id)
        found = find_pilot_of_service(service_id)
        self.measures = list_measure_rows(found) if found else []
        self.measure = next((line for line in self.measures if line.measure_id == measure_id), None)
        if measure_id and self.measure is None:
            raise NotVisible


class AddPilotMeasurePage(PilotActionPage):
    """Add an outcome that the pilot is judged by."""

    title, button, form_class, runs_once = "Add an outcome", "Add", PilotMeasureForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PilotMeasure()}

    def perform(self, form: PilotMeasureForm) -> str:
        actions.add_pilot_measure(form.instance, service_id=self.service.id, by=self.actor)
        return "Outcome added. Record its numbers before and after."


class AddPilotResultPage(PilotActionPage):
    """Record the numbers of an outcome, before or during the pilot."""

    button, form_class, runs_once = "Record", PilotResultForm, True

    @property
    def title(self) -> str:
        return msg("Numbers: {outcome}", outcome=self.measure.outcome if self.measure else "")

    @property
    def lead(self) -> str:
        return msg("Counted: {counted}.", counted=self.measure.counted if self.measure else "")

    def get_form_kwargs(self) -> dict[str, Any]:
        assert self.measure is not None  # the address names one
        return super().get_form_kwargs() | {"instance": PilotResult(measure_id=self.measure.measure_id)}

    def perform(self, form: PilotResultForm) -> str:
        actions.record_pilot_result(form.instance, service_id=self.service.id, by=self.actor)
        return "Numbers recorded."


class ExtendTrialPage(PilotActionPage):
    """Extend a pilot, citing what it changed."""

    button, form_class, template_name = "Extend", TrialExtensionForm, "directory/trial.html"

    @property
    def title(self) -> str:
        return msg("Extend the trial of {name}", name=self.service.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"measures": [line for line in self.measures if line.has_both]}

    def get_context_data(self) -> ExtendTrialPageContext:
        results = get_case_figure_functions().get_service_results(self.service.id)
        return {"line": self.service, "measures": self.measures, "results": results}

    def perform(self, form: TrialExtensionForm) -> str:
        actions.extend_service_trial(by=self.actor, service_id=self.service.id, **form.cleaned_data)
        return msg(
            "{name}: the trial now runs until {until}.",
            name=self.service.name,
            until=formatting.format_day(form.cleaned_data["until"]),
        )
