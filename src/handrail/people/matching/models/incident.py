"""An incident: a file of its own, with a key of its own and grants of its own, apart from those of its people."""

from django.db import models

from handrail.people.matching.text_choices import IncidentFactKind, IncidentSource
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body


class Incident(models.Model):
    """When and in which area. Whatever somebody wrote of it is an `IncidentFact`, sealed with the incident’s key."""

    personal_fields = ("happened_on", "happened_at", "came_to_light")

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    happened_on = models.DateField()
    happened_at = models.TimeField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    jurisdiction = models.CharField(max_length=8)
    came_to_light = CodeField(max_length=12, choices=IncidentSource.choices)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("came_to_light", IncidentSource, "incident_came_to_light_is_known"),
            models.CheckConstraint(
                condition=models.Q(jurisdiction__in=["england", "wales"]),
                name="incident_jurisdiction_is_known",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-happened_on"], name="incident_by_owner")]

    def __str__(self) -> str:
        return f"incident {self.pk}"


class IncidentCaseOpening(models.Model):
    """One pressing of the button that opens cases. Its token came with the page: pressed twice, it opens once."""

    token = models.UUIDField(primary_key=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="openings")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"opening {self.pk}"


class IncidentMember(models.Model):
    """One person's case among those of an incident."""

    personal_fields = ("incident",)

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="members")
    opening = models.ForeignKey(IncidentCaseOpening, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"member {self.pk}"


class IncidentFact(SealedRow):
    """Something known of the incident, at once or later. Added, never edited."""

    sealed_with = "incident_id"
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="facts")
    kind = CodeField(max_length=8, choices=IncidentFactKind.choices)
    words = Sealed(kind=Kind.ACCOUNT)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [choice_constraint("kind", IncidentFactKind, "fact_kind_is_known")]

    def __str__(self) -> str:
        return f"fact {self.pk}"


class CopiedFact(SealedRow):
    """A fact, written into one person's own case with that person's own key, because somebody chose to."""

    fact = models.ForeignKey(IncidentFact, on_delete=models.PROTECT, related_name="copies")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = CodeField(max_length=8, choices=IncidentFactKind.choices)
    words = Sealed(kind=Kind.ACCOUNT)
    copied_at = models.DateTimeField()
    copied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "fact"], name="fact_copied_once_to_a_case"),
            choice_constraint("kind", IncidentFactKind, "copied_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk}"
