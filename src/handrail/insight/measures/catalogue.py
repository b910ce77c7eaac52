"""All measures, each once. A new one is one entry; its key stands in published files and never changes."""

from typing import Final

from handrail.insight.facts import take_up
from handrail.insight.facts.fact_derivation import UNANSWERED_DAYS, UNMET_DAYS
from handrail.insight.measures.breakdowns import (
    CAUSE,
    DISTRICT,
    DISTRICT_PHASE,
    DOUBT,
    DOUBT_ABOUT,
    EXPLOITATION,
    HEARD,
    NEED,
    NEED_PHASE,
    NIGHTS,
    NO_REASON,
    PHASE,
    POUNDS,
    PROVIDER_REASON,
    STEP,
    STEP_REASON,
    TAKE_UP_CROSSED,
    UNSUITABLE,
    WHAT_HAPPENED,
    WHO,
)
from handrail.insight.measures.conditions import (
    make_column_in_codes_condition,
    make_wait_known_condition,
    make_waited_at_most_condition,
)
from handrail.insight.measures.conference_measures import CONFERENCES
from handrail.insight.measures.criminal_case_measures import CRIMINAL_CASES
from handrail.insight.measures.later_measures import LATER
from handrail.insight.measures.measure import Measure, MeasureGroup
from handrail.insight.measures.weaknesses import (
    AS_RECORDED,
    FIRST_ONE,
    ONCE_A_MONTH,
    ONLY_OURS,
)

