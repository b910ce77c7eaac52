"""A group and where it belongs: its kind, its nation, the group above it; and its terms of reference in editions."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.partnerships.sourced_codes import list_group_kind_choices
from handrail.areas.partnerships.states import (
    FIRST_DAY,
    GROUP_STATES,
    LANGUAGES,
    NATIONS,
    get_codes_of_state_pairs,
)
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body


class Group(Versioned):
    """`body` convenes it. Kind, tier and nation never change; the group above may."""

    impersonal_text = ("name", "quorum", "closed_why")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = CodeField(
        "What kind of group is it?",
        max_length=12,
        choices=list_group_kind_choices(),
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the kind of group"),
    )
    tier = models.PositiveSmallIntegerField()
    nation = CodeField(
        "Where does it work?",
        max_length=8,
        choices=NATIONS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose where it works"),
    )
    area = models.ForeignKey(
        Area,
        verbose_name="Police force area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = ShortTextField(
        "Name of the group",
        max_length=120,
        help_text="For example: Wiltshire Anti-Slavery Partnership board.",
        error_messages={"blank": "Enter the name of the group"},
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="Group above it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    parent_tier = models.PositiveSmallIntegerField(null=True, editable=False)
    parent_nation = models.CharField(max_length=8, blank=True, default="", editable=False)
    papers_language = CodeField(
        "Language of papers",
        max_length=4,
        choices=LANGUAGES,
        default="en",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the language of papers"),
    )
    meetings_a_year = WholeNumberField("Meetings a year", least=1, most=24, default=4)
    quorum = ShortTextField(
        "Quorum",
        max_length=120,
        blank=True,
        default="",
        help_text="For example: half of the seats. Empty for none.",
    )
    starts_on = DayField("First day", not_before=FIRST_DAY, within_years=50)
    state = CodeField(max_length=6, choices=GROUP_STATES, default="active")
    closed_on = models.DateField(null=True, blank=True)
    closed_why = LongTextField("Why it closes", max_length=1000, rows=3, blank=True, default="")

    class Meta:
        ordering = ("tier", "name", "id")
        indexes = [models.Index(fields=("body", "state"), name="group_by_convener")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nation__in=get_codes_of_state_pairs(NATIONS)), name="group_nation"
            ),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(GROUP_STATES)), name="group_state"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, parent_tier__isnull=True, parent_nation="")
                | Q(parent__isnull=False, parent_tier__lt=F("tier"), parent_nation=F("nation")),
                name="group_lies_under_a_higher_one_of_its_nation",
                violation_error_code="parent",
                violation_error_message="Choose a group of a higher kind in the same nation",
            ),
            models.CheckConstraint(
                condition=Q(state="active", closed_on__isnull=True)
                | (Q(state="closed", closed_on__isnull=False) & ~Q(closed_why="")),
                name="group_closed_with_day_and_reason",
                violation_error_code="closed_why",
                violation_error_message="Say why it closes",
            ),
            models.UniqueConstraint(
                fields=("body", "name"),
                condition=Q(state="active"),
                name="group_name_once_a_convener",
                violation_error_code="name",
                violation_error_message="Your organisation already convenes a group of this name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_open(self) -> bool:
        """Whether it still works."""
        return self.state == "active"


class GroupMove(AppendOnly):
    """Under which group it was put, when and why. The first row is of its setting up, where it had one above."""

    impersonal_text = ("why",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="moves")
    parent = models.ForeignKey(
        Group,
        verbose_name="Group above it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        error_messages={"blank": "Choose a group of a higher kind in the same nation"},
    )
    on = models.DateField()
    why = LongTextField("Why", max_length=1000, rows=3, error_messages={"blank": "Say why"})
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"move {self.pk}"


def _make_terms_of_reference_model_field(label: str, rows: int = 2, **more: object) -> LongTextField:
    return LongTextField(label, max_length=3000, rows=rows, **more)


class TermsOfReference(AppendOnly):
    """One edition of the terms. A change is a new edition; earlier ones stay."""

    impersonal_text = (
        *("purpose", "legal_status", "accountable_to", "deciding"),
        *("conflicts", "confidentiality", "sharing", "money"),
    )

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="terms", db_index=False)
    number = models.PositiveSmallIntegerField()
    purpose = _make_terms_of_reference_model_field(
        "Purpose", 3, error_messages={"blank": "Enter the purpose"}
    )
    legal_status = _make_terms_of_reference_model_field(
        "Legal status", error_messages={"blank": "Enter the legal status"}
    )
    accountable_to = _make_terms_of_reference_model_field("Accountable to", blank=True, default="")
    deciding = _make_terms_of_reference_model_field("How it decides", blank=True, default="")
    conflicts = _make_terms_of_reference_model_field("Conflicts of interest", blank=True, default="")
    confidentiality = _make_terms_of_reference_model_field(
        "Confidentiality", error_messages={"blank": "Enter how papers and words are kept"}
    )
    sharing = _make_terms_of_reference_model_field("What is shared", blank=True, default="")
    money = _make_terms_of_reference_model_field("Money", blank=True, default="")
    review_on = DayField(
        "Review", null=True, blank=True, about="the review", not_before=today, within_years=10
    )
    agreed_on = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "terms of reference"
        constraints = [
            models.UniqueConstraint(fields=("group", "number"), name="terms_edition_once"),
            models.CheckConstraint(condition=~Q(purpose=""), name="terms_say_the_purpose"),
        ]

    def __str__(self) -> str:
        return f"terms {self.number} of group {self.group_id}"
