"""A row whose number is known before it is saved, so that its sealed text can be bound to it."""

from django.db import models

from handrail.platform.access.sealed import SealedModel
from handrail.platform.kernel.ids import new_id


class UUIDModel(models.Model):
    """Numbers sort by the time at which they were made: the newest row is the one with the highest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class SealedRow(UUIDModel, SealedModel):
    """A row with sealed fields, of a case unless it says otherwise."""

    sealed_with = "case_id"

    class Meta:
        abstract = True
