"""Django's name for this package."""

from django.apps import AppConfig


class UserInterfaceConfig(AppConfig):
    """The design system: layout, form fields, pages with an act."""

    name = "handrail.platform.ui"
    label = "ui"
