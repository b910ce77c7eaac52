"""How allauth is fitted to us: accounts by invitation only, authenticator secrets sealed, a second factor asked."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import get_hash_algorithm_of_new_authenticator_apps
from handrail.platform.vault import app_secret_sealing

SECOND_FACTOR = "second_factor"


class InvitationOnlyAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody makes an account for themselves, and a wrong try never says which half was wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Incorrect email address or password. Check both and try again.",
        "too_many_login_attempts": "Too many incorrect attempts. Wait half an hour, or ask your administrator.",
    }

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **said: Any
    ) -> None:
        """Nobody is greeted by the number of their account."""
        if not (message_template or "").startswith("account/messages/logged_"):
            super().add_message(request, level, message_template, *args, **said)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by django-axes alone: allauth knows nothing of known devices."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class IntactAccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """An account whose row something else than Handrail changed signs nobody in, and ends their sessions."""

    def user_can_authenticate(self, user: User) -> bool:
        """Asked at each sign-in and, for a session that is open, with each request."""
        return super().user_can_authenticate(user) and user.is_intact


class SealedMFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth keeps authenticator secrets in clear unless they are sealed here."""

    def build_totp_url(self, user: User, secret: str) -> str:
        """As allauth's, with the hash that the codes are made by; "SHA1" is what apps take where none is said."""
        algorithm = get_hash_algorithm_of_new_authenticator_apps().upper()
        return f"{super().build_totp_url(user, secret)}&algorithm={algorithm}"

    def encrypt(self, text: str) -> str:
        return app_secret_sealing.seal(text, "authenticator")

    def decrypt(self, encrypted_text: str) -> str:
        return app_secret_sealing.unseal(encrypted_text, "authenticator")


def list_second_factor_kinds(user_id: int) -> list[str]:
    """The kinds of second factor that an account has (`totp`, `webauthn`), recovery codes apart."""
    rows = Authenticator.objects.filter(user=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return [str(kind) for kind in rows.values_list("type", flat=True)]


def is_signed_in_with_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with more than a password."""
    if request.session.get(SECOND_FACTOR):
        return True
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)
