"""Measures of what becomes of people: engagement over time, investigations, outcomes, who came, what was taken back."""

from typing import Final

from handrail.insight.facts.looked_back_facts import ENGAGEMENT_SEEN_AFTER_MONTHS, LAST_CONTACT_DAYS
from handrail.insight.measures.breakdowns import (
    CHOSEN,
    CONTACT,
    CONTACT_ENGAGEMENT,
    DECLINED_WHY,
    ENGAGED_AFTER,
    ENGAGEMENT,
    HOURS,
    HOW_CLOSED,
    MATTER,
    NEED,
    OPEN_AFTER,
    OUTCOME,
    PHASE,
    WHO,
)
from handrail.insight.measures.conditions import (
    make_column_in_codes_condition,
    make_wait_known_condition,
    make_waited_at_most_condition,
)
from handrail.insight.measures.measure import Measure, MeasureGroup
from handrail.insight.measures.weaknesses import AS_RECORDED, FIRST_ONE, ONCE_A_MONTH, ONLY_OURS

ENGAGED: Final = (
    "the month that starts 3, 6 or 12 months after the case was opened, so that all had equal time"
)

CHOICES: Final = tuple(
    Measure(
        key=f"choice-about-{option}", name=name, group=MeasureGroup.CHOICE, of=(f"choice_about_{option}",),
        by=(CHOSEN,), question=question,
        source="The conversation about choices, as recorded by a navigator or an officer",
        weak=("only people whose conversation was recorded", FIRST_ONE, ONCE_A_MONTH),
    )
    for option, name, question in (
        ("police", "Informed choice about the police", "What do people choose once the police are explained?"),
        ("nrm", "Informed choice about the NRM", "What do people choose once the NRM is explained?"),
        ("services", "Informed choice about services", "What do people choose once services are explained?"),
    )
)  # fmt: skip
LATER: Final = (
    *CHOICES,
    Measure(
        key="exploited-again", name="People who were exploited again", group=MeasureGroup.SAFETY,
        of=("exploited_again",), by=(PHASE, *WHO), has_direction="down",
        question="How many people were exploited again after the exploitation had ended?",
        time="the month in which it ended the second time, or later",
        weak=("only what was known and recorded", ONLY_OURS),
    ),
    Measure(
        key="sharing-agreed", name="Asked about sharing what they told", group=MeasureGroup.CHOICE,
        title="People asked about sharing what they told", share_title="People who agreed to share what they told",
        of=("sharing_answer",), share=make_column_in_codes_condition("answer", "yes"), share_words="said yes",
        question="How many of those asked agreed to share with an organisation?",
        weak=("counted by the first answer of a month", ONCE_A_MONTH),
    ),
    Measure(
        key="stay-agreed", name="Asked at 18 whether they stay in the NRM", group=MeasureGroup.CHOICE,
        title="People asked at 18 whether they stay in the NRM",
        share_title="People who agreed at 18 to stay in the NRM",
        of=("stay_answer",), share=make_column_in_codes_condition("answer", "yes"), share_words="said yes",
        question="How many of those who turned 18 agreed to stay in the NRM?", weak=(AS_RECORDED,),
    ),
    Measure(
        key="consent-taken-back", name="Withdrew consent", group=MeasureGroup.CHOICE,
        title="People who withdrew consent",
        of=("consent_withdrawn",), by=(MATTER,), question="How many people withdrew consent?",
        weak=(FIRST_ONE, "leaving the NRM recorded only as an event is counted under “Left the NRM”"),
    ),
    Measure(
        key="offers-declined", name="People who declined an offer", group=MeasureGroup.SUPPORT,
        of=("offer_answered",), where=make_column_in_codes_condition("answer", "declined"),
        by=(NEED, PHASE, DECLINED_WHY),
        question="What do people decline, and what are the barriers?",
        weak=(FIRST_ONE, "the reason is the latest the person gave before; many give none"),
    ),
    Measure(
        key="outcomes-changed", name="People whose outcomes changed or stayed the same", group=MeasureGroup.SUPPORT,
        share_title="People who got closer to the life they want",
        of=("outcome_changed",), share=make_column_in_codes_condition("answer", "nearer"),
        share_words="placed themselves closer to what they want than last time", by=(OUTCOME,),
        question="Do people get closer to the life they want?", has_direction="up",
        source="Modern Slavery Core Outcome Set, 2023; the comparison is Handrail’s own",
        weak=(FIRST_ONE, "only people who placed themselves twice, which is optional"),
    ),
    Measure(
        key="engaged-support", name="Engaged with support", group=MeasureGroup.SUPPORT, of=("engaged_support",),
        title="People engaged with support",
        by=(ENGAGED_AFTER,), question="How many people are still in contact after 3, 6 and 12 months?",
        time=ENGAGED, has_direction="up",
        weak=(
            f"the case is open and there was a contact in the {LAST_CONTACT_DAYS} days before; the law sets no number",
            "people who no longer need a contact are not included",
        ),
    ),
    Measure(
        key="engaged-investigation", name="Engaged with the investigation", group=MeasureGroup.JUSTICE,
        title="People engaged with an investigation",
        of=("engaged_investigation",), by=(ENGAGED_AFTER,), time=ENGAGED,
        question="How many people are engaged with an investigation after 3, 6 and 12 months?",
        weak=(
            "an investigation is open, and their latest view of the police is not reluctant",
            "no recorded view counts as engaged",
        ),
    ),
    Measure(
        key="engagement-by-contact", name="Engagement by point of contact", group=MeasureGroup.JUSTICE,
        title="People with an open investigation",
        of=("engagement_seen",), by=(CONTACT, ENGAGEMENT, CONTACT_ENGAGEMENT),
        question="Do people with a navigator engage with an open investigation more often than others?",
        time=f"the month that begins {ENGAGEMENT_SEEN_AFTER_MONTHS} months after the crime was recorded",
        weak=(
            "only people whose investigation is still open then",
            "no recorded view counts as engaged",
            "the point of contact is the one on the day the figures were drawn",
        ),
    ),
    Measure(
        key="investigations-open", name="Investigations still open", group=MeasureGroup.JUSTICE,
        title="People whose investigation is still open",
        of=("investigation_open",), by=(OPEN_AFTER,),
        question="For how many people is the investigation still open after 6 and 12 months?",
        time="the month that starts 6 or 12 months after the crime was first recorded",
        weak=("people, not investigations", "only if their worker was told how it ended"),
    ),
    Measure(
        key="investigations-closed", name="Investigations closed", group=MeasureGroup.JUSTICE,
        title="People whose investigation closed",
        of=("investigation_closed",), by=(HOW_CLOSED,),
        question="For how many people did an investigation end, and how?",
        weak=(FIRST_ONE, "a decision not to investigate is counted separately", "only if their worker was told"),
    ),
    Measure(
        key="told-by-police", name="Told about a step in the investigation", group=MeasureGroup.JUSTICE,
        title="People told about a step in the investigation",
        of=("told_by_police",), by=WHO, question="How many people were told about a step by the police or a court?",
        source="Victims’ Code 2021, rights 6 and 9, not separated", has_direction="up",
        weak=("does not show if it was on time", ONCE_A_MONTH),
    ),
    Measure(
        key="deployed-in-a-day", name="Someone came within a day", group=MeasureGroup.JUSTICE, of=("deployed",),
        title="People to whom someone was sent", share_title="People to whom someone came within a day",
        where=make_wait_known_condition(),
        share=make_waited_at_most_condition(1), share_words="on the day of the request or the day after",
        question="How soon does the practitioner reach the person?", has_direction="up",
        weak=("people no one came to are not included: read with “Hours without a named contact”",),
    ),
    Measure(
        key="deployment-feedback-person", name="People’s feedback on practitioners", group=MeasureGroup.JUSTICE,
        title="People who gave feedback on a practitioner", share_title="People who say the practitioner helped",
        of=("feedback_of_person",), share=make_column_in_codes_condition("answer", "helped"),
        share_words="say it helped",
        question="Do people say the practitioner sent to them helped?", has_direction="up",
        time="the month someone came",
        weak=(FIRST_ONE, "only people who were asked, mostly by the practitioner sent to them"),
    ),
    Measure(
        key="deployment-feedback-practitioner", name="Feedback from practitioners who were sent",
        title="People about whom a practitioner gave feedback",
        share_title="People whose practitioner says it helped",
        group=MeasureGroup.JUSTICE, of=("feedback_of_practitioner",),
        share=make_column_in_codes_condition("answer", "helped"),
        share_words="say it helped", question="Do practitioners who are sent say it helped?", has_direction="up",
        time="the month they came", weak=(FIRST_ONE, AS_RECORDED),
    ),
    Measure(
        key="hours-without-contact", name="Hours without a named contact", group=MeasureGroup.JUSTICE,
        title="People for whom a contact was requested", share_title="People with a contact named within 4 hours",
        of=("contact_gap",), by=(HOURS,), share=make_column_in_codes_condition("answer", "hours_1", "hours_4"),
        share_words="named within 4 hours",
        question="How long does it take for a contact to be named after a request?", has_direction="up",
        time="the month in which a contact was named; after a day without one, the month of that day",
        weak=(FIRST_ONE, "an interim contact counts as named", "only requests that were made through Handrail"),
    ),
)  # fmt: skip
