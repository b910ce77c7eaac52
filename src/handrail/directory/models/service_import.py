"""A list of services that was read in, stored until somebody has read its report and adds it."""

from django.db import models

from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Body


class ServiceImport(models.Model):
    """Rows as they were read. Nothing of them is in the directory before `done_at`."""

    personal_fields = ("rows", "read_by")
    impersonal_text = ("source",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    rows = models.JSONField()
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    added = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"import {self.pk}"
