"""A commissioned service: where it is on its line, each stop that it reached, what is planned, and its notices."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, Case, F, Prefetch, Q, Value, When

from handrail.areas.bids.models import ServiceEvaluation
from handrail.areas.commissioning.dated_rows import get_procurement_regime, list_procurement_regime_choices
from handrail.areas.commissioning.notice_clocks import get_renewal_decision_day
from handrail.areas.commissioning.stages import OVER, SIGNED_STAGES, STAGE_CHOICES, STAGE_CODES
from handrail.areas.commissioning.text_choices import (
    FIRST_DAY,
    LINE_KINDS,
    MOST_YEARS,
    NOTICE_STATES,
    PROCUREMENT_METHODS,
    get_codes_of_choice_pairs,
)
from handrail.directory.funds.models import Fund
from handrail.directory.models import Service
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.ids import new_id
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

MOST_WEEKS = 104


class CommissionedServiceDateModelField(DayField):
    """A day of a line: within fifteen years, so that a slip of the year is noticed."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"not_before": FIRST_DAY, "within_years": MOST_YEARS} | kwargs)  # type: ignore[arg-type]


class PastCommissionedServiceDayField(DayField):
    """A day on which something of a line happened."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"not_before": FIRST_DAY, "not_after": today} | kwargs)  # type: ignore[arg-type]


class CommissionedServiceQuerySet(models.QuerySet["CommissionedService"]):
    """Lines of services."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the reader's area: its local policing body's own, and for the force of that area too.

        Each says as `is_own` whether the reader's body commissions it.
        """
        bodies = get_own_and_taken_over_body_ids_of_actor(actor)
        areas = Body.objects.filter(pk=actor.body_id, kind="police", area__isnull=False).values("area")
        own = Case(When(body__in=bodies, then=Value(True)), default=Value(False))
        return self.filter(Q(body__in=bodies) | Q(body__area__in=areas)).annotate(is_own=own)

    def for_act(self) -> Self:
        """With its body alone. One statement."""
        return self.select_related("body", "changed_by").fetch_mode(FETCH_RAISE)

    def for_page(self) -> Self:
        """With moves, plans, notices and clauses. Six statements."""
        moves = StageMove.objects.select_related("by", "body").fetch_mode(FETCH_RAISE)
        return (
            self.for_act()
            .select_related("directory_service", "fund", "award", "evaluation")
            .prefetch_related(
                Prefetch("moves", moves),
                Prefetch("planned_stops", PlannedStop.objects.all().fetch_mode(FETCH_RAISE)),
                Prefetch("notices", LineNotice.objects.all().fetch_mode(FETCH_RAISE)),
                "clauses",
                "clauses__citations",
            )
        )


class CommissionedService(Versioned):
    """`stage` repeats the end of its newest move. `intention_id` is of an intention that was chosen."""

    impersonal_text = (
        "title",
        "need",
        "intention",
        "provider_name",
        "purpose",
        "conditions",
        "good_value",
        "provider_ended_why",
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = ShortTextField(
        "What the service is called", max_length=200, error_messages={"blank": "Enter its name"}
    )
    kind = CodeField(
        "Contract or grant",
        max_length=8,
        choices=LINE_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose contract or grant"),
    )
    regime = CodeField(
        "Rules that apply",
        max_length=16,
        choices=list_procurement_regime_choices(),
        help_text="Set by the day the procurement began. An older procurement keeps the old rules until it ends.",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the rules"),
    )
    procurement_began_on = CommissionedServiceDateModelField(
        "When the procurement began", about="the day on which the procurement began"
    )
    procurement_method = CodeField(
        "Who could tender",
        max_length=9,
        choices=PROCUREMENT_METHODS,
        blank=True,
        default="",
        error_messages={"invalid_choice": "Choose who could tender"},
    )
    need = LongTextField(
        "Need this service meets",
        rows=3,
        help_text="From a needs assessment or published figures. Name no person.",
        error_messages={"blank": "Say which need it answers"},
    )
    intention = ShortTextField("The commissioning intention", max_length=300, blank=True, default="")
    intention_id = models.UUIDField(null=True, blank=True)
    provider_name = ShortTextField("Provider", max_length=200, blank=True, default="")
    purpose = LongTextField(
        "What the money is for",
        rows=3,
        blank=True,
        default="",
        help_text="Published with the grant or contract. Say what is bought, not the need behind it.",
        error_messages={"blank": "Say what the money is for"},
    )
    starts_on = CommissionedServiceDateModelField("First day of the agreement", null=True, blank=True)
    ends_on = CommissionedServiceDateModelField("Last day of the agreement", null=True, blank=True)
    notice_weeks = WholeNumberField("Notice to give, in weeks", most=MOST_WEEKS, default=13)
    procurement_weeks = WholeNumberField("Weeks that a new procurement takes", most=MOST_WEEKS, default=26)
    conditions = LongTextField(
        "Conditions",
        rows=3,
        blank=True,
        default="",
        help_text="Published with a grant.",
        error_messages={"blank": "Enter the conditions, or say that there are none"},
    )
    good_value = LongTextField(
        "Why this is good value",
        rows=3,
        blank=True,
        default="",
        help_text="Published with the spending.",
        error_messages={"blank": "Say why this is good value"},
    )
    directory_service = models.ForeignKey(
        Service,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Directory entry",
    )
    fund = models.ForeignKey(
        Fund,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Fund that comes with this service",
        help_text="The fund is listed in the directory.",
    )
    evaluation = models.ForeignKey(
        ServiceEvaluation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Evaluation of this service",
        help_text="The comparisons of the evaluation are shown beside the decision.",
    )
    stage = CodeField(max_length=14, choices=STAGE_CHOICES, default="need")
    provider_ended_on = PastCommissionedServiceDayField("When the provider stopped", null=True, blank=True)
    provider_ended_why = LongTextField("What happened", rows=3, blank=True, default="")

    objects = models.Manager.from_queryset(CommissionedServiceQuerySet)()

    class Meta:
        ordering = ("title", "id")
        indexes = [models.Index(fields=("body", "stage"), name="line_by_body_and_stage")]
        constraints = [
            models.UniqueConstraint(
                fields=("body", "title"),
                name="line_one_title_a_body",
                violation_error_code="title",
                violation_error_message="Your organisation has a service of that name. Choose another name.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=get_codes_of_choice_pairs(LINE_KINDS)), name="line_kind"
            ),
            models.CheckConstraint(
                condition=Q(procurement_method__in=("", *get_codes_of_choice_pairs(PROCUREMENT_METHODS))),
                name="line_procurement_method",
            ),
            models.CheckConstraint(condition=Q(stage__in=STAGE_CODES), name="line_stage"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="line_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=(Q(kind="grant") & Q(regime="grant")) | (Q(kind="contract") & ~Q(regime="grant")),
                name="line_rules_fit_its_kind",
                violation_error_code="regime",
                violation_error_message="A grant has the rules of a grant, and a contract those of a procurement",
            ),
            models.CheckConstraint(
                condition=Q(provider_ended_on__isnull=True) | ~Q(provider_ended_why=""),
                name="line_provider_ended_says_why",
                violation_error_code="provider_ended_why",
                violation_error_message="Say what happened",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """The rules are those of the day on which the procurement began. Raises ValidationError."""
        if not self.regime or not self.procurement_began_on:
            return
        regime = get_procurement_regime(self.regime)
        if not regime.holds_on(self.procurement_began_on):
            said = msg(
                "{rules} do not hold for a procurement that began on {day}",
                rules=regime.name,
                day=format_day(self.procurement_began_on),
            )
            raise ValidationError({"regime": said})

    @property
    def is_over(self) -> bool:
        """Whether its line has come to its end."""
        return self.stage in OVER

    @property
    def decide_by(self) -> datetime.date | None:
        """By when a renewal is decided."""
        if self.ends_on is None:
            return None
        return get_renewal_decision_day(self.ends_on, self.notice_weeks, self.procurement_weeks)


class StageMove(AppendOnly):
    """A stop that was reached: when, by whom, why, and where its document is. Only ever added."""

    impersonal_text = ("reason", "document", "document_href")

    line = models.ForeignKey(
        CommissionedService, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    start = CodeField(max_length=14, choices=STAGE_CHOICES, blank=True, default="")
    stage = CodeField(max_length=14, choices=STAGE_CHOICES)
    on = PastCommissionedServiceDayField("When", about="the day")
    reason = LongTextField(
        "What happened, and why", rows=3, error_messages={"blank": "Say what happened, and why"}
    )
    document = ShortTextField(
        "Document",
        max_length=120,
        blank=True,
        default="",
        help_text="Name or number, for example Decision 25/031.",
        error_messages={"blank": "Enter the name or number of the document that is signed"},
    )
    document_href = models.URLField(
        "Where the document is",
        blank=True,
        default="",
        error_messages={"invalid": "Check the address: it must begin with https://"},
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("line", "number"), name="move_one_a_number"),
            models.CheckConstraint(condition=Q(stage__in=STAGE_CODES), name="move_stage"),
            models.CheckConstraint(condition=~Q(reason=""), name="move_says_why"),
            models.CheckConstraint(
                condition=~Q(stage__in=SIGNED_STAGES) | ~Q(document=""),
                name="move_that_is_signed_has_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"move {self.number} of {self.line_id}"


class PlannedStop(Versioned):
    """When a stop is planned, and who leads it."""

    personal_fields = ("person",)

    line = models.ForeignKey(
        CommissionedService, on_delete=models.PROTECT, related_name="planned_stops", db_index=False
    )
    stage = CodeField(max_length=14, choices=STAGE_CHOICES)
    planned_on = CommissionedServiceDateModelField("Planned for", about="the planned day")
    person = ShortTextField(
        "Person leading", max_length=120, blank=True, default="", help_text="A name or a post."
    )

    class Meta:
        ordering = ("planned_on",)
        constraints = [
            models.UniqueConstraint(fields=("line", "stage"), name="planned_stop_once"),
            models.CheckConstraint(condition=Q(stage__in=STAGE_CODES), name="planned_stop_stage"),
        ]

    def __str__(self) -> str:
        return f"planned {self.stage} of {self.line_id}"


class LineNotice(Versioned):
    """A notice that a move asks for. Prepared and reminded of here, published elsewhere."""

    impersonal_text = ("name", "reference", "href", "why_not", "source", "note")

    line = models.ForeignKey(
        CommissionedService, on_delete=models.PROTECT, related_name="notices", db_index=False
    )
    move = models.ForeignKey(
        StageMove, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    number = models.PositiveSmallIntegerField()
    code = CodeField(max_length=5)
    name = models.CharField(max_length=80)  # this and the next three as the rule had them then
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=12)
    note = models.CharField(max_length=200, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)  # None where no number of days is set
    state = CodeField(max_length=10, choices=NOTICE_STATES, default="due")
    published_on = PastCommissionedServiceDayField("When it was published", null=True, blank=True)
    reference = ShortTextField(
        "Notice number",
        max_length=60,
        blank=True,
        default="",
        error_messages={"blank": "Enter the number of the notice"},
    )
    href = models.URLField(
        "Where the notice can be read",
        blank=True,
        default="",
        error_messages={"invalid": "Check the address: it must begin with https://"},
    )
    why_not = LongTextField(
        "Why the notice is not needed", rows=3, blank=True, default="", error_messages={"blank": "Say why"}
    )
    follow_up = models.OneToOneField(
        FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("line", "number"), name="line_notice_one_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_choice_pairs(NOTICE_STATES)), name="line_notice_state"
            ),
            models.CheckConstraint(
                condition=(Q(state="published", published_on__isnull=False) & ~Q(reference=""))
                | (~Q(state="published") & Q(published_on__isnull=True)),
                name="line_notice_published_has_day_and_number",
                violation_error_code="reference",
                violation_error_message="Enter the number of the notice",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(why_not=""), name="line_notice_not_needed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.number} of {self.line_id}"
