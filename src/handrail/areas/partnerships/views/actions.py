"""Actions: the list, one with its updates; offering, answering, escalating and its answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.partnerships import tags
from handrail.areas.partnerships.actions import group_actions as acts
from handrail.areas.partnerships.forms import (
    AnswerEscalationForm,
    AnswerGroupActionForm,
    EscalateGroupActionForm,
    OfferActionForm,
    WithdrawGroupActionForm,
)
from handrail.areas.partnerships.models import Escalation, GroupAction
from handrail.areas.partnerships.permissions import convenes
from handrail.areas.partnerships.queries import meetings_and_actions as queries
from handrail.areas.partnerships.queries.groups import get_group_for_reader
from handrail.areas.partnerships.queries.meetings_and_actions import GroupActionDetail
from handrail.areas.partnerships.views.shared import (
    PartnershipGroupChangePage,
    make_group_page_context,
    require_group_convener,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpUpdateForm
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.paging import fetch_page


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_actions(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """The action tracker of a group, and what other groups escalated to it."""
    reading = get_group_for_reader(actor, group_id)
    state = "all" if request.GET.get("state") == "all" else ""
    page = fetch_page(queries.select_group_actions(reading.group, state=state), request.GET.get("page", "1"))
    shown = {
        "page": page,
        "lines": [(row, tags.make_group_action_tag(row, reading.bodies)) for row in page.object_list],
        "escalated": [
            (row, tags.make_escalation_tag(row)) for row in queries.list_escalations_to_group(reading.group)
        ],
        "state": state,
    }
    return render(
        request,
        "partnerships/actions.html",
        {**make_group_page_context(request, actor, reading, "group_actions"), **shown},
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """One action."""
    found = queries.get_group_action_detail(actor, action_id)
    reading = get_group_for_reader(actor, found.action.group_id)
    action = found.action
    is_ours = action.seat.body_id in reading.bodies
    waits = any(row.state == "open" for row in found.escalations)
    is_open = action.state == "offered" or bool(action.follow_up and action.follow_up.state == "open")
    takes_part = (is_ours or reading.runs) and reading.group.is_open
    shown = {
        "found": found,
        "action": action,
        "tag": tags.make_group_action_tag(action, reading.bodies),
        "escalations": [(row, tags.make_escalation_tag(row)) for row in found.escalations],
        "may_answer": is_ours and action.state == "offered" and reading.group.is_open,
        "may_update": action.follow_up is not None and (is_ours or action.group.body_id in reading.bodies),
        "may_escalate": takes_part and is_open and not waits and action.group.parent_id is not None,
        "may_withdraw": reading.runs and action.state == "offered",
    }
    return render(
        request,
        "partnerships/action.html",
        {**make_group_page_context(request, actor, reading, "group_actions"), **shown},
    )


class OfferGroupActionPage(PartnershipGroupChangePage):
    """Offer an action to a member."""

    title, form_class, button, runs_once = "Offer an action", OfferActionForm, "Offer the action", True
    back_place = "group_actions"

    @property
    def back_url(self) -> str:
        if self.meeting is not None:
            return reverse("group_meeting", args=[self.reading.group.pk, self.meeting.number])
        return super().back_url

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        number = self.request.GET.get("meeting", "")
        known = number.isascii() and number.isdecimal() and len(number) < 5
        self.meeting = queries.get_group_meeting(self.reading.group, int(number)) if known else None

    def get_form_kwargs(self) -> dict[str, Any]:
        action = GroupAction(group=self.reading.group, meeting=self.meeting)
        return {"actor": self.actor, "instance": action}

    def perform(self, form: OfferActionForm) -> str:
        made = acts.offer_group_action_to_seat(form.instance, by=self.actor)
        return msg("Action {number} is offered. The member accepts or declines it.", number=made.number)


class SingleGroupActionPage(ActionPage, abstract=True):
    """What acts on one action of a group."""

    permission, nav = Permission.JOIN_PARTNERSHIPS, tags.NAV
    found: GroupActionDetail

    @property
    def back_url(self) -> str:
        return reverse("group_action", args=[self.found.action.pk])

    @property
    def lead(self) -> str:
        return str(self.found.action.what)

    def load(self, action_id: UUID, **more: Any) -> None:
        self.found = queries.get_group_action_detail(self.actor, action_id)
        self.record = self.found.action


class AnswerGroupActionPage(SingleGroupActionPage):
    """Accept or decline an action for one's own organisation."""

    title, form_class, button = "Answer the offer", AnswerGroupActionForm, "Send answer"

    def load(self, action_id: UUID, **more: Any) -> None:
        self.found = queries.get_group_action_detail(self.actor, action_id)
        self.record = self.found.action
        reading = get_group_for_reader(self.actor, self.record.group_id)
        if self.record.seat.body_id not in reading.bodies:
            raise RecordNotVisibleError

    def perform(self, form: AnswerGroupActionForm) -> str:
        given, number = form.cleaned_data, self.record.pk
        if given["answer"] == "accept":
            acts.accept_action(number, person=given["person"], seen=given["seen"], by=self.actor)
            return "The action is yours. Say on this page how it goes on."
        acts.decline_action(number, why=given["why"], seen=given["seen"], by=self.actor)
        return "The action is declined. The group reads your reason."


