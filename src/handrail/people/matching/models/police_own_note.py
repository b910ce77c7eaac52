"""What the police side notes for itself. Its answer is sealed too: that there is a note says nothing."""

from django.db import models

from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.models import Body


class PoliceOwnNote(SealedRow):
    """One word of one force on one case; the newest holds. Sealed with the person's key, so that it goes with it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    answer = Sealed(kind=Kind.NOTES)
    words = Sealed(kind=Kind.NOTES, null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "body", "-id"], name="own_note_newest")]

    def __str__(self) -> str:
        return f"own note {self.pk}"
