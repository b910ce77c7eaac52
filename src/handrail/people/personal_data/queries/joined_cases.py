"""Records that were joined as one person."""

from uuid import UUID

from handrail.people.matching.models import CaseJoin


def get_joined_case_references_by_id(case_id: UUID, owner_id: int) -> dict[UUID, str]:
    """Every case that is joined with this one today, through others too: one statement, however long the chain.

    Args:
        case_id: the case.
        owner_id: the body that holds it; cases of two bodies are not joined.

    Returns:
        References by the number of the case, without the case itself; in the order of the numbers.
    """
    joins = CaseJoin.objects.filter(leading__owner=owner_id, parted_at=None).values_list(
        "leading_id", "leading__reference", "other_id", "other__reference"
    )
    beside: dict[UUID, set[UUID]] = {}
    references: dict[UUID, str] = {}
    for leading, leads, other, led in joins:
        beside.setdefault(leading, set()).add(other)
        beside.setdefault(other, set()).add(leading)
        references |= {leading: leads, other: led}
    found, asked = {case_id}, {case_id}
    while asked:
        asked = {two for one in asked for two in beside.get(one, ())} - found
        found |= asked
    return {number: references[number] for number in sorted(found - {case_id})}
