"""Papers of a case: attached and taken back with the case locked, and never to one that is closed."""

from uuid import UUID

from django.db import transaction

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.permissions import enter
from handrail.files import actions as files
from handrail.files.looking import look
from handrail.files.models import Paper


def attach_paper(
    *, case_id: UUID, kind: Kind, name: str, data: bytes, description: str, by: Actor, size: int | None = None
) -> Paper:
    """Attach a paper to the case. Raises NotTaken where the file is not what may be taken.

    It is looked over before the case is locked: however long that takes, nobody waits for it.
    """
    looked = look(name, data, size=size)
    with transaction.atomic():
        _, sight = enter(case_id, by, Permission.RECORD, Kind(kind))
        return files.attach(sight=sight, kind=kind, looked=looked, description=description, by=by)


@transaction.atomic
def take_paper_back(*, case_id: UUID, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more, with the reason; it is kept."""
    _, sight = enter(case_id, by, Permission.RECORD)
    files.take_back(sight=sight, paper_id=paper_id, because=because, by=by)
