"""A renewal review: risks and issues, what the force and the provider say, figures, survivors' words, the decision."""

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.areas.commissioning.models.commissioned_service import (
    CommissionedService,
    CommissionedServiceDateModelField,
    PastCommissionedServiceDayField,
)
from handrail.areas.commissioning.models.specification import SpecificationClause
from handrail.areas.commissioning.stages import REVIEW_OUTCOMES
from handrail.areas.commissioning.text_choices import (
    CONTRIBUTION_KINDS,
    FIGURE_KINDS,
    FIGURE_UNITS,
    LEVELS,
    REVIEW_STATES,
    RISK_KINDS,
    RISK_STATES,
    get_codes_of_choice_pairs,
)
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.models import FollowUp
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language

MOST_FIGURE = 32_000


class RenewalReviewQuerySet(models.QuerySet["RenewalReview"]):
    """Reviews."""

    def for_page(self) -> "RenewalReviewQuerySet":
        """With all that its page and its report show. Seven statements."""
        risks = ReviewRisk.objects.select_related("owner").fetch_mode(FETCH_RAISE)
        heard = ReviewContribution.objects.select_related("by").fetch_mode(FETCH_RAISE)
        words = SurvivorWords.objects.select_related("language", "written_by", "checked_by")
        options = RenewalOption.objects.all().fetch_mode(FETCH_RAISE)
        return (
            self.select_related("line__body", "decision__by", "changed_by")
            .prefetch_related(
                Prefetch("options", options),
                Prefetch("risks", risks),
                Prefetch("contributions", heard),
                Prefetch("figures", ReviewFigure.objects.select_related("clause").fetch_mode(FETCH_RAISE)),
                Prefetch("survivor_words", words.fetch_mode(FETCH_RAISE)),
            )
            .fetch_mode(FETCH_RAISE)
        )


class RenewalReview(Versioned):
    """A review of a line, begun with its move to that stop. `follow_up`: the action that asks for its decision."""

    line = models.ForeignKey(
        CommissionedService, on_delete=models.PROTECT, related_name="reviews", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    began_on = models.DateField()
    decide_by = models.DateField(null=True, blank=True)
    state = CodeField(max_length=7, choices=REVIEW_STATES, default="open")
    follow_up = models.ForeignKey(FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(RenewalReviewQuerySet)()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("line", "number"), name="renewal_one_a_number"),
            models.UniqueConstraint(
                fields=("line",), condition=Q(state="open"), name="renewal_one_open_a_line"
            ),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_choice_pairs(REVIEW_STATES)), name="renewal_state"
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.number} of {self.line_id}"


