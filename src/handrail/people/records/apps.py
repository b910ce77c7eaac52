"""Django's name for this package."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Case rows, sealed fields and access to a case."""

    name = "handrail.people.records"
    label = "records"
