"""Whether a case takes the child's path."""

from uuid import UUID

from handrail.people.records.models import Case
from handrail.people.records.sql_union import build_code_list_sql
from handrail.people.records.text_choices import Age
from handrail.platform.vault.blind_code import BlindCodeField

AGE: BlindCodeField = Case._meta.get_field("age")


def is_child_or_age_unsure_case(case_id: UUID) -> bool:
    """Whether the case takes the child's path: under 18, or not sure."""
    return Case.objects.filter(pk=case_id).exclude(age="adult").exists()


def build_not_adult_sql(column: str) -> str:
    """The condition of hand-written SQL; a function, since the tokens of a code hang on the master key.

    Args:
        column: the age of a case, as the statement calls it.

    Returns:
        What is true of a child and of somebody whose age is uncertain.
    """
    return f"{column} NOT IN {build_code_list_sql(AGE.list_tokens(Age.ADULT))}"
