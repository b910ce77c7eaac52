"""Which address of a person's calendar works."""

from django.db import models

from handrail.platform.access.models import User


class CalendarFeed(models.Model):
    """One a person. The address is signed for its round, so that a new round ends every older address."""

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    round = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # when a calendar program last asked

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
