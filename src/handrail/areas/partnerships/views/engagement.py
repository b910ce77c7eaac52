"""Engagement, shared help and the national view of one group."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.areas.partnerships.actions import engagement as acts
from handrail.areas.partnerships.forms import GroupContributionForm, OfferHelpToGroupForm, WorkStreamForm
from handrail.areas.partnerships.models import Contribution, SharedHelp, WorkStream
from handrail.areas.partnerships.presenters import present_engagement
from handrail.areas.partnerships.queries.engagement import (
    get_group_engagement,
    list_shared_services_and_trainings,
)
from handrail.areas.partnerships.queries.groups import get_group_for_reader
from handrail.areas.partnerships.queries.national import get_national_figures_for_groups
from handrail.areas.partnerships.views.shared import PartnershipGroupChangePage, make_group_page_context
from handrail.insight.shareable_help.queries import (
    get_kind_name_of_shareable_service,
    get_kinds_of_help_bodies_can_share,
    is_shared_service_publishable,
    list_shareable_services,
    list_shareable_trainings,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.oversight_form_fields import ConfirmForm


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_attendance_and_contributions(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Whether people stay."""
    reading = get_group_for_reader(actor, group_id)
    found = get_group_engagement(reading.group)
    shown = {"found": found, "words": present_engagement(found)}
    return render(
        request,
        "partnerships/engagement.html",
        {**make_group_page_context(request, actor, reading, "group_engagement"), **shown},
    )


@requires_permission(Permission.JOIN_PARTNERSHIPS)
def group_shared_services_and_trainings(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Services and trainings that members share."""
    reading = get_group_for_reader(actor, group_id)
    rows = list_shared_services_and_trainings(reading.group)
    takes_part = reading.is_member and reading.group.is_open
    shown = {
        "may_share": get_kinds_of_help_bodies_can_share(reading.bodies) if takes_part else frozenset(),
        "takes_part": takes_part,
        "services": [
            (row, get_kind_name_of_shareable_service(row.service))
            for row in rows
            if row.service and is_shared_service_publishable(row.service)
        ],
        "trainings": [row for row in rows if row.session],
    }
    return render(
        request,
        "partnerships/help.html",
        {**make_group_page_context(request, actor, reading, "group_help"), **shown},
    )


@requires_permission(Permission.VIEW_GROUP_FIGURES)
def national_network_figures(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """What bodies answered to calls, and the published figures of the country: for a national network."""
    reading = get_group_for_reader(actor, group_id)
    if reading.group.kind != "network":
        raise Http404
    shown = {
        "view": get_national_figures_for_groups(),
        "may_open_requests": actor.may(Permission.ASK_BODIES),
    }
    return render(
        request,
        "partnerships/national.html",
        {**make_group_page_context(request, actor, reading, "group_national"), **shown},
    )


class AddWorkStreamPage(PartnershipGroupChangePage):
    """Add a work stream."""

    title, form_class, button, runs_once = "Add a work stream", WorkStreamForm, "Add the work stream", True
    back_place = "group_engagement"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": WorkStream(group=self.reading.group)}

    def perform(self, form: WorkStreamForm) -> str:
        acts.add_work_stream(form.instance, by=self.actor)
        return "The work stream is added. Choose it when you add its meetings."


class AddContributionPage(PartnershipGroupChangePage):
    """Keep what an organisation promised."""

    title, form_class, runs_once = "Add a contribution", GroupContributionForm, True
    back_place = "group_engagement"

    def get_form_kwargs(self) -> dict[str, Any]:
        day = today()
        year = day.year if day.month > 3 else day.year - 1
        return {"actor": self.actor, "instance": Contribution(group=self.reading.group, year=year)}

    def perform(self, form: GroupContributionForm) -> str:
        acts.add_contribution(form.instance, by=self.actor)
        return "The contribution is saved."


class ChangeContributionPage(PartnershipGroupChangePage):
    """Say what was received."""

    title, form_class = "Change a contribution", GroupContributionForm
    back_place = "group_engagement"

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        rows = self.reading.group.contributions.select_related("changed_by", "group")
        self.record = rows.filter(pk=more["contribution_id"]).first()
        if self.record is None:
            raise RecordNotVisibleError("contribution")

    def perform(self, form: GroupContributionForm) -> str:
        acts.change_contribution(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The contribution is changed."


class ShareServicePage(PartnershipGroupChangePage):
    """Share a published service with the members."""

    permission = Permission.JOIN_PARTNERSHIPS
    title, form_class, button, runs_once = "Share a service", OfferHelpToGroupForm, "Share", True
    back_place = "group_help"

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        if not self.reading.is_member:
            raise RecordNotVisibleError("group")
        self.choices = list_shareable_services(self.reading.bodies)
        if not self.choices:
            raise ActionNotPossibleError(
                "Your organisation has no published service. Publish one in the directory first."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        shared = SharedHelp(group=self.reading.group)
        return {"actor": self.actor, "instance": shared, "choices": self.choices}

    def perform(self, form: OfferHelpToGroupForm) -> str:
        acts.offer_service_to_group(form.instance, service_id=int(form.cleaned_data["help"]), by=self.actor)
        return "The service is shared with the members."


class ShareTrainingPage(PartnershipGroupChangePage):
    """Share a training session with the members."""

    permission = Permission.JOIN_PARTNERSHIPS
    title, form_class, button, runs_once = "Share a training", OfferHelpToGroupForm, "Share", True
    back_place = "group_help"

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        if not self.reading.is_member:
            raise RecordNotVisibleError("group")
        self.choices = list_shareable_trainings(self.reading.bodies)
        if not self.choices:
            raise ActionNotPossibleError(
                "Your organisation has no training still to come. Add one under Practitioners first."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        shared = SharedHelp(group=self.reading.group)
        return {"actor": self.actor, "instance": shared, "choices": self.choices}

    def perform(self, form: OfferHelpToGroupForm) -> str:
        acts.offer_training_to_group(form.instance, session_id=int(form.cleaned_data["help"]), by=self.actor)
        return "The training is shared with the members."


class StopSharingHelpWithGroupPage(PartnershipGroupChangePage):
    """Stop sharing a service or a training."""

    permission = Permission.JOIN_PARTNERSHIPS
    title, form_class, button = "Stop sharing", ConfirmForm, "Stop sharing"
    back_place = "group_help"

    @property
    def lead(self) -> str:
        return str(self.shared.service.name if self.shared.service else self.shared.session)

    def load(self, group_id: UUID, **more: Any) -> None:
        super().load(group_id)
        rows = {row.pk: row for row in list_shared_services_and_trainings(self.reading.group)}
        if more["shared_id"] not in rows:
            raise RecordNotVisibleError("service or training")
        self.shared = rows[more["shared_id"]]
        if self.shared.body_id not in self.reading.bodies and not self.reading.runs:
            raise RecordNotVisibleError("service or training")

    def perform(self, form: ConfirmForm) -> str:
        acts.stop_sharing_help_with_group(self.shared, by=self.actor)
        return "It is not shared any more."
