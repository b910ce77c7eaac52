"""Every rule of the pathway with its source, how sure it is and what changed when; and a body's own lengths."""

from datetime import date
from typing import Any, NamedTuple, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.pathway import rule_descriptions, rulebook
from handrail.pathway.clocks import RULES, RULES_BY_CLOCK, ClockRule
from handrail.pathway.laws import LawChange, load_law_changes
from handrail.people.cases.events.actions import clock_lengths_and_facts
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

UNITS = {"days": "days", "working_days": "working days", "months": "months"}


class ClockLengthForm(forms.Form):
    """A body's own length for one clock."""

    length = forms.IntegerField(
        label="Time limit",
        required=False,
        min_value=1,
        max_value=clock_lengths_and_facts.LONGEST_CLOCK,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a whole number, or leave it empty",
            "min_value": "Enter 1 or more, or leave it empty",
            "max_value": msg("Enter {longest} or less", longest=clock_lengths_and_facts.LONGEST_CLOCK),
        },
    )


class PathwayRuleRow(NamedTuple):
    """One rule of the table. `href` is empty where the reader may not set a length of their own."""

    name: str
    kind: str
    length: str
    own: str
    starts: str
    holds: str
    owner: str
    confidence: str
    source: str
    note: str
    href: str


class LawChangeRow(NamedTuple):
    """One Act, Bill or draft: its state on a day, what it changes, how sure that is and where it was read."""

    law: str
    on: date
    state: str
    bearing: str
    confidence: str
    source: str


class PathwayRulesContext(TypedDict):
    """What the page of all rules shows."""

    rules: list[PathwayRuleRow]
    changes: list[rulebook.RuleChange]
    laws: list[LawChangeRow]
    body: str


@requires_permission(Permission.VIEW_RULES)
def all_pathway_rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rules, the ones that a body may set among them, with what it has set."""
    own = get_own_clock_lengths_of_body_by_code(actor.body_id)
    shown: PathwayRulesContext = {
        "rules": [_make_pathway_rule_row(rule, own.get(rule.clock), actor) for rule in RULES],
        "changes": [change for change in rulebook.list_rule_changes() if change.was != change.now],
        "laws": [_make_law_change_row(law) for law in load_law_changes()],
        "body": actor.body_name,
    }
    layout = get_layout_context(request, actor, "pathway_map")
    return render(request, "workspace/pathway_rules.html", {**layout, **shown})


class SetClockLengthPage(ActionPage):
    """Set the organisation's own length for a clock that no confirmed source gives one."""

    permission, form_class, nav = Permission.SET_LENGTHS, ClockLengthForm, "pathway_map"
    rule: ClockRule

    @property
    def title(self) -> str:
        return msg("Your own target: {name}", name=lower_text(self.rule.name))

    @property
    def lead(self) -> str:
        return msg(
            "In {settable}. {note} Shown as your organisation’s own target. Leave empty for no target.",
            settable=UNITS[self.rule.settable],
            note=self.rule.note,
        )

    @property
    def back_url(self) -> str:
        return reverse("rules")

    def load(self, clock: str) -> None:
        rule = RULES_BY_CLOCK.get(clock)
        if rule is None or not rule.settable:
            raise NotVisible
        self.rule = rule

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            "initial": {
                "length": get_own_clock_lengths_of_body_by_code(self.actor.body_id).get(self.rule.clock)
            }
        }

    def perform(self, form: ClockLengthForm) -> str:
        length = form.cleaned_data["length"]
        clock_lengths_and_facts.set_own_clock_length_of_body(
            clock=self.rule.clock, length=length, by=self.actor
        )
        own = _format_own_clock_length(self.rule, length) or "no target of your own"
        return msg("{name}: {own}.", name=self.rule.name, own=own)


def _make_pathway_rule_row(rule: ClockRule, own: int | None, actor: Actor) -> PathwayRuleRow:
    may_set = rule.settable and actor.may(Permission.SET_LENGTHS)
    return PathwayRuleRow(
        name=rule.name,
        kind=rule_descriptions.KIND_WORDS[rule.kind],
        length=rulebook.describe_rule_length(rule),
        own=_format_own_clock_length(rule, own),
        starts=rulebook.describe_rule_start(rule),
        holds=rule_descriptions.describe_rule_validity(rule) or "Dates not known",
        owner=rule.owner,
        confidence=rule_descriptions.describe_legal_confidence(rule.confidence, rule.source),
        source=rule.source,
        note=rule.note,
        href=reverse("set_length", args=[rule.clock]) if may_set else "",
    )


def _make_law_change_row(law: LawChange) -> LawChangeRow:
    sure = rule_descriptions.CONFIDENCE[law.confidence]
    return LawChangeRow(law.law, law.on, law.state, law.bearing, sure, law.source)


def _format_own_clock_length(rule: ClockRule, length: int | None) -> str:
    return f"{length} {UNITS[rule.settable]}" if length else ""
