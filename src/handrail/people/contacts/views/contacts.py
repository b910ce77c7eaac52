"""Contacts with the person: planned, moved, their outcome, and what to do when one is missed."""

import datetime
from typing import Any, TypedDict
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.contacts import presenters
from handrail.people.contacts.actions import contacts
from handrail.people.contacts.channel_safety import EffectiveChannelSafety
from handrail.people.contacts.forms import ContactOutcomeForm, PlanContactForm
from handrail.people.contacts.models import Contact
from handrail.people.contacts.permissions import require_works_on_case
from handrail.people.contacts.queries.absence_cover import is_team_lead
from handrail.people.contacts.queries.case_work import (
    find_usual_interpreter_tag,
    get_channel_safety_for_worker,
    get_contact,
    get_instructions_for_when_person_is_missing,
    get_words_on_safest_contact_way,
    make_contact_row,
)
from handrail.people.contacts.queries.contact_day import get_contacts_of_day
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.person_form_fields import get_date_in_days

FARTHEST_DAY = datetime.timedelta(days=366 * 2)


class ContactOutcomeContext(TypedDict):
    """The contact above its outcome; None where nobody had planned it."""

    contact: presenters.ContactItem | None


class ContactActionPage(CaseActionPage, abstract=True):
    """What plans a contact or records its outcome."""

    permission = Permission.RECORD

    @property
    def back_url(self) -> str:
        return reverse("case_work", args=[self.case.reference])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "says": get_effective_safety_by_channel(self.case),
            "safest": get_words_on_safest_contact_way(self.case.case_access),
        }

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        saved = super().get_saved_values(form)
        return saved | {"every": str(self.record.every_days or 0), "state": self.record.get_state_display()}

    def make_contact(self, **values: Any) -> Contact:
        """A new contact of the case, for a form."""
        return Contact(case_id=self.case.case_id, **values).bind(self.case.case_access)

    def get_message_after_outcome(self, contact: Contact) -> str:
        """The sentence that confirms an outcome. A missed contact leads to what the safety plan says."""
        if contact.state == ContactState.MISSED:
            self.success_url = reverse("contact_missed", args=[self.case.reference, contact.pk])
        said = _describe_saved_contact_state(contact.state)
        learned = contacts.get_channel_safety_learned_from_contact(contact)
        if learned is None or contact.state == ContactState.CALLED_OFF:
            if contact.state == ContactState.HELD:
                self.success_url = f"{self.back_url}?{urlencode({presenters.USED_CHANNEL: contact.channel})}"
            return said
        return msg(
            "{said} {channel} is now treated as not safe.",
            said=said,
            channel=ContactChannelKind(contact.channel).label,
        )


class PlanContactPage(ContactActionPage):
    """Plan a contact by a channel that is safe, or say why not."""

    title, button, form_class, runs_once = "Plan a contact", "Plan contact", PlanContactForm, True
    template_name = "contacts/plan_contact.html"

    def load(self) -> None:
        require_works_on_case(self.case.case_access, Kind.CONTACT)

    def get_form_kwargs(self) -> dict[str, Any]:
        contact = self.make_contact(on=get_date_in_days(1), with_user_id=self.actor.user_id)
        return super().get_form_kwargs() | {"instance": contact, "case_access": self.case.case_access}

    def perform(self, form: PlanContactForm) -> str:
        contact = contacts.plan_contact(form.instance, by=self.actor)
        return msg("Planned for {on}.", on=formatting.format_long_day_omitting_current_year(contact.on))


