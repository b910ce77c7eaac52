"""Actions, wherever they were promised: one list, one page, one way to say how they stand."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.followups.actions import say_how_it_stands
from handrail.followups.origins import ORIGINS, STATES
from handrail.followups.queries import SORTS, Wanted, action_list, action_page
from handrail.web.acting import act
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight import present
from handrail.web.oversight.acts import PLACE, page
from handrail.web.oversight.csv_file import csv_file
from handrail.web.oversight.forms import WordForm
from handrail.web.oversight.overview import tabs

CHOICES = {
    "state": {"all": "Open and closed", **dict(STATES)},
    "origin": dict(ORIGINS),
    "due": {"overdue": "Overdue", "soon": "Due soon"},
    "whose": {"ours": "Ours to do", "theirs": "Others’ to do"},
}


@door(Permission.VIEW_OVERSIGHT)
def actions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every action that the reader's body owns, follows up or shares."""
    wanted = _wanted(request)
    found = action_list(actor, wanted)
    shown = {
        "list": found,
        "lines": [present.action(row) for row in found.rows],
        "kept": {name: request.GET.get(name, "") for name in CHOICES} | {"q": wanted.q},
        "sorted": wanted.sort,
        "choices": CHOICES,
        "chosen": _chosen(request, wanted),
        "tabs": tabs("actions"),
    }
    return render(request, "oversight/actions.html", frame(request, actor, PLACE) | shown)


@door(Permission.VIEW_OVERSIGHT)
def actions_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same list, whole, as a file."""
    found = action_list(actor, _wanted(request), size=None)
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
    return csv_file("actions.csv", heads, rows)


@door(Permission.VIEW_OVERSIGHT)
def action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """One action with every word on it."""
    found = action_page(actor, action_id)
    shown = {
        "page": found,
        "action": present.action(found.line),
        "states": dict(STATES),
    }
    return render(request, "oversight/action.html", frame(request, actor, PLACE) | shown)


@door(Permission.WORK_ON_ACTIONS)
def say_action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Say how an action stands."""
    found = action_page(actor, action_id)
    start = {"state": found.line.state, "due_on": found.line.due_on, "seen": found.line.version}
    form = bind(WordForm, request, initial=start)
    if not found.keeps:
        _owner_only(form)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        say_how_it_stands(action=action_id, **answers, seen_version=seen, by=actor)
        return "Kept. What was said before stays below it."

    def both(form: forms.Form) -> dict[str, Any]:
        now = action_page(actor, action_id)
        last = now.said[-1] if now.said else None  # none: the page that was sent is not one of ours
        rows = [
            ("How it stands", dict(STATES)[form.cleaned_data["state"]], dict(STATES)[now.line.state]),
            ("Words", form.cleaned_data["words"], now.line.last_word),
        ]
        who, at = (last.who or last.body, last.at) if last else (now.line.owner, timezone.now())
        return {"who": who, "at": at, "rows": rows, "seen": now.line.version}

    here = reverse("action", args=[action_id])
    return act(request, actor, form, page("How it stands", save, here, stale=both, lead=found.line.what))


def _owner_only(form: WordForm) -> None:
    """Whoever does not follow the action up neither moves its day nor drops it."""
    del form.fields["due_on"]
    kept = [choice for choice in dict(STATES).items() if choice[0] != "dropped"]
    form.fields["state"].choices = kept  # type: ignore[attr-defined]


def _wanted(request: HttpRequest) -> Wanted:
    given = request.GET
    state = given.get("state", "") or "open"
    page_number = given.get("page", "1")
    return Wanted(
        state="" if state == "all" else state if state in dict(STATES) else "open",
        origin=given.get("origin", "") if given.get("origin") in CHOICES["origin"] else "",
        due=given.get("due", "") if given.get("due") in CHOICES["due"] else "",
        whose=given.get("whose", "") if given.get("whose") in CHOICES["whose"] else "",
        q=given.get("q", "").replace("\x00", "").strip()[:100],
        sort=given.get("sort", "due") if given.get("sort") in SORTS else "due",
        page=int(page_number) if page_number.isdecimal() and len(page_number) < 4 else 1,
    )


def _chosen(request: HttpRequest, wanted: Wanted) -> list[tuple[str, str]]:
    chosen = [(f"“{wanted.q}”", with_query(request, q=None))] if wanted.q else []
    for name, choices in CHOICES.items():
        value = request.GET.get(name, "")
        if value in choices:
            chosen.append((choices[value], with_query(request, **{name: None})))
    return chosen
