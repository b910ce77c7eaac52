"""A campaign: what it does, who is paid for it, which materials are approved, and how far it reached."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, Count, F, Prefetch, Q

from handrail.areas.prevention import code_lists
from handrail.areas.prevention.models.base import (
    PreventionDayField,
    PreventionQuerySet,
    PreventionRecord,
    make_code_field,
)
from handrail.insight.measures.breakdowns import HEARD
from handrail.insight.signals.models import Signal
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField

HEARD_CHOICES = tuple((code, words) for code, words in HEARD.values if code != "not_known")


class CampaignQuerySet(PreventionQuerySet):
    """Campaigns."""

    def for_page(self) -> Self:
        """With all that it holds. Five statements."""
        activities = CampaignActivity.objects.order_by("starts_on", "number").fetch_mode(FETCH_RAISE)
        counts = ReachCount.objects.order_by("-counted_on", "-pk").fetch_mode(FETCH_RAISE)
        partners = CampaignPartner.objects.all().fetch_mode(FETCH_RAISE)
        materials = CampaignMaterial.objects.all().fetch_mode(FETCH_RAISE)
        return (
            self.select_related("body", "signal", "signal__scan", "changed_by")
            .prefetch_related(
                Prefetch("activities", activities),
                Prefetch("activities__counts", counts),
                Prefetch("partners", partners),
                Prefetch("materials", materials),
            )
            .fetch_mode(FETCH_RAISE)
        )

    def for_list(self) -> Self:
        """With how many activities and paid organisations there are. One statement."""
        counts = {
            "activity_count": Count("activities", distinct=True),
            "partner_count": Count("partners", distinct=True),
        }
        return self.select_related("body").annotate(**counts).fetch_mode(FETCH_RAISE)


class Campaign(PreventionRecord):
    """Funded from a named fund or bid: `funding_kind` and `funding_id` where it is one that Handrail knows."""

    impersonal_text = ("title", "aim", "funding", "lessons")

    title = ShortTextField(
        "Name of the campaign", max_length=160, error_messages={"blank": "Enter the name of the campaign"}
    )
    aim = LongTextField("What it is to change", max_length=2_000, rows=3, blank=True, default="")
    starts_on = PreventionDayField("First day")
    ends_on = PreventionDayField("Last day")
    funding = ShortTextField(
        "Fund or bid",
        max_length=160,
        blank=True,
        default="",
        help_text="Its name. Leave empty until the campaign is funded.",
    )
    funding_kind = models.CharField(max_length=20, blank=True, default="", editable=False)
    funding_id = models.CharField(max_length=40, blank=True, default="", editable=False)
    budget = PenceField("Budget", null=True, blank=True)
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    state = CodeField(max_length=6, choices=code_lists.CAMPAIGN_STATES, default="open", editable=False)
    lessons = LongTextField(
        "What was learned",
        max_length=4_000,
        blank=True,
        default="",
        error_messages={"blank": "Enter what was learned"},
    )

    objects = models.Manager.from_queryset(CampaignQuerySet)()

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "state"), name="campaign_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(condition=Q(state__in=("open", "ended")), name="campaign_state"),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | ~Q(funding=""),
                name="campaign_budget_has_a_fund",
                violation_error_code="funding",
                violation_error_message="Enter the fund or bid that the budget comes from",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(lessons=""), name="campaign_ended_with_lessons"
            ),
        ]

    def __str__(self) -> str:
        return f"campaign {self.pk}"


class CampaignPart(Versioned):
    """A part of a campaign, known by its number there."""

    number = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        abstract = True


class LanguagesPart(CampaignPart):
    """A part that comes in several languages, as codes of the list."""

    languages = models.JSONField(default=list, editable=False)

    class Meta:
        abstract = True

    @property
    def language_words(self) -> str:
        """“Polish, Romanian”."""
        return ", ".join(code_lists.LANGUAGE_WORDS.get(code, code) for code in self.languages)


class CampaignActivity(LanguagesPart):
    """One activity. `heard` is the answer to “How did you hear about us?” that would follow it; empty for none."""

    impersonal_text = ("what", "languages")

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="activities", editable=False, db_index=False
    )
    kind = make_code_field("Kind of activity", code_lists.ACTIVITIES, "Choose the kind of activity")
    what = ShortTextField(
        "What it is",
        max_length=200,
        error_messages={"blank": "Enter what it is"},
        help_text="For example: film for dairy farms, shown at marts.",
    )
    sector = make_code_field("Sector", code_lists.SECTORS, "Choose a sector")
    stage = make_code_field("When it acts", code_lists.STAGES)
    starts_on = PreventionDayField("First day")
    ends_on = PreventionDayField("Last day")
    heard = make_code_field(
        "Answer to “How did you hear about us?” that would follow it",
        HEARD_CHOICES,
        help_text="Leave empty if people would not name it. What followed cannot then be counted.",
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_activity_one_a_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_activity_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
        ]

    def __str__(self) -> str:
        return f"activity {self.number} of campaign {self.campaign_id}"

    def validate_within_campaign(self, campaign: Campaign) -> None:
        """Raise ValidationError where its days lie outside those of the campaign."""
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            if not campaign.starts_on <= day <= campaign.ends_on:
                first, last = format_day(campaign.starts_on), format_day(campaign.ends_on)
                said = msg("The campaign runs from {first} to {last}", first=first, last=last)
                raise ValidationError({name: said})


class CampaignPartner(CampaignPart):
    """A small organisation that is paid for its part, and named."""

    impersonal_text = ("name", "community", "duties")

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="partners", editable=False, db_index=False
    )
    name = ShortTextField(
        "Organisation", max_length=160, error_messages={"blank": "Enter the name of the organisation"}
    )
    community = ShortTextField(
        "Community that it reaches", max_length=160, error_messages={"blank": "Enter which community"}
    )
    language = make_code_field("Language", code_lists.LANGUAGES, "Choose a language")
    duties = LongTextField(
        "What it does for the campaign",
        max_length=1_000,
        rows=3,
        error_messages={"blank": "Enter what it does"},
    )
    agreed = PenceField("Sum agreed", least=1)
    paid = PenceField("Paid so far", default=0)
    paid_on = PreventionDayField("Last payment", null=True, blank=True, not_after=today)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_partner_one_a_number"),
            models.CheckConstraint(
                condition=Q(paid__lte=F("agreed")),
                name="campaign_partner_paid_within_agreed",
                violation_error_code="paid",
                violation_error_message="No more can be paid than was agreed",
            ),
            models.CheckConstraint(
                condition=Q(paid=0, paid_on__isnull=True) | Q(paid__gt=0, paid_on__isnull=False),
                name="campaign_partner_paid_on_a_day",
                violation_error_code="paid_on",
                violation_error_message="Enter the day of the last payment, where something was paid",
            ),
        ]

    def __str__(self) -> str:
        return f"partner {self.number} of campaign {self.campaign_id}"


class CampaignMaterial(LanguagesPart):
    """A leaflet, film or page. It is used once somebody approved its words."""

    impersonal_text = ("title", "languages", "approved_by")

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="materials", editable=False, db_index=False
    )
    title = ShortTextField("Material", max_length=160, error_messages={"blank": "Enter what it is"})
    is_neutral = models.BooleanField(
        "Safe to carry: it shows no logo, and an exploiter learns nothing from it", default=False
    )
    approved_by = ShortTextField(
        "Who approved its words",
        max_length=160,
        blank=True,
        default="",
        help_text="A post and an organisation.",
        error_messages={"blank": "Enter who approved its words"},
    )
    approved_on = PreventionDayField("Approved on", null=True, blank=True, not_after=today)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("campaign", "number"), name="campaign_material_one_a_number"),
            models.CheckConstraint(
                condition=Q(approved_by="", approved_on__isnull=True)
                | (~Q(approved_by="") & Q(approved_on__isnull=False)),
                name="campaign_material_approved_by_somebody_on_a_day",
                violation_error_code="approved_on",
                violation_error_message="Enter who approved it and the day",
            ),
        ]

    def __str__(self) -> str:
        return f"material {self.number} of campaign {self.campaign_id}"


class ReachCount(Versioned):
    """How far one activity reached on one rung by a day. Rungs and activities are never added up."""

    impersonal_text = ("source",)

    activity = models.ForeignKey(
        CampaignActivity, on_delete=models.PROTECT, related_name="counts", editable=False, db_index=False
    )
    rung = make_code_field("Rung of the ladder", code_lists.RUNGS, "Choose a rung of the ladder")
    counted_on = PreventionDayField("Counted up to", not_after=today)
    number = models.PositiveIntegerField("Number", error_messages={"invalid": "Enter a whole number"})
    is_estimate = models.BooleanField("It is an estimate", default=False)
    source = ShortTextField(
        "Source",
        max_length=160,
        error_messages={"blank": "Enter where the number comes from"},
        help_text="For example: the broadcaster’s audience figures.",
    )

    class Meta:
        ordering = ("-counted_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("activity", "rung", "counted_on"),
                name="campaign_reach_once_a_day",
                violation_error_code="counted_on",
                violation_error_message="This rung was counted up to that day already. Choose another day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rung} of activity {self.activity_id}"
