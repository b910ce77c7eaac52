"""From the documents of a case to the words, tags and links of its pages."""

from typing import NamedTuple

from django.urls import reverse

from handrail.people.records.queries.known_case_parts import CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.access.roles import Permission
from handrail.platform.files import queries
from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.files.queries import StoredDocumentList, StoredDocumentRow
from handrail.platform.files.scan_results import VirusScanState
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

SCAN_STATES = {
    VirusScanState.WAITING: "unknown",
    VirusScanState.CLEAN: "met",
    VirusScanState.INFECTED: "unsafe",
}


class CaseDocumentItem(NamedTuple):
    """A paper as its pages show it: `open` and `href` are how to open it, where that can be."""

    name: str
    description: str
    kind: str
    facts: str
    added: str
    state: str
    words: str
    found: str
    href: str
    open: str
    back_href: str


class CaseDocumentsPanel(NamedTuple):
    """The documents that are open to the reader, how many were taken back, and which kinds they are not shown."""

    documents: list[CaseDocumentItem]
    taken_back: int
    add: str
    hidden: list[str]
    may_change: bool


def present_document_list(
    access: CaseAccess, reading_access: CaseAccess, reference: str, known: CasePartsKnownEmptyOrFetched
) -> CaseDocumentsPanel | None:
    """The documents of a case. Two statements, none where it is known that there are none.

    Args:
        access: what the reader may see.
        reading_access: what they may do now.
        reference: the case's, for the links.
        known: which parts of the case hold anything.

    Returns:
        None where no kind of information is open that a document may be of.
    """
    if not set(SHAREABLE_KINDS) & access.kinds:
        return None
    kept = queries.list_stored_documents(access) if known.has("document") else StoredDocumentList((), 0)
    may_record = reading_access.may(Permission.RECORD)
    return CaseDocumentsPanel(
        documents=[present_document(paper, reference, may_record=may_record) for paper in kept.lines],
        taken_back=kept.taken_back,
        add=reverse("add_paper", args=[reference]) if may_record else "",
        hidden=[kind.words for kind in access.hidden],
        may_change=may_record,
    )


def present_document(paper: StoredDocumentRow, reference: str, *, may_record: bool) -> CaseDocumentItem:
    """A document as its pages show it.

    Args:
        paper: the document.
        reference: the case's, for the links.
        may_record: whether the reader may open one that was not scanned yet.
    """
    is_clean = paper.scan is VirusScanState.CLEAN
    href = reverse("paper", args=[reference, paper.paper_id])
    return CaseDocumentItem(
        name=paper.name or "Cannot be opened: its encryption key was destroyed",
        description=paper.description,
        kind=paper.kind.words,
        facts=msg(
            "{type}, {size}", type=formatting.capitalise_first(paper.type), size=_format_size(paper.size)
        ),
        added=msg(
            "Uploaded {added_at}, by {added_by}, {added_by_body}",
            added_at=formatting.format_relative_day_and_time(paper.added_at),
            added_by=paper.added_by,
            added_by_body=paper.added_by_body,
        ),
        state=SCAN_STATES[paper.scan],
        words=paper.scan.label,
        found=paper.found,
        href=href if paper.scan is not VirusScanState.INFECTED and paper.name else "",
        open="Save a copy" if is_clean else "Open anyway" if may_record else "Why it is locked",
        back_href=reverse("take_back_paper", args=[reference, paper.paper_id]),
    )


def _format_size(size: int) -> str:
    return (
        msg("{size} MB", size=f"{size / MEGABYTE:.1f}")
        if size >= MEGABYTE
        else msg("{max} KB", max=max(size // 1024, 1))
    )
