"""What is asked for somebody who is in danger and has no safety plan, on the case and on My day."""

from handrail import pathway
from handrail.pathway.prompts import WORKER
from handrail.people.cases.prompt_order import DANGER_PLAN
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer

NOW_IN_DANGER = (ImmediateDangerOrInjuryAnswer.IN_DANGER, ImmediateDangerOrInjuryAnswer.BOTH)
DANGER_PROMPT = pathway.Prompt(
    code=DANGER_PLAN,
    do="Make sure they are safe now, and write a safety plan with them",
    who=WORKER,
    why=("They are in danger and have no safety plan. If they are in immediate danger, ring 999."),
    by=None,
    source=(
        "Home Office first responder toolkit, England and Wales, April 2026. The safety plan is "
        "Handrail’s own rule."
    ),
)
