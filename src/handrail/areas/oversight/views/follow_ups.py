"""Actions of every origin: the list, the page of one, and adding an update."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.oversight import presenters
from handrail.areas.oversight.forms import ActionStatusForm
from handrail.areas.oversight.views.overview import make_oversight_tabs
from handrail.areas.recommendations.tags import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.actions import record_progress
from handrail.platform.followups.origins import ORIGINS, STATES
from handrail.platform.followups.queries import SORTS, FollowUpFilter, get_follow_up_detail, list_follow_ups
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query

FILTER_CHOICES = {
    "state": {"all": "Open and closed", **dict(STATES)},
    "origin": dict(ORIGINS),
    "due": {"overdue": "Overdue", "soon": "Due soon"},
    "whose": {"ours": "Ours to do", "theirs": "Others’ to do"},
}


@requires(Permission.VIEW_OVERSIGHT)
def actions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every action that the reader's body owns, follows up or shares."""
    wanted = _make_filter(request)
    found = list_follow_ups(actor, wanted)
    shown = {
        "list": found,
        "lines": [presenters.present_action(row) for row in found.rows],
        "kept": {name: request.GET.get(name, "") for name in FILTER_CHOICES} | {"q": wanted.q},
        "sorted": wanted.sort,
        "choices": FILTER_CHOICES,
        "chosen": _list_active_filters(request, wanted),
        "tabs": make_oversight_tabs("actions"),
    }
    return render(request, "oversight/actions.html", get_layout_context(request, actor, NAV) | shown)


@requires(Permission.VIEW_OVERSIGHT)
def actions_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same list, whole, as a file."""
    found = list_follow_ups(actor, _make_filter(request), size=None)
    heads = (
        *("action", "owner", "person", "due", "state", "days_overdue", "promised_on", "promised_at"),
        *("title", "followed_up_by", "last_word"),
    )
    rows = (
        (
            *(row.what, row.owner, row.person, row.due_on, dict(STATES)[row.state], row.late_days),
            *(row.promised_on, dict(ORIGINS)[row.origin_kind], row.origin_title, row.kept_by, row.last_word),
        )
        for row in found.rows
    )
    return make_csv_response("actions.csv", heads, rows)


@requires(Permission.VIEW_OVERSIGHT)
def action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """One action with every update on it."""
    found = get_follow_up_detail(actor, action_id)
    shown = {
        "page": found,
        "action": presenters.present_action(found.line),
        "states": dict(STATES),
    }
    return render(request, "oversight/action.html", get_layout_context(request, actor, NAV) | shown)


@dataclass(frozen=True, slots=True)
class SavedWord:
    """Who said last how an action stands, for the page that shows both versions."""

    version: int
    changed_by: Any
    changed_at: datetime


class SayActionPage(ActionPage):
    """Say how an action stands."""

    permission, nav = Permission.WORK_ON_ACTIONS, NAV
    title, form_class = "How it stands", ActionStatusForm

    @property
    def back_url(self) -> str:
        return reverse("action", args=[self.found.line.id])

    @property
    def lead(self) -> str:
        return self.found.line.what

    def load(self, action_id: UUID) -> None:
        self.found = get_follow_up_detail(self.actor, action_id)
        line, last = self.found.line, self.found.said[-1] if self.found.said else None
        who, at = (last.who or last.body, last.at) if last else (line.owner, timezone.now())
        self.record = SavedWord(line.version, SimpleNamespace(name=who), at)

    def get_form_kwargs(self) -> dict[str, Any]:
        line = self.found.line
        start = {"state": line.state, "due_on": line.due_on, "seen": line.version}
        return {"initial": start, "keeps": self.found.keeps}

    def get_saved_values(self, form: ActionStatusForm) -> dict[str, Any]:
        return {"state": self.found.line.state, "words": self.found.line.last_word}

    def perform(self, form: ActionStatusForm) -> str:
        answers = dict(form.cleaned_data)
        seen = answers.pop("seen")
        record_progress(action=self.found.line.id, **answers, seen=seen, by=self.actor)
        return "Kept. What was said before stays below it."


def _make_filter(request: HttpRequest) -> FollowUpFilter:
    given = request.GET
    state = given.get("state", "") or "open"
    page_number = given.get("page", "1")
    return FollowUpFilter(
        state="" if state == "all" else state if state in dict(STATES) else "open",
        origin=given.get("origin", "") if given.get("origin") in FILTER_CHOICES["origin"] else "",
        due=given.get("due", "") if given.get("due") in FILTER_CHOICES["due"] else "",
        whose=given.get("whose", "") if given.get("whose") in FILTER_CHOICES["whose"] else "",
        q=given.get("q", "").replace("\x00", "").strip()[:100],
        sort=given.get("sort", "due") if given.get("sort") in SORTS else "due",
        page=int(page_number) if page_number.isdecimal() and len(page_number) < 4 else 1,
    )


def _list_active_filters(request: HttpRequest, wanted: FollowUpFilter) -> list[tuple[str, str]]:
    chosen = [(f"“{wanted.q}”", with_query(request, q=None))] if wanted.q else []
    for name, choices in FILTER_CHOICES.items():
        value = request.GET.get(name, "")
        if value in choices:
            chosen.append((choices[value], with_query(request, **{name: None})))
    return chosen
