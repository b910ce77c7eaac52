"""Intensifications: the list, one with activities and results, looking back, and what is published."""

from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from handrail.areas.partnerships import tags
from handrail.areas.partnerships.actions import operations as acts
from handrail.areas.partnerships.models import (
    Intensification,
    OperationActivity,
    OperationEdition,
    OperationFollowUp,
    OperationResult,
)
from handrail.areas.partnerships.operation_forms import (
    RESULT_PARTS,
    IntensificationActivityForm,
    IntensificationForm,
    IntensificationResultsForm,
    IntensificationReviewForm,
    PublishIntensificationForm,
)
from handrail.areas.partnerships.queries.groups import get_group_for_reader
from handrail.areas.partnerships.queries.operations import (
    IntensificationDetail,
    find_published_intensification,
    get_intensification_detail,
    list_intensifications,
)
from handrail.areas.partnerships.sourced_codes import get_intensification_codes
from handrail.areas.partnerships.states import OPERATION_MOMENTS
from handrail.areas.partnerships.views.shared import (
    PartnershipGroupChangePage,
    make_group_page_context,
    require_group_convener,
)
from handrail.areas.recommendations.tags import StateTag, make_due_tag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import get_actor, public, requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.formatting import get_today, plural
from handrail.platform.ui.navigation import get_layout_context_for_anybody

PART_TITLES = {
    "people": "People met",
    "pathway": "What people chose",
    "arrests": "Arrests by offence group",
    "immigration": "Immigration arrests",
    "work": "Notices, reports and investigations",
    "visit": "Visits",
}


class LaterIntensificationCounts(NamedTuple):
    """What was counted again at a later moment: name, count before, count then. The rest was not counted again."""

    title: str
    rows: list[tuple[str, str, str]]
    is_rest_left: bool


class IntensificationResultSection(NamedTuple):
    """One part of the results: rows of name and count."""

    title: str
    rows: list[tuple[str, str]]


