"""What stores hold and where, what is in a bag, and what should be ordered. Answers are plain values."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.directory.stores.kinds import Moved, Reason, Season, Size, WornBy
from handrail.directory.stores.models import BagKind, Contents, Movement, Stock, Store
from handrail.kernel.saying import joined
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class StockLine:
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
class StoreLine:
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
    stock: tuple[StockLine, ...]

    @property
    def bags(self) -> int:
        """How many bags it holds of all kinds."""
        return sum(line.count for line in self.stock)

    @property
    def low(self) -> tuple[StockLine, ...]:
        """Kinds of which more should be ordered."""
        return tuple(line for line in self.stock if line.low and not self.closed_on)


@dataclass(frozen=True, slots=True)
class MovementLine:
    """Bags that came or went."""

    at: datetime.datetime
    by: str
    kind: str
    moved: str
    change: int
    because: str


@dataclass(frozen=True, slots=True)
class ContentsLine:
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
class KindLine:
    """One kind of bag with what it holds, newest list first."""

    id: int
    body_id: int
    body: str
    name: str
    fits: str
    retired_on: datetime.date | None
    contents: tuple[ContentsLine, ...]


def stores_for(actor: Actor) -> tuple[StoreLine, ...]:
    """Stores of the actor's body, of its area where others may hand out from them; closed ones last."""
    rows = sorted(_stores(_seen_by(actor)), key=lambda line: (line.closed_on is not None, line.name))
    return tuple(rows)


def store_for(actor: Actor, store_id: int) -> StoreLine | None:
    """One of those."""
    return next(iter(_stores(_seen_by(actor).filter(pk=store_id))), None)


def open_stores(actor: Actor) -> tuple[StoreLine, ...]:
    """Stores from which the actor may hand out, those of their own body first."""
    rows = _stores(_seen_by(actor).filter(closed_on__isnull=True))
    return tuple(sorted(rows, key=lambda line: (line.body_id != actor.body_id, line.name)))


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A kind of which a store should order more."""

    store_id: int
    store: str
    kind: str
    count: int
    reorder_at: int


def to_order(actor: Actor) -> list[OrderLine]:
    """What should be ordered for the stores of the actor's own body. One statement."""
    return [OrderLine(*row) for row in _running_low().rows(body=actor.body_id)]


@statement
def _running_low() -> Asked:
    rows = Stock.objects.filter(
        store__body=given("body"),
        store__closed_on__isnull=True,
        kind__retired_on__isnull=True,
        count__lte=F("reorder_at"),
    )
    columns = ("store_id", "store__name", "kind__name", "count", "reorder_at")
    return rows.order_by("store__name", "kind__name").values_list(*columns)


def movements(store_id: int, most: int) -> tuple[MovementLine, ...]:
    """The newest movements of a store."""
    rows = Movement.objects.filter(stock__store=store_id).select_related("by", "stock__kind")[:most]
    return tuple(
        MovementLine(
            row.at, row.by.name, row.stock.kind.name, Moved(row.moved).label, row.change, row.because
        )
        for row in rows
    )


def kinds_for(actor: Actor) -> tuple[KindLine, ...]:
    """Kinds of bag that the stores which the actor sees may hold."""
    bodies = _seen_by(actor).values("body_id")
    return _kinds(BagKind.objects.filter(Q(body=actor.body_id) | Q(body__in=bodies)))


def kind_for(actor: Actor, kind_id: int) -> KindLine | None:
    """One of those."""
    return next((line for line in kinds_for(actor) if line.id == kind_id), None)


def stock_of(stock_id: int) -> tuple[int, str, str] | None:
    """The store's id and name, and what the kind is called."""
    row = Stock.objects.select_related("store", "kind").filter(pk=stock_id).first()
    return (row.store_id, row.store.name, row.kind.name) if row else None


def _seen_by(actor: Actor) -> QuerySet[Store]:
    """The commissioner's office sees the stores of its area: it buys the bags."""
    here = Q(area__bodies=actor.body_id)
    if actor.may(Permission.ISSUE_BAG):
        here &= Q(for_others=True)
    return Store.objects.filter(Q(body=actor.body_id) | here)


def _stores(rows: QuerySet[Store]) -> list[StoreLine]:
    found = rows.select_related("body", "area").prefetch_related("stock__kind").distinct()
    kinds: dict[int, list[BagKind]] = {}
    stores = list(found)
    for kind in BagKind.objects.filter(body__in={row.body_id for row in stores}):
        kinds.setdefault(kind.body_id, []).append(kind)
    return [_store(row, kinds.get(row.body_id, [])) for row in stores]


def _store(row: Store, kinds: list[BagKind]) -> StoreLine:
    held = {stock.kind_id: stock for stock in row.stock.all()}
    lines = [_stock(kind, held.get(kind.pk)) for kind in kinds]
    return StoreLine(
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


def _stock(kind: BagKind, stock: Stock | None) -> StockLine:
    return StockLine(
        stock_id=stock.pk if stock else 0,
        kind_id=kind.pk,
        kind=kind.name,
        fits=fits(kind),
        count=stock.count if stock else 0,
        reorder_at=stock.reorder_at if stock else 0,
        retired=kind.retired_on is not None,
    )


def fits(kind: BagKind) -> str:
    """Women, medium, winter, with things for a baby."""
    parts = [WornBy(kind.worn_by).label, Size(kind.size).label.lower()]
    if kind.season != Season.ALL:
        parts.append(Season(kind.season).label.lower())
    if kind.with_baby:
        parts.append("with things for a baby")
    return joined(parts)


def _kinds(rows: QuerySet[BagKind]) -> tuple[KindLine, ...]:
    found = rows.select_related("body").prefetch_related("contents__set_by")
    return tuple(
        KindLine(
            id=row.pk,
            body_id=row.body_id,
            body=row.body.name,
            name=row.name,
            fits=fits(row),
            retired_on=row.retired_on,
            contents=_contents(sorted(row.contents.all(), key=lambda each: each.number)),
        )
        for row in found
    )


def _contents(rows: list[Contents]) -> tuple[ContentsLine, ...]:
    lines = []
    before: list[str] = []
    for row in rows:
        lines.append(_contents_line(row, before))
        before = row.things
    return tuple(reversed(lines))


def _contents_line(row: Contents, before: list[str]) -> ContentsLine:
    return ContentsLine(
        id=row.pk,
        number=row.number,
        since=row.since,
        things=tuple(row.things),
        added=tuple(thing for thing in row.things if thing not in before) if row.number > 1 else (),
        removed=tuple(thing for thing in before if thing not in row.things),
        reason=Reason(row.reason).label,
        because=row.because,
        set_by=row.set_by.name,
    )
