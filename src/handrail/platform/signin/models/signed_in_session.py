"""A session in which somebody is signed in, as its owner sees it in a list."""

from django.db import models

from handrail.platform.access.models import User


class SignedInSession(models.Model):
    """Points at the session by the keyed hash that the session store knows: it opens nothing."""

    personal_fields = ("device",)

    session_hash = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    device = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-used_at"], name="session_by_user")]

    def __str__(self) -> str:
        return f"session {self.pk}"
