"""What was planned and what became of it; and saying so."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.actions import record_outcome_of_planned_practice
from handrail.areas.practices.forms import PracticeOutcomeForm
from handrail.areas.practices.models import PracticeOutcome
from handrail.areas.practices.queries.library import (
    PracticeLibraryChoices,
    get_practice_library_filter_choices,
)
from handrail.areas.practices.queries.planned_practices import PlannedPracticeRow, list_planned_practices
from handrail.areas.practices.queries.practice_detail import find_practice_detail, list_later_practices
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query


class PracticesPlannedPageContext(TypedDict):
    """What practices/planned.html shows."""

    lines: tuple[PlannedPracticeRow, ...]
    wanted: dict[str, str]
    choices: PracticeLibraryChoices
    chosen: list[tuple[str, str]]


@requires_permission(Permission.VIEW_PRACTICES)
def planned_practices_with_outcomes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What areas planned, each with the newest word on it."""
    known = get_practice_library_filter_choices()
    offered = {"area": dict(known.areas), "call": dict(known.calls), "outcome": presenters.OUTCOMES}
    wanted = {name: value for name in offered if (value := request.GET.get(name, "")) in offered[name]}
    shown: PracticesPlannedPageContext = {
        "lines": list_planned_practices(actor, **wanted),
        "wanted": {"area": "", "call": "", "outcome": "", **wanted},
        "choices": known,
        "chosen": [
            (offered[name][value], build_address_with_query(request, **{name: None}))
            for name, value in wanted.items()
        ],
    }
    return render(
        request,
        "practices/planned.html",
        {**get_layout_context(request, actor, "practices"), **presenters.WORDS, **shown},
    )


class RecordPracticeOutcomePage(ActionPage):
    """Say what became of one, as its body or the collator."""

    permission, nav = Permission.VIEW_PRACTICES, "practices"
    form_class = PracticeOutcomeForm

    @property
    def title(self) -> str:
        return self.found.title

    @property
    def back_url(self) -> str:
        return _get_call_return_url(self.request) or reverse("practice", args=[self.key])

    def load(self, key: str) -> None:
        found = find_practice_detail(self.actor, key)
        if found is None or not found.may_tell:
            raise Denied(
                "Only the organisation that planned this, or the collator, can record what happened."
            )
        self.key, self.found = key, found

    def get_form_kwargs(self) -> dict[str, Any]:
        later = tuple((near.key, near.title) for near in list_later_practices(self.actor, self.key))
        return {"actor": self.actor, "instance": PracticeOutcome(), "later": later}

    def perform(self, form: PracticeOutcomeForm) -> str:
        answers = form.cleaned_data
        record_outcome_of_planned_practice(by=self.actor, key=self.key, **answers)
        return msg(
            "{title}: {outcomes}.",
            title=self.found.title,
            outcomes=lower_text(presenters.OUTCOMES[answers["outcome"]]),
        )


def _get_call_return_url(request: HttpRequest) -> str:
    """The return from whose page this was asked, if the address names its call and body."""
    try:
        at = [request.GET["call"], request.GET["body"]]
        return reverse("call_return", args=at) + "#planned-before"
    except (KeyError, NoReverseMatch):
        return ""
