"""Records that were joined as one person."""

from uuid import UUID

from django.db.models import Q

from handrail.people.matching.models import CaseJoin


def list_joined_case_ids(case_id: UUID) -> list[UUID]:
    """The case, and every case that is joined with it today, through others too; in the order of their numbers."""
    found, asked = {case_id}, {case_id}
    while asked:
        joins = CaseJoin.objects.filter(Q(leading__in=asked) | Q(other__in=asked), parted_at=None)
        asked = {number for pair in joins.values_list("leading_id", "other_id") for number in pair} - found
        found |= asked
    return sorted(found)
