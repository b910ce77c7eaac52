"""Who is away, who stands in, and the cases that nobody would answer for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.contacts.actions import absences
from handrail.people.contacts.forms import AbsenceForm
from handrail.people.contacts.models import Absence
from handrail.people.contacts.queries import absence_cover as queries
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.VIEW_DAY)
def stand_in_cover_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show days away, cases without a stand-in, and cases whose stand-in comes first today."""
    found = queries.get_absence_and_stand_in_cover(actor)
    if found.shown:
        write_read_records_of_files(
            who=actor.who, verb="viewed: cover for absences", about=found.shown, shown=found.kinds
        )
    shown = {
        "found": found,
        "team": queries.is_team_lead(actor),
        "may_change": actor.may(Permission.SHARE),
        "most": queries.MOST_COUNTED,
    }
    return render(request, "contacts/cover.html", get_layout_context(request, actor, "my_day") | shown)


class RecordAbsencePage(ActionPage):
    """Record from when until when somebody is away."""

    permission, nav = Permission.VIEW_DAY, "my_day"
    title, form_class = "Record an absence", AbsenceForm

    @property
    def back_url(self) -> str:
        return reverse("cover")

    def get_form_kwargs(self) -> dict[str, Any]:
        today = formatting.get_today()
        return {
            "actor": self.actor,
            "instance": Absence(user_id=self.actor.user_id, since=today, until=today),
        }

    def perform(self, form: AbsenceForm) -> str:
        absence = absences.record_absence(form.instance, by=self.actor)
        return msg(
            "{name} is away until {until}. Their stand-ins are called first, where they have one.",
            name=absence.user.name,
            until=formatting.format_day(absence.until),
        )


@requires_permission(Permission.VIEW_DAY)
def take_back_absence(request: HttpRequest, actor: Actor, away_id: UUID) -> HttpResponse:
    """Take an absence back: a button on the list.

    Args:
        request: the request.
        actor: who acts.
        away_id: the absence.
    """
    line = queries.find_absence_actor_may_take_back(actor, away_id)
    if line is None:
        raise NotVisible
    if request.method == "POST":
        absences.take_back_absence(away_id=away_id, by=actor)
        messages.success(request, msg("{name}’s absence is cancelled.", name=line.name))
    return redirect("cover")
