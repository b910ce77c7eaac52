"""A service: one body's support of one kind, for whom, where, when, at what cost, and its state."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory import eligibility_terms
from handrail.directory.need_and_service_kinds import HIDDEN_KINDS, KINDS
from handrail.directory.service_states_and_phases import PHASES, STATE_CODES, STATES
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.models import Area, Body, Language

MAX_PLACES = 100_000
EMAIL_ERRORS = {"invalid": "Check the email: it must look like desk@example.org."}
is_postcode = RegexValidator(
    r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\Z", "Enter a full postcode, like PE21 6AB, or leave it empty."
)


def _make_choice_error_messages(missing: str) -> dict[str, str]:
    """The messages of a list that must be chosen from."""
    return {"blank": missing, "invalid_choice": "Choose from the list"}


def _make_rule_choice_field(
    label: str, choices: tuple[tuple[str, str], ...], default: str = "unknown", hint: str = ""
) -> Any:
    """A rule: one choice of a closed list."""
    errors = _make_choice_error_messages("Choose from the list")
    return ShortTextField(
        label, max_length=11, choices=choices, default=default, help_text=hint, error_messages=errors
    )


def _make_optional_text_field(label: str, max_length: int, hint: str = "", **more: Any) -> Any:
    """One line that may be left empty."""
    return ShortTextField(label, max_length=max_length, blank=True, default="", help_text=hint, **more)


def _one_of_choices_constraint(field: str, choices: tuple[tuple[str, str], ...]) -> CheckConstraint:
    """The column holds one of the list's codes."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": eligibility_terms.get_choice_codes(choices)}),
        name=f"service_{field}_is_known",
    )


class PostcodeField(ShortTextField):
    """A postcode as the Post Office writes it: capitals, one space before the last three."""

    default_validators = [is_postcode]

    def to_python(self, value: Any) -> Any:
        """The text with its spaces put right."""
        bare = "".join((super().to_python(value) or "").upper().split())
        return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 3 else bare


