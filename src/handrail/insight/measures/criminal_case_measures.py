"""Measures of the criminal case: triage, suspects, defendants, rights. Each has its own base; none divides another."""

from typing import Final

from handrail.insight.measures.breakdowns import (
    CHARGE_DECISION,
    COMPLETION,
    GIVEN_STATE,
    OUTCOME_GROUP,
    RIGHT_DUTY,
    RIGHT_GIVEN,
    RIGHTS_LEVEL,
    TRIAGE_BOTH,
    TRIAGE_OUTCOME,
    TRIAGE_REASON,
)
from handrail.insight.measures.conditions import make_column_in_codes_condition
from handrail.insight.measures.measure import Measure, MeasureGroup, MeasureUnit
from handrail.insight.measures.weaknesses import AS_RECORDED, FIRST_ONE

NOT_PRESCRIBED: Final = (
    "Handrail’s own definition, not prescribed: sections 6 to 8 of the Victims and Prisoners Act 2024 were not in "
    "force on 1 June 2026"
)
OWN_BASE: Final = "it has its own base: do not divide it by crimes, referrals or figures from another source"
BY_NUMBER: Final = "only suspects an officer numbered on the case"
SEVERAL: Final = "one person can count several times, so the figures are not published"

CRIMINAL_CASES: Final = (
    Measure(
        key="triage-decisions", name="Triage decisions of investigation teams", group=MeasureGroup.JUSTICE,
        title="People with a triage decision",
        of=("triage_decided",), by=(TRIAGE_OUTCOME, TRIAGE_REASON, TRIAGE_BOTH),
        question="For how many people did an investigation team make a triage decision, what was it, and why?",
        weak=("only the main reason", FIRST_ONE, AS_RECORDED),
    ),
    Measure(
        key="suspects-decided", name="Suspects on whom a charge was decided", group=MeasureGroup.JUSTICE,
        share_title="Suspects charged",
        of=("suspect_decided",), unit=MeasureUnit.SUSPECTS, public=False, by=(CHARGE_DECISION,),
        share=make_column_in_codes_condition("answer", "charged"), share_words="charged",
        question="What is the first decision about each suspect?",
        weak=(BY_NUMBER, OWN_BASE, SEVERAL),
    ),
    Measure(
        key="police-outcomes", name="Crimes by police outcome", group=MeasureGroup.JUSTICE, of=("police_outcome",),
        unit=MeasureUnit.CRIMES, public=False, by=(OUTCOME_GROUP,),
        question="What was the latest police outcome of each crime?",
        time="the month in which the outcome was decided", source="Groups of outcomes, as police forces publish them",
        weak=(
            "a victim who does not support action has not failed: ask what was offered",
            "only outcomes that an officer recorded on the case", OWN_BASE, SEVERAL,
        ),
    ),
    Measure(
        key="defendants-completed", name="Defendants whose case was completed", group=MeasureGroup.JUSTICE,
        share_title="Defendants convicted",
        of=("defendant_completed",), unit=MeasureUnit.DEFENDANTS, public=False, by=(COMPLETION,),
        share=make_column_in_codes_condition("answer", "convicted"), share_words="convicted",
        question="How do cases against defendants end?",
        time="the month of the verdict, or the month the case was stopped",
        weak=(BY_NUMBER, "will not equal the prosecution’s flag or a principal offence", OWN_BASE, SEVERAL),
    ),
    Measure(
        key="rights-due", name="Rights that were due, and how they were given", group=MeasureGroup.JUSTICE,
        title="Rights that were due",
        of=("right_due",), unit=MeasureUnit.ENTITLEMENTS, public=False,
        by=(RIGHT_DUTY, GIVEN_STATE, RIGHT_GIVEN, RIGHTS_LEVEL), source=NOT_PRESCRIBED,
        question="How was each Victims’ Code right met, and by which body?",
        time="the month it was due; without a deadline, the last month of its quarter",
        weak=("as known when the figures were drawn: an answer may come later", AS_RECORDED, SEVERAL),
    ),
    Measure(
        key="rights-in-time", name="Rights given in time", group=MeasureGroup.JUSTICE, of=("right_due",),
        title="Rights that were due, neither declined nor withheld", share_title="Rights given in time",
        where=make_column_in_codes_condition("answer", "in_time", "late", "explained", "unexplained", "unknown"),
        unit=MeasureUnit.ENTITLEMENTS, public=False, share=make_column_in_codes_condition("answer", "in_time"),
        share_words="given in time", by=(RIGHT_DUTY,), source=NOT_PRESCRIBED, has_direction="up",
        question="How many rights were given in time, of those due and not declined or withheld for safety?",
        time="the month it was due; without a deadline, the last month of its quarter",
        weak=("a right not known to be given counts as due", "a rate shows timing, not quality", SEVERAL),
    ),
)  # fmt: skip
