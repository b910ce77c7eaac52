"""The tests of the Code of practice on victim information requests, each with its source and how sure that is.

The Code itself was not to be had: what stands here was read in notes of law firms on it, and in the order that
brought it into force. Whoever has the Code corrects a row here, with a new date; pages and papers show these words.
"""

import datetime
from dataclasses import dataclass
from typing import Final

CODE_NAME: Final = "Code of practice on victim information requests"
IN_FORCE_FROM: Final = datetime.date(2026, 1, 12)
IN_FORCE_SOURCE: Final = "Victims and Prisoners Act 2024, section 28; SI 2025/1168"
_NOTES: Final = "Law firm notes on the Code"
_SECONDARY: Final = "From a secondary source"
_OURS: Final = "Ours: a setting, not confirmed"


@dataclass(frozen=True, slots=True)
class CodeTest:
    """One test. `field` names what the request must hold for it."""

    field: str
    words: str
    source: str
    confidence: str


CODE_TESTS: Final = (
    CodeTest("enquiry", "Only for a reasonable line of enquiry.", _NOTES, _SECONDARY),
    CodeTest("necessity", "Only what is necessary and proportionate to that.", _NOTES, _SECONDARY),
    CodeTest(
        "other_routes", "What less intrusive way was tried or considered is written down.", _OURS, _OURS
    ),
    CodeTest(
        "probative_value",
        "Counselling notes are presumed not to be asked for: only with substantial probative value.",
        _NOTES,
        _SECONDARY,
    ),
    CodeTest(
        "approved_by",
        "A senior officer approves a request for counselling notes. Which rank was not found.",
        _NOTES,
        _SECONDARY,
    ),
    CodeTest(
        "notice",
        "The person has written notice on or before the day of the request, unless that is unsafe or would harm the "
        "case; then the reason is written down.",
        _NOTES,
        _SECONDARY,
    ),
    CodeTest("views", "What the person says of it, and whether they object, is written down.", _OURS, _OURS),
    CodeTest("third_party", "Whether it tells of somebody else is written down.", _OURS, _OURS),
)
