"""What may be done with stores: kinds of bag, their contents, and every bag that is counted in or out."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.db import models
from django.db.models import F
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.case_figures import get_case_figure_functions
from handrail.directory.models import Service
from handrail.directory.service_states_and_phases import PHASES
from handrail.directory.stores.models import MAX_BAGS, BagContents, BagKind, Stock, StockMovement, Store
from handrail.directory.stores.text_choices import BagContentsChangeReason, StockMovementKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.lines_field import clean_lines
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_count_with_noun as format_count
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.records.acts import RecordAct, get_or_refuse
from handrail.platform.reference.choices import get_area_code_of_body, list_area_choices
from handrail.platform.ui.oversight_form_fields import text_line_field
from handrail.platform.ui.url_cache import get_url

SERVICE_NAME = "Go-bags"
ASK_REASON = "Enter the reason."


def bag_count_field(label: str, *, least: int = 0) -> forms.IntegerField:
    """A whole number of bags."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MAX_BAGS,
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-4", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={
            "required": "Enter how many",
            "invalid": "Enter a whole number, like 12",
            "min_value": msg("Enter {least} or more", least=least),
            "max_value": msg("The number must be {most_bags} or fewer", most_bags=f"{MAX_BAGS:,}"),
        },
    )


class StoreKeeperAct[Record: models.Model](RecordAct[Record], abstract=True):
    """What the keeper of a body's stores does."""

    permission, nav, at = Permission.KEEP_STORE, "money", "bags/"

    @classmethod
    def select_rows(cls, actor: Actor) -> models.QuerySet[Any]:
        return cls.get_root_model()._default_manager.filter(body=actor.body_id)

    @property
    def body_id(self) -> int | None:
        """Of the organisation that keeps the record; None where it is new."""
        return self.root.body_id  # type: ignore[no-any-return]

    def authorise(self) -> None:
        """Others may see a store and give bags from it; only its own body keeps it."""
        if self.body_id not in (None, self.actor.body_id):
            raise NotVisible

    @property
    def back_url(self) -> str:
        return get_url("bags")

    @property
    def name(self) -> str:
        """Of the store or the kind of bag, for the texts."""
        return str(self.root)

    def get_audit_note(self) -> str:
        return self.name


class AddStore(StoreKeeperAct[Store]):
    """Open a store."""

    model, makes, address = Store, True, "add/"
    title, button, verb = "Open a store", "Open the store", "opened a store"
    fields = ("name", "where", "for_others")
    area_code = forms.ChoiceField(label="Area", error_messages={"required": "Choose an area"})
    field_order = ("name", "where", "area_code", "for_others")
    done = "{name} added. Record bags as they arrive."

    def get_choices(self) -> Mapping[str, Any]:
        return {"area_code": [("", "Choose an area"), *list_area_choices()]}

    def get_initial(self) -> Mapping[str, Any]:
        return {"area_code": get_area_code_of_body(self.actor.body_id)}

    def perform(self, area_code: str) -> Store:
        self.record.body_id, self.record.area_id = self.actor.body_id, area_code
        self.record.full_clean(exclude={"service"})
        self.record.service_id = _get_or_create_go_bag_service_id(self.actor, area_code)
        self.record.save()
        return self.record


class CloseBagStore(StoreKeeperAct[Store]):
    """Close a store. What it holds stays counted until it is written off."""

    model, address, button, verb = Store, "<int:pk>/close/", "Close the store", "closed a store"
    link = "Close the store"
    title = "Close {name}"
    done = "{name} closed. Its bags still count."

    @property
    def back_url(self) -> str:
        return get_url("bag_store", self.record.pk)

    def check_now(self) -> None:
        if self.record.closed_on:
            raise ActionNotPossibleError("This store is closed.")

    def perform(self) -> None:
        self.record.closed_on = timezone.localdate()
        self.save()


