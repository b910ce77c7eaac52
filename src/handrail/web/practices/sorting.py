"""Sorting what bodies submitted: a suggestion with the words that led to it, and a person who confirms."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.assurance.practices.actions import sort_practice, take_out
from handrail.assurance.practices.queries.library import choices
from handrail.assurance.practices.queries.practice import practice_page
from handrail.assurance.practices.queries.to_sort import one_to_sort, reliability, sorted_now, to_sort
from handrail.assurance.practices.sections import SECTION, SECTION_CHOICES, paragraph_words
from handrail.assurance.practices.themes import THEMES
from handrail.kernel.saying import lower, say
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.practices import present

HINTS = {theme.code: theme.means for theme in THEMES}


class SortForm(forms.Form):
    """What a practice is about and where it stands in a report."""

    theme = forms.ChoiceField(
        label="What it is about",
        choices=[(theme.code, theme.name) for theme in THEMES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about"},
    )
    section = forms.ChoiceField(
        label="Section of the report",
        choices=[("", "Choose"), *SECTION_CHOICES],
        error_messages={"required": "Choose the section of the report"},
    )
    open_words = forms.CharField(
        label="Words that may be published (optional)",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Its own words would point to a safe venue. Write [withheld for safety] where something is left out.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, venue: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not venue:
            del self.fields["open_words"]


class OutForm(forms.Form):
    """Taking a practice out of the library."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


@door(Permission.SORT_PRACTICES)
def practices_to_sort(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits in one call, the newest unless the address names another."""
    calls = dict(choices().calls)
    asked = request.GET.get("call", "")
    call = asked if asked in calls else next(iter(calls), "")
    shown = {
        "lines": to_sort(actor, call) if call else (),
        "calls": calls,
        "call": call,
        "reliability": reliability(),
    }
    return render(
        request, "practices/to_sort.html", frame(request, actor, "practices") | present.WORDS | shown
    )


@door(Permission.SORT_PRACTICES)
def practice_sort(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Confirm one, or choose otherwise. What is suggested is chosen already, and says why."""
    told = one_to_sort(actor, key)
    if told is None:
        return render(request, "practices/not_there.html", frame(request, actor, "practices"), status=404)
    suggested = told.suggestion.theme if told.suggestion else ""
    initial = {
        "theme": told.theme or suggested,
        "section": told.section,
        "open_words": told.open_words,
        "seen": told.version,
    }
    form = bind(SortForm, request, venue=told.safe_venue, initial=initial)
    queue = f"{reverse('practices_to_sort')}?call={told.call}"

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        sort_practice(by=actor, key=key, suggested=suggested, seen_version=seen, **answers)
        return say(
            "{title} is in the library: {themes}.",
            title=told.title,
            themes=lower(present.THEMES[answers["theme"]]),
        )

    page = Act(
        title=told.title,
        save=save,
        then=queue,
        back=queue,
        button="Confirm",
        template="practices/sort.html",
        more={"told": told, "hints": HINTS, "where": paragraph_words(told.source_paragraph), **present.WORDS},
        stale=lambda bound: _versions(actor, key, bound),
        place="practices",
    )
    return act(request, actor, form, page)


@door(Permission.SORT_PRACTICES)
def practice_out(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Take out of the library what its body no longer tells."""
    page = practice_page(actor, key)
    if page is None:
        raise Denied("This practice is not in the library.")
    form = bind(OutForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        take_out(by=actor, key=key, seen_version=answers["seen"])
        return say("{title} is no longer in the library.", title=page.title)

    back = reverse("practice", args=[key])
    told = Act(
        title=say("Take out: {title}", title=page.title),
        save=save,
        then=reverse("practices"),
        back=back,
        button="Take it out of the library",
        more={"lead": "Its body no longer tells it. What was published keeps its trail."},
        stale=lambda bound: _versions(actor, key, bound),
        place="practices",
    )
    return act(request, actor, form, told)


def _versions(actor: Actor, key: str, form: forms.Form) -> dict[str, Any]:
    """Both versions side by side."""
    now = sorted_now(actor, key)
    assert now is not None  # a stale save has somebody else's version
    mine = form.cleaned_data
    theirs = {"theme": now.theme, "section": now.section, "open_words": now.open_words}
    names = {"theme": "What it is about", "section": "Section", "open_words": "Words that may be published"}
    rows = [
        (names[name], _said(name, mine[name]), _said(name, theirs[name])) for name in names if name in mine
    ]
    return {"who": now.who, "at": now.at, "rows": rows, "seen": now.version}


def _said(name: str, value: str) -> str:
    if name == "theme":
        return present.THEMES.get(value, value)
    return SECTION[value].name if name == "section" and value in SECTION else value
