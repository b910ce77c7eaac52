"""Kinds of bag with their contents, and stores with their stock and its movements."""

from django.db import models
from django.db.models import Q

from handrail.directory.models import Service
from handrail.directory.stores.text_choices import (
    INWARD,
    OUTWARD,
    BagContentsChangeReason,
    BagSeason,
    BagSize,
    BagWearer,
    StockMovementKind,
)
from handrail.platform.access.lines_field import LinesField
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.models import User
from handrail.platform.kernel.messages import join_texts
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body

MAX_BAGS = 10_000


def _known_choice_constraint(
    field: str, choices: type[models.TextChoices], name: str
) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


class BagKind(models.Model):
    """One kind of bag that a body packs."""

    impersonal_text = ("name",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = ShortTextField(
        "Name",
        max_length=80,
        help_text="As written on the bag.",
        error_messages={"blank": "Enter a name for the bag."},
    )
    worn_by = ShortTextField(
        "Who is it packed for?",
        max_length=8,
        choices=BagWearer.choices,
        error_messages={"blank": "Choose who it is packed for"},
    )
    size = ShortTextField(
        "Size of the clothes",
        max_length=8,
        choices=BagSize.choices,
        error_messages={"blank": "Choose a size"},
    )
    season = ShortTextField(
        "When is it given?",
        max_length=8,
        choices=BagSeason.choices,
        error_messages={"blank": "Choose when it is given"},
    )
    with_baby = models.BooleanField("With things for a baby", default=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=("body", "name"),
                name="bag_kind_one_name_a_body",
                violation_error_message="Your organisation already has a bag with that name. Choose another name.",
            ),
            _known_choice_constraint("worn_by", BagWearer, "bag_kind_worn_by_is_known"),
            _known_choice_constraint("size", BagSize, "bag_kind_size_is_known"),
            _known_choice_constraint("season", BagSeason, "bag_kind_season_is_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def fits(self) -> str:
        """Women, medium, winter, with things for a baby."""
        parts = [BagWearer(self.worn_by).label, BagSize(self.size).label.lower()]
        if self.season != BagSeason.ALL:
            parts.append(BagSeason(self.season).label.lower())
        if self.with_baby:
            parts.append("with things for a baby")
        return join_texts(parts)

    @property
    def newest(self) -> "BagContents":
        """What it holds now."""
        return self.contents.all()[0]


class BagContents(models.Model):
    """What is in a kind of bag from a day on. Never edited: a change is a new list with its reason."""

    impersonal_text = ("things", "because")

    kind = models.ForeignKey(BagKind, on_delete=models.PROTECT, related_name="contents", db_index=False)
    number = models.PositiveIntegerField()
    since = models.DateField()
    things = LinesField(
        "What is in it",
        help_text="One thing on each line.",
        error_messages={"blank": "Enter at least one item in the bag, one on each line."},
    )
    reason = ShortTextField(
        "Why does it change?",
        max_length=8,
        choices=BagContentsChangeReason.choices,
        error_messages={"blank": "Choose why it changes"},
    )
    because = ShortTextField(
        "Summary",
        max_length=300,
        help_text="Nothing about a person.",
        error_messages={"blank": "Enter the reason."},
    )
    is_newest = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("kind", "-number")
        verbose_name_plural = "contents"
        constraints = [
            models.UniqueConstraint(fields=("kind", "number"), name="contents_one_number_a_kind"),
            models.UniqueConstraint(
                fields=("kind",), condition=Q(is_newest=True), name="contents_one_newest_a_kind"
            ),
            _known_choice_constraint("reason", BagContentsChangeReason, "contents_reason_is_known"),
        ]

    def compare(self, before: "BagContents | None") -> tuple[list[str], list[str]]:
        """What this list added to the one before it, and what it left out."""
        if before is None:
            return [], []
        return [one for one in self.things if one not in before.things], [
            one for one in before.things if one not in self.things
        ]

    def __str__(self) -> str:
        return f"contents {self.number} of kind {self.kind_id}"


class Store(models.Model):
    """Where bags are kept: a desk, a cupboard, a car; never somebody's home.

    `service` is the line of the directory that an offer of a bag refers to. `lines` is what queries put there.
    """

    lines: "list[Stock]"

    impersonal_text = ("name", "where")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = ShortTextField("Name", max_length=80, error_messages={"blank": "Enter a name for the store"})
    where = ShortTextField(
        "Where the bags are kept",
        max_length=200,
        help_text="For example, a desk, a cupboard or a car. Never a home address.",
        error_messages={"blank": "Enter where the bags are kept"},
    )
    for_others = models.BooleanField(
        "Workers of other organisations in the area can give bags from it", default=False
    )
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=("body", "name"),
                name="store_one_name_a_body",
                violation_error_message="Your organisation already has a store with that name. Choose another name.",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def bags(self) -> int:
        """How many bags it holds of all kinds."""
        return sum(line.count for line in self.lines)

    @property
    def low(self) -> "list[Stock]":
        """Kinds of which more should be ordered."""
        return [line for line in self.lines if line.is_low and not self.closed_on]


class Stock(models.Model):
    """How many of one kind a store holds, and at how many more are ordered."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="stock", db_index=False)
    kind = models.ForeignKey(BagKind, on_delete=models.PROTECT, related_name="stock")
    count = models.IntegerField(default=0)
    reorder_at = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("store", "kind"), name="stock_one_row_a_kind"),
            models.CheckConstraint(
                condition=Q(count__gte=0, count__lte=MAX_BAGS), name="stock_never_below_nothing"
            ),
            models.CheckConstraint(
                condition=Q(reorder_at__gte=0, reorder_at__lte=MAX_BAGS), name="stock_reorder_at_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"stock {self.pk}"

    @property
    def is_low(self) -> bool:
        """Whether more should be ordered."""
        return not self.kind.retired_on and self.count <= self.reorder_at


class StockMovement(models.Model):
    """Bags counted in or out. The sum of them is the count."""

    impersonal_text = ("because",)

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="movements", db_index=False)
    moved = CodeField(max_length=12, choices=StockMovementKind.choices)
    change = models.IntegerField()
    because = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=("stock", "-id"), name="movement_by_stock")]
        constraints = [
            models.CheckConstraint(
                condition=Q(moved__in=INWARD, change__gt=0)
                | Q(moved__in=OUTWARD, change__lt=0)
                | (Q(moved=StockMovementKind.CORRECTED) & ~Q(change=0)),
                name="movement_goes_its_way",
            ),
        ]

    def __str__(self) -> str:
        return f"movement {self.pk}"
