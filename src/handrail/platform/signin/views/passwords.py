"""Changing one's own password, and choosing another by a link in a mail."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.access.sessions import hash_session_key
from handrail.platform.signin.actions import passwords
from handrail.platform.signin.forms import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm
from handrail.platform.signin.password_links import find_account_of_link
from handrail.platform.signin.views.secret_forms import SecretInputActionPage
from handrail.platform.ui.access_control import public
from handrail.platform.vault import app_secret_sealing
from handrail.platform.vault.errors import DecryptionError

LINK, SEALED_FOR = "password_link", "link to choose a password"


class ChangePasswordPage(SecretInputActionPage):
    """Another password, by whoever knows the one in use."""

    permission, form_class = Permission.VIEW_RULES, ChangePasswordForm
    title, button = "Change your password", "Change password"
    lead = "You stay signed in here. You are signed out everywhere else."
    back_url = property(lambda self: reverse("your_account"))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user}

    def perform(self, form: ChangePasswordForm) -> str:
        user = passwords.change_own_password(
            password=form.cleaned_data["new_password"],
            session_hash=hash_session_key(self.request.session.session_key or ""),
            by=self.actor,
        )
        update_session_auth_hash(self.request, user)
        return "Your password is changed."


@public("somebody who cannot sign in asks for a link; the answer is the same whoever asks")
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask for a link. Nothing in the answer tells whether there is such an account."""
    form = ForgottenPasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "signin/forgotten_password.html", {"form": form})
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="reset_password", key=email):
        return render(request, "429.html", status=429)
    passwords.request_password_reset(email=email)
    return HttpResponseRedirect(reverse("password_link_sent"))


@public("the same page for everybody who asked for a link")
def password_link_sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "signin/password_link_sent.html")


@public("whoever opens the link of a mail: it is signed, and works once")
def open_password_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link out of the address, so that no page is shown under it."""
    if request.user.is_authenticated:
        logout(request)
    request.session[LINK] = app_secret_sealing.seal(token, SEALED_FOR)
    return HttpResponseRedirect(reverse("choose_password"))


@public("whoever opened the link of a mail: it is signed, and works once")
def choose_password(request: HttpRequest) -> HttpResponse:
    """Choose a password. Signing in, with the second factor, comes after."""
    token = _get_password_link_token(request)
    user = find_account_of_link(token)
    if user is None:
        return render(request, "signin/password_link_ended.html")
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        first = not user.has_usable_password()
        return render(request, "signin/choose_password.html", {"form": form, "first": first})
    chosen = form.cleaned_data["new_password"]
    if not passwords.choose_password_by_link(token=token, user_id=user.pk, password=chosen):
        return render(request, "signin/password_link_ended.html")
    del request.session[LINK]
    messages.success(request, "Your password is set. Sign in with it.")
    return HttpResponseRedirect(reverse("account_login"))


def _get_password_link_token(request: HttpRequest) -> str:
    try:
        return app_secret_sealing.unseal(request.session.get(LINK, ""), SEALED_FOR)
    except DecryptionError:
        return ""
