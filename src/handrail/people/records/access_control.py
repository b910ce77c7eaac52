"""Access control of pages about one case: what of it may be seen, and the record of what was shown.

Each read of a case is recorded before the page leaves, with the kinds of information that were shown; each refusal too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpRequest, HttpResponse

from handrail.people.records.queries.case_lookup import (
    CaseContext,
    get_case_id_for_audit,
    get_visible_case_context,
)
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui import draft_recovery
from handrail.platform.ui.access_control import (
    ViewFunction,
    get_actor,
    get_audit_verb_of_view,
    render_action_not_possible,
    render_refusal,
)


def requires_case(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, CaseContext, ...], HttpResponse]], ViewFunction]:
    """A page about one case, named by `reference` in the address. The view is given its context."""

    def guard(view: Callable[Concatenate[HttpRequest, CaseContext, ...], HttpResponse]) -> ViewFunction:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = get_actor(request)
            if actor is None:
                return draft_recovery.redirect_keeping_draft(request)
            if request.method == "POST":
                draft_recovery.discard_unsaved_draft(request)
            try:
                policy.require_permission(actor, permission)
                found = get_visible_case_context(actor, reference)
                found.case_access.require(permission)
                response = view(request, found, *args, **kwargs)
            except ActionNotPossibleError as no:
                return render_action_not_possible(request, actor, no, case=reference)
            except Denied as denied:
                about = get_case_id_for_audit(reference)
                record_read(
                    who=actor.who,
                    verb=get_audit_verb_of_view(view),
                    about=about,
                    outcome="refused",
                    why=str(denied),
                )
                return render_refusal(request, denied)
            _record_read(actor, found, view)
            draft_recovery.remember_last_user(request, response, actor.user_id)
            return response

        guarded.access_rule = permission.value  # type: ignore[attr-defined]
        return guarded

    return guard


def _record_read(actor: Actor, found: CaseContext, view: Callable[..., HttpResponse]) -> None:
    if found.case_access.shown:
        shown = sorted(kind.value for kind in found.case_access.shown)
        record_read(
            who=actor.who, verb=get_audit_verb_of_view(view), about=found.case_id, outcome="read", shown=shown
        )
