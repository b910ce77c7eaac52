"""What the dry run found of one cell or row, as it is kept with the row."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase


class FindingWeight(StrEnum):
    """Whether the row cannot be imported before it is corrected, or somebody should look."""

    FAULT = "fault"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class RowFinding:
    """`column` is the head in the file, "" for the row as a whole; `says` is what is wrong and what to do."""

    column: str
    says: str
    weight: FindingWeight = FindingWeight.FAULT


def encode_findings(findings: Iterable[RowFinding]) -> str:
    """As text for the row; "" for none. Sentences stay translatable."""
    told = [(one.column, _encode_sentence(one.says), one.weight.value) for one in findings]
    return json.dumps(told, ensure_ascii=False) if told else ""


def decode_findings(text: str) -> list[RowFinding]:
    """The findings again."""
    return [
        RowFinding(
            column,
            str(decode_message(says)) if not says.startswith("{") else decode_message(says),
            FindingWeight(weight),
        )
        for column, says, weight in (json.loads(text) if text else ())
    ]


def _encode_sentence(text: str) -> str:
    return encode_message(text) if isinstance(text, Phrase) else text
