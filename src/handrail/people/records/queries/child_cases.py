"""Whether a case takes the child's path."""

from uuid import UUID

from handrail.people.records.models import Case


def is_child_or_age_unsure_case(case_id: UUID) -> bool:
    """Whether the case takes the child's path: under 18, or not sure."""
    return Case.objects.filter(pk=case_id).exclude(age="adult").exists()
