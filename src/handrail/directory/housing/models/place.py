"""A place: one body's house, flat, hotel or host. Where it is, is sealed."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory.housing import place_kinds
from handrail.directory.housing.models.choice_messages_and_phone_validator import CHOOSE, CHOOSE_ONE
from handrail.directory.housing.models.zone import Zone
from handrail.directory.models import Service
from handrail.directory.service_states_and_phases import PHASES, STATE_CODES, STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.sealed import Sealed, SealedModel, SealedQuerySet
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Area, Body


def _one_of_choices_constraint(field: str, choices: tuple[tuple[str, str], ...]) -> CheckConstraint:
    return CheckConstraint(
        condition=Q(**{f"{field}__in": place_kinds.get_choice_codes(choices)}), name=f"place_{field}_is_known"
    )


class PlaceQuerySet(SealedQuerySet["Place"]):
    """Places with what is sealed of them closed."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own body."""
        return self.filter(provider=actor.body_id)

    def for_page(self) -> Self:
        """With area, zone and units: two statements, however many there are."""
        return self.select_related("provider", "area", "zone", "changed_by").prefetch_related("units")


class Place(SealedModel, Versioned):
    """What a search may read of it. `address` and `flag_words` are sealed with the place's own key.

    `service` is what a stay here is offered as; a place that waits to exist has state planned. The kind never
    changes, so that a hotel never becomes a flat without a suitability check.
    """

    impersonal_text = ("name", "waits_for", "on_site")

    sealed_with = "id"
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    name = ShortTextField("Name", max_length=80, help_text="Use a name that does not say where it is.")
    kind = ShortTextField(
        "What it is",
        max_length=16,
        choices=[(kind.code, kind.name) for kind in place_kinds.PLACE_KINDS],
        error_messages=CHOOSE,
    )
    area = models.ForeignKey(
        Area,
        verbose_name="Area",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=CHOOSE,
        db_index=False,
    )
    zone = models.ForeignKey(
        Zone,
        verbose_name="Approximate location",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        error_messages=CHOOSE,
    )
    state = ShortTextField(
        "Status",
        max_length=8,
        choices=STATES,
        default="planned",
        error_messages={"blank": "Choose a status"},
    )
    waits_for = ShortTextField(
        "If it is not open yet, what is it waiting for?", max_length=200, blank=True, default=""
    )
    before = models.BooleanField(default=True)
    during = models.BooleanField(default=True)
    after = models.BooleanField(default=True)
    outside = models.BooleanField(default=True)
    mix = ShortTextField(
        "Who lives there?",
        max_length=8,
        choices=place_kinds.MIXES,
        default="unknown",
        error_messages=CHOOSE_ONE,
    )
    dependants = ShortTextField(
        "Are children accepted?",
        max_length=8,
        choices=place_kinds.YES_NO,
        default="unknown",
        error_messages=CHOOSE_ONE,
    )
    pets = ShortTextField(
        "Are pets accepted?",
        max_length=8,
        choices=place_kinds.YES_NO,
        default="unknown",
        error_messages=CHOOSE_ONE,
    )
    public_funds = ShortTextField(
        "Recourse to public funds",
        max_length=12,
        choices=place_kinds.PUBLIC_FUNDS,
        default="unknown",
        error_messages=CHOOSE_ONE,
    )
    use = ShortTextField(
        "Who can use it?",
        max_length=12,
        choices=place_kinds.USES,
        default="agreement",
        error_messages=CHOOSE_ONE,
    )
    on_site = ShortTextField(
        "Staff on site, until when?",
        max_length=80,
        blank=True,
        default="",
        help_text="Such as: worker on site to 11pm",
    )
    phone = ShortTextField("Phone number of the team that manages it", max_length=32, blank=True, default="")
    night_pence = models.PositiveIntegerField(null=True, blank=True)
    address = Sealed(kind=Kind.CONTACT, null=True)
    flagged_on = models.DateField(null=True, blank=True)  # do not use
    flag_words = Sealed(kind=Kind.CONTACT, null=True)

    objects = PlaceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("provider", "name"), name="place_one_name_a_provider"),
            CheckConstraint(condition=Q(state__in=STATE_CODES), name="place_state_is_known"),
            CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="place_has_a_phase",
                violation_error_message="Choose when people can stay there",
            ),
            _one_of_choices_constraint("mix", place_kinds.MIXES),
            _one_of_choices_constraint("dependants", place_kinds.YES_NO),
            _one_of_choices_constraint("pets", place_kinds.YES_NO),
            _one_of_choices_constraint("public_funds", place_kinds.PUBLIC_FUNDS),
            _one_of_choices_constraint("use", place_kinds.USES),
            CheckConstraint(
                condition=Q(night_pence__isnull=True) | Q(night_pence__lte=place_kinds.MAX_PENCE),
                name="place_price_is_a_price",
                violation_error_message="The cost of a night must be between £0 and £5,000.",
            ),
        ]
        indexes = [models.Index(fields=("area", "state", "kind"), name="place_by_area")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def phases(self) -> tuple[str, ...]:
        """Codes of the phases of the NRM in which people can stay there."""
        return tuple(phase for phase in PHASES if getattr(self, phase))

    @phases.setter
    def phases(self, codes: tuple[str, ...] | list[str]) -> None:
        for phase in PHASES:
            setattr(self, phase, phase in codes)

    @property
    def needs_suitability_check(self) -> bool:
        """Whether a stay needs a signed suitability check first, as in a hotel."""
        return place_kinds.PLACE_KINDS_BY_CODE[self.kind].after_check
