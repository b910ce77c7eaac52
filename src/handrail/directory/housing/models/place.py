"""A place: one body's house, flat, hotel or host. Where it is, is sealed."""

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory.housing import kinds
from handrail.directory.housing.models.zone import Zone
from handrail.directory.models import Service
from handrail.directory.states import STATE_CODES, STATES
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Area, Body


def _one_of(field: str, choices: tuple[tuple[str, str], ...]) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__in": kinds.get_codes(choices)}), name=f"place_{field}_is_known"
    )


class Place(SealedModel):
    """What a search may read of it. `address` and `flag_words` are sealed with the place's own key.

    `service` is what a stay here is offered as; a place that waits to exist has state planned. The kind never
    changes: a hotel does not become a flat because somebody was in a hurry.
    """

    impersonal_text = ("name", "waits_for", "on_site")

    sealed_with = "id"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=[(kind.code, kind.name) for kind in kinds.PLACE_KINDS])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=STATES, default="planned")
    waits_for = models.CharField(max_length=200, blank=True, default="")
    before = models.BooleanField(default=True)
    during = models.BooleanField(default=True)
    after = models.BooleanField(default=True)
    outside = models.BooleanField(default=True)
    mix = models.CharField(max_length=8, choices=kinds.MIXES, default="unknown")
    dependants = models.CharField(max_length=8, choices=kinds.YES_NO, default="unknown")
    pets = models.CharField(max_length=8, choices=kinds.YES_NO, default="unknown")
    public_funds = models.CharField(max_length=12, choices=kinds.PUBLIC_FUNDS, default="unknown")
    use = models.CharField(max_length=12, choices=kinds.USES, default="agreement")
    on_site = models.CharField(max_length=80, blank=True, default="")  # "Worker on site to 11pm"
    phone = models.CharField(max_length=32, blank=True, default="")  # of the team that lets it
    night_pence = models.PositiveIntegerField(null=True)
    address = Sealed(kind=Kind.CONTACT, null=True)
    flagged_on = models.DateField(null=True)  # do not use
    flag_words = Sealed(kind=Kind.CONTACT, null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("provider", "name"), name="place_one_name_a_provider"),
            CheckConstraint(condition=Q(kind__in=kinds.KIND_CODES), name="place_kind_is_known"),
            CheckConstraint(condition=Q(state__in=STATE_CODES), name="place_state_is_known"),
            CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="place_has_a_phase",
            ),
            _one_of("mix", kinds.MIXES),
            _one_of("dependants", kinds.YES_NO),
            _one_of("pets", kinds.YES_NO),
            _one_of("public_funds", kinds.PUBLIC_FUNDS),
            _one_of("use", kinds.USES),
            CheckConstraint(
                condition=Q(night_pence__isnull=True) | Q(night_pence__lte=kinds.MAX_PENCE),
                name="place_price_is_a_price",
            ),
        ]
        indexes = [models.Index(fields=("area", "state", "kind"), name="place_by_area")]

    def __str__(self) -> str:
        return self.name
