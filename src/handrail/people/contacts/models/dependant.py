"""People who depend on the person of a case."""

from django.db import models

from handrail.people.contacts.text_choices import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField


class Dependant(Versioned, SealedRow):
    """A child, a child not yet born, or an adult. `born_year` is a year, also where an age was given."""

    personal_fields = ("sort", "where", "at_risk")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sort = CodeField(
        "Who is it?",
        max_length=8,
        choices=DependantKind.choices,
        error_messages={"blank": "Choose who it is"},
    )
    called = Sealed("What are they called?", kind=Kind.IDENTITY, null=True, max_length=200)
    born_year = Sealed(kind=Kind.IDENTITY, null=True)
    where = CodeField(
        "Where are they?",
        max_length=10,
        choices=DependantWhereabouts.choices,
        error_messages={"blank": "Choose where they are"},
    )
    where_words = Sealed(
        "With whom or where, if somewhere else", kind=Kind.CONTACT, null=True, max_length=200
    )
    at_risk = CodeField(
        "Are they at risk?",
        max_length=10,
        choices=DependantRisk.choices,
        error_messages={"blank": "Choose one; “not asked” is an answer"},
    )
    risk_words = Sealed("What is the risk?", kind=Kind.SAFETY, null=True, max_length=1_000)
    own_reference = Sealed(
        "Reference of their own case, if one was opened", kind=Kind.IDENTITY, null=True, max_length=24
    )
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            choice_constraint("sort", DependantKind, "dependant_sort_is_known"),
            choice_constraint("where", DependantWhereabouts, "dependant_where_is_known"),
            choice_constraint("at_risk", DependantRisk, "dependant_at_risk_is_known"),
        ]
        indexes = [models.Index(fields=["case", "id"], name="dependant_by_case")]

    def __str__(self) -> str:
        return f"dependant {self.pk}"
