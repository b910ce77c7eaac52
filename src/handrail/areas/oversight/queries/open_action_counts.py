"""What the lists of oversight have in common."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Count

from handrail.areas.oversight.models.oversight_record import OversightRecord
from handrail.platform.followups.models import FollowUp

MAX_ROWS: Final = 200


def count_open_actions_by_origin_id(kind: str, rows: Sequence[OversightRecord]) -> dict[str, int]:
    """How many actions that came out of each are open, by its number as text. One statement.

    Returns:
        Counts by the number of the record, as text; a record without open actions is left out.
    """
    found = FollowUp.objects.filter(
        origin_kind=kind, origin_id__in=[str(row.pk) for row in rows], state="open"
    )
    return dict(found.order_by().values_list("origin_id").annotate(Count("pk")))
