"""Sorting what bodies submitted: a suggestion with the words that led to it, and a person who confirms."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.actions import (
    remove_practice_from_library,
    sort_practice_into_theme_and_section,
)
from handrail.areas.practices.forms import ClassifyPracticeForm, RemovePracticeFromLibraryForm
from handrail.areas.practices.models import Practice
from handrail.areas.practices.queries.library import get_practice_library_filter_choices
from handrail.areas.practices.queries.practice_detail import find_practice_detail
from handrail.areas.practices.queries.sorting_queue import (
    PracticeClassificationQueueRow,
    ThemeSuggestionReliability,
    find_classified_practice,
    find_practice_row_for_classification,
    list_practices_waiting_for_classification,
    measure_theme_suggestion_reliability,
)
from handrail.areas.practices.sections import format_paragraph_name
from handrail.areas.practices.themes import THEMES
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

THEME_HINTS = {theme.code: theme.means for theme in THEMES}


class PracticesToSortPageContext(TypedDict):
    """What practices/to_sort.html shows."""

    lines: tuple[PracticeClassificationQueueRow, ...]
    calls: dict[str, str]
    call: str
    reliability: ThemeSuggestionReliability


@requires_permission(Permission.SORT_PRACTICES)
def practices_to_classify(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits in one call, the newest unless the address names another."""
    calls = dict(get_practice_library_filter_choices().calls)
    asked = request.GET.get("call", "")
    call = asked if asked in calls else next(iter(calls), "")
    shown: PracticesToSortPageContext = {
        "lines": list_practices_waiting_for_classification(actor, call) if call else (),
        "calls": calls,
        "call": call,
        "reliability": measure_theme_suggestion_reliability(),
    }
    return render(
        request,
        "practices/to_sort.html",
        {**get_layout_context(request, actor, "practices"), **presenters.WORDS, **shown},
    )


class PracticeClassificationActionPage(ActionPage, abstract=True):
    """What changes how one practice is sorted. A concurrent edit is shown with its theme, section and open words."""

    permission, nav = Permission.SORT_PRACTICES, "practices"

    def load(self, key: str) -> None:
        self.key, self.record = key, find_classified_practice(self.actor, key)

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        return {name: getattr(self.record, name) for name in ("theme", "section", "open_words")}


class ClassifyPracticeContext(presenters.PracticeDisplayLabels):
    """One practice to sort, beside the form. `hints`: what each theme means; `where`: the paragraph of the source."""

    told: PracticeClassificationQueueRow
    hints: dict[str, str]
    where: str


class ClassifyPracticePage(PracticeClassificationActionPage):
    """Confirm one, or choose otherwise. What is suggested is chosen already, and says why."""

    form_class, button, template_name = ClassifyPracticeForm, "Confirm", "practices/sort.html"
    told: PracticeClassificationQueueRow

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What no submitted return tells has a page of its own, which says where to look."""
        told = find_practice_row_for_classification(self.actor, kwargs["key"])
        if told is None:
            context = get_layout_context(request, self.actor, self.nav)
            return render(request, "practices/not_there.html", context, status=404)
        self.told = told
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self) -> str:
        return self.told.title

    @property
    def back_url(self) -> str:
        return f"{reverse('practices_to_sort')}?call={self.told.call}"

    @property
    def suggested(self) -> str:
        """The code of the suggested theme, or empty."""
        return self.told.suggestion.theme if self.told.suggestion else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        told, instance = self.told, self.record or Practice()
        start = {"theme": told.theme or self.suggested, "section": told.section, "seen": told.version}
        return {"actor": self.actor, "instance": instance, "venue": told.safe_venue, "initial": start}

    def get_context_data(self) -> ClassifyPracticeContext:
        where = format_paragraph_name(self.told.source_paragraph)
        return {"told": self.told, "hints": THEME_HINTS, "where": where, **presenters.WORDS}

    def perform(self, form: ClassifyPracticeForm) -> str:
        answers = dict(form.cleaned_data)
        seen = answers.pop("seen")
        sort_practice_into_theme_and_section(
            by=self.actor, key=self.key, suggested=self.suggested, seen=seen, **answers
        )
        return msg(
            "{title} added to the library: {themes}.",
            title=self.told.title,
            themes=lower_text(presenters.THEMES[answers["theme"]]),
        )


class RemovePracticeFromLibraryPage(PracticeClassificationActionPage):
    """Take out of the library what its body no longer tells."""

    form_class, button = RemovePracticeFromLibraryForm, "Remove from the library"
    lead = "Its organisation no longer reports it. Published editions keep it."

    @property
    def title(self) -> str:
        return msg("Remove: {title}", title=self.found.title)

    @property
    def back_url(self) -> str:
        return reverse("practice", args=[self.key])

    def load(self, key: str) -> None:
        super().load(key)
        found = find_practice_detail(self.actor, key)
        if found is None:
            raise Denied("This practice is not in the library.")
        self.found = found

    def perform(self, form: RemovePracticeFromLibraryForm) -> str:
        remove_practice_from_library(by=self.actor, key=self.key, seen=form.cleaned_data["seen"])
        self.success_url = reverse("practices")
        return msg("{title} removed from the library.", title=self.found.title)
