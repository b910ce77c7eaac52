"""A service: one body's support of one kind, and where, when and in which languages it can be had."""

from django.db import models
from django.db.models import Q

from handrail.directory.kinds import KIND_CODES, KINDS
from handrail.directory.states import PHASES, STATE_CODES, STATES
from handrail.reference.models import Area, Body, Language


class Service(models.Model):
    """Offered in the phases that are true. Everywhere means every area; else the areas are listed."""

    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=[(kind.code, kind.name) for kind in KINDS])
    state = models.CharField(max_length=8, choices=STATES, default="planned")
    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    everywhere = models.BooleanField(default=False)
    areas = models.ManyToManyField(Area, blank=True, related_name="services")
    languages = models.ManyToManyField(Language, blank=True, related_name="services")
    hours = models.CharField(max_length=120, blank=True, default="")
    how_to_refer = models.TextField(blank=True, default="")
    cost_note = models.CharField(max_length=200, blank=True, default="")
    pro_bono = models.BooleanField(default=False)
    safe_house = models.BooleanField(default=False)  # its place is never shown before a bed is held

    class Meta:
        ordering = ("name",)
        indexes = [models.Index(fields=("state", "kind"), name="service_by_state_and_kind")]
        constraints = [
            models.UniqueConstraint(fields=("provider", "name"), name="service_one_name_a_provider"),
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="service_state"),
            models.CheckConstraint(condition=Q(kind__in=KIND_CODES), name="service_kind"),
            models.CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="service_has_a_phase",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases in which it can be offered, in the order of the road."""
        return tuple(phase for phase in PHASES if getattr(self, phase))
