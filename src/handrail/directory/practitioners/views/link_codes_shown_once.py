"""The code for another employer, between the page that made it and the page that shows it once."""

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from handrail.platform.access.actions_form_drafts import (
    SubmittedFormKeptForRedisplay,
    delete_submitted_form_kept_under_token,
    find_submitted_form_kept_under_token,
    save_submitted_form_for_redisplay,
)
from handrail.platform.access.actor import Actor

ONCE = "once"


def save_link_code_and_get_show_once_url(code: str, practitioner_id: UUID, actor: Actor) -> str:
    """Keep the code sealed for minutes.

    Args:
        code: as it was made.
        practitioner_id: whose entry it leads to.
        actor: who alone may see it.

    Returns:
        The address of the page that shows it once.
    """
    address = reverse("practitioner", args=[practitioner_id])
    token = save_submitted_form_for_redisplay(
        SubmittedFormKeptForRedisplay((("code", code),)), user_id=actor.user_id, address=address
    )
    return f"{address}?{ONCE}={token}"


def read_and_delete_shown_once_code(request: HttpRequest, practitioner_id: UUID, actor: Actor) -> str:
    """The code that was just made.

    Args:
        request: of the page that shows it.
        practitioner_id: whose entry it leads to.
        actor: who asks.

    Returns:
        The code; empty where there is none, or it was shown already.
    """
    token, address = request.GET.get(ONCE, ""), reverse("practitioner", args=[practitioner_id])
    kept = find_submitted_form_kept_under_token(token, user_id=actor.user_id, address=address)
    if kept is None:
        return ""
    delete_submitted_form_kept_under_token(token)
    return dict(kept.fields).get("code", "")
