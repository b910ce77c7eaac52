"""Django's name for this room."""

from django.apps import AppConfig


class UnusualUseConfig(AppConfig):
    """Unusual use, found in the trail."""

    name = "handrail.people.unusual_use"
    label = "unusual_use"
