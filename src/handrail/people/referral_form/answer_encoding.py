"""From an answer to the text that is sealed, and back."""

import json

from handrail.people.referral_form.models import FormAnswer
from handrail.people.referral_form.rules.question_flow import FormAnswerValue, Value


def encode_answer(value: Value) -> str:
    """The text that is sealed; empty for nothing."""
    return json.dumps(value, ensure_ascii=False) if value else ""


def decode_answer(row: FormAnswer) -> FormAnswerValue:
    """What was answered. Not readable any more where the person's key was destroyed: then it is nothing."""
    text = row.value.open()
    value = json.loads(text) if text else ""
    return FormAnswerValue(tuple(value) if isinstance(value, list) else value, row.unsure)