class AddBagKind(StoreKeeperAct[BagKind]):
    """Add a kind of bag with its first contents."""

    model, makes, address = BagKind, True, "kinds/add/"
    title, button, verb = "Add a kind of bag", "Add it", "added a kind of bag"
    fields = ("name", "worn_by", "size", "season", "with_baby")
    things = BagContents._meta.get_field("things").formfield(label="What is in it")
    done = "{name}: added. Now add bags at each store."

    def perform(self, things: list[str], because: str = "Contents since") -> BagKind:
        self.record.body_id = self.actor.body_id
        self.save()
        first = BagContents(
            kind=self.record, things=things, reason=BagContentsChangeReason.FIRST, because=because
        )
        _save_bag_contents(first, 1, self.actor)
        return self.record


class ChangeBag(StoreKeeperAct[BagContents]):
    """Write the list that a bag holds from today on, and why it changed, beside what people said of it."""

    model, makes, within, address = BagContents, True, "kind", "kinds/<int:kind_id>/contents/"
    verb, template_name = "changed what is in a bag", "stores/change.html"
    fields = ("things", "reason", "because")
    link, labels = "Change contents", {"things": "Contents from today"}
    title = "Change contents: {name}"
    done = "{name}: new contents from today."

    @property
    def back_url(self) -> str:
        return get_url("bag_kind", self.record.kind_id)

    def get_initial(self) -> Mapping[str, Any]:
        return {"things": self.record.kind.newest.things}

    def get_choices(self) -> Mapping[str, Any]:
        return {
            "reason": [
                one for one in BagContentsChangeReason.choices if one[0] != BagContentsChangeReason.FIRST
            ]
        }

    def get_version(self) -> int:
        return self.record.kind.newest.number

    def refuse_stale(self) -> None:
        raise ActionNotPossibleError(
            "Someone changed the contents of this bag after you opened the page. Open it again."
        )

    def get_context_data(self) -> Mapping[str, Any]:
        kind = self.record.kind
        feedback = get_case_figure_functions().count_feedback_by_kind([kind.pk])
        return {"said": feedback.get((kind.pk, kind.newest.number))}

    def get_audit_note(self) -> str:
        return f"{self.record.kind.name}: {self.record.because}"

    def perform(self) -> BagContents:
        kind = self.record.kind
        newest = kind.newest
        if self.record.reason == BagContentsChangeReason.FIRST:
            raise ActionNotPossibleError("Choose why the contents change.")
        if clean_lines(self.record.things) == newest.things:
            raise ActionNotPossibleError("These are already the contents. Change the list, or go back.")
        kind.contents.filter(is_newest=True).update(is_newest=False)
        _save_bag_contents(self.record, newest.number + 1, self.actor)
        return self.record


class RetireBag(StoreKeeperAct[BagKind]):
    """Stop using a kind of bag. Bags that are in stores can still be given."""

    model, address, button, verb = BagKind, "kinds/<int:pk>/retire/", "Stop using", "retired a kind of bag"
    link = "Stop using"
    title = "Stop using: {name}"
    done = "{name} is no longer used. Remaining bags can still be given."

    @property
    def back_url(self) -> str:
        return get_url("bag_kind", self.record.pk)

    def check_now(self) -> None:
        if self.record.retired_on:
            raise ActionNotPossibleError("This kind of bag is no longer used.")

    def perform(self) -> None:
        self.record.retired_on = timezone.localdate()
        self.save()


