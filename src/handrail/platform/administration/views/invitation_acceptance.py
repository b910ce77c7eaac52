"""Following the link of an invitation: choosing a first password, or accepting with the account that one has."""

from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.platform.access.models import User
from handrail.platform.administration.actions.invitations import (
    accept_invitation_as_signed_in,
    accept_invitation_with_password,
)
from handrail.platform.administration.forms import FirstPasswordForm
from handrail.platform.administration.invitation_links import find_invitation
from handrail.platform.administration.models import Invitation
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.access_control import public


class InvitationPageContext(TypedDict):
    """What the page of an invitation shows."""

    invitation: Invitation
    form: FirstPasswordForm
    has_account: bool
    is_owner: bool


@public("whoever is invited has no account yet: the link in their mail opens the invitation, once")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who invites to what, and accepting it."""
    found = find_invitation(token)
    if found is None:
        return redirect("invitation_ended")
    if request.method != "POST":
        return _render_invitation(request, found, FirstPasswordForm(user=found.user))
    try:
        return _accept_and_redirect(request, found)
    except ActionNotPossibleError as no:
        messages.error(request, str(no))
        return redirect(request.path)


@public("says that a link was used or has run out, and nothing of whose it was")
def invitation_ended(request: HttpRequest) -> HttpResponse:
    """The link opens nothing any more."""
    return render(request, "administration/invitation_ended.html", status=410)


def _accept_and_redirect(request: HttpRequest, found: Invitation) -> HttpResponse:
    user = request.user
    if found.user.is_active:
        if not isinstance(user, User):
            return redirect(request.path)
        accept_invitation_as_signed_in(invitation=found, by=user.actor)
        messages.success(request, "You now have another role. Choose which one to work in.")
        return redirect("own_roles")
    form = FirstPasswordForm(request.POST, user=found.user)
    if not form.is_valid():
        for error in [error for errors in form.errors.values() for error in errors]:
            messages.error(request, str(error))
        return redirect(request.path)
    accept_invitation_with_password(invitation=found, password=form.cleaned_data["password"])
    messages.success(request, "Your account is open. Sign in with your email address and your new password.")
    return redirect("account_login")


def _render_invitation(request: HttpRequest, found: Invitation, form: FirstPasswordForm) -> HttpResponse:
    shown: InvitationPageContext = {
        "invitation": found,
        "form": form,
        "has_account": found.user.is_active,
        "is_owner": request.user.pk == found.user_id,
    }
    return render(request, "administration/accept_invitation.html", shown)
