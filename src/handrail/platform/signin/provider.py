"""Signing in by one's own organisation (OpenID Connect): who somebody is, and with what they signed in there.

allauth finds this module by its name. An account is linked to issuer and subject, and never found by its email address;
nothing else that the provider says is kept. The ID token is always verified (id_tokens.py).
"""

import hashlib
import json
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.platform.signin.id_tokens import ExpectedIdToken, verify_id_token

MULTIPLE_FACTORS = "mfa"
"""RFC 8176, section 2: "mfa" says that more than one factor was used. No other value of `amr` says so by itself."""


class IdTokenVerifyingAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Takes an ID token of the issuer that settings name, and nothing else."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer publishes about itself.

        Returns:
            The metadata of OpenID Connect Discovery 1.0.

        Raises:
            OAuth2Error: it is another issuer than settings name, to the letter, or names an address in clear.
        """
        told: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if told.get("issuer") != issuer:
            raise OAuth2Error("The provider says that it is another issuer.")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if urlsplit(str(told.get(name))).scheme not in ("https", urlsplit(issuer).scheme):
                raise OAuth2Error("The provider names an address in clear.")
        return told

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **said: Any
    ) -> SocialLogin:
        """Verify the ID token. What the provider tells elsewhere of the person is not asked for.

        Args:
            request: the request that came back from the provider.
            app: the provider's settings.
            token: what the provider gave for the code; it is not kept.
            said: the provider's answer under `response`.

        Raises:
            OAuth2Error: the token cannot be verified.
        """
        expected = ExpectedIdToken(
            issuer=app.settings["server_url"],
            client_id=app.client_id,
            keys_url=self.openid_config["jwks_uri"],
            smallest_rsa_key=app.settings["smallest_rsa_key"],
        )
        with get_adapter().get_requests_session() as session:
            claims = verify_id_token(said["response"].get("id_token") or "", expected, session)
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        login.used_second_factor = claims_second_factor(claims, app.settings["second_factor_acr"])
        return login

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider sends people back to: its operator is told this address."""
        return request.build_absolute_uri(reverse("openid_callback", args=[self.provider_id]))


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """One provider of the settings."""

    id = "openid"
    name = "Your organisation"
    oauth2_adapter_class = IdTokenVerifyingAdapter

    @property
    def server_url(self) -> str:
        """Where the issuer publishes what it is (OpenID Connect Discovery 1.0, 4.1)."""
        return f"{self.app.settings['server_url'].rstrip('/')}/.well-known/openid-configuration"

    def redirect(self, request: HttpRequest, *args: Any, **said: Any) -> HttpResponse:
        """Off to the provider, with a word that its answer must repeat and how old a sign-in there may be.

        Args:
            request: the request that is answered.
            args: as allauth's.
            said: as allauth's; what else is in it is kept in the session until the answer comes.
        """
        nonce, again = secrets.token_urlsafe(32), request.user.is_authenticated
        oldest = 0 if again else int(settings.SESSION_COOKIE_AGE)
        wanted = " ".join(self.app.settings["second_factor_acr"])  # a wish: OpenID Connect Core 1.0, 3.1.2.1
        asked = {"nonce": nonce, "max_age": oldest} | ({"acr_values": wanted} if wanted else {})
        said["auth_params"] = {**(said.get("auth_params") or {}), **asked}
        response: HttpResponse = super().redirect(
            request, *args, **said, nonce=nonce, asked_at=time.time(), oldest=oldest
        )
        return response

    def get_default_scope(self) -> list[str]:
        """Neither name nor email address: an account has them already."""
        return ["openid"]

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """Somebody signed in is to confirm that it is they: the provider asks them again.

        Returns:
            Parameters of the provider's address.
        """
        params: dict[str, Any] = super().get_auth_params_from_request(request, action)
        return params | ({"prompt": "login"} if request.user.is_authenticated else {})

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject, as one print."""
        said = json.dumps([data["iss"], data["sub"]], separators=(",", ":"))
        return hashlib.sha256(said.encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of the token is kept; what we keep beside a link stays.

        Returns:
            What the link has now; empty where there is none.
        """
        row = SocialAccount.objects.filter(provider=self.sub_id, uid=self.extract_uid(data)).first()
        return row.extra_data if row else {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing.

        Returns:
            Empty.
        """
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: nobody is found by an address that somebody else says is theirs."""
        return []


def claims_second_factor(claims: dict[str, Any], trusted_acr: list[str]) -> bool:
    """Whether the provider says that it asked for more than one factor, in `amr` or by a class that settings name."""
    methods = claims.get("amr")
    return MULTIPLE_FACTORS in (methods if isinstance(methods, list) else ()) or (
        isinstance(claims.get("acr"), str) and claims["acr"] in trusted_acr
    )


provider_classes = [OrganisationProvider]
