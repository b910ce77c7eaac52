"""People who depend on the person of a case."""

from django.db import models

from handrail.people.contacts.text_choices import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.vault.blind_code import BlindCodeField


class Dependant(Versioned, SealedRow):
    """A child, a child not yet born, or an adult. `born_year` is a year, also where an age was given."""

    personal_fields = ("sort", "where", "at_risk")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    sort = BlindCodeField(
        "Who are they?",
        choices=DependantKind.choices,
        error_messages={"blank": "Choose their relationship"},
        often={"child": 16},
    )
    called = Sealed("What should we call them?", kind=Kind.IDENTITY, null=True, max_length=200)
    born_year = Sealed(kind=Kind.IDENTITY, null=True)
    where = BlindCodeField(
        "Where are they?",
        choices=DependantWhereabouts.choices,
        error_messages={"blank": "Choose where they are"},
    )
    where_words = Sealed(
        "Who are they with, or where? (if elsewhere)", kind=Kind.CONTACT, null=True, max_length=200
    )
    at_risk = BlindCodeField(
        "Is this dependant at risk?",
        choices=DependantRisk.choices,
        error_messages={"blank": "Choose an answer. “Not asked” is an answer"},
        often={"no": 12, "not_asked": 12},
    )
    risk_words = Sealed("What is the risk?", kind=Kind.SAFETY, null=True, max_length=1_000)
    own_reference = Sealed(
        "Reference of their own case, if there is one", kind=Kind.IDENTITY, null=True, max_length=24
    )
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="dependant_by_case")]

    def __str__(self) -> str:
        return f"dependant {self.pk}"
