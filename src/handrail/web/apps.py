"""Django's name for this package."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "handrail.web"
    label = "web"
