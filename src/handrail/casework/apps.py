"""Django's name for this package."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """People's records."""

    name = "handrail.casework"
    label = "casework"
