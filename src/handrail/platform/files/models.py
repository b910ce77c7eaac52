"""A paper and its content, both sealed with the person's own key."""

from django.db import models
from django.db.models import Q

from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, User
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.files.scan_results import VirusScanState
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.fields import SealedField


class Paper(SealedModel):
    """One paper. Its kind of information decides who sees it; its name and description may say who the person is."""

    personal_fields = ("kind",)
    sealed_with = "file_id"
    impersonal_text = ("found",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="papers", db_index=False)
    kind = BlindCodeField(choices=[(kind.value, kind.value) for kind in Kind])
    type = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    parts = models.PositiveSmallIntegerField()
    name = Sealed(kind_field="kind")
    description = Sealed(kind_field="kind", null=True)
    checksum = Sealed(kind_field="kind", null=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    scan = CodeField(max_length=8, choices=VirusScanState.choices, default=VirusScanState.WAITING)
    scanned_at = models.DateTimeField(null=True)
    found = models.CharField(max_length=200, blank=True, default="")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_back_because = Sealed(kind_field="kind", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scan="waiting", scanned_at__isnull=True)
                | Q(scan__in=["clean", "infected"], scanned_at__isnull=False),
                name="paper_scan_has_a_moment",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, parts__gt=0), name="paper_holds_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="paper_taken_back_at_and_by_together",
            ),
        ]
        indexes = [
            models.Index(fields=["file", "-id"], name="paper_newest"),
            models.Index(fields=["id"], name="paper_waiting", condition=Q(scan="waiting")),
        ]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class Part(models.Model):
    """A run of a paper's bytes. Sealed for its place among the others, so that none can be cut off or swapped."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="content", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = SealedField(null=True)  # null where the bytes lie in the object store, under the part's number

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.paper_id}"
