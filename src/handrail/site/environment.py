"""Reading the environment: each reader says what is wrong and where to set it."""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from handrail.platform.files.object_store_address import ObjectStoreAddress
from handrail.platform.kernel.working_days import CHANGES, parse_bank_holiday_changes
from handrail.site.secret_providers import read_secret

PRIVATE_NETWORK = "HANDRAIL_PRIVATE_NETWORK"
PREPARED = {"server_side_binding": True, "prepare_threshold": 2}
"""Of a connection to PostgreSQL: what is asked a third time is prepared (docs/decisions/row-level-security.md)."""
LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")


def read_variable(name: str) -> str:
    """The variable's text, that of the file which NAME_FILE names, or what a store of secrets holds under its name.

    Raises:
        ImproperlyConfigured: a place that is named cannot be read.
    """
    return read_secret(name)


def raise_unless_connection_encrypted(what: str, host: str, *, is_encrypted: bool, mend: str) -> None:
    """Stop where something would be sent over a network in clear, unless the operator says that the network is private.

    Args:
        what: what is connected to, for the message.
        host: its host; a path or "" for a socket of this machine.
        is_encrypted: whether the connection is encrypted and the other side's certificate is checked.
        mend: what to set.

    Raises:
        ImproperlyConfigured: the host is another machine, and the connection is in clear.
    """
    is_local = host in LOCAL_HOSTS or host.startswith("/")
    if is_local or is_encrypted or get_flag_variable(PRIVATE_NETWORK, default=False):
        return
    raise ImproperlyConfigured(
        f"{what} on {host} would be reached in clear. {mend} Where the network between is private and "
        f"encrypted by other means, set {PRIVATE_NETWORK}=True (docs/security/connections.md)."
    )


def get_text_variable(name: str, default: str) -> str:
    """The variable's text, or the default where it is not set or empty."""
    return read_variable(name) or default


def get_flag_variable(name: str, *, default: bool) -> bool:
    """True or False, written so; anything else stops with a sentence."""
    value = os.environ.get(name)
    if not value:
        return default
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} must be True or False, not {value!r}. Set it in the environment.")
    return value == "True"


def get_list_variable(name: str, default: list[str]) -> list[str]:
    """Words divided by commas."""
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def get_number_variable(name: str, default: int) -> int:
    """A whole number; anything else stops with a sentence."""
    value = os.environ.get(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {value!r}. Set it in the environment."
        )
    return int(value)


def raise_unless_bank_holiday_changes_readable() -> None:
    """Stop where a bank holiday cannot be read: every time limit in working days would be wrong without a word."""
    try:
        parse_bank_holiday_changes(os.environ.get(CHANGES, ""))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{CHANGES} must be days such as 2027-05-10, divided by commas, not {str(error)!r}."
        ) from None


def get_var_folder() -> Path:
    """The folder that only Handrail reads: as it is set, `var` of a checkout, else among the account's own data.

    Never beside an installed package: an upgrade would take it away.
    """
    if named := os.environ.get("HANDRAIL_VAR"):
        return Path(named)
    source = Path(__file__).resolve().parents[2]
    if source.name == "src" and (source.parent / "pyproject.toml").is_file():
        return source.parent / "var"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "handrail"


def read_key(name: str, path: Path) -> str:
    """A key from the environment or a store of secrets, else from what `handrail keys make` wrote; "" for none.

    Args:
        name: its variable.
        path: the file.

    Returns:
        Its text. Whoever needs it refuses an empty one.
    """
    if value := read_variable(name):
        return value
    return path.read_text().strip() if path.exists() else ""


def get_object_store_address(name: str) -> ObjectStoreAddress | None:
    """An object store of the S3 protocol for documents, where one is named.

    Args:
        name: the variable, which holds the bucket and a beginning of names: `documents/handrail`.

    Returns:
        Where it is, or None: documents stay in the database.

    Raises:
        ImproperlyConfigured: it would be reached in clear, or half of its credentials are missing.
    """
    bucket, _, prefix = read_variable(name).partition("/")
    if not bucket:
        return None
    endpoint = read_variable(f"{name}_ENDPOINT")
    url = urlsplit(endpoint)
    raise_unless_connection_encrypted(
        "The object store",
        url.hostname or "",
        is_encrypted=not endpoint or url.scheme == "https",
        mend=f"Set {name}_ENDPOINT to an address that begins with https://.",
    )
    key_id, secret = read_variable(f"{name}_KEY_ID"), read_variable(f"{name}_SECRET")
    if bool(key_id) != bool(secret):
        raise ImproperlyConfigured(f"Set both {name}_KEY_ID and {name}_SECRET, or neither.")
    region = get_text_variable(f"{name}_REGION", "eu-west-2")
    return ObjectStoreAddress(
        bucket, endpoint, region, f"{prefix.rstrip('/')}/" if prefix else "", key_id, secret
    )


