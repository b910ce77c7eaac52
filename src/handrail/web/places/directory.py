"""One service: its page, describing it before it exists and after, how it stands, how many places are free."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_of
from handrail.casework.offers.queries.results import results_of
from handrail.directory import actions
from handrail.directory.queries import ServiceLine, contact_of, standings_of
from handrail.directory.queries import service as one_service
from handrail.directory.states import STATES
from handrail.kernel.saying import lower, say
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.places import present
from handrail.web.places.service_form import EditForm, FreeForm, ServiceForm, StateForm, TrialForm, initial

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


@door(Permission.VIEW_SERVICES)
def service(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """One service: who it is for, how it stands and stood, how to refer; for its own people, what to change."""
    line = _line(service_id)
    own = _is_own(line, actor)
    shown = {
        "line": line,
        "about": present.about(line),
        "terms": present.terms(line),
        "reach": present.reach(line, contact_of(line.id)),
        "state": present.state(line),
        "standings": standings_of(line.id),
        "own": own,
        "results": results_of(line.id) if own or actor.may(Permission.KEEP_DIRECTORY) else None,
        "may_find": actor.may(Permission.OFFER),
    }
    return render(request, "places/service.html", frame(request, actor, "services") | shown)


@door(Permission.EDIT_SERVICES)
def add_service(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a service of the reader's organisation, planned ones too."""
    area = area_of(actor.body_id)
    form = bind(ServiceForm, request, initial={"areas": [area] if area else []})

    def save(answers: dict[str, Any]) -> str:
        actions.describe_service(
            by=actor, details=form.details(), state=answers["state"], waits_for=answers["waits_for"]
        )
        return say(
            "{name} is in the directory: {dict}.",
            name=answers["name"],
            dict=lower(dict(STATES)[answers["state"]]),
        )

    here = reverse("services")
    return act(request, actor, form, _form_page("Describe a service", save, here, "Add to the directory"))


@door(Permission.EDIT_SERVICES)
def edit_service(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Change what is said of a service of the reader's organisation."""
    line = _own_line(service_id, actor)
    form = bind(EditForm, request, initial=initial(line, contact_of(line.id)))

    def save(answers: dict[str, Any]) -> str:
        actions.edit_service(
            by=actor, service_id=service_id, details=form.details(), seen_version=answers["seen"]
        )
        return say("{name}: changed.", name=answers["name"])

    def both(form: forms.Form) -> dict[str, Any]:
        now = _line(service_id)
        rows = present.differences(form, initial(now, contact_of(now.id)))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    here = reverse("service", args=[service_id])
    return act(
        request, actor, form, _form_page(say("Change {name}", name=line.name), save, here, "Save", both)
    )


@door(Permission.EDIT_SERVICES)
def service_state(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say how a service of the reader's organisation stands now, and since when."""
    line = _own_line(service_id, actor)
    start = {"state": line.state, "waits_for": line.waits_for, "expected_on": line.expected_on}
    form = bind(StateForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        actions.change_state(by=actor, service_id=service_id, **answers)
        return say("{name}: {dict}.", name=line.name, dict=lower(dict(STATES)[answers["state"]]))

    here = reverse("service", args=[service_id])
    return act(request, actor, form, Act(title=line.name, save=save, then=here, back=here, place="services"))


@door(Permission.EDIT_SERVICES)
def service_free(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say how many places are free today."""
    line = _own_line(service_id, actor)
    form = bind(FreeForm, request, initial={"free": line.free_now})

    def save(answers: dict[str, Any]) -> str:
        actions.say_free(by=actor, service_id=service_id, free=answers["free"])
        return say(
            "{name}: {free} today.",
            name=line.name,
            free=say("{count} free", count=answers["free"]) if answers["free"] else "full",
        )

    here = reverse("service", args=[service_id])
    return act(request, actor, form, Act(title=line.name, save=save, then=here, back=here, place="services"))


@door(Permission.EDIT_SERVICES)
def service_checked(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say that what is written of a service was checked with its people today."""
    line = _own_line(service_id, actor)
    if request.method == "POST":
        actions.assure(by=actor, service_id=service_id)
        messages.success(request, say("{name}: checked today.", name=line.name))
    return redirect("service", service_id)


@door(Permission.EDIT_SERVICES)
def extend_trial(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Let a trial run longer, on what came of it."""
    line = _own_line(service_id, actor)
    form = bind(TrialForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.extend_trial(by=actor, service_id=service_id, **answers)
        return say(
            "{name}: the trial now runs until {until}.", name=line.name, until=words.day(answers["until"])
        )

    here = reverse("service", args=[service_id])
    page = Act(
        title=say("Extend the trial of {name}", name=line.name),
        save=save,
        then=here,
        back=here,
        button="Extend",
        template="places/trial.html",
        more={"line": line, "results": results_of(line.id)},
        place="services",
    )
    return act(request, actor, form, page)


def _line(service_id: int) -> ServiceLine:
    line = one_service(service_id)
    if line is None:
        raise NotOpenToYou
    return line


def _is_own(line: ServiceLine, actor: Actor) -> bool:
    return actor.may(Permission.EDIT_SERVICES) and actor.body_id in (line.provider_id, line.keeper_id)


def _own_line(service_id: int, actor: Actor) -> ServiceLine:
    line = _line(service_id)
    if not _is_own(line, actor):
        raise Denied("That service is not one of your organisation’s, so you cannot change it.")
    return line


def _form_page(title: str, save: Any, then: str, button: str, stale: Any = None) -> Act:
    return Act(
        title=title,
        save=save,
        then=then,
        back=then,
        button=button,
        template="places/service_form.html",
        more={"sections": SECTIONS, "folded": FOLDED},
        stale=stale,
        place="services",
    )
