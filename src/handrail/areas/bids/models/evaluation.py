"""An evaluation: what was asked, what was compared in numbers, and what others published, kept apart."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.areas.bids.choices_and_limits import (
    ABOUT_SMALL_GROUPS,
    DESIGNS,
    EVALUATION_STATES,
    LINE_KINDS,
    MARKS,
    SMALLEST_GROUP,
    THREE_ANSWERS,
    list_codes_of_choice_pairs,
)
from handrail.areas.bids.models.bid_room_record import (
    AddedRecord,
    BidDayField,
    BidRoomQuerySet,
    BidRoomRecord,
    build_own_and_area_bodies_filter,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField

ABOUT_SECOND_GROUP = (
    "Enter the second group and both its numbers if two groups are compared. Otherwise leave all three empty"
)
_OWN = Q(kind="own")


def _build_no_small_group_filter(part: str, whole: str) -> Q:
    return (Q(**{part: 0}) | Q(**{f"{part}__gte": SMALLEST_GROUP})) & (
        Q(**{whole: F(part)}) | Q(**{f"{whole}__gte": F(part) + SMALLEST_GROUP})
    )


class ServiceEvaluationQuerySet(BidRoomQuerySet):
    """Evaluations."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the reader's area, where their role reads bids, and those of everybody that are published."""
        published = Q(state="published")
        return self.filter(
            build_own_and_area_bodies_filter(actor) | published
            if actor.may(Permission.VIEW_BIDS)
            else published
        )

    def for_page(self) -> Self:
        """With lines, citations and figures of others. Four statements."""
        lines = EvaluationLine.objects.prefetch_related("citations").fetch_mode(FETCH_RAISE)
        others = FigureOfOthers.objects.all().fetch_mode(FETCH_RAISE)
        rows = self.select_related("body__area", "changed_by", "pilot")
        return rows.prefetch_related(
            Prefetch("lines", lines), Prefetch("figures_of_others", others)
        ).fetch_mode(FETCH_RAISE)


