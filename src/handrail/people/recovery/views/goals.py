"""Goals: said, followed by a new version, and all the versions."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import goals as acts
from handrail.people.recovery.forms import GoalForm
from handrail.people.recovery.queries.goals import GoalRow, list_goal_versions
from handrail.people.recovery.queries.plan import get_need_choices, parse_need_ids
from handrail.people.recovery.states import GoalState
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

LEAD = "In their own words. A later word follows this one; nothing that they said is ever changed."


@requires_case(Permission.RECORD)
def add_goal(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """A goal, for the first time."""
    found.case_access.needs(Kind.SUPPORT)
    start = {"on": formatting.get_today(), "seen": 0, "state": GoalState.GOING_ON.value}
    form = bind_form(GoalForm, request, initial=start, needs=get_need_choices(found.case_access))

    def save(answers: dict[str, Any]) -> str:
        acts.record_goal(case_id=found.case_id, said=_read_goal_input(answers), by=found.case_access.actor)
        return "Goal written down."

    return process_form_action(
        request, found.case_access.actor, form, _build_action(found, "Add a goal", save)
    )


@requires_case(Permission.VIEW_CASE)
def goal(request: HttpRequest, found: CaseContext, goal_id: UUID) -> HttpResponse:
    """A goal with all its versions, newest first."""
    versions = list_goal_versions(found.case_access, goal_id)
    if not versions:
        raise NotVisible
    case_access = (
        found.case_access.to_read() if found.closed else found.case_access
    )  # a closed case offers no act
    shown = {
        "reference": found.reference,
        "goals": [presenters.build_goal(line, found.reference) for line in versions],
        "may": case_access.may(Permission.RECORD),
    }
    return render(
        request, "recovery/goal.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.RECORD)
def change_goal(request: HttpRequest, found: CaseContext, goal_id: UUID) -> HttpResponse:
    """The next version of a goal."""
    now = _get_newest(found, goal_id)
    form = bind_form(GoalForm, request, initial=_get_initial(now), needs=get_need_choices(found.case_access))

    def save(answers: dict[str, Any]) -> str:
        written = acts.record_goal_version(
            case_id=found.case_id,
            goal_id=goal_id,
            said=_read_goal_input(answers),
            seen_number=answers["seen"],
            by=found.case_access.actor,
        )
        return msg(
            "Goal written down, version {number}: {get_state_display}.",
            number=written.number,
            get_state_display=lower_text(written.get_state_display()),
        )

    page = _build_action(
        found, "What do they say of this goal now?", save, stale=_compare_versions(found, goal_id)
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _build_action(found: CaseContext, title: str, save: Any, stale: Any = None) -> FormAction:
    here = reverse("support_plan", args=[found.reference])
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button="Write it down",
        more={"lead": LEAD},
        stale=stale,
        once=True,
    )


def _get_newest(found: CaseContext, goal_id: UUID) -> GoalRow:
    versions = list_goal_versions(found.case_access, goal_id)
    if not versions:
        raise NotVisible
    return versions[0]


def _get_initial(now: GoalRow) -> dict[str, Any]:
    return {
        "seen": now.number,
        "words": now.words,
        "first": now.first,
        "steps": "\n".join(now.steps),
        "helpers": now.helpers,
        "needs": [str(need) for need in now.need_ids],
        "on": formatting.get_today(),
        "state": now.state,
        "state_on": now.state_on,
        "state_words": now.why,
    }


def _read_goal_input(answers: dict[str, Any]) -> acts.GoalInput:
    """What was said. A goal that goes on again has no day of its end, whatever still stands in the box."""
    state = GoalState(answers["state"])
    return acts.GoalInput(
        words=answers["words"],
        on=answers["on"],
        first=answers["first"],
        steps=answers["steps"],
        helpers=answers["helpers"],
        needs=parse_need_ids(answers.get("needs") or []),
        state=state,
        state_on=None if state is GoalState.GOING_ON else answers["state_on"],
        state_words=answers["state_words"],
    )


def _compare_versions(found: CaseContext, goal_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _get_newest(found, goal_id), form.cleaned_data
        saved = {
            "words": now.words,
            "first": now.first,
            "steps": join_texts(now.steps, "; "),
            "helpers": now.helpers,
            "on": formatting.format_day(now.said_on),
            "state": now.state_words,
            "state_on": formatting.format_day(now.state_on),
            "state_words": now.why,
        }
        rows = [
            (str(form.fields[name].label), _describe_value(name, typed[name]), text)
            for name, text in saved.items()
        ]
        return {"who": now.written_by, "at": now.written_at, "rows": rows, "seen": now.number}

    return versions


def _describe_value(name: str, value: Any) -> str:
    if name in ("on", "state_on"):
        return formatting.format_day(value)
    if name == "state":
        return GoalState(value).label
    return join_texts(str(value).splitlines(), "; ") if name == "steps" else str(value or "")
