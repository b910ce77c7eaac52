"""The product's own secrets (such as authenticator secrets), sealed as text that fits any column."""

import base64
import binascii

from handrail.vault import master, token
from handrail.vault.parts import parts
from handrail.vault.unreadable import Unreadable


def seal(text: str, purpose: str) -> str:
    """The text, sealed for this purpose."""
    sealed = token.seal(_key(purpose), text.encode(), parts("own", purpose))
    return base64.urlsafe_b64encode(sealed).decode()


def open(sealed: str, purpose: str) -> str:
    """The text, or Unreadable."""
    try:
        data = base64.b64decode(sealed.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unreadable("This text was not sealed by the vault.") from None
    return token.unseal(_key(purpose), data, parts("own", purpose)).decode()


def _key(purpose: str) -> bytes:
    return master.derive("own", purpose)
