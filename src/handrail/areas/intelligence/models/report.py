"""An intelligence report: sealed words, a grade by its scheme, and a second person who cleared it."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, F, Q

from handrail.areas.intelligence import code_lists
from handrail.areas.intelligence.identifying_text import (
    raise_if_source_is_named,
    raise_if_text_identifies_someone,
)
from handrail.areas.intelligence.models.outreach import CHOOSE_DISTRICT
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedField

LONGEST_WORDS = 4_000


class IntelligenceReportQuerySet(models.QuerySet[Any]):
    """Intelligence reports."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; to be cleared, for those of the force who clear; and what is cleared, within the force."""
        own = Q(written_by=actor.user_id, from_body=actor.body_id)
        if actor.may(Permission.CLEAR_INTELLIGENCE):
            return self.filter(own | Q(body=actor.body_id))
        return self.filter(own | Q(body=actor.body_id, state="cleared"))

    def for_list(self) -> Self:
        """Without the words, which stay sealed. One statement."""
        rows = self.defer("words").select_related("body", "from_body", "district", "written_by", "cleared_by")
        return rows.order_by("-received_on", "-id").fetch_mode(FETCH_RAISE)

    def for_page(self) -> Self:
        """With the words. One statement."""
        rows = self.select_related("body", "from_body", "district", "written_by", "cleared_by", "changed_by")
        return rows.fetch_mode(FETCH_RAISE)


class IntelligenceReport(Versioned):
    """`body` is the force that keeps it, `from_body` who wrote it. No link to a case, session or source."""

    impersonal_text = ("conditions",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False)
    theme = CodeField(
        "What it is about",
        max_length=20,
        choices=code_lists.THEMES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what it is about"),
    )
    district = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="District",
        help_text="The council area only. We do not keep an exact place.",
        error_messages=CHOOSE_DISTRICT,
    )
    received_on = DayField("Day it was received", not_after=today, within_years=10)
    source_reference = ShortTextField(
        "Reference of the source",
        max_length=30,
        blank=True,
        default="",
        help_text="A reference only, such as SR/0412. Never a name.",
    )
    words = AppSealedField()
    scheme = CodeField(max_length=5, choices=code_lists.SCHEMES, blank=True, default="", editable=False)
    source_grade = CodeField(max_length=1, blank=True, default="", editable=False)
    information_grade = CodeField(max_length=1, blank=True, default="", editable=False)
    handling = CodeField(max_length=1, blank=True, default="", editable=False)
    conditions = LongTextField(
        "Handling conditions",
        max_length=1_000,
        rows=3,
        blank=True,
        default="",
        help_text="Needed where the handling code says so.",
    )
    state = CodeField(max_length=8, choices=code_lists.REPORT_STATES, default="written", editable=False)
    returned_because = CodeField(
        "Why it is returned",
        max_length=20,
        choices=code_lists.RETURN_REASONS,
        blank=True,
        default="",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose why it is returned"),
    )
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    cleared_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
    )
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    contacts = WholeNumberField(
        "Led to a contact", most=999, null=True, blank=True, help_text="How many people. Enter 0 for none."
    )  # empty until somebody counted
    referrals = WholeNumberField(
        "Led to a referral", most=999, null=True, blank=True, help_text="How many people. Enter 0 for none."
    )

    objects = models.Manager.from_queryset(IntelligenceReportQuerySet)()

    class Meta:
        ordering = ("-received_on", "-id")
        indexes = [
            models.Index(fields=("body", "state", "-received_on"), name="intelligence_by_force"),
            models.Index(fields=("written_by", "-received_on"), name="intelligence_by_writer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="cleared", cleared_by__isnull=False, cleared_at__isnull=False)
                | (~Q(state="cleared") & Q(cleared_by__isnull=True, cleared_at__isnull=True)),
                name="intelligence_cleared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_by=F("written_by")),
                name="intelligence_cleared_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="cleared")
                | (
                    Q(scheme__in=code_lists.SCHEME_CODES)
                    & ~Q(source_grade="")
                    & ~Q(information_grade="")
                    & ~Q(handling="")
                ),
                name="intelligence_cleared_with_a_grade",
            ),
            models.CheckConstraint(
                condition=Q(contacts__isnull=True, referrals__isnull=True)
                | Q(contacts__isnull=False, referrals__isnull=False),
                name="intelligence_results_counted_together",
                violation_error_code="referrals",
                violation_error_message="Enter both numbers",
            ),
            models.CheckConstraint(
                condition=Q(state="returned") ^ Q(returned_because=""),
                name="intelligence_returned_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"intelligence report {self.pk}"

    def clean(self) -> None:
        """Nothing that identifies somebody; a source by reference alone. Raises ValidationError by field."""
        if not self.words:
            raise ValidationError({"words": "Enter what was seen or heard"})
        if len(self.words) > LONGEST_WORDS:
            raise ValidationError({"words": "What was seen or heard must be 4,000 characters or less"})
        raise_if_text_identifies_someone("words", self.words)
        raise_if_text_identifies_someone("conditions", self.conditions)
        raise_if_source_is_named(self.source_reference)

    @property
    def grade_words(self) -> list[tuple[str, str]]:
        """The three parts of its grade, in the words of its own scheme."""
        codes = (self.source_grade, self.information_grade, self.handling)
        return [
            (part, code_lists.get_grade_words(self.scheme, part, code))
            for part, code in zip(code_lists.PARTS, codes, strict=True)
            if code
        ]
