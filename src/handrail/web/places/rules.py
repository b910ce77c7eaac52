"""Every rule of the pathway with its source, how sure it is and what changed when; and a body's own lengths."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.events.actions import settings
from handrail.casework.events.queries.settings import lengths
from handrail.kernel.saying import lower, say
from handrail.pathway import rulebook, words
from handrail.pathway.clocks import BY_NAME, RULES, Rule
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame

UNITS = {"days": "days", "working_days": "working days", "months": "months"}


class LengthForm(forms.Form):
    """A body's own length for one clock."""

    length = forms.IntegerField(
        label="Length",
        required=False,
        min_value=1,
        max_value=settings.LONGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a whole number, or leave it empty",
            "min_value": "Enter 1 or more, or leave it empty",
            "max_value": say("Enter {longest} or less", longest=settings.LONGEST),
        },
    )


@door(Permission.VIEW_RULES)
def all_rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rules, the ones that a body may set among them, with what it has set."""
    own = lengths(actor.body_id)
    shown = {
        "rules": [_line(rule, own.get(rule.clock), actor) for rule in RULES],
        "changes": [change for change in rulebook.changes() if change.was != change.now],
        "body": actor.body_name,
    }
    return render(request, "places/rules.html", frame(request, actor, "pathway_map") | shown)


@door(Permission.SET_LENGTHS)
def set_length(request: HttpRequest, actor: Actor, clock: str) -> HttpResponse:
    """Set the organisation's own length for a clock that no confirmed source gives one."""
    rule = BY_NAME.get(clock)
    if rule is None or not rule.settable:
        raise NotOpenToYou
    form = bind(LengthForm, request, initial={"length": lengths(actor.body_id).get(clock)})

    def save(answers: dict[str, Any]) -> str:
        settings.set_length(clock=clock, length=answers["length"], by=actor)
        return say(
            "{name}: {own}.", name=rule.name, own=_own(rule, answers["length"]) or "no length of your own"
        )

    here = reverse("rules")
    lead = say(
        "In {settable}. {note} Shown as your organisation’s own wherever it counts. Leave it "
        "empty for no length of your own.",
        settable=UNITS[rule.settable],
        note=rule.note,
    )
    page = Act(
        title=say("Your own length: {name}", name=lower(rule.name)),
        save=save,
        then=here,
        back=here,
        more={"lead": lead},
    )
    return act(request, actor, form, page)


def _line(rule: Rule, own: int | None, actor: Actor) -> dict[str, Any]:
    return {
        "name": rule.name,
        "kind": words.KIND_WORDS[rule.kind],
        "length": rulebook.length_words(rule),
        "own": _own(rule, own),
        "starts": rulebook.starts_words(rule),
        "holds": words.held(rule) or "Dates not known",
        "owner": rule.owner,
        "confidence": words.CONFIDENCE[rule.confidence],
        "source": rule.source,
        "note": rule.note,
        "href": reverse("set_length", args=[rule.clock])
        if rule.settable and actor.may(Permission.SET_LENGTHS)
        else "",
    }


def _own(rule: Rule, length: int | None) -> str:
    return f"{length} {UNITS[rule.settable]}" if length else ""
