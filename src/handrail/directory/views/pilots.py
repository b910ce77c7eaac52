"""Pilots, of a service or of anything else: outcomes before and after, new numbers, extensions that cite them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory import actions
from handrail.directory.case_figures import ServiceResultCount, get_case_figure_functions
from handrail.directory.forms import (
    NewPilotForm,
    PilotExtensionForm,
    PilotForm,
    PilotMeasureForm,
    PilotResultForm,
)
from handrail.directory.models import Pilot, PilotExtension, PilotMeasure, PilotResult, Service
from handrail.directory.queries import get_service_with_related_rows
from handrail.directory.queries.pilots import (
    PilotMeasureRow,
    find_pilot_of_service,
    get_own_non_service_pilot,
    list_extensions_of_pilot,
    list_pilot_measure_rows,
    select_own_non_service_pilots,
    select_own_services_on_trial,
)
from handrail.directory.views.services import NAV, get_own_service, get_service_or_raise_not_visible
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page


class PilotLinks(NamedTuple):
    """Where what is done to a pilot is done. `numbers`: by measure, where its numbers are recorded."""

    add_outcome: str
    extend: str
    change: str
    numbers: Mapping[int, str]


NO_LINKS = PilotLinks("", "", "", {})


class PilotPageContext(TypedDict):
    """The page of a pilot. `pilot` is None for a service of which nothing is measured yet."""

    name: str
    pilot: Pilot | None
    back: tuple[str, str]
    runs_until: Any
    links: PilotLinks
    measures: list[PilotMeasureRow]
    extensions: list[PilotExtension]


class PilotListContext(TypedDict):
    """The pilots of one organisation."""

    body: str
    page: Page[Pilot]
    services: list[Service]


class ExtendTrialPageContext(TypedDict):
    """The page that extends a pilot. `results` is None where it is no service."""

    runs_until: Any
    add_outcome: str
    measures: list[PilotMeasureRow]
    results: Sequence[ServiceResultCount] | None


@requires_permission(Permission.VIEW_SERVICES)
def pilot(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """What the trial of a service changed, in numbers: for its own people and for whoever keeps the directory."""
    line = get_service_or_raise_not_visible(service_id)
    own = actor.may(Permission.EDIT_SERVICES) and actor.body_id in (line.provider_id, line.keeper_id)
    if not own and not actor.may(Permission.KEEP_DIRECTORY):
        raise Denied("Only the pilot’s organisation and the directory editor can see its results.")
    found = find_pilot_of_service(service_id)
    measures = list_pilot_measure_rows(found) if found else []
    acts = own and line.pilot_until is not None
    shown: PilotPageContext = {
        "name": line.name,
        "pilot": found,
        "back": (line.name, reverse("service", args=[line.id])),
        "runs_until": line.pilot_until,
        "links": _make_pilot_links("", line.id, measures) if acts else NO_LINKS,
        "measures": measures,
        "extensions": list_extensions_of_pilot(found) if found else [],
    }
    return render(request, "directory/pilot.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.EDIT_SERVICES)
def own_pilots(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's organisation tries out: pilots that are no service, and services on trial."""
    shown: PilotListContext = {
        "body": actor.body_name,
        "page": fetch_page(select_own_non_service_pilots(actor), request.GET.get("page", "1")),
        "services": list(select_own_services_on_trial(actor)),
    }
    return render(request, "directory/pilots.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.EDIT_SERVICES)
def own_non_service_pilot(request: HttpRequest, actor: Actor, pilot_id: int) -> HttpResponse:
    """What a pilot that is no service changed, in numbers."""
    found = get_own_non_service_pilot(pilot_id, actor)
    measures = list_pilot_measure_rows(found)
    shown: PilotPageContext = {
        "name": found.name,
        "pilot": found,
        "back": ("Pilots", reverse("own_pilots")),
        "runs_until": found.ends_on,
        "links": _make_pilot_links("own_", found.pk, measures),
        "measures": measures,
        "extensions": list_extensions_of_pilot(found),
    }
    return render(request, "directory/pilot.html", {**get_layout_context(request, actor, NAV), **shown})


def _make_pilot_links(prefix: str, subject_id: int, measures: Sequence[PilotMeasureRow]) -> PilotLinks:
    return PilotLinks(
        add_outcome=reverse(f"add_{prefix}pilot_measure", args=[subject_id]),
        extend=reverse("extend_own_pilot" if prefix else "extend_trial", args=[subject_id]),
        change=reverse("change_own_pilot", args=[subject_id]) if prefix else "",
        numbers={
            line.measure_id: reverse(f"add_{prefix}pilot_result", args=[subject_id, line.measure_id])
            for line in measures
        },
    )


class AddNonServicePilotPage(ActionPage):
    """Record a pilot that is no service of the directory."""

    permission, nav, title, button = Permission.EDIT_SERVICES, NAV, "Add a pilot", "Add"
    form_class, runs_once = NewPilotForm, True
    lead = (
        "For something that is not a service in the directory, such as a team. A service on trial "
        "already has its page."
    )

    @property
    def back_url(self) -> str:
        return reverse("own_pilots")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Pilot()}

    def perform(self, form: NewPilotForm) -> str:
        made = actions.add_pilot(form.instance, by=self.actor)
        self.success_url = reverse("own_pilot", args=[made.pk])
        return "Pilot added. Now add the outcomes to measure."


