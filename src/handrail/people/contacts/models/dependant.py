"""Somebody who depends on the person: a child, a child not yet born, an adult."""

from django.db import models

from handrail.people.contacts.states import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class Dependant(SealedRow):
    """Who they are, how old and where is sealed. `born_year` is a year, also where an age was said."""

    personal_fields = ("sort", "where", "at_risk")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=DependantKind.choices)
    called = Sealed(kind=Kind.IDENTITY, null=True)
    born_year = Sealed(kind=Kind.IDENTITY, null=True)
    where = models.CharField(max_length=10, choices=DependantWhereabouts.choices)
    where_words = Sealed(kind=Kind.CONTACT, null=True)
    at_risk = models.CharField(max_length=10, choices=DependantRisk.choices, default=DependantRisk.NOT_ASKED)
    risk_words = Sealed(kind=Kind.SAFETY, null=True)
    own_reference = Sealed(kind=Kind.IDENTITY, null=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            choice_constraint("sort", DependantKind, "dependant_sort_is_known"),
            choice_constraint("where", DependantWhereabouts, "dependant_where_is_known"),
            choice_constraint("at_risk", DependantRisk, "dependant_at_risk_is_known"),
        ]
        indexes = [models.Index(fields=["case", "id"], name="dependant_by_case")]

    def __str__(self) -> str:
        return f"dependant {self.pk}"
