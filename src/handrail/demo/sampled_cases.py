"""One case of the drawn caseload: a profile that follows the published figures, told as a history up to today."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Final

from handrail.demo import person_names, sample_texts
from handrail.demo.case_holding_bodies import (
    get_case_holding_body,
    get_force_areas_by_code,
    get_partner_body_code,
)
from handrail.demo.figure_codes import pick_circumstance_codes_of_profile
from handrail.demo.generated_cases import (
    make_planned_consent_answers,
    make_planned_contact_channels,
    make_planned_danger_check,
    make_planned_events,
    make_planned_safety_plan,
    pick_opening_time,
)
from handrail.demo.invented_people import NICKNAMES, YEAR
from handrail.demo.nationalities import pick_nationality_and_language
from handrail.demo.needs_and_offers import make_planned_needs
from handrail.demo.plan_types import PlannedCase, PlannedCircumstances, PlannedPerson
from handrail.demo.sampled_profiles import ELSEWHERE, SampledProfile, iterate_sampled_profiles
from handrail.demo.sampled_timelines import AGES, fill_timeline_from_profile
from handrail.demo.stories import StoryTimeline
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.platform.access.sharing_presets import get_sharing_preset

YEARS: Final = 3
"""How far back the caseload reaches: whole years, so that every quarter is in it as often as it should be."""
SHARED_KINDS: Final = tuple(get_sharing_preset("support").opened)
DROP_AREA, DROP_BEGINS, DROP_ENDS, KEPT_OF_DROP = "E23000001", -8, -2, 15
"""Invented: for six months, until two months ago, one in fifteen of London's referrals and reports is left, as in a
lockdown: few enough that the scan finds it on whatever day a demo of 2,000 is made. The others lie on the same days of
a year or two before, so that every quarter of the year holds as many."""
HEARD_AFTER_DROP: Final = (("charity", 5), ("online", 2), ("", 5))
"""How people in London say that they heard of us once the drop is over; empty for what the profile says."""
_PLACES: Final = (
    "a shared house",
    "with friends",
    "a hotel that was found for them",
    "a room above a shop",
    "",
)
GENDERS: Final = {"Female": "female", "Male": "male", "Other": "other"}


def iterate_sampled_cases(today: date, seed: str) -> Iterator[PlannedCase]:
    """Case after case. The same seed gives the same people, and a longer caseload begins with the shorter one."""
    for n, who in zip(count(), iterate_sampled_profiles(seed)):
        yield make_planned_case_from_profile(today, f"{seed}:drawn:{n}", who)


def make_planned_case_from_profile(
    today: date, key: str, who: SampledProfile, *, number: int = 0
) -> PlannedCase:
    """The case of one profile that was drawn after the published figures.

    Args:
        today: the day that the demo is made on.
        key: the same gives the same case.
        who: what the figures say of them.
        number: among the body's cases.

    Returns:
        The plan of the case.
    """
    r = Random(key)
    day = _pick_referral_day(r, who, today)
    road = fill_timeline_from_profile(who, StoryTimeline(r))
    area = _pick_area_of_profile(r, who)
    if area == DROP_AREA and who.series != "not_yet":
        day = _move_referral_day_out_of_drop(key, day, today)
    heard = _pick_heard_of_us_after_drop(key, day, today) if area == DROP_AREA else ""
    opened = day - timedelta(days=_get_referral_or_notification_day_number(road))
    road.steps = [step for step in road.steps if opened + timedelta(days=step.day) <= today]
    carrier = get_case_holding_body(who, area)
    person = _make_planned_person(r, who, opened, area)
    events = make_planned_events(r, road, opened, today)
    return PlannedCase(
        key=key,
        story=f"drawn: {who.series}",
        number=number,
        body=carrier.body,
        area=area,
        worker=r.choice(carrier.workers),
        opened=opened,
        opened_time=pick_opening_time(r, opened, today),
        person=person,
        circumstances=_make_planned_circumstances(r, who, area, heard),
        danger=(make_planned_danger_check(r, opened, today),),
        channels=make_planned_contact_channels(r),
        safety=make_planned_safety_plan(r, opened, today),
        events=events[1:],
        agreements=make_planned_consent_answers(
            r, ((get_partner_body_code(carrier.body, area), SHARED_KINDS),), opened, today, events
        ),
        needs=make_planned_needs(
            r,
            area,
            opened,
            today,
            child=person.age != "adult",
            from_here=who.nationality == "UK",
            woman=who.gender == "Female",
        ),
    )


def _pick_referral_day(r: Random, who: SampledProfile, today: date) -> date:
    """A day of the quarter, in one of the last years; those who have not answered were met this month."""
    if who.series == "not_yet":
        return today - timedelta(days=r.randint(0, 30))
    first = 3 * int(who.quarter[-1]) - 2
    year = today.year - r.randrange(YEARS)
    last = date(year, first + 2, monthrange(year, first + 2)[1])
    began = date(year, first, 1)
    day = began + timedelta(days=r.randrange((last - began).days + 1))
    return day if day <= today else _move_day_back_by_years(day, YEARS)


def _move_day_back_by_years(day: date, years: int) -> date:
    """The same day; the 28th where the year has no 29 February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def _move_referral_day_out_of_drop(key: str, day: date, today: date) -> date:
    """A year or two before, unless the day lies outside the drop or is one of the few that are left."""
    first, last = (shift_month(f"{today:%Y-%m}", by) for by in (DROP_BEGINS, DROP_ENDS))
    r = Random(f"{key}:drop")
    if not first <= f"{day:%Y-%m}" < last or r.randrange(KEPT_OF_DROP) == 0:
        return day
    return _move_day_back_by_years(day, r.choice((1, 2)))


