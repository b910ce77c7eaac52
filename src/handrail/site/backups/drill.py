"""A drill: the backup is restored onto databases that are made for it, with the keys of this installation."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from handrail.site.backups.database_copies import (
    DatabaseCopyError,
    get_database_engine,
    make_database_address,
)
from handrail.site.environment import read_variable

KEPT_SECRETS = {
    "HANDRAIL_SECRET_KEY": "SECRET_KEY",
    "HANDRAIL_VAULT_MASTER_KEY": "VAULT_MASTER_KEY",
    "HANDRAIL_AUDIT_KEY": "AUDIT_KEY",
}
OF_THIS_PLACE = (
    "HANDRAIL_AUDIT_HEADS",
    "HANDRAIL_AUDIT_HEADS_COPIES",
    "HANDRAIL_AUDIT_HEADS_MAIL",
    "HANDRAIL_INSIGHT_FILES",
)
"""The drill writes into none of these."""
ADDRESSES = {"default": "HANDRAIL_DATABASE_URL", "keys": "HANDRAIL_KEYS_DATABASE_URL"}


def run_restore_drill_beside_installation(arguments: list[str]) -> int:
    """Run `handrail restore` once more, in a place of its own. Returns its exit code."""
    words = [word for word in arguments if word != "--check"]
    with tempfile.TemporaryDirectory(prefix="handrail-drill-") as place, ExitStack() as made:
        environment = _make_drill_environment(Path(place))
        for alias, variable in ADDRESSES.items():
            if get_database_engine(alias) == "postgresql":
                environment[variable] = made.enter_context(
                    _make_drill_database(alias, read_variable(variable))
                )
        command = [sys.executable, "-m", "handrail.site.cli", "restore", *words]
        code = subprocess.run(command, env=environment, check=False).returncode
    print(
        "The drill went well; its databases are gone."
        if code == 0
        else "THE DRILL FAILED; its databases are gone."
    )
    return code


def _make_drill_environment(place: Path) -> dict[str, str]:
    """This installation's settings and secrets, with the drill's own folder."""
    dropped = (*OF_THIS_PLACE, *(f"{name}_FILE" for name in (*KEPT_SECRETS, *ADDRESSES.values())))
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return (
        kept
        | {name: getattr(settings, attribute) for name, attribute in KEPT_SECRETS.items()}
        | {"HANDRAIL_VAR": str(place)}
    )


@contextmanager
def _make_drill_database(alias: str, address: str) -> Iterator[str]:
    """An empty database on the same server, and its address.

    Raises:
        DatabaseCopyError: the role may not make one.
    """
    name = f"{connections[alias].settings_dict['NAME']}_drill_{secrets.token_hex(4)}"
    password = connections[alias].settings_dict["PASSWORD"] or None
    with psycopg.connect(make_database_address(alias), password=password, autocommit=True) as server:
        try:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise DatabaseCopyError(
                "This role may not make databases. For a drill make two empty ones, name them in\n"
                "HANDRAIL_DATABASE_URL and HANDRAIL_KEYS_DATABASE_URL, and run `handrail restore` without --check."
            ) from None
        try:
            yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
