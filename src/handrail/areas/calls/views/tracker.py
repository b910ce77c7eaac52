"""The tracker: on one page, and in one CSV file."""

import csv
import datetime
import io
from types import ModuleType
from typing import Any, NamedTuple, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import page_data_providers, presenters
from handrail.areas.calls.actions.reminders import remind_call_recipients_without_answer
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import (
    CallDetail,
    CallSummary,
    get_call_detail,
    list_all_calls_with_answer_counts,
)
from handrail.areas.calls.queries.tracker import (
    CallRecipientResponseRow,
    CallResponseCounts,
    CallResponseTracker,
    get_call_response_tracker,
)
from handrail.areas.calls.views.base_pages import NAV, get_calls_section_layout_context
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage

CSV_HEADER = (
    *("Area", "Area code", "Body", "Body code", "State", "Late", "Quoted", "Opened", "Drafted", "Submitted"),
    *("Questions answered", "Questions", "Practices", "Comment", "Reminders", "Reminder delivered"),
    "Now governed by",
)


class PreviousCallWithCounts(NamedTuple):
    """The call before a call, with its counts, for comparison."""

    head: CallSummary
    counts: CallResponseCounts


class CallTrackerPageContext(TypedDict):
    """What calls/tracker.html shows."""

    found: CallResponseTracker
    call: CallDetail
    tiles: list[presenters.TrackerMapTileDisplay]
    width: int
    height: int
    figures: list[presenters.CallTrackerKeyNumber]
    earlier: PreviousCallWithCounts | None
    now: datetime.datetime
    present: ModuleType


@requires_permission(Permission.ASK_BODIES)
def call_tracker(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Who was asked, who has answered, who to ring."""
    found = _get_call_tracker(call)
    drawn, width, height = presenters.make_tracker_map_tiles_and_size(found)
    shown: CallTrackerPageContext = {
        "found": found,
        "call": get_call_detail(call, actor),
        "tiles": drawn,
        "width": width,
        "height": height,
        "figures": presenters.build_call_tracker_key_numbers(found),
        "earlier": _find_previous_call_with_counts(found),
        "now": timezone.now(),
        "present": presenters,
    }
    return render(request, "calls/tracker.html", get_calls_section_layout_context(request, actor, **shown))


@requires_permission(Permission.ASK_BODIES)
def tracker_csv(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """The same facts as a file: one row for each body, and for each that was never due."""
    found = _get_call_tracker(call)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CSV_HEADER)
    for row in _make_tracker_csv_rows(found):
        writer.writerow([escape_formula(value) for value in row])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = msg('attachment; filename="{call}-tracker.csv"', call=call)
    return response


class RemindCallRecipientsPage(ActionPage):
    """Remind one body, or all that have not answered."""

    permission, nav, button, form_class = Permission.ASK_BODIES, NAV, "Remind", forms.Form
    lead = "The email only asks them to look at their return. Sent at most once a day."
    call: str
    rows: list[CallRecipientResponseRow]

    @property
    def title(self) -> str:
        one = self.request.GET.get("body", "")
        whom = self.rows[0].body_name if one else formatting.plural(len(self.rows), "body", "bodies")
        return msg("Send a reminder to {whom}?", whom=whom)

    @property
    def back_url(self) -> str:
        return reverse("call_tracker", args=[self.call])

    def load(self, call: str) -> None:
        body = self.request.GET.get("body", "")
        self.call = call
        self.rows = [row for row in _get_call_tracker(call).to_chase if body in ("", row.body_code)]
        if body and not self.rows:
            raise CallNotVisible

    def perform(self, form: forms.Form) -> str:
        bodies = [row.body_code for row in self.rows]
        told = remind_call_recipients_without_answer(code=self.call, bodies=bodies, by=self.actor)
        if not told:
            return "No new reminders sent: they were already reminded today, or no one there has an account."
        return msg("{persons} will get a reminder.", persons=formatting.plural(told, "person", "people"))


def _get_call_tracker(call: str) -> CallResponseTracker:
    return get_call_response_tracker(
        call, now=timezone.now(), quoted=page_data_providers.find_codes_of_bodies_quoted_in_report(call)
    )


def _find_previous_call_with_counts(found: CallResponseTracker) -> PreviousCallWithCounts | None:
    before = [
        line.head for line in list_all_calls_with_answer_counts() if line.head.asked_on < found.head.asked_on
    ]
    if not before or before[0].state == "draft":
        return None
    return PreviousCallWithCounts(before[0], _get_call_tracker(before[0].code).counts)


def _make_tracker_csv_rows(found: CallResponseTracker) -> list[list[Any]]:
    rows = [
        [
            row.area_name if row.area_code else "",
            row.area_code,
            row.body_name,
            row.body_code,
            row.status.words,
            "late" if row.late else "",
            ("yes" if row.quoted else "no") if found.counts.quoted is not None else presenters.NONE_YET,
            *(_format_tracker_moment(value) for value in (row.opened_at, row.drafted_at, row.submitted_at)),
            row.answered_questions,
            row.questions,
            row.practices,
            row.comment,
            row.told.occasions,
            ("no" if row.told.undelivered else "yes") if row.told.occasions else "",
            row.current_governing_body,
        ]
        for row in found.rows
    ]
    empty = [""] * 11
    return rows + [
        [one.area_name, one.area_code, one.name, "", msg("Not due: {why}", why=one.why), *empty, ""]
        for one in found.not_asked_rows
    ]


def _format_tracker_moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""
