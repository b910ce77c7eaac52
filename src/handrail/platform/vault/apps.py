"""The app of the key store: its first key is made when its tables are."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from handrail.platform.vault.router import KEYS


class VaultConfig(AppConfig):
    """The key store."""

    name = "handrail.platform.vault"

    def ready(self) -> None:
        post_migrate.connect(begin_key_store_after_migrating, sender=self)


def begin_key_store_after_migrating(using: str, **said: Any) -> None:
    """Every installation has its own root key, and knows its keys, from the beginning."""
    from handrail.platform.vault import key_fingerprints, master_key  # noqa: PLC0415 - models are there only after the apps are

    if using == KEYS:
        master_key.ensure_root_key()
        key_fingerprints.record_first_key_fingerprints()
