"""allauth's pages of passkeys, where ours differ."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from handrail.platform.signin.passkeys import list_passkey_algorithms
from handrail.platform.signin.views.recovery_codes import create_and_show_recovery_codes, has_recovery_codes

KEEP_ONE = "You need an authenticator app or another passkey before you can remove this one."


class PasskeysView(views.ListWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """One's own passkeys."""

    def get_queryset(self) -> list[Authenticator]:
        """All of them, before the page is drawn."""
        return list(super().get_queryset().order_by("pk"))


class AddPasskeyView(views.AddWebAuthnView):  # type: ignore[misc]
    """Asks for a passkey that is kept on the device and verifies its user."""

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """With a challenge for one try.

        Returns:
            The template's variables: form, and creation_options under js_data.
        """
        shown: dict[str, Any] = super().get_context_data(**said)
        options = auth.begin_registration(self.request.user, passwordless=True)
        asked = options["publicKey"]
        asked["pubKeyCredParams"] = [
            one for one in asked["pubKeyCredParams"] if one["alg"] in list_passkey_algorithms()
        ]
        return shown | {"js_data": {"creation_options": options}}

    def form_valid(self, form: Any) -> HttpResponse:
        """To the codes where they are new; else to the list."""
        response: HttpResponse = super().form_valid(form)
        return response if has_recovery_codes(self.request) else create_and_show_recovery_codes(self.request)

    def get_success_url(self) -> str:
        return reverse("mfa_list_webauthn")


class RemovePasskeyView(views.RemoveWebAuthnView):  # type: ignore[misc]
    """The last second factor stays: nobody takes away alone what keeps others out."""

    success_url = reverse_lazy("mfa_list_webauthn")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it, unless nothing else is left."""
        others = Authenticator.objects.filter(user=request.user).exclude(pk=kwargs["pk"])
        if not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            messages.error(request, KEEP_ONE)
            return HttpResponseRedirect(reverse("mfa_list_webauthn"))
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response
