"""The tracker: on one page, and in one CSV file."""

import csv
import io
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.reminders import remind
from handrail.assurance.calls.files.safe import cell
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.calls import all_calls, call_page
from handrail.assurance.calls.queries.tracker import Tracker, tracker
from handrail.kernel.saying import say
from handrail.web.calls import present
from handrail.web.calls.parts import do, framed
from handrail.web.calls.quoted import quoted_by
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door

HEAD = (
    *("Area", "Area code", "Body", "Body code", "State", "Late", "Quoted", "Opened", "Drafted", "Submitted"),
    *("Questions answered", "Questions", "Practices", "Comment", "Times written to", "Reminder delivered"),
    "Governed now by",
)


@door(Permission.ASK_BODIES)
def call_tracker(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Who was asked, who has answered, whom to ring."""
    found = _tracker(call)
    drawn, width, height = present.tiles(found)
    shown = {
        "found": found,
        "call": call_page(call, actor),
        "tiles": drawn,
        "width": width,
        "height": height,
        "figures": present.figures(found),
        "earlier": _earlier(found),
        "now": timezone.now(),
        "present": present,
    }
    return render(request, "calls/tracker.html", framed(request, actor, **shown))


@door(Permission.ASK_BODIES)
def tracker_csv(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """The same facts as a file: one row for each body, and for each that was never due."""
    found = _tracker(call)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for row in _lines(found):
        writer.writerow([cell(value) for value in row])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = say('attachment; filename="{call}-tracker.csv"', call=call)
    return response


@door(Permission.ASK_BODIES)
def call_remind(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Remind one body, or all that have not answered."""
    found = _tracker(call)
    body = request.GET.get("body", "")
    rows = [row for row in found.to_chase if body in ("", row.body_code)]
    if body and not rows:
        raise NoCallHere
    whom = rows[0].body_name if body else words.plural(len(rows), "body", "bodies")

    def save(answers: dict[str, Any]) -> str:
        told = remind(code=call, bodies=[row.body_code for row in rows], by=actor)
        if not told:
            return "Nobody new was written to: they were already today, or nobody there has an account."
        return say("{persons} will be written to.", persons=words.plural(told, "person", "people"))

    return do(
        request,
        actor,
        bind(forms.Form, request),
        title=say("Remind {whom}?", whom=whom),
        lead="The mail names nobody and says no more than: please look at your return. It goes once a day at most.",
        save=save,
        then=reverse("call_tracker", args=[call]),
        button="Remind",
    )


def _tracker(call: str) -> Tracker:
    return tracker(call, now=timezone.now(), quoted=quoted_by(call))


def _earlier(found: Tracker) -> dict[str, Any] | None:
    """The call before this one, for comparison: its counts, with "not known" where its text is silent."""
    before = [line.head for line in all_calls() if line.head.asked_on < found.head.asked_on]
    if not before or before[0].state == "draft":
        return None
    head = before[0]
    return {
        "head": head,
        "counts": tracker(head.code, now=timezone.now(), quoted=quoted_by(head.code)).counts,
    }


def _lines(found: Tracker) -> list[list[Any]]:
    rows = [
        [
            row.area_name if row.area_code else "",
            row.area_code,
            row.body_name,
            row.body_code,
            row.standing.words,
            "late" if row.late else "",
            ("yes" if row.quoted else "no") if found.counts.quoted is not None else present.NONE_YET,
            *(_moment(value) for value in (row.opened_at, row.drafted_at, row.submitted_at)),
            row.answered_questions,
            row.questions,
            row.practices,
            row.comment,
            row.told.occasions,
            ("no" if row.told.undelivered else "yes") if row.told.occasions else "",
            row.governed_now,
        ]
        for row in found.rows
    ]
    empty = [""] * 11
    return rows + [
        [one.area_name, one.area_code, one.name, "", say("Never due: {why}", why=one.why), *empty, ""]
        for one in found.never_due
    ]


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""
