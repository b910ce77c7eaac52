"""Measures of case conferences and joint visits. Somebody may bring several, so none of them is public."""

from typing import Final

from handrail.insight.measures.breakdowns import (
    ACTION_END,
    AFTER_CONFERENCE,
    AGENCY,
    AGENCY_ACTION,
    AGENCY_ATTENDED,
    ASKED_BY,
    ASKED_BY_BASIS,
    ASKED_BY_GROUND,
    ATTENDED,
    BASIS,
    CONFERENCE_ANSWER,
    CONFERENCE_HOURS,
    DELAY,
    GROUND,
    MOVED_AREA,
    PARTICIPATION,
    REVIEWED,
    ROOF,
    ROOF_KIND,
    VISIT_ANSWER,
    VISIT_OFFER,
    VISIT_OFFER_ANSWER,
    VISIT_RESULT,
)
from handrail.insight.measures.conditions import make_column_in_codes_condition
from handrail.insight.measures.criminal_case_measures import SEVERAL
from handrail.insight.measures.measure import Measure, MeasureGroup, MeasureUnit
from handrail.insight.measures.weaknesses import AS_RECORDED

NO_BENCHMARK: Final = "no figure from another area was found to compare it with"

SEEN: Final = "the month that ends 90 days after the first meeting, so that all had equal time"
ASKED: Final = "the month in which it was asked for"
MET: Final = "the month of the meeting"
FEW: Final = "a low number is not a good sign"

