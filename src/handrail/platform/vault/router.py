"""Sends the vault's tables to the database "keys", and everything else away from it."""

from typing import Any

KEYS = "keys"
VAULT = "vault"


class KeyStoreRouter:
    """Keys live apart from the data that they open, so that one stolen copy opens nothing."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return KEYS if model._meta.app_label == VAULT else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return KEYS if model._meta.app_label == VAULT else None

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        labels = {one._meta.app_label, other._meta.app_label}
        return labels == {VAULT} if VAULT in labels else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if app_label == VAULT:
            return db == KEYS
        return False if db == KEYS else None