class PilotOrServiceIds(TypedDict, total=False):
    """Whose pilot it is, as actions ask for it: one of the two."""

    service_id: int
    pilot_id: int


class PilotActionPage(ActionPage, abstract=True):
    """What is recorded of a pilot of the reader's organisation: of a service, or of anything else."""

    permission, nav = Permission.EDIT_SERVICES, NAV
    pilot: Pilot | None
    service: Service | None = None

    @property
    def back_url(self) -> str:
        if self.service:
            return reverse("pilot", args=[self.service.id])
        return reverse("own_pilot", args=[self.pilot.pk if self.pilot else 0])

    @property
    def subject(self) -> PilotOrServiceIds:
        if self.service:
            return {"service_id": self.service.id}
        return {"pilot_id": self.pilot.pk if self.pilot else 0}

    @property
    def name(self) -> str:
        return str(self.service.name if self.service else self.pilot)

    def load(self, service_id: int = 0, pilot_id: int = 0, measure_id: int = 0) -> None:
        if service_id:
            get_own_service(service_id, self.actor)
            self.service = get_service_with_related_rows(service_id)
            self.pilot = find_pilot_of_service(service_id)
        else:
            self.pilot = get_own_non_service_pilot(pilot_id, self.actor)
        self.measures = list_pilot_measure_rows(self.pilot) if self.pilot else []
        self.measure = next((line for line in self.measures if line.measure_id == measure_id), None)
        if measure_id and self.measure is None:
            raise NotVisible


class ChangeNonServicePilotPage(PilotActionPage):
    """Change what is said of a pilot that is no service."""

    title, form_class = "Change the pilot", PilotForm
    lead = "To change its last day, extend it with its results."

    def load(self, service_id: int = 0, pilot_id: int = 0, measure_id: int = 0) -> None:
        self.pilot = self.record = get_own_non_service_pilot(pilot_id, self.actor)

    def perform(self, form: PilotForm) -> str:
        actions.change_non_service_pilot(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddPilotMeasurePage(PilotActionPage):
    """Add an outcome that the pilot is judged by."""

    title, button, form_class, runs_once = "Add an outcome", "Add", PilotMeasureForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PilotMeasure()}

    def perform(self, form: PilotMeasureForm) -> str:
        actions.add_pilot_measure(form.instance, **self.subject, by=self.actor)
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
        actions.record_pilot_result(form.instance, **self.subject, by=self.actor)
        return "Numbers recorded."


class ExtendPilotPage(PilotActionPage):
    """Extend a pilot, citing what it changed."""

    button, form_class, template_name = "Extend", PilotExtensionForm, "directory/trial.html"

    @property
    def title(self) -> str:
        return msg("Extend the trial of {name}", name=self.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"measures": [line for line in self.measures if line.has_before_and_after_results]}

    def get_context_data(self) -> ExtendTrialPageContext:
        if self.service:
            place = reverse("add_pilot_measure", args=[self.service.id])
            runs_until = self.service.pilot_until
            results = get_case_figure_functions().get_service_results(self.service.id)
        else:
            place = reverse("add_own_pilot_measure", args=[self.pilot.pk if self.pilot else 0])
            runs_until, results = self.pilot.ends_on if self.pilot else None, None
        return {"runs_until": runs_until, "add_outcome": place, "measures": self.measures, "results": results}

    def perform(self, form: PilotExtensionForm) -> str:
        actions.extend_pilot(by=self.actor, **self.subject, **form.cleaned_data)
        return msg(
            "{name}: the trial now runs until {until}.",
            name=self.name,
            until=formatting.format_day(form.cleaned_data["until"]),
        )
