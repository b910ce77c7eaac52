"""Joint visits of a case: agreed, recorded, read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.conferences.actions.visits import (
    REFUSALS_BEFORE_ASKING,
    count_refusals_since_last_visit,
    record_agreed_joint_visit,
    record_joint_visit_result,
)
from handrail.people.conferences.models import JointVisit
from handrail.people.conferences.presenters import make_visit_rows
from handrail.people.conferences.queries.conferences import get_joint_visit
from handrail.people.conferences.visit_forms import AgreedJointVisitForm, JointVisitResultForm
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT
from handrail.platform.reference.models import Body
from handrail.platform.ui.navigation import get_layout_context

NO_BY_STEALTH = "A visit is for welfare, never to collect evidence. A no to the NRM is not a yes to a visit."


class RecordAgreedJointVisitPage(CaseActionPage):
    """Agree a joint visit."""

    permission, runs_once, shown_on = Permission.SHARE, True, CaseTab.PLAN
    title, button, form_class, lead = "Agree a joint visit", "Agree it", AgreedJointVisitForm, NO_BY_STEALTH

    def load(self) -> None:
        access = self.case.case_access
        for kind in (Kind.SAFETY, Kind.CONTACT, Kind.CONSENT):
            access.needs(kind)
        self.refusals = count_refusals_since_last_visit(self.case.case_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        bodies = Body.objects.exclude(pk=self.actor.body_id).exclude(
            kind__in=(IMMIGRATION_ENFORCEMENT, "national")
        )
        return {
            "actor": self.actor,
            "instance": JointVisit().bind(UnrecordedKeyAccess(self.case.case_id)),
            "bodies": bodies.order_by("name"),
            "asks_why": self.refusals >= REFUSALS_BEFORE_ASKING,
        }

    def perform(self, form: AgreedJointVisitForm) -> str:
        form.instance.language = get_language_by_tag(form.cleaned_data["language"])
        row = record_agreed_joint_visit(form.instance, case_id=self.case.case_id, by=self.actor)
        self.success_url = reverse("joint_visit", args=[self.case.reference, row.pk])
        return msg("Agreed with {body}.", body=row.with_body.name)


class RecordJointVisitResultPage(CaseActionPage):
    """Record what happened."""

    permission, shown_on = Permission.RECORD, CaseTab.PLAN
    title, button, form_class = "What happened at the visit?", "Record", JointVisitResultForm
    template_name = "conferences/record_visit.html"
    lead = (
        "The other organisation may have it, so write offers, risk and wishes alone. People who work on the case "
        "read it here."
    )

    @property
    def back_url(self) -> str:
        return reverse("joint_visit", args=[self.case.reference, self.record.pk])

    def load(self, visit_id: UUID) -> None:
        self.record = get_joint_visit(self.case.case_access, visit_id)

    def perform(self, form: JointVisitResultForm) -> str:
        record_joint_visit_result(
            form.instance,
            offers=form.list_offers(),
            case_id=self.case.case_id,
            seen=form.cleaned_data["seen"],
            by=self.actor,
        )
        return "Recorded."


@requires_case_permission(Permission.RECORD)
def show_joint_visit(request: HttpRequest, case: CaseOpenToActor, visit_id: UUID) -> HttpResponse:
    """One visit: what was agreed, and the note that the other organisation may have."""
    visit = get_joint_visit(case.case_access, visit_id)
    refusals = count_refusals_since_last_visit(case.case_id)
    shown = {
        "case": case,
        "visit": visit,
        **make_visit_rows(visit),
        "asks_whether_to_go_on": refusals >= REFUSALS_BEFORE_ASKING,
        "may_record": visit.recorded_at is None and not case.closed,
    }
    layout = get_layout_context(request, case.case_access.actor)
    return render(request, "conferences/visit.html", {**layout, **shown})
