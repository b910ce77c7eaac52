"""The trail that the acts of a planned case leave: what each action records, word for word."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID

from handrail.demo.case_act_timetable import PlannedAct
from handrail.demo.case_inputs import get_identity_texts_by_field, make_consent_answer_input
from handrail.demo.case_writer import DemoLookups
from handrail.demo.contacts_and_met_needs import SAFE, HeldContactWithVictim
from handrail.demo.plan_types import (
    PlannedCase,
    PlannedConsentAnswer,
    PlannedContactChannel,
    PlannedEvent,
    PlannedNeed,
)
from handrail.pathway.event_vocabulary import get_event_name
from handrail.people.contacts.text_choices import KnownChannelSafety
from handrail.people.records.text_choices import Age, ConsentAnswer, ContactChannelKind, OfferAnswer
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.audit import actions
from handrail.platform.audit.models import Record

TrailEntry = tuple[str, str, list[str]]
"""What was done, why, and what was shown."""


def iterate_audit_records_of_planned_acts(
    cast: DemoLookups, case: PlannedCase, about: UUID, acts: list[PlannedAct]
) -> Iterator[Record]:
    """The records of these acts, each at its moment.

    Args:
        cast: everybody and everything that cases point at.
        case: the plan of the case.
        about: the number of its file.
        acts: its timetable.

    Returns:
        The records in the order of the acts.
    """
    who = cast.actors[case.worker].who
    for act in acts:
        for verb, why, shown in ENTRY_MAKERS[act.verb](cast, case, act.what):
            yield actions.make_unsaved_audit_record(
                act.moment, who, verb=verb, about=about, outcome="done", shown=shown, why=why
            )


def _make_plain_entry_builder(
    verb: str, why: str = ""
) -> Callable[[DemoLookups, PlannedCase, Any], list[TrailEntry]]:
    return lambda cast, case, what: [(verb, why, [])]


def _make_case_opened_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("opened a file", "", []), ("opened a case", "", [])]


def _make_age_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("recorded adult or child", str(Age(case.person.age).label), [])]


def _make_person_identity_change_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("changed their details", "", sorted(get_identity_texts_by_field(case)))]


def _make_point_of_contact_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    stand_in = cast.actors[case.stand_in].user_name
    return [("named a colleague", f"{stand_in}: Stand-in", []), ("named the point of contact", "", [])]


def _make_deadline_fact_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("recorded details that affect deadlines", ", ".join(sorted(case.facts)), [])]


def _make_safe_contact_channel_entries(
    cast: DemoLookups, case: PlannedCase, what: PlannedContactChannel
) -> list[TrailEntry]:
    return [("asked about safe contact", "", [what.kind])]


def _make_event_entry_builder(
    verb: str,
) -> Callable[[DemoLookups, PlannedCase, PlannedEvent], list[TrailEntry]]:
    return lambda cast, case, what: [(verb, get_event_name(what.event), [])]


def _make_consent_answer_entries(
    cast: DemoLookups, case: PlannedCase, what: PlannedEvent | PlannedConsentAnswer
) -> list[TrailEntry]:
    """What was shared and what happened, where the answer does either; and then the answer."""
    answer = make_consent_answer_input(case, what)
    entries: list[TrailEntry] = []
    if answer.event:
        entries.append(("recorded an event", get_event_name(answer.event), []))
    if answer.sharing and answer.said is ConsentAnswer.YES:
        kinds = [kind.value for kind in SHAREABLE_KINDS if kind in answer.sharing.kept]
        to_body = cast.bodies[answer.sharing.body_code]
        entries.append((f"shared with {to_body.name}", GrantGround.CONSENT.words, kinds))
    return [*entries, ("recorded an answer", f"{answer.matter.label}: {answer.said.label}", [])]


def _make_duty_to_notify_entries(
    cast: DemoLookups, case: PlannedCase, what: PlannedEvent
) -> list[TrailEntry]:
    return [("prepared a report", "", []), ("recorded an event", get_event_name(what.event), [])]


def _make_need_entries(cast: DemoLookups, case: PlannedCase, what: PlannedNeed) -> list[TrailEntry]:
    return [("recorded a need", "", [])]


def _make_offer_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("made an offer", cast.services[what.service].name, [])]


def _make_offer_answer_entries(cast: DemoLookups, case: PlannedCase, what: Any) -> list[TrailEntry]:
    return [("recorded an answer to an offer", str(OfferAnswer(what.answer).label), [])]


def _make_contact_entries(
    cast: DemoLookups, case: PlannedCase, what: HeldContactWithVictim
) -> list[TrailEntry]:
    channel = str(ContactChannelKind(what.channel).label)
    known = "" if what.says == SAFE else f", warning: {KnownChannelSafety(what.says).label.lower()}"
    return [("recorded a contact", f"held, {channel}{known}", [])]


ENTRY_MAKERS: Final[dict[str, Callable[[DemoLookups, PlannedCase, Any], list[TrailEntry]]]] = {
    "open_case": _make_case_opened_entries,
    "say_age": _make_age_entries,
    "say_who": _make_person_identity_change_entries,
    "say_circumstances": _make_plain_entry_builder("recorded eligibility details"),
    "set_contacts": _make_point_of_contact_entries,
    "say_danger": _make_plain_entry_builder("asked about danger"),
    "tell_facts": _make_deadline_fact_entries,
    "say_channel": _make_safe_contact_channel_entries,
    "say_safest": _make_plain_entry_builder("asked for the safest way to reach them"),
    "write_safety_plan": _make_plain_entry_builder("wrote the safety plan", "version 1"),
    "keep_safety_plan": _make_plain_entry_builder("reviewed the safety plan", "version 1: still right"),
    "record_event": _make_event_entry_builder("recorded an event"),
    "correct_event": _make_event_entry_builder("corrected an event"),
    "answer": _make_consent_answer_entries,
    "notify": _make_duty_to_notify_entries,
    "record_need": _make_need_entries,
    "make_offer": _make_offer_entries,
    "answer_offer": _make_offer_answer_entries,
    "hold_contact": _make_contact_entries,
    "meet_need": _make_plain_entry_builder("marked a need as met"),
    "record_result": _make_plain_entry_builder("recorded the outcome of an offer"),
}
"""What each act of the timetable leaves in the trail."""
