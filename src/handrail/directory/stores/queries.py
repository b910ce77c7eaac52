"""What stores hold and where, what is in a bag, and what should be ordered. Answers are plain values."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from handrail.directory.stores.models import BagContents, BagKind, Stock, StockMovement, Store
from handrail.directory.stores.text_choices import (
    BagContentsChangeReason,
    BagSeason,
    BagSize,
    BagWearer,
    StockMovementKind,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts


@dataclass(frozen=True, slots=True)
class BagStockRow:
    """One kind of bag in one store."""

    stock_id: int
    kind_id: int
    kind: str
    fits: str
    count: int
    reorder_at: int
    retired: bool

    @property
    def low(self) -> bool:
        """Whether more should be ordered."""
        return not self.retired and self.count <= self.reorder_at


@dataclass(frozen=True, slots=True)
class BagStoreRow:
    """One store and what it holds."""

    id: int
    name: str
    where: str
    body: str
    body_id: int
    area_code: str
    area: str
    for_others: bool
    closed_on: datetime.date | None
    stock: tuple[BagStockRow, ...]

    @property
    def bags(self) -> int:
        """How many bags it holds of all kinds."""
        return sum(line.count for line in self.stock)

    @property
    def low(self) -> tuple[BagStockRow, ...]:
        """Kinds of which more should be ordered."""
        return tuple(line for line in self.stock if line.low and not self.closed_on)


@dataclass(frozen=True, slots=True)
class BagStockMovementRow:
    """Bags that came or went."""

    at: datetime.datetime
    by: str
    kind: str
    moved: str
    change: int
    because: str


@dataclass(frozen=True, slots=True)
class BagContentsRow:
    """What a kind of bag held from a day on."""

    id: int
    number: int
    since: datetime.date
    things: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reason: str
    because: str
    set_by: str


@dataclass(frozen=True, slots=True)
class BagKindRow:
    """One kind of bag with what it holds, newest list first."""

    id: int
    body_id: int
    body: str
    name: str
    fits: str
    retired_on: datetime.date | None
    contents: tuple[BagContentsRow, ...]

    @property
    def newest(self) -> BagContentsRow:
        """What it holds now."""
        return self.contents[0]


def list_visible_stores(actor: Actor) -> tuple[BagStoreRow, ...]:
    """Stores of the actor's body, of its area where others may hand out from them; closed ones last.

    Returns:
        One row for each store.
    """
    rows = sorted(
        _make_store_rows(_select_visible_stores(actor)),
        key=lambda line: (line.closed_on is not None, line.name),
    )
    return tuple(rows)


def get_visible_store(actor: Actor, store_id: int) -> BagStoreRow:
    """One of those. Raises NotVisible."""
    found = _make_store_rows(_select_visible_stores(actor).filter(pk=store_id))
    if not found:
        raise NotVisible
    return found[0]


def get_own_store(actor: Actor, store_id: int) -> BagStoreRow:
    """A store of the actor's body. Raises NotVisible."""
    store = get_visible_store(actor, store_id)
    if store.body_id != actor.body_id:
        raise NotVisible
    return store


def list_visible_open_stores(actor: Actor) -> tuple[BagStoreRow, ...]:
    """Stores from which the actor may hand out, those of their own body first.

    Returns:
        One row for each store.
    """
    rows = _make_store_rows(_select_visible_stores(actor).filter(closed_on__isnull=True))
    return tuple(sorted(rows, key=lambda line: (line.body_id != actor.body_id, line.name)))


@dataclass(frozen=True, slots=True)
class StockToReorderRow:
    """A kind of which a store should order more."""

    store_id: int
    store: str
    kind: str
    count: int
    reorder_at: int


def list_stock_to_reorder(actor: Actor) -> list[StockToReorderRow]:
    """What should be ordered for the stores of the actor's own body. One statement."""
    return [StockToReorderRow(*row) for row in _select_low_stock_columns(actor.body_id)]


def _select_low_stock_columns(body: int) -> QuerySet[Any, Any]:
    rows = Stock.objects.filter(
        store__body=body,
        store__closed_on__isnull=True,
        kind__retired_on__isnull=True,
        count__lte=F("reorder_at"),
    )
    columns = ("store_id", "store__name", "kind__name", "count", "reorder_at")
    return rows.order_by("store__name", "kind__name").values_list(*columns)


def list_stock_movements(store_id: int, most: int) -> tuple[BagStockMovementRow, ...]:
    """The newest movements of a store.

    Returns:
        At most `most`, the newest first.
    """
    rows = StockMovement.objects.filter(stock__store=store_id).select_related("by", "stock__kind")[:most]
    return tuple(
        BagStockMovementRow(
            row.at,
            row.by.name,
            row.stock.kind.name,
            StockMovementKind(row.moved).label,
            row.change,
            row.because,
        )
        for row in rows
    )


