"""What every record of oversight has: a number known before it is saved, its bodies, and who changed it last."""

from django.db import models

from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Body


class OversightRecord(models.Model):
    """`body` holds the record. A stale save is told by `version`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class OversightNote(AppendOnly):
    """A word added later: why something was opened again or closed, or what is corrected. Only ever added."""

    words = models.TextField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
