"""Papers of a case: attached and taken back with the case locked, and never to one that is closed."""

from uuid import UUID

from django.db import transaction

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.permissions import enter
from handrail.files import actions as files
from handrail.files.models import Paper


@transaction.atomic
def attach_paper(
    *, case_id: UUID, kind: Kind, name: str, data: bytes, description: str, by: Actor, size: int | None = None
) -> Paper:
    """Attach a paper to the case. Raises NotTaken where the file is not what may be taken."""
    _, sight = enter(case_id, by, Permission.RECORD, Kind(kind))
    return files.attach(
        sight=sight, kind=kind, name=name, data=data, description=description, by=by, size=size
    )


@transaction.atomic
def take_paper_back(*, case_id: UUID, paper_id: UUID, because: str, by: Actor) -> None:
    """Show a paper no more, with the reason; it is kept."""
    _, sight = enter(case_id, by, Permission.RECORD)
    files.take_back(sight=sight, paper_id=paper_id, because=because, by=by)
