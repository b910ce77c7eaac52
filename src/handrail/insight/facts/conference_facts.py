"""Facts of case conferences and joint visits: why, when and with whom, what became of them. Codes alone."""

import datetime
from collections.abc import Iterator
from typing import Final

from handrail.insight.facts.case_history import (
    CaseHistory,
    ConferenceActionUndertaken,
    ConferenceMet,
    ConferenceRequested,
)
from handrail.insight.facts.dated_fact import DatedFact
from handrail.insight.facts.looked_back_facts import is_engaged_with_investigation

DONE: Final = "done"
IN_TIME, LATE, OVERDUE = "in_time", "late", "overdue"
MADE: Final = "made"
ALONE, NOT_ALONE = "alone", "not_alone"
HELD, NOT_QUORATE = "held", "not_quorate"
NO_PLACE: Final = "none"
"""The code of a night for which no place was booked on Handrail."""
HOURS_BANDS: Final = ((24, "hours_24"), (48, "hours_48"), (72, "hours_72"))
"""The longest wait of each band, in hours, and its code."""
LONGER: Final = "longer"
ROOF_BEFORE, ROOF_THAT_DAY, NO_ROOF_YET = "before", "that_day", "not_yet"
SEEN_AFTER_DAYS: Final = 90
"""So long after the first meeting everybody is looked at once, so that people can be compared. Ours; no law sets it."""
AFTERWARDS: Final = (
    ("nrm_referred", "nrm"),
    ("duty_to_notify_sent", "duty_to_notify"),
    ("local_support_started", "local_support"),
)
"""What came after, the one that counts first before the others: no NRM referral is hidden by a later report."""


def derive_conference_facts(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    """Each request and meeting, each agency at it, each action on its last day, each visit and offer of a visit.

    Args:
        history: the case.
        today: an action whose last day has not passed and that has not ended is no fact yet.
    """
    for asked in history.conferences:
        yield from _derive_facts_of_request(asked)
        yield from _derive_facts_of_meetings(history, asked)
        yield from _derive_facts_of_basis_reviews(asked, today)
    for one in history.attendance:
        yield DatedFact("conference_attendance", one.on, answer=one.how, reason=one.part)
    for action in history.agreed_actions:
        if action.ended_on is not None or action.due_on < today:
            yield DatedFact(
                "conference_action",
                action.due_on,
                answer=get_conference_action_outcome_code(action),
                reason=action.part,
            )
    for visit in history.visits:
        alone = (ALONE if visit.seen_alone else NOT_ALONE) if visit.result == MADE else ""
        yield DatedFact("joint_visit", visit.on, answer=visit.result, reason=alone)
        for kind, answer in visit.offers:
            yield DatedFact("visit_offer", visit.on, need=kind, answer=answer)


def get_conference_action_outcome_code(action: ConferenceActionUndertaken) -> str:
    """What became of an action whose last day has come, or that ended before it.

    Returns:
        in_time, late, overdue, or the code of another end.
    """
    if action.ended_on is None:
        return OVERDUE
    if action.result != DONE:
        return action.result
    return LATE if action.ended_on > action.due_on else IN_TIME


def get_hours_band_code(waited: datetime.timedelta) -> str:
    """The band of a wait: 48 hours to the minute are still in time."""
    hours = waited / datetime.timedelta(hours=1)
    return next((code for most, code in HOURS_BANDS if hours <= most), LONGER)


def _derive_facts_of_request(asked: ConferenceRequested) -> Iterator[DatedFact]:
    again = "repeat" if asked.is_repeat else "first"
    yield DatedFact("conference_asked", asked.on, need=again, answer=asked.basis, reason=asked.asked_by)
    yield DatedFact("conference_answered", asked.on, answer=asked.answer)
    for ground in asked.grounds:
        yield DatedFact("conference_ground", asked.on, answer=ground, reason=asked.asked_by)
    for way in asked.moved:
        yield DatedFact("conference_moved", asked.on, answer=way)


def _derive_facts_of_meetings(history: CaseHistory, asked: ConferenceRequested) -> Iterator[DatedFact]:
    for meeting in asked.meetings:
        yield DatedFact("conference_met", meeting.on, answer=meeting.result)
        yield from _derive_delay_facts(meeting)
        if meeting.result == HELD:
            yield DatedFact("conference_heard", meeting.on, answer=asked.participation)
    first = next((one for one in asked.meetings if one.result == HELD), None)
    if first is not None:
        yield from _derive_facts_of_first_meeting(history, first)


def _derive_delay_facts(meeting: ConferenceMet) -> Iterator[DatedFact]:
    """Each cause of delay on the day for which the meeting was called: late from the start, moved, not quorate."""
    first_day = meeting.moves[0][0] if meeting.moves else meeting.on
    if meeting.late_reason:
        yield DatedFact("conference_delayed", first_day, answer=meeting.late_reason)
    for day, reason in meeting.moves:
        yield DatedFact("conference_delayed", day, answer=reason)
    if meeting.result == NOT_QUORATE:
        yield DatedFact("conference_delayed", meeting.on, answer=NOT_QUORATE)


def _derive_facts_of_basis_reviews(asked: ConferenceRequested, today: datetime.date) -> Iterator[DatedFact]:
    """On the day by which each was to be made: in time, late, or overdue where none was made and the day is past."""
    for review in asked.reviews:
        if review.reviewed_on is None:
            if review.due_on < today:
                yield DatedFact("conference_reviewed", review.due_on, answer=OVERDUE)
        else:
            late = review.reviewed_on > review.due_on
            yield DatedFact("conference_reviewed", review.due_on, answer=LATE if late else IN_TIME)


def _derive_facts_of_first_meeting(history: CaseHistory, first: ConferenceMet) -> Iterator[DatedFact]:
    yield DatedFact("conference_in_hours", first.on, answer=get_hours_band_code(first.waited))
    kind = history.place_nights.get(first.on, NO_PLACE)
    yield DatedFact("conference_roof", first.on, answer=_get_roof_code(history, first.on), reason=kind)
    seen_on = first.on + datetime.timedelta(days=SEEN_AFTER_DAYS)
    since = {one.code for one in history.events if first.on <= one.on <= seen_on}
    after = next((code for event, code in AFTERWARDS if event in since), "none")
    police = "engaged" if is_engaged_with_investigation(history, seen_on) else "not_engaged"
    yield DatedFact("conference_after", seen_on, answer=after, reason=police)


def _get_roof_code(history: CaseHistory, on: datetime.date) -> str:
    """Whether they were in a place of safety before the day of the meeting, entered one on it, or neither."""
    moves = [
        (one.on, one.code)
        for one in history.events
        if one.on <= on and one.code in ("place_of_safety_entered", "place_of_safety_left")
    ]
    before = [code for day, code in sorted(moves) if day < on]
    if before and before[-1] == "place_of_safety_entered":
        return ROOF_BEFORE
    return ROOF_THAT_DAY if (on, "place_of_safety_entered") in moves else NO_ROOF_YET
