"""Django's name for this package."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from handrail.platform.access.secret_checks import check_secrets


class AccessConfig(AppConfig):
    """Who may see and do what."""

    name = "handrail.platform.access"
    label = "access"

    def ready(self) -> None:
        """Secrets are looked at by `handrail check --deploy`."""
        register(check_secrets, Tags.security, deploy=True)
