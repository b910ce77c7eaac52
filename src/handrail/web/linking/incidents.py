"""Incidents: the list, one of them, what is known later, copying it, and who else may see it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_read, record_reads
from handrail.casework.case.queries.choices import body_choices, colleague_choices
from handrail.linking.actions import facts as facts_actions
from handrail.linking.actions import seeing
from handrail.linking.queries.incidents import IncidentPage, incident_page, incidents
from handrail.linking.states import FactKind
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.linking import present
from handrail.web.linking.forms import BecauseForm, CopyForm, FactForm, NameForm, ShareIncidentForm
from handrail.web.navigation import frame


@door(Permission.VIEW_CASE)
def incident_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The incidents that the reader may see."""
    lines = incidents(actor)
    record_reads(
        who=actor.who,
        verb="looked at: incidents",
        about=[line.incident_id for line in lines],
        shown=[Kind.PATHWAY.value],
    )
    shown = {"lines": lines, "may_open": actor.may(Permission.OPEN_CASE)}
    return render(request, "linking/incidents.html", frame(request, actor, "cases") | shown)


@door(Permission.VIEW_CASE)
def incident(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """One incident: its facts, and those of its cases that the reader may open."""
    page = _read(actor, incident_id)
    may = {permission.name: page.sight.may(permission) for permission in Permission}
    shown = {"page": page, "people": [present.person(line) for line in page.people], "may": may}
    return render(
        request, "linking/incident.html", frame(request, actor, "cases") | shown | present.incident(page)
    )


@door(Permission.RECORD)
def incident_fact(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Add something that is known now."""
    _inside(actor, incident_id)
    form = bind(FactForm, request, initial={"kind": FactKind.LATER})

    def save(answers: dict[str, Any]) -> str:
        facts_actions.add_fact(
            incident_id=incident_id, kind=answers["kind"], words=answers["words"], by=actor
        )
        return "Added to the incident. It stands in nobody’s own case until you copy it there."

    lead = "What was said before stays. Write nothing here that belongs to one person alone."
    return act(request, actor, form, _act(incident_id, "Add what is known now", save, lead=lead, once=True))


@door(Permission.RECORD)
def incident_copy(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Copy facts into the cases that one chooses."""
    page = _inside(actor, incident_id)
    _write_down(actor, page)
    form = bind(CopyForm, request, **present.to_copy(page))

    def save(answers: dict[str, Any]) -> str:
        written, there = facts_actions.copy_facts(
            incident_id=incident_id,
            fact_ids=[UUID(one) for one in answers["facts"]],
            case_ids=[UUID(one) for one in answers["cases"]],
            by=actor,
        )
        return present.copied(written, there)

    lead = (
        "Each copy is locked with that person’s own key, and is seen by everybody to whom what happened is open on "
        "their case. It says nothing of the others who were found."
    )
    return act(
        request, actor, form, _act(incident_id, "Copy facts into cases", save, lead=lead, button="Copy")
    )


@door(Permission.SHARE)
def incident_name(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Let a colleague see the incident."""
    page = _inside(actor, incident_id)
    form = bind(NameForm, request, colleagues=colleague_choices(page.owner_id))

    def save(answers: dict[str, Any]) -> str:
        seeing.name_on_incident(incident_id=incident_id, colleague_id=int(answers["colleague"]), by=actor)
        return "They see the incident now. Each case of its people still has its own door."

    return act(
        request,
        actor,
        form,
        _act(incident_id, "Let a colleague see the incident", save, button="Let them see it"),
    )


@door(Permission.SHARE)
def incident_share(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Let another organisation see the incident."""
    page = _inside(actor, incident_id)
    form = bind(ShareIncidentForm, request, bodies=body_choices(besides=page.owner_id))

    def save(answers: dict[str, Any]) -> str:
        seeing.share_incident(
            incident_id=incident_id,
            body_code=answers["body"],
            ground=Ground(answers["ground"]),
            because=answers["because"],
            by=actor,
        )
        return "They see its facts now, and none of its people."

    lead = (
        "They see the facts of the incident, and of its people only those whose own case is shared with them."
    )
    return act(
        request,
        actor,
        form,
        _act(incident_id, "Share the incident", save, lead=lead, button="Share the incident"),
    )


@door(Permission.SHARE)
def incident_end(request: HttpRequest, actor: Actor, incident_id: UUID, grant_id: int) -> HttpResponse:
    """Close the incident to somebody again."""
    _inside(actor, incident_id)
    form = bind(BecauseForm, request)

    def save(answers: dict[str, Any]) -> str:
        seeing.end_seeing(incident_id=incident_id, grant_id=grant_id, because=answers["because"], by=actor)
        return "They do not see the incident any more."

    return act(request, actor, form, _act(incident_id, "End who may see the incident", save, button="End"))


def _read(actor: Actor, incident_id: UUID) -> IncidentPage:
    page = incident_page(actor, incident_id)
    _write_down(actor, page)
    return page


def _inside(actor: Actor, incident_id: UUID) -> IncidentPage:
    page = incident_page(actor, incident_id)
    if not page.inside:
        raise Denied("This incident was shared with your organisation to see, not to change.")
    return page


def _write_down(actor: Actor, page: IncidentPage) -> None:
    """The incident, and each case of which something was shown; the trail of a case names no incident."""
    record_read(who=actor.who, verb="looked at: incident", about=page.incident_id, shown=[Kind.PATHWAY.value])
    shown = sorted({kind.value for line in page.people for kind in line.shown})
    about = [line.case_id for line in page.people if line.shown]
    record_reads(who=actor.who, verb="looked at: cases", about=about, shown=shown)


def _act(
    incident_id: UUID, title: str, save: Any, *, lead: str = "", button: str = "Save", once: bool = False
) -> Act:
    here = reverse("incident", args=[incident_id])
    more = {"lead": lead}
    return Act(title=title, save=save, then=here, back=here, button=button, more=more, once=once)
