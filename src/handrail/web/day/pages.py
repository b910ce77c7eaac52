"""My day: what is due for me, most urgent first; offers nobody has answered; what is waited on from others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission, Role
from handrail.audit.actions import record_read, record_reads
from handrail.casework.queries.day import my_day as ask
from handrail.provision.places.queries.day import places_today
from handrail.web.day import present
from handrail.web.door import door
from handrail.web.housing.present import day_row
from handrail.web.navigation import frame

BEGINS = (
    (Permission.VIEW_DAY, "my_day"),
    (Permission.VIEW_LOOKS, "looks"),
    (Permission.VIEW_CALLS, "calls"),
    (Permission.VIEW_OVERSIGHT, "oversight"),
)
"""Where work begins: the first of these that the role may open."""


@door(Permission.VIEW_RULES)
def first_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where the role's work begins."""
    return redirect(next((place for may, place in BEGINS if actor.may(may)), "pathway_map"))


@door(Permission.VIEW_DAY)
def my_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's day, or their team's where they lead it."""
    leads = actor.role is Role.DUTY_LEAD
    team = leads and request.GET.get("whose") != "mine"
    day = ask(actor, team=team)
    if day.shown:
        record_read(
            who=actor.who,
            verb="looked at: my day",
            about=None,
            outcome="read",
            shown=day.kinds,
            why=f"{len(day.shown)} cases",
        )
    placed = places_today(actor, team=team, now=timezone.localtime())
    if placed.shown:
        record_reads(
            who=actor.who, verb="looked at: my day, places", about=placed.shown, shown=[Kind.SUPPORT.value]
        )
    return render(
        request,
        "day/my_day.html",
        frame(request, actor, "my_day")
        | present.day(day)
        | {
            "places": [day_row(row) for row in placed.rows],
            "team": team,
            "leads": leads,
            "now": timezone.localtime(),
            "may_open": actor.may(Permission.OPEN_CASE),
        },
    )
