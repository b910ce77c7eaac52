"""The trail's two tables. Rows are only ever added; triggers refuse anything else."""

from django.db import models

from handrail.platform.audit.trail_text_field import TrailTextField


class Record(models.Model):
    """One thing that was done, read or refused."""

    personal_fields = ("user_name", "why")
    impersonal_text = (
        *("user_id", "body_code", "body_name", "role", "verb", "outcome", "shown", "rows"),
        *("network", "device"),
    )

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()
    user_id = models.TextField()
    user_name = models.TextField()
    body_code = models.TextField()
    body_name = models.TextField()
    role = models.TextField()
    verb = models.TextField()
    about = models.UUIDField(null=True)
    outcome = models.TextField()
    shown = models.JSONField()
    why = TrailTextField()
    rows = models.JSONField(default=list)  # the rows that were changed, each with its revision
    network = models.TextField(default="")  # from where, coarsely (request_source.py)
    device = models.TextField(default="")  # a mark that tells the devices of one account apart
    mac = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["about", "-id"], name="audit_about_newest"),
            models.Index(fields=["about", "outcome", "-id"], name="audit_about_outcome"),
            models.Index(fields=["user_id", "outcome", "-id"], name="audit_user_outcome"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["done", "read", "refused"]), name="audit_outcome_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"


class Link(models.Model):
    """One record's place in the chain."""

    sequence = models.BigIntegerField(primary_key=True)
    record_id = models.UUIDField(unique=True)
    is_head = models.BooleanField()  # the last of its batch, written outside the database too
    digest = models.BinaryField()

    def __str__(self) -> str:
        return f"link {self.sequence}"