@requires_permission(Permission.VIEW_GROUP_FIGURES)
def group_intensifications(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """The intensifications of a group."""
    reading = get_group_for_reader(actor, group_id)
    shown = {"rows": [(row, _make_intensification_tag(row)) for row in list_intensifications(reading.group)]}
    return render(
        request,
        "partnerships/operations.html",
        {**make_group_page_context(request, actor, reading, "group_operations"), **shown},
    )


@requires_permission(Permission.VIEW_GROUP_FIGURES)
def operation(request: HttpRequest, actor: Actor, operation_id: UUID) -> HttpResponse:
    """One intensification, as its group counted it."""
    found = get_intensification_detail(actor, operation_id)
    reading = get_group_for_reader(actor, found.operation.group_id)
    moments = [pair for pair in OPERATION_MOMENTS if any(row.moment == pair[0] for row in found.results)]
    shown = {
        "found": found,
        "operation": found.operation,
        "tag": _make_intensification_tag(found.operation),
        "first_moment": moments[0][1] if moments else "",
        "parts": _make_result_sections_of_moment(found.results, moments[0][0]) if moments else [],
        "later": [_list_later_counts(found.results, moments[0][0], *moment) for moment in moments[1:]],
        "sources": list(dict.fromkeys(row.source for row in found.results)),
        "follow_ups": [
            (row, _make_intensification_review_tag(row, ours=reading.runs)) for row in found.follow_ups
        ],
        "visits": _count_visits_by_kind(found),
    }
    return render(
        request,
        "partnerships/operation.html",
        {**make_group_page_context(request, actor, reading, "group_operations"), **shown},
    )


@public("what a group published of an intensification is for everyone, with counts of people rounded")
@require_safe
def published_intensification(request: HttpRequest, operation_id: UUID) -> HttpResponse:
    """What is published of an intensification."""
    edition = find_published_intensification(operation_id)
    if edition is None:
        raise Http404
    layout = get_layout_context_for_anybody(request, get_actor(request), "")
    parts = [
        (PART_TITLES[part], [row for row in edition.content if row["part"] == part])
        for part in ("visit", *RESULT_PARTS)
    ]
    shown = {"edition": edition, "operation": edition.operation, "parts": [pair for pair in parts if pair[1]]}
    return render(request, "partnerships/published_operation.html", {**layout, **shown})


class AddIntensificationPage(PartnershipGroupChangePage):
    """Set up an intensification."""

    title, form_class, button, runs_once = "Set up an intensification", IntensificationForm, "Set up", True
    back_place = "group_operations"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": Intensification(group=self.reading.group)}

    def perform(self, form: IntensificationForm) -> str:
        made = acts.set_up_intensification_operation(form.instance, by=self.actor)
        self.success_url = reverse("operation", args=[made.pk])
        return "Intensification set up, with reviews after 3 and 12 months."


class IntensificationActionPage(ActionPage, abstract=True):
    """What acts on one intensification, for whoever convenes its group."""

    permission, nav = Permission.CONVENE_PARTNERSHIPS, tags.NAV
    found: IntensificationDetail

    @property
    def back_url(self) -> str:
        return reverse("operation", args=[self.found.operation.pk])

    @property
    def lead(self) -> str:
        return str(self.found.operation.name)

    def load(self, operation_id: UUID, **more: Any) -> None:
        self.found = get_intensification_detail(self.actor, operation_id)
        require_group_convener(get_group_for_reader(self.actor, self.found.operation.group_id))


class ChangeIntensificationPage(IntensificationActionPage):
    """Change theme, dates, lead or partners."""

    title, form_class, lead = "Change the intensification", IntensificationForm, ""

    def load(self, operation_id: UUID, **more: Any) -> None:
        super().load(operation_id)
        self.record = self.found.operation

    def perform(self, form: IntensificationForm) -> str:
        acts.change_intensification(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "The intensification is changed."


class AddIntensificationActivityPage(IntensificationActionPage):
    """Keep what was done on a day."""

    title, form_class, button, runs_once = (
        "Add an activity",
        IntensificationActivityForm,
        "Add the activity",
        True,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": OperationActivity(operation=self.found.operation)}

    def perform(self, form: IntensificationActivityForm) -> str:
        acts.add_intensification_activity(form.instance, by=self.actor)
        return "The activity is added."


class SaveIntensificationResultsContext(TypedDict):
    """What its template shows beside the form."""

    parts: list[tuple[str, str]]


class SaveIntensificationResultsPage(IntensificationActionPage):
    """Keep what was counted at one moment."""

    title, form_class, button = "Record results", IntensificationResultsForm, "Save results"
    template_name = "partnerships/results_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        at_end = {row.code: row.number for row in self.found.results if row.moment == "end"}
        source = next((row.source for row in self.found.results if row.moment == "end"), "")
        return {"initial": {**at_end, "moment": "end", "source": source}}

    def get_context_data(self) -> SaveIntensificationResultsContext:
        return {"parts": [(part, PART_TITLES[part]) for part in RESULT_PARTS]}

    def perform(self, form: IntensificationResultsForm) -> str:
        given = form.cleaned_data
        kept = acts.save_intensification_results(
            self.found.operation.pk,
            moment=given["moment"],
            counts=form.get_counts(),
            source=given["source"],
            by=self.actor,
        )
        return msg("Saved: {counts}. They are shown inside the group alone.", counts=plural(kept, "count"))


class RecordIntensificationReviewPage(IntensificationActionPage):
    """Say what was found after 3 or 12 months."""

    form_class, button = IntensificationReviewForm, "Save"

    @property
    def title(self) -> str:
        return msg("After {months} months", months=self.record.months)

    def load(self, operation_id: UUID, **more: Any) -> None:
        super().load(operation_id)
        rows = {row.months: row for row in self.found.follow_ups}
        if more["months"] not in rows:
            raise RecordNotVisibleError("look back")
        self.record = rows[more["months"]]
        self.record.operation = self.found.operation

    def perform(self, form: IntensificationReviewForm) -> str:
        acts.record_intensification_review_after_months(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Saved. Record the counts of that moment under Results."


class PublishIntensificationPage(IntensificationActionPage):
    """Publish an intensification for everybody."""

    title, form_class, button, runs_once = "Publish for everyone", PublishIntensificationForm, "Publish", True

    @property
    def lead(self) -> str:
        return "Counts of people are rounded to the nearest five. Below five no number is shown."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": OperationEdition(operation=self.found.operation)}

    def perform(self, form: PublishIntensificationForm) -> str:
        made = acts.publish_intensification(form.instance, by=self.actor)
        return msg("Edition {number} is published.", number=made.number)


def _make_intensification_tag(row: Intensification) -> StateTag:
    today = get_today()
    if row.starts_on > today:
        return StateTag("soon", "Planned")
    return StateTag("running", "Running") if row.ends_on >= today else StateTag("met", "Ended")


def _make_intensification_review_tag(row: OperationFollowUp, *, ours: bool) -> StateTag:
    if row.done_on:
        return StateTag("met", "Done")
    today = get_today()
    late = max(0, (today - row.due_on).days)
    return make_due_tag(get_due_status_code(row.due_on, today), late, row.due_on, ours=ours)


def _count_visits_by_kind(found: IntensificationDetail) -> list[tuple[str, int]]:
    codes = get_intensification_codes()
    sums: dict[str, int] = {}
    for row in found.activities:
        sums[row.kind] = sums.get(row.kind, 0) + row.number
    return [(codes[kind].name, number) for kind, number in sums.items()]


def _make_result_sections_of_moment(
    results: list[OperationResult], moment: str
) -> list[IntensificationResultSection]:
    """Rows that were counted at that moment, by part."""
    counts = {row.code: f"{row.number:,}" for row in results if row.moment == moment}
    found = []
    for part in RESULT_PARTS:
        rows = [
            (code.name, counts[code.code])
            for code in get_intensification_codes().values()
            if code.part == part and code.code in counts
        ]
        if rows:
            found.append(IntensificationResultSection(PART_TITLES[part], rows))
    return found


def _list_later_counts(
    results: list[OperationResult], first: str, moment: str, title: str
) -> LaterIntensificationCounts:
    """What was counted again; what was not counted is said in words, and never as nought."""
    before = {row.code: f"{row.number:,}" for row in results if row.moment == first}
    then = {row.code: f"{row.number:,}" for row in results if row.moment == moment}
    rows = [
        (code.name, before.get(code.code, "Not counted"), then[code.code])
        for code in get_intensification_codes().values()
        if code.code in then
    ]
    return LaterIntensificationCounts(title, rows, bool(before.keys() - then.keys()))
