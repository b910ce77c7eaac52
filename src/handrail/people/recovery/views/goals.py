"""Goals: said, followed by a new version, and all the versions."""

from typing import Any
from uuid import UUID

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import goals as actions
from handrail.people.recovery.forms import GoalForm
from handrail.people.recovery.models import Goal, GoalVersion
from handrail.people.recovery.queries.goals import get_newest_goal_version, list_goal_versions
from handrail.people.recovery.queries.support_plan import list_need_choices_for_goal
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.navigation import get_layout_context


@requires_case_permission(Permission.VIEW_CASE)
def goal(request: HttpRequest, found: CaseOpenToActor, goal_id: UUID) -> HttpResponse:
    """Show a goal with all its versions, newest first.

    Args:
        request: the request.
        found: the case.
        goal_id: the goal.
    """
    versions = list_goal_versions(found.case_access, goal_id)
    if not versions:
        raise NotVisible
    shown = {
        "reference": found.reference,
        "goals": [presenters.build_goal_item(line, found.reference) for line in versions],
        "may": found.case_access.may(Permission.RECORD) and not found.closed,
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "recovery/goal.html", layout | shown)


class GoalActionPage(CaseActionPage, abstract=True):
    """What adds a goal, or the next version of one."""

    permission, form_class, button, runs_once = Permission.RECORD, GoalForm, "Add", True

    @property
    def back_url(self) -> str:
        return reverse("support_plan", args=[self.case.reference])

    def make_form_kwargs(self, goal: Goal, **initial: Any) -> dict[str, Any]:
        """A new version of the goal for the form, said today."""
        access = self.case.case_access
        return {
            "actor": self.actor,
            "instance": GoalVersion(goal=goal).bind(access),
            "initial": initial | {"on": formatting.get_today()},
            "needs": list_need_choices_for_goal(access),
        }


class AddGoalPage(GoalActionPage):
    """Record a goal for the first time."""

    title = "Add a goal"

    def load(self) -> None:
        self.case.case_access.needs(Kind.OUTCOMES)

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_form_kwargs(Goal(case_id=self.case.case_id))

    def perform(self, form: GoalForm) -> str:
        actions.record_goal(
            form.instance, case_id=self.case.case_id, needs=form.get_need_ids(), by=self.actor
        )
        return "Goal recorded."


class AddGoalVersionPage(GoalActionPage):
    """Record the next version of a goal."""

    title = "What do they say about this goal now?"
    record: GoalVersion

    def load(self, goal_id: UUID) -> None:
        self.record = get_newest_goal_version(self.case.case_access, goal_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        needs = [str(link.need_id) for link in self.record.needs.all()]
        said = model_to_dict(self.record, GoalForm.base_fields)
        return self.make_form_kwargs(self.record.goal, **said, seen=self.record.version, needs=needs)

    def perform(self, form: GoalForm) -> str:
        written = actions.record_goal_version(
            form.instance,
            case_id=self.case.case_id,
            goal_id=self.record.goal_id,
            seen=form.cleaned_data["seen"],
            needs=form.get_need_ids(),
            by=self.actor,
        )
        state = lower_text(written.get_state_display())
        return msg(
            "Goal recorded, version {number}: {get_state_display}.",
            number=written.version,
            get_state_display=state,
        )
