"""The list of calls, and one call."""

import datetime
from types import ModuleType
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions.returns import record_when_body_first_opened_call
from handrail.areas.calls.queries.calls import (
    AskedCallWithAnswerCountsRow,
    CallDetail,
    ReceivedCallRow,
    get_call_detail,
    list_all_calls_with_answer_counts,
    list_calls_received_by_bodies_of_actor,
)
from handrail.areas.calls.states_and_kinds import QUESTION_KINDS
from handrail.areas.calls.views.base_pages import get_calls_section_layout_context
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission


class CallsPageContext(TypedDict):
    """What calls/list.html shows."""

    asks: bool
    lines: tuple[AskedCallWithAnswerCountsRow, ...] | tuple[ReceivedCallRow, ...]
    now: datetime.datetime
    present: ModuleType
    writes: bool


@requires_permission(Permission.VIEW_CALLS)
def calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Calls: all of them for those who ask; for a body those that it, or its predecessor, was asked."""
    now = timezone.now()
    asks = actor.may(Permission.ASK_BODIES)
    shown: CallsPageContext = {
        "asks": asks,
        "lines": list_all_calls_with_answer_counts()
        if asks
        else list_calls_received_by_bodies_of_actor(actor, now),
        "now": now,
        "present": presenters,
        "writes": actor.may(Permission.WRITE_RETURN),
    }
    return render(request, "calls/list.html", get_calls_section_layout_context(request, actor, **shown))


class CallPageContext(TypedDict):
    """What calls/call.html shows."""

    call: CallDetail
    asks: bool
    ours: list[ReceivedCallRow]
    now: datetime.datetime
    present: ModuleType
    kinds: dict[str, str]


@requires_permission(Permission.VIEW_CALLS)
def call(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """One call: what it asks, which bodies, until when."""
    page = get_call_detail(call, actor)
    asks = actor.may(Permission.ASK_BODIES)
    ours = (
        []
        if asks
        else [
            line
            for line in list_calls_received_by_bodies_of_actor(actor, timezone.now())
            if line.head.code == call
        ]
    )
    for line in ours:
        record_when_body_first_opened_call(call=call, body=line.body_code, by=actor)
    shown: CallPageContext = {
        "call": page,
        "asks": asks,
        "ours": ours,
        "now": timezone.now(),
        "present": presenters,
        "kinds": dict(QUESTION_KINDS),
    }
    return render(request, "calls/call.html", get_calls_section_layout_context(request, actor, **shown))
