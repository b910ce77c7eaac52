"""A body's own length for a clock that no confirmed source gives one."""

from django.db import models

from handrail.access.models import User
from handrail.reference.models import Body


class ClockSetting(models.Model):
    """In the rule's own unit, or working days where the rule names none. Shown as theirs wherever it counts."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "clock"], name="clock_setting_one_per_body"),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="clock_setting_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} of {self.body_id}"
