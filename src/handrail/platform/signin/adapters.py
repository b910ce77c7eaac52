"""Where allauth asks us: the steps of signing in, ways to confirm, and sign-ins by an organisation."""

import logging
import time
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from requests import Session

from handrail.platform.access.authentication import SECOND_FACTOR, InvitationOnlyAccountAdapter
from handrail.platform.access.models import User
from handrail.platform.access.session_times import was_user_recently_reauthenticated
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.messages import msg
from handrail.platform.signin.id_tokens import is_recent_sign_in
from handrail.platform.signin.organisation_links import is_link_intact
from handrail.platform.signin.queries.organisation_sign_ins import list_organisation_sign_in_options
from handrail.platform.signin.sign_in_records import UNKNOWN

log = logging.getLogger("handrail.security")

OPENID = "openid"
OUR_STAGE = "handrail.platform.signin.adapters.SecondFactorStage"
CONFIRM_WAYS = {
    "account_reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your authenticator app",
    "mfa_reauthenticate_webauthn": "Use a passkey",
}

MESSAGES = {  # allauth's, in our words; it says nothing else to anybody
    "mfa/messages/webauthn_added.txt": "Passkey added.",
    "mfa/messages/webauthn_removed.txt": "Passkey removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes.",
    "mfa/messages/totp_activated.txt": "Authenticator app set up.",
    "socialaccount/messages/account_connected.txt": "Your organisation’s sign-in is linked.",
    "socialaccount/messages/account_connected_updated.txt": "Your organisation’s sign-in is linked.",
    "socialaccount/messages/account_connected_other.txt": "That sign-in is linked to another account.",
}


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the second factor, unless the organisation where somebody signed in says that it did."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Go on at once, or as allauth does.

        Returns:
            What answers the request, or None; and whether signing in goes on.
        """
        sign_in = (self.login.signal_kwargs or {}).get("sociallogin")
        if getattr(sign_in, "used_second_factor", False):
            self.request.session[SECOND_FACTOR] = True
            return None, True
        asked: tuple[HttpResponse | None, bool] = super().handle()
        return asked


class SignInAdapter(InvitationOnlyAccountAdapter):
    """The steps of signing in, the ways to confirm that it is still the same person, and what is said on the way."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **said: Any
    ) -> None:
        """What allauth says, in our words."""
        if ours := MESSAGES.get(message_template or ""):
            messages.add_message(request, level, ours)
        else:
            super().add_message(request, level, message_template, *args, **said)

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own check of the second factor in the place of its."""
        replaced = {"allauth.mfa.stages.AuthenticateStage": OUR_STAGE}
        return [replaced.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """In our words; and by the organisation, for whoever signs in there.

        Returns:
            For each way `id`, `url` and `description`.
        """
        words = {reverse(name): text for name, text in CONFIRM_WAYS.items()}
        own = [
            {**one, "description": words.get(one["url"], one["description"])}
            for one in super().get_reauthentication_methods(user)
        ]
        linked = [one for one in list_organisation_sign_in_options(user.pk) if one.is_linked]
        return own + [
            {
                "id": one.code,
                "url": one.sign_in_url,
                "description": msg("Sign in again with {name}", name=one.name),
            }
            for one in linked
        ]


class OrganisationSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody gets an account by signing in elsewhere: a link is made by its owner, signed in here."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Providers of the settings alone: a row of the database is none.

        Args:
            request: the request.
            provider: the code of one; None for all.
            client_id: how it knows us; None for any.
        """
        return [
            SocialApp(provider=OPENID, **told)
            for told in settings.SOCIALACCOUNT_PROVIDERS[OPENID]["APPS"]
            if provider in (None, OPENID, told["provider_id"]) and client_id in (None, told["client_id"])
        ]

    def get_requests_session(self) -> Session:
        """Asks the issuer's own addresses: one that leads elsewhere is an error."""
        session: Session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: Any, exception: Exception | None = None, **said: Any
    ) -> None:
        """Whoever runs Handrail is told. The messages of the page that says so are fetched before it is drawn."""
        log.warning("Sign-in by an organisation failed: %s, %s.", provider.sub_id, type(exception).__name__)
        len(messages.get_messages(request))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("your_account")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop whoever has no link, or a link that we did not write, or links without confirming first."""
        self._refuse_unless_answer_to_own_request(request, sociallogin)
        links = sociallogin.state.get("process") == AuthProcess.CONNECT
        if links and not was_user_recently_reauthenticated(request):
            raise ImmediateHttpResponse(redirect("your_account"))
        if sociallogin.is_existing and not is_link_intact(sociallogin.account):
            self._refuse_sign_in(request, sociallogin, "the link was changed")
        if not links and not sociallogin.is_existing:
            self._refuse_sign_in(request, sociallogin, "no account is linked")

    def _refuse_unless_answer_to_own_request(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        asked = sociallogin.state
        if not constant_time_compare(str(sociallogin.claims["nonce"]), str(asked.get("nonce"))):
            self._refuse_sign_in(request, sociallogin, "the answer was for another request")
        since = time.time() - asked["asked_at"] + asked["oldest"]
        if not is_recent_sign_in(sociallogin.claims, since):
            if asked["oldest"] == 0 or "auth_time" in sociallogin.claims:
                self._refuse_sign_in(request, sociallogin, "they signed in there too long ago")
            sociallogin.claims_second_factor = False  # it does not say when: ours is asked for

    def _refuse_sign_in(self, request: HttpRequest, sociallogin: SocialLogin, reason: str) -> None:
        why = msg("{reason}, {provider}", reason=reason, provider=sociallogin.account.provider)
        write_audit_record_of_read(
            who=UNKNOWN, verb="failed to sign in", about=None, outcome="refused", why=why
        )
        raise ImmediateHttpResponse(render(request, "signin/not_linked.html", status=403))
