"""Outreach: the list with its alarms, one session, going out, staying longer, and coming back."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.intelligence import presenters
from handrail.areas.intelligence.actions import outreach as acts
from handrail.areas.intelligence.code_lists import COUNTS
from handrail.areas.intelligence.forms import (
    CancelOutreachForm,
    ExtendOutreachForm,
    OutreachSafeReturnForm,
    PlanOutreachSessionForm,
)
from handrail.areas.intelligence.models import OutreachSession
from handrail.areas.intelligence.presenters import NAV, IntelligenceStateTag
from handrail.areas.intelligence.queries.outreach import (
    count_overdue_outreach_sessions,
    fetch_outreach_page,
    get_outreach_session,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

STATES = {"open": "Planned and out", "back": "Back", "cancelled": "Cancelled"}


class OutreachListContext(TypedDict):
    """What intelligence/outreach.html shows."""

    tabs: list[tuple[str, str, bool]]
    states: list[tuple[str, str, bool]]
    rows: list[tuple[OutreachSession, IntelligenceStateTag]]
    page: Page[Any]
    overdue: int


class OutreachSessionPageContext(TypedDict):
    """What intelligence/session.html shows."""

    session: OutreachSession
    tag: IntelligenceStateTag
    counts: list[tuple[str, int]]


@requires_permission(Permission.RECORD_OUTREACH)
def outreach(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sessions of the reader's organisation, those due back first."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    page = fetch_outreach_page(actor, state, request.GET.get("page", ""))
    shown: OutreachListContext = {
        "tabs": presenters.make_intelligence_tabs(actor, "outreach"),
        "states": [
            (words, f"{reverse('outreach')}?state={code}", code == state) for code, words in STATES.items()
        ],
        "rows": [(row, presenters.make_outreach_session_tag(row)) for row in page],
        "page": page,
        "overdue": count_overdue_outreach_sessions(actor),
    }
    return render(request, "intelligence/outreach.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.RECORD_OUTREACH)
def outreach_session(request: HttpRequest, actor: Actor, session_id: UUID) -> HttpResponse:
    """One session: where, until when, and what was counted."""
    found = get_outreach_session(actor, session_id)
    numbers = {row.kind: row.number for row in found.counts.all()}
    shown: OutreachSessionPageContext = {
        "session": found,
        "tag": presenters.make_outreach_session_tag(found),
        "counts": [(words, numbers.get(code, 0)) for code, words in COUNTS],
    }
    return render(request, "intelligence/session.html", {**get_layout_context(request, actor, NAV), **shown})


class PlanOutreachPage(ActionPage):
    """Write down who goes out, and when they are due back."""

    permission, nav = Permission.RECORD_OUTREACH, NAV
    title, button, form_class, runs_once = (
        "Plan an outreach session",
        "Save session",
        PlanOutreachSessionForm,
        True,
    )
    lead = "If no one confirms a safe return by the due time, the person you choose is emailed."

    @property
    def back_url(self) -> str:
        return reverse("outreach")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": OutreachSession()}

    def perform(self, form: PlanOutreachSessionForm) -> str:
        made = acts.plan_outreach_session(
            form.instance,
            starts_at=form.get_start(),
            stays_behind=form.cleaned_data["stays_behind"],
            by=self.actor,
        )
        self.success_url = reverse("outreach_session", args=[made.pk])
        return msg("Saved. They are due back {when}.", when=presenters.format_moment(made.due_back_at))


class OutreachSessionActionPage(ActionPage, abstract=True):
    """What changes one session."""

    permission, nav = Permission.RECORD_OUTREACH, NAV
    record: OutreachSession

    @property
    def back_url(self) -> str:
        return reverse("outreach_session", args=[self.record.pk])

    def load(self, session_id: UUID) -> None:
        self.record = get_outreach_session(self.actor, session_id)


class ExtendOutreachPage(OutreachSessionActionPage):
    """They are safe, and stay out longer."""

    title, button, form_class = "Stay out longer", "Change the due time", ExtendOutreachForm

    def perform(self, form: ExtendOutreachForm) -> str:
        minutes, seen = int(form.cleaned_data["minutes"]), form.cleaned_data["seen"]
        acts.extend_outreach_session(self.record.pk, minutes=minutes, seen=seen, by=self.actor)
        return "The due time is changed. The alarm waits until then."


class CancelOutreachPage(OutreachSessionActionPage):
    """Nobody goes out."""

    title, button, form_class = "Cancel the session", "Cancel session", CancelOutreachForm
    lead = "No alarm will be sent. You cannot undo this: plan another session."

    def perform(self, form: CancelOutreachForm) -> str:
        acts.cancel_outreach_session(self.record.pk, seen=form.cleaned_data["seen"], by=self.actor)
        return "The session is cancelled."


class ConfirmOutreachSafeReturnPage(OutreachSessionActionPage):
    """Everybody is back, and what was counted."""

    title, button, form_class = "Confirm a safe return", "Confirm safe return", OutreachSafeReturnForm
    lead = "Numbers only. Report a worry separately, so that it can be graded."

    def get_form_kwargs(self) -> dict[str, Any]:
        counted = {row.kind: row.number for row in self.record.counts.all()}
        if self.record.returned_at:
            counted = dict.fromkeys((code for code, _ in COUNTS), 0) | counted
        return super().get_form_kwargs() | {"counted": counted}

    def perform(self, form: OutreachSafeReturnForm) -> str:
        seen = form.cleaned_data["seen"]
        acts.confirm_outreach_safe_return(self.record.pk, counts=form.get_counts(), seen=seen, by=self.actor)
        return "Safe return confirmed."
