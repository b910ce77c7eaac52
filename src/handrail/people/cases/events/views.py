"""Recording what happened: pick it, say when; the page then says what it changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail import pathway
from handrail.pathway import vocabulary
from handrail.people.cases.due_tags import PROMPT_ACTS
from handrail.people.cases.events.actions import events, settings
from handrail.people.cases.events.actions.events import TAKEN_BACK, EventInput, EventResult
from handrail.people.cases.events.case_facts import CASE_FACTS
from handrail.people.cases.events.forms import CaseFactsForm, EventForm, TakeBackEventForm
from handrail.people.cases.events.queries.case_pathway import (
    get_case_events,
    get_case_pathway,
    get_told_facts,
)
from handrail.people.cases.events.queries.events import EventRow
from handrail.people.cases.events.safety_plan_review import HEARING_EVENTS
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import list_records_about
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

CONSENT_EVENTS = {
    "nrm_consent_given": "nrm",
    "nrm_consent_declined": "nrm",
    "nrm_undecided": "nrm",
    "nrm_withdrawn": "nrm",
    "local_support_started": "local_support",
    "local_support_ended": "local_support",
    "national_support_declined": "national_support",
    "support_consent_given": "national_support",
    "support_consent_declined": "national_support",
}
"""Events that are a person's answer: they are recorded with how it was asked."""


ENDING_EVENTS = ("died", "no_grounds_found", "disqualified", "nrm_withdrawn", "turned_18", TAKEN_BACK)
"""Never suggested, only found in the list."""

MOST_LIKELY = 8