class ChangePlannedContactPage(ContactActionPage):
    """Change the day, the channel or the worker of a planned contact."""

    title, form_class = "Change a planned contact", PlanContactForm
    template_name = "contacts/plan_contact.html"

    def load(self, contact_id: UUID) -> None:
        self.record = get_contact(self.case.case_access, contact_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case_access": self.case.case_access}

    def perform(self, form: PlanContactForm) -> str:
        contact = contacts.change_planned_contact(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return msg("Planned for {on}.", on=formatting.format_long_day_omitting_current_year(contact.on))


class RecordUnplannedContactPage(ContactActionPage):
    """Record a contact that nobody had planned."""

    title, button, form_class, runs_once = "Record a contact", "Record", ContactOutcomeForm, True
    template_name = "contacts/contact_outcome.html"

    def load(self) -> None:
        require_works_on_case(self.case.case_access, Kind.CONTACT, Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": self.make_contact(on=formatting.get_today()),
            "initial": {"interpreter": find_usual_interpreter_tag(self.case.case_access)},
        }

    def get_context_data(self) -> ContactOutcomeContext:
        return {"contact": None}

    def perform(self, form: ContactOutcomeForm) -> str:
        return self.get_message_after_outcome(contacts.record_unplanned_contact(form.instance, by=self.actor))


class ContactOutcomePage(ContactActionPage):
    """Record whether a planned contact was held, missed or called off; the next of a repetition follows by itself."""

    title, button, form_class = "Record outcome of this contact", "Record", ContactOutcomeForm
    template_name = "contacts/contact_outcome.html"

    def load(self, contact_id: UUID) -> None:
        self.record = get_contact(self.case.case_access, contact_id)
        require_works_on_case(self.case.case_access, Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        on = min(self.record.on, formatting.get_today())
        return super().get_form_kwargs() | {
            "initial": {"on": on, "interpreter": find_usual_interpreter_tag(self.case.case_access)}
        }

    def get_context_data(self) -> ContactOutcomeContext:
        access = self.case.case_access
        row = make_contact_row(self.record, access)
        return {"contact": presenters.make_contact_item(row, self.case.reference, access)}

    def perform(self, form: ContactOutcomeForm) -> list[str]:
        contact, following = contacts.record_contact_outcome(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        sentences = [self.get_message_after_outcome(contact)]
        if following:
            on = formatting.format_long_day_omitting_current_year(following.on)
            sentences.append(msg("The next contact is planned for {on}.", on=on))
        return sentences


@requires_case_permission(Permission.RECORD)
def missed_contact_page(request: HttpRequest, found: CaseOpenToActor, contact_id: UUID) -> HttpResponse:
    """Show what the person agreed to for when they cannot be found, and what to do next.

    Args:
        request: the request.
        found: the case.
        contact_id: the contact.
    """
    access = found.case_access
    row = make_contact_row(get_contact(access, contact_id), access)
    shown = {
        "reference": found.reference,
        "contact": presenters.make_contact_item(row, found.reference, access),
        "if_missing": get_instructions_for_when_person_is_missing(access),
        "safety_open": Kind.SAFETY in access.kinds,
        "acts": _list_links_after_missed_contact(found, contact_id),
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "contacts/missed_contact.html", layout | shown)


@requires_permission(Permission.VIEW_DAY)
def contacts_of_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the contacts of the day in the address: the reader’s, or their team’s where they lead it."""
    day = _parse_contact_day(request.GET.get("day", ""))
    team = is_team_lead(actor) and request.GET.get("whose") != "mine"
    found = get_contacts_of_day(actor, day, team=team)
    if found.shown:
        write_read_records_of_files(
            who=actor.who, verb="viewed: contacts of a day", about=found.shown, shown=found.kinds
        )
    shown = {
        **presenters.present_contacts_of_day(found, day),
        "team": team,
        "leads": is_team_lead(actor),
    }
    return render(request, "contacts/contact_day.html", get_layout_context(request, actor, "my_day") | shown)


def _parse_contact_day(text: str) -> datetime.date:
    """The day in the address; today where it is no day that somebody could mean."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) <= FARTHEST_DAY else today


def _list_links_after_missed_contact(found: CaseOpenToActor, contact_id: UUID) -> list[tuple[str, str]]:
    here = [found.reference]
    return [
        ("Plan the next attempt", reverse("plan_contact", args=here)),
        ("Add a task", reverse("add_task", args=here) + f"?because=contact&contact={contact_id}"),
        ("Ask about danger", reverse("danger", args=here)),
        ("Review the safety plan", reverse("review_plan", args=here)),
        ("Record that they went missing", reverse("record_event", args=[found.reference, "went_missing"])),
    ]


def _describe_saved_contact_state(state: str) -> str:
    return {
        ContactState.HELD: "Contact recorded.",
        ContactState.MISSED: "Recorded: not reached.",
        ContactState.CALLED_OFF: "Contact cancelled.",
    }[ContactState(state)]


def get_effective_safety_by_channel(
    case: CaseOpenToActor,
) -> dict[ContactChannelKind, EffectiveChannelSafety]:
    """What is known of each channel, also from joined cases: the read of those is recorded about each of them.

    Returns:
        By channel.
    """
    summary = get_channel_safety_for_worker(case.case_access)
    if summary.joined_case_ids:
        write_read_records_of_files(
            who=case.case_access.actor.who,
            verb="viewed: joined case",
            about=summary.joined_case_ids,
            shown=[Kind.CONTACT.value],
        )
    return summary.by_channel
