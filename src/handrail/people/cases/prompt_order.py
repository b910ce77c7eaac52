"""What comes before all that only has a day: somebody's safety, then duties that law or the counting rules set."""

from enum import IntEnum

DANGER_PLAN = "danger_plan"
"""Somebody is in danger and has no safety plan: asked by the case and not by the rules of the pathway."""
SAFETY_FIRST = frozenset({DANGER_PLAN, "plan_after_missing", "report_missing"})
"""Prompts about somebody who is in danger or missing."""
DUTIES_IN_LAW = frozenset({"notify", "social_care", "guardian", "refer_child", "record_crime"})
"""Prompts of a duty that law or the counting rules set, dated or not."""
DUTY_TAG = ("today", "Legal duty")
"""State and words of the tag of such a duty where it has no day."""


class PromptRank(IntEnum):
    """The order of what is to be done, before its day."""

    SAFETY = 0
    DUTY = 1
    OTHER = 2


def get_prompt_rank(code: str) -> PromptRank:
    """Where a prompt comes, by its code. What has no code of a prompt comes by its day."""
    if code in SAFETY_FIRST:
        return PromptRank.SAFETY
    return PromptRank.DUTY if code in DUTIES_IN_LAW else PromptRank.OTHER
