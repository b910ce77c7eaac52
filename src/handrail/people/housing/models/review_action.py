"""What a body will do about a gap that its review showed."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.reference.models import Body


class ReviewAction(UUIDModel):
    """About a gap and never about a person: its words are read by everybody who leads at the body."""

    personal_fields = ("who",)
    impersonal_text = ("words", "outcome")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    gap = models.CharField(max_length=40)
    words = ShortTextField("What will be done?", max_length=200, help_text="Nothing about a person.")
    who = ShortTextField("By whom?", max_length=120)
    by_day = DayField("By when?", about="the day")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("by_day", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, outcome="") | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="review_action_done_says_what_came",
            )
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"
