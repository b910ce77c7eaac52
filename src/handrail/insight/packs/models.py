"""A series of board packs, each of its packs, what officers say of a measure, and the pack as it was signed."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import FETCH_RAISE, F, OuterRef, Prefetch, Q, Subquery

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.packs.periods import PeriodKind
from handrail.insight.publication.queries import COUNTRY_NAME
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.documents.formats import FORMATS
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

STATES = (("draft", "Draft"), ("signed", "Signed"))
NO_NAMES = "Do not name anyone. For counts of people, use only the figures in this pack."


def may_see_draft_packs(actor: Actor) -> bool:
    """Whether the role has a part in packs before they are signed."""
    parts = (Permission.EDIT_PACKS, Permission.COMMENT_ON_PACKS, Permission.SIGN_PACKS)
    return any(actor.may(part) for part in parts)


class PackSeriesQuerySet(models.QuerySet["PackSeries"]):
    """Series of packs."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own; the force of the area comments, and reads what is signed."""
        bodies = get_own_and_taken_over_body_ids_of_actor(actor)
        return self.filter(Q(body__in=bodies) | Q(force__in=bodies))

    def for_page(self, actor: Actor) -> Self:
        """With the packs that the reader may open, the newest first. Two statements."""
        packs = BoardPack.objects.order_by("-period", "-edition").select_related("signed_pack")
        packs = packs if may_see_draft_packs(actor) else packs.filter(state="signed")
        rows = self.select_related("body__area", "force", "changed_by")
        return rows.prefetch_related(Prefetch("packs", packs.fetch_mode(FETCH_RAISE))).fetch_mode(FETCH_RAISE)


class PackSeries(Versioned):
    """What a board reads, how often, in which order: of its area, or of the country.

    Each pack is made from it, and it may change between two.
    """

    impersonal_text = ("title", "measures", "limits_why")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    force = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = ShortTextField(
        "Name of the pack",
        max_length=100,
        help_text="For example: Performance and Resources Board. The month or quarter is added.",
        error_messages={"blank": "Enter a name for the pack"},
    )
    period_kind = CodeField(
        "How often",
        max_length=7,
        choices=PeriodKind.choices,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose how often the board reads it"),
    )
    measures = models.JSONField(default=list)  # keys, in the order of the pack
    limits_from = models.CharField(max_length=7)  # the first period whose figures make the limits of charts
    limits_why = LongTextField(
        "Why the range restarts",
        max_length=500,
        rows=3,
        blank=True,
        default="",
        help_text="What changed permanently from that period. Shown in the pack. Do not name a person or case.",
    )

    objects = models.Manager.from_queryset(PackSeriesQuerySet)()

    class Meta:
        ordering = ("title", "id")
        verbose_name_plural = "pack series"
        constraints = [
            models.CheckConstraint(
                condition=Q(period_kind__in=PeriodKind.values), name="pack_series_period_kind"
            ),
            models.UniqueConstraint(
                fields=("body", "title"),
                name="pack_series_title_once",
                violation_error_code="title",
                violation_error_message="Your organisation already has a pack with this name. Choose another.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def area_code(self) -> str:
        """Of the police force area of its body; of the country where the body belongs to none."""
        return str(self.body.area_id or COUNTRY)

    @property
    def area_name(self) -> str:
        """As the pack says it."""
        return str(self.body.area.name) if self.body.area else COUNTRY_NAME


class BoardPackQuerySet(models.QuerySet["BoardPack"]):
    """Packs."""

    def visible_to(self, actor: Actor, bodies: frozenset[int] | None = None) -> Self:
        """Of the series that the reader's body sees; drafts for those who have a part in them.

        Args:
            actor: who reads.
            bodies: those that the actor represents, where they are known already.
        """
        bodies = get_own_and_taken_over_body_ids_of_actor(actor) if bodies is None else bodies
        rows = self.filter(Q(series__body__in=bodies) | Q(series__force__in=bodies))
        return rows if may_see_draft_packs(actor) else rows.filter(state="signed")

    def for_page(self) -> Self:
        """With its series, area and comments, and what is told of the signed pack before. Two statements."""
        before = SignedPack.objects.filter(
            pack__series=OuterRef("series"), pack__period__lt=OuterRef("period")
        ).order_by("-pack__period", "-signed_at")
        comments = PackComment.objects.select_related("body", "changed_by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related(
                "series__body__area", "series__force", "made_by", "changed_by", "signed_pack__signed_by"
            )
            .annotate(
                before_period=Subquery(before.values("pack__period")[:1]),
                before_content=Subquery(before.values("content")[:1]),
                before_signed_at=Subquery(before.values("signed_at")[:1]),
            )
            .prefetch_related(Prefetch("comments", comments))
            .fetch_mode(FETCH_RAISE)
        )


class BoardPack(Versioned):
    """One month or quarter of a series: a draft, then signed. A correction is a further edition of the same period."""

    impersonal_text = ("note", "summary", "decisions", "unknowns")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.ForeignKey(PackSeries, on_delete=models.PROTECT, related_name="packs", db_index=False)
    period = models.CharField(max_length=7)
    edition = models.PositiveSmallIntegerField(default=1)
    note = LongTextField(
        "What changed since the last edition",
        max_length=2000,
        blank=True,
        default="",
        help_text="Shown at the top of the new edition.",
    )
    board_on = DayField("Date of the board", null=True, blank=True, within_years=2)
    comments_by = DayField(
        "Comments are due by", null=True, blank=True, about="the date comments are due", within_years=2
    )
    summary = LongTextField(
        "What the board needs to know",
        max_length=2000,
        blank=True,
        default="",
        help_text=f"Three sentences, one a line. {NO_NAMES}",
    )
    decisions = LongTextField(
        "What the board is asked to decide", max_length=2000, blank=True, default="", help_text="One a line."
    )
    unknowns = LongTextField(
        "What else is not known",
        max_length=2000,
        blank=True,
        default="",
        help_text="One a line. The known weaknesses of each measure and missing comments are added.",
    )
    state = CodeField(max_length=6, choices=STATES, default="draft")
    asked_to_sign_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = models.Manager.from_queryset(BoardPackQuerySet)()

    if TYPE_CHECKING:  # of `for_page`: the signed pack of the newest period before this one
        before_period: str | None
        before_content: dict[str, Any] | None
        before_signed_at: datetime | None

    class Meta:
        ordering = ("-period", "-edition")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=("draft", "signed")), name="board_pack_state"),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(note=""),
                name="board_pack_correction_has_a_note",
                violation_error_code="note",
                violation_error_message="Enter what changed since the last edition",
            ),
            models.UniqueConstraint(fields=("series", "period", "edition"), name="board_pack_once_a_period"),
            models.UniqueConstraint(
                fields=("series",), condition=Q(state="draft"), name="board_pack_one_draft_a_series"
            ),
        ]

    def __str__(self) -> str:
        return f"pack {self.pk}"


