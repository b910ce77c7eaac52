"""One's own recovery codes: shown once after they were made, then only how many are left."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_reset
from allauth.mfa.totp.views import ActivateTOTPView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.platform.access.authentication import list_second_factor_kinds
from handrail.platform.access.models import User
from handrail.platform.signin.actions.recovery_codes import KIND, replace_recovery_codes
from handrail.platform.signin.recovery_codes import COUNT, count_recovery_codes_left, format_recovery_code
from handrail.platform.vault import app_secret_sealing

MADE, SEALED_FOR = "recovery_codes_made", "new recovery codes"
PAGE = "mfa_view_recovery_codes"


@login_required
def show_recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes, the first time after they were made; then how many are left."""
    sealed = request.session.pop(MADE, "")
    codes = json.loads(app_secret_sealing.unseal(sealed, SEALED_FOR)) if sealed else []
    row = Authenticator.objects.filter(user=request.user.pk, type=KIND).first()
    shown = {
        "codes": [format_recovery_code(code) for code in codes],
        "left": count_recovery_codes_left(row) if row else 0,
        "total": COUNT if row else 0,
    }
    return render(request, "mfa/recovery_codes/index.html", shown)


@login_required
def make_new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ask first: those before stop working. Whoever has neither app nor passkey gets none."""
    if not list_second_factor_kinds(_get_signed_in_user(request).pk):
        return redirect("mfa_activate_totp")
    if request.method == "POST":
        return create_and_show_recovery_codes(request)
    row = Authenticator.objects.filter(user=request.user.pk, type=KIND).first()
    shown = {"form": forms.Form(), "left": count_recovery_codes_left(row) if row else 0}
    return render(request, "mfa/recovery_codes/generate.html", shown)


class SetUpAuthenticatorAppView(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Whoever sets up their first second factor gets recovery codes with it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """To the codes where they are new; else to "Your account"."""
        response: HttpResponse = super().form_valid(form)
        return response if has_recovery_codes(self.request) else create_and_show_recovery_codes(self.request)


def has_recovery_codes(request: HttpRequest) -> bool:
    """Whether whoever is signed in has any, used or not."""
    return bool(Authenticator.objects.filter(user=request.user.pk, type=KIND).exists())


def create_and_show_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make codes, and lead to the page that shows them once."""
    create_recovery_codes_in_session(request)
    return HttpResponseRedirect(reverse(PAGE))


def create_recovery_codes_in_session(request: HttpRequest) -> None:
    """Make codes. Until they are shown, the session holds them, sealed."""
    user = _get_signed_in_user(request)
    row, codes = replace_recovery_codes(user_id=user.pk)
    request.session[MADE] = app_secret_sealing.seal(json.dumps(codes), SEALED_FOR)
    authenticator_reset.send(sender=Authenticator, request=request, user=user, authenticator=row)
    messages.success(request, "You have new recovery codes.")


def _get_signed_in_user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user
