"""An intensification: an operation on one theme, what was done, and what organisations counted."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.sourced_codes import list_intensification_choices
from handrail.areas.partnerships.states import FIRST_DAY, OPERATION_MOMENTS, get_codes_of_state_pairs
from handrail.platform.access.lines_field import LinesField
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Intensification(Versioned):
    """Led by one organisation of the group; `partners` are named as they are known, with a seat or without."""

    impersonal_text = ("name", "partners", "about")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="operations")
    name = ShortTextField(
        "Name",
        max_length=120,
        help_text="For example: Operation Aidant, June.",
        error_messages={"blank": "Enter the name"},
    )
    theme = CodeField(
        "Theme",
        max_length=12,
        choices=list_intensification_choices("theme"),
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the theme"),
    )
    starts_on = DayField("First day", not_before=FIRST_DAY, within_years=3)
    ends_on = DayField("Last day", not_before=FIRST_DAY, within_years=3)
    lead = models.ForeignKey(
        Body,
        verbose_name="Who leads it",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose who leads it"),
    )
    partners = LinesField(
        "Partners",
        most=40,
        longest=120,
        rows=4,
        blank=True,
        default=list,
        help_text="One organisation on each line.",
        error_messages={"blank": "Enter the partners"},
    )
    about = LongTextField(
        "Aim", max_length=2000, rows=3, blank=True, default="", help_text="Do not name anyone."
    )

    class Meta:
        ordering = ("-starts_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="intensification_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class OperationActivity(Versioned):
    """Something that was done on a day: visits of a kind, or a briefing. It says where by kind, never by address."""

    impersonal_text = ("what", "languages")

    operation = models.ForeignKey(Intensification, on_delete=models.PROTECT, related_name="activities")
    on = DayField("Day", about="the day", not_before=FIRST_DAY, within_years=3)
    kind = CodeField(
        "Kind of place or activity",
        max_length=12,
        choices=list_intensification_choices("visit"),
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the kind"),
    )
    number = WholeNumberField("How many", least=1, most=5000, default=1)
    what = ShortTextField(
        "What was done",
        max_length=300,
        help_text="Name no person and no premises.",
        error_messages={"blank": "Say what was done"},
    )
    languages = ShortTextField("Languages used", max_length=120, blank=True, default="")

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"activity {self.pk}"


class OperationResult(Versioned):
    """One count as an organisation typed it, with its source: shown inside the group alone."""

    impersonal_text = ("source",)

    operation = models.ForeignKey(
        Intensification, on_delete=models.PROTECT, related_name="results", db_index=False
    )
    moment = CodeField(max_length=3, choices=OPERATION_MOMENTS, default="end")
    code = models.CharField(max_length=24)
    number = models.PositiveIntegerField()
    source = ShortTextField(
        "Who counted it, and from what",
        max_length=200,
        help_text="For example: force, debrief of 24 June.",
        error_messages={"blank": "Enter who counted it, and from what"},
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("operation", "moment", "code"), name="operation_result_once"),
            models.CheckConstraint(
                condition=Q(moment__in=get_codes_of_state_pairs(OPERATION_MOMENTS)),
                name="operation_result_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class OperationFollowUp(Versioned):
    """A look back after 3 and 12 months: due from the day the operation is entered."""

    impersonal_text = ("words",)

    operation = models.ForeignKey(
        Intensification, on_delete=models.PROTECT, related_name="follow_ups", db_index=False
    )
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_on = DayField("Looked back on", null=True, blank=True, not_before=FIRST_DAY, not_after=today)
    words = LongTextField(
        "What was found",
        max_length=3000,
        rows=4,
        blank=True,
        default="",
        help_text="Do not name anyone.",
        error_messages={"blank": "Say what was found"},
    )

    class Meta:
        ordering = ("months",)
        constraints = [
            models.UniqueConstraint(fields=("operation", "months"), name="operation_follow_up_once"),
            models.CheckConstraint(condition=Q(months__in=(3, 12)), name="operation_follow_up_months"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, words="") | (Q(done_on__isnull=False) & ~Q(words="")),
                name="operation_follow_up_done_says_what",
                violation_error_code="words",
                violation_error_message="Say what was found",
            ),
        ]

    def __str__(self) -> str:
        return f"look back after {self.months} months of {self.operation_id}"

    def clean(self) -> None:
        """Nobody looks back before the operation ended. Raises ValidationError."""
        if self.done_on and self.done_on < self.operation.ends_on:
            raise ValidationError({"done_on": "The day must be after the operation ended"})


class OperationEdition(AppendOnly):
    """What was published of an intensification: counts of people rounded, once for each edition."""

    impersonal_text = ("content", "words")

    operation = models.ForeignKey(
        Intensification, on_delete=models.PROTECT, related_name="editions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    words = LongTextField(
        "What readers need to know",
        max_length=2000,
        rows=3,
        blank=True,
        default="",
        help_text="Do not name anyone.",
    )
    content = models.JSONField()
    published_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("operation", "number"), name="operation_edition_one_a_number"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of operation {self.operation_id}"
