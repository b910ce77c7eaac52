"""The history of the states of a service: planned, funded, open, paused, closed."""

from django.db import models
from django.db.models import Q

from handrail.directory.models.service import Service
from handrail.directory.service_states_and_phases import STATE_CODES, STATES
from handrail.platform.reference.code_field import CodeField


class ServiceStatus(models.Model):
    """A state of a service from a day on. Never edited; the newest is repeated on the service."""

    personal_fields = ("said_by",)
    impersonal_text = ("waits_for", "note")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="standings", db_index=False)
    state = CodeField(max_length=8, choices=STATES)
    since = models.DateField()
    waits_for = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=120)  # outlives the account

    class Meta:
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="standing_state_is_known")
        ]
        indexes = [models.Index(fields=("service", "-since", "-id"), name="standing_newest")]

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"
