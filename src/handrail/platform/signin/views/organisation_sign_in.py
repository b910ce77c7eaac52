"""Signing in by one's organisation, linking one's account to it, and undoing that."""

import logging
from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from requests import RequestException

from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.signin.actions.organisation_links import remove_own_organisation_sign_in_link
from handrail.platform.signin.provider import IdTokenVerifyingAdapter
from handrail.platform.signin.queries.organisation_sign_ins import list_organisation_sign_in_options
from handrail.platform.ui.access_control import public
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm
from handrail.platform.ui.reauthentication import redirect_unless_both_factors_recently_given

log = logging.getLogger("handrail.security")


class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's, with the organisations beside the password."""

    def get_context_data(self, **said: Any) -> dict[str, Any]:
        """As allauth's, and `providers`.

        Returns:
            The template's variables.
        """
        shown: dict[str, Any] = super().get_context_data(**said)
        return shown | {"providers": list_organisation_sign_in_options()}


@public("leads to the sign-in of an organisation that settings name")
def openid_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the organisation: to sign in, or to link one's account to it."""
    asked = None
    if request.POST.get("process") == "connect":
        asked = redirect_unless_both_factors_recently_given(request, reverse("your_account"))
    return asked or _call_provider_view(OAuth2LoginView, request, provider_id)


@public("whoever comes back from their organisation; what they bring is verified")
def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the organisation."""
    return _call_provider_view(OAuth2CallbackView, request, provider_id)


@public("whoever changed their mind at their organisation's sign-in")
def sign_in_cancelled(request: HttpRequest) -> HttpResponse:
    """Back to the password."""
    return redirect("account_login")


def _call_provider_view(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id not in [one.code for one in list_organisation_sign_in_options()]:
        raise Http404
    try:
        response: HttpResponse = view.adapter_view(IdTokenVerifyingAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, OAuth2Error) as error:
        log.warning("An organisation's sign-in was not reached: %s, %s.", provider_id, type(error).__name__)
        return render(request, "socialaccount/authentication_error.html", status=503)
    return response


class UnlinkOrganisationPage(ActionPage):
    """Take away the link to one's sign-in at an organisation."""

    permission, form_class, asks_again = Permission.VIEW_RULES, ConfirmForm, True
    button = "Unlink"
    lead = "You then sign in with your password and second step, or with a passkey."
    back_url = property(lambda self: reverse("your_account"))

    @property
    def title(self) -> str:
        return msg("Unlink {name}?", name=self.name)

    def load(self, provider_id: str) -> None:
        ours = {one.code: one.name for one in list_organisation_sign_in_options()}
        if provider_id not in ours:
            raise NotVisible
        self.provider_id, self.name = provider_id, ours[provider_id]

    def perform(self, form: ConfirmForm) -> str:
        remove_own_organisation_sign_in_link(provider=self.provider_id, by=self.actor)
        return "Unlinked."
