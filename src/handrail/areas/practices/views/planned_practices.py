"""What was planned and what became of it; and saying so."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.actions import record_outcome
from handrail.areas.practices.outcomes import OUTCOMES
from handrail.areas.practices.queries.library import get_library_choices
from handrail.areas.practices.queries.planned_practices import list_planned_practices
from handrail.areas.practices.queries.practice import find_practice, list_later_practices
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query


class PracticeOutcomeForm(forms.Form):
    """What became of something planned."""

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it"},
    )
    later = forms.ChoiceField(
        label="The practice it became (optional)",
        required=False,
        help_text="From a later call of the same area.",
    )
    words = forms.CharField(
        label="In your words (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who reads the library can read this. No address of a safe place.",
    )

    def __init__(self, *args: Any, later: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if later:
            self.fields["later"].choices = [("", "None of these"), *later]  # type: ignore[attr-defined]
        else:
            del self.fields["later"]


@requires(Permission.VIEW_PRACTICES)
def practices_planned(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What areas planned, each with the newest word on it."""
    known = get_library_choices()
    offered = {"area": dict(known.areas), "call": dict(known.calls), "outcome": presenters.OUTCOMES}
    wanted = {name: value for name in offered if (value := request.GET.get(name, "")) in offered[name]}
    shown = {
        "lines": list_planned_practices(actor, **wanted),
        "wanted": {"area": "", "call": "", "outcome": "", **wanted},
        "choices": known,
        "chosen": [
            (offered[name][value], with_query(request, **{name: None})) for name, value in wanted.items()
        ],
    }
    return render(
        request,
        "practices/planned.html",
        get_layout_context(request, actor, "practices") | presenters.WORDS | shown,
    )


@requires(Permission.VIEW_PRACTICES)
def practice_became(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what became of one, as its body or the collator."""
    page = find_practice(actor, key)
    if page is None or not page.may_tell:
        raise Denied("Only the body that planned this, or the collator, may say what became of it.")
    later = tuple((near.key, near.title) for near in list_later_practices(actor, key))
    form = bind_form(PracticeOutcomeForm, request, later=later)

    def save(answers: dict[str, Any]) -> str:
        record_outcome(by=actor, key=key, **answers)
        return msg(
            "{title}: {outcomes}.",
            title=page.title,
            outcomes=lower_text(presenters.OUTCOMES[answers["outcome"]]),
        )

    back = _get_return_url(request) or reverse("practice", args=[key])
    told = FormAction(title=page.title, save=save, then=back, back=back, place="practices")
    return process_form_action(request, actor, form, told)


def _get_return_url(request: HttpRequest) -> str:
    """The return from whose page this was asked: its call and body stand in the address."""
    try:
        at = [request.GET["call"], request.GET["body"]]
        return reverse("call_return", args=at) + "#planned-before"
    except (KeyError, NoReverseMatch):
        return ""
