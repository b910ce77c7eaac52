"""What comes before all that only has a day: somebody's safety, a child, then duties in law or the counting rules."""

from enum import IntEnum

DANGER_PLAN = "danger_plan"
"""Somebody is in danger and has no safety plan: asked by the case and not by the rules of the pathway."""
MISSING_NOW = frozenset({"report_missing", "report_missing_council"})
"""Prompts about somebody who is missing: before all else."""
MISSING_TAG = ("overdue", "Missing")
"""State and words of their tag."""
SAFETY_FIRST = MISSING_NOW | {DANGER_PLAN, "plan_after_missing", "make_safe"}
"""Prompts about somebody who is missing, in danger or not known to be safe."""
ASKED_BY_DANGER = frozenset({"make_safe", "check_safe"})
"""Which of the two is asked tells, after the first weeks, whether danger is open: only to whoever may see that."""
SAFETY_TAG = ("today", "Urgent: safety")
"""State and words of the tag of the others where they have no day."""
CHILD_FIRST = frozenset({"social_care"})
"""A child without a bed tonight needs the call and the bed, and one call does both: the council’s emergency duty team
is told of the child and finds the bed, so no adult place is looked for. It comes before the search, on every page. Only
danger now and somebody missing come before it: the age may not have been asked yet, and 999 does not wait."""
BED_TONIGHT = frozenset({"make_safe"})
"""The search for a place: after danger, and after the council's call for a child."""
DUTIES_IN_LAW = frozenset({"notify", "social_care", "guardian", "refer_child", "record_crime"})
"""Prompts of a duty that law or the counting rules set, dated or not."""
DUTY_TAG = ("today", "Legal duty")
"""State and words of the tag of such a duty where it has no day."""


class PromptRank(IntEnum):
    """The order of what is to be done, before its day."""

    MISSING = 0
    SAFETY = 1
    CHILD = 2
    BED = 3
    DUTY = 4
    OTHER = 5


def get_prompt_rank(code: str) -> PromptRank:
    """Where a prompt comes, by its code. What has no code of a prompt comes by its day."""
    if code in MISSING_NOW:
        return PromptRank.MISSING
    if code in CHILD_FIRST:
        return PromptRank.CHILD
    if code in BED_TONIGHT:
        return PromptRank.BED
    if code in SAFETY_FIRST:
        return PromptRank.SAFETY
    return PromptRank.DUTY if code in DUTIES_IN_LAW else PromptRank.OTHER


def get_tag_of_undated_prompt(code: str) -> tuple[str, str] | None:
    """State and words of the tag of a prompt without a day: None where it is not urgent by its code.

    Returns:
        The tag's state and its words.
    """
    if code in MISSING_NOW:
        return MISSING_TAG
    if code in SAFETY_FIRST:
        return SAFETY_TAG
    return DUTY_TAG if code in DUTIES_IN_LAW else None
