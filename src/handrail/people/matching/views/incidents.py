"""Incidents: the list, one of them, what is known later, copying it, and who else may see it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.matching import presenters
from handrail.people.matching.actions import incident_access
from handrail.people.matching.actions import incident_facts as facts_actions
from handrail.people.matching.forms import (
    CopyIncidentFactsForm,
    IncidentColleagueAccessForm,
    IncidentFactForm,
    ReasonToEndAccessOrSeparateCasesForm,
    ShareIncidentForm,
)
from handrail.people.matching.queries.incidents import IncidentDetail, get_incident_detail, list_incidents
from handrail.people.matching.text_choices import IncidentFactKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import (
    list_colleague_choices,
    list_sharing_body_choices,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.VIEW_CASE)
def incident_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The incidents that the reader may see."""
    lines = list_incidents(actor)
    write_read_records_of_files(
        who=actor.who,
        verb="viewed incidents",
        about=[line.incident.pk for line in lines],
        shown=[Kind.PATHWAY.value],
    )
    shown = {"lines": lines, "may_open": actor.may(Permission.OPEN_CASE)}
    return render(request, "matching/incidents.html", get_layout_context(request, actor, "cases") | shown)


@requires_permission(Permission.VIEW_CASE)
def incident(request: HttpRequest, actor: Actor, incident_id: UUID) -> HttpResponse:
    """Show one incident: its facts, and those of its cases that the reader may open.

    Args:
        request: the request.
        actor: the reader.
        incident_id: the incident.
    """
    page = get_incident_detail(actor, incident_id)
    _record_incident_reads(actor, page)
    may = {permission.name: page.case_access.may(permission) for permission in Permission}
    shown = {
        "page": page,
        "people": [presenters.build_incident_person_item(line) for line in page.people],
        "may": may,
    }
    return render(
        request,
        "matching/incident.html",
        get_layout_context(request, actor, "cases") | shown | {**presenters.build_incident_context(page)},
    )


class IncidentActionPage(ActionPage, abstract=True):
    """What somebody of the body that holds an incident does with it."""

    permission, nav = Permission.SHARE, "cases"

    @property
    def back_url(self) -> str:
        return reverse("incident", args=[self.detail.incident.pk])

    def load(self, incident_id: UUID) -> None:
        self.detail = get_incident_detail(self.actor, incident_id)
        if not self.detail.inside:
            raise Denied("Your organisation can see this incident but not change it.")


class AddIncidentFactPage(IncidentActionPage):
    """Add something that is known now."""

    permission, title, form_class, runs_once = (
        Permission.RECORD,
        "Add what is known now",
        IncidentFactForm,
        True,
    )
    lead = "Earlier facts are kept. Do not add anything about one person only."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"kind": IncidentFactKind.LATER}}

    def perform(self, form: IncidentFactForm) -> str:
        facts_actions.add_incident_fact(
            incident_id=self.detail.incident.pk,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            by=self.actor,
        )
        return "Added to the incident. It is not in any case until you copy it there."


class CopyIncidentFactsPage(IncidentActionPage):
    """Copy facts into the cases that one chooses."""

    permission, title, form_class, button = (
        Permission.RECORD,
        "Copy facts into cases",
        CopyIncidentFactsForm,
        "Copy",
    )
    lead = (
        "Each copy can be seen by people who can see what happened on that case. It says nothing "
        "about the other people found."
    )

    def load(self, incident_id: UUID) -> None:
        super().load(incident_id)
        _record_incident_reads(self.actor, self.detail)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            "known": presenters.list_incident_fact_choices(self.detail),
            "people": presenters.list_writable_case_choices(self.detail),
        }

    def perform(self, form: CopyIncidentFactsForm) -> str:
        written, there = facts_actions.copy_incident_facts_to_cases(
            incident_id=self.detail.incident.pk,
            fact_ids=[UUID(one) for one in form.cleaned_data["facts"]],
            case_ids=[UUID(one) for one in form.cleaned_data["cases"]],
            by=self.actor,
        )
        return presenters.describe_incident_facts_written_to_cases(written, there)


class GrantColleagueIncidentAccessPage(IncidentActionPage):
    """Let a colleague see the incident."""

    title, form_class, button = (
        "Let a colleague see the incident",
        IncidentColleagueAccessForm,
        "Let them see it",
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"colleagues": list_colleague_choices(self.detail.incident.owner_id)}

    def perform(self, form: IncidentColleagueAccessForm) -> str:
        incident_access.grant_colleague_access(
            incident_id=self.detail.incident.pk,
            colleague_id=int(form.cleaned_data["colleague"]),
            by=self.actor,
        )
        return "They can see the incident. Each person’s case still has to be shared separately."


class ShareIncidentPage(IncidentActionPage):
    """Let another organisation see the incident."""

    title, form_class, button = "Share the incident", ShareIncidentForm, "Share the incident"
    asks_again = True
    lead = "They can see the facts of the incident, and only people whose own case is shared with them."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"bodies": list_sharing_body_choices(besides=self.detail.incident.owner_id)}

    def perform(self, form: ShareIncidentForm) -> str:
        incident_access.share_incident(
            incident_id=self.detail.incident.pk,
            body_code=form.cleaned_data["body"],
            ground=GrantGround(form.cleaned_data["ground"]),
            because=form.cleaned_data["because"],
            by=self.actor,
        )
        return "They can see its facts, but none of its people."


class EndIncidentAccessPage(IncidentActionPage):
    """Close the incident to somebody again."""

    title, form_class, button = "Stop sharing the incident", ReasonToEndAccessOrSeparateCasesForm, "End"

    def load(self, incident_id: UUID, grant_id: int) -> None:  # type: ignore[override]  # a longer address
        super().load(incident_id)
        self.grant_id = grant_id

    def perform(self, form: ReasonToEndAccessOrSeparateCasesForm) -> str:
        incident_access.end_incident_access(
            incident_id=self.detail.incident.pk,
            grant_id=self.grant_id,
            because=form.cleaned_data["because"],
            by=self.actor,
        )
        return "They can no longer see the incident."


def _record_incident_reads(actor: Actor, page: IncidentDetail) -> None:
    """The incident, and each case of which something was shown; the trail of a case names no incident."""
    write_audit_record_of_read(
        who=actor.who, verb="viewed an incident", about=page.incident.pk, shown=[Kind.PATHWAY.value]
    )
    shown = sorted({kind.value for line in page.people for kind in line.shown})
    about = [line.case_id for line in page.people if line.shown]
    write_read_records_of_files(who=actor.who, verb="viewed cases", about=about, shown=shown)
