"""Passkeys: each with a mac, so that a row that something else wrote into the database signs nobody in.

A passkey signs in by itself where it verified its user (fingerprint, face or PIN): that is two factors in one. It is
asked for user verification every time, as a second factor too (MFA_WEBAUTHN_USER_VERIFICATION).
"""

import json
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from handrail.platform.audit.macs import compute_row_mac, macs_equal
from handrail.platform.signin.device_names import format_device_name

MAC = "mac"
ELLIPTIC_CURVES, RS256 = (-7, -8, -35), -257  # ES256, EdDSA, ES384; IANA's numbers of COSE algorithms
COSE_ALGORITHM = 3  # the place of the algorithm in a key (RFC 9052, 7.1)


def compute_passkey_mac(passkey: Authenticator, *, like: bytes | None = None) -> bytes:
    """Over whose it is and what opens it; its name may change. `like` is the mac that it is compared with."""
    said = ["passkey", passkey.pk, passkey.user_id, passkey.data["credential"]]
    return compute_row_mac(json.dumps(said, sort_keys=True, separators=(",", ":")), like=like)


def is_passkey_intact(passkey: Authenticator) -> bool:
    """Whether Handrail added it, for this person."""
    try:
        kept = bytes.fromhex(passkey.data.get(MAC, ""))
    except ValueError:
        return False
    return macs_equal(compute_passkey_mac(passkey, like=kept), kept)


def list_passkey_algorithms() -> list[int]:
    """What passkeys may sign by (COSE numbers): 128 bits of strength, unless settings let RSA keys of 2,048 bits in."""
    return [*ELLIPTIC_CURVES, RS256] if settings.PASSKEYS_BY_RSA else [*ELLIPTIC_CURVES]


def get_passkey_algorithm(credential: Any) -> int:
    """By what a passkey that is being added signs."""
    told = auth.parse_registration_response(credential).response.attestation_object.auth_data
    algorithm: int = told.credential_data.public_key[COSE_ALGORITHM]
    return algorithm


UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    NotImplementedError,
    struct.error,
)
"""What fido2 and allauth raise where somebody sends what no browser would."""


@contextmanager
def treat_bad_credential_as_wrong_answer() -> Iterator[None]:
    """Whatever cannot be read is a wrong answer, and no failure of ours."""
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


def require_credential_of_own_origin(credential: Any, parse: Callable[[Any], Any]) -> None:
    """fido2 takes every port and every host below ours for us; an answer must be of the very origin that asked.

    Args:
        credential: as the browser sent it.
        parse: reads one of its kind (WebAuthn Level 3, 7.1 step 9 and 7.2 step 12).

    Raises:
        ValidationError: it is of another origin, or of a frame within one.
    """
    said, own = parse(credential).response.client_data, context.request.build_absolute_uri("/")
    if said.cross_origin or _split_origin(said.origin) != _split_origin(own):
        raise get_adapter().validation_error("incorrect_code")


def _split_origin(address: str) -> tuple[str, str | None, int]:
    said = urlsplit(address)
    return said.scheme, said.hostname, said.port or {"https": 443}.get(said.scheme, 80)


class CredentialField(forms.JSONField):
    """What the browser says. Brackets within brackets without end are none."""

    def to_python(self, value: Any) -> Any:
        """As Django's.

        Raises:
            ValidationError: it is no JSON.
        """
        try:
            return super().to_python(value)
        except RecursionError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey that signs in by itself, so it must know its user."""

    credential = CredentialField(widget=forms.HiddenInput)
    name = forms.CharField(
        label="Name of this passkey",
        help_text="To help you recognise it, for example “Work laptop”.",
        max_length=60,
        error_messages={"required": "Enter a name for this passkey"},
    )
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        device = format_device_name(context.request.headers.get("User-Agent", ""))
        super().__init__(*args, **{**kwargs, "initial": {"name": device}})

    def clean(self) -> dict[str, Any]:
        """User verification is always held to."""
        self.cleaned_data["passwordless"] = True
        credential = self.cleaned_data.get("credential")
        with treat_bad_credential_as_wrong_answer():
            if credential:
                require_credential_of_own_origin(credential, auth.parse_registration_response)
            cleaned: dict[str, Any] = super().clean()
            if credential and get_passkey_algorithm(credential) not in list_passkey_algorithms():
                raise get_adapter().validation_error("incorrect_code")
        return cleaned


class _IntactPasskeyForm(forms.Form):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        """As allauth's; a row that Handrail did not write is no passkey."""
        with treat_bad_credential_as_wrong_answer():
            said = self.cleaned_data["credential"]
            require_credential_of_own_origin(said, auth.parse_authentication_response)
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc]  # of the class beside
        if not is_passkey_intact(passkey):
            raise get_adapter().validation_error("incorrect_code")
        return passkey


class SignInByPasskeyForm(_IntactPasskeyForm, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""

    def clean_credential(self) -> Authenticator:
        """A closed or changed account has no passkeys."""
        passkey = super().clean_credential()
        if not (passkey.user.is_active and passkey.user.is_intact):
            raise get_adapter().validation_error("incorrect_code")
        return passkey


class SecondFactorByPasskeyForm(_IntactPasskeyForm, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step after the password."""


class ReauthenticateByPasskeyForm(_IntactPasskeyForm, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Once more before something sensitive."""
