"""Django's name for this package."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """People's records."""

    name = "handrail.people.cases"
    label = "cases"
