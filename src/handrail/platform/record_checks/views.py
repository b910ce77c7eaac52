"""How many records contradict each other, and what to do about each: for whoever keeps them right."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.record_checks.counts import get_contradiction_counts, get_record_checks
from handrail.platform.record_checks.record_check import RecordCheck
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

NAV = "record_checks"


@dataclass(frozen=True, slots=True)
class CountedRecordCheck:
    """One check with its number; `href` leads to the cases where the reader may open cases, others see references."""

    check: RecordCheck
    count: int
    href: str
    references: tuple[str, ...]


@requires_permission(Permission.CHECK_RECORDS)
def show_record_checks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts of the reader's organisation; of all of them, as numbers alone, for whoever adds organisations."""
    counts = get_contradiction_counts()
    body_id = None if actor.may(Permission.ADD_ORGANISATIONS) else actor.body_id
    rows = [
        CountedRecordCheck(
            check,
            number,
            _get_cases_href(check, actor),
            counts.get_references(check.name, body_id) if body_id else (),
        )
        for check in get_record_checks()
        if counts is not None and (number := counts.get_count(check.name, body_id))
    ]
    references = sum(len(row.references) for row in rows)
    if references:
        write_audit_record_of_read(
            who=actor.who, verb="viewed: contradictions", about=None, why=f"{references} references"
        )
    shown = {
        "rows": rows,
        "total": sum(row.count for row in rows),
        "checks": [check.sentence for check in get_record_checks()],
        "counted_at": counts.counted_at if counts else None,
        "everywhere": body_id is None,
        "body_name": actor.body_name,
    }
    return render(request, "record_checks/list.html", {**get_layout_context(request, actor, NAV), **shown})


def _get_cases_href(check: RecordCheck, actor: Actor) -> str:
    if not check.case_page or not actor.may(Permission.VIEW_CASE):
        return ""
    return reverse("contradicting_cases", args=[check.name])
