"""Changes to stores: kinds of bag, their contents, and every bag that is counted in or out."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.models import Service
from handrail.directory.service_states_and_phases import PHASES
from handrail.directory.stores.models import MAX_BAGS, BagContents, BagKind, Stock, StockMovement, Store
from handrail.directory.stores.text_choices import BagContentsChangeReason, StockMovementKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.lines_field import clean_lines
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_count_with_noun as format_count
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

SERVICE_NAME = "Go-bags"
NOT_YOUR_STORE_MESSAGE = "That store is not one of your organisation’s."
NOT_YOUR_KIND_MESSAGE = "That kind of bag is not one of your organisation’s."


@transaction.atomic
def add_bag_kind(
    kind: BagKind, *, things: Sequence[str], by: Actor, because: str = "Contents since"
) -> BagKind:
    """Add a kind of bag of the actor's body with its first contents.

    Args:
        kind: as it is to be saved, without a body.
        things: what is in it.
        by: who acts.
        because: why it is packed so.

    Returns:
        The kind as it was saved.

    Raises:
        ValidationError: by field; for the kind as a whole where the body has one of that name.
    """
    require_permission(by, Permission.KEEP_STORE)
    kind.body_id = by.body_id
    kind.full_clean()
    kind.save()
    first = BagContents(kind=kind, things=things, reason=BagContentsChangeReason.FIRST, because=because)
    _save_bag_contents(first, 1, by)
    write_audit_record(who=by.who, verb="added a kind of bag", about=None, why=kind.name)
    return kind


@transaction.atomic
def change_bag_contents(contents: BagContents, *, seen_number: int, by: Actor) -> BagContents:
    """Write the list that the bag holds from today on, and why it changed.

    Args:
        contents: an unsaved list of the kind that changes.
        seen_number: the number of the list that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: the kind is another body's, the list was changed meanwhile, or nothing is different.
        ValidationError: by field.
    """
    kind = _lock_own_bag_kind(contents.kind_id, by)
    newest = kind.contents.get(is_newest=True)
    if contents.reason == BagContentsChangeReason.FIRST:
        raise ActionNotPossibleError("Choose why the contents change.")
    if newest.number != seen_number:
        raise ActionNotPossibleError(
            "Someone changed the contents of this bag after you opened the page. Open it again."
        )
    if clean_lines(contents.things) == newest.things:
        raise ActionNotPossibleError("These are already the contents. Change the list, or go back.")
    kind.contents.filter(is_newest=True).update(is_newest=False)
    _save_bag_contents(contents, newest.number + 1, by)
    write_audit_record(
        who=by.who, verb="changed what is in a bag", about=None, why=f"{kind.name}: {contents.because}"
    )
    return contents


@transaction.atomic
def retire_bag_kind(*, by: Actor, kind_id: int) -> None:
    """Retire a kind of bag. Bags that are in stores can still be given."""
    kind = _lock_own_bag_kind(kind_id, by)
    kind.retired_on = kind.retired_on or timezone.localdate()
    kind.save(update_fields=["retired_on"])
    write_audit_record(who=by.who, verb="retired a kind of bag", about=None, why=kind.name)


@transaction.atomic
def add_bag_store(store: Store, *, by: Actor) -> Store:
    """Open a store of the actor's body.

    Raises:
        ValidationError: by field; for the store as a whole where the body has one of that name.
    """
    require_permission(by, Permission.KEEP_STORE)
    store.body_id = by.body_id
    store.full_clean(exclude={"service"})
    store.service_id = _get_or_create_go_bag_service_id(by, store.area_id)
    store.save()
    write_audit_record(who=by.who, verb="opened a store", about=None, why=store.name)
    return store


@transaction.atomic
def close_store(*, by: Actor, store_id: int) -> None:
    """Close a store. What it holds stays counted until it is written off."""
    store = _get_own_store_or_raise(store_id, by)
    store.closed_on = timezone.localdate()
    store.save(update_fields=["closed_on"])
    write_audit_record(who=by.who, verb="closed a store", about=None, why=store.name)


@transaction.atomic
def record_bag_delivery(*, by: Actor, store_id: int, kind_id: int, number: int, because: str = "") -> None:
    """Count delivered bags in.

    Args:
        by: who acts.
        store_id: of a store of the actor's body.
        kind_id: of a kind of bag that it may hold.
        number: how many bags.
        because: from whom, or on which order; may be empty.

    Raises:
        ActionNotPossibleError: the store or the kind is another body's, or the number is not possible.
    """
    stock = _lock_stock_of_bag_kind(store_id, kind_id, by)
    _apply_stock_movement(stock, StockMovementKind.DELIVERED, _clean_bag_count(number), because, by)
    write_audit_record(
        who=by.who, verb="added bags", about=None, why=f"{stock.store.name}: {number} {stock.kind.name}"
    )


@transaction.atomic
def record_bag_write_off(*, by: Actor, store_id: int, kind_id: int, number: int, because: str) -> None:
    """Count bags out that can no longer be given.

    Args:
        by: who acts.
        store_id: of a store of the actor's body.
        kind_id: of a kind of bag that it may hold.
        number: how many bags.
        because: the reason.

    Raises:
        ActionNotPossibleError: as for a delivery, or without a reason.
    """
    stock = _lock_stock_of_bag_kind(store_id, kind_id, by)
    _apply_stock_movement(
        stock, StockMovementKind.WRITTEN_OFF, -_clean_bag_count(number), _clean_stock_reason(because), by
    )
    write_audit_record(
        who=by.who, verb="wrote bags off", about=None, why=f"{stock.store.name}: {number} {stock.kind.name}"
    )


@transaction.atomic
def correct_bag_count(
    *, by: Actor, store_id: int, kind_id: int, counted: int, seen_count: int, because: str
) -> None:
    """Correct the count to what is really there.

    Args:
        by: who acts.
        store_id: the store.
        kind_id: the kind of bag.
        counted: how many there are.
        seen_count: the count that the page showed.
        because: why it differs.

    Raises:
        ActionNotPossibleError: bags moved after the page was opened, or the count is not possible.
    """
    stock = _lock_stock_of_bag_kind(store_id, kind_id, by)
    if not 0 <= counted <= MAX_BAGS:
        raise ActionNotPossibleError(
            msg("The count must be between 0 and {most_bags}.", most_bags=f"{MAX_BAGS:,}")
        )
    if stock.count != seen_count:
        raise ActionNotPossibleError(
            msg(
                "Bags were added or given out while you counted: there should now be {count}. Count again, then save.",
                count=stock.count,
            )
        )
    if counted == stock.count:
        raise ActionNotPossibleError("That is already the count.")
    _apply_stock_movement(
        stock, StockMovementKind.CORRECTED, counted - stock.count, _clean_stock_reason(because), by
    )
    write_audit_record(
        who=by.who, verb="corrected a count of bags", about=None, why=f"{stock.store.name}: {stock.kind.name}"
    )


@transaction.atomic
def set_bag_reorder_level(*, by: Actor, store_id: int, kind_id: int, at: int) -> None:
    """Set at how many left more should be ordered.

    Args:
        by: who acts.
        store_id: of a store of the actor's body.
        kind_id: of a kind of bag that it may hold.
        at: how many left.

    Raises:
        ActionNotPossibleError: the store is another body's, or the number is impossible.
    """
    stock = _lock_stock_of_bag_kind(store_id, kind_id, by)
    if not 0 <= at <= MAX_BAGS:
        raise ActionNotPossibleError(
            msg("The number must be between 0 and {most_bags}.", most_bags=f"{MAX_BAGS:,}")
        )
    stock.reorder_at = at
    stock.save(update_fields=["reorder_at"])
    write_audit_record(
        who=by.who, verb="set a reorder level", about=None, why=f"{stock.store.name}: {stock.kind.name}"
    )


def take_bag_from_stock(*, stock_id: int, by: Actor) -> StockMovement:
    """Count one bag out to a person. The caller has authorised it, and stores the movement with the issue.

    One statement, so that two at once cannot both take the last bag; a database constraint guards the same.

    Raises:
        ActionNotPossibleError: none is left.
    """
    if not Stock.objects.filter(pk=stock_id, count__gt=0).update(count=F("count") - 1):
        stock = Stock.objects.select_related("store", "kind").get(pk=stock_id)
        raise ActionNotPossibleError(
            msg(
                "The last “{kind}” at {store} has just been given. Choose another bag or another store.",
                kind=stock.kind.name,
                store=stock.store.name,
            )
        )
    return _record_stock_movement(stock_id, StockMovementKind.ISSUED, -1, "", by)


def return_bag_to_stock(*, stock_id: int, by: Actor) -> StockMovement:
    """Count one bag in that a person gave back. Raises ActionNotPossibleError where the store is counted as full."""
    if not Stock.objects.filter(pk=stock_id, count__lt=MAX_BAGS).update(count=F("count") + 1):
        raise ActionNotPossibleError(
            "The store’s count is full. The store manager must correct the count first."
        )
    return _record_stock_movement(stock_id, StockMovementKind.RETURNED, 1, "", by)


def _apply_stock_movement(
    stock: Stock, moved: StockMovementKind, change: int, because: str, by: Actor
) -> None:
    """The row is locked, so the count that was read is current."""
    if not 0 <= stock.count + change <= MAX_BAGS:
        have = format_count(stock.count, "bag")
        raise ActionNotPossibleError(
            msg(
                "{store} has {have} of that kind, so the count cannot be {count}.",
                store=stock.store.name,
                have=have,
                count=f"{stock.count + change:,}",
            )
        )
    Stock.objects.filter(pk=stock.pk).update(count=F("count") + change)
    _record_stock_movement(stock.pk, moved, change, because, by)


def _record_stock_movement(
    stock_id: int, moved: StockMovementKind, change: int, because: str, by: Actor
) -> StockMovement:
    return StockMovement.objects.create(
        stock_id=stock_id,
        moved=moved,
        change=change,
        because=because.strip(),
        at=timezone.now(),
        by_id=by.user_id,
    )


def _lock_stock_of_bag_kind(store_id: int, kind_id: int, by: Actor) -> Stock:
    store = _get_own_store_or_raise(store_id, by)
    kind = BagKind.objects.filter(pk=kind_id, body=store.body_id).first()
    if kind is None:
        raise ActionNotPossibleError(NOT_YOUR_KIND_MESSAGE)
    Stock.objects.get_or_create(store=store, kind=kind)
    rows = Stock.objects.select_for_update(of=("self",)).select_related("store", "kind")
    return rows.get(store=store, kind=kind)


def _get_own_store_or_raise(store_id: int, by: Actor) -> Store:
    require_permission(by, Permission.KEEP_STORE)
    store = Store.objects.filter(pk=store_id, body=by.body_id).first()
    if store is None:
        raise ActionNotPossibleError(NOT_YOUR_STORE_MESSAGE)
    return store


def _lock_own_bag_kind(kind_id: int, by: Actor) -> BagKind:
    require_permission(by, Permission.KEEP_STORE)
    kind = BagKind.objects.select_for_update(of=("self",)).filter(pk=kind_id, body=by.body_id).first()
    if kind is None:
        raise ActionNotPossibleError(NOT_YOUR_KIND_MESSAGE)
    return kind


def _get_or_create_go_bag_service_id(by: Actor, area_code: str) -> int:
    """The body's go-bags in the directory: what it has, or a line of its own."""
    own = Service.objects.filter(provider=by.body_id, kind="go_bag")
    found = own.filter(state="open").first() or own.filter(name=SERVICE_NAME).first()
    if found:
        return found.pk
    return add_service(
        by=by,
        provider_id=by.body_id,
        name=SERVICE_NAME,
        kind="go_bag",
        phases=PHASES,
        state="open",
        areas=[area_code],
        how_to_refer="Given at first contact, from the person’s case",
    )


def _save_bag_contents(contents: BagContents, number: int, by: Actor) -> None:
    contents.number, contents.since = number, timezone.localdate()
    contents.set_at, contents.set_by_id = timezone.now(), by.user_id
    contents.full_clean(exclude={"kind", "set_by"})
    contents.save()


def _clean_stock_reason(because: str) -> str:
    if not because.strip():
        raise ActionNotPossibleError("Enter the reason.")
    return because.strip()


def _clean_bag_count(number: int) -> int:
    if not 1 <= number <= MAX_BAGS:
        raise ActionNotPossibleError(
            msg("The number must be between 1 and {most_bags}.", most_bags=f"{MAX_BAGS:,}")
        )
    return number
