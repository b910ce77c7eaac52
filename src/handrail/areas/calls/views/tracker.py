"""The tracker: on one page, and in one CSV file."""

import csv
import io
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions.reminders import remind_recipients
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import get_call, list_calls
from handrail.areas.calls.queries.tracker import Tracker, get_tracker
from handrail.areas.calls.views.common import get_page_context, render_act
from handrail.areas.calls.views.quoted_bodies import find_quoted_bodies
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import bind_form

CSV_HEADER = (
    *("Area", "Area code", "Body", "Body code", "State", "Late", "Quoted", "Opened", "Drafted", "Submitted"),
    *("Questions answered", "Questions", "Practices", "Comment", "Times written to", "Reminder delivered"),
    "Governed now by",
)


@requires(Permission.ASK_BODIES)
def call_tracker(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Who was asked, who has answered, whom to ring."""
    found = _get_call_tracker(call)
    drawn, width, height = presenters.make_map_tiles(found)
    shown = {
        "found": found,
        "call": get_call(call, actor),
        "tiles": drawn,
        "width": width,
        "height": height,
        "figures": presenters.make_figures(found),
        "earlier": _find_earlier_call(found),
        "now": timezone.now(),
        "present": presenters,
    }
    return render(request, "calls/tracker.html", get_page_context(request, actor, **shown))


@requires(Permission.ASK_BODIES)
def tracker_csv(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """The same facts as a file: one row for each body, and for each that was never due."""
    found = _get_call_tracker(call)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CSV_HEADER)
    for row in _make_csv_rows(found):
        writer.writerow([escape_formula(value) for value in row])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = msg('attachment; filename="{call}-tracker.csv"', call=call)
    return response


@requires(Permission.ASK_BODIES)
def call_remind(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Remind one body, or all that have not answered."""
    found = _get_call_tracker(call)
    body = request.GET.get("body", "")
    rows = [row for row in found.to_chase if body in ("", row.body_code)]
    if body and not rows:
        raise CallNotVisible
    whom = rows[0].body_name if body else formatting.plural(len(rows), "body", "bodies")

    def save(answers: dict[str, Any]) -> str:
        told = remind_recipients(code=call, bodies=[row.body_code for row in rows], by=actor)
        if not told:
            return "Nobody new was written to: they were already today, or nobody there has an account."
        return msg("{persons} will be written to.", persons=formatting.plural(told, "person", "people"))

    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title=msg("Remind {whom}?", whom=whom),
        lead="The mail names nobody and says no more than: please look at your return. It goes once a day at most.",
        save=save,
        then=reverse("call_tracker", args=[call]),
        button="Remind",
    )


def _get_call_tracker(call: str) -> Tracker:
    return get_tracker(call, now=timezone.now(), quoted=find_quoted_bodies(call))


def _find_earlier_call(found: Tracker) -> dict[str, Any] | None:
    """The call before this one, for comparison: its counts, with "not known" where its text is silent."""
    before = [line.head for line in list_calls() if line.head.asked_on < found.head.asked_on]
    if not before or before[0].state == "draft":
        return None
    head = before[0]
    return {
        "head": head,
        "counts": get_tracker(head.code, now=timezone.now(), quoted=find_quoted_bodies(head.code)).counts,
    }


def _make_csv_rows(found: Tracker) -> list[list[Any]]:
    rows = [
        [
            row.area_name if row.area_code else "",
            row.area_code,
            row.body_name,
            row.body_code,
            row.standing.words,
            "late" if row.late else "",
            ("yes" if row.quoted else "no") if found.counts.quoted is not None else presenters.NONE_YET,
            *(_format_moment(value) for value in (row.opened_at, row.drafted_at, row.submitted_at)),
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
        [one.area_name, one.area_code, one.name, "", msg("Never due: {why}", why=one.why), *empty, ""]
        for one in found.not_asked_rows
    ]


def _format_moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""