class ReviewRisk(Versioned):
    """A risk or an issue: cause, event, effect, how likely, how bad, whose, what is done about it by when.

    `follow_up`: the action that reminds its owner, where there is a day.
    """

    impersonal_text = ("report_line", "cause", "event", "effect", "control")

    review = models.ForeignKey(RenewalReview, on_delete=models.PROTECT, related_name="risks", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = CodeField(
        "Risk or issue",
        max_length=5,
        choices=RISK_KINDS,
        help_text="An issue has happened already.",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose risk or issue"),
    )
    report_line = ShortTextField(
        "Where the report says it",
        max_length=200,
        blank=True,
        default="",
        help_text="Report and paragraph, where it is from one.",
    )
    event = ShortTextField(
        "What may happen, or did", max_length=300, error_messages={"blank": "Enter what may happen"}
    )
    cause = ShortTextField("Cause", max_length=300, error_messages={"blank": "Enter the cause"})
    effect = ShortTextField("Effect", max_length=300, error_messages={"blank": "Enter the effect"})
    likelihood = models.PositiveSmallIntegerField(
        "Likelihood",
        choices=LEVELS,
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice", "invalid"), "Choose the likelihood"),
    )
    impact = models.PositiveSmallIntegerField(
        "Impact",
        choices=LEVELS,
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice", "invalid"), "Choose the impact"),
    )
    owner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Owner",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose the owner"),
    )
    control = LongTextField(
        "What is done about it", rows=3, error_messages={"blank": "Say what is done about it"}
    )
    due_on = CommissionedServiceDateModelField("By when", about="the day", null=True, blank=True)
    state = CodeField("Status", max_length=6, choices=RISK_STATES, default="open")
    follow_up = models.OneToOneField(
        FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="risk_one_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=get_codes_of_choice_pairs(RISK_KINDS)), name="risk_kind"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5),
                name="risk_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"risk {self.number} of review {self.review_id}"

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact


class RenewalOption(Versioned):
    """What could follow the agreement: what it means, what it costs a year, what it rests on."""

    impersonal_text = ("words", "rests_on")

    review = models.ForeignKey(
        RenewalReview, on_delete=models.PROTECT, related_name="options", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    outcome = CodeField(
        "Option",
        max_length=10,
        choices=REVIEW_OUTCOMES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the option"),
    )
    words = ShortTextField(
        "What the option means",
        max_length=200,
        help_text="For example: add Vietnamese, or a gap from April.",
        error_messages={"blank": "Enter what the option means"},
    )
    pence = PenceField("Cost a year, in pounds", null=True, blank=True)
    rests_on = ShortTextField(
        "Evidence",
        max_length=200,
        blank=True,
        default="",
        help_text="For example: clause 2, or the first comparison of the evaluation.",
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="renewal_option_one_a_number"),
            models.CheckConstraint(
                condition=Q(outcome__in=get_codes_of_choice_pairs(REVIEW_OUTCOMES)),
                name="renewal_option_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"option {self.number} of review {self.review_id}"


class ReviewContribution(AppendOnly):
    """What somebody said in the review. Only ever added."""

    impersonal_text = ("words",)
    personal_fields = ("who",)

    review = models.ForeignKey(
        RenewalReview, on_delete=models.PROTECT, related_name="contributions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    kind = CodeField(
        "From",
        max_length=10,
        choices=CONTRIBUTION_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose who this is from"),
    )
    who = ShortTextField(
        "Who said it",
        max_length=120,
        help_text="A post, or a name at work.",
        error_messages={"blank": "Enter who said it"},
    )
    on = PastCommissionedServiceDayField("When", about="the day")
    words = LongTextField(
        "What was said",
        help_text="Name no person who is supported, and no place where someone stays.",
        error_messages={"blank": "Enter what was said"},
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="contribution_one_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=get_codes_of_choice_pairs(CONTRIBUTION_KINDS)), name="contribution_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.number} of review {self.review_id}"


class ReviewFigure(Versioned):
    """A figure of the provider's performance as somebody gave it, with its source: never a count from cases."""

    impersonal_text = ("what", "source", "period")

    review = models.ForeignKey(
        RenewalReview, on_delete=models.PROTECT, related_name="figures", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    what = ShortTextField(
        "What is measured", max_length=200, error_messages={"blank": "Enter what is measured"}
    )
    value = WholeNumberField("Figure", most=MOST_FIGURE)
    out_of = WholeNumberField("Of how many", most=MOST_FIGURE, least=1, null=True, blank=True)
    target = WholeNumberField("Target", most=MOST_FIGURE, null=True, blank=True)
    unit = CodeField(
        "Unit",
        max_length=8,
        choices=FIGURE_UNITS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the unit"),
    )
    clause = models.ForeignKey(
        SpecificationClause,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Clause this figure measures",
    )
    period = ShortTextField("Period", max_length=60, error_messages={"blank": "Enter the period"})
    kind = CodeField(
        "Whose figure this is",
        max_length=9,
        choices=FIGURE_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose whose figure this is"),
    )
    source = ShortTextField(
        "Source",
        max_length=200,
        help_text="Return, table or page.",
        error_messages={"blank": "Enter the source"},
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="figure_one_a_number"),
            models.CheckConstraint(condition=~Q(source=""), name="figure_has_a_source"),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True) | Q(out_of__gte=F("value")),
                name="figure_part_of_whole",
                violation_error_code="out_of",
                violation_error_message="This must be the figure or more: the figure is a part of it",
            ),
        ]

    def __str__(self) -> str:
        return f"figure {self.number} of review {self.review_id}"


class SurvivorWords(Versioned):
    """Words that a survivor gave for publication; shown once a second reader checked that they point at nobody."""

    impersonal_text = ("words", "how_given")

    review = models.ForeignKey(
        RenewalReview, on_delete=models.PROTECT, related_name="survivor_words", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    words = LongTextField(
        "The words",
        rows=3,
        max_length=1000,
        help_text="As they were given. No name, place or rare detail.",
        error_messages={"blank": "Enter the words"},
    )
    language = models.ForeignKey(
        Language,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Language",
        db_index=False,
    )
    given_for_publication = models.BooleanField(
        "The survivor gave these words for publication", default=False
    )
    how_given = ShortTextField(
        "How the words were given",
        max_length=200,
        help_text="For example: survey of May 2026, question 7. Never copied from a case.",
        error_messages={"blank": "Enter how the words were given"},
    )
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("review", "number"), name="survivor_words_one_a_number"),
            models.CheckConstraint(
                condition=Q(given_for_publication=True),
                name="survivor_words_given_for_publication",
                violation_error_code="given_for_publication",
                violation_error_message="Record only words that were given for publication",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_on__isnull=True)
                | (Q(checked_by__isnull=False, checked_on__isnull=False) & ~Q(checked_by=F("written_by"))),
                name="survivor_words_checked_by_a_second_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"words {self.number} of review {self.review_id}"


class RenewalDecision(AppendOnly):
    """What was decided, once a review."""

    impersonal_text = ("conditions", "reasons", "document")

    review = models.OneToOneField(RenewalReview, on_delete=models.PROTECT, related_name="decision")
    outcome = CodeField(
        "Decision",
        max_length=10,
        choices=REVIEW_OUTCOMES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the decision"),
    )
    conditions = LongTextField(
        "Conditions or changes",
        rows=3,
        blank=True,
        default="",
        help_text="Needed if you renew with conditions or change the agreement.",
    )
    reasons = LongTextField("Reasons", error_messages={"blank": "Give the reasons"})
    decided_on = PastCommissionedServiceDayField("Day of the decision")
    document = ShortTextField(
        "Reference of the decision",
        max_length=120,
        blank=True,
        default="",
        help_text="For example, Decision 26/041.",
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=get_codes_of_choice_pairs(REVIEW_OUTCOMES)), name="renewal_outcome"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="renewal_has_reasons"),
            models.CheckConstraint(
                condition=~Q(outcome__in=("conditions", "change")) | ~Q(conditions=""),
                name="renewal_conditions_are_said",
                violation_error_code="conditions",
                violation_error_message="Enter the conditions or changes",
            ),
        ]

    def __str__(self) -> str:
        return f"decision of review {self.review_id}"
