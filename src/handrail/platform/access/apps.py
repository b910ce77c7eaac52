"""Django's name for this package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see and do what."""

    name = "handrail.platform.access"
    label = "access"