def _pick_heard_of_us_after_drop(key: str, day: date, today: date) -> str:
    """Some name who told them of help; drawn apart, so that the rest of a caseload stays as it was."""
    if f"{day:%Y-%m}" < shift_month(f"{today:%Y-%m}", DROP_ENDS):
        return ""
    answers = [answer for answer, _ in HEARD_AFTER_DROP]
    weights = [weight for _, weight in HEARD_AFTER_DROP]
    return Random(f"{key}:heard").choices(answers, weights)[0]


def _get_referral_or_notification_day_number(road: StoryTimeline) -> int:
    """The day of the road that the published quarter speaks of: the referral, or the report."""
    return next((step.day for step in road.steps if step.event in ("nrm_referred", "duty_to_notify_sent")), 0)


def _pick_area_of_profile(r: Random, who: SampledProfile) -> str:
    return r.choice(tuple(get_force_areas_by_code())) if who.area == ELSEWHERE else who.area


def _make_planned_person(r: Random, who: SampledProfile, on: date, area: str) -> PlannedPerson:
    nation, tongue = pick_nationality_and_language(r, who.nationality)
    gender = GENDERS.get(who.gender, "unknown")
    given = person_names.pick_given_name(r, tongue, gender)
    called = r.choices((given, r.choice(NICKNAMES), ""), (92, 5, 3))[0]
    language = tongue.partition("-")[0]
    return PlannedPerson(
        called=called,
        full_name=person_names.make_full_name(r, tongue, given)
        if called == given and r.random() < 0.85
        else "",
        born=_pick_birth_date(r, on, AGES[who.age]) if r.random() < 0.7 else None,
        age=AGES[who.age],
        gender=gender if gender != "other" else "unknown",
        language=language,
        interpreter="no"
        if language in ("en", "cy")
        else r.choices(("yes", "no", "not_asked"), (78, 14, 8))[0],
        nationality=nation,
        where_now=_pick_whereabouts_in_area(r, area),
    )


def _pick_birth_date(r: Random, on: date, age: str) -> date:
    """Most adults are young, most children nearly grown: single years are not published."""
    years = r.triangular(18.1, 63, 25) if age == "adult" else r.triangular(9, 17.9, 17)
    return on - timedelta(days=round(years * YEAR))


def _pick_whereabouts_in_area(r: Random, area: str) -> str:
    known = sample_texts.WHERE.get(area)
    return (
        r.choice(known)
        if known
        else f"{get_force_areas_by_code()[area].name}, {r.choice(_PLACES)}".rstrip(", ")
    )


def _make_planned_circumstances(
    r: Random, who: SampledProfile, area: str, heard: str
) -> PlannedCircumstances:
    """What services ask first, and the codes of figures. Most are asked whether children depend on them."""
    codes = pick_circumstance_codes_of_profile(who, area)
    return PlannedCircumstances(
        gender=GENDERS.get(who.gender, "not_asked"),
        dependants=r.choices(("not_asked", "yes", "no"), (40, 12, 48))[0]
        if who.age == "Adult"
        else "not_asked",
        status="british" if who.nationality == "UK" else "not_asked",
        **codes | {"heard_of_us": heard or codes["heard_of_us"]},
    )
