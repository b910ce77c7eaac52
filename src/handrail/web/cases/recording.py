"""Recording what happened: pick it, say when; the page then says what it changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail import pathway
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.queries import looks
from handrail.casework.case.permissions import CLOSED
from handrail.casework.events.actions import events, settings
from handrail.casework.events.actions.events import TAKEN_BACK, Happening, Recorded
from handrail.casework.events.queries.events import EventLine
from handrail.casework.events.review_rule import HEARINGS
from handrail.casework.events.told import FACTS
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.queries.case_page import case_page
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.pathway import vocabulary
from handrail.web.acting import Act, act
from handrail.web.cases.forms import EventForm, FactsForm, TakeBackForm
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.due import PROMPT_ACTS
from handrail.web.navigation import frame

ASKED_ELSEWHERE = {
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


ENDINGS = ("died", "no_grounds_found", "disqualified", "nrm_withdrawn", "turned_18", TAKEN_BACK)
"""Never suggested, only found in the list."""

MOST_LIKELY = 8


@case_door(Permission.RECORD)
def record_what(request: HttpRequest, found: Found) -> HttpResponse:
    """Pick what happened from the vocabulary, in groups."""
    found.sight.needs(Kind.PATHWAY)
    if found.closed:
        raise NotNow(CLOSED)
    groups = {"Most likely next": _likely(found), **_groups()}
    shown = frame(request, found.sight.actor, "cases") | {"reference": found.reference, "groups": groups}
    return render(request, "cases/record.html", shown)


@case_door(Permission.RECORD)
def record_event(request: HttpRequest, found: Found, event: str) -> HttpResponse:
    """Say when it happened, and keep it."""
    if event in ASKED_ELSEWHERE:
        return redirect("answer", found.reference, ASKED_ELSEWHERE[event])
    kind = _kind(event)
    form = bind(
        EventForm,
        request,
        initial={"at": words.today()},
        choices=kind.choices,
        with_reference=event == "nrm_reference_issued",
        with_hearing=event in HEARINGS,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = events.record_event(
            case_id=found.case_id, happening=_happening(event, answers), by=found.sight.actor
        )
        return said(kind.name, done)

    return act(request, found.sight.actor, form, _page(found, kind.name, save, kind.help))


@case_door(Permission.RECORD)
def correct_event(request: HttpRequest, found: Found, event_id: UUID) -> HttpResponse:
    """Correct the day, time or decision of an event. The earlier line stays, struck out."""
    wrong = _line(found, event_id)
    kind = _kind(wrong.event)
    start = {"at": wrong.at, "at_time": wrong.at_time, "of": wrong.of, "note": wrong.note}
    start |= {"national_reference": wrong.national_reference, "held_on": wrong.held_on}
    form = bind(
        EventForm,
        request,
        initial=start,
        choices=kind.choices,
        with_reference=wrong.event == "nrm_reference_issued",
        with_hearing=wrong.event in HEARINGS,
    )

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        happening = _happening(wrong.event, answers, wrong.referral)
        done = events.record_event(
            case_id=found.case_id, happening=happening, by=found.sight.actor, supersedes=event_id
        )
        return said(say("Corrected: {name}", name=kind.name), done)

    lead = say(
        "Recorded as {at}. The earlier line stays on the case, struck out.", at=words.long_day(wrong.at)
    )
    page = _page(found, say("Correct: {name}", name=kind.name), save, lead)
    page.more["take_back"] = reverse("take_back", args=[found.reference, event_id])
    return act(request, found.sight.actor, form, page)


@case_door(Permission.RECORD)
def facts(request: HttpRequest, found: Found) -> HttpResponse:
    """Tell facts that start clocks and that no event tells."""
    found.sight.needs(Kind.PATHWAY)
    told = case_page(found.sight, kinds={Kind.PATHWAY}).told
    form = bind(FactsForm, request, initial={"facts": list(told), "seen": ",".join(told)})

    def save(answers: dict[str, Any]) -> str:
        settings.tell_facts(
            case_id=found.case_id, facts=answers["facts"], seen=answers["seen"], by=found.sight.actor
        )
        return "Facts kept, and the clocks worked out again."

    page = _page(found, "Facts that start clocks", save, "", stale=lambda form: _both(found, form))
    return act(request, found.sight.actor, form, page)


def _both(found: Found, form: forms.Form) -> dict[str, Any]:
    """Each fact that either of the two ticked, as both have it."""
    saved, mine = case_page(found.sight, kinds={Kind.PATHWAY}).told, form.cleaned_data["facts"]
    rows = [
        (name, _true(fact in mine), _true(fact in saved))
        for fact, name in FACTS.items()
        if fact in mine or fact in saved
    ]
    last = next((one for one in looks(found.case_id, 200) if one.verb == settings.TOLD), None)
    who, at = (last.user_name, last.at) if last else ("A colleague", None)
    return {"who": who, "at": at, "rows": rows, "seen": ",".join(saved)}


def _true(ticked: bool) -> str:
    return "Ticked" if ticked else "Not ticked"


@case_door(Permission.RECORD)
def take_back(request: HttpRequest, found: Found, event_id: UUID) -> HttpResponse:
    """Say that an event never happened."""
    wrong = _line(found, event_id)
    form = bind(TakeBackForm, request)

    def save(answers: dict[str, Any]) -> tuple[str, ...]:
        done = events.take_back(
            case_id=found.case_id, event_id=event_id, because=answers["because"], by=found.sight.actor
        )
        return said(say("Taken back: {name}", name=wrong.name), done)

    lead = say(
        "{name}, {at}. It stays on the case, struck out, and counts for nothing.",
        name=wrong.name,
        at=words.long_day(wrong.at),
    )
    return act(request, found.sight.actor, form, _page(found, "This never happened", save, lead))


def said(name: str, done: Recorded) -> tuple[str, ...]:
    """The sentences after recording: what, and what it changed."""
    return (say("{name}: recorded.", name=name), *done.changes)


def _happening(event: str, answers: dict[str, Any], referral: int | None = None) -> Happening:
    return Happening(
        event=event,
        at=answers["at"],
        at_time=answers["at_time"],
        of=answers.get("of", ""),
        referral=referral,
        note=answers["note"],
        national_reference=answers.get("national_reference", ""),
        held_on=answers.get("held_on"),
    )


def _page(found: Found, title: str, save: Any, lead: str, *, stale: Any = None) -> Act:
    here = reverse("case", args=[found.reference])
    return Act(
        title=title,
        save=save,
        then=here,
        back=here,
        button="Record",
        once=True,
        more={"lead": lead},
        stale=stale,
    )


def _kind(event: str) -> pathway.EventKind:
    kind = vocabulary.KINDS.get(event)
    if kind is None or event == TAKEN_BACK:
        raise NotOpenToYou
    return kind


def _line(found: Found, event_id: UUID) -> EventLine:
    found.sight.needs(Kind.PATHWAY)
    lines = case_page(found.sight, kinds={Kind.PATHWAY, Kind.SUPPORT}).events or ()
    line = next((line for line in lines if line.event_id == event_id and not line.struck), None)
    if line is None:
        raise NotOpenToYou
    return line


def _likely(found: Found) -> list[vocabulary.EventKind]:
    """What the rules wait for now: an event that would answer a prompt, or stop a clock that is open."""
    standing = case_page(found.sight, kinds={Kind.PATHWAY}).standing
    if standing is None:
        return []
    acts = [PROMPT_ACTS[prompt.code] for prompt in standing.answer.next if prompt.code in PROMPT_ACTS]
    codes = [more[0] for _, place, more in acts if place == "record_event"]
    stops = {stop for run in standing.answer.clocks if run.is_open for stop in run.row.stops}
    codes += [kind.code for kind in vocabulary.EVENTS if kind.code in stops]
    likely = dict.fromkeys(code for code in codes if code in vocabulary.KINDS and code not in ENDINGS)
    return [vocabulary.KINDS[code] for code in likely][:MOST_LIKELY]


def _groups() -> dict[str, list[pathway.EventKind]]:
    groups: dict[str, list[pathway.EventKind]] = {}
    for kind in vocabulary.KINDS.values():
        if kind.code != TAKEN_BACK and kind.code != "turned_18":
            groups.setdefault(vocabulary.GROUPS[kind.group], []).append(kind)
    return groups
