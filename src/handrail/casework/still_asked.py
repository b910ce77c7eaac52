"""Which of the rules' prompts still stand, given what a case tells and no event does."""

from collections.abc import Iterable

from handrail.pathway import Prompt


def still_asked(prompts: Iterable[Prompt], *, stand_in: bool, review_day: bool) -> list[Prompt]:
    """Leave out naming a stand-in where one is named, and a look at the plan where it has its own review day."""
    settled = {"contact_point": stand_in, "safety_plan": review_day}
    return [prompt for prompt in prompts if not settled.get(prompt.code, False)]