class UpdateGroupActionPage(SingleGroupActionPage):
    """Say how far an accepted action is."""

    title, form_class = "Update status", FollowUpUpdateForm

    def load(self, action_id: UUID, **more: Any) -> None:
        self.found = queries.get_group_action_detail(self.actor, action_id)
        if self.found.action.follow_up is None:
            raise ActionNotPossibleError("This action is not accepted yet.")
        self.record = self.found.action.follow_up

    def get_form_kwargs(self) -> dict[str, Any]:
        now = self.record
        reading = get_group_for_reader(self.actor, self.found.action.group_id)
        return {
            "actor": self.actor,
            "instance": FollowUpUpdate(about=now, state=now.state, due_on=now.due_on),
            "initial": {"seen": now.version},
            "keeps": now.kept_by_id in reading.bodies,
        }

    def get_saved_values(self, form: FollowUpUpdateForm) -> dict[str, Any]:
        return {"state": self.record.state}

    def perform(self, form: FollowUpUpdateForm) -> str:
        acts.record_group_action_progress(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The update is saved."


class EscalateGroupActionPage(SingleGroupActionPage):
    """Ask the group above about an action."""

    title, form_class, button, runs_once = "Escalate the action", EscalateGroupActionForm, "Escalate", True

    @property
    def lead(self) -> str:
        above = self.found.action.group.parent
        return msg("To {name}: {what}", name=above.name if above else "", what=self.found.action.what)

    def get_form_kwargs(self) -> dict[str, Any]:
        action = self.found.action
        if action.group.parent_id is None:
            raise ActionNotPossibleError(acts.NO_PARENT)
        escalation = Escalation(action=action, to_group_id=action.group.parent_id)
        return {"actor": self.actor, "instance": escalation, "initial": {"seen": action.version}}

    def perform(self, form: EscalateGroupActionForm) -> str:
        made = acts.ask_parent_group_about_action(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return msg("Escalated to {name}. Its answer comes back to this page.", name=made.to_group.name)


class WithdrawOfferedGroupActionPage(SingleGroupActionPage):
    """Take back an offer."""

    permission = Permission.CONVENE_PARTNERSHIPS
    title, form_class, button = "Withdraw the offer", WithdrawGroupActionForm, "Withdraw"

    def load(self, action_id: UUID, **more: Any) -> None:
        self.found = queries.get_group_action_detail(self.actor, action_id)
        self.record = self.found.action
        require_group_convener(get_group_for_reader(self.actor, self.record.group_id))

    def perform(self, form: WithdrawGroupActionForm) -> str:
        acts.withdraw_offered_group_action(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The offer is withdrawn."


class AnswerEscalationPage(ActionPage):
    """Answer what a group below asked."""

    permission, nav = Permission.CONVENE_PARTNERSHIPS, tags.NAV
    title, form_class, button = "Answer an escalated action", AnswerEscalationForm, "Send answer"

    @property
    def back_url(self) -> str:
        return reverse("group_actions", args=[self.record.to_group_id])

    @property
    def lead(self) -> str:
        asking = self.record.action
        return msg(
            "{name} asks about “{what}”: {asked}",
            name=asking.group.name,
            what=asking.what,
            asked=self.record.asked,
        )

    def load(self, escalation_id: UUID) -> None:
        self.record = queries.get_escalation(self.actor, escalation_id)
        reading = get_group_for_reader(self.actor, self.record.to_group_id)
        if not convenes(self.record.to_group, self.actor, reading.bodies):
            raise RecordNotVisibleError("question")

    def perform(self, form: AnswerEscalationForm) -> str:
        acts.answer_escalation(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The answer is on its way back to the group that asked."
