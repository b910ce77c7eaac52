"""Contacts with the person: planned, moved, what came of them, and what to do when one is missed."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.forms import get_day_from_now
from handrail.people.contacts import presenters
from handrail.people.contacts.actions import contacts
from handrail.people.contacts.actions.contacts import ContactMethod, ContactOutcome, ContactPlanInput
from handrail.people.contacts.channel_safety import EffectiveSafety
from handrail.people.contacts.forms import ContactOutcomeForm, PlanContactForm
from handrail.people.contacts.permissions import check_works_on_case
from handrail.people.contacts.queries.contact_day import get_contact_day
from handrail.people.contacts.queries.cover import is_team_lead
from handrail.people.contacts.queries.work import (
    ContactRow,
    get_checked_channel_safety,
    get_contact_row,
    get_missing_instructions,
    get_worker_choices,
)
from handrail.people.contacts.states import ContactState
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import ChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_language_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

FARTHEST_DAY = datetime.timedelta(days=366 * 2)


@requires_case(Permission.RECORD)
def plan_contact(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Plan a contact by a way that is safe, or say why not."""
    check_works_on_case(found.case_access, Kind.CONTACT)
    start = {
        "seen": 0,
        "on": get_day_from_now(1),
        "with_user": str(found.case_access.actor.user_id),
        "every": "0",
    }
    form = _make_plan_form(request, found, start)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.plan_contact(
            case_id=found.case_id,
            how=_make_contact_method(answers),
            plan=_make_plan_input(answers),
            by=found.case_access.actor,
        )
        return msg("Planned for {on}.", on=formatting.format_weekday_near(contact.on))

    return process_form_action(
        request, found.case_access.actor, form, _make_act(found, "Plan a contact", save, "Plan it", once=True)
    )


