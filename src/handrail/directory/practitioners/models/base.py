"""What a post and a practitioner share: their number, role, side of the wall, base, and the phases they serve."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from handrail.directory.practitioners import codes
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.council_codes import list_council_codes_and_names
from handrail.platform.reference.models import Area, Body

MOST_YEARS = 15


class WorkDateModelField(DayField):
    """A day of a post or a practitioner: within fifteen years, so that a slip of the year is noticed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"within_years": MOST_YEARS} | kwargs)


def make_choice_field(label: str, choices: codes.Choices, missing: str, **more: Any) -> Any:
    """A code of a list that must be chosen.

    Args:
        label: above it.
        choices: the list.
        missing: the message where nothing of the list is chosen.
        more: for the field.
    """
    errors = {"blank": missing, "invalid_choice": missing}
    return CodeField(label, max_length=20, choices=choices, error_messages=errors, **more)


class DeployableRecord(Versioned):
    """`employer` keeps the record. Phases where all are empty: every phase.

    Of the base an area and a district are coded: a shortlist says how far somebody comes, and tells no place.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = make_choice_field("Role", codes.ROLES, "Choose a role")
    side = make_choice_field(
        "Works for support or investigation",
        codes.SIDES,
        "Choose a side",
        help_text="What a liaison officer is told may be used in the case. A navigator does not discuss the facts.",
    )
    base_kind = make_choice_field("Kind of base", codes.BASE_KINDS, "Choose a kind of base", default="office")
    base = ShortTextField(
        "Base", max_length=120, blank=True, default="", help_text="For example: Wigston safeguarding hub."
    )
    base_area = models.ForeignKey(
        Area,
        verbose_name="Police force area of the base",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    base_district = CodeField(
        "District of the base",
        max_length=40,
        choices=list_council_codes_and_names(),
        blank=True,
        default="",
        help_text="Shortlists show how far they travel: same district, area or region, or further.",
    )
    before = models.BooleanField(codes.PHASES[0][1], default=False)
    during = models.BooleanField(codes.PHASES[1][1], default=False)
    after = models.BooleanField(codes.PHASES[2][1], default=False)
    outside = models.BooleanField(codes.PHASES[3][1], default=False)

    class Meta:
        abstract = True

    @property
    def base_words(self) -> str:
        """“Wigston safeguarding hub, Blaby District Council, Leicestershire”; empty where nothing is recorded."""
        area = self.base_area.name if self.base_area else ""
        return ", ".join(part for part in (self.base, self.get_base_district_display(), area) if part)

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases that are served; none are all of them."""
        return tuple(str(code) for code, _ in codes.PHASES if getattr(self, code))

    @property
    def phase_words(self) -> str:
        """“Before the NRM”, or that every phase is."""
        return ", ".join(words for code, words in codes.PHASES if getattr(self, code)) or "Every phase"


def raise_if_dates_out_of_order(row: models.Model, earlier: str, later: str, message: str) -> None:
    """Raise ValidationError beside the later day where it is before the earlier one.

    Args:
        row: that has both days.
        earlier, later: names of its fields.
        message: what to mend.
    """
    first, last = getattr(row, earlier), getattr(row, later)
    if first and last and last < first:
        raise ValidationError({later: message})
