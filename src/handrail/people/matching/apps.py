"""Django's name for this package."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """What joins people’s cases without showing one in another."""

    name = "handrail.people.matching"
    label = "matching"
