"""Whether a need is met: since when, or that it stands again."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.cases.offers.actions import needs
from handrail.people.cases.offers.forms.needs import NeedMetForm, ReopenNeedForm
from handrail.people.cases.offers.queries.choices import NeedSummary, get_need_summary
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.OFFER)
def need_met(request: HttpRequest, found: CaseContext, need_id: UUID) -> HttpResponse:
    """Mark a need as met since a day. What was offered stays as it is."""
    need = _get_need_or_deny(found, need_id)

    def save(answers: dict[str, Any]) -> str:
        needs.mark_need_met(
            case_id=found.case_id, need_id=need_id, on=answers["on"], by=found.case_access.actor
        )
        return msg("Met: {name}. What was offered stays as it is.", name=lower_first(need.name))

    form = bind_form(NeedMetForm, request, initial={"on": formatting.get_today()})
    title = msg("Is this need met: {name}?", name=lower_first(need.name))
    return process_form_action(
        request, found.case_access.actor, form, _make_act(found, title, save, "It is met")
    )


@requires_case(Permission.OFFER)
def need_again(request: HttpRequest, found: CaseContext, need_id: UUID) -> HttpResponse:
    """Let a need that was marked as met stand again."""
    need = _get_need_or_deny(found, need_id)

    def save(answers: dict[str, Any]) -> str:
        needs.reopen_need(case_id=found.case_id, need_id=need_id, by=found.case_access.actor)
        return msg("It stands again: {name}.", name=lower_first(need.name))

    title = msg("Does this need stand again: {name}?", name=lower_first(need.name))
    return process_form_action(
        request,
        found.case_access.actor,
        bind_form(ReopenNeedForm, request),
        _make_act(found, title, save, "It stands again"),
    )


def _get_need_or_deny(found: CaseContext, need_id: UUID) -> NeedSummary:
    found.case_access.needs(Kind.SUPPORT)
    if not found.case_access.inside:
        raise Denied("Only those who work on the case say whether a need is met.")
    need = get_need_summary(found.case_id, need_id)
    if need is None:
        raise NotVisible
    return need


def _make_act(found: CaseContext, title: str, save: Any, button: str) -> FormAction:
    here = reverse("case", args=[found.reference]) + "#needs"
    return FormAction(title=title, save=save, then=here, back=here, button=button)
