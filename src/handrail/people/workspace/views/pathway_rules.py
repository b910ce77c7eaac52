"""Every rule of the pathway with its source, how sure it is and what changed when; and a body's own lengths."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.pathway import descriptions, rulebook
from handrail.pathway.clocks import RULES, RULES_BY_CLOCK, ClockRule
from handrail.people.cases.events.actions import settings
from handrail.people.cases.events.queries.settings import get_clock_lengths
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

UNITS = {"days": "days", "working_days": "working days", "months": "months"}


class ClockLengthForm(forms.Form):
    """A body's own length for one clock."""

    length = forms.IntegerField(
        label="Length",
        required=False,
        min_value=1,
        max_value=settings.LONGEST_CLOCK,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a whole number, or leave it empty",
            "min_value": "Enter 1 or more, or leave it empty",
            "max_value": msg("Enter {longest} or less", longest=settings.LONGEST_CLOCK),
        },
    )


@requires(Permission.VIEW_RULES)
def all_rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rules, the ones that a body may set among them, with what it has set."""
    own = get_clock_lengths(actor.body_id)
    shown = {
        "rules": [_make_rule_row(rule, own.get(rule.clock), actor) for rule in RULES],
        "changes": [change for change in rulebook.list_rule_changes() if change.was != change.now],
        "body": actor.body_name,
    }
    return render(
        request, "workspace/pathway_rules.html", get_layout_context(request, actor, "pathway_map") | shown
    )


@requires(Permission.SET_LENGTHS)
def set_length(request: HttpRequest, actor: Actor, clock: str) -> HttpResponse:
    """Set the organisation's own length for a clock that no confirmed source gives one."""
    rule = RULES_BY_CLOCK.get(clock)
    if rule is None or not rule.settable:
        raise NotVisible
    form = bind_form(
        ClockLengthForm, request, initial={"length": get_clock_lengths(actor.body_id).get(clock)}
    )

    def save(answers: dict[str, Any]) -> str:
        settings.set_clock_length(clock=clock, length=answers["length"], by=actor)
        return msg(
            "{name}: {own}.",
            name=rule.name,
            own=_format_own_length(rule, answers["length"]) or "no length of your own",
        )

    here = reverse("rules")
    lead = msg(
        "In {settable}. {note} Shown as your organisation’s own wherever it counts. Leave it "
        "empty for no length of your own.",
        settable=UNITS[rule.settable],
        note=rule.note,
    )
    page = FormAction(
        title=msg("Your own length: {name}", name=lower_text(rule.name)),
        save=save,
        then=here,
        back=here,
        more={"lead": lead},
    )
    return process_form_action(request, actor, form, page)


def _make_rule_row(rule: ClockRule, own: int | None, actor: Actor) -> dict[str, Any]:
    return {
        "name": rule.name,
        "kind": descriptions.KIND_WORDS[rule.kind],
        "length": rulebook.describe_rule_length(rule),
        "own": _format_own_length(rule, own),
        "starts": rulebook.describe_rule_start(rule),
        "holds": descriptions.describe_validity(rule) or "Dates not known",
        "owner": rule.owner,
        "confidence": descriptions.CONFIDENCE[rule.confidence],
        "source": rule.source,
        "note": rule.note,
        "href": reverse("set_length", args=[rule.clock])
        if rule.settable and actor.may(Permission.SET_LENGTHS)
        else "",
    }


def _format_own_length(rule: ClockRule, length: int | None) -> str:
    return f"{length} {UNITS[rule.settable]}" if length else ""
