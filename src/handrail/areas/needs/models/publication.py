"""An assessment as it was published: its content and its files. Only ever added."""

from django.db import models

from handrail.areas.needs.models.assessment import NeedsAssessment
from handrail.platform.access.models import User
from handrail.platform.documents.formats import FORMATS
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField


class PublishedNeedsAssessment(AppendOnly):
    """The whole content, what basis in law it had, and its hash. The document says where each sentence comes from."""

    impersonal_text = ("content", "sha256")

    assessment = models.OneToOneField(NeedsAssessment, on_delete=models.PROTECT, related_name="publication")
    basis = CodeField(max_length=9, choices=(("statutory", "Statutory"), ("voluntary", "Voluntary")))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    release = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"publication of assessment {self.assessment_id}"


class PublishedNeedsFile(AppendOnly):
    """One of its files, whole. A table of its own, so that no list reads it."""

    impersonal_text = ("sha256",)

    publication = models.ForeignKey(
        PublishedNeedsAssessment, on_delete=models.PROTECT, related_name="files", db_index=False
    )
    format = CodeField(max_length=4, choices=tuple((each.code, each.name) for each in FORMATS))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("publication", "format"), name="needs_file_one_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.format} of publication {self.publication_id}"
