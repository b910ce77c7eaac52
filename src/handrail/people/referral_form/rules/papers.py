"""Papers of the case that go with a referral: which of them the form takes, and how each leaves. Never its content.

Source: the form's own page for files takes JPEG, PNG, PDF, DOC and DOCX, 25 MB each, 100 at most, and only a referral
comes to that page: a Duty to Notify report has none (form of April 2026).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from handrail.people.referral_form.rules.question_flow import (
    FormAnswers,
    FormAnswerValue,
    ReferralOrReportRoute,
    does_form_identify_potential_victim,
    get_referral_or_report_route_of_answers,
)
from handrail.platform.kernel.messages import msg

TAKES: Mapping[str, str] = MappingProxyType(
    {
        "application/pdf": "PDF",
        "image/jpeg": "JPEG",
        "image/png": "PNG",
        "application/msword": "DOC",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    }
)
LARGEST = 25 * 1024 * 1024
NO_FILES = "You cannot add files to a Duty to Notify report on the Home Office form."
NAMES_NOBODY = "This report is anonymous, and a document may identify the person."
NOT_SCANNED = "Not scanned yet. You can choose it once it has been scanned."
HARMFUL = "A scanner found something harmful in it."
OTHER_TYPE = "The Home Office’s form takes JPEG, PNG, PDF, DOC and DOCX, and no {type}."
TOO_LARGE = "The Home Office’s form takes 25 MB each, and this is larger."
GONE = "A document that was withdrawn, or that you cannot open"


@dataclass(frozen=True, slots=True)
class FormDocument:
    """One paper as it would leave. `kind` is the kind of information that reading it shows."""

    number: str
    name: str
    description: str
    kind: str
    type: str
    media: str
    size: int
    scan: str
    checksum: str = ""

    @property
    def words(self) -> str:
        """What it is called, and what it is."""
        return (
            msg("{name}: {description}", name=self.name, description=self.description)
            if self.description
            else self.name
        )


type FormPapers = Mapping[str, FormDocument]


def get_reason_form_takes_no_documents(answers: FormAnswers) -> str:
    """Why this form takes no papers; nothing where it takes them, or is not decided."""
    if get_referral_or_report_route_of_answers(answers) is not ReferralOrReportRoute.DTN:
        return ""
    return NO_FILES if does_form_identify_potential_victim(answers) else f"{NO_FILES} {NAMES_NOBODY}"


def get_reason_document_cannot_go_with_form(paper: FormDocument) -> str:
    """What stands in the way of choosing it; nothing where it may be chosen."""
    if paper.scan != "clean":
        return HARMFUL if paper.scan == "infected" else NOT_SCANNED
    if paper.media not in TAKES:
        return OTHER_TYPE.format(type=paper.type)
    return TOO_LARGE if paper.size > LARGEST else ""


def format_chosen_form_documents(given: FormAnswerValue, papers: FormPapers) -> str:
    """Those that were chosen, in words."""
    return "\n".join(papers[one].words if one in papers else GONE for one in given.values)


def get_sendable_documents_and_reasons_against_others(
    given: FormAnswerValue, papers: FormPapers
) -> tuple[tuple[FormDocument, ...], tuple[str, ...]]:
    """The papers that were chosen, divided.

    Returns:
        Those that leave; then of those that do not, a sentence for each with the reason.
    """
    stand = [papers[one] for one in given.values if one in papers]
    gone = [GONE for one in given.values if one not in papers]
    out = [
        msg("{paper}. {held}", paper=paper.words, held=get_reason_document_cannot_go_with_form(paper))
        for paper in stand
        if get_reason_document_cannot_go_with_form(paper)
    ]
    return tuple(paper for paper in stand if not get_reason_document_cannot_go_with_form(paper)), (
        *out,
        *gone,
    )


def build_document_entries_for_json(papers: Iterable[FormDocument]) -> list[dict[str, Any]]:
    """Each as the file has it: its name, what it is, and the checksum that its bytes must have."""
    return [
        {
            "sent_as": f"Document{number}.Name",
            "name": paper.name,
            "description": paper.description,
            "type": paper.type,
            "media_type": paper.media,
            "bytes": paper.size,
            "sha256": paper.checksum,
        }
        for number, paper in enumerate(papers, 1)
    ]
