"""A service: one body's support of one kind, for whom, where, when, at what cost, and its state."""

import uuid
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory import terms
from handrail.directory.kinds import HIDDEN_KINDS, KIND_CODES, KINDS
from handrail.directory.states import PHASES, STATE_CODES, STATES
from handrail.platform.reference.models import Area, Body, Language


def _rule(choices: tuple[tuple[str, str], ...], default: str = "unknown") -> Any:
    """A rule: one choice of a closed list."""
    return models.CharField(max_length=11, choices=choices, default=default)


def _one_of(field: str, choices: tuple[tuple[str, str], ...]) -> CheckConstraint:
    """The column holds one of the list's codes."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": terms.get_codes(choices)}), name=f"service_{field}_is_known"
    )


class Service(models.Model):
    """Offered in the phases that are true. Everywhere means every area; else the areas are listed.

    `key` identifies it in the published directory. `contact_…` reach the organisation; a person who works there is
    a row of its own (ServiceContact). A safe house has no address: the database refuses one, and refuses to publish
    any kind of place where people sleep.
    """

    personal_fields = ("changed_by",)
    impersonal_text = (
        "name",
        "description",
        "waits_for",
        "rule_note",
        "hours",
        "cost_note",
        "how_to_refer",
        "contact_email",
        "website",
        "address",
        "town",
        "source",
        "source_id",
    )

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="services")
    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=24, choices=[(kind.code, kind.name) for kind in KINDS])

    state = models.CharField(max_length=8, choices=STATES, default="planned")
    waits_for = models.CharField(max_length=200, blank=True, default="")  # what a planned one waits for
    expected_on = models.DateField(null=True, blank=True)

    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    nrm_point = _rule(terms.NRM_POINTS, "any")
    ages = _rule(terms.AGES)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)  # that age included
    genders = _rule(terms.GENDERS)
    dependants = _rule(terms.DEPENDANTS)
    public_funds = _rule(terms.FUNDS)
    status_rule = _rule(terms.STATUSES)
    rule_note = models.CharField(max_length=300, blank=True, default="")  # what else decides, in words

    everywhere = models.BooleanField(default=False)
    areas = models.ManyToManyField(Area, blank=True, related_name="services")
    languages = models.ManyToManyField(Language, blank=True, related_name="services")
    interpreters = _rule(terms.INTERPRETERS)

    capacity_rule = _rule(terms.CAPACITY)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    free_now = models.PositiveIntegerField(null=True, blank=True)  # as the provider last said
    free_on = models.DateField(null=True, blank=True)

    hours = models.CharField(max_length=120, blank=True, default="")
    cost = _rule(terms.COSTS)
    cost_pence = models.PositiveIntegerField(null=True, blank=True)
    cost_note = models.CharField(max_length=200, blank=True, default="")
    pro_bono = models.BooleanField(default=False)

    how_to_refer = models.TextField(blank=True, default="")
    contact_phone = models.CharField(max_length=32, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    website = models.URLField(blank=True, default="")
    address = models.CharField(max_length=120, blank=True, default="")
    town = models.CharField(max_length=60, blank=True, default="")
    postcode = models.CharField(max_length=8, blank=True, default="")

    safe_house = models.BooleanField(default=False)  # its place is never shown before a bed is held
    public = models.BooleanField(default=False)  # may be published for everybody

    source = models.CharField(max_length=200, blank=True, default="")  # the list or feed it was read from
    source_id = models.CharField(max_length=120, blank=True, default="")
    pilot_until = models.DateField(null=True, blank=True)  # a trial, with the day on which it ends
    assured_on = models.DateField(null=True, blank=True)  # somebody asked the provider, and it was true
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=120, blank=True, default="")  # outlives the account
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        indexes = [
            models.Index(fields=("state", "kind"), name="service_by_state_and_kind"),
            models.Index(fields=("name", "id"), name="service_by_name"),
            models.Index(fields=("kind", "name", "id"), name="service_by_kind_and_name"),
            models.Index(fields=("public", "name", "id"), name="service_published_by_name"),
            models.Index(fields=("everywhere",), name="service_everywhere"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("provider", "name"), name="service_one_name_a_provider"),
            CheckConstraint(condition=Q(state__in=STATE_CODES), name="service_state"),
            CheckConstraint(condition=Q(kind__in=KIND_CODES), name="service_kind"),
            CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="service_has_a_phase",
            ),
            _one_of("nrm_point", terms.NRM_POINTS),
            _one_of("ages", terms.AGES),
            _one_of("genders", terms.GENDERS),
            _one_of("dependants", terms.DEPENDANTS),
            _one_of("public_funds", terms.FUNDS),
            _one_of("status_rule", terms.STATUSES),
            _one_of("interpreters", terms.INTERPRETERS),
            _one_of("capacity_rule", terms.CAPACITY),
            _one_of("cost", terms.COSTS),
            CheckConstraint(
                condition=Q(ages="limits") & (Q(min_age__isnull=False) | Q(max_age__isnull=False))
                | ~Q(ages="limits") & Q(min_age__isnull=True, max_age__isnull=True),
                name="service_ages_have_limits",
            ),
            CheckConstraint(
                condition=Q(min_age__isnull=True)
                | Q(max_age__isnull=True)
                | Q(max_age__gte=models.F("min_age")),
                name="service_ages_in_order",
            ),
            CheckConstraint(
                condition=(Q(min_age__isnull=True) | Q(min_age__lte=terms.MAX_AGE))
                & (Q(max_age__isnull=True) | Q(max_age__lte=terms.MAX_AGE)),
                name="service_ages_of_people",
            ),
            CheckConstraint(
                condition=Q(capacity_rule="number", capacity__isnull=False)
                | ~Q(capacity_rule="number") & Q(capacity__isnull=True, free_now__isnull=True),
                name="service_capacity_has_its_number",
            ),
            CheckConstraint(
                condition=Q(free_now__isnull=True, free_on__isnull=True)
                | Q(free_now__isnull=False, free_on__isnull=False, free_now__lte=models.F("capacity")),
                name="service_free_within_capacity",
            ),
            CheckConstraint(
                condition=Q(cost="priced", cost_pence__isnull=False, cost_pence__lte=terms.MAX_PENCE)
                | ~Q(cost="priced") & Q(cost_pence__isnull=True),
                name="service_price_has_its_pence",
            ),
            CheckConstraint(
                condition=Q(safe_house=False) | Q(address="", town="", postcode="", public=False),
                name="service_safe_house_has_no_address",
            ),
            CheckConstraint(
                condition=~Q(kind="safe_house") | Q(safe_house=True), name="service_safe_house_says_so"
            ),
            CheckConstraint(
                condition=Q(public=False) | ~Q(kind__in=HIDDEN_KINDS), name="service_no_bed_is_published"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases in which it can be offered, in the order of the pathway."""
        return tuple(phase for phase in PHASES if getattr(self, phase))
