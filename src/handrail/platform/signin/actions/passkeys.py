"""What is kept beside a passkey."""

from allauth.mfa.models import Authenticator

from handrail.platform.signin.passkeys import MAC, compute_passkey_mac


def add_mac_to_passkey(passkey: Authenticator) -> None:
    """Give a new passkey its mac."""
    passkey.data[MAC] = compute_passkey_mac(passkey).hex()
    passkey.save(update_fields=["data"])
