"""When each thing of a planned case is done: one ordered list of acts, each at a moment of its own.

The loader does the acts; the bulk loader writes the rows that they would leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zlib import crc32

from handrail.demo.case_inputs import ANSWERS
from handrail.demo.contacts_and_met_needs import (
    iterate_days_on_which_needs_were_met,
    list_contacts_held_with_victim,
)
from handrail.demo.plan_types import PlannedCase, PlannedEvent
from handrail.platform.kernel.dates import LONDON, make_london_time

OPENING: Final = 0
HAPPENED: Final = 1
SAID: Final = 2
OFFERED: Final = 3
LOOKED: Final = 4
FOLLOWED: Final = 5
WORK_BEGINS: Final = time(9, 30)


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """One verb, done at a moment, on a part of the plan."""

    moment: datetime
    verb: str
    what: Any
    key: str = ""  # ties an answer to its offer, an offer to its need, a correction to its event


@dataclass(frozen=True, slots=True)
class _CaseActWithDayAndRank:
    day: date
    rank: int
    verb: str
    what: Any
    key: str = ""
    not_before: time = WORK_BEGINS


def list_ordered_acts_of_case(case: PlannedCase, now: datetime) -> list[PlannedAct]:
    """All acts in the order in which they are done, none after `now`, each a minute after the one before."""
    wanted = sorted(
        [*_iterate_due_acts(case), *_iterate_contact_and_met_need_acts(case, now.astimezone(LONDON).date())],
        key=lambda due: (due.day, due.rank),
    )  # stable: within a rank, as planned
    moment = min(make_london_time(case.opened, case.opened_time), now)
    acts = [PlannedAct(moment, "open_case", case)]
    for due in wanted:
        moment = min(max(make_london_time(due.day, due.not_before), moment + timedelta(minutes=1)), now)
        acts.append(PlannedAct(moment, due.verb, due.what, due.key))
    return acts


def _iterate_due_acts(case: PlannedCase) -> Iterator[_CaseActWithDayAndRank]:
    yield from _iterate_opening_acts(case)
    for n, event in enumerate(case.events):
        yield from _iterate_event_acts(event, f"event {n}")
    if case.safety:
        yield _CaseActWithDayAndRank(case.safety.on, SAID, "write_safety_plan", case.safety)
        if looked := case.safety.looked_at or _get_safety_plan_review_day(case):
            yield _CaseActWithDayAndRank(max(looked, case.safety.on), LOOKED, "keep_safety_plan", case.safety)
    for agreement in case.agreements:
        yield _CaseActWithDayAndRank(agreement.on, SAID, "answer", agreement)
    for n, need in enumerate(case.needs):
        yield _CaseActWithDayAndRank(need.on, OFFERED, "record_need", need, f"need {n}")
        yield from _iterate_offer_acts(case, n)


def _get_safety_plan_review_day(case: PlannedCase) -> date | None:
    """Five invented teams in six have looked at the plan after the last thing that happened."""
    if case.story == "hero" or crc32(case.key.encode()) % 6 == 0:
        return None
    happened = [event.recorded_on or event.at for event in case.events]
    answered = [offer.answered_on for need in case.needs for offer in need.offers if offer.answered_on]
    return max([*happened, *answered, *(danger.on for danger in case.danger)], default=None)


def _iterate_contact_and_met_need_acts(case: PlannedCase, today: date) -> Iterator[_CaseActWithDayAndRank]:
    for contact in list_contacts_held_with_victim(case, today):
        yield _CaseActWithDayAndRank(contact.on, FOLLOWED, "hold_contact", contact)
    for place, day in iterate_days_on_which_needs_were_met(case, today):
        yield _CaseActWithDayAndRank(day, FOLLOWED, "meet_need", day, f"need {place}")


def _iterate_opening_acts(case: PlannedCase) -> Iterator[_CaseActWithDayAndRank]:
    for verb in ("say_age", "say_who", "say_circumstances", "set_contacts"):
        if _is_opening_act_needed(case, verb):
            yield _CaseActWithDayAndRank(case.opened, OPENING, verb, case)
    if case.facts:
        yield _CaseActWithDayAndRank(case.opened, OPENING, "tell_facts", case)
    for danger in case.danger:
        yield _CaseActWithDayAndRank(
            danger.on, OPENING, "say_danger", danger, not_before=danger.at_time or WORK_BEGINS
        )
    for channel in case.channels:
        yield _CaseActWithDayAndRank(case.opened, OPENING, "say_channel", channel)
    if case.safest:
        yield _CaseActWithDayAndRank(case.opened, OPENING, "say_safest", case)


def _is_opening_act_needed(case: PlannedCase, verb: str) -> bool:
    wanted = {"set_contacts": case.stand_in, "say_circumstances": case.circumstances}
    return bool(wanted.get(verb, True))


def _iterate_event_acts(event: PlannedEvent, key: str) -> Iterator[_CaseActWithDayAndRank]:
    """Written down on its day, or later; one that was written down wrongly is put right the same day."""
    written = event.first_said or event.recorded_on or event.at
    verb = _get_writer_method_name_of_event(event)
    told = max(WORK_BEGINS, event.at_time) if event.at_time and written == event.at else WORK_BEGINS
    yield _CaseActWithDayAndRank(written, HAPPENED, verb, event, key, told)
    if event.first_said:
        yield _CaseActWithDayAndRank(written, SAID, "correct_event", event, key)


def _get_writer_method_name_of_event(event: PlannedEvent) -> str:
    if event.referral is not None:
        return "record_event"
    if event.event == "duty_to_notify_sent":
        return "notify"
    return "answer" if event.event in ANSWERS else "record_event"


def _iterate_offer_acts(case: PlannedCase, n: int) -> Iterator[_CaseActWithDayAndRank]:
    for m, offer in enumerate(case.needs[n].offers):
        key = f"need {n} offer {m}"
        yield _CaseActWithDayAndRank(offer.on, OFFERED, "make_offer", offer, key)
        if offer.answered_on:
            yield _CaseActWithDayAndRank(offer.answered_on, OFFERED, "answer_offer", offer, key)
            if offer.result:
                yield _CaseActWithDayAndRank(offer.answered_on, OFFERED, "record_result", offer, key)
