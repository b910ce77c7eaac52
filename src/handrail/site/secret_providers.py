"""Where secrets come from: a file that is named, the environment, or HashiCorp Vault, in this order.

Another store of secrets is one more class with `read`, and one more entry in PROVIDERS.
"""

import os
import ssl
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ADDRESS = "HANDRAIL_HASHICORP_ADDRESS"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
PATIENCE = 10.0  # seconds


class SecretProvider(Protocol):
    """One place that secrets come from."""

    def read(self, name: str) -> str:
        """The secret of this name, or "" where this place does not hold it. Raises ImproperlyConfigured."""


class FileSecrets:
    """NAME_FILE names a file: systemd's credentials, Docker's and Kubernetes' secrets."""

    def read(self, name: str) -> str:
        """The file's text without the line end."""
        path = os.environ.get(f"{name}_FILE")
        if not path:
            return ""
        try:
            return Path(path).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names a file that cannot be read ({type(error).__name__})."
            ) from None


class EnvironmentSecrets:
    """The variable itself."""

    def read(self, name: str) -> str:
        """Its text."""
        return os.environ.get(name, "")


class HashicorpSecrets:
    """One secret of a key/value store, version 2, of HashiCorp Vault or OpenBao: its fields have the variables' names.

    Read once by each process. By a token, or by an AppRole, whose token is given back at once.
    Source: https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2 and .../api-docs/auth/approle.
    """

    def read(self, name: str) -> str:
        """The field of that name."""
        address = os.environ.get(ADDRESS)
        if not address:
            return ""
        return _read_hashicorp_fields(address).get(name, "")


PROVIDERS: tuple[SecretProvider, ...] = (FileSecrets(), EnvironmentSecrets(), HashicorpSecrets())
NEAR = PROVIDERS[:2]
"""What the way into a store of secrets may itself come from."""


def read_secret(name: str, providers: tuple[SecretProvider, ...] = PROVIDERS) -> str:
    """The secret from the first place that holds it, or "".

    Args:
        name: the variable of the environment.
        providers: the places, in the order in which they are asked.

    Returns:
        Its text.

    Raises:
        ImproperlyConfigured: a place that is named cannot be read.
    """
    return next((value for provider in providers if (value := provider.read(name))), "")


@lru_cache(maxsize=1)
def _read_hashicorp_fields(address: str) -> dict[str, str]:
    """Every field of our secret. No message holds any of them."""
    import httpx  # noqa: PLC0415 - most installations never ask for it, and it takes a tenth of a second

    url = urlsplit(address)
    if url.scheme != "https" and url.hostname not in LOCAL_HOSTS:
        raise ImproperlyConfigured(f"{ADDRESS} must begin with https://: secrets would come over in clear.")
    mount, _, path = (os.environ.get("HANDRAIL_HASHICORP_PATH") or "secret/handrail").partition("/")
    headers = {"X-Vault-Request": "true"}
    if namespace := os.environ.get("HANDRAIL_HASHICORP_NAMESPACE"):
        headers["X-Vault-Namespace"] = namespace
    trusted = ssl.create_default_context(cafile=os.environ.get("HANDRAIL_HASHICORP_CA") or None)
    try:
        with httpx.Client(
            base_url=f"{address.rstrip('/')}/v1/",
            headers=headers,
            verify=trusted,
            timeout=PATIENCE,
            trust_env=False,
        ) as client:
            token, is_ours = _get_hashicorp_token(client)
            client.headers["X-Vault-Token"] = token
            try:
                kept = _ask_hashicorp(client, "GET", f"{mount}/data/{path}")["data"]["data"]
            finally:
                if is_ours:
                    client.post("auth/token/revoke-self")
    except (httpx.HTTPError, OSError) as error:
        raise ImproperlyConfigured(
            f"The store of secrets at {ADDRESS} does not answer ({type(error).__name__})."
        ) from None
    return {str(name): str(value) for name, value in kept.items()}


def _get_hashicorp_token(client: Any) -> tuple[str, bool]:
    """A token that was handed to us, or one of our role. Returns it, and whether we asked for it ourselves."""
    if token := read_secret("HANDRAIL_HASHICORP_TOKEN", NEAR):
        return token, False
    role = read_secret("HANDRAIL_HASHICORP_ROLE_ID", NEAR)
    secret = read_secret("HANDRAIL_HASHICORP_SECRET_ID", NEAR)
    if not role or not secret:
        raise ImproperlyConfigured(
            f"{ADDRESS} needs HANDRAIL_HASHICORP_TOKEN, or HANDRAIL_HASHICORP_ROLE_ID with "
            "HANDRAIL_HASHICORP_SECRET_ID; each can be a file (NAME_FILE)."
        )
    said = _ask_hashicorp(client, "POST", "auth/approle/login", {"role_id": role, "secret_id": secret})
    return str(said["auth"]["client_token"]), True


def _ask_hashicorp(client: Any, method: str, path: str, sent: dict[str, str] | None = None) -> dict[str, Any]:
    answer = client.request(method, path, json=sent)
    if answer.status_code != 200:
        raise ImproperlyConfigured(
            f"The store of secrets at {ADDRESS} answered {answer.status_code} to {method} {path}. "
            "Look at its policy, at the path and at the seal."
        )
    said: dict[str, Any] = answer.json()
    return said
