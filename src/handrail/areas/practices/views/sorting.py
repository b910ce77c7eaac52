"""Sorting what bodies submitted: a suggestion with the words that led to it, and a person who confirms."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.actions import remove_from_library, sort_practice
from handrail.areas.practices.queries.library import get_library_choices
from handrail.areas.practices.queries.practice import find_practice
from handrail.areas.practices.queries.sorting_queue import (
    find_current_sorting,
    find_sorting_queue_row,
    list_sorting_queue,
    measure_reliability,
)
from handrail.areas.practices.sections import SECTION_BY_CODE, SECTION_CHOICES, format_paragraph_name
from handrail.areas.practices.themes import THEMES
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

THEME_HINTS = {theme.code: theme.means for theme in THEMES}


class SortPracticeForm(forms.Form):
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


class RemovePracticeForm(forms.Form):
    """Taking a practice out of the library."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


@requires(Permission.SORT_PRACTICES)
def practices_to_sort(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits in one call, the newest unless the address names another."""
    calls = dict(get_library_choices().calls)
    asked = request.GET.get("call", "")
    call = asked if asked in calls else next(iter(calls), "")
    shown = {
        "lines": list_sorting_queue(actor, call) if call else (),
        "calls": calls,
        "call": call,
        "reliability": measure_reliability(),
    }
    return render(
        request,
        "practices/to_sort.html",
        get_layout_context(request, actor, "practices") | presenters.WORDS | shown,
    )


@requires(Permission.SORT_PRACTICES)
def practice_sort(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Confirm one, or choose otherwise. What is suggested is chosen already, and says why."""
    told = find_sorting_queue_row(actor, key)
    if told is None:
        return render(
            request, "practices/not_there.html", get_layout_context(request, actor, "practices"), status=404
        )
    suggested = told.suggestion.theme if told.suggestion else ""
    initial = {
        "theme": told.theme or suggested,
        "section": told.section,
        "open_words": told.open_words,
        "seen": told.version,
    }
    form = bind_form(SortPracticeForm, request, venue=told.safe_venue, initial=initial)
    queue = f"{reverse('practices_to_sort')}?call={told.call}"

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        sort_practice(by=actor, key=key, suggested=suggested, seen_version=seen, **answers)
        return msg(
            "{title} is in the library: {themes}.",
            title=told.title,
            themes=lower_text(presenters.THEMES[answers["theme"]]),
        )

    page = FormAction(
        title=told.title,
        save=save,
        then=queue,
        back=queue,
        button="Confirm",
        template="practices/sort.html",
        more={
            "told": told,
            "hints": THEME_HINTS,
            "where": format_paragraph_name(told.source_paragraph),
            **presenters.WORDS,
        },
        stale=lambda bound: _compare_versions(actor, key, bound),
        place="practices",
    )
    return process_form_action(request, actor, form, page)


@requires(Permission.SORT_PRACTICES)
def practice_out(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Take out of the library what its body no longer tells."""
    page = find_practice(actor, key)
    if page is None:
        raise Denied("This practice is not in the library.")
    form = bind_form(RemovePracticeForm, request, initial={"seen": page.version})

    def save(answers: dict[str, Any]) -> str:
        remove_from_library(by=actor, key=key, seen_version=answers["seen"])
        return msg("{title} is no longer in the library.", title=page.title)

    back = reverse("practice", args=[key])
    told = FormAction(
        title=msg("Take out: {title}", title=page.title),
        save=save,
        then=reverse("practices"),
        back=back,
        button="Take it out of the library",
        more={"lead": "Its body no longer tells it. What was published keeps its trail."},
        stale=lambda bound: _compare_versions(actor, key, bound),
        place="practices",
    )
    return process_form_action(request, actor, form, told)


def _compare_versions(actor: Actor, key: str, form: forms.Form) -> dict[str, Any]:
    """Both versions side by side."""
    now = find_current_sorting(actor, key)
    assert now is not None  # a stale save has somebody else's version
    mine = form.cleaned_data
    theirs = {"theme": now.theme, "section": now.section, "open_words": now.open_words}
    names = {"theme": "What it is about", "section": "Section", "open_words": "Words that may be published"}
    rows = [
        (names[name], _format_field_value(name, mine[name]), _format_field_value(name, theirs[name]))
        for name in names
        if name in mine
    ]
    return {"who": now.who, "at": now.at, "rows": rows, "seen": now.version}


def _format_field_value(name: str, value: str) -> str:
    if name == "theme":
        return presenters.THEMES.get(value, value)
    return SECTION_BY_CODE[value].name if name == "section" and value in SECTION_BY_CODE else value
