"""Making keys."""

import secrets


def generate_key() -> bytes:
    """A new random key."""
    return secrets.token_bytes(32)
