"""From an answer to the text that is sealed, and back."""

import json

from handrail.casework.case.sealing import read
from handrail.nrmform.models import Answer
from handrail.nrmform.rules.flow import Given, Value
from handrail.vault.box import Box


def packed(value: Value) -> str:
    """The text that is sealed; empty for nothing."""
    return json.dumps(value, ensure_ascii=False) if value else ""


def given(row: Answer, box: Box | None) -> Given:
    """What was answered. Unreadable for good where the person's key was destroyed: then it is nothing."""
    text = read(box, row, "value")
    value = json.loads(text) if text else ""
    return Given(tuple(value) if isinstance(value, list) else value, row.unsure)
