"""Answers that nobody has taken back."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.models import Case, Consent


def select_consents_not_entered_in_error(case: Case | UUID) -> QuerySet[Any, Any]:
    """The answers of a case in the order in which they were given, with who asked, about whom, in which language."""
    rows = Consent.objects.not_taken_back_for_case(case)
    return rows.select_related("to_body", "asked_by", "interpreter").order_by("id")