class ServiceEvaluation(BidRoomRecord):
    """What a service or pilot changed. Published it is frozen, and open to every body."""

    impersonal_text = ("title", "question", "evaluator", "method", "findings")

    title = ShortTextField(
        "Name of the evaluation", max_length=200, error_messages={"blank": "Enter the name of the evaluation"}
    )
    question = LongTextField(
        "Question",
        max_length=1000,
        rows=2,
        error_messages={"blank": "Enter the question that it answers"},
    )
    evaluator = ShortTextField(
        "Evaluator",
        max_length=200,
        help_text="An organisation. Say if it is independent.",
        error_messages={"blank": "Enter the evaluator"},
    )
    method = LongTextField("Method", max_length=3000, blank=True, default="")
    findings = LongTextField("Findings", max_length=5000, blank=True, default="")
    pilot = models.ForeignKey(
        "directory.Pilot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluations",
        verbose_name="Pilot being evaluated",
    )
    state = CodeField(max_length=9, choices=EVALUATION_STATES, default="draft", editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = models.Manager.from_queryset(ServiceEvaluationQuerySet)()

    class Meta:
        ordering = ("-changed_at", "-id")
        indexes = [models.Index(fields=("body", "state"), name="evaluation_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="published", published_at__isnull=False),
                name="evaluation_published_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class EvaluationLine(Versioned):
    """One comparison in numbers, as it was worked out; a specification may cite it. It is never edited.

    The second group is empty where one group was looked at once. `…_figures`: of how many published figures a sum is
    made, by which rounding makes its interval wider; nought for what was counted exactly.
    """

    impersonal_text = (
        *("name", "first_group", "second_group", "defined", "source"),
        *("area", "published_words"),
    )

    evaluation = models.ForeignKey(
        ServiceEvaluation, on_delete=models.PROTECT, related_name="lines", editable=False, db_index=False
    )
    number = models.PositiveSmallIntegerField(editable=False)
    kind = CodeField(max_length=9, choices=LINE_KINDS, editable=False)
    name = ShortTextField(
        "Outcome", max_length=200, error_messages={"blank": "Enter the outcome that is compared"}
    )
    design = CodeField(
        "How the comparison was made",
        max_length=12,
        choices=DESIGNS,
        error_messages={"blank": "Choose how the comparison was made"},
    )
    first_group = ShortTextField(
        "First group",
        max_length=120,
        help_text="For example: with a navigator.",
        error_messages={"blank": "Enter who the first group is"},
    )
    first_number = WholeNumberField(
        "How many had the outcome, first group", error_messages={"null": "Enter how many"}
    )
    first_of = WholeNumberField(
        "Out of how many, first group", error_messages={"null": "Enter how many"}, least=1
    )
    second_group = ShortTextField("Second group", max_length=120, blank=True, default="")
    second_number = WholeNumberField("How many had the outcome, second group", null=True, blank=True)
    second_of = WholeNumberField("Out of how many, second group", least=1, null=True, blank=True)
    since = BidDayField("First day of the period", error_messages={"null": "Enter the first day"})
    until = BidDayField("Last day of the period", error_messages={"null": "Enter the last day"})
    defined = LongTextField(
        "How the outcome was defined, when it was judged and who judged it",
        max_length=1000,
        rows=2,
        blank=True,
        default="",
    )
    same_time = CodeField(
        "Same force and same time in both groups?", max_length=9, choices=THREE_ANSWERS, default="not_known"
    )
    all_ended = CodeField(
        "Has everyone’s case ended?", max_length=9, choices=THREE_ANSWERS, default="not_known"
    )
    all_known = CodeField(
        "Is the outcome of everyone known?", max_length=9, choices=THREE_ANSWERS, default="not_known"
    )
    one_per_case = CodeField(
        "Is each person in a separate case?", max_length=9, choices=THREE_ANSWERS, default="not_known"
    )
    source = ShortTextField(
        "Where the numbers come from",
        max_length=300,
        error_messages={"blank": "Enter where the numbers come from"},
    )
    first_part_figures = models.PositiveSmallIntegerField(default=0, editable=False)
    first_rest_figures = models.PositiveSmallIntegerField(default=0, editable=False)
    second_part_figures = models.PositiveSmallIntegerField(default=0, editable=False)
    second_rest_figures = models.PositiveSmallIntegerField(default=0, editable=False)
    measure = models.CharField(max_length=40, blank=True, default="", editable=False)
    area_code = models.CharField(max_length=10, blank=True, default="", editable=False)
    area = models.CharField(max_length=80, blank=True, default="", editable=False)
    published_words = models.JSONField(
        default=list, editable=False
    )  # known weaknesses of the measure, as printed

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("evaluation", "number"), name="evaluation_line_one_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=list_codes_of_choice_pairs(LINE_KINDS)), name="evaluation_line_kind"
            ),
            models.CheckConstraint(
                condition=Q(design__in=list_codes_of_choice_pairs(DESIGNS)), name="evaluation_line_design"
            ),
            models.CheckConstraint(
                condition=Q(first_number__lte=F("first_of")),
                name="evaluation_line_first_part_of_whole",
                violation_error_code="first_number",
                violation_error_message="No more can have the outcome than are counted",
            ),
            models.CheckConstraint(
                condition=Q(second_of__isnull=True) | Q(second_number__lte=F("second_of")),
                name="evaluation_line_second_part_of_whole",
                violation_error_code="second_number",
                violation_error_message="No more can have the outcome than are counted",
            ),
            models.CheckConstraint(
                condition=Q(
                    design="once", second_number__isnull=True, second_of__isnull=True, second_group=""
                )
                | (
                    ~Q(design="once")
                    & Q(second_number__isnull=False, second_of__isnull=False)
                    & ~Q(second_group="")
                ),
                name="evaluation_line_second_group_where_compared",
                violation_error_code="second_group",
                violation_error_message=ABOUT_SECOND_GROUP,
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="evaluation_line_days_in_order",
                violation_error_code="until",
                violation_error_message="The last day cannot come before the first",
            ),
            models.CheckConstraint(
                condition=~_OWN | _build_no_small_group_filter("first_number", "first_of"),
                name="evaluation_line_first_points_at_nobody",
                violation_error_code="first_number",
                violation_error_message=ABOUT_SMALL_GROUPS,
            ),
            models.CheckConstraint(
                condition=~_OWN
                | Q(second_of__isnull=True)
                | _build_no_small_group_filter("second_number", "second_of"),
                name="evaluation_line_second_points_at_nobody",
                violation_error_code="second_number",
                violation_error_message=ABOUT_SMALL_GROUPS,
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class LineCitation(AddedRecord):
    """That a specification cites a line: which clause, and where the specification is."""

    impersonal_text = ("specification", "clause", "href")

    line = models.ForeignKey(
        EvaluationLine, on_delete=models.PROTECT, related_name="citations", editable=False, db_index=False
    )
    specification = ShortTextField(
        "Specification", max_length=200, error_messages={"blank": "Enter which specification cites it"}
    )
    clause = ShortTextField(
        "Clause", max_length=300, error_messages={"blank": "Enter which clause, and what it says"}
    )
    href = models.URLField("Address of the specification", max_length=300, blank=True, default="")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=("line", "specification", "clause"),
                name="line_citation_once",
                violation_error_message="That clause is cited here already",
            )
        ]

    def __str__(self) -> str:
        return f"{self.specification}, {self.clause}"


class FigureOfOthers(AddedRecord):
    """A figure that somebody else published, as they said it, with its method: never drawn beside figures of ours."""

    impersonal_text = ("said", "method", "source", "until_words")

    evaluation = models.ForeignKey(
        ServiceEvaluation, on_delete=models.PROTECT, related_name="figures_of_others", editable=False
    )
    until_words = ShortTextField(
        "Up to",
        max_length=60,
        help_text="For example: July 2021.",
        error_messages={"blank": "Enter the day up to which the figure counts"},
    )
    said = ShortTextField("Figure as published", max_length=300, error_messages={"blank": "Enter the figure"})
    method = LongTextField(
        "Method",
        max_length=1000,
        rows=2,
        error_messages={"blank": "Enter how the figure was counted, or that this is not known"},
    )
    source = ShortTextField("Source", max_length=300, error_messages={"blank": "Enter the source"})
    mark = CodeField(
        "How sure we are", max_length=10, choices=MARKS, error_messages={"blank": "Choose how sure we are"}
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(mark__in=list_codes_of_choice_pairs(MARKS)), name="figure_of_others_mark"
            )
        ]

    def __str__(self) -> str:
        return str(self.said)
