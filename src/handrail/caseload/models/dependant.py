"""Somebody who depends on the person: a child, a child not yet born, an adult."""

from django.db import models

from handrail.access.models import User
from handrail.caseload.states import AtRisk, Sort, Where
from handrail.casework.case.models import Case
from handrail.casework.case.models.checks import one_of
from handrail.casework.case.models.row import Row
from handrail.vault.fields import SealedField


class Dependant(Row):
    """Who they are, how old and where is sealed. `born_year` is a year, also where an age was said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    called = SealedField(null=True)
    born_year = SealedField(null=True)
    where = models.CharField(max_length=10, choices=Where.choices)
    where_words = SealedField(null=True)
    at_risk = models.CharField(max_length=10, choices=AtRisk.choices, default=AtRisk.NOT_ASKED)
    risk_words = SealedField(null=True)
    own_reference = SealedField(null=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("sort", Sort, "dependant_sort_is_known"),
            one_of("where", Where, "dependant_where_is_known"),
            one_of("at_risk", AtRisk, "dependant_at_risk_is_known"),
        ]
        indexes = [models.Index(fields=["case", "id"], name="dependant_by_case")]

    def __str__(self) -> str:
        return f"dependant {self.pk}"