@requires_case(Permission.RECORD)
def move_contact(request: HttpRequest, found: CaseContext, contact_id: UUID) -> HttpResponse:
    """Another day, way or worker for a planned contact."""
    line = _get_contact_or_deny(found, contact_id)
    start = {
        "seen": line.version,
        "on": line.on,
        "at_time": line.at_time,
        "channel": line.channel,
        "despite": line.despite,
        "with_user": str(line.with_user_id),
        "about": line.about,
        "every": str(line.every_days or 0),
    }
    form = _make_plan_form(request, found, start)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.move_contact(
            case_id=found.case_id,
            contact_id=contact_id,
            how=_make_contact_method(answers),
            plan=_make_plan_input(answers),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return msg("Planned for {on}.", on=formatting.format_weekday_near(contact.on))

    page = _make_act(
        found, "Change a planned contact", save, "Save", stale=_compare_versions(found, contact_id)
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def record_contact(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write down a contact that nobody had planned."""
    check_works_on_case(found.case_access, Kind.CONTACT, Kind.SUPPORT)
    form = _make_outcome_form(request, found, {"seen": 0, "on": formatting.get_today()}, planned=False)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.record_contact(
            case_id=found.case_id,
            how=_make_contact_method(answers),
            came=_make_contact_outcome(answers),
            by=found.case_access.actor,
        )
        if contact.state == ContactState.MISSED:
            page.more["missed"] = contact.pk
        return _describe_state(contact.state)

    page = _make_act(
        found, "Record a contact", save, "Record", template="contacts/contact_outcome.html", once=True
    )
    return _redirect_to_missed(process_form_action(request, found.case_access.actor, form, page), found, page)


@requires_case(Permission.RECORD)
def contact_outcome(request: HttpRequest, found: CaseContext, contact_id: UUID) -> HttpResponse:
    """What came of a planned contact: held, missed, called off. A rhythm goes on by itself."""
    line = _get_contact_or_deny(found, contact_id)
    check_works_on_case(found.case_access, Kind.SUPPORT)
    start = {
        "seen": line.version,
        "on": min(line.on, formatting.get_today()),
        "at_time": line.at_time,
        "channel": line.channel,
        "despite": line.despite,
    }
    form = _make_outcome_form(request, found, start, planned=True)

    def save(answers: dict[str, Any]) -> list[str]:
        contact, following = contacts.record_contact_outcome(
            case_id=found.case_id,
            contact_id=contact_id,
            how=_make_contact_method(answers),
            came=_make_contact_outcome(answers),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        if contact.state == ContactState.MISSED:
            page.more["missed"] = contact.pk
        then = (
            [msg("The next one is planned for {on}.", on=formatting.format_weekday_near(following.on))]
            if following
            else []
        )
        return [_describe_state(contact.state), *then]

    page = _make_act(
        found,
        "What came of this contact?",
        save,
        "Record",
        template="contacts/contact_outcome.html",
        stale=_compare_versions(found, contact_id),
    )
    page.more["contact"] = presenters.present_contact(line, found.reference, found.case_access)
    return _redirect_to_missed(process_form_action(request, found.case_access.actor, form, page), found, page)


@requires_case(Permission.RECORD)
def contact_missed(request: HttpRequest, found: CaseContext, contact_id: UUID) -> HttpResponse:
    """After a missed contact: what the person agreed to for when they cannot be found, and what to do next."""
    line = _get_contact_or_deny(found, contact_id)
    shown = {
        "reference": found.reference,
        "contact": presenters.present_contact(line, found.reference, found.case_access),
        "if_missing": get_missing_instructions(found.case_access),
        "safety_open": Kind.SAFETY in found.case_access.kinds,
        "acts": _get_steps_after_missed(found, contact_id),
    }
    return render(
        request,
        "contacts/missed_contact.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires(Permission.VIEW_DAY)
def contacts_of_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The contacts of one day, which stands in the address: mine, or my team's where I lead it."""
    day = _parse_day(request.GET.get("day", ""))
    team = is_team_lead(actor) and request.GET.get("whose") != "mine"
    found = get_contact_day(actor, day, team=team)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: contacts of a day", about=found.shown, shown=found.kinds)
    shown = presenters.present_contact_day(found, day) | {"team": team, "leads": is_team_lead(actor)}
    return render(request, "contacts/contact_day.html", get_layout_context(request, actor, "my_day") | shown)


def _parse_day(text: str) -> datetime.date:
    """The day in the address; today where it is no day that somebody could mean."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) <= FARTHEST_DAY else today


def _get_steps_after_missed(found: CaseContext, contact_id: UUID) -> list[tuple[str, str]]:
    here = [found.reference]
    return [
        ("Plan the next try", reverse("plan_contact", args=here)),
        ("Add a task", reverse("add_task", args=here) + f"?because=contact&contact={contact_id}"),
        ("Ask about danger", reverse("danger", args=here)),
        ("Look at the safety plan", reverse("review_plan", args=here)),
        ("Record that they went missing", reverse("record_event", args=[found.reference, "went_missing"])),
    ]


def _redirect_to_missed(response: HttpResponse, found: CaseContext, page: FormAction) -> HttpResponse:
    """A missed contact leads to what the safety plan says."""
    missed = page.more.get("missed")
    if missed is None or response.status_code != 302:
        return response
    return HttpResponseRedirect(reverse("contact_missed", args=[found.reference, missed]))


def _describe_state(state: str) -> str:
    return {
        ContactState.HELD: "Contact recorded.",
        ContactState.MISSED: "Recorded: they could not be reached.",
        ContactState.CALLED_OFF: "Called off.",
    }[ContactState(state)]


def _make_plan_form(request: HttpRequest, found: CaseContext, start: dict[str, Any]) -> PlanContactForm:
    return bind_form(
        PlanContactForm,
        request,
        initial=start,
        people=get_worker_choices(found.case_access),
        says=_get_effective_safety(found),
    )


def _make_outcome_form(
    request: HttpRequest, found: CaseContext, start: dict[str, Any], *, planned: bool
) -> ContactOutcomeForm:
    return bind_form(
        ContactOutcomeForm,
        request,
        initial=start,
        languages=get_language_choices(),
        says=_get_effective_safety(found),
        planned=planned,
    )


def _get_effective_safety(found: CaseContext) -> dict[ChannelKind, EffectiveSafety]:
    """What counts of each way, also where a joined case says so: a look at that one, written down about it."""
    said = get_checked_channel_safety(found.case_access)
    if said.looked_at:
        record_reads(
            who=found.case_access.actor.who,
            verb="looked at: joined case",
            about=said.looked_at,
            shown=[Kind.CONTACT.value],
        )
    return said.words


def _make_contact_method(answers: dict[str, Any]) -> ContactMethod:
    return ContactMethod(ChannelKind(answers["channel"]), answers["despite"])


def _make_plan_input(answers: dict[str, Any]) -> ContactPlanInput:
    return ContactPlanInput(
        on=answers["on"],
        with_user_id=int(answers["with_user"]),
        at_time=answers["at_time"],
        about=answers["about"],
        every_days=int(answers["every"]) or None,
    )


def _make_contact_outcome(answers: dict[str, Any]) -> ContactOutcome:
    return ContactOutcome(
        state=ContactState(answers["state"]),
        on=answers["on"] or formatting.get_today(),
        at_time=answers["at_time"],
        words=answers["words"],
        interpreter_tag=answers["interpreter"],
    )


def _get_contact_or_deny(found: CaseContext, contact_id: UUID) -> ContactRow:
    line = get_contact_row(found.case_access, contact_id)
    if line is None:
        raise NotVisible
    return line


def _make_act(
    found: CaseContext,
    title: str,
    save: Any,
    button: str,
    *,
    template: str = "contacts/plan_contact.html",
    stale: Any = None,
    once: bool = False,
) -> FormAction:
    here = reverse("case_work", args=[found.reference])
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button=button,
        template=template,
        more={"contact": None},
        stale=stale,
        once=once,
    )


def _compare_versions(found: CaseContext, contact_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _get_contact_or_deny(found, contact_id), form.cleaned_data
        rows = [
            ("How", ChannelKind(typed["channel"]).label, now.channel_words),
            ("Day", formatting.format_day(typed["on"]), formatting.format_day(now.on)),
            ("Time", formatting.format_time(typed["at_time"]), formatting.format_time(now.at_time)),
        ]
        if "state" in typed:
            rows.append(("What came of it", ContactState(typed["state"]).label, now.state_words))
            rows.append(("In words", typed["words"], now.words))
        else:
            rows.append(("What about", typed["about"], now.about))
            rows.append(("Who does it", _get_choice_label(form, typed["with_user"]), now.with_whom))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions


def _get_choice_label(form: forms.Form, number: str) -> str:
    people = dict(form.fields["with_user"].choices)  # type: ignore[attr-defined]
    return str(people.get(number, "")).split(",")[0]
