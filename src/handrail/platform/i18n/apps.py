"""Django's name for this package."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Pages in two languages."""

    name = "handrail.platform.i18n"
    label = "i18n"
