"""Actions of every origin: the list, the page of one, and adding an update."""

from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.views.overview import make_oversight_tabs
from handrail.areas.recommendations.tags import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.forms import FollowUpUpdateForm
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.followups.origins import ORIGINS, STATES
from handrail.platform.followups.queries import (
    SORTS,
    FollowUpDetail,
    FollowUpFilter,
    FollowUpList,
    get_follow_up_detail,
    get_follow_up_list,
)
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.search_page import SEARCH, ListPage, ListSearchForm, get_searched_text

FILTER_CHOICES = {
    "state": {"all": "Open and closed", **dict(STATES)},
    "origin": dict(ORIGINS),
    "due": {"overdue": "Overdue", "soon": "Due soon"},
    "whose": {"ours": "Actions for us", "theirs": "Actions for others"},
}


class FollowUpListContext(TypedDict):
    """The list of actions, with its filters. `kept`: the code of each filter that is chosen."""

    list: FollowUpList
    lines: list[presenters.FollowUpDisplay]
    kept: dict[str, str]
    typed: str
    sorted: str
    choices: Mapping[str, Mapping[str, str]]
    chosen: list[tuple[str, str]]
    tabs: list[tuple[str, str, bool]]


class FollowUpPageContext(TypedDict):
    """The page of one action."""

    page: FollowUpDetail
    action: presenters.FollowUpDisplay


class FollowUpListPage(ListPage):
    """Every action that the reader's body owns, follows up or shares."""

    permission, nav = Permission.VIEW_OVERSIGHT, NAV
    template_name = "oversight/actions.html"
    coded_fields = tuple(FILTER_CHOICES)

    def search(self, form: ListSearchForm) -> FollowUpListContext:
        given, typed = self.request.GET, form.cleaned_data["q"]
        wanted = _parse_follow_up_filter(given, typed)
        found = get_follow_up_list(self.actor, wanted)
        return {
            "list": found,
            "lines": [presenters.make_follow_up_display(row) for row in found.rows],
            "kept": {name: given.get(name, "") for name in FILTER_CHOICES},
            "typed": typed,
            "sorted": wanted.sort,
            "choices": FILTER_CHOICES,
            "chosen": _list_active_follow_up_filters(self.request, typed),
            "tabs": make_oversight_tabs("actions"),
        }


@requires_permission(Permission.VIEW_OVERSIGHT)
def follow_up_actions_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same list, whole, as a file; where its search has ended, the list says so instead."""
    typed = get_searched_text(request, actor, reverse("actions"))
    if typed is None:
        return redirect(f"{reverse('actions')}?{request.GET.urlencode()}")
    found = get_follow_up_list(actor, _parse_follow_up_filter(request.GET, typed), size=None)
    heads = (
        *("action", "owner", "person", "due", "state", "days_overdue", "promised_on", "promised_at"),
        *("title", "followed_up_by", "last_word"),
    )
    rows = (
        (
            *(row.what, row.owner.name, row.person, row.due_on, row.get_state_display(), line.late_days),
            *(row.promised_on, row.get_origin_kind_display(), row.origin_title, row.kept_by.name),
            line.last_word,
        )
        for line in found.rows
        for row in [line.record]
    )
    return make_csv_response("actions.csv", heads, rows)


@requires_permission(Permission.VIEW_OVERSIGHT)
def action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """One action with every update on it."""
    found = get_follow_up_detail(actor, action_id)
    shown: FollowUpPageContext = {"page": found, "action": presenters.make_follow_up_display(found.row)}
    return render(request, "oversight/action.html", {**get_layout_context(request, actor, NAV), **shown})


class AddFollowUpUpdatePage(ActionPage):
    """Say how an action stands."""

    permission, nav = Permission.WORK_ON_ACTIONS, NAV
    title, form_class = "Status", FollowUpUpdateForm

    @property
    def back_url(self) -> str:
        return reverse("action", args=[self.record.pk])

    @property
    def lead(self) -> str:
        return str(self.record.what)

    def load(self, action_id: UUID) -> None:
        self.row = get_follow_up_detail(self.actor, action_id).row
        self.record = self.row.record

    def get_form_kwargs(self) -> dict[str, Any]:
        now = self.record
        update = FollowUpUpdate(about=now, state=now.state, due_on=now.due_on)
        start = {"seen": now.version}
        return {"actor": self.actor, "instance": update, "initial": start, "keeps": self.row.keeps}

    def get_saved_values(self, form: FollowUpUpdateForm) -> dict[str, Any]:
        return {"state": self.record.state, "words": self.row.last_word}

    def perform(self, form: FollowUpUpdateForm) -> str:
        record_follow_up_progress(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Saved. Earlier updates stay below."


def _parse_follow_up_filter(given: Mapping[str, str], typed: str) -> FollowUpFilter:
    state = given.get("state", "") or "open"
    page_number = given.get("page", "1")
    codes = {name: given.get(name, "") for name in ("origin", "due", "whose")}
    return FollowUpFilter(
        state="" if state == "all" else state if state in dict(STATES) else "open",
        **{name: code for name, code in codes.items() if code in FILTER_CHOICES[name]},
        q=typed,
        sort=given.get("sort", "due") if given.get("sort") in SORTS else "due",
        page=int(page_number) if page_number.isdecimal() and len(page_number) < 4 else 1,
    )


def _list_active_follow_up_filters(request: HttpRequest, typed: str) -> list[tuple[str, str]]:
    chosen = [(f"“{typed}”", build_address_with_query(request, **{SEARCH: None}))] if typed else []
    for name, choices in FILTER_CHOICES.items():
        value = request.GET.get(name, "")
        if value in choices:
            chosen.append((choices[value], build_address_with_query(request, **{name: None})))
    return chosen
