"""What a bid promised, what is planned, and who was reached."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids import presenters
from handrail.areas.bids.actions import targets as acts
from handrail.areas.bids.forms import BidTargetForm, PeopleReachedByBidForm, PlannedSectorAndLanguageGroupForm
from handrail.areas.bids.models import Bid, BidDelivery, BidTarget, PlannedGroup
from handrail.areas.bids.queries import bids as queries
from handrail.areas.bids.views.bids import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents.charts import DrawingSvgWithAltText
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context


class TargetPageContext(TypedDict):
    """What bids/target.html shows."""

    bid: Bid
    progress: presenters.TargetProgress
    bars: DrawingSvgWithAltText
    months: list[tuple[str, int]]
    line: DrawingSvgWithAltText | None
    groups: list[queries.SectorLanguageCountRow]
    sectors: list[presenters.SectorCounts]
    sector_names: dict[str, str]
    page: "Page[BidDelivery]"
    attendances: int
    may_write: bool
    may_deliver: bool


@requires_permission(Permission.VIEW_BIDS)
def bid_target(request: HttpRequest, actor: Actor, bid_id: UUID, number: int) -> HttpResponse:
    """One target: promised, planned and reached, by sector and language, with every delivery."""
    bid = queries.get_bid(actor, bid_id)
    target = queries.get_target(bid, number)
    progress = presenters.make_bid_target_progress(target)
    groups = queries.list_sector_language_counts(target)
    months = queries.list_people_reached_up_to_each_month(target)
    writes = actor.may(Permission.EDIT_BIDS)
    shown: TargetPageContext = {
        "bid": bid,
        "progress": progress,
        "bars": presenters.draw_target_progress_bars(progress),
        "months": months,
        "line": presenters.draw_people_reached_up_to_each_month(months),
        "groups": groups,
        "sectors": presenters.group_counts_by_sector(groups),
        "sector_names": presenters.SECTOR_NAMES,
        "page": queries.get_page_of_records_of_people_reached(target, request.GET.get("page", "1")),
        "attendances": sum(row.attendances for row in groups),
        "may_write": writes,
        "may_deliver": writes and bid.state == "awarded",
    }
    return render(request, "bids/target.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def bid_target_csv(request: HttpRequest, actor: Actor, bid_id: UUID, number: int) -> HttpResponse:
    """Planned and reached by sector and language, as a file."""
    bid = queries.get_bid(actor, bid_id)
    target = queries.get_target(bid, number)
    rows = [
        (presenters.SECTOR_NAMES[row.sector], row.language, row.planned, row.reached, row.attendances)
        for row in queries.list_sector_language_counts(target)
    ]
    heads = ("Sector", "Language", "People planned", "People reached", "Attendances")
    return make_csv_response("people-reached.csv", heads, rows)


class TargetActionPage(ActionPage, abstract=True):
    """What is done about one target of a bid."""

    permission, nav = Permission.EDIT_BIDS, NAV
    bid: Bid
    target: Any

    @property
    def back_url(self) -> str:
        return reverse("bid_target", args=[self.bid.pk, self.target.number])

    @property
    def lead(self) -> str:
        return str(self.target.what)

    def load(self, bid_id: UUID, number: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)
        self.target = queries.get_target(self.bid, number)
        self.target.bid = self.bid


class AddTargetPage(TargetActionPage):
    """Add what a bid promises to reach."""

    title, button, form_class, runs_once, lead = "Add a target", "Add", BidTargetForm, True, ""

    @property
    def back_url(self) -> str:
        return reverse("bid", args=[self.bid.pk])

    def load(self, bid_id: UUID, number: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BidTarget(bid=self.bid)}

    def perform(self, form: BidTargetForm) -> str:
        made = acts.add_target(form.instance, by=self.actor)
        self.success_url = reverse("bid_target", args=[self.bid.pk, made.number])
        return "Target added. Plan which groups are to be reached."


class ChangeTargetPage(TargetActionPage):
    """Change a target."""

    title, form_class, lead = "Change the target", BidTargetForm, ""

    def load(self, bid_id: UUID, number: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)
        self.target = self.record = queries.get_target(self.bid, number)

    def perform(self, form: BidTargetForm) -> str:
        acts.change_target(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class AddPlannedSectorAndLanguageGroupPage(TargetActionPage):
    """Plan people of one sector and language."""

    title, button, form_class, runs_once = "Plan a group", "Add", PlannedSectorAndLanguageGroupForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": PlannedGroup(target=self.target)}

    def perform(self, form: PlannedSectorAndLanguageGroupForm) -> str:
        acts.add_planned_sector_and_language_group(form.instance, by=self.actor)
        return "Group planned."


class ChangePlannedSectorAndLanguageGroupPage(TargetActionPage):
    """Change how many people of a group are planned."""

    title, form_class = "Change the planned group", PlannedSectorAndLanguageGroupForm

    def load(self, bid_id: UUID, number: int = 0, group_id: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)
        self.target = queries.get_target(self.bid, number)
        self.record = queries.get_planned_sector_and_language_group(self.target, group_id)

    def perform(self, form: PlannedSectorAndLanguageGroupForm) -> str:
        acts.change_planned_sector_and_language_group(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Changed."


class RecordPeopleReachedPage(TargetActionPage):
    """Record people who were reached."""

    title, button, form_class, runs_once = "Record people reached", "Record", PeopleReachedByBidForm, True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": BidDelivery(target=self.target)}

    def perform(self, form: PeopleReachedByBidForm) -> str:
        acts.record_people_reached_by_bid(form.instance, by=self.actor)
        return msg("{people} people recorded.", people=form.instance.people)


class CorrectPeopleReachedPage(TargetActionPage):
    """Put corrected numbers in the place of a delivery."""

    title, button, form_class, runs_once = "Correct the numbers", "Correct", PeopleReachedByBidForm, True
    lead = "The earlier numbers are kept and no longer counted. Enter 0 where no one was reached."

    def load(self, bid_id: UUID, number: int = 0, delivery_id: int = 0, **more: Any) -> None:
        self.bid = queries.get_bid(self.actor, bid_id)
        self.target = queries.get_target(self.bid, number)
        self.target.bid = self.bid
        self.earlier = queries.get_standing_record_of_people_reached(self.target, delivery_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        old = self.earlier
        same = ("on", "sector", "language_id", "people", "attendances", "source")
        new = BidDelivery(target=self.target, corrects=old, **{name: getattr(old, name) for name in same})
        return super().get_form_kwargs() | {"instance": new}

    def perform(self, form: PeopleReachedByBidForm) -> str:
        acts.correct_record_of_people_reached_by_bid(form.instance, by=self.actor)
        return "Corrected."
