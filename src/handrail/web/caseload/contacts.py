"""Contacts with the person: planned, moved, what came of them, and what to do when one is missed."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.caseload.actions import contacts
from handrail.caseload.actions.contacts import CameOfIt, How, Plan
from handrail.caseload.permissions import working_sight
from handrail.caseload.queries.contact_day import contacts_on
from handrail.caseload.queries.cover import leads
from handrail.caseload.queries.work import ContactLine, channels_say, contact_of, if_missing, people_on
from handrail.caseload.reach import Word
from handrail.caseload.states import ContactState
from handrail.casework.case.queries.choices import language_choices
from handrail.casework.case.states import ChannelKind
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.caseload import present
from handrail.web.caseload.forms import CameOfContactForm, PlanContactForm
from handrail.web.cases.forms import review_in
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.navigation import frame

FARTHEST = datetime.timedelta(days=366 * 2)


@case_door(Permission.RECORD)
def plan_contact(request: HttpRequest, found: Found) -> HttpResponse:
    """Plan a contact by a way that is safe, or say why not."""
    working_sight(found.sight, Kind.CONTACT)
    start = {"seen": 0, "on": review_in(1), "with_user": str(found.sight.actor.user_id), "every": "0"}
    form = _form(request, found, start)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.plan_contact(
            case_id=found.case_id, how=_how(answers), plan=_plan(answers), by=found.sight.actor
        )
        return say("Planned for {on}.", on=words.in_year(contact.on))

    return act(request, found.sight.actor, form, _page(found, "Plan a contact", save, "Plan it", once=True))


@case_door(Permission.RECORD)
def move_contact(request: HttpRequest, found: Found, contact_id: UUID) -> HttpResponse:
    """Another day, way or worker for a planned contact."""
    line = _line(found, contact_id)
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
    form = _form(request, found, start)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.move_contact(
            case_id=found.case_id,
            contact_id=contact_id,
            how=_how(answers),
            plan=_plan(answers),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return say("Planned for {on}.", on=words.in_year(contact.on))

    page = _page(found, "Change a planned contact", save, "Save", stale=_both(found, contact_id))
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def record_contact(request: HttpRequest, found: Found) -> HttpResponse:
    """Write down a contact that nobody had planned."""
    working_sight(found.sight, Kind.CONTACT, Kind.SUPPORT)
    form = _came_form(request, found, {"seen": 0, "on": words.today()}, planned=False)

    def save(answers: dict[str, Any]) -> str:
        contact = contacts.record_contact(
            case_id=found.case_id, how=_how(answers), came=_came(answers), by=found.sight.actor
        )
        if contact.state == ContactState.MISSED:
            page.more["missed"] = contact.pk
        return _said(contact.state)

    page = _page(
        found, "Record a contact", save, "Record", template="caseload/came_of_contact.html", once=True
    )
    return _on_to_missed(act(request, found.sight.actor, form, page), found, page)


@case_door(Permission.RECORD)
def contact_outcome(request: HttpRequest, found: Found, contact_id: UUID) -> HttpResponse:
    """What came of a planned contact: held, missed, called off. A rhythm goes on by itself."""
    line = _line(found, contact_id)
    working_sight(found.sight, Kind.SUPPORT)
    start = {
        "seen": line.version,
        "on": min(line.on, words.today()),
        "at_time": line.at_time,
        "channel": line.channel,
        "despite": line.despite,
    }
    form = _came_form(request, found, start, planned=True)

    def save(answers: dict[str, Any]) -> list[str]:
        contact, following = contacts.say_what_came(
            case_id=found.case_id,
            contact_id=contact_id,
            how=_how(answers),
            came=_came(answers),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        if contact.state == ContactState.MISSED:
            page.more["missed"] = contact.pk
        then = [say("The next one is planned for {on}.", on=words.in_year(following.on))] if following else []
        return [_said(contact.state), *then]

    page = _page(
        found,
        "What came of this contact?",
        save,
        "Record",
        template="caseload/came_of_contact.html",
        stale=_both(found, contact_id),
    )
    page.more["contact"] = present.contact(line, found.reference, found.sight)
    return _on_to_missed(act(request, found.sight.actor, form, page), found, page)


@case_door(Permission.RECORD)
def contact_missed(request: HttpRequest, found: Found, contact_id: UUID) -> HttpResponse:
    """After a missed contact: what the person agreed to for when they cannot be found, and what to do next."""
    line = _line(found, contact_id)
    shown = {
        "reference": found.reference,
        "contact": present.contact(line, found.reference, found.sight),
        "if_missing": if_missing(found.sight),
        "safety_open": Kind.SAFETY in found.sight.kinds,
        "acts": _after_missing(found, contact_id),
    }
    return render(request, "caseload/missed.html", frame(request, found.sight.actor, "cases") | shown)


@door(Permission.VIEW_DAY)
def contacts_of_day(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The contacts of one day, which stands in the address: mine, or my team's where I lead it."""
    day = _day(request.GET.get("day", ""))
    team = leads(actor) and request.GET.get("whose") != "mine"
    found = contacts_on(actor, day, team=team)
    if found.shown:
        record_reads(who=actor.who, verb="looked at: contacts of a day", about=found.shown, shown=found.kinds)
    shown = present.contact_day(found, day) | {"team": team, "leads": leads(actor)}
    return render(request, "caseload/contact_day.html", frame(request, actor, "my_day") | shown)


