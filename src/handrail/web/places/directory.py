"""Describing a service of one's own organisation, before it exists and after; and how it stands."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.queries.choices import area_choices, area_of
from handrail.directory import actions
from handrail.directory.kinds import KINDS
from handrail.directory.queries import service as one_service
from handrail.directory.states import STATES
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)


class ServiceForm(forms.Form):
    """What a service is, for whom, where, and how it stands."""

    name = forms.CharField(
        label="What it is called", max_length=120, error_messages={"required": "Enter what it is called"}
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("", "Choose"), *((kind.code, kind.name) for kind in KINDS)],
        error_messages={"required": "Choose what it is"},
    )
    state = forms.ChoiceField(
        label="How it stands",
        choices=STATES,
        widget=forms.RadioSelect,
        help_text="A service can be described before it exists. Only an open one can be offered.",
        error_messages={"required": "Choose how it stands"},
    )
    phases = forms.MultipleChoiceField(
        label="When it can be offered",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when it can be offered"},
    )
    area = forms.ChoiceField(label="Where", required=False)
    hours = forms.CharField(label="Hours (optional)", max_length=120, required=False)
    how_to_refer = forms.CharField(
        label="How to refer (optional)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="No name or number of a single worker, and no address of a safe place.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Everywhere"), *area_choices()]  # type: ignore[attr-defined]


class StateForm(forms.Form):
    """How a service stands now."""

    state = forms.ChoiceField(
        label="How it stands",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )


@door(Permission.EDIT_SERVICES)
def add_service(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a service of the reader's organisation, planned ones too."""
    form = bind(ServiceForm, request, initial={"area": area_of(actor.body_id)})

    def save(answers: dict[str, Any]) -> str:
        actions.describe_service(by=actor, **answers)
        return f"{answers['name']} is in the directory: {dict(STATES)[answers['state']].lower()}."

    here = reverse("services")
    page = Act(title="Describe a service", save=save, then=here, back=here, button="Add to the directory")
    return act(request, actor, form, page)


@door(Permission.EDIT_SERVICES)
def service_state(request: HttpRequest, actor: Actor, service_id: int) -> HttpResponse:
    """Say how a service of the reader's organisation stands now."""
    line = one_service(service_id)
    if line is None or line.provider_id != actor.body_id:
        raise NotOpenToYou
    form = bind(StateForm, request, initial={"state": line.state})

    def save(answers: dict[str, Any]) -> str:
        actions.change_state(by=actor, service_id=service_id, state=answers["state"])
        return f"{line.name}: {dict(STATES)[answers['state']].lower()}."

    here = reverse("services")
    return act(request, actor, form, Act(title=line.name, save=save, then=here, back=here))
