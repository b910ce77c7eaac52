"""The documents of a record, for the copy that its person gets: which are given, in which archive, and how large."""

from dataclasses import dataclass

from handrail.people.personal_data.models import AccessRequest, ItemDecision
from handrail.people.personal_data.queries.subject_access import (
    format_file_size,
    get_content_item_key,
    get_item_decisions_by_key,
)
from handrail.people.personal_data.text_choices import DisclosureDecision
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.files.models import Paper
from handrail.platform.files.scan_results import VirusScanState

DOCUMENTS_IN_ARCHIVE = 25
"""At most: an archive stays below 1 GB, and opens everywhere."""


@dataclass(frozen=True, slots=True)
class SubjectAccessDocumentArchive:
    """One archive of documents: its number from 1, the papers in it, and the first and last of all that are given."""

    number: int
    papers: tuple[Paper, ...]
    first: int
    last: int

    @property
    def size(self) -> str:
        """How large its documents are together, in words."""
        return format_file_size(sum(paper.size for paper in self.papers))


@dataclass(frozen=True, slots=True)
class SubjectAccessDocuments:
    """What is given, by archive, and how many documents are not: by decision, found harmful, not scanned yet."""

    archives: tuple[SubjectAccessDocumentArchive, ...]
    left_out: int
    harmful: int
    waiting: int


def list_documents_for_subject_access(request: AccessRequest) -> SubjectAccessDocuments:
    """Every document of the record, those that were taken back too: they are held. The oldest first; two statements."""
    decisions = get_item_decisions_by_key(request)
    rows = (
        Paper.objects.filter(file=request.case_id)
        .order_by("pk")
        .opened_for(UnrecordedKeyAccess(request.case_id))
    )
    found = list(rows)
    decided = [row for row in found if _is_document_left_out_of_subject_access_copy(row, decisions)]
    clean = [row for row in found if row.scan == VirusScanState.CLEAN and row not in decided]
    return SubjectAccessDocuments(
        archives=tuple(
            SubjectAccessDocumentArchive(
                start // DOCUMENTS_IN_ARCHIVE + 1,
                tuple(clean[start : start + DOCUMENTS_IN_ARCHIVE]),
                start + 1,
                min(start + DOCUMENTS_IN_ARCHIVE, len(clean)),
            )
            for start in range(0, len(clean), DOCUMENTS_IN_ARCHIVE)
        ),
        left_out=len(decided),
        harmful=sum(row.scan == VirusScanState.INFECTED for row in found if row not in decided),
        waiting=sum(row.scan == VirusScanState.WAITING for row in found if row not in decided),
    )


def _is_document_left_out_of_subject_access_copy(row: Paper, decisions: dict[str, ItemDecision]) -> bool:
    decided = decisions.get(get_content_item_key(row))
    return decided is not None and decided.decision != DisclosureDecision.GIVEN
