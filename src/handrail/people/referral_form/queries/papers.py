"""Papers of the case, as a referral may take them: those that can be chosen, and those that were."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from handrail.people.referral_form.rules.papers import FormDocument, FormPapers
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.files import queries as files
from handrail.platform.files.queries import StoredDocumentRow


def get_visible_form_documents_by_number(case_access: CaseAccess) -> FormPapers:
    """All that are open to the reader, newest first, those that cannot be chosen too."""
    return {
        str(line.paper_id): _build_form_document(line)
        for line in files.list_stored_documents(case_access).lines
    }


def get_chosen_form_documents_by_number(case_access: CaseAccess, numbers: Iterable[str]) -> FormPapers:
    """Those of these that still stand on the case and are open to the reader. Nothing is asked where none is named."""
    known = [number for one in numbers if (number := _parse_stored_document_id(one))]
    if not known:
        return {}
    return {
        str(number): _build_form_document(line)
        for number, line in files.get_stored_document_rows_by_id(case_access, known).items()
    }


def get_hidden_form_document_numbers(case_access: CaseAccess, numbers: Iterable[str]) -> frozenset[str]:
    """Those of these that stand on the case and are not open to the reader."""
    known = [number for one in numbers if (number := _parse_stored_document_id(one))]
    return (
        frozenset(str(number) for number in files.get_hidden_stored_document_ids(case_access, known))
        if known
        else frozenset()
    )


def add_checksums_to_form_documents(case_access: CaseAccess, papers: FormPapers) -> FormPapers:
    """The same, each with the checksum of its bytes."""
    return {
        number: replace(paper, checksum=files.get_stored_document_checksum(case_access, UUID(number)))
        for number, paper in papers.items()
    }


def _build_form_document(line: StoredDocumentRow) -> FormDocument:
    return FormDocument(
        number=str(line.paper_id),
        name=line.name,
        description=line.description,
        kind=line.kind.value,
        type=line.type,
        media=line.media,
        size=line.size,
        scan=line.scan.value,
    )


def _parse_stored_document_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
