"""Whom no message about a file may reach: an organisation for which sharing is held back learns nothing of it.

A link that opens nothing would tell its people that there is something which they are not to see.
"""

from uuid import UUID

from handrail.platform.access.models import Grant
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today


@acting_as_system(SystemActor.FILE_LINKS)
def is_sharing_with_body_held_back(file_id: UUID, body_id: int) -> bool:
    """Whether all that is shared with the body of the file is held back, so that nothing of it opens there."""
    rows = Grant.objects.standing(today()).filter(file=file_id, to_body=body_id)
    held_back = list(rows.values_list("held_back_at", flat=True))
    return bool(held_back) and all(held_back)
