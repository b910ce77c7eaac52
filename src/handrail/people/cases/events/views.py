"""Recording what happened: pick it, say when; the page then says what it changed."""

from collections.abc import Callable
from typing import Any, ClassVar, TypedDict
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from handrail.pathway import EventKind, event_vocabulary
from handrail.people.cases.due_tags import PROMPT_ACTS
from handrail.people.cases.events.actions import clock_lengths_and_facts, events
from handrail.people.cases.events.actions.events import TAKEN_BACK, EventInput, EventResult
from handrail.people.cases.events.clock_start_facts import CASE_FACTS
from handrail.people.cases.events.event_search import (
    OtherPage,
    find_matching_event_kinds,
    list_other_pages,
)
from handrail.people.cases.events.forms import ClockStartFactsForm, EventForm, TakeBackEventForm
from handrail.people.cases.events.queries.case_pathway import (
    find_case_pathway_status,
    get_clock_facts_told_by_worker,
    list_case_events,
)
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.events.safety_plan_review import HEARING_EVENTS
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.i18n.message_storage import translate_for_request
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.record_display import VersionComparison, VersionComparisonRow
from handrail.platform.ui.search_page import ListPage, ListSearchForm

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
FOUND = "Matches"


class EventChoiceContext(TypedDict):
    """The kinds of event that can be recorded, by the name of their group; of a search, those that were found."""

    reference: str
    groups: dict[str, list[EventKind]]
    typed: str
    may_record_contact: bool
    other_pages: list[OtherPage]


class ChooseEventKindPage(ListPage):
    """Pick what happened: the most likely next, one that is searched for, or from all, in groups."""

    permission, nav, template_name = Permission.RECORD, "cases", "events/record.html"
    guard: ClassVar[Callable[..., Any]] = staticmethod(requires_case_permission)
    case: CaseOpenToActor

    def enter(self, subject: CaseOpenToActor) -> None:
        """Take the case that the guard found."""
        self.case, self.actor = subject, subject.case_access.actor

    def load(self) -> None:
        self.case.case_access.needs(Kind.PATHWAY)
        if self.case.closed:
            raise ActionNotPossibleError(CASE_CLOSED_MESSAGE)

    def search(self, form: ListSearchForm) -> EventChoiceContext:
        typed = form.cleaned_data["q"]
        likely = {"Suggested": _list_likely_event_kinds(self.case)}
        groups = {FOUND: find_event_kinds(typed)} if typed else {**likely, **_group_event_kinds()}
        access = self.case.case_access
        return {
            "reference": self.case.reference,
            "groups": groups,
            "typed": typed,
            "may_record_contact": access.inside and access.kinds >= {Kind.CONTACT, Kind.NOTES},
            "other_pages": list_other_pages(typed) if access.inside else [],
        }


def find_event_kinds(typed: str) -> list[EventKind]:
    """The kinds of event that what was typed may mean; those with it in the name first."""
    kinds = (kind for group in _group_event_kinds().values() for kind in group)
    return find_matching_event_kinds(typed, kinds, say=translate_for_request)


class CaseEventActionPage(CaseActionPage, abstract=True):
    """What records something on a case and then says what it changed."""

    permission, button, runs_once = Permission.RECORD, "Record", True
    kind: EventKind

    def make_form_kwargs(self, **initial: Any) -> dict[str, Any]:
        """What the form of an event of this kind asks, and begins with."""
        return {
            "initial": initial,
            "choices": self.kind.choices,
            "with_reference": self.kind.code == "nrm_reference_issued",
            "with_hearing": self.kind.code in HEARING_EVENTS,
        }


class RecordEventPage(CaseEventActionPage):
    """Say when an event happened, and keep it."""

    form_class = EventForm

    @property
    def title(self) -> str:
        return self.kind.name

    @property
    def lead(self) -> str:
        return self.kind.help

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """An answer of the person is recorded with how it was asked, on a page of its own."""
        if matter := CONSENT_EVENTS.get(kwargs["event"]):
            return redirect("answer", self.case.reference, matter)
        return super().dispatch(request, *args, **kwargs)

    def load(self, event: str) -> None:
        self.kind = _get_event_kind(event)

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_form_kwargs(at=formatting.get_today())

    def perform(self, form: EventForm) -> tuple[str, ...]:
        happening = _make_event_input(self.kind.code, form.cleaned_data)
        done = events.record_event(case_id=self.case.case_id, happening=happening, by=self.actor)
        return list_event_result_sentences(self.kind.name, done)


