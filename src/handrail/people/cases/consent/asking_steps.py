"""The questions about how somebody was asked, the same wherever an answer of the person is recorded."""

from collections.abc import Mapping

from handrail.people.records.text_choices import InterpretationMode
from handrail.platform.ui.multi_step_page import FormStep

DECISION_STEP = FormStep(
    "decision",
    ("capacity", "decided_by", "decided_why"),
    reveals={"best_interests": ("decided_by", "decided_why")},
)
INTERPRETATION_STEP = FormStep("how", ("through", "asked_by"), "How did you ask them?", "Who interpreted?")
INTERPRETER_STEP = FormStep("interpreter", ("interpreter", "interpreted_by", "circle"))


def was_interpreter_used(typed: Mapping[str, str]) -> bool:
    """Whether somebody interpreted, by what was answered: only then is it asked who."""
    return typed.get("through", "") not in (InterpretationMode.NOT_SAID, InterpretationMode.SHARED)
