"""The link of an invitation: signed for one invitation and one mail of it. It is made when the mail is sent."""

import logging

from django.core import signing
from django.urls import reverse

from handrail.platform.administration.models import Invitation
from handrail.platform.outbox.models import Message

log = logging.getLogger("handrail.security")

ABOUT = "invitation/"
_SALT = "handrail.administration.invitation"


def make_invitation_path_of_message(message: Message) -> str:
    """The address with which the invited person accepts; of the outbox's message, which names the invitation."""
    row = Invitation.objects.get(pk=int(message.about.removeprefix(ABOUT)), user=message.to_id)
    return make_signed_path_of_invitation_round(row)


def make_signed_path_of_invitation_round(row: Invitation) -> str:
    """The address that this round of the invitation has."""
    token = signing.dumps([row.pk, row.round, row.user_id], salt=_SALT)
    return reverse("accept_invitation", args=[token])


def find_invitation(token: str) -> Invitation | None:
    """The invitation that a link is for; None where it was used, withdrawn, sent anew, has expired or never was."""
    try:
        number, sent, user_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        log.warning("A link to an invitation that was not made here was refused.")
        return None
    row = (
        Invitation.objects.select_related("body", "user__body")
        .filter(pk=number, round=sent, user=user_id)
        .first()
    )
    return row if row is not None and row.is_open else None
