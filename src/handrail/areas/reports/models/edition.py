"""An edition: a report as it was published. Rows here are only ever added."""

from django.db import models
from django.db.models import Q

from handrail.areas.calls.models import Return
from handrail.areas.practices.models import Practice
from handrail.areas.reports.kinds_and_states import FORMATS
from handrail.areas.reports.models.report import Report
from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Edition(AppendOnly):
    """The content as one tree, with the trail of every entry."""

    impersonal_text = ("note", "content", "sha256")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = models.TextField(blank=True, default="")  # what changed since the edition before
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the content
    release = models.CharField(max_length=40)  # of Handrail, which made the files

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="report_edition_one_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(note=""), name="report_correction_has_a_note"),
            models.CheckConstraint(condition=Q(number__gte=1), name="report_edition_from_one"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.report_id}"


class EditionFile(AppendOnly):
    """One of the files, whole. A table of its own, so that no list reads it."""

    impersonal_text = ("sha256",)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files", db_index=False)
    format = CodeField(max_length=4, choices=FORMATS)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("edition", "format"), name="edition_file_one_a_format"),
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.edition_id}"


class EditionEntry(AppendOnly):
    """Who is quoted in an edition, where; and through which return, which may be taken back later."""

    impersonal_text = ("anchor",)

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries", db_index=False)
    anchor = models.SlugField(max_length=100)
    practice = models.ForeignKey(Practice, null=True, on_delete=models.PROTECT, related_name="published_in")
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="quoted_in")
    from_return = models.ForeignKey(Return, null=True, on_delete=models.PROTECT, related_name="quoted_in")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "edition entries"
        constraints = [
            models.UniqueConstraint(fields=("edition", "anchor"), name="edition_entry_once"),
            models.CheckConstraint(
                condition=Q(practice__isnull=True, body__isnull=True, from_return__isnull=True)
                | Q(practice__isnull=False, body__isnull=False, from_return__isnull=False),
                name="edition_entry_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anchor} in {self.edition_id}"
