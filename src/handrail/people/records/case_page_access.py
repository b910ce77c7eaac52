"""Access control of pages about one case: what of it may be seen, and the record of what was shown.

Each read of a case is recorded before the page leaves, with the kinds of information that were shown; each refusal too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.records.queries.case_lookup import (
    LONGEST_REFERENCE,
    CaseOpenToActor,
    get_case_id_for_audit,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.emergency_opening_rules import may_actor_ever_open_cases_in_emergency
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.person_row_actor import bind_actor_until_request_ends
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.case_references import (
    make_fallback_reference_letters_of_body,
    parse_case_reference,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from handrail.platform.ui import draft_recovery
from handrail.platform.ui.access_control import (
    ViewFunction,
    get_actor,
    get_audit_verb_of_page,
    record_and_render_refusal,
    render_action_not_possible,
)


def requires_case_permission(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, CaseOpenToActor, ...], HttpResponse]], ViewFunction]:
    """A page about one case, named by `reference` in the address. The view is given its context."""

    def guard(view: Callable[Concatenate[HttpRequest, CaseOpenToActor, ...], HttpResponse]) -> ViewFunction:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = get_actor(request)
            if actor is None:
                return draft_recovery.redirect_to_sign_in_keeping_typed_form(request)
            bind_actor_until_request_ends(actor)
            if request.method == "POST":
                draft_recovery.delete_recoverable_draft(request)
            try:
                policy.require_permission(actor, permission)
                found = get_case_open_to_actor_by_reference(actor, reference)
                found.case_access.require(permission)
                request.emergency_until = found.case_access.emergency_until  # type: ignore[attr-defined]
                response = view(request, found, *args, **kwargs)
            except ActionNotPossibleError as no:
                return render_action_not_possible(request, actor, no, case=reference)
            except Denied as denied:
                about = get_case_id_for_audit(reference)
                emergency_url = _get_emergency_opening_url(actor, denied, reference)
                return record_and_render_refusal(
                    request, actor, denied, view=view, about=about, emergency_url=emergency_url
                )
            _record_case_page_reading(request, actor, found, view)
            draft_recovery.set_last_user_cookie(request, response, actor.user_id)
            return response

        guarded.access_rule = permission.value  # type: ignore[attr-defined]
        return guarded

    return guard


def _get_emergency_opening_url(actor: Actor, denied: Denied, reference: str) -> str:
    """Where the case can be opened in an emergency, whether or not there is one; "" for whoever may not.

    Police open what their own force holds: they are led there by references of its own letters alone.
    """
    if not isinstance(denied, NotVisible) or not may_actor_ever_open_cases_in_emergency(actor):
        return ""
    if actor.is_police and not _does_reference_begin_with_letters_of_body(reference, actor.body_id):
        return ""
    return f"{reverse('open_in_emergency')}?{urlencode({'case': reference[:LONGEST_REFERENCE]})}"


def _does_reference_begin_with_letters_of_body(reference: str, body_id: int) -> bool:
    """Whether the reference begins with the letters of the organisation; its sides have the same."""
    body = Body.objects.select_related("parent").get(pk=body_id)
    owner = body.parent or body
    letters = owner.prefix or make_fallback_reference_letters_of_body(owner.pk)
    return parse_case_reference(reference).startswith(f"{letters}-")


def _record_case_page_reading(
    request: HttpRequest, actor: Actor, found: CaseOpenToActor, view: Callable[..., HttpResponse]
) -> None:
    if found.case_access.shown:
        shown = sorted(kind.value for kind in found.case_access.shown)
        verb = get_audit_verb_of_page(request, view)
        write_audit_record_of_read(who=actor.who, verb=verb, about=found.case_id, outcome="read", shown=shown)
