"""One service: its page, and the pages that describe it and change its state, free places and trial."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.directory import actions, service_presenters
from handrail.directory.case_figures import ServiceResultCount, get_case_figure_functions
from handrail.directory.forms import (
    FreePlacesForm,
    NewServiceForm,
    ServiceEditForm,
    ServiceStateForm,
    get_service_form_initial,
)
from handrail.directory.models import Service
from handrail.directory.queries import (
    ServiceRow,
    ServiceStatusRow,
    find_service,
    find_service_contact,
    get_service_with_related_rows,
    list_status_history,
)
from handrail.directory.service_states_and_phases import STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.reference.choices import get_area_code_of_body
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.record_display import VersionComparison, get_saved_values

NAV = "services"
SECTIONS = (
    ("What it is", ("name", "kind", "description")),
    ("Status", ("state", "waits_for")),
    ("When", ("phases", "nrm_point")),
    (
        "Who it is for",
        (
            *("ages", "min_age", "max_age", "genders", "dependants", "public_funds", "status_rule"),
            "rule_note",
        ),
    ),
    ("Where, and in which languages", ("areas", "languages", "interpreters")),
    ("How much of it, when and at what cost", ("capacity_rule", "capacity", "hours")),
    ("", ("cost", "price", "cost_note", "pro_bono", "pilot_until")),
    ("How to refer", ("how_to_refer", "contact_phone", "contact_email", "website")),
    ("", ("address", "town", "postcode")),
    ("Contact name", ("contact_name", "contact_own_phone", "contact_own_email")),
    ("Who can see it", ("safe_house", "public")),
)
FOLDED = ("areas", "languages")


class ServicePageContext(TypedDict):
    """The page of one service."""

    line: ServiceRow
    about: list[tuple[str, str]]
    terms: list[tuple[str, str]]
    reach: list[tuple[str, str]]
    state: service_presenters.ServiceStateTag
    standings: tuple[ServiceStatusRow, ...]
    own: bool
    results: Sequence[ServiceResultCount] | None
    may_find: bool


class ServiceFormContext(TypedDict):
    """The form of a description: its headings with the fields under them, and the fields that are folded."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    folded: tuple[str, ...]


@requires_permission(Permission.VIEW_SERVICES)
def service(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """One service: its terms, its state and history, how to refer; for its own people, links to change it."""
    line = get_service_or_raise_not_visible(service_id)
    own = _may_edit_as_own_service(line, actor)
    shown: ServicePageContext = {
        "line": line,
        "about": service_presenters.make_service_description_rows(line),
        "terms": service_presenters.make_service_eligibility_rows(line),
        "reach": service_presenters.make_service_contact_rows(line, find_service_contact(line.id)),
        "state": service_presenters.get_service_state_tag(line),
        "standings": list_status_history(line.id),
        "own": own,
        "results": get_case_figure_functions().get_service_results(line.id)
        if own or actor.may(Permission.KEEP_DIRECTORY)
        else None,
        "may_find": actor.may(Permission.OFFER),
    }
    return render(request, "directory/service.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.EDIT_SERVICES)
def mark_service_checked_today(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Record that the description of a service was checked with its people today."""
    line = get_own_service(service_id, actor)
    if request.method == "POST":
        actions.mark_service_checked(by=actor, service_id=service_id)
        messages.success(request, msg("{name}: checked today.", name=line.name))
    return redirect("service", service_id)


class AddServicePage(ActionPage):
    """Describe a service of the reader's organisation, planned ones too."""

    permission, nav = Permission.EDIT_SERVICES, NAV
    title, button, form_class = "Add a service", "Add to the directory", NewServiceForm
    template_name = "directory/service_form.html"

    @property
    def back_url(self) -> str:
        return reverse("services")

    def get_form_kwargs(self) -> dict[str, Any]:
        area = get_area_code_of_body(self.actor.body_id)
        initial = {"areas": [area] if area else [], "state": ""}
        return super().get_form_kwargs() | {"initial": initial}

    def get_context_data(self) -> ServiceFormContext:
        return {"sections": SECTIONS, "folded": FOLDED}

    def perform(self, form: NewServiceForm) -> str:
        service = form.instance
        actions.add_own_service(service, form.get_links(), by=self.actor)
        state = lower_text(service.get_state_display())
        return msg("{name} added to the directory: {dict}.", name=service.name, dict=state)


class ServiceActionPage(ActionPage, abstract=True):
    """What changes one service of the reader's organisation."""

    permission, nav = Permission.EDIT_SERVICES, NAV
    service: Service

    @property
    def title(self) -> str:
        return str(self.service.name)

    @property
    def back_url(self) -> str:
        return reverse("service", args=[self.service.id])

    def load(self, service_id: int) -> None:
        get_own_service(service_id, self.actor)
        self.service = self.record = get_service_with_related_rows(service_id)


class EditServicePage(ServiceActionPage):
    """Change what is said of a service."""

    form_class, template_name = ServiceEditForm, "directory/service_form.html"

    @property
    def title(self) -> str:
        return msg("Change {name}", name=self.service.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": get_service_form_initial(self.service)}

    def get_context_data(self) -> ServiceFormContext:
        return {"sections": SECTIONS, "folded": FOLDED}

    def get_saved_values(self, form: ServiceEditForm) -> dict[str, Any]:
        return get_saved_values(self.service, form) | get_service_form_initial(self.service)

    def get_versions(self, form: ServiceEditForm) -> VersionComparison:
        versions = super().get_versions(form)
        return versions._replace(rows=tuple(row for row in versions.rows if row.typed != row.saved))

    def perform(self, form: ServiceEditForm) -> str:
        seen = form.cleaned_data["seen"]
        actions.edit_service(form.instance, form.get_links(), seen=seen, by=self.actor)
        return msg("{name}: changed.", name=form.instance.name)


class ChangeServiceStatePage(ServiceActionPage):
    """Record how a service stands now, and since when."""

    form_class = ServiceStateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        names = ("state", "waits_for", "expected_on")
        return {"initial": {name: getattr(self.service, name) for name in names}}

    def perform(self, form: ServiceStateForm) -> str:
        actions.change_service_state(by=self.actor, service_id=self.service.id, **form.cleaned_data)
        state = dict(STATES)[form.cleaned_data["state"]]
        return msg("{name}: {dict}.", name=self.service.name, dict=lower_text(state))


class SetFreePlacesPage(ServiceActionPage):
    """Record how many places are free today."""

    form_class = FreePlacesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"free": self.service.free_now}}

    def perform(self, form: FreePlacesForm) -> str:
        free = form.cleaned_data["free"]
        actions.set_free_places(by=self.actor, service_id=self.service.id, free=free)
        return msg(
            "{name}: {free} today.",
            name=self.service.name,
            free=msg("{count} free", count=free) if free else "full",
        )


def get_service_or_raise_not_visible(service_id: int) -> ServiceRow:
    """One service as its page shows it."""
    line = find_service(service_id)
    if line is None:
        raise NotVisible
    return line


def _may_edit_as_own_service(line: ServiceRow, actor: Actor) -> bool:
    return actor.may(Permission.EDIT_SERVICES) and actor.body_id in (line.provider_id, line.keeper_id)


def get_own_service(service_id: int, actor: Actor) -> ServiceRow:
    """One service of the actor's organisation. Raises Denied for another's, NotVisible where there is none."""
    line = get_service_or_raise_not_visible(service_id)
    if not _may_edit_as_own_service(line, actor):
        raise Denied("That service is not one of your organisation’s, so you cannot change it.")
    return line