class Service(Versioned):
    """Offered in the phases that are true. Everywhere means every area; else the areas are listed.

    `key` identifies it in the published directory. `contact_…` reach the organisation; a person who works there is
    a row of its own (ServiceContact). A safe house has no address: the database refuses one, and refuses to publish
    any kind of place where people sleep. Rules over several fields are in `clean`, and once more as constraints.
    """

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
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="services", db_index=False)
    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = ShortTextField("Name", max_length=120, error_messages={"blank": "Enter a name"})
    description = LongTextField("What it does", max_length=1_000, rows=2, blank=True, default="")
    kind = ShortTextField(
        "What it is",
        max_length=24,
        choices=[(kind.code, kind.name) for kind in KINDS],
        error_messages=_make_choice_error_messages("Choose what it is"),
    )

    state = ShortTextField(
        "Status",
        max_length=8,
        choices=STATES,
        default="planned",
        help_text="You can add a service before it opens. Only open services can be offered.",
        error_messages=_make_choice_error_messages("Choose a status"),
    )
    waits_for = _make_optional_text_field("Waiting for", 200, "For example: money for a second worker.")
    expected_on = DayField("When it is expected to open", about="Date", null=True, blank=True)

    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    nrm_point = _make_rule_choice_field("Where in the NRM", eligibility_terms.NRM_POINTS, "any")
    ages = _make_rule_choice_field("Ages", eligibility_terms.AGES)
    min_age = WholeNumberField("Youngest age", most=eligibility_terms.MAX_AGE, null=True, blank=True)
    max_age = WholeNumberField(
        "Oldest age", most=eligibility_terms.MAX_AGE, null=True, blank=True
    )  # that age included
    genders = _make_rule_choice_field("Women or men", eligibility_terms.GENDERS)
    dependants = _make_rule_choice_field("Children with them", eligibility_terms.DEPENDANTS)
    public_funds = _make_rule_choice_field("Public funds", eligibility_terms.FUNDS)
    status_rule = _make_rule_choice_field(
        "Status", eligibility_terms.STATUSES, hint="Only where the law or the funder requires it."
    )
    rule_note = _make_optional_text_field("Other criteria", 300)

    everywhere = models.BooleanField(default=False)
    areas = models.ManyToManyField(Area, blank=True, related_name="services")
    languages = models.ManyToManyField(Language, blank=True, related_name="services")
    interpreters = _make_rule_choice_field("Interpreters", eligibility_terms.INTERPRETERS)

    capacity_rule = _make_rule_choice_field("How many places", eligibility_terms.CAPACITY)
    capacity = models.PositiveIntegerField(
        "Number of places",
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_PLACES, "The number cannot be more than %(limit_value)s")],
    )
    free_now = models.PositiveIntegerField(null=True, blank=True)  # as the provider last said
    free_on = models.DateField(null=True, blank=True)

    hours = _make_optional_text_field("Hours", 120, "For example: weekdays 9am to 5pm.")
    cost = _make_rule_choice_field("What it costs", eligibility_terms.COSTS)
    cost_pence = PenceField("Price in pounds", most=eligibility_terms.MAX_PENCE, null=True, blank=True)
    cost_note = _make_optional_text_field("More on the cost", 200)
    pro_bono = models.BooleanField("Given free by professionals (pro bono)", default=False)

    how_to_refer = LongTextField(
        "How to refer",
        max_length=500,
        rows=2,
        blank=True,
        default="",
        help_text="Do not include one worker’s name or number, or the address of a safe place.",
    )
    contact_phone = _make_optional_text_field("The organisation’s phone", 32)
    contact_email = models.EmailField(
        "The organisation’s email", blank=True, default="", error_messages=EMAIL_ERRORS
    )
    website = models.URLField(
        "Web page",
        blank=True,
        default="",
        validators=[URLValidator(schemes=["https", "http"])],
        error_messages={"invalid": "Check the web page: it must begin with https:// or http://."},
    )
    address = _make_optional_text_field("Street address", 120, "Never a place where people sleep or hide.")
    town = _make_optional_text_field("Town", 60)
    postcode = PostcodeField("Postcode", max_length=8, blank=True, default="")

    safe_house = models.BooleanField(
        "Safe house: location never shown", default=False
    )  # before a bed is held
    public = models.BooleanField("Can be published", default=False)

    source = models.CharField(max_length=200, blank=True, default="")  # the list or feed it was read from
    source_id = models.CharField(max_length=120, blank=True, default="")
    pilot_until = DayField("Last day of a trial", about="Last day of the trial", null=True, blank=True)
    assured_on = models.DateField(null=True, blank=True)  # somebody asked the provider, and it was true

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
            CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="service_has_a_phase",
            ),
            _one_of_choices_constraint("nrm_point", eligibility_terms.NRM_POINTS),
            _one_of_choices_constraint("ages", eligibility_terms.AGES),
            _one_of_choices_constraint("genders", eligibility_terms.GENDERS),
            _one_of_choices_constraint("dependants", eligibility_terms.DEPENDANTS),
            _one_of_choices_constraint("public_funds", eligibility_terms.FUNDS),
            _one_of_choices_constraint("status_rule", eligibility_terms.STATUSES),
            _one_of_choices_constraint("interpreters", eligibility_terms.INTERPRETERS),
            _one_of_choices_constraint("capacity_rule", eligibility_terms.CAPACITY),
            _one_of_choices_constraint("cost", eligibility_terms.COSTS),
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
                condition=(Q(min_age__isnull=True) | Q(min_age__lte=eligibility_terms.MAX_AGE))
                & (Q(max_age__isnull=True) | Q(max_age__lte=eligibility_terms.MAX_AGE)),
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
                condition=Q(
                    cost="priced", cost_pence__isnull=False, cost_pence__lte=eligibility_terms.MAX_PENCE
                )
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
        return str(self.name)

    @property
    def phases(self) -> tuple[str, ...]:
        """Codes of the phases in which it can be offered, in the order of the pathway."""
        return tuple(phase for phase in PHASES if getattr(self, phase))

    @phases.setter
    def phases(self, codes: tuple[str, ...] | list[str]) -> None:
        if unknown := set(codes) - set(PHASES):
            raise ValueError(f"{sorted(unknown)} are no phases: use {', '.join(PHASES)}")
        for phase in PHASES:
            setattr(self, phase, phase in codes)

    def clean(self) -> None:
        """Nothing that it says contradicts the rest. Raises ValidationError, beside the field to mend."""
        self.safe_house = self.safe_house or self.kind == "safe_house"
        if not self.phases:
            raise ValidationError("Choose when it can be offered", code="phases")
        errors = dict(filter(None, (self._check_ages(), self._check_numbers(), self._check_place())))
        if errors:
            raise ValidationError(errors)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Nothing more: `clean` and the choices say it, without a statement for each of thousands of read rows."""

    def _check_ages(self) -> tuple[str, str] | None:
        ages = [age for age in (self.min_age, self.max_age) if age is not None]
        if (self.ages == "limits") != bool(ages):
            return (
                "ages",
                "Enter the youngest or oldest age only if there are limits.",
            )
        if ages != sorted(ages):
            return "min_age", "Check the ages: the youngest first, in years."
        return None

    def _check_numbers(self) -> tuple[str, str] | None:
        if (self.capacity_rule == "number") != (self.capacity is not None):
            return "capacity", "Enter the number of places only if there is one."
        if (self.cost == "priced") != (self.cost_pence is not None):
            return "cost", "Enter the price only if there is one."
        return None

    def _check_place(self) -> tuple[str, str] | None:
        if self.safe_house and (self.address or self.town or self.postcode):
            return (
                "address",
                "Remove the address: a safe house’s address is shown only when a bed is held.",
            )
        if self.public and (self.safe_house or self.kind in HIDDEN_KINDS):
            return "public", "Places where people sleep are never published. Untick “publish”."
        return None
