"""The national view of a network: what bodies answered to calls, and the published figures of the country."""

import datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from handrail.areas.calls.models import Call
from handrail.areas.calls.states_and_kinds import CallState, ReturnState
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.publication.area_strip import STRIP, KeyFigure, make_key_figure
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.queries import list_published_quarters, read_area_figures

MOST_CALLS = 10


class SentCallForReturnsRow(NamedTuple):
    """A call that was sent. `asked` is None where the record is not complete: silence is then not known."""

    code: str
    title: str
    state: str
    submitted: int
    asked: int | None
    deadline: datetime.datetime
    late: int  # asked and without a return after the deadline; none before it or where that is not known


class NationalFiguresForGroups(NamedTuple):
    """`when` is empty where nothing is published yet."""

    calls: list[SentCallForReturnsRow]
    when: str
    figures: list[KeyFigure]


def get_national_figures_for_groups() -> NationalFiguresForGroups:
    """Returns of calls by their status, and the newest published quarter of the country. Three statements."""
    submitted = Q(asked__answer__state=ReturnState.SUBMITTED.value)
    rows = (
        Call.objects.exclude(state=CallState.DRAFT.value)
        .annotate(asked_count=Count("asked"), submitted_count=Count("asked", filter=submitted))
        .order_by("-deadline", "-pk")[:MOST_CALLS]
    )
    calls = [
        SentCallForReturnsRow(
            row.code,
            row.title,
            row.get_state_display(),
            row.submitted_count,
            row.asked_count if row.complete_record else None,
            row.deadline,
            _count_late_returns(row.asked_count, row.submitted_count, row) if row.complete_record else 0,
        )
        for row in rows
    ]
    quarters = [quarter.code for quarter in list_published_quarters()[:2]]
    if not quarters:
        return NationalFiguresForGroups(calls, "", [])
    found = read_area_figures(COUNTRY, quarters)
    return NationalFiguresForGroups(
        calls, format_quarter(quarters[0]), [make_key_figure(key, quarters, found) for key in STRIP]
    )


def _count_late_returns(asked: int, submitted: int, call: Call) -> int:
    return asked - submitted if call.state == CallState.OPEN.value and call.deadline < timezone.now() else 0
