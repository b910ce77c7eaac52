"""Who is away, who stands in, and the cases that nobody would answer for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.caseload.actions import away
from handrail.caseload.queries import cover as queries
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.caseload.forms import AwayForm
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame


@door(Permission.VIEW_DAY)
def cover(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Days away, cases without a stand-in, cases whose stand-in comes first today."""
    found = queries.cover(actor)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: who stands in", about=found.shown, shown=found.kinds)
    shown = {
        "found": found,
        "team": queries.leads(actor),
        "may_change": actor.may(Permission.SHARE),
        "most": queries.MOST,
    }
    return render(request, "caseload/cover.html", frame(request, actor, "my_day") | shown)


@door(Permission.VIEW_DAY)
def say_away(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say from when until when somebody is away."""
    people = queries.team_choices(actor)
    start = {"user": str(actor.user_id), "since": words.today(), "until": words.today()}
    form = bind(AwayForm, request, initial=start, people=people)

    def save(answers: dict[str, Any]) -> str:
        row = away.say_away(
            user_id=int(answers["user"]), since=answers["since"], until=answers["until"], by=actor
        )
        name = dict(people)[answers["user"]]
        return say(
            "{name} is away until {until}. Whoever stands in comes first.",
            name=name,
            until=words.day(row.until),
        )

    here = reverse("cover")
    page = Act(
        title="Say who is away",
        save=save,
        then=here,
        back=here,
        button="Save",
        place="my_day",
        template="act.html",
    )
    return act(request, actor, form, page)


@door(Permission.VIEW_DAY)
def back_again(request: HttpRequest, actor: Actor, away_id: UUID) -> HttpResponse:
    """They are here after all."""
    line = queries.away_of(actor, away_id)
    if line is None:
        raise NotOpenToYou
    if request.method == "POST":
        away.take_back(away_id=away_id, by=actor)
        messages.success(request, say("{name} is here after all.", name=line.name))
    return redirect("cover")