class CorrectEventPage(CaseEventActionPage):
    """Correct the day, time or decision of an event. The earlier line stays, struck out."""

    form_class = EventForm

    @property
    def title(self) -> str:
        return msg("Correct: {name}", name=self.kind.name)

    @property
    def lead(self) -> str:
        at = formatting.format_long_day(self.wrong.at)
        return msg("Recorded as {at}. The earlier entry stays on the case, crossed out.", at=at)

    def load(self, event_id: UUID) -> None:
        self.wrong = _get_uncorrected_event_row(self.case, event_id)
        self.kind = _get_event_kind(self.wrong.event)

    def get_form_kwargs(self) -> dict[str, Any]:
        names = ("at", "at_time", "of", "note", "national_reference", "held_on")
        return self.make_form_kwargs(**{name: getattr(self.wrong, name) for name in names})

    def get_context_data(self) -> dict[str, str]:
        return {"take_back": reverse("take_back", args=[self.case.reference, self.wrong.event_id])}

    def perform(self, form: EventForm) -> tuple[str, ...]:
        done = events.record_event(
            case_id=self.case.case_id,
            happening=_make_event_input(self.kind.code, form.cleaned_data, self.wrong.referral),
            supersedes=self.wrong.event_id,
            by=self.actor,
        )
        return list_event_result_sentences(msg("Corrected: {name}", name=self.kind.name), done)


class TakeBackEventPage(CaseEventActionPage):
    """Say that an event never happened."""

    title, form_class = "This did not happen", TakeBackEventForm

    @property
    def lead(self) -> str:
        return msg(
            "{name}, {at}. It stays on the case, crossed out, and is not counted.",
            name=self.wrong.name,
            at=formatting.format_long_day(self.wrong.at),
        )

    def load(self, event_id: UUID) -> None:
        self.wrong = _get_uncorrected_event_row(self.case, event_id)

    def perform(self, form: TakeBackEventForm) -> tuple[str, ...]:
        done = events.take_back_event(
            case_id=self.case.case_id,
            event_id=self.wrong.event_id,
            because=form.cleaned_data["because"],
            by=self.actor,
        )
        return list_event_result_sentences(msg("Withdrawn: {name}", name=self.wrong.name), done)


class ClockStartFactsPage(CaseEventActionPage):
    """Say which facts hold that start clocks and that no event tells."""

    title, form_class = "Details that affect deadlines", ClockStartFactsForm

    def load(self) -> None:
        self.case.case_access.needs(Kind.PATHWAY)
        self.record = get_clock_facts_told_by_worker(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"facts": [*self.record.codes], "seen": self.record.version}}

    def get_versions(self, form: ClockStartFactsForm) -> VersionComparison:
        """Each fact that either of the two ticked, as both have it."""
        mine, saved = form.cleaned_data["facts"], self.record.codes
        rows = tuple(
            VersionComparisonRow(
                name, _format_checkbox_state(fact in mine), _format_checkbox_state(fact in saved)
            )
            for fact, name in CASE_FACTS.items()
            if fact in mine or fact in saved
        )
        return VersionComparison(*self.get_last_change(clock_lengths_and_facts.FACTS_VERB), rows)

    def perform(self, form: ClockStartFactsForm) -> str:
        answers = form.cleaned_data
        clock_lengths_and_facts.set_clock_start_facts_of_case(
            case_id=self.case.case_id, facts=answers["facts"], seen=answers["seen"], by=self.actor
        )
        return "Details saved, and deadlines updated."


def _format_checkbox_state(ticked: bool) -> str:
    return "Ticked" if ticked else "Not ticked"


def list_event_result_sentences(name: str, done: EventResult) -> tuple[str, ...]:
    """Confirm an event.

    Returns:
        The sentences to show: what was recorded, then what it changed.
    """
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


def _get_event_kind(event: str) -> EventKind:
    kind = event_vocabulary.EVENT_KINDS_BY_CODE.get(event)
    if kind is None or event == TAKEN_BACK:
        raise NotVisible
    return kind


def _get_uncorrected_event_row(found: CaseOpenToActor, event_id: UUID) -> EventRow:
    found.case_access.needs(Kind.PATHWAY)
    lines = list_case_events(found.case_access)
    line = next((line for line in lines if line.event_id == event_id and not line.struck), None)
    if line is None:
        raise NotVisible
    return line


def _list_likely_event_kinds(found: CaseOpenToActor) -> list[EventKind]:
    """What the rules wait for now: an event that would answer a prompt, or stop a clock that is open."""
    standing = find_case_pathway_status(found.case_access)
    if standing is None:
        return []
    acts = [PROMPT_ACTS[prompt.code] for prompt in standing.answer.next if prompt.code in PROMPT_ACTS]
    codes = [more[0] for _, place, more in acts if place == "record_event"]
    stops = {stop for run in standing.answer.clocks if run.is_open for stop in run.row.stops}
    codes += [kind.code for kind in event_vocabulary.EVENTS if kind.code in stops]
    likely = dict.fromkeys(
        code for code in codes if code in event_vocabulary.EVENT_KINDS_BY_CODE and code not in ENDING_EVENTS
    )
    return [event_vocabulary.EVENT_KINDS_BY_CODE[code] for code in likely][:MOST_LIKELY]


def _group_event_kinds() -> dict[str, list[EventKind]]:
    groups: dict[str, list[EventKind]] = {}
    for kind in event_vocabulary.EVENT_KINDS_BY_CODE.values():
        if kind.code != TAKEN_BACK and kind.code != "turned_18":
            groups.setdefault(event_vocabulary.GROUPS[kind.group], []).append(kind)
    return groups
