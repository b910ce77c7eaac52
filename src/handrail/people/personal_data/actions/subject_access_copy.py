"""The copy of a record that its person asked for, and the record in the trail that it was made."""

from functools import partial
from uuid import UUID

from django.db import transaction

from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.queries.copy_documents import list_documents_for_subject_access
from handrail.people.personal_data.queries.subject_access import (
    get_open_access_request,
    list_information_kinds_of_models,
    list_models_in_subject_access_copy,
)
from handrail.people.personal_data.subject_access_copy import SubjectAccessCopy, build_subject_access_copy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.queries import list_records_about
from handrail.platform.files.queries import decrypt_stored_document_bytes
from handrail.platform.files.stored_archive import ArchivedFile, make_unique_archive_name

MOST_RECORDS = 100_000


@transaction.atomic
def open_subject_access_document_archive(
    *, case_id: UUID, request_id: UUID, number: int, by: Actor
) -> list[ArchivedFile]:
    """Open one archive of the record's documents for its person, and record which were given.

    Args:
        case_id: the record.
        request_id: the open request.
        number: of the archive, from 1.
        by: who answers it.

    Returns:
        Files whose content is read and opened when each is sent.

    Raises:
        NotVisible: there is no such archive.
        ActionNotPossibleError: the request was answered already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    request = get_open_access_request(case_access, request_id)
    archives = list_documents_for_subject_access(request).archives
    found = next((one for one in archives if one.number == number), None)
    if found is None:
        raise NotVisible
    write_audit_record(
        who=by.who,
        verb="gave documents to the person",
        about=case.pk,
        shown=sorted({paper.kind for paper in found.papers}),
        why=f"Documents {found.first} to {found.last}",
    )
    return [
        ArchivedFile(
            make_unique_archive_name(place, paper.name.open()),
            paper.size,
            partial(decrypt_stored_document_bytes, paper),
        )
        for place, paper in enumerate(found.papers, found.first)
    ]


@transaction.atomic
def make_subject_access_copy(*, case_id: UUID, request_id: UUID, way: str, by: Actor) -> SubjectAccessCopy:
    """Read everything that the person gets, and record that it was read.

    Args:
        case_id: the record.
        request_id: the open request.
        way: “JSON” or “PDF”.
        by: who answers it.

    Raises:
        ActionNotPossibleError: the request was answered already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    request = get_open_access_request(case_access, request_id)
    kinds = list_information_kinds_of_models(list_models_in_subject_access_copy())
    write_audit_record(
        who=by.who, verb="made a copy of the record for the person", about=case.pk, shown=kinds, why=way
    )
    return build_subject_access_copy(case, request, list_records_about(case.pk, MOST_RECORDS))
