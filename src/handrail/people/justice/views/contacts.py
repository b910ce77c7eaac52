"""Keeping in touch about the criminal case."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.contacts.channel_safety import get_channel_safety, get_channel_warning
from handrail.people.justice.actions import contacts as acts
from handrail.people.justice.forms import (
    AgreedContactArrangementsForm,
    JusticeContactForm,
    MissedContactReasonForm,
)
from handrail.people.justice.models import AgreedContact, ExplainedMiss, JusticeContact
from handrail.people.justice.permissions import may_answer_victim_contract, require_may_answer_victim_contract
from handrail.people.justice.presenters import (
    SINCE_CONTACT,
    describe_agreed_contact_arrangements,
    describe_days_since,
    describe_days_since_contact,
    describe_why_contact_is_due,
    list_justice_contact_displays,
    present_expected_contacts,
)
from handrail.people.justice.queries.contact_plan import get_contact_plan_detail
from handrail.people.justice.rules.contact_plan import get_contact_settings
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page

SHOWS = ("plan", "contacts")


@requires_case_permission(Permission.VIEW_CASE)
def show_contact_plan(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show the two clocks, the plan and whether it was kept, and every contact and attempt."""
    access, day = found.case_access, today()
    kept = get_contact_plan_detail(access, day)
    reading = access.to_read() if found.closed or found.restricted else access
    may = may_answer_victim_contract(reading)
    show = request.GET.get("show", "plan")
    show = show if show in SHOWS else "plan"
    source = present_expected_contacts(kept, day, may=may) if show == "plan" else kept.contacts
    page = fetch_page(source, request.GET.get("page", "1"))
    shows_ways = access.sees(Kind.CONTACT)
    plan = kept.plan
    shown = {
        "reference": found.reference,
        "kept": kept,
        "plan": plan,
        "today": day,
        "court_clock": describe_days_since(kept.last_court_day, day),
        "contact_clock": describe_days_since_contact(
            kept.last_contact_day, plan.start if plan else None, day
        ),
        "next_why": describe_why_contact_is_due(plan.next) if plan and plan.next else "",
        "since_contact": SINCE_CONTACT[plan.since_contact] if plan else None,
        "show": show,
        "page": page,
        "expected": page.object_list if show == "plan" else [],
        "contacts": list_justice_contact_displays(page.object_list) if show == "contacts" else [],
        "shows_ways": shows_ways,
        "agreed": describe_agreed_contact_arrangements(kept.agreed) if kept.agreed and shows_ways else "",
        "may": may,
        "failed_limit": get_contact_settings()["failed_attempts"].days,
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "justice/keeping_in_touch.html", layout | shown)


class _JusticeContactActionPage(CaseActionPage, abstract=True):
    """An act of keeping in touch; it leads back to its page."""

    shown_on = CaseTab.JUSTICE

    @property
    def back_url(self) -> str:
        return reverse("keeping_in_touch", args=[self.case.reference])


class RecordAgreedContactArrangementsPage(_JusticeContactActionPage):
    """Agree how to keep in touch."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = (
        "How do they want to hear about the case?",
        "Save",
        AgreedContactArrangementsForm,
    )
    lead = "Ask them. They can change it at any time."

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        self.case.case_access.needs(Kind.CONTACT)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": AgreedContact().bind(self.case.case_access)}

    def perform(self, form: AgreedContactArrangementsForm) -> list[str]:
        agreed = acts.record_agreed_contact_arrangements(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        channel = ContactChannelKind(agreed.channel)
        warning = get_channel_warning(channel, get_channel_safety(self.case.case_access).by_channel[channel])
        return [part for part in ("Saved.", warning) if part]


class RecordJusticeContactPage(_JusticeContactActionPage):
    """Record a contact about the case, or an attempt."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = "Contact about the case", "Save", JusticeContactForm
    lead = "An attempt does not count as contact. Do not write their account here."

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": JusticeContact().bind(self.case.case_access)}

    def perform(self, form: JusticeContactForm) -> str:
        said = form.cleaned_data
        form.instance.reached = said["reached"]
        row = acts.record_justice_contact(
            form.instance,
            topics=said["topics"],
            language_tag=said.get("language", ""),
            case_id=self.case.case_id,
            by=self.actor,
        )
        return "Saved." if row.reached else "Saved as an attempt. The contact is still due."


class ExplainMissedContactPage(_JusticeContactActionPage):
    """Enter why a contact that was due was not made."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    button, form_class = "Save", MissedContactReasonForm

    def load(self, day: str) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        try:
            self.due_on = datetime.date.fromisoformat(day)
        except ValueError:
            raise NotVisible from None

    @property
    def title(self) -> str:
        return msg("Why was the contact due on {day} not made?", day=format_day(self.due_on))

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = ExplainedMiss(due_on=self.due_on).bind(self.case.case_access)
        return {"actor": self.actor, "instance": instance}

    def perform(self, form: MissedContactReasonForm) -> str:
        form.instance.due_on = self.due_on
        acts.explain_missed_contact(form.instance, case_id=self.case.case_id, by=self.actor)
        return "Saved. It stays on the record as missed, with its reason."
