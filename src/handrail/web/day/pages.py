"""My day: what is due for me, most urgent first; contacts of today beside it; what is waited on from others apart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission, Role
from handrail.audit.actions import record_page
from handrail.caseload.queries.my_day import MyDay
from handrail.caseload.queries.my_day import my_day as ask
from handrail.kernel.saying import say
from handrail.web.day import present
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame

BEGINS = (
    (Permission.VIEW_DAY, "my_day"),
    (Permission.VIEW_LOOKS, "looks"),
    (Permission.VIEW_CALLS, "calls"),
    (Permission.VIEW_OVERSIGHT, "oversight"),
)
"""Where work begins: the first of these that the role may open."""
CLOSELY = {Kind.SUPPORT.value, Kind.CONTACT.value}


@door(Permission.VIEW_RULES)
def first_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Where the role's work begins."""
    return redirect(next((place for may, place in BEGINS if actor.may(may)), "pathway_map"))


@door(Permission.VIEW_DAY)
def my_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The reader's day, or their team's where they lead it."""
    leads = actor.role is Role.DUTY_LEAD
    team = leads and request.GET.get("whose") != "mine"
    whole = request.GET.get("show") == "all"
    day = ask(actor, team=team, whole=whole)
    _write_down(actor, day)
    shown = {
        "team": team,
        "leads": leads,
        "near": with_query(request, show=None) if whole else "",
        "now": timezone.localtime(),
        "may_open": actor.may(Permission.OPEN_CASE),
    }
    told = present.day(day, whole=with_query(request, show="all"))
    return render(request, "day/my_day.html", frame(request, actor, "my_day") | told | shown)


def _write_down(actor: Actor, day: MyDay) -> None:
    """One record of the page; and one of each case of which words of support or a way to reach them were shown."""
    if not day.shown:
        return
    kinds = sorted({kind for shown in day.shown.values() for kind in shown})
    closely = {number: kinds for number, kinds in day.shown.items() if CLOSELY & {*kinds}}
    record_page(
        who=actor.who,
        verb="looked at: my day",
        shown=kinds,
        why=say("{shown} cases", shown=len(day.shown)),
        of_each=[
            ([number for number, kinds in closely.items() if kinds == shown], shown)
            for shown in sorted({*closely.values()})
        ],
    )
