"""Council areas that hold conferences, for the organisation that keeps them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.conferences.actions.areas import save_conference_area
from handrail.people.conferences.forms import ConferenceAreaForm
from handrail.people.conferences.models import ConferenceArea
from handrail.people.conferences.presenters import describe_conference_quorum
from handrail.people.conferences.queries.conferences import list_conference_areas
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.SET_LENGTHS)
def show_conference_areas(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where conferences are held, who chairs there, and who has to be there."""
    rows = [(row, describe_conference_quorum(row.quorum)) for row in list_conference_areas(actor)]
    return render(request, "conferences/areas.html", {**get_layout_context(request, actor), "rows": rows})


class ConferenceAreaPage(ActionPage, abstract=True):
    """What sets a council area."""

    permission, form_class = Permission.SET_LENGTHS, ConferenceAreaForm

    @property
    def back_url(self) -> str:
        return reverse("conference_areas")

    def get_form_kwargs(self) -> dict[str, Any]:
        users = select_users_of_body(self.actor.body_id, Permission.JOIN_CONFERENCE)
        return {"actor": self.actor, "instance": self.record or ConferenceArea(), "users": users}


class AddConferenceAreaPage(ConferenceAreaPage):
    """Add a council area."""

    title, runs_once = "Hold conferences for a council area", True

    def perform(self, form: ConferenceAreaForm) -> str:
        form.instance.quorum = form.cleaned_data["quorum"]
        save_conference_area(form.instance, by=self.actor)
        return "Added."


class ChangeConferenceAreaPage(ConferenceAreaPage):
    """Change chair, deputy or quorum."""

    title = "Change a council area"

    def load(self, area_id: UUID) -> None:
        self.record = ConferenceArea.objects.kept_by(self.actor).filter(pk=area_id).first()
        if self.record is None:
            raise NotVisible

    def perform(self, form: ConferenceAreaForm) -> str:
        form.instance.quorum = form.cleaned_data["quorum"]
        save_conference_area(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."