def list_visible_bag_kinds(actor: Actor) -> tuple[BagKindRow, ...]:
    """Kinds of bag that the stores which the actor sees may hold.

    Returns:
        One row for each kind.
    """
    bodies = _select_visible_stores(actor).values("body_id")
    return _make_bag_kind_rows(BagKind.objects.filter(Q(body=actor.body_id) | Q(body__in=bodies)))


def get_visible_bag_kind(actor: Actor, kind_id: int) -> BagKindRow:
    """One of those. Raises NotVisible."""
    found = [row for row in list_visible_bag_kinds(actor) if row.id == kind_id]
    if not found:
        raise NotVisible
    return found[0]


def get_own_bag_kind(actor: Actor, kind_id: int) -> BagKindRow:
    """A kind that the actor's body packs. Raises NotVisible."""
    kind = get_visible_bag_kind(actor, kind_id)
    if kind.body_id != actor.body_id:
        raise NotVisible
    return kind


def _select_visible_stores(actor: Actor) -> QuerySet[Store]:
    """The commissioner's office sees the stores of its area: it buys the bags."""
    here = Q(area__bodies=actor.body_id)
    if actor.may(Permission.ISSUE_BAG):
        here &= Q(for_others=True)
    return Store.objects.filter(Q(body=actor.body_id) | here)


def _make_store_rows(rows: QuerySet[Store]) -> list[BagStoreRow]:
    found = rows.select_related("body", "area").prefetch_related("stock__kind").distinct()
    kinds: dict[int, list[BagKind]] = {}
    stores = list(found)
    for kind in BagKind.objects.filter(body__in={row.body_id for row in stores}):
        kinds.setdefault(kind.body_id, []).append(kind)
    return [_make_bag_store_row(row, kinds.get(row.body_id, [])) for row in stores]


def _make_bag_store_row(row: Store, kinds: list[BagKind]) -> BagStoreRow:
    held = {stock.kind_id: stock for stock in row.stock.all()}
    lines = [_make_bag_stock_row(kind, held.get(kind.pk)) for kind in kinds]
    return BagStoreRow(
        id=row.pk,
        name=row.name,
        where=row.where,
        body=row.body.name,
        body_id=row.body_id,
        area_code=row.area_id,
        area=row.area.name,
        for_others=row.for_others,
        closed_on=row.closed_on,
        stock=tuple(line for line in lines if line.count or not line.retired),
    )


def _make_bag_stock_row(kind: BagKind, stock: Stock | None) -> BagStockRow:
    return BagStockRow(
        stock_id=stock.pk if stock else 0,
        kind_id=kind.pk,
        kind=kind.name,
        fits=describe_whom_bag_kind_is_packed_for(kind),
        count=stock.count if stock else 0,
        reorder_at=stock.reorder_at if stock else 0,
        retired=kind.retired_on is not None,
    )


def describe_whom_bag_kind_is_packed_for(kind: BagKind) -> str:
    """Women, medium, winter, with things for a baby."""
    parts = [BagWearer(kind.worn_by).label, BagSize(kind.size).label.lower()]
    if kind.season != BagSeason.ALL:
        parts.append(BagSeason(kind.season).label.lower())
    if kind.with_baby:
        parts.append("with things for a baby")
    return join_texts(parts)


def _make_bag_kind_rows(rows: QuerySet[BagKind]) -> tuple[BagKindRow, ...]:
    found = rows.select_related("body").prefetch_related("contents__set_by")
    return tuple(
        BagKindRow(
            id=row.pk,
            body_id=row.body_id,
            body=row.body.name,
            name=row.name,
            fits=describe_whom_bag_kind_is_packed_for(row),
            retired_on=row.retired_on,
            contents=_make_bag_contents_rows(sorted(row.contents.all(), key=lambda each: each.number)),
        )
        for row in found
    )


def _make_bag_contents_rows(rows: list[BagContents]) -> tuple[BagContentsRow, ...]:
    lines = []
    before: list[str] = []
    for row in rows:
        lines.append(_make_bag_contents_row(row, before))
        before = row.things
    return tuple(reversed(lines))


def _make_bag_contents_row(row: BagContents, before: list[str]) -> BagContentsRow:
    return BagContentsRow(
        id=row.pk,
        number=row.number,
        since=row.since,
        things=tuple(row.things),
        added=tuple(thing for thing in row.things if thing not in before) if row.number > 1 else (),
        removed=tuple(thing for thing in before if thing not in row.things),
        reason=BagContentsChangeReason(row.reason).label,
        because=row.because,
        set_by=row.set_by.name,
    )
