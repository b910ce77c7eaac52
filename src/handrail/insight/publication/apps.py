"""Django's name for this room."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class PublicationConfig(AppConfig):
    """Each migration ends with the triggers that keep what was published as it is."""

    name = "handrail.insight.publication"
    label = "insight_publication"
    verbose_name = "Published figures"

    def ready(self) -> None:
        post_migrate.connect(_install_frozen_publication_triggers, sender=self)


def _install_frozen_publication_triggers(using: str, **told: Any) -> None:
    from handrail.insight.publication import frozen_triggers  # noqa: PLC0415 - its tables need the registry

    if using == "default":
        frozen_triggers.install_frozen_triggers(connections[using])
