"""Measures of case conferences and joint visits. Somebody may bring several, so none of them is public."""

from typing import Final

from handrail.insight.measures.breakdowns import (
    ACTION_END,
    AGENCY,
    AGENCY_ACTION,
    AGENCY_ATTENDED,
    ATTENDED,
    VISIT_ANSWER,
    VISIT_OFFER,
    VISIT_OFFER_ANSWER,
    VISIT_RESULT,
)
from handrail.insight.measures.conditions import make_column_in_codes_condition
from handrail.insight.measures.criminal_case_measures import SEVERAL
from handrail.insight.measures.measure import Measure, MeasureGroup, MeasureUnit
from handrail.insight.measures.weaknesses import AS_RECORDED

NO_BENCHMARK: Final = "no figure of another area was found to compare it with"

CONFERENCES: Final = (
    Measure(
        key="conference-attendance", name="Agencies at case conferences", group=MeasureGroup.JUSTICE,
        of=("conference_attendance",), unit=MeasureUnit.ATTENDANCES, public=False,
        by=(AGENCY, ATTENDED, AGENCY_ATTENDED), share=make_column_in_codes_condition("answer", "present", "deputy"),
        share_words="were there, or their deputy was", has_direction="up",
        question="Which agencies come, and which send a report, apologies or nothing?",
        time="the month of the meeting",
        weak=("an agency with two members counts twice", "a report is counted separately from coming", SEVERAL),
    ),
    Measure(
        key="conference-actions", name="Actions of case conferences", group=MeasureGroup.JUSTICE,
        of=("conference_action",), unit=MeasureUnit.ACTIONS, public=False,
        by=(AGENCY, ACTION_END, AGENCY_ACTION), share=make_column_in_codes_condition("answer", "in_time"),
        share_words="done in time", has_direction="up",
        question="What became of the actions that each agency took on?",
        time="the month of the day by which it was to be done",
        weak=(
            "what the person declined, or was no longer possible, is in the base",
            "as known when the figures were drawn: an action may end later", SEVERAL,
        ),
    ),
    Measure(
        key="joint-visits", name="Joint visits", group=MeasureGroup.JUSTICE, of=("joint_visit",),
        unit=MeasureUnit.VISITS, public=False, by=(VISIT_RESULT,),
        question="How many joint visits were tried, and what happened at the door?", time="the month of the visit",
        weak=("“not in” is not a refusal", "a visit that was agreed and not recorded is not counted", SEVERAL),
    ),
    Measure(
        key="joint-visits-seen-alone", name="Seen alone at a joint visit", group=MeasureGroup.JUSTICE,
        of=("joint_visit",), where=make_column_in_codes_condition("answer", "made"),
        unit=MeasureUnit.VISITS, public=False,
        share=make_column_in_codes_condition("reason", "alone"), share_words="seen alone", has_direction="up",
        question="Of visits at which the person was seen, at how many were they seen alone?",
        time="the month of the visit", weak=(NO_BENCHMARK, AS_RECORDED, SEVERAL),
    ),
    Measure(
        key="joint-visit-offers", name="Offers at joint visits", group=MeasureGroup.JUSTICE, of=("visit_offer",),
        unit=MeasureUnit.OFFERS, public=False, by=(VISIT_OFFER, VISIT_ANSWER, VISIT_OFFER_ANSWER),
        share=make_column_in_codes_condition("answer", "accepted"), share_words="accepted",
        question="What is offered at joint visits, and what do people take?", time="the month of the visit",
        weak=("an offer may be accepted later, and is counted by the answer at the visit", NO_BENCHMARK, SEVERAL),
    ),
)  # fmt: skip