FOUND: Final = (
    Measure(
        key="identified", name="People identified", group=MeasureGroup.FOUND, of=("identified",),
        by=(*WHO, *WHAT_HAPPENED, HEARD),
        question="How many people were identified as potential victims?",
        time="the month signs were first seen or, if not recorded, the month the case was opened",
        weak=(ONLY_OURS, "does not show people who were never identified"),
    ),
    Measure(
        key="referred", name="People referred to the NRM", group=MeasureGroup.FOUND, of=("referred",),
        by=(*WHO, EXPLOITATION, HEARD),
        question="How many people were referred to the NRM?",
        source="Date of the online form. The Home Office counts by the date it accepts a referral",
        weak=(ONLY_OURS, "will not equal the Home Office’s count for an area"),
    ),
    Measure(
        key="referred-in-a-week", name="Referred within a week", group=MeasureGroup.FOUND, of=("referred",),
        title="People referred after they were identified", share_title="People referred within a week",
        where=make_wait_known_condition(),
        share=make_waited_at_most_condition(7), share_words="within 7 days of being identified",
        question="How soon are people referred after they are identified?",
        weak=("quicker is not better for everyone: a person may need time to decide", AS_RECORDED),
    ),
    Measure(
        key="returned", name="People referred again", group=MeasureGroup.FOUND, of=("returned",), by=WHO,
        question="How many people were referred to the NRM again?", has_direction="down",
        weak=("misses an earlier referral that is not in the same case record",),
    ),
    Measure(
        key="duty-to-notify", name="Duty to Notify reports", group=MeasureGroup.FOUND, of=("duty_to_notify",), by=WHO,
        title="People with a Duty to Notify report",
        question="How many adults were reported under the Duty to Notify?",
        source="Modern Slavery Act 2015, section 52",
        weak=(ONLY_OURS, "an anonymous report may be about someone already reported"),
    ),
    Measure(
        key="no-recourse", name="No recourse to public funds", group=MeasureGroup.FOUND, of=("identified",),
        title="People identified, by recourse to public funds", share_title="People with no recourse to public funds",
        share=make_column_in_codes_condition("funds", "no"), share_words="known to have no recourse to public funds",
        question="How many of those identified have no recourse to public funds?",
        weak=("“the rest” includes people who were not asked", "as known when the figures were drawn"),
    ),
    Measure(
        key="reached-in-two-days", name="Reached within two days", group=MeasureGroup.FOUND, of=("first_contact",),
        title="People reached by a worker", share_title="People reached within two days",
        where=make_wait_known_condition(),
        share=make_waited_at_most_condition(2), share_words="within 2 days of being identified",
        share_of="first contacts",
        question="How soon does a worker contact someone after they are identified?", has_direction="up",
        time="the month of the first contact",
        weak=("people never reached are not included: read with “People identified”",),
    ),
)  # fmt: skip
CHOICE: Final = (
    Measure(
        key="nrm-agreed", name="Consented to the NRM", group=MeasureGroup.CHOICE, of=("nrm_answer",),
        title="People who consented to the NRM",
        where=make_column_in_codes_condition("answer", "yes"), by=WHO,
        question="How many people consented to a referral to the NRM?",
        weak=("children are referred without consent and are not included", ONCE_A_MONTH),
    ),
    Measure(
        key="nrm-declined", name="Declined the NRM", group=MeasureGroup.CHOICE, of=("nrm_answer",),
        title="People who declined the NRM",
        where=make_column_in_codes_condition("answer", "no"), by=(*WHO, NO_REASON),
        question="How many people declined the NRM?",
        weak=("the reason is the last one the person gave; many give none", ONCE_A_MONTH),
    ),
    Measure(
        key="nrm-undecided", name="Had not decided on the NRM", group=MeasureGroup.CHOICE, of=("nrm_answer",),
        title="People who had not decided on the NRM",
        where=make_column_in_codes_condition("answer", "undecided"), by=WHO,
        question="How many people were asked about the NRM and had not decided?",
        weak=("people never asked are not included",),
    ),
    Measure(
        key="left-nrm", name="Left the NRM", group=MeasureGroup.CHOICE, of=("left_nrm",), by=WHO,
        title="People who left the NRM",
        question="How many people chose to leave the NRM?", weak=(AS_RECORDED,),
    ),
    Measure(
        key="local-support-agreed", name="Wanted local support", group=MeasureGroup.CHOICE,
        title="People asked about local support", share_title="People who said yes to local support",
        of=("local_support_answer",), share=make_column_in_codes_condition("answer", "yes"), share_words="said yes",
        question="How many of those asked wanted local support?", has_direction="up",
        weak=("counted by the first answer of a month", ONCE_A_MONTH),
    ),
    Measure(
        key="national-support-agreed", name="Asked about national support", group=MeasureGroup.CHOICE,
        title="People asked about national support", share_title="People who said yes to national support",
        of=("national_support_answer",), share=make_column_in_codes_condition("answer", "yes"), share_words="said yes",
        question="How many of those asked wanted national support?",
        weak=("counted by the first answer of a month", ONCE_A_MONTH),
    ),
    Measure(
        key="held-back", name="Reluctant to accept help", group=MeasureGroup.CHOICE, of=("held_back",),
        title="People reluctant to accept help",
        by=(DOUBT, DOUBT_ABOUT), question="Why are people reluctant about the police, the NRM or support?",
        weak=(FIRST_ONE, "only people whose reasons were recorded"),
    ),
    Measure(
        key="mind-changed", name="Changed their mind", group=MeasureGroup.CHOICE, of=("mind_changed",),
        title="People who were reluctant, then accepted help",
        by=(CAUSE,), question="What changed the minds of people who were reluctant?", has_direction="up",
        weak=(FIRST_ONE, "only if recorded by the worker"),
    ),
)  # fmt: skip
DECISIONS: Final = (
    Measure(
        key="reasonable-grounds", name="Reasonable grounds decisions", group=MeasureGroup.DECISIONS,
        title="People with a reasonable grounds decision",
        share_title="People with a positive reasonable grounds decision",
        of=("rg_decided",), share=make_column_in_codes_condition("answer", "positive"), share_words="positive",
        question="How many people got a reasonable grounds decision?",
        source="Date on the decision",
        weak=("a person with two decisions in one month counts by the first", ONLY_OURS),
    ),
    Measure(
        key="reasonable-grounds-in-a-week", name="Reasonable grounds within a week",
        title="People with a reasonable grounds decision after a known referral",
        share_title="People with a reasonable grounds decision within a week",
        group=MeasureGroup.DECISIONS, of=("rg_decided",), where=make_wait_known_condition(),
        share=make_waited_at_most_condition(7), share_words="within 7 days of the referral",
        question="How soon is a reasonable grounds decision made?", has_direction="up",
        source="Statutory guidance: where possible within 5 working days. We count 7 calendar days",
        weak=("counted from the date of the form, not the date it was accepted", "bank holidays count as days"),
    ),
    Measure(
        key="conclusive-grounds", name="Conclusive grounds decisions", group=MeasureGroup.DECISIONS,
        title="People with a conclusive grounds decision",
        share_title="People with a positive conclusive grounds decision",
        of=("cg_decided",), share=make_column_in_codes_condition("answer", "positive"), share_words="positive",
        question="How many people got a conclusive grounds decision?", source="Date on the decision",
        weak=("a person with two decisions in one month counts by the first", ONLY_OURS),
    ),
    Measure(
        key="conclusive-grounds-in-a-year", name="Conclusive grounds within a year", group=MeasureGroup.DECISIONS,
        title="People with a conclusive grounds decision after a known referral",
        share_title="People with a conclusive grounds decision within a year",
        of=("cg_decided",), where=make_wait_known_condition(), share=make_waited_at_most_condition(365),
        share_words="within a year of the referral",
        question="How long do people wait for a conclusive grounds decision?", has_direction="up",
        weak=("people still waiting are not included",),
    ),
)  # fmt: skip
SUPPORT: Final = (
    Measure(
        key="needs", name="People with a new need", group=MeasureGroup.SUPPORT, of=("need_opened",),
        by=(NEED, PHASE, NEED_PHASE, *WHO),
        question="What do people need?", weak=(FIRST_ONE, ONCE_A_MONTH),
    ),
    Measure(
        key="needs-met", name="People with a need that was met", group=MeasureGroup.SUPPORT, of=("need_met",),
        by=(NEED,), question="How many people had a need met?", has_direction="up",
        weak=(FIRST_ONE, "met in the worker’s view"),
    ),
    Measure(
        key="needs-unmet", name="People with a need unmet for three months", group=MeasureGroup.SUPPORT,
        of=("need_unmet",), by=(NEED, PHASE, NEED_PHASE, DISTRICT, DISTRICT_PHASE),
        question="How many people had a need that no one met for three months?", has_direction="down",
        time=f"the month in which the need had been open for {UNMET_DAYS} days",
        weak=(FIRST_ONE, ONCE_A_MONTH, "three months is our choice, not set in law"),
    ),
    Measure(
        key="offers", name="People who were offered a service", group=MeasureGroup.SUPPORT, of=("offered",),
        by=(NEED, PHASE, *WHO), question="How many people were offered a service?", weak=(FIRST_ONE, ONCE_A_MONTH),
    ),
    Measure(
        key="offers-answered", name="Accepted an offer", group=MeasureGroup.SUPPORT,
        title="People who responded to an offer", share_title="People who accepted an offer",
        of=("offer_answered",), share=make_column_in_codes_condition("answer", "accepted"), share_words="accepted",
        by=(NEED, PHASE), question="Do people take up what they are offered?",
        weak=("counted by the first answer of a month", ONCE_A_MONTH),
    ),
    Measure(
        key="offers-unanswered", name="People whose offer had no answer", group=MeasureGroup.SUPPORT,
        of=("offer_unanswered",), by=(NEED, PHASE), question="Which offers get no answer?", has_direction="down",
        time=f"the month in which an offer had been open for {UNANSWERED_DAYS} days",
        weak=(FIRST_ONE, "two weeks is our choice, not set in law"),
    ),
    Measure(
        key="providers-declined", name="People turned away by a provider", group=MeasureGroup.SUPPORT,
        of=("provider_answered",), where=make_column_in_codes_condition("answer", "declined"),
        by=(PROVIDER_REASON, NEED),
        question="How many people were turned away by a provider, and why?", has_direction="down",
        weak=(FIRST_ONE, "only referrals that were sent through Handrail"),
    ),
    Measure(
        key="local-support", name="Local support started", group=MeasureGroup.SUPPORT, of=("local_support",), by=WHO,
        title="People whose local support started",
        question="For how many people did local support start?", weak=(AS_RECORDED,),
    ),
    Measure(
        key="national-support", name="National support started", group=MeasureGroup.SUPPORT, of=("national_support",),
        title="People whose national support started",
        by=WHO, question="For how many people did national support start?", weak=(AS_RECORDED,),
    ),
    Measure(
        key="paid-for", name="People helped by a fund", group=MeasureGroup.SUPPORT, of=("paid",),
        by=(POUNDS, *WHO), question="For how many people did an emergency fund pay, and how much?",
        weak=(FIRST_ONE, "people, not pounds: payments are shown in bands"),
    ),
)  # fmt: skip
SAFETY: Final = (
    Measure(
        key="safe-place-in-a-day", name="A safe place within a day", group=MeasureGroup.SAFETY, of=("safe_place",),
        title="People who reached a safe place", share_title="People who reached a safe place within a day",
        where=make_wait_known_condition(),
        share=make_waited_at_most_condition(1), share_words="on the day they were identified or the day after",
        question="How soon does a person reach a place of safety?", has_direction="up",
        weak=("people who never reached one are not included",),
    ),
    Measure(
        key="unsuitable-nights", name="People with a night in an unsuitable place", group=MeasureGroup.SAFETY,
        of=("unsuitable_night",), by=(UNSUITABLE, NIGHTS, *WHO), has_direction="down",
        question="How many people slept in an unsuitable place?",
        time="each month in which they slept there",
        weak=(FIRST_ONE, "only places marked as unsuitable"),
    ),
    Measure(
        key="missing", name="People who went missing", group=MeasureGroup.SAFETY, of=("missing",), by=(*WHO, PHASE),
        question="How many people went missing?", has_direction="down",
        weak=("people who stopped answering may not be recorded as missing", ONCE_A_MONTH),
    ),
    Measure(
        key="found-again", name="People who were found again", group=MeasureGroup.SAFETY, of=("found_again",), by=WHO,
        question="How many missing people were found?", has_direction="up",
        weak=("the person may have gone missing in an earlier month",),
    ),
    Measure(
        key="responsibility-disputed", name="Disputes over who is responsible for housing",
        title="People with a dispute over who houses them",
        group=MeasureGroup.SAFETY, of=("responsibility_disputed",), by=WHO, has_direction="down",
        question="For how many people was responsibility for housing disputed?", weak=(AS_RECORDED,),
    ),
)  # fmt: skip
JUSTICE: Final = (
    Measure(
        key="crime-recorded", name="Victims with a crime recorded", group=MeasureGroup.JUSTICE,
        of=("crime_recorded",), by=WHO, question="How many people had the crime against them recorded by the police?",
        source="Date on the crime record",
        weak=("people, not crimes", "only if their worker was told"),
    ),
    Measure(
        key="not-investigated", name="Decided not to investigate", group=MeasureGroup.JUSTICE,
        title="People whose case the police decided not to investigate",
        of=("not_investigated",), by=WHO,
        question="For how many people did the police decide not to investigate?",
        weak=("only if their worker was told",),
    ),
    Measure(
        key="liaison-named", name="A point of contact named", group=MeasureGroup.JUSTICE, of=("liaison_named",),
        title="People given a point of contact",
        by=WHO, question="How many people were given a liaison officer, a navigator or one named contact?",
        has_direction="up", weak=("does not show which of the three",),
    ),
    Measure(
        key="charged", name="A suspect charged", group=MeasureGroup.JUSTICE, of=("charged",), by=WHO,
        title="People in whose case a suspect was charged",
        question="For how many people was a suspect charged?", weak=("only if their worker was told",),
    ),
    Measure(
        key="conferences", name="Case conferences held", group=MeasureGroup.JUSTICE, of=("conference_held",), by=WHO,
        title="People who had a case conference",
        question="About how many people was a case conference held?", weak=(AS_RECORDED,),
    ),
    Measure(
        key="conferences-agreed", name="Agreed to a case conference", group=MeasureGroup.JUSTICE,
        title="People who agreed to a case conference",
        of=("conference_agreed",), by=WHO, question="How many people agreed to a case conference?",
        weak=("includes conferences decided in the person’s best interests", AS_RECORDED),
    ),
    Measure(
        key="conferences-in-time", name="Case conferences within 48 hours", group=MeasureGroup.JUSTICE,
        title="People with a known wait for a case conference",
        share_title="People with a case conference within 48 hours",
        of=("conference_held",), where=make_wait_known_condition(), share=make_waited_at_most_condition(2),
        share_words="within 2 days of the later of identified and agreed", has_direction="up",
        question="How many conferences were held in time?",
        weak=("the target is 48 hours, and this counts days", "a low number of conferences is not a good sign"),
    ),
)  # fmt: skip
TAKE_UP: Final = Measure(
    key="take-up", name="From referral to result", group=MeasureGroup.TAKE_UP, of=("take_up",), public=False,
    title="People followed from referral to result",
    by=(STEP, STEP_REASON, *TAKE_UP_CROSSED),
    question="How far do people get, and why no further?",
    time=f"the month that begins {take_up.SEEN_AFTER_MONTHS} months after the case was opened: all had equal time",
    weak=(
        "a later step counts the earlier ones as reached, recorded or not",
        "later records are not included",
        ONLY_OURS,
    ),
)  # fmt: skip
MEASURES: Final = (
    *FOUND,
    *CHOICE,
    *DECISIONS,
    *SUPPORT,
    *SAFETY,
    *JUSTICE,
    *CRIMINAL_CASES,
    *CONFERENCES,
    *LATER,
    TAKE_UP,
)
MEASURES_BY_KEY: Final = {measure.key: measure for measure in MEASURES}
