"""What was planned and what became of it; and saying so."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.roles import Permission
from handrail.assurance.practices.actions import tell_outcome
from handrail.assurance.practices.outcomes import OUTCOMES
from handrail.assurance.practices.queries.library import choices
from handrail.assurance.practices.queries.planned import planned
from handrail.assurance.practices.queries.practice import later_practices, practice_page
from handrail.kernel.saying import lower, say
from handrail.web.acting import Act, act
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.practices import present


class BecameForm(forms.Form):
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


@door(Permission.VIEW_PRACTICES)
def practices_planned(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What areas planned, each with the newest word on it."""
    known = choices()
    offered = {"area": dict(known.areas), "call": dict(known.calls), "outcome": present.OUTCOMES}
    wanted = {name: value for name in offered if (value := request.GET.get(name, "")) in offered[name]}
    shown = {
        "lines": planned(actor, **wanted),
        "wanted": {"area": "", "call": "", "outcome": "", **wanted},
        "choices": known,
        "chosen": [
            (offered[name][value], with_query(request, **{name: None})) for name, value in wanted.items()
        ],
    }
    return render(
        request, "practices/planned.html", frame(request, actor, "practices") | present.WORDS | shown
    )


@door(Permission.VIEW_PRACTICES)
def practice_became(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Say what became of one, as its body or the collator."""
    page = practice_page(actor, key)
    if page is None or not page.may_tell:
        raise Denied("Only the body that planned this, or the collator, may say what became of it.")
    later = tuple((near.key, near.title) for near in later_practices(actor, key))
    form = bind(BecameForm, request, later=later)

    def save(answers: dict[str, Any]) -> str:
        tell_outcome(by=actor, key=key, **answers)
        return say(
            "{title}: {outcomes}.", title=page.title, outcomes=lower(present.OUTCOMES[answers["outcome"]])
        )

    back = _came_from(request) or reverse("practice", args=[key])
    told = Act(title=page.title, save=save, then=back, back=back, place="practices")
    return act(request, actor, form, told)


def _came_from(request: HttpRequest) -> str:
    """The return from whose page this was asked: its call and body stand in the address."""
    try:
        at = [request.GET["call"], request.GET["body"]]
        return reverse("call_return", args=at) + "#planned-before"
    except (KeyError, NoReverseMatch):
        return ""
