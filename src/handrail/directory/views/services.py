"""One service: its page, describing it before it exists and after, how it stands, how many places are free."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.directory import actions, presenters
from handrail.directory.case_figures import get_case_figures
from handrail.directory.forms import (
    FreePlacesForm,
    ServiceEditForm,
    ServiceForm,
    ServiceStateForm,
    TrialExtensionForm,
    get_initial,
)
from handrail.directory.queries import ServiceRow, get_contact, list_status_history
from handrail.directory.queries import get_service as one_service
from handrail.directory.states import STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.reference.choices import get_area_code_of_body
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

SECTIONS = (
    ("What it is", ("name", "kind", "description")),
    ("How it stands", ("state", "waits_for")),
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
    ("One person to ask for", ("contact_name", "contact_own_phone", "contact_own_email")),
    ("Who may see it", ("safe_house", "public")),
)
FOLDED = ("areas", "languages")


@requires(Permission.VIEW_SERVICES)
def service(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """One service: who it is for, how it stands and stood, how to refer; for its own people, what to change."""
    line = _get_service(service_id)
    own = _is_own(line, actor)
    shown = {
        "line": line,
        "about": presenters.make_about_rows(line),
        "terms": presenters.make_terms_rows(line),
        "reach": presenters.make_contact_rows(line, get_contact(line.id)),
        "state": presenters.get_state_tag(line),
        "standings": list_status_history(line.id),
        "own": own,
        "results": get_case_figures().get_service_results(line.id)
        if own or actor.may(Permission.KEEP_DIRECTORY)
        else None,
        "may_find": actor.may(Permission.OFFER),
    }
    return render(request, "directory/service.html", get_layout_context(request, actor, "services") | shown)


@requires(Permission.EDIT_SERVICES)
def add_service(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a service of the reader's organisation, planned ones too."""
    area = get_area_code_of_body(actor.body_id)
    form = bind_form(ServiceForm, request, initial={"areas": [area] if area else []})

    def save(answers: dict[str, Any]) -> str:
        actions.describe_service(
            by=actor, details=form.details(), state=answers["state"], waits_for=answers["waits_for"]
        )
        return msg(
            "{name} is in the directory: {dict}.",
            name=answers["name"],
            dict=lower_text(dict(STATES)[answers["state"]]),
        )

    here = reverse("services")
    return process_form_action(
        request, actor, form, _form_page("Describe a service", save, here, "Add to the directory")
    )


@requires(Permission.EDIT_SERVICES)
def edit_service(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Change what is said of a service of the reader's organisation."""
    line = _get_own_service(service_id, actor)
    form = bind_form(ServiceEditForm, request, initial=get_initial(line, get_contact(line.id)))

    def save(answers: dict[str, Any]) -> str:
        actions.edit_service(
            by=actor, service_id=service_id, details=form.details(), seen_version=answers["seen"]
        )
        return msg("{name}: changed.", name=answers["name"])

    def both(form: forms.Form) -> dict[str, Any]:
        now = _get_service(service_id)
        rows = presenters.list_differences(form, get_initial(now, get_contact(now.id)))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    here = reverse("service", args=[service_id])
    return process_form_action(
        request, actor, form, _form_page(msg("Change {name}", name=line.name), save, here, "Save", both)
    )


@requires(Permission.EDIT_SERVICES)
def service_state(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say how a service of the reader's organisation stands now, and since when."""
    line = _get_own_service(service_id, actor)
    start = {"state": line.state, "waits_for": line.waits_for, "expected_on": line.expected_on}
    form = bind_form(ServiceStateForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        actions.change_state(by=actor, service_id=service_id, **answers)
        return msg("{name}: {dict}.", name=line.name, dict=lower_text(dict(STATES)[answers["state"]]))

    here = reverse("service", args=[service_id])
    return process_form_action(
        request, actor, form, FormAction(title=line.name, save=save, then=here, back=here, place="services")
    )


@requires(Permission.EDIT_SERVICES)
def service_free(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say how many places are free today."""
    line = _get_own_service(service_id, actor)
    form = bind_form(FreePlacesForm, request, initial={"free": line.free_now})

    def save(answers: dict[str, Any]) -> str:
        actions.set_free_places(by=actor, service_id=service_id, free=answers["free"])
        return msg(
            "{name}: {free} today.",
            name=line.name,
            free=msg("{count} free", count=answers["free"]) if answers["free"] else "full",
        )

    here = reverse("service", args=[service_id])
    return process_form_action(
        request, actor, form, FormAction(title=line.name, save=save, then=here, back=here, place="services")
    )


@requires(Permission.EDIT_SERVICES)
def service_checked(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say that what is written of a service was checked with its people today."""
    line = _get_own_service(service_id, actor)
    if request.method == "POST":
        actions.mark_service_checked(by=actor, service_id=service_id)
        messages.success(request, msg("{name}: checked today.", name=line.name))
    return redirect("service", service_id)


@requires(Permission.EDIT_SERVICES)
def extend_trial(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Let a trial run longer, on what came of it."""
    line = _get_own_service(service_id, actor)
    form = bind_form(TrialExtensionForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.extend_trial(by=actor, service_id=service_id, **answers)
        return msg(
            "{name}: the trial now runs until {until}.",
            name=line.name,
            until=formatting.format_day(answers["until"]),
        )

    here = reverse("service", args=[service_id])
    page = FormAction(
        title=msg("Extend the trial of {name}", name=line.name),
        save=save,
        then=here,
        back=here,
        button="Extend",
        template="directory/trial.html",
        more={"line": line, "results": get_case_figures().get_service_results(line.id)},
        place="services",
    )
    return process_form_action(request, actor, form, page)


def _get_service(service_id: int) -> ServiceRow:
    line = one_service(service_id)
    if line is None:
        raise NotVisible
    return line


def _is_own(line: ServiceRow, actor: Actor) -> bool:
    return actor.may(Permission.EDIT_SERVICES) and actor.body_id in (line.provider_id, line.keeper_id)


def _get_own_service(service_id: int, actor: Actor) -> ServiceRow:
    line = _get_service(service_id)
    if not _is_own(line, actor):
        raise Denied("That service is not one of your organisation’s, so you cannot change it.")
    return line


def _form_page(title: str, save: Any, then: str, button: str, stale: Any = None) -> FormAction:
    return FormAction(
        title=title,
        save=save,
        then=then,
        back=then,
        button=button,
        template="directory/service_form.html",
        more={"sections": SECTIONS, "folded": FOLDED},
        stale=stale,
        place="services",
    )
