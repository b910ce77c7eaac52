"""Which file of facts holds for each month, and up to when the cases were exported. Nothing about anybody."""

from django.db import models


class ExportedMonth(models.Model):
    """The file of one month that holds. A new revision is a new file; two exports at once cannot both replace it."""

    impersonal_text = ("sha256",)

    month = models.CharField(primary_key=True, max_length=7)
    revision = models.PositiveIntegerField(default=1)
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the sealed file

    class Meta:
        ordering = ("month",)

    def __str__(self) -> str:
        return f"{self.month}, revision {self.revision}"


class ExportWatermark(models.Model):
    """One row: the moment from which the next export reads the trail, and the number of exports so far."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    exported_until = models.DateTimeField(null=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="export_watermark_one_row")]

    def __str__(self) -> str:
        return f"exported until {self.exported_until}"
