"""A colleague lost the phone with the app, and has no recovery code: the next sign-in sets up another."""

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.lost_device_and_leaver_actions import remove_second_factor, sign_out_everywhere
from handrail.platform.administration.actions.staff_roles import lock_body_and_colleague
from handrail.platform.administration.permissions import require_user_other_than_actor
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

ELSEWHERE = "Their account belongs to another organisation. Its administrator resets how they sign in."


@transaction.atomic
def reset_second_factor_of_colleague(*, user_id: int, because: str, by: Actor) -> None:
    """Forget the app, passkeys and recovery codes of a colleague, end their sessions, and tell them by mail.

    Args:
        user_id: whose.
        because: how it was made sure that it is they who ask (docs/security/signing-in.md).
        by: an administrator of the organisation that their account belongs to.

    Raises:
        Denied: it is the actor's own.
        NotVisible: they do not work for the organisation.
        ActionNotPossibleError: their account is another organisation's.
    """
    body, user = lock_body_and_colleague(user_id, by)
    require_user_other_than_actor(user_id, by)
    if user.body_id != body.pk:
        raise ActionNotPossibleError(ELSEWHERE)
    remove_second_factor(user, because=because, by=by.who)
    sign_out_everywhere(user, by=by.who)
    occasion = f"second_factor/{user.pk}/{timezone.now():%Y-%m-%dT%H:%M:%S.%f}"
    queue_messages(kind="sign_in_changed", occasion=occasion, about="", path="/account/", to=[user.pk])
