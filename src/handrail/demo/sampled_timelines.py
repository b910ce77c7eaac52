"""What happens to a drawn person: a road from the day on which they were met, cut off where today comes.

Outcomes and waits follow the profile and the published figures; everything else on the road (who is told, who goes
missing, what is asked for) is invented, and how often is written here.
"""

from functools import cache
from math import exp, log
from statistics import NormalDist
from typing import Final

from handrail.demo.published_nrm_figures import get_published_median_wait, sum_table_over_other_parts
from handrail.demo.sampled_profiles import SampledProfile
from handrail.demo.stories import (
    StoryTimeline,
    add_child_referral_events,
    add_crime_events,
    add_meeting_events,
)

RG_SPREAD: Final = 0.7
CG_SPREAD: Final = 0.6
"""How far waits lie apart: lognormal, of which only the median is published."""
RG_LEAST, RG_MOST = 2, 400
CG_AFTER_RG: Final = 31 + 4
"""No decision before the recovery period of thirty days is over, also where it moves back over closed offices."""
AGES: Final = {"Adult": "adult", "Child": "child", "Unknown": "unsure"}


def get_rg_wait_days(who: SampledProfile) -> int:
    """Days from the referral to the decision on reasonable grounds."""
    days = _get_lognormal_quantile_days(
        get_published_median_wait("rg_median_days").days, RG_SPREAD, who.rg_wait
    )
    return max(RG_LEAST, min(RG_MOST, days))


def get_cg_wait_days(who: SampledProfile) -> int:
    """Days from the referral to the conclusive decision."""
    median = (
        get_published_median_wait("cg_median_days_women").days
        if who.gender == "Female"
        else _get_cg_median_days_of_non_women()
    )
    return _get_lognormal_quantile_days(median, CG_SPREAD, who.cg_wait)


def _get_lognormal_quantile_days(median: float, spread: float, place: float) -> int:
    return round(median * exp(spread * NormalDist().inv_cdf(place)))


@cache
def _get_cg_median_days_of_non_women() -> float:
    """The median that leaves the published one over everybody, once women wait as long as was published."""
    genders = sum_table_over_other_parts("joint", 2)
    women = genders["Female",] / genders.total()
    all_, theirs = (
        get_published_median_wait("cg_median_days").days,
        get_published_median_wait("cg_median_days_women").days,
    )
    shorter = women * NormalDist().cdf(log(all_ / theirs) / CG_SPREAD)
    place = NormalDist().inv_cdf((0.5 - shorter) / (1 - women))
    return all_ / exp(CG_SPREAD * place)


def fill_timeline_from_profile(who: SampledProfile, road: StoryTimeline) -> StoryTimeline:
    """The whole road, as far as it goes by itself; whoever lays it against today cuts it there."""
    road.age = AGES[who.age]
    {
        "nrm": _add_referral_and_later_events,
        "dtn": _add_duty_to_notify_events,
        "not_yet": _add_undecided_events,
    }[who.series](who, road)
    return road


def _add_undecided_events(who: SampledProfile, road: StoryTimeline) -> None:
    if road.age != "adult":
        road.go("identified", 0, 0)
        return
    if road.perhaps(0.2):
        road.go("identified", 0, 0)
        return
    add_meeting_events(road)
    if road.perhaps(0.7):
        road.go("nrm_undecided", 0, 2)


def _add_duty_to_notify_events(who: SampledProfile, road: StoryTimeline) -> None:
    add_meeting_events(road)
    road.go("nrm_consent_declined", 0, 3)
    if not any(step.event == "local_support_started" for step in road.steps):
        road.go("local_support_started", 0, 0)
    road.go("duty_to_notify_sent", 1, 6, office=True)
    if road.perhaps(0.6):
        road.go("local_support_ended", 30, 420)


def _add_referral_and_later_events(who: SampledProfile, road: StoryTimeline) -> None:
    add_child_referral_events(road) if road.age != "adult" else _add_consent_and_referral_events(road)
    referral = road.day
    if road.perhaps(0.9 if who.responder == "Police" else 0.6):
        add_crime_events(road)
    if road.perhaps(0.6):
        road.go("nrm_reference_issued", 0, 2, office=True)
    road.on(
        referral + get_rg_wait_days(who), "rg_positive" if who.rg_positive else "rg_negative", office=True
    )
    if not who.rg_positive and not _add_reconsideration_and_tell_if_accepted(road):
        return
    _add_support_and_decision_events(who, road, referral)


def _add_consent_and_referral_events(road: StoryTimeline) -> None:
    add_meeting_events(road)
    if road.perhaps(0.2):
        road.go("nrm_undecided", 0, 2)
    road.go("nrm_consent_given", 0, 4)
    road.go("nrm_referred", 0, 2, office=True)


def _add_reconsideration_and_tell_if_accepted(road: StoryTimeline) -> bool:
    """One in four asks again, and one in three of those is heard and found to have reasonable grounds."""
    road.go("rg_notice_received", 1, 4)
    if not road.perhaps(0.25):
        return False
    road.go("reconsideration_requested", 6, 26, of="rg")
    if not road.perhaps(0.33):
        return False
    road.go("reconsideration_accepted", 8, 30, of="rg", office=True)
    road.go("rg_positive", 3, 30, office=True)
    return True


def _add_support_and_decision_events(who: SampledProfile, road: StoryTimeline, referral: int) -> None:
    if road.age == "adult":
        road.go("national_support_started" if road.perhaps(0.8) else "national_support_declined", 1, 6)
    else:
        road.go("looked_after_started", 0, 4)
    decided = max(referral + get_cg_wait_days(who), road.day + CG_AFTER_RG)
    if _add_interruptions_and_tell_if_ended(road, decided - road.day):
        return
    road.on(decided, "cg_positive" if who.cg_positive else "cg_negative", office=True)
    road.go("cg_notice_received", 2, 6)
    _add_events_after_conclusive_decision(who, road)


def _add_interruptions_and_tell_if_ended(road: StoryTimeline, days: int) -> bool:
    """On the way: evidence is asked for, somebody is missing for a while, a few leave the NRM or the country.

    Nobody wrote down when national support ended for those: their page asks, as it asks in life. No child leaves the
    NRM alone.
    """
    if days > 120 and road.perhaps(0.35):
        road.go("evidence_requested", 20, 50, office=True)
        road.go("evidence_sent", 3, 25)
    if days > 120 and road.perhaps(0.05):
        road.go("went_missing", 2, 15)
        road.go("found", 2, 12)
    end = road.r.choices(("", "nrm_withdrawn", "left_uk", "disqualified"), (94, 3, 2, 1))[0]
    if end == "nrm_withdrawn" and road.age != "adult":
        end = ""
    if end and days > 150:
        road.go(end, 10, 60)
    return bool(end) and days > 150


def _add_events_after_conclusive_decision(who: SampledProfile, road: StoryTimeline) -> None:
    supported = any(step.event == "national_support_started" for step in road.steps)
    if who.cg_positive:
        if supported:
            road.go("rna_decided", 5, 25, office=True)
        if road.perhaps(0.3):
            road.go("leave_granted", 10, 120, of="vts", office=True)
    if supported:
        least, most = (30, 90) if who.cg_positive else (4, 11)
        road.go("national_support_ended", least, most)
