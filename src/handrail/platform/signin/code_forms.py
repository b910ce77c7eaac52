"""allauth's forms that ask for a code, with codes of ours: by SHA-256, and recovery codes that are hashed."""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import accept_one_time_code_once, is_code_valid_for_secret
from handrail.platform.signin.actions.recovery_codes import use_recovery_code


class _OneTimeCodeForm(forms.Form):
    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code of the person's app, or one of their recovery codes. Tries are counted before they are compared."""
        clear_tries = check_rate_limit(self.user)
        code = str(self.cleaned_data["code"])
        rows = Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN)
        asked = sorted(rows, key=lambda row: row.type != Authenticator.Type.TOTP)
        for row in asked:
            if use_code_of_authenticator(row, code):
                row.user = self.user
                self.authenticator = row
                clear_tries()
                return code
        if asked:
            authentication_failed.send(
                sender=Authenticator,
                request=context.request,
                user=self.user,
                authenticator=asked[0],
                reauthentication=isinstance(self, ReauthenticateForm),
            )
        raise get_adapter().validation_error("incorrect_code")


class SecondFactorCodeForm(_OneTimeCodeForm, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step after the password."""


class ReauthenticateByCodeForm(_OneTimeCodeForm, ReauthenticateForm):  # type: ignore[misc]
    """Once more before something sensitive."""


class SetUpAuthenticatorAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app that is being set up."""

    def clean_code(self) -> str:
        """Right for the secret that the page showed."""
        validate_can_add_authenticator(self.user)
        clear_tries = check_rate_limit(self.user, error_key="rate_limited")
        code = str(self.cleaned_data["code"])
        if not is_code_valid_for_secret(self.secret, code):
            raise get_adapter().validation_error("incorrect_code")
        clear_tries()
        return code


def use_code_of_authenticator(row: Authenticator, code: str) -> bool:
    """Whether the code is right for this app or these recovery codes; it opens nothing again."""
    if row.type == Authenticator.Type.TOTP:
        return accept_one_time_code_once(row, code)
    return use_recovery_code(row_id=row.pk, typed=code)
