"""Django's name for this package."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The door."""

    name = "handrail.access"
    label = "access"