class PackWriter(models.Model):
    """Somebody who wrote in a pack: they do not sign it."""

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="writers", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("pack", "user"), name="pack_writer_once")]

    def __str__(self) -> str:
        return f"writer {self.pk}"


class PackComment(Versioned):
    """What one body says of one measure. Whoever wrote it last stands beside it by name."""

    impersonal_text = ("words",)

    pack = models.ForeignKey(BoardPack, on_delete=models.PROTECT, related_name="comments", db_index=False)
    measure = models.CharField(max_length=40)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    words = LongTextField(
        "What is behind the figure",
        max_length=1000,
        help_text=NO_NAMES,
        error_messages={"blank": "Enter your comment"},
    )

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("pack", "measure", "body"), name="pack_comment_one_a_body"),
            models.CheckConstraint(condition=~Q(words=""), name="pack_comment_says_something"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class SignedPack(AppendOnly):
    """A pack as it was signed: its whole content, and which publications its figures are of. Only ever added."""

    impersonal_text = ("content", "sources", "sha256")

    pack = models.OneToOneField(BoardPack, on_delete=models.PROTECT, related_name="signed_pack")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    has_signatory = models.BooleanField()  # whether somebody in the body had the role that signs
    content = models.JSONField()
    sources = models.JSONField()  # of each month: its publication's hash
    release = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)  # of content and sources

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(has_signatory=False) | ~Q(signed_by=F("made_by")),
                name="signed_pack_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"signed pack {self.pk}"


class SignedPackFile(AppendOnly):
    """One of its files, whole. A table of its own, so that no list reads it."""

    impersonal_text = ("sha256",)

    signed = models.ForeignKey(SignedPack, on_delete=models.PROTECT, related_name="files", db_index=False)
    format = CodeField(max_length=4, choices=tuple((each.code, each.name) for each in FORMATS))
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("signed", "format"), name="signed_pack_file_one_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.format} of signed pack {self.signed_id}"
