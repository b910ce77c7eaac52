"""Roads that people take, each a short list of what happens and how long after the step before.

A story is written forwards from the day on which somebody was met; the plan lays its end against today. The
waits are invented, in the manner of the published ones: a reasonable grounds decision in days or weeks, a
conclusive grounds decision in months or years.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

AFTERNOON, MORNING = "14:00", "09:30"


@dataclass(frozen=True, slots=True)
class StoryStep:
    """An event, so many days after the day on which the person was met."""

    event: str
    day: int
    of: str = ""
    at_time: str = ""
    office: bool = False  # decided or sent by an office: falls on a working day


@dataclass(slots=True)
class StoryTimeline:
    """A story being told."""

    r: Random
    day: int = 0
    age: str = "adult"
    steps: list[StoryStep] = field(default_factory=list)
    since: int = 0  # days between the last step and today

    def go(
        self, event: str, least: int, most: int, *, of: str = "", at_time: str = "", office: bool = False
    ) -> None:
        """The next event, between so many days after the one before."""
        self.day += self.r.randint(least, most)
        self.steps.append(StoryStep(event, self.day, of, at_time, office))

    def on(self, day: int, event: str, *, office: bool = False) -> None:
        """The next event, on a day of its own, never before the one before."""
        self.day = max(self.day, day)
        self.steps.append(StoryStep(event, self.day, office=office))

    def rest(self, least: int, most: int) -> None:
        """How long nothing has happened."""
        self.since = self.r.randint(least, most)

    def perhaps(self, chance: float) -> bool:
        return self.r.random() < chance


def add_meeting_events(road: StoryTimeline) -> None:
    """Somebody is met, and told what the NRM is."""
    road.go("identified", 0, 0)
    if road.perhaps(0.8):
        road.go("local_support_started", 0, 0)
    if road.perhaps(0.35):
        road.go("place_of_safety_entered", 0, 0)
        road.go("place_of_safety_left", 1, 3)
    road.go("nrm_explained", 0, 2)


def _add_events_until_referral(road: StoryTimeline) -> None:
    add_meeting_events(road)
    if road.perhaps(0.25):
        road.go("nrm_undecided", 0, 1)
    road.go("nrm_consent_given", 0, 4)
    road.go("nrm_referred", 0, 2, office=True)
    if road.perhaps(0.9):
        add_crime_events(road)
    if road.perhaps(0.6):
        road.go("nrm_reference_issued", 0, 2, office=True)


def add_crime_events(road: StoryTimeline) -> None:
    """Recorded by the police, and what the person has a right to hear then; not all of it is always done."""
    road.go("crime_recorded", 0, 1)
    road.go("victim_informed", 0, 0, of="crime")
    if road.perhaps(0.85):
        road.go("victim_informed", 0, 0, of="process")
    if road.perhaps(0.85):
        road.go("support_referral_made", 0, 1, of="service")


def _add_events_until_recovery_period(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.go("rg_positive", *road.r.choice(((3, 6), (3, 6), (7, 18), (15, 45))), office=True)
    road.go("national_support_started" if road.perhaps(0.8) else "national_support_declined", 1, 4)


def _add_events_until_conclusive_decision(road: StoryTimeline, event: str) -> None:
    _add_events_until_recovery_period(road)
    road.go(event, *road.r.choice(((45, 160), (120, 380), (300, 620))), office=True)
    road.go("cg_notice_received", 2, 6)


def tell_just_identified(road: StoryTimeline) -> None:
    road.go("identified", 0, 0)
    road.rest(0, 3)


def tell_undecided_about_nrm(road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_undecided", 0, 1)
    road.rest(0, 18)


def tell_in_place_of_safety(road: StoryTimeline) -> None:
    road.go("identified", 0, 0)
    road.go("place_of_safety_entered", 0, 0)
    road.go("nrm_explained", 0, 1)
    road.rest(0, 2)


def tell_consented_to_nrm(road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_consent_given", 0, 3)
    road.rest(0, 3)


def tell_referred_recently(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.rest(0, 4)


def tell_referred_weeks_ago(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.rest(9, 35)


def tell_in_recovery_period(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.rest(0, 26)


def tell_awaiting_conclusive_decision(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    if road.perhaps(0.4):
        road.go("evidence_requested", 14, 90, office=True)
        road.go("evidence_sent", 2, 20)
    road.rest(*road.r.choice(((32, 120), (90, 300), (250, 640))))


def tell_evidence_requested(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("evidence_requested", 20, 120, office=True)
    road.rest(0, 9)


def tell_positive_conclusive_decision(road: StoryTimeline) -> None:
    _add_events_until_conclusive_decision(road, "cg_positive")
    road.rest(0, 38)


def tell_support_extension_requested(road: StoryTimeline) -> None:
    _add_events_until_conclusive_decision(road, "cg_positive")
    road.go("extension_requested", 25, 38)
    road.rest(0, 3)


def tell_settled_after_support(road: StoryTimeline) -> None:
    _add_events_until_conclusive_decision(road, "cg_positive")
    road.go("rna_decided", 5, 20, office=True)
    if road.perhaps(0.6):
        road.go("leave_granted", 10, 120, of="vts", office=True)
    else:
        road.go("leave_refused", 10, 120, office=True)
    road.go("national_support_ended", 1, 60)
    road.rest(40, 260)


def tell_recovered_in_local_support(road: StoryTimeline) -> None:
    """Recognised, moved on, and still in touch with local support. Everything that was owed was done."""
    road.go("identified", 0, 0)
    road.go("local_support_started", 0, 0)
    road.go("nrm_explained", 0, 1)
    road.go("nrm_consent_given", 0, 3)
    road.go("nrm_referred", 0, 1, office=True)
    road.go("crime_recorded", 0, 0)
    for of in ("crime", "process"):
        road.go("victim_informed", 0, 0, of=of)
    road.go("support_referral_made", 0, 0, of="service")
    road.go("rg_positive", 3, 7, office=True)
    road.go("national_support_started", 1, 3)
    road.go("cg_positive", 150, 420, office=True)
    road.go("cg_notice_received", 2, 4)
    road.go("rna_decided", 5, 20, office=True)
    road.go("national_support_ended", 46, 90)
    road.rest(60, 200)


def tell_negative_reasonable_grounds(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.go("rg_negative", 5, 28, office=True)
    road.go("rg_notice_received", 1, 4)
    road.rest(1, 24)


def add_reconsideration_requested_events(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.go("rg_negative", 5, 28, office=True)
    road.go("reconsideration_requested", 6, 26, of="rg")
    road.rest(0, 9)


def tell_reconsideration_accepted(road: StoryTimeline) -> None:
    _add_events_until_referral(road)
    road.go("rg_negative", 5, 28, office=True)
    road.go("reconsideration_requested", 6, 26, of="rg")
    road.go("reconsideration_accepted", 8, 16, of="rg", office=True)
    road.go("rg_positive", 3, 20, office=True)
    road.go("national_support_started", 1, 3)
    road.rest(3, 200)


def tell_negative_conclusive_decision(road: StoryTimeline) -> None:
    _add_events_until_conclusive_decision(road, "cg_negative")
    if road.perhaps(0.7):
        road.go("national_support_ended", 4, 11)
    road.rest(0, 50)


def tell_declined_nrm(road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_consent_declined", 0, 2)
    road.rest(0, 4)


def tell_declined_nrm_and_notified(road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_consent_declined", 0, 3)
    if not any(step.event == "local_support_started" for step in road.steps):
        road.go("local_support_started", 0, 0)
    road.go("duty_to_notify_sent", 1, 5, office=True)
    road.rest(6, 320)


def tell_consented_after_declining(road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_consent_declined", 0, 3)
    road.go("duty_to_notify_sent", 1, 5, office=True)
    road.go("nrm_consent_given", 10, 60)
    road.go("nrm_referred", 0, 3, office=True)
    road.rest(0, 6)


def tell_withdrew_from_nrm(road: StoryTimeline) -> None:
    """Nobody wrote down when national support ended, so the page asks."""
    _add_events_until_recovery_period(road)
    road.go("nrm_withdrawn", 20, 220)
    road.rest(5, 200)


def tell_child_referred(road: StoryTimeline) -> None:
    road.age = "child"
    add_child_referral_events(road)
    road.rest(0, 5)


def tell_child_in_recovery_period(road: StoryTimeline) -> None:
    road.age = "child"
    add_child_referral_events(road)
    road.go("looked_after_started", 0, 1)
    road.go("rg_positive", 4, 25, office=True)
    road.go("looked_after_reviewed", 4, 14)
    road.rest(5, 80)


def tell_person_of_unsure_age(road: StoryTimeline) -> None:
    road.age = "unsure"
    add_child_referral_events(road)
    road.rest(1, 9)


def tell_turning_18(road: StoryTimeline) -> None:
    """A child whose birthday has come while a decision is waited on; the plan sets the date of birth."""
    road.age = "child"
    add_child_referral_events(road)
    road.go("rg_positive", 4, 25, office=True)
    road.rest(40, 200)


def tell_missing_and_found(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("went_missing", 10, 60)
    road.go("found", 2, 12)
    road.rest(1, 30)


def tell_missing(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("went_missing", 10, 60)
    road.rest(0, 6)


def tell_nrm_suspended(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("nrm_suspended", 20, 90, office=True)
    road.rest(5, 60)


def tell_disqualified(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("disqualified", 20, 200, office=True)
    road.rest(5, 90)


def tell_left_uk(road: StoryTimeline) -> None:
    _add_events_until_recovery_period(road)
    road.go("left_uk", 20, 120)
    road.rest(10, 200)


def tell_no_grounds_found(road: StoryTimeline) -> None:
    road.go("identified", 0, 0)
    road.go("no_grounds_found", 1, 6)
    road.rest(2, 90)


def tell_judicial_review(road: StoryTimeline) -> None:
    _add_events_until_conclusive_decision(road, "cg_negative")
    road.go("national_support_ended", 4, 11)
    road.go("judicial_review_started", 20, 70, of="cg")
    road.rest(5, 120)


def add_child_referral_events(road: StoryTimeline) -> None:
    """A child, or somebody who may be one: social care is told at once, and no consent is asked for."""
    road.go("identified", 0, 0)
    road.go("social_care_referred", 0, 0, at_time=AFTERNOON)
    if road.perhaps(0.8):
        road.go("social_care_decided", 1, 1, at_time=MORNING)
    road.go("nrm_referred", 0, 1, office=True)
    add_crime_events(road)


# How often each road is taken, of a hundred or so.
STORY_WEIGHTS: Final[dict[Callable[[StoryTimeline], None], int]] = {
    tell_just_identified: 4,
    tell_undecided_about_nrm: 6,
    tell_in_place_of_safety: 2,
    tell_consented_to_nrm: 3,
    tell_referred_recently: 5,
    tell_referred_weeks_ago: 5,
    tell_in_recovery_period: 9,
    tell_awaiting_conclusive_decision: 17,
    tell_evidence_requested: 3,
    tell_positive_conclusive_decision: 5,
    tell_support_extension_requested: 2,
    tell_settled_after_support: 6,
    tell_recovered_in_local_support: 2,
    tell_negative_reasonable_grounds: 3,
    add_reconsideration_requested_events: 2,
    tell_reconsideration_accepted: 2,
    tell_negative_conclusive_decision: 4,
    tell_declined_nrm: 3,
    tell_declined_nrm_and_notified: 8,
    tell_consented_after_declining: 1,
    tell_withdrew_from_nrm: 4,
    tell_child_referred: 2,
    tell_child_in_recovery_period: 4,
    tell_person_of_unsure_age: 2,
    tell_turning_18: 1,
    tell_missing_and_found: 2,
    tell_missing: 1,
    tell_nrm_suspended: 1,
    tell_disqualified: 1,
    tell_left_uk: 1,
    tell_no_grounds_found: 2,
    tell_judicial_review: 1,
}
STORIES: Final = tuple(STORY_WEIGHTS)
# Roads on which little is due this week: the rest of a caseload that is drawn by hand.
QUIET_STORIES: Final = (tell_recovered_in_local_support, tell_declined_nrm_and_notified)


def make_story_name_and_timeline(
    r: Random, story: Callable[[StoryTimeline], None] | None = None
) -> tuple[str, StoryTimeline]:
    """One story, told with its own chances.

    Returns:
        The story's name and its road.
    """
    chosen = story or r.choices(tuple(STORY_WEIGHTS), weights=tuple(STORY_WEIGHTS.values()))[0]
    road = StoryTimeline(r)
    chosen(road)
    return chosen.__name__, road
