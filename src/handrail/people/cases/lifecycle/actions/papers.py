"""Papers of a case: attached and taken back with the case locked, and never to one that is closed."""

from uuid import UUID

from django.db import transaction

from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.files import actions as files
from handrail.platform.files.inspection import inspect_file
from handrail.platform.files.models import Paper


def attach_document_to_case(
    *, case_id: UUID, kind: Kind, name: str, data: bytes, description: str, by: Actor, size: int | None = None
) -> Paper:
    """Attach a paper to the case.

    It is inspected before the case is locked: however long that takes, nobody waits for it.

    Args:
        case_id: the case.
        kind: the kind of information, which says who may see it.
        name: of the file as it was sent.
        data: its bytes.
        description: in a few words.
        by: who acts.
        size: as the sender said it, where that may differ from the bytes that arrived.

    Raises:
        FileRejectedError: the file is not what may be taken.
    """
    looked = inspect_file(name, data, size=size)
    with transaction.atomic():
        _, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind(kind))
        return files.attach_inspected_document(
            case_access=case_access, kind=kind, looked=looked, description=description, by=by
        )


@transaction.atomic
def withdraw_case_document(*, case_id: UUID, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more, with the reason; it is kept.

    Args:
        case_id: the case.
        paper_id: the paper.
        because: why.
        by: who acts.
    """
    _, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD)
    files.withdraw_stored_document(case_access=case_access, paper_id=paper_id, because=because, by=by)
