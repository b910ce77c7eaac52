"""One invented case from a seed: the person is the same on any day, the dates are laid against today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from handrail.demo import sample_texts
from handrail.demo.invented_people import make_planned_person
from handrail.demo.needs_and_offers import make_planned_needs
from handrail.demo.phone_numbers import make_phone_number
from handrail.demo.plan_types import (
    PlannedCase,
    PlannedConsentAnswer,
    PlannedContactChannel,
    PlannedDangerCheck,
    PlannedEvent,
    PlannedPerson,
    PlannedSafetyPlan,
)
from handrail.demo.planned_bodies_and_users import PARTNERS, STAND_INS
from handrail.demo.relative_dates import get_date_days_before_today, get_working_day_on_or_before
from handrail.demo.stories import StoryTimeline, make_story_name_and_timeline

FROM_HERE = ("en", "cy")
Partners = tuple[tuple[str, tuple[str, ...]], ...]
"""Other bodies, and which kinds of information each is asked about."""


def make_planned_case_from_seed(
    today: date,
    seed: str,
    body: str,
    area: str,
    worker: str,
    story: Callable[[StoryTimeline], None] | None = None,
    *,
    opened: date | None = None,
) -> PlannedCase:
    """The case that this seed tells.

    Args:
        today: the day that the demo is made on.
        seed: the same gives the same case.
        body: the code of the body that holds it.
        area: the code of an area.
        worker: the key of the user who works on it.
        story: one of `stories`; None for one that is taken as often as it should be.
        opened: the day on which it was opened; None where its story ends as long before today as it says.

    Returns:
        The plan of the case.
    """
    r = Random(seed)
    name, road = make_story_name_and_timeline(r, story)
    met = opened or get_date_days_before_today(today, road.day + road.since)
    who = make_planned_person(r, met, road.age, area)
    if name == "tell_turning_18":
        who = _set_birth_date_turning_eighteen(who, today, r)
    events = tuple(event for event in make_planned_events(r, road, met, today) if event.at <= today)
    return PlannedCase(
        key=seed,
        story=name,
        body=body,
        area=area,
        worker=worker,
        stand_in=STAND_INS.get(body, "") if r.random() < 0.3 else "",
        opened=met,
        opened_time=pick_opening_time(r, met, today),
        person=who,
        danger=(make_planned_danger_check(r, met, today),),
        channels=make_planned_contact_channels(r),
        safety=make_planned_safety_plan(r, met, today),
        events=events[1:],
        agreements=make_planned_consent_answers(r, PARTNERS.get(body, ()), met, today, events),
        needs=make_planned_needs(
            r, area, met, today, child=road.age != "adult", from_here=who.language in FROM_HERE
        ),
    )


def _set_birth_date_turning_eighteen(who: PlannedPerson, today: date, r: Random) -> PlannedPerson:
    from_birth = get_date_days_before_today(today, r.randint(2, 25))
    born = from_birth.replace(year=from_birth.year - 18, day=min(from_birth.day, 28))
    return replace(who, born=born)


def make_planned_events(r: Random, road: StoryTimeline, met: date, today: date) -> tuple[PlannedEvent, ...]:
    """A road's steps on their days. An office's day moves back to a working day, never before the step before.

    Args:
        r: the source of chance, whose seed tells the case.
        road: the steps, counted in days from the first meeting.
        met: the day on which the case was opened.
        today: the day that the demo is made on.

    Returns:
        Events in their order, none after today.
    """
    told: list[PlannedEvent] = []
    for step in road.steps:
        day = met + timedelta(days=step.day)
        if step.office:
            day = get_working_day_on_or_before(day)
        day = max(day, told[-1].at if told else met)
        at_time = time.fromisoformat(step.at_time) if step.at_time else None
        notes = sample_texts.EVENT_NOTES.get(step.event)
        note = r.choice(notes) if notes and r.random() < 0.8 else ""
        late = (
            r.randint(1, 3)
            if step.office and step.event.startswith(("rg_", "cg_")) and r.random() < 0.2
            else 0
        )
        written = min(day + timedelta(days=late), today)
        told.append(
            PlannedEvent(step.event, day, at_time, step.of, None, note, None, written if late else None)
        )
    return tuple(told)


def pick_opening_time(r: Random, met: date, today: date) -> time:
    """Most are met by day, some at night. Today, only the small hours are sure to have passed.

    Args:
        r: the source of chance, whose seed tells the case.
        met: the day on which the case was opened.
        today: the day that the demo is made on.

    Returns:
        A time in London.
    """
    hour = r.choice((9, 10, 10, 11, 13, 14, 15, 16, 19, 22)) if met < today else 0
    return time(hour, r.randint(1, 55))


def make_planned_danger_check(r: Random, met: date, today: date) -> PlannedDangerCheck:
    """Asked on the first day, and asked again since: a new case knows less and is in more danger.

    Args:
        r: the source of chance, whose seed tells the case.
        met: the day on which the case was opened.
        today: the day that the demo is made on.

    Returns:
        The newest answer.
    """
    length = (today - met).days
    weights = (6, 14, 4, 50, 20, 6) if length < 10 else (3, 5, 0, 86, 6, 0)
    answer = r.choices(tuple(sample_texts.DANGER), weights)[0]
    return PlannedDangerCheck(
        answer,
        r.choice(sample_texts.DANGER[answer]),
        get_date_days_before_today(today, r.randint(0, min(length, 25))),
    )


def make_planned_contact_channels(r: Random) -> tuple[PlannedContactChannel, ...]:
    """What was asked of each way to reach them.

    Returns:
        One channel for each way that somebody asked of.
    """
    found = [_make_planned_contact_channel(r, "call", (68, 18, 14), sample_texts.CALL_NOTES)]
    if found[0].safe != "no":
        found = [replace(found[0], detail=make_phone_number(r))]
    found.append(_make_planned_contact_channel(r, "text", (38, 46, 16), sample_texts.TEXT_NOTES))
    if r.random() < 0.45:
        found.append(_make_planned_contact_channel(r, "whatsapp", (50, 30, 20), sample_texts.TEXT_NOTES))
    if r.random() < 0.6:
        found.append(_make_planned_contact_channel(r, "letter", (35, 50, 15), sample_texts.LETTER_NOTES))
    if r.random() < 0.5:
        found.append(PlannedContactChannel("in_person", "yes", "", r.choice(sample_texts.MEET_NOTES)))
    return tuple(found)


def _make_planned_contact_channel(
    r: Random, kind: str, often: tuple[int, int, int], notes: dict[str, tuple[str, ...]]
) -> PlannedContactChannel:
    safe = r.choices(("yes", "no", "unsure"), often)[0]
    return PlannedContactChannel(kind, safe, "", r.choice(notes[safe]))


def make_planned_safety_plan(r: Random, met: date, today: date) -> PlannedSafetyPlan | None:
    """Three in four have written a plan. Its next look lies ahead.

    Args:
        r: the source of chance, whose seed tells the case.
        met: the day on which the case was opened.
        today: the day that the demo is made on.

    Returns:
        The plan, or None.
    """
    if r.random() < 0.25:
        return None
    on = min(today, met + timedelta(days=r.randint(0, 6)))
    review = get_date_days_before_today(today, -r.randint(9, 60)) if r.random() < 0.5 else None
    return PlannedSafetyPlan(
        r.choice(sample_texts.PLANS),
        r.choice(sample_texts.WATCHED),
        r.choice(sample_texts.IF_MISSING),
        on,
        review,
    )


def make_planned_consent_answers(
    r: Random, partners: Partners, met: date, today: date, events: tuple[PlannedEvent, ...]
) -> tuple[PlannedConsentAnswer, ...]:
    """National support is asked when they say yes to the NRM; sharing, once they have settled a little.

    Args:
        r: the source of chance, whose seed tells the case.
        partners: bodies that may be asked for, each with the kinds of information that it would be given.
        met: the day on which the case was opened.
        today: the day that the demo is made on.
        events: of the case.

    Returns:
        The answers.
    """
    said = [
        PlannedConsentAnswer("national_support", "yes", event.at)
        for event in events
        if event.event == "nrm_consent_given" and r.random() < 0.85
    ]
    for partner, kinds in partners:
        if r.random() < 0.3:
            on = min(today, met + timedelta(days=r.randint(0, 5)))
            until = get_date_days_before_today(today, -r.randint(20, 200)) if r.random() < 0.6 else None
            answer = "no" if r.random() < 0.2 else "yes"
            said.append(PlannedConsentAnswer("sharing", answer, on, "", partner, kinds, until))
    return tuple(said)
