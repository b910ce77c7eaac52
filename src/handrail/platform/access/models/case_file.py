"""A file: one person's record, as the access policy knows it."""

import uuid

from django.db import models

from handrail.platform.reference.models import Body


class File(models.Model):
    """Which body holds it, and nothing about the person. Its number names the person's key in the vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="files")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.pk}"