CONFERENCES: Final = (
    Measure(
        key="conference-requests", name="Case conferences asked for", group=MeasureGroup.JUSTICE,
        share_title="Case conferences asked for again within 12 months",
        of=("conference_asked",), unit=MeasureUnit.CONFERENCES, public=False, by=(ASKED_BY, BASIS, ASKED_BY_BASIS),
        share=make_column_in_codes_condition("need", "repeat"),
        share_words="asked for within 12 months of the last one about the same person",
        question="Which organisations ask for conferences, on what basis, and how often for the same person again?",
        time=ASKED,
        weak=("an earlier conference in another case record is not known", FEW, NO_BENCHMARK, SEVERAL),
    ),
    Measure(
        key="conference-grounds", name="Grounds of case conferences", group=MeasureGroup.JUSTICE,
        of=("conference_ground",), unit=MeasureUnit.GROUNDS, public=False, by=(ASKED_BY, GROUND, ASKED_BY_GROUND),
        question="On which grounds are conferences asked for, and by whom?", time=ASKED,
        weak=("one conference may have several grounds", "the list is ours: no national one was found", SEVERAL),
    ),
    Measure(
        key="conference-answers", name="Case conferences accepted", group=MeasureGroup.JUSTICE,
        title="Case conferences that were requested", share_title="Case conferences accepted by the chair",
        of=("conference_answered",), unit=MeasureUnit.CONFERENCES, public=False, by=(CONFERENCE_ANSWER,),
        share=make_column_in_codes_condition("answer", "accepted"), share_words="accepted by the chair",
        question="How many were accepted, and how many were returned?", time=ASKED,
        weak=("as known when the figures were drawn", NO_BENCHMARK, SEVERAL),
    ),
    Measure(
        key="conference-hours", name="Case conferences held in 48 hours", group=MeasureGroup.JUSTICE,
        title="Case conferences held", share_title="Case conferences held in 48 hours",
        of=("conference_in_hours",), unit=MeasureUnit.CONFERENCES, public=False, by=(CONFERENCE_HOURS,),
        share=make_column_in_codes_condition("answer", "hours_24", "hours_48"), share_words="in 48 hours",
        has_direction="up", question="How many hours passed until the first meeting was held?", time=MET,
        weak=(
            "counts to the first meeting that was quorate", "conferences never held are not included",
            "hours are counted in bands, so the median is known by its band", NO_BENCHMARK, SEVERAL,
        ),
    ),
    Measure(
        key="conference-delays", name="Causes of delay of case conferences", group=MeasureGroup.JUSTICE,
        of=("conference_delayed",), unit=MeasureUnit.DELAYS, public=False, by=(DELAY,),
        question="Why are meetings held after 48 hours, moved or called again?",
        time="the month the meeting was planned for",
        weak=("one meeting may be delayed several times", "the reason that the chair chose", NO_BENCHMARK, SEVERAL),
    ),
    Measure(
        key="conference-reviews", name="Reviews of conferences held without agreement", group=MeasureGroup.JUSTICE,
        share_title="Conferences held without agreement and reviewed in time",
        of=("conference_reviewed",), unit=MeasureUnit.REVIEWS, public=False, by=(REVIEWED,),
        share=make_column_in_codes_condition("answer", "in_time"), share_words="reviewed in time",
        has_direction="up", question="Are decisions made without the person’s agreement reviewed on time?",
        time="the month the review was due",
        weak=(
            "a conference that ended before that date needs no review", "as known when the figures were drawn", SEVERAL,
        ),
    ),
    Measure(
        key="conference-quorum", name="Meetings that were quorate", group=MeasureGroup.JUSTICE,
        title="Meetings of case conferences", share_title="Meetings that were quorate",
        of=("conference_met",), unit=MeasureUnit.MEETINGS, public=False,
        share=make_column_in_codes_condition("answer", "held"), share_words="quorate", has_direction="up",
        question="Of meetings that took place, how many were quorate?", time=MET,
        weak=(
            "each council area sets its own quorum", "a meeting that was called but not recorded is not included",
            SEVERAL,
        ),
    ),
    Measure(
        key="conference-person", name="The person’s part in case conferences", group=MeasureGroup.JUSTICE,
        title="Meetings of case conferences", share_title="Meetings where the person was there, heard or represented",
        of=("conference_heard",), unit=MeasureUnit.MEETINGS, public=False, by=(PARTICIPATION,),
        share=make_column_in_codes_condition("answer", "attend", "part", "words", "represented"),
        share_words="attended, sent words or were represented", has_direction="up",
        question="At how many meetings was the person there, heard or represented?", time=MET,
        weak=("shows what they chose; whether they came is not recorded separately", SEVERAL),
    ),
    Measure(
        key="conference-attendance", name="Agencies at case conferences", group=MeasureGroup.JUSTICE,
        share_title="Agencies present at case conferences",
        of=("conference_attendance",), unit=MeasureUnit.ATTENDANCES, public=False,
        by=(AGENCY, ATTENDED, AGENCY_ATTENDED), share=make_column_in_codes_condition("answer", "present", "deputy"),
        share_words="attended, or sent a deputy", has_direction="up",
        question="Which agencies attend, and which send a report, apologies or nothing?",
        time="the month of the meeting",
        weak=("an agency with two members counts twice", "sending a report is counted separately", SEVERAL),
    ),
    Measure(
        key="conference-actions", name="Actions of case conferences", group=MeasureGroup.JUSTICE,
        share_title="Actions of case conferences done in time",
        of=("conference_action",), unit=MeasureUnit.ACTIONS, public=False,
        by=(AGENCY, ACTION_END, AGENCY_ACTION), share=make_column_in_codes_condition("answer", "in_time"),
        share_words="done in time", has_direction="up",
        question="What happened to the actions each agency took on?",
        time="the month the action was due",
        weak=(
            "includes actions the person declined and actions that were no longer possible",
            "as known when the figures were drawn: an action may end later", SEVERAL,
        ),
    ),
    Measure(
        key="conference-roof", name="A place of safety on the day of a case conference", group=MeasureGroup.JUSTICE,
        title="Case conferences with a first meeting",
        share_title="Case conferences with a place of safety that night",
        of=("conference_roof",), unit=MeasureUnit.CONFERENCES, public=False, by=(ROOF, ROOF_KIND),
        share=make_column_in_codes_condition("answer", "before", "that_day"), share_words="in one by that night",
        has_direction="up", time=MET,
        question="Did they have a place of safety on the night of the first meeting, and what kind was it?",
        weak=(
            "only places of safety that were recorded on the pathway",
            "the kind is known only where the bed was booked on Handrail", AS_RECORDED, SEVERAL,
        ),
    ),
    Measure(
        key="conference-after", name="After case conferences", group=MeasureGroup.JUSTICE,
        share_title="Case conferences after which the person engaged with the police",
        of=("conference_after",), unit=MeasureUnit.CONFERENCES, public=False, by=(AFTER_CONFERENCE,),
        share=make_column_in_codes_condition("reason", "engaged"), share_words="engaged with an investigation",
        question="What followed within 90 days, and did they then engage with the police?", time=SEEN,
        weak=(
            "if several apply, the first in the list counts", "no investigation counts as not engaged",
            "what followed the meeting may not have been caused by it", SEVERAL,
        ),
    ),
    Measure(
        key="conference-transfers", name="Case conferences that moved area", group=MeasureGroup.JUSTICE,
        of=("conference_moved",), unit=MeasureUnit.CONFERENCES, public=False, by=(MOVED_AREA,),
        question="How many came from another area or were passed to one?", time=ASKED,
        weak=("the same person may be counted in both areas", AS_RECORDED, SEVERAL),
    ),
    Measure(
        key="joint-visits", name="Joint visits", group=MeasureGroup.JUSTICE, of=("joint_visit",),
        unit=MeasureUnit.VISITS, public=False, by=(VISIT_RESULT,),
        question="How many joint visits were tried, and what happened at the door?", time="the month of the visit",
        weak=("“not in” is not a refusal", "a visit that was agreed but not recorded is not counted", SEVERAL),
    ),
    Measure(
        key="joint-visits-seen-alone", name="Seen alone at a joint visit", group=MeasureGroup.JUSTICE,
        title="Joint visits at which the person was seen",
        share_title="Joint visits at which the person was seen alone",
        of=("joint_visit",), where=make_column_in_codes_condition("answer", "made"),
        unit=MeasureUnit.VISITS, public=False,
        share=make_column_in_codes_condition("reason", "alone"), share_words="seen alone", has_direction="up",
        question="Of visits at which the person was seen, at how many were they seen alone?",
        time="the month of the visit", weak=(NO_BENCHMARK, AS_RECORDED, SEVERAL),
    ),
    Measure(
        key="joint-visit-offers", name="Offers at joint visits", group=MeasureGroup.JUSTICE, of=("visit_offer",),
        share_title="Offers accepted at joint visits",
        unit=MeasureUnit.OFFERS, public=False, by=(VISIT_OFFER, VISIT_ANSWER, VISIT_OFFER_ANSWER),
        share=make_column_in_codes_condition("answer", "accepted"), share_words="accepted",
        question="What is offered at joint visits, and what do people accept?", time="the month of the visit",
        weak=("counted by the answer at the visit: the person may accept later", NO_BENCHMARK, SEVERAL),
    ),
)  # fmt: skip
