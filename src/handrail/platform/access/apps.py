"""Django's name for this package."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from handrail.platform.access.secret_checks import (
    check_secrets_of_settings,
    check_virus_scanner_is_configured,
)


class AccessConfig(AppConfig):
    """Who may see and do what."""

    name = "handrail.platform.access"
    label = "access"

    def ready(self) -> None:
        """Each migration ends with the policies up to date, whoever began it; `check --deploy` looks at the secrets."""
        post_migrate.connect(_install_row_policies_after_migrate, sender=self)
        register(check_secrets_of_settings, Tags.security, deploy=True)
        register(check_virus_scanner_is_configured, Tags.security, deploy=True)


def _install_row_policies_after_migrate(using: str, **told: Any) -> None:
    from handrail.platform.access.row_security import row_policies  # noqa: PLC0415 - its models need the registry

    if using == "default":
        row_policies.install_row_policies(connections[using])
