"""Clauses of a specification, and the line of an evaluation or review on which each rests."""

from django.db import models
from django.db.models import Q

from handrail.areas.commissioning.models.commissioned_service import CommissionedService
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField

MOST_CLAUSES = 100


class SpecificationClause(Versioned):
    """What the provider is asked to do, and how it is known that it does."""

    impersonal_text = ("words", "measure")

    line = models.ForeignKey(
        CommissionedService, on_delete=models.PROTECT, related_name="clauses", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    words = LongTextField("The clause", rows=3, max_length=2000, error_messages={"blank": "Enter the clause"})
    measure = ShortTextField("Measure and target", max_length=300, blank=True, default="")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("line", "number"), name="clause_one_a_number"),
            models.CheckConstraint(condition=~Q(words=""), name="clause_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.words[:80]}"


class ClauseCitation(AppendOnly):
    """What a clause cites, in the words of that day. `kind` and `source_id` find it where it is kept."""

    impersonal_text = ("words", "href", "source_id")

    clause = models.ForeignKey(
        SpecificationClause, on_delete=models.PROTECT, related_name="citations", db_index=False
    )
    kind = CodeField(max_length=20)
    source_id = models.CharField(max_length=60, blank=True, default="")
    words = ShortTextField(
        "What the evidence says", max_length=300, error_messages={"blank": "Enter what the evidence says"}
    )
    href = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=("kind", "source_id"), name="citation_by_source")]
        constraints = [
            models.UniqueConstraint(
                fields=("clause", "kind", "source_id", "words"), name="citation_once_a_clause"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="citation_says_something"),
        ]

    def __str__(self) -> str:
        return f"citation {self.pk}"
