"""Papers of a case: attached and taken back with the case locked, and never to one that is closed."""

from uuid import UUID

from django.db import transaction

from handrail.people.records.permissions import lock_and_authorise
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.files import actions as files
from handrail.platform.files.inspection import inspect_file
from handrail.platform.files.models import Paper


def attach_paper(
    *, case_id: UUID, kind: Kind, name: str, data: bytes, description: str, by: Actor, size: int | None = None
) -> Paper:
    """Attach a paper to the case. Raises FileRejectedError where the file is not what may be taken.

    It is looked over before the case is locked: however long that takes, nobody waits for it.
    """
    looked = inspect_file(name, data, size=size)
    with transaction.atomic():
        _, case_access = lock_and_authorise(case_id, by, Permission.RECORD, Kind(kind))
        return files.attach_to_file(
            case_access=case_access, kind=kind, looked=looked, description=description, by=by
        )


@transaction.atomic
def take_paper_back(*, case_id: UUID, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more, with the reason; it is kept."""
    _, case_access = lock_and_authorise(case_id, by, Permission.RECORD)
    files.withdraw_paper(case_access=case_access, paper_id=paper_id, because=because, by=by)
