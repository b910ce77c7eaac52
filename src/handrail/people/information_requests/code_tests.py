"""The tests of the Code of practice on victim information requests, each with its source and how sure that is.

The Code itself was not to be had: what stands here was read in notes of law firms on it, in the order that
brought it into force, and, of notices, in section 44B(1) to (4) of the Act. Whoever has the Code corrects a row
here, with a new date; pages and papers show these words.
"""

import datetime
from dataclasses import dataclass
from typing import Final

CODE_NAME: Final = "Code of practice on victim information requests"
IN_FORCE_FROM: Final = datetime.date(2026, 1, 12)
IN_FORCE_SOURCE: Final = "Victims and Prisoners Act 2024, section 28; SI 2025/1168"
_NOTES: Final = "Law firm notes on the Code"
_ACT: Final = "Police, Crime, Sentencing and Courts Act 2022, section 44B"
_SEEN: Final = "Subsections 1 to 4 read in the Act; why notice may be left out: from a secondary source"
_SECONDARY: Final = "Not verified: from a secondary source"
_OURS: Final = "Ours: a setting, not confirmed"


@dataclass(frozen=True, slots=True)
class VictimsCodeRequestTest:
    """One test. `field` names what the request must hold for it."""

    field: str
    words: str
    source: str
    confidence: str


CODE_TESTS: Final = (
    VictimsCodeRequestTest("enquiry", "Only for a reasonable line of enquiry.", _NOTES, _SECONDARY),
    VictimsCodeRequestTest(
        "necessity", "Only what is necessary and proportionate for that.", _NOTES, _SECONDARY
    ),
    VictimsCodeRequestTest(
        "other_routes", "The less intrusive way tried or considered is recorded.", _OURS, _OURS
    ),
    VictimsCodeRequestTest(
        "probative_value",
        "Counselling notes should not normally be requested: only with substantial probative value.",
        _NOTES,
        _SECONDARY,
    ),
    VictimsCodeRequestTest(
        "approval",
        "A senior officer must approve a request for counselling notes: here another person, a duty lead of the "
        "force. Rank not verified.",
        _NOTES,
        _SECONDARY,
    ),
    VictimsCodeRequestTest(
        "handling", "The notice says what is asked, why, and how it will be dealt with.", _ACT, _SEEN
    ),
    VictimsCodeRequestTest(
        "notice",
        "The person has written notice on or before the date of the request, or as soon as it can be given after "
        "it, with the reason. If it is unsafe or would harm the case, record that reason.",
        _ACT,
        _SEEN,
    ),
    VictimsCodeRequestTest(
        "notice_to",
        "For a child or an adult without capacity: a parent, guardian or representative has it, or another suitable "
        "adult.",
        _ACT,
        _SEEN,
    ),
    VictimsCodeRequestTest("views", "The person’s view, and any objection, is recorded.", _OURS, _OURS),
    VictimsCodeRequestTest("third_party", "Any information about someone else is recorded.", _OURS, _OURS),
)
