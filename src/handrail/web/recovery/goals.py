"""Goals: said, followed by a new version, and all the versions."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import joined, lower, say
from handrail.recovery.actions import goals as acts
from handrail.recovery.queries.goals import GoalLine, versions_of
from handrail.recovery.queries.plan import linked, needs_to_link
from handrail.recovery.states import GoalState
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.recovery import present
from handrail.web.recovery.forms import GoalForm

LEAD = "In their own words. A later word follows this one; nothing that they said is ever changed."


@case_door(Permission.RECORD)
def add_goal(request: HttpRequest, found: Found) -> HttpResponse:
    """A goal, for the first time."""
    found.sight.needs(Kind.SUPPORT)
    start = {"on": words.today(), "seen": 0, "state": GoalState.GOING_ON.value}
    form = bind(GoalForm, request, initial=start, needs=needs_to_link(found.sight))

    def save(answers: dict[str, Any]) -> str:
        acts.say_goal(case_id=found.case_id, said=_said(answers), by=found.sight.actor)
        return "Goal written down."

    return act(request, found.sight.actor, form, _page(found, "Add a goal", save))


@case_door(Permission.VIEW_CASE)
def goal(request: HttpRequest, found: Found, goal_id: UUID) -> HttpResponse:
    """A goal with all its versions, newest first."""
    versions = versions_of(found.sight, goal_id)
    if not versions:
        raise NotOpenToYou
    sight = found.sight.to_read() if found.closed else found.sight  # a closed case offers no act
    shown = {
        "reference": found.reference,
        "goals": [present.goal(line, found.reference) for line in versions],
        "may": sight.may(Permission.RECORD),
    }
    return render(request, "recovery/goal.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def change_goal(request: HttpRequest, found: Found, goal_id: UUID) -> HttpResponse:
    """The next version of a goal."""
    now = _newest(found, goal_id)
    form = bind(GoalForm, request, initial=_start(now), needs=needs_to_link(found.sight))

    def save(answers: dict[str, Any]) -> str:
        written = acts.follow_goal(
            case_id=found.case_id,
            goal_id=goal_id,
            said=_said(answers),
            seen_number=answers["seen"],
            by=found.sight.actor,
        )
        return say(
            "Goal written down, version {number}: {get_state_display}.",
            number=written.number,
            get_state_display=lower(written.get_state_display()),
        )

    page = _page(found, "What do they say of this goal now?", save, stale=_both(found, goal_id))
    return act(request, found.sight.actor, form, page)


def _page(found: Found, title: str, save: Any, stale: Any = None) -> Act:
    here = reverse("support_plan", args=[found.reference])
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button="Write it down",
        more={"lead": LEAD},
        stale=stale,
        once=True,
    )


def _newest(found: Found, goal_id: UUID) -> GoalLine:
    versions = versions_of(found.sight, goal_id)
    if not versions:
        raise NotOpenToYou
    return versions[0]


def _start(now: GoalLine) -> dict[str, Any]:
    return {
        "seen": now.number,
        "words": now.words,
        "first": now.first,
        "steps": "\n".join(now.steps),
        "helpers": now.helpers,
        "needs": [str(need) for need in now.need_ids],
        "on": words.today(),
        "state": now.state,
        "state_on": now.state_on,
        "state_words": now.why,
    }


def _said(answers: dict[str, Any]) -> acts.Said:
    """What was said. A goal that goes on again has no day of its end, whatever still stands in the box."""
    state = GoalState(answers["state"])
    return acts.Said(
        words=answers["words"],
        on=answers["on"],
        first=answers["first"],
        steps=answers["steps"],
        helpers=answers["helpers"],
        needs=linked(answers.get("needs") or []),
        state=state,
        state_on=None if state is GoalState.GOING_ON else answers["state_on"],
        state_words=answers["state_words"],
    )


def _both(found: Found, goal_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _newest(found, goal_id), form.cleaned_data
        saved = {
            "words": now.words,
            "first": now.first,
            "steps": joined(now.steps, "; "),
            "helpers": now.helpers,
            "on": words.day(now.said_on),
            "state": now.state_words,
            "state_on": words.day(now.state_on),
            "state_words": now.why,
        }
        rows = [
            (str(form.fields[name].label), _spoken(name, typed[name]), text) for name, text in saved.items()
        ]
        return {"who": now.written_by, "at": now.written_at, "rows": rows, "seen": now.number}

    return versions


def _spoken(name: str, value: Any) -> str:
    if name in ("on", "state_on"):
        return words.day(value)
    if name == "state":
        return GoalState(value).label
    return joined(str(value).splitlines(), "; ") if name == "steps" else str(value or "")