def get_virus_scanner_address(name: str) -> str:
    """A command, clamd:/path/to/socket, or clamd:host:port of this machine: clamd knows no encryption.

    Raises:
        ImproperlyConfigured: the clamd is on another machine.
    """
    scanner = read_variable(name)
    if scanner.startswith("clamd:") and not scanner.startswith("clamd:/"):
        host = scanner.removeprefix("clamd:").rpartition(":")[0].strip("[]")
        raise_unless_connection_encrypted(
            "The scanner", host, is_encrypted=False, mend="Run it on this machine and name its socket."
        )
    return scanner


def get_openid_providers(name: str) -> list[dict[str, Any]]:
    """The organisations by which people may sign in (OpenID Connect).

    Args:
        name: the variable, which holds a JSON list of objects with `code`, `name`, `issuer`, `client_id`, `secret`, and
            where the provider says by a class that it asked for a second factor `second_factor_acr`, a list; where its
            keys are RSA keys of fewer than 3,072 bits `smallest_rsa_key`.

    Returns:
        For each the settings of one provider as allauth takes them.

    Raises:
        ImproperlyConfigured: it is not such a list, or an issuer is not reached by TLS and not on this machine.
    """
    try:
        return [_make_openid_provider(one) for one in json.loads(read_variable(name) or "[]")]
    except (ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a JSON list of objects with code, name, issuer, client_id and secret "
            f"({type(error).__name__}). Set it in the environment."
        ) from None


def _make_openid_provider(said: dict[str, Any]) -> dict[str, Any]:
    issuer = urlsplit(said["issuer"])
    if issuer.scheme != "https" and issuer.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured(f"The issuer {said['issuer']!r} must begin with https://.")
    return {
        "provider_id": said["code"],
        "name": said["name"],
        "client_id": said["client_id"],
        "secret": said["secret"],
        "settings": {
            "server_url": said["issuer"],
            "origin": f"{issuer.scheme}://{issuer.netloc}",
            "oauth_pkce_enabled": True,
            "second_factor_acr": list(said.get("second_factor_acr", [])),
            "smallest_rsa_key": int(said.get("smallest_rsa_key", 3072)),
        },
    }


def get_database_settings(
    name: str, sqlite_path: Path, *, outlives_power_cuts: bool = False, holds_files: bool = False
) -> dict[str, Any]:
    """A database is PostgreSQL where an address is named, else SQLite at a path.

    Args:
        name: the variable of the environment that may hold postgres://user:password@host:port/name.
        sqlite_path: the file where it does not.
        outlives_power_cuts: whether SQLite waits for the disk at every commit.
        holds_files: whether PostgreSQL's row-level security guards it, and must be told who acts.

    Returns:
        Django's settings of one database.

    Raises:
        ImproperlyConfigured: the address is of another engine, or of another machine without its certificate checked.
    """
    url = read_variable(name)
    kept = {"CONN_MAX_AGE": get_number_variable("HANDRAIL_CONNECTION_SECONDS", 600)}
    if not url:
        return _get_sqlite_settings(sqlite_path, "FULL" if outlives_power_cuts else "NORMAL") | kept
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgres://. Leave it out to use SQLite.")
    options = dict(parse_qsl(parts.query))
    raise_unless_connection_encrypted(
        f"The database of {name}",
        options.get("host", parts.hostname or ""),
        is_encrypted=options.get("sslmode") == "verify-full",
        mend="Add ?sslmode=verify-full to its address.",
    )
    return {
        "ENGINE": f"{'handrail.platform.access.row_security' if holds_files else 'django.db.backends'}.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | PREPARED,
    } | kept


def raise_unless_databases_differ(databases: dict[str, dict[str, Any]]) -> None:
    """Stop where two databases are one: keys beside the data that they open protect nothing."""
    places = {(d["ENGINE"], d.get("HOST"), d.get("PORT"), d["NAME"]) for d in databases.values()}
    if len(places) < len(databases):
        raise ImproperlyConfigured(
            "The keys need a database of their own, with backups of their own. "
            "Give HANDRAIL_KEYS_DATABASE_URL another name than HANDRAIL_DATABASE_URL."
        )


def _get_sqlite_settings(path: Path, synchronous: str) -> dict[str, Any]:
    return {
        "ENGINE": "handrail.platform.audit.sqlite",  # Django's own, with a guard over the audit trail
        "NAME": str(path),
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},  # a file: threads behave as in life
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",  # a destroyed key leaves nothing in freed pages
        },
    }
