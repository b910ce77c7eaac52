"""Kinds of bag and their contents; stores, what each holds, and how it came and went."""

from django.db import models
from django.db.models import Q

from handrail.directory.models import Service
from handrail.directory.stores.kinds import (
    INWARD,
    OUTWARD,
    BagSeason,
    BagSize,
    ContentsChangeReason,
    StockMovementKind,
    WornBy,
)
from handrail.platform.access.models import User
from handrail.platform.reference.models import Area, Body

MAX_BAGS = 10_000


def _known_choice(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


class BagKind(models.Model):
    """One kind of bag that a body packs."""

    impersonal_text = ("name",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    worn_by = models.CharField(max_length=8, choices=WornBy.choices)
    size = models.CharField(max_length=8, choices=BagSize.choices)
    season = models.CharField(max_length=8, choices=BagSeason.choices)
    with_baby = models.BooleanField(default=False)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("body", "name"), name="bag_kind_one_name_a_body"),
            _known_choice("worn_by", WornBy, "bag_kind_worn_by_is_known"),
            _known_choice("size", BagSize, "bag_kind_size_is_known"),
            _known_choice("season", BagSeason, "bag_kind_season_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class BagContents(models.Model):
    """What is in a kind of bag from a day on. Never edited: the next list follows, with its reason."""

    impersonal_text = ("things", "because")

    kind = models.ForeignKey(BagKind, on_delete=models.PROTECT, related_name="contents")
    number = models.PositiveIntegerField()
    since = models.DateField()
    things = models.JSONField()
    reason = models.CharField(max_length=8, choices=ContentsChangeReason.choices)
    because = models.CharField(max_length=300)
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
            _known_choice("reason", ContentsChangeReason, "contents_reason_is_known"),
        ]

    def __str__(self) -> str:
        return f"contents {self.number} of kind {self.kind_id}"


class Store(models.Model):
    """Where bags are kept: a desk, a cupboard, a car; never somebody's home. `service` is what an offer names."""

    impersonal_text = ("name", "where")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    where = models.CharField(max_length=200)
    for_others = models.BooleanField(default=False)  # workers of other bodies hand out from it too
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("body", "name"), name="store_one_name_a_body")]

    def __str__(self) -> str:
        return self.name


class Stock(models.Model):
    """How many of one kind a store holds, and at how many more are ordered."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="stock")
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


class StockMovement(models.Model):
    """Bags counted in or out. The sum of them is the count."""

    impersonal_text = ("because",)

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="movements")
    moved = models.CharField(max_length=12, choices=StockMovementKind.choices)
    change = models.IntegerField()
    because = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

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