def _day(text: str) -> datetime.date:
    """The day in the address; today where it is no day that somebody could mean."""
    today = timezone.localdate()
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) <= FARTHEST else today


def _after_missing(found: Found, contact_id: UUID) -> list[tuple[str, str]]:
    here = [found.reference]
    return [
        ("Plan the next try", reverse("plan_contact", args=here)),
        ("Add a task", reverse("add_task", args=here) + f"?because=contact&contact={contact_id}"),
        ("Ask about danger", reverse("danger", args=here)),
        ("Look at the safety plan", reverse("review_plan", args=here)),
        ("Record that they went missing", reverse("record_event", args=[found.reference, "went_missing"])),
    ]


def _on_to_missed(response: HttpResponse, found: Found, page: Act) -> HttpResponse:
    """A missed contact leads to what the safety plan says."""
    missed = page.more.get("missed")
    if missed is None or response.status_code != 302:
        return response
    return HttpResponseRedirect(reverse("contact_missed", args=[found.reference, missed]))


def _said(state: str) -> str:
    return {
        ContactState.HELD: "Contact recorded.",
        ContactState.MISSED: "Recorded: they could not be reached.",
        ContactState.CALLED_OFF: "Called off.",
    }[ContactState(state)]


def _form(request: HttpRequest, found: Found, start: dict[str, Any]) -> PlanContactForm:
    return bind(PlanContactForm, request, initial=start, people=people_on(found.sight), says=_ways(found))


def _came_form(
    request: HttpRequest, found: Found, start: dict[str, Any], *, planned: bool
) -> CameOfContactForm:
    return bind(
        CameOfContactForm,
        request,
        initial=start,
        languages=language_choices(),
        says=_ways(found),
        planned=planned,
    )


def _ways(found: Found) -> dict[ChannelKind, Word]:
    """What counts of each way, also where a joined case says so: a look at that one, written down about it."""
    said = channels_say(found.sight)
    if said.looked_at:
        record_reads(
            who=found.sight.actor.who,
            verb="looked at: joined case",
            about=said.looked_at,
            shown=[Kind.CONTACT.value],
        )
    return said.words


def _how(answers: dict[str, Any]) -> How:
    return How(ChannelKind(answers["channel"]), answers["despite"])


def _plan(answers: dict[str, Any]) -> Plan:
    return Plan(
        on=answers["on"],
        with_user_id=int(answers["with_user"]),
        at_time=answers["at_time"],
        about=answers["about"],
        every_days=int(answers["every"]) or None,
    )


def _came(answers: dict[str, Any]) -> CameOfIt:
    return CameOfIt(
        state=ContactState(answers["state"]),
        on=answers["on"] or words.today(),
        at_time=answers["at_time"],
        words=answers["words"],
        interpreter_tag=answers["interpreter"],
    )


def _line(found: Found, contact_id: UUID) -> ContactLine:
    line = contact_of(found.sight, contact_id)
    if line is None:
        raise NotOpenToYou
    return line


def _page(
    found: Found,
    title: str,
    save: Any,
    button: str,
    *,
    template: str = "caseload/plan_contact.html",
    stale: Any = None,
    once: bool = False,
) -> Act:
    here = reverse("case_work", args=[found.reference])
    return Act(
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


def _both(found: Found, contact_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _line(found, contact_id), form.cleaned_data
        rows = [
            ("How", ChannelKind(typed["channel"]).label, now.channel_words),
            ("Day", words.day(typed["on"]), words.day(now.on)),
            ("Time", words.clock_time(typed["at_time"]), words.clock_time(now.at_time)),
        ]
        if "state" in typed:
            rows.append(("What came of it", ContactState(typed["state"]).label, now.state_words))
            rows.append(("In words", typed["words"], now.words))
        else:
            rows.append(("What about", typed["about"], now.about))
            rows.append(("Who does it", _name(form, typed["with_user"]), now.with_whom))
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions


def _name(form: forms.Form, number: str) -> str:
    people = dict(form.fields["with_user"].choices)  # type: ignore[attr-defined]
    return str(people.get(number, "")).split(",")[0]
