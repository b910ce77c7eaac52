"""Whether a need is met: since when, or that it stands again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.casework.offers.actions import needs
from handrail.casework.offers.queries.choices import NeedHead, need_head
from handrail.kernel.saying import say, small
from handrail.web.acting import Act, act
from handrail.web.cases.forms import NeedMetForm, StandsAgainForm
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door


@case_door(Permission.OFFER)
def need_met(request: HttpRequest, found: Found, need_id: UUID) -> HttpResponse:
    """Mark a need as met since a day. What was offered stays as it is."""
    need = _need(found, need_id)

    def save(answers: dict[str, Any]) -> str:
        needs.meet_need(case_id=found.case_id, need_id=need_id, on=answers["on"], by=found.sight.actor)
        return say("Met: {name}. What was offered stays as it is.", name=small(need.name))

    form = bind(NeedMetForm, request, initial={"on": words.today()})
    title = say("Is this need met: {name}?", name=small(need.name))
    return act(request, found.sight.actor, form, _page(found, title, save, "It is met"))


@case_door(Permission.OFFER)
def need_again(request: HttpRequest, found: Found, need_id: UUID) -> HttpResponse:
    """Let a need that was marked as met stand again."""
    need = _need(found, need_id)

    def save(answers: dict[str, Any]) -> str:
        needs.need_again(case_id=found.case_id, need_id=need_id, by=found.sight.actor)
        return say("It stands again: {name}.", name=small(need.name))

    title = say("Does this need stand again: {name}?", name=small(need.name))
    return act(
        request,
        found.sight.actor,
        bind(StandsAgainForm, request),
        _page(found, title, save, "It stands again"),
    )


def _need(found: Found, need_id: UUID) -> NeedHead:
    found.sight.needs(Kind.SUPPORT)
    if not found.sight.inside:
        raise Denied("Only those who work on the case say whether a need is met.")
    need = need_head(found.case_id, need_id)
    if need is None:
        raise NotOpenToYou
    return need


def _page(found: Found, title: str, save: Any, button: str) -> Act:
    here = reverse("case", args=[found.reference]) + "#needs"
    return Act(title=title, save=save, then=here, back=here, button=button)
