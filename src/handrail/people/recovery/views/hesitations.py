"""Why a person holds back and what changed; and for an organisation, what changes minds, in numbers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import hesitations as acts
from handrail.people.recovery.forms import HesitationChangeForm, HesitationForm
from handrail.people.recovery.queries.hesitation_figures import get_hesitation_figures
from handrail.people.recovery.queries.hesitations import HesitationRow, list_hesitations
from handrail.people.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.small_counts import HIDDEN_TEXT, LOWEST_SHOWN, ROUNDING_BASE, DisclosedTable
from handrail.people.recovery.states import ChangeExtent, HesitationSubject
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.section_tabs import get_section_tabs

LEAD = "Whatever they say, they can be met, housed and helped: nothing here asks for the police or the NRM."


@requires_case(Permission.VIEW_CASE)
def holding_back(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What they hold back from, why, and what changed since."""
    case_access = (
        found.case_access.to_read() if found.closed else found.case_access
    )  # a closed case offers no act
    lines = list_hesitations(found.case_access)
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_tabs(found.reference, found.case_access, "holding_back"),
        "lines": [presenters.build_hesitation(line, found.reference) for line in lines],
        "lead": LEAD,
        "nrm_hidden": Kind.PATHWAY not in case_access.kinds,
        "may": case_access.may(Permission.RECORD),
        "figures_href": reverse("what_changed_figures")
        if found.case_access.actor.may(Permission.VIEW_GAPS)
        else "",
    }
    return render(
        request,
        "recovery/hesitations.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.RECORD)
def say_why(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Why they hold back."""
    found.case_access.needs(Kind.SUPPORT)
    form = bind_form(HesitationForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        acts.record_hesitation(
            case_id=found.case_id,
            about=HesitationSubject(answers["about"]),
            reasons=answers["reasons"],
            words=answers["words"],
            on=answers["on"],
            by=found.case_access.actor,
        )
        return "Written down. Help goes on whatever they decide."

    return process_form_action(
        request, found.case_access.actor, form, _build_action(found, "What holds them back?", save)
    )


@requires_case(Permission.RECORD)
def what_changed(request: HttpRequest, found: CaseContext, hesitation_id: UUID) -> HttpResponse:
    """What changed their mind."""
    line = _get_hesitation(found, hesitation_id)
    form = bind_form(HesitationChangeForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        acts.record_hesitation_change(
            case_id=found.case_id,
            hesitation_id=hesitation_id,
            turned=ChangeExtent(answers["turned"]),
            causes=answers["causes"],
            words=answers["words"],
            on=answers["on"],
            by=found.case_access.actor,
        )
        return "Written down: what changed."

    page = _build_action(found, msg("What changed? {about_words}", about_words=line.about_words), save)
    page.more["lead"] = msg("They held back: “{line}”", line=line.words) if line.words else ""
    return process_form_action(request, found.case_access.actor, form, page)


@requires(Permission.VIEW_GAPS)
def what_changed_figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What changes minds, for the reader’s organisation: numbers of people, small ones hidden. Nobody is named."""
    found = get_hesitation_figures(actor)
    shown = {
        "found": found,
        "body": actor.body_name,
        "strip": [
            {
                "name": "People who held back",
                "value": found.people.text,
                "means": "and said from what, and why",
            },
            {
                "name": "People whose mind changed",
                "value": found.changed.text,
                "means": "all the way, or part of it",
            },
        ],
        "about": _build_table(found.about, dict(HesitationSubject.choices)),
        "reasons": _build_table(found.reasons, REASON_NAMES),
        "causes": _build_table(found.causes, CHANGE_NAMES),
        "small": HIDDEN_TEXT,
        "tabs": get_section_tabs(actor, "what_changed_figures"),
        "least": LOWEST_SHOWN,
        "base": ROUNDING_BASE,
    }
    return render(request, "recovery/figures.html", get_layout_context(request, actor, "money") | shown)


def _build_table(table: DisclosedTable, names: Mapping[str, str]) -> dict[str, Any]:
    """The rows that are shown, the larger first; those that are hidden by name, in the order of the list."""
    shown = sorted((row for row in table.rows if row.size), key=lambda row: -(row.size or 0))
    return {
        "shown": [{"name": names[row.code], "text": row.text} for row in shown],
        "hidden": [names[row.code] for row in table.rows if row.size is None],
        "withheld": table.withheld,
    }


def _build_action(found: CaseContext, title: str, save: Any) -> FormAction:
    here = reverse("holding_back", args=[found.reference])
    more = {"lead": LEAD}
    return FormAction(
        title=title, save=save, then=here, back=here, button="Write it down", more=more, once=True
    )


def _get_hesitation(found: CaseContext, hesitation_id: UUID) -> HesitationRow:
    lines = list_hesitations(found.case_access)
    line = next((each for each in lines if each.hesitation_id == hesitation_id), None)
    if line is None:
        raise NotVisible
    return line
