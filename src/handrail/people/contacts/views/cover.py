"""Who is away, who stands in, and the cases that nobody would answer for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.people.contacts.actions import absences
from handrail.people.contacts.forms import AbsenceForm
from handrail.people.contacts.queries import cover as queries
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_DAY)
def cover(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Days away, cases without a stand-in, cases whose stand-in comes first today."""
    found = queries.get_cover(actor)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: who stands in", about=found.shown, shown=found.kinds)
    shown = {
        "found": found,
        "team": queries.is_team_lead(actor),
        "may_change": actor.may(Permission.SHARE),
        "most": queries.MOST,
    }
    return render(request, "contacts/cover.html", get_layout_context(request, actor, "my_day") | shown)


@requires(Permission.VIEW_DAY)
def say_away(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say from when until when somebody is away."""
    people = queries.get_team_choices(actor)
    start = {"user": str(actor.user_id), "since": formatting.get_today(), "until": formatting.get_today()}
    form = bind_form(AbsenceForm, request, initial=start, people=people)

    def save(answers: dict[str, Any]) -> str:
        row = absences.record_absence(
            user_id=int(answers["user"]), since=answers["since"], until=answers["until"], by=actor
        )
        name = dict(people)[answers["user"]]
        return msg(
            "{name} is away until {until}. Whoever stands in comes first.",
            name=name,
            until=formatting.format_day(row.until),
        )

    here = reverse("cover")
    page = FormAction(
        title="Say who is away",
        save=save,
        then=here,
        back=here,
        button="Save",
        place="my_day",
        template="act.html",
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.VIEW_DAY)
def back_again(request: HttpRequest, actor: Actor, away_id: UUID) -> HttpResponse:
    """They are here after all."""
    line = queries.get_absence_row(actor, away_id)
    if line is None:
        raise NotVisible
    if request.method == "POST":
        absences.take_back_absence(away_id=away_id, by=actor)
        messages.success(request, msg("{name} is here after all.", name=line.name))
    return redirect("cover")