class StockAct(StoreKeeperAct[Stock], abstract=True):
    """What counts bags of one kind in one store."""

    model, at = Stock, "bags/<int:store_id>/<int:kind_id>/"
    heading: str
    said: str
    title, done = "{heading}: {kind}", "{said}: {kind}."
    moved: int = 0
    """How many bags came or went, for the trail."""

    @property
    def body_id(self) -> int | None:
        return self.record.store.body_id

    @property
    def link(self) -> str:
        return self.heading

    @property
    def kind(self) -> str:
        """For the texts."""
        return str(self.record.kind)

    @classmethod
    def find(cls, actor: Actor, *, store_id: int, kind_id: int) -> Self:  # type: ignore[override]
        """A store of the actor's body holds any kind that the body packs, from none on."""
        store = get_or_refuse(Store.objects.filter(body=actor.body_id), {"pk": store_id})
        kind = get_or_refuse(BagKind.objects.filter(body=actor.body_id), {"pk": kind_id})
        stock = Stock.objects.filter(store=store, kind=kind).first() or Stock(store=store, kind=kind)
        stock.store, stock.kind = store, kind
        return cls(stock, by=actor)

    @property
    def lead(self) -> str:
        bags = format_count(self.record.count, "bag")
        return msg("{name} has {bags} of this kind.", name=self.record.store.name, bags=bags)

    @property
    def back_url(self) -> str:
        return get_url("bag_store", self.record.store_id)

    def get_audit_note(self) -> str:
        moved = f"{self.moved} " if self.moved else ""
        return f"{self.record.store.name}: {moved}{self.record.kind.name}"

    def lock(self) -> None:
        """The row is made where the store never had one of this kind."""
        store, kind = self.record.store, self.record.kind
        Stock.objects.get_or_create(store=store, kind=kind)
        rows = Stock.objects.filter(store__body=self.actor.body_id, kind__body=self.actor.body_id)
        rows = rows.select_related("store", "kind").select_for_update(of=("self",))
        self.record = get_or_refuse(rows, {"store": store, "kind": kind})

    def move(self, moved: StockMovementKind, change: int, because: str) -> None:
        """Count bags in or out of the locked row."""
        stock = self.record
        if not 0 <= stock.count + change <= MAX_BAGS:
            raise ActionNotPossibleError(
                msg(
                    "{store} has {have} of that kind, so the count cannot be {count}.",
                    store=stock.store.name,
                    have=format_count(stock.count, "bag"),
                    count=f"{stock.count + change:,}",
                )
            )
        Stock.objects.filter(pk=stock.pk).update(count=F("count") + change)
        _record_stock_movement(stock.pk, moved, change, because, self.actor)


class DeliverBags(StockAct):
    """Count delivered bags in."""

    address, verb = "in/", "added bags"
    heading, button, said = "Add bags", "Add bags", "Bags added"
    number = bag_count_field("How many came?", least=1)
    because = text_line_field("Who from, or on which order", 200)

    def perform(self, number: int, because: str = "") -> None:
        self.moved = number
        self.move(StockMovementKind.DELIVERED, number, because)


class WriteOffBags(StockAct):
    """Count bags out that can no longer be given."""

    address, verb = "off/", "wrote bags off"
    heading, button, said = "Write off", "Write off", "Written off"
    number = bag_count_field("How many are written off?", least=1)
    because = text_line_field("Why?", 200, ASK_REASON)

    def perform(self, number: int, because: str) -> None:
        self.moved = number
        self.move(StockMovementKind.WRITTEN_OFF, -number, because)


class CountBags(StockAct):
    """Correct the count to what is really there."""

    address, verb = "count/", "corrected a count of bags"
    heading, button, said = "Correct the count", "Correct it", "Count corrected"
    counted = bag_count_field("How many are there?")
    because = text_line_field("Why does it differ?", 200, ASK_REASON)

    def get_version(self) -> int:
        return self.record.count

    def refuse_stale(self) -> None:
        raise ActionNotPossibleError(
            msg(
                "Bags were added or given out while you counted: there should now be {count}. Count again, then save.",
                count=self.record.count,
            )
        )

    def perform(self, counted: int, because: str) -> None:
        if counted == self.record.count:
            raise ActionNotPossibleError("That is already the count.")
        self.move(StockMovementKind.CORRECTED, counted - self.record.count, because)


class ReorderBags(StockAct):
    """Set at how many left more should be ordered."""

    address, verb, heading, said = "order/", "set a reorder level", "Reorder level", "Saved"
    level = bag_count_field("Reorder when this many are left")

    def get_initial(self) -> Mapping[str, Any]:
        return {"level": self.record.reorder_at}

    def perform(self, level: int) -> None:
        self.record.reorder_at = level
        self.save()


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
