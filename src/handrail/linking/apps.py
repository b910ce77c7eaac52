"""Django's name for this package."""

from django.apps import AppConfig


class LinkingConfig(AppConfig):
    """What joins people’s cases without showing one in another."""

    name = "handrail.linking"
    label = "linking"
