"""Joint visits of a case: agreed, recorded, read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.visits import (
    REFUSALS_BEFORE_ASKING,
    count_refusals_since_last_visit,
    record_agreed_joint_visit,
    record_joint_visit_result,
    set_joint_visit_companion,
)
from handrail.people.conferences.models import JointVisit
from handrail.people.conferences.presenters import make_visit_rows
from handrail.people.conferences.queries.conferences import get_joint_visit
from handrail.people.conferences.queries.organisations import select_organisations
from handrail.people.conferences.queries.visits import get_joined_visit
from handrail.people.conferences.views.base import ChooseOrganisationContext
from handrail.people.conferences.visit_forms import (
    AgreedJointVisitForm,
    JointVisitCompanionForm,
    JointVisitResultForm,
)
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

KINDS_THAT_VISIT = ("police", "police_unit", "charity", "council", "health")
NO_BY_STEALTH = "A visit is for welfare, never to collect evidence. A no to the NRM is not a yes to a visit."


class RecordAgreedJointVisitPage(CaseActionPage):
    """Agree a joint visit."""

    permission, runs_once, shown_on = Permission.SHARE, True, CaseTab.PLAN
    title, button, form_class, lead = "Agree a joint visit", "Agree it", AgreedJointVisitForm, NO_BY_STEALTH
    template_name = "conferences/choose_organisation.html"

    def load(self) -> None:
        access = self.case.case_access
        for kind in (Kind.SAFETY, Kind.CONTACT, Kind.CONSENT):
            access.needs(kind)
        self.refusals = count_refusals_since_last_visit(self.case.case_id)
        self.area = Case.objects.select_related("area").get(pk=self.case.case_id).area

    @property
    def is_every_area(self) -> bool:
        """Whether those of every area are offered: where the case has no area too; whichever is sent is taken."""
        asked = self.request.method == "POST" or self.request.GET.get("areas") == "all"
        return asked or self.area is None

    @property
    def near(self) -> str | None:
        """The area whose organisations are offered; None for those of every area."""
        return None if self.is_every_area or self.area is None else self.area.pk

    def get_context_data(self) -> ChooseOrganisationContext:
        return {"is_every_area": self.is_every_area, "area": self.area.name if self.area else ""}

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = select_organisations(KINDS_THAT_VISIT, area_code=self.near)
        bodies = rows.exclude(pk=self.actor.body_id)
        return {
            "actor": self.actor,
            "instance": JointVisit().bind(UnrecordedKeyAccess(self.case.case_id)),
            "bodies": bodies,
            "asks_why": self.refusals >= REFUSALS_BEFORE_ASKING,
        }

    def perform(self, form: AgreedJointVisitForm) -> str:
        form.instance.language = get_language_by_tag(form.cleaned_data["language"])
        row = record_agreed_joint_visit(form.instance, case_id=self.case.case_id, by=self.actor)
        self.success_url = reverse("joint_visit", args=[self.case.reference, row.pk])
        return msg("Agreed with {body}. Name who goes for them.", body=UserText(row.with_body.name))


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


class SetJointVisitCompanionPage(CaseActionPage):
    """Name who goes for the organisation that joins."""

    permission, shown_on = Permission.SHARE, CaseTab.PLAN
    button, form_class = "Save", JointVisitCompanionForm

    @property
    def title(self) -> str:
        return msg("Who goes for {body}?", body=UserText(self.visit.with_body.name))

    lead = (
        "They read what was agreed for the visit, and the shared note after it. They see nothing else of the case, and "
        "nothing once it is closed."
    )

    @property
    def back_url(self) -> str:
        return reverse("joint_visit", args=[self.case.reference, self.visit.pk])

    def load(self, visit_id: UUID) -> None:
        access = self.case.case_access
        access.needs(Kind.CONTACT)
        self.visit = get_joint_visit(access, visit_id)
        if self.visit.recorded_at is not None:
            raise ActionNotPossibleError("This visit was recorded already.")
        self.users = list(select_users_of_body(self.visit.with_body_id, Permission.JOIN_CONFERENCE))
        if not self.users:
            raise ActionNotPossibleError(
                "No one of that organisation uses Handrail. Tell them by telephone what they need for the visit."
            )

    def get_form_kwargs(self) -> dict[str, Any]:
        now_set = self.visit.companion_id
        return {"users": self.users, "initial": {"user": str(now_set) if now_set else ""}}

    def perform(self, form: JointVisitCompanionForm) -> str:
        who = set_joint_visit_companion(
            visit_id=self.visit.pk,
            case_id=self.case.case_id,
            user_id=int(form.cleaned_data["user"]),
            by=self.actor,
        )
        return msg("{who} sees the visit on My day.", who=UserText(who.name))


@requires_permission(Permission.JOIN_CONFERENCE)
def show_joined_visit(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """One visit for whoever goes for the organisation that joins: what was agreed, and the note that both may have."""
    visit, key = get_joined_visit(visit_id, actor)
    _ = key.cipher  # fetched before the template, which asks no database
    shown = {
        "visit": visit,
        **make_visit_rows(visit, is_joining=True),
        "reader": actor.user_name,
        "now": timezone.now(),
    }
    page = render(request, "conferences/joined_visit.html", {**get_layout_context(request, actor), **shown})
    write_audit_record_of_read(
        who=actor.who,
        verb="viewed the shared note of a joint visit",
        about=visit.case_id,
        shown=sorted(kind.value for kind in key.shown),
    )
    return page


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
        "may_name_companion": visit.recorded_at is None
        and not case.closed
        and case.case_access.may(Permission.SHARE)
        and Kind.CONTACT in case.case_access.kinds,
    }
    layout = get_layout_context(request, case.case_access.actor)
    return render(request, "conferences/visit.html", {**layout, **shown})
