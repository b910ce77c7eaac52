"""Inviting somebody to the organisation, sending the mail again, withdrawing."""

from typing import Any

from django.urls import reverse

from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission, Role
from handrail.platform.administration.actions.invitations import (
    invite_user_to_role_at_organisation,
    send_invitation_again,
    withdraw_invitation,
)
from handrail.platform.administration.forms import InviteUserToRoleForm
from handrail.platform.administration.models import Invitation
from handrail.platform.administration.roles_by_body_kind import list_roles_of_body_kind
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm

INVITED = "Invitation sent to {email}. The link works once, for {days} days."


class InviteUserToRolePage(ActionPage):
    """Invite somebody to work for the organisation, or to a further role."""

    asks_again = True
    permission, nav = Permission.ADMINISTER, "administration"
    title, form_class, runs_once = "Invite a colleague", InviteUserToRoleForm, True
    button = "Send the invitation"

    @property
    def back_url(self) -> str:
        return reverse("administration")

    @property
    def lead(self) -> str:
        return msg(
            "They get an email that says only that they are invited. They can see nothing at {body} until they accept.",
            body=self.actor.body_name,
        )

    def load(self) -> None:
        self.body = Body.objects.get(pk=self.actor.body_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"roles": list_roles_of_body_kind(self.body.kind)}

    def perform(self, form: InviteUserToRoleForm) -> str:
        given = form.cleaned_data
        row = invite_user_to_role_at_organisation(
            email=given["email"],
            name=given["name"],
            body=self.body,
            role=Role(given["role"]),
            work_phone=given["work_phone"],
            by=self.actor,
        )
        return describe_sent_invitation(row)


class InvitationActionPage(ActionPage, abstract=True):
    """What is done about an invitation of the organisation that nobody has accepted."""

    permission, nav = Permission.ADMINISTER, "administration"
    form_class = ConfirmForm

    @property
    def back_url(self) -> str:
        return reverse("administration")

    @property
    def lead(self) -> str:
        return msg("{name}, {role}", name=UserText(self.invitation.name), role=self.invitation.role_name)

    def load(self, number: int) -> None:
        self.invitation = get_unanswered_invitation(number, self.actor.body_id)


class SendInvitationAgainPage(InvitationActionPage):
    """Send the mail again, with more time."""

    title, button = "Send the invitation again", "Send again"

    def perform(self, form: ConfirmForm) -> str:
        return describe_sent_invitation(send_invitation_again(number=self.invitation.pk, by=self.actor))


class WithdrawInvitationPage(InvitationActionPage):
    """End an invitation that nobody has accepted."""

    title, button = "Withdraw the invitation", "Withdraw"

    def perform(self, form: ConfirmForm) -> str:
        withdraw_invitation(number=self.invitation.pk, by=self.actor)
        return "Invitation withdrawn. Its link no longer works."


def get_unanswered_invitation(number: int, body_id: int) -> Invitation:
    """An invitation of the organisation that nobody has accepted or withdrawn. Raises NotVisible."""
    row = (
        Invitation.objects.unanswered().select_related("user", "body").filter(pk=number, body=body_id).first()
    )
    if row is None:
        raise NotVisible
    return row


def describe_sent_invitation(row: Invitation) -> str:
    """The sentence that confirms a mail."""
    days = (row.expires_at - row.invited_at).days if row.round == 1 else 7
    return msg(INVITED, email=UserText(row.user.email), days=days)
