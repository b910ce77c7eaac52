"""Which of the rules' prompts still stand, given what a case tells and no event does, and what day it is."""

import datetime
from collections.abc import Iterable

from handrail.pathway import Prompt

LAPSING_PROMPTS = frozenset(
    {"reconsider", "legal_advice", "compensation", "review_no_charge", "after_support"}
)
"""Prompts about a right or a period that ends on its day: after it they are no longer asked, nor called overdue."""

LAPSING_CLOCKS = frozenset(
    {
        "reconsider_30d",
        "reconsider_guidance_3m",
        "judicial_review",
        "cica_claim",
        "cica_claim_child",
        "cica_claim_child_late",
        "vrr_request",
        "vrr_request_2013",
        "vrr_request_max",
        "vrr_police_request",
    }
)
"""The person's own rights: once the limit has passed, the case page tells it and no list asks for it."""


def filter_active_prompts(
    prompts: Iterable[Prompt], *, stand_in: bool, has_plan: bool, review_day: bool, today: datetime.date
) -> list[Prompt]:
    """Leave out naming a stand-in where one is named, a plan that is written or has its own day, lapsed rights.

    Args:
        prompts: what the rules say.
        stand_in: whether a stand-in is named.
        has_plan: whether a safety plan is written.
        review_day: whether the safety plan has a day of its own for its review.
        today: the day asked.
    """
    settled = {"contact_point": stand_in, "plan_after_missing": has_plan, "safety_plan": review_day}
    return [
        prompt
        for prompt in prompts
        if not settled.get(prompt.code, False) and not _has_prompt_lapsed(prompt, today)
    ]


def _has_prompt_lapsed(prompt: Prompt, today: datetime.date) -> bool:
    if prompt.code not in LAPSING_PROMPTS or prompt.by is None:
        return False
    by = prompt.by.date() if isinstance(prompt.by, datetime.datetime) else prompt.by
    return by < today
