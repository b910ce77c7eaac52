"""Incidents: the list, one of them, what is known later, copying it, and who else may see it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.matching import presenters
from handrail.people.matching.actions import facts as facts_actions
from handrail.people.matching.actions import incident_access
from handrail.people.matching.forms import (
    FactCopyForm,
    IncidentColleagueForm,
    IncidentFactForm,
    MatchReasonForm,
    ShareIncidentForm,
)
from handrail.people.matching.queries.incidents import IncidentDetail, get_incident, list_incidents
from handrail.people.matching.states import FactKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.choices import get_body_choices, get_colleague_choices
from handrail.platform.access.errors import Denied
from handrail.platform.access.grounds import Ground
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read, record_reads
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_CASE)
def incident_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The incidents that the reader may see."""
    lines = list_incidents(actor)
    record_reads(
        who=actor.who,
        verb="looked at: incidents",
        about=[line.incident_id for line in lines],
        shown=[Kind.PATHWAY.value],
    )
    shown = {"lines": lines, "may_open": actor.may(Permission.OPEN_CASE)}
    return render(request, "matching/incidents.html", get_layout_context(request, actor, "cases") | shown)


@requires(Permission.VIEW_CASE)
def incident(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """One incident: its facts, and those of its cases that the reader may open."""
    page = _get_incident_for_page(actor, incident_id)
    may = {permission.name: page.case_access.may(permission) for permission in Permission}
    shown = {"page": page, "people": [presenters.build_person(line) for line in page.people], "may": may}
    return render(
        request,
        "matching/incident.html",
        get_layout_context(request, actor, "cases") | shown | presenters.build_incident(page),
    )


@requires(Permission.RECORD)
def incident_fact(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Add something that is known now."""
    _require_inside(actor, incident_id)
    form = bind_form(IncidentFactForm, request, initial={"kind": FactKind.LATER})

    def save(answers: dict[str, Any]) -> str:
        facts_actions.add_fact(
            incident_id=incident_id, kind=answers["kind"], words=answers["words"], by=actor
        )
        return "Added to the incident. It stands in nobody’s own case until you copy it there."

    lead = "What was said before stays. Write nothing here that belongs to one person alone."
    return process_form_action(
        request, actor, form, _build_action(incident_id, "Add what is known now", save, lead=lead, once=True)
    )


@requires(Permission.RECORD)
def incident_copy(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Copy facts into the cases that one chooses."""
    page = _require_inside(actor, incident_id)
    _record_reads(actor, page)
    form = bind_form(FactCopyForm, request, **presenters.get_copy_choices(page))

    def save(answers: dict[str, Any]) -> str:
        written, there = facts_actions.copy_facts(
            incident_id=incident_id,
            fact_ids=[UUID(one) for one in answers["facts"]],
            case_ids=[UUID(one) for one in answers["cases"]],
            by=actor,
        )
        return presenters.describe_copied(written, there)

    lead = (
        "Each copy is locked with that person’s own key, and is seen by everybody to whom what happened is open on "
        "their case. It says nothing of the others who were found."
    )
    return process_form_action(
        request,
        actor,
        form,
        _build_action(incident_id, "Copy facts into cases", save, lead=lead, button="Copy"),
    )


@requires(Permission.SHARE)
def incident_name(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Let a colleague see the incident."""
    page = _require_inside(actor, incident_id)
    form = bind_form(IncidentColleagueForm, request, colleagues=get_colleague_choices(page.owner_id))

    def save(answers: dict[str, Any]) -> str:
        incident_access.grant_colleague_access(
            incident_id=incident_id, colleague_id=int(answers["colleague"]), by=actor
        )
        return "They see the incident now. Each case of its people still has its own door."

    return process_form_action(
        request,
        actor,
        form,
        _build_action(incident_id, "Let a colleague see the incident", save, button="Let them see it"),
    )


@requires(Permission.SHARE)
def incident_share(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Let another organisation see the incident."""
    page = _require_inside(actor, incident_id)
    form = bind_form(ShareIncidentForm, request, bodies=get_body_choices(besides=page.owner_id))

    def save(answers: dict[str, Any]) -> str:
        incident_access.share_incident(
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
    return process_form_action(
        request,
        actor,
        form,
        _build_action(incident_id, "Share the incident", save, lead=lead, button="Share the incident"),
    )


@requires(Permission.SHARE)
def incident_end(request: HttpRequest, actor: Actor, incident_id: UUID, grant_id: int) -> HttpResponse:
    """Close the incident to somebody again."""
    _require_inside(actor, incident_id)
    form = bind_form(MatchReasonForm, request)

    def save(answers: dict[str, Any]) -> str:
        incident_access.end_incident_access(
            incident_id=incident_id, grant_id=grant_id, because=answers["because"], by=actor
        )
        return "They do not see the incident any more."

    return process_form_action(
        request, actor, form, _build_action(incident_id, "End who may see the incident", save, button="End")
    )


def _get_incident_for_page(actor: Actor, incident_id: UUID) -> IncidentDetail:
    page = get_incident(actor, incident_id)
    _record_reads(actor, page)
    return page


def _require_inside(actor: Actor, incident_id: UUID) -> IncidentDetail:
    page = get_incident(actor, incident_id)
    if not page.inside:
        raise Denied("This incident was shared with your organisation to see, not to change.")
    return page


def _record_reads(actor: Actor, page: IncidentDetail) -> None:
    """The incident, and each case of which something was shown; the trail of a case names no incident."""
    record_read(who=actor.who, verb="looked at: incident", about=page.incident_id, shown=[Kind.PATHWAY.value])
    shown = sorted({kind.value for line in page.people for kind in line.shown})
    about = [line.case_id for line in page.people if line.shown]
    record_reads(who=actor.who, verb="looked at: cases", about=about, shown=shown)


def _build_action(
    incident_id: UUID, title: str, save: Any, *, lead: str = "", button: str = "Save", once: bool = False
) -> FormAction:
    here = reverse("incident", args=[incident_id])
    more = {"lead": lead}
    return FormAction(title=title, save=save, then=here, back=here, button=button, more=more, once=once)