@requires_case(Permission.RECORD)
def record_what(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Pick what happened from the vocabulary, in groups."""
    found.case_access.needs(Kind.PATHWAY)
    if found.closed:
        raise ActionNotAllowed(CASE_CLOSED_MESSAGE)
    groups = {"Most likely next": _get_likely_events(found), **_group_events()}
    shown = get_layout_context(request, found.case_access.actor, "cases") | {
        "reference": found.reference,
        "groups": groups,
    }
    return render(request, "events/record.html", shown)


@requires_case(Permission.RECORD)
def record_event(request: HttpRequest, found: CaseContext, event: str) -> HttpResponse:
    """Say when it happened, and keep it."""
    if event in CONSENT_EVENTS:
        return redirect("answer", found.reference, CONSENT_EVENTS[event])
    kind = _get_event_kind(event)
    form = bind_form(
        EventForm,
        request,
        initial={"at": formatting.get_today()},
        choices=kind.choices,
        with_reference=event == "nrm_reference_issued",
        with_hearing=event in HEARING_EVENTS,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = events.record_event(
            case_id=found.case_id, happening=_make_event_input(event, answers), by=found.case_access.actor
        )
        return describe_event_result(kind.name, done)

    return process_form_action(
        request, found.case_access.actor, form, _make_act(found, kind.name, save, kind.help)
    )


@requires_case(Permission.RECORD)
def correct_event(request: HttpRequest, found: CaseContext, event_id: UUID) -> HttpResponse:
    """Correct the day, time or decision of an event. The earlier line stays, struck out."""
    wrong = _get_event_row(found, event_id)
    kind = _get_event_kind(wrong.event)
    start = {"at": wrong.at, "at_time": wrong.at_time, "of": wrong.of, "note": wrong.note}
    start |= {"national_reference": wrong.national_reference, "held_on": wrong.held_on}
    form = bind_form(
        EventForm,
        request,
        initial=start,
        choices=kind.choices,
        with_reference=wrong.event == "nrm_reference_issued",
        with_hearing=wrong.event in HEARING_EVENTS,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        happening = _make_event_input(wrong.event, answers, wrong.referral)
        done = events.record_event(
            case_id=found.case_id, happening=happening, by=found.case_access.actor, supersedes=event_id
        )
        return describe_event_result(msg("Corrected: {name}", name=kind.name), done)

    lead = msg(
        "Recorded as {at}. The earlier line stays on the case, struck out.",
        at=formatting.format_long_day(wrong.at),
    )
    page = _make_act(found, msg("Correct: {name}", name=kind.name), save, lead)
    page.more["take_back"] = reverse("take_back", args=[found.reference, event_id])
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.RECORD)
def facts(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Tell facts that start clocks and that no event tells."""
    found.case_access.needs(Kind.PATHWAY)
    told = get_told_facts(found.case_access)
    form = bind_form(CaseFactsForm, request, initial={"facts": list(told), "seen": ",".join(told)})

    def save(answers: dict[str, Any]) -> str:
        settings.set_case_facts(
            case_id=found.case_id, facts=answers["facts"], seen=answers["seen"], by=found.case_access.actor
        )
        return "Facts kept, and the clocks worked out again."

    page = _make_act(
        found, "Facts that start clocks", save, "", stale=lambda form: _compare_facts(found, form)
    )
    return process_form_action(request, found.case_access.actor, form, page)


def _compare_facts(found: CaseContext, form: forms.Form) -> dict[str, Any]:
    """Each fact that either of the two ticked, as both have it."""
    saved, mine = get_told_facts(found.case_access), form.cleaned_data["facts"]
    rows = [
        (name, _format_ticked(fact in mine), _format_ticked(fact in saved))
        for fact, name in CASE_FACTS.items()
        if fact in mine or fact in saved
    ]
    last = next(
        (one for one in list_records_about(found.case_id, 200) if one.verb == settings.FACTS_VERB), None
    )
    who, at = (last.user_name, last.at) if last else ("A colleague", None)
    return {"who": who, "at": at, "rows": rows, "seen": ",".join(saved)}


def _format_ticked(ticked: bool) -> str:
    return "Ticked" if ticked else "Not ticked"


@requires_case(Permission.RECORD)
def take_back(request: HttpRequest, found: CaseContext, event_id: UUID) -> HttpResponse:
    """Say that an event never happened."""
    wrong = _get_event_row(found, event_id)
    form = bind_form(TakeBackEventForm, request)

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = events.take_back_event(
            case_id=found.case_id, event_id=event_id, because=answers["because"], by=found.case_access.actor
        )
        return describe_event_result(msg("Taken back: {name}", name=wrong.name), done)

    lead = msg(
        "{name}, {at}. It stays on the case, struck out, and counts for nothing.",
        name=wrong.name,
        at=formatting.format_long_day(wrong.at),
    )
    return process_form_action(
        request, found.case_access.actor, form, _make_act(found, "This never happened", save, lead)
    )


def describe_event_result(name: str, done: EventResult) -> tuple[str, ...]:
    """The sentences after recording: what, and what it changed."""
    return (msg("{name}: recorded.", name=name), *done.changes)


def _make_event_input(event: str, answers: dict[str, Any], referral: int | None = None) -> EventInput:
    return EventInput(
        event=event,
        at=answers["at"],
        at_time=answers["at_time"],
        of=answers.get("of", ""),
        referral=referral,
        note=answers["note"],
        national_reference=answers.get("national_reference", ""),
        held_on=answers.get("held_on"),
    )


def _make_act(found: CaseContext, title: str, save: Any, lead: str, *, stale: Any = None) -> FormAction:
    here = reverse("case", args=[found.reference])
    return FormAction(
        title=title,
        save=save,
        then=here,
        back=here,
        button="Record",
        once=True,
        more={"lead": lead},
        stale=stale,
    )


def _get_event_kind(event: str) -> pathway.EventKind:
    kind = vocabulary.EVENT_KINDS_BY_CODE.get(event)
    if kind is None or event == TAKEN_BACK:
        raise NotVisible
    return kind


def _get_event_row(found: CaseContext, event_id: UUID) -> EventRow:
    found.case_access.needs(Kind.PATHWAY)
    lines = get_case_events(found.case_access)
    line = next((line for line in lines if line.event_id == event_id and not line.struck), None)
    if line is None:
        raise NotVisible
    return line


def _get_likely_events(found: CaseContext) -> list[vocabulary.EventKind]:
    """What the rules wait for now: an event that would answer a prompt, or stop a clock that is open."""
    standing = get_case_pathway(found.case_access)
    if standing is None:
        return []
    acts = [PROMPT_ACTS[prompt.code] for prompt in standing.answer.next if prompt.code in PROMPT_ACTS]
    codes = [more[0] for _, place, more in acts if place == "record_event"]
    stops = {stop for run in standing.answer.clocks if run.is_open for stop in run.row.stops}
    codes += [kind.code for kind in vocabulary.EVENTS if kind.code in stops]
    likely = dict.fromkeys(
        code for code in codes if code in vocabulary.EVENT_KINDS_BY_CODE and code not in ENDING_EVENTS
    )
    return [vocabulary.EVENT_KINDS_BY_CODE[code] for code in likely][:MOST_LIKELY]


def _group_events() -> dict[str, list[pathway.EventKind]]:
    groups: dict[str, list[pathway.EventKind]] = {}
    for kind in vocabulary.EVENT_KINDS_BY_CODE.values():
        if kind.code != TAKEN_BACK and kind.code != "turned_18":
            groups.setdefault(vocabulary.GROUPS[kind.group], []).append(kind)
    return groups
