"""From an answer to the text that is sealed, and back."""

import json

from handrail.people.records.sealing import read_sealed
from handrail.people.referral_form.models import FormAnswer
from handrail.people.referral_form.rules.flow import FormAnswerValue, Value
from handrail.platform.vault.cipher import Cipher


def encode_answer(value: Value) -> str:
    """The text that is sealed; empty for nothing."""
    return json.dumps(value, ensure_ascii=False) if value else ""


def decode_answer(row: FormAnswer, box: Cipher | None) -> FormAnswerValue:
    """What was answered. Unreadable for good where the person's key was destroyed: then it is nothing."""
    text = read_sealed(box, row, "value")
    value = json.loads(text) if text else ""
    return FormAnswerValue(tuple(value) if isinstance(value, list) else value, row.unsure)
